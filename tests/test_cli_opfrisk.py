"""The command `opfrisk`: what it asks for, what it prints, and faults in Danish."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import cli
from eksport import figurer
from eksport.bestilling import NavngivetScenarie, Valg
from eksport.indhold import byg_bilag
from eksport.opfriskning import laes_ophav
from eksport.word import word
from kommandolinje import valg as kommandovalg
from lager.scenarielager import standardlager
from planning.plan import Plan
from planning.tiltag import Flytning, som_dict
from tests.eksport.opfriskningsproever import aarets_plan, alt_i

TILTAG = Flytning("hobro-benefit", "hjallerup-fys", 1, 0)
Svar = tuple[int, str, str]


@pytest.fixture(scope="module")
def fil(plan: Plan) -> bytes:
    scenarie = NavngivetScenarie("Forslag A", (TILTAG,), id="a" * 32, version=1)
    valg = Valg(maal="km", graense=20.0)
    return word(byg_bilag(plan, [scenarie], ("status", "daekning"), valg))


@pytest.fixture(autouse=True)
def aaret(plan: Plan, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Keep the store here, and let the dataset in use be next year's."""
    monkeypatch.setenv("PRAKSISKORT_DATA", str(tmp_path / "lager"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(kommandovalg, "indlaes", lambda *_, **__: aarets_plan(plan))
    yield


@pytest.fixture
def koer(capsys: pytest.CaptureFixture[str], tmp_path: Path, fil: bytes) -> Callable[..., Svar]:
    """Return a function that refreshes the bilag: exit code, stdout and stderr."""
    (tmp_path / "bilag.docx").write_bytes(fil)

    def koer_(*argumenter: str) -> Svar:
        stier = ("--fil", str(tmp_path / "bilag.docx"), "--ud", str(tmp_path / "ny.docx"))
        kode = cli.main(["opfrisk", *stier, *argumenter])
        return kode, *capsys.readouterr()

    return koer_


def test_the_list_is_printed_and_the_document_written(
    koer: Callable[..., Svar], tmp_path: Path
) -> None:
    kode, ud, fejl = koer()
    assert (kode, fejl) == (0, "")
    assert "Aalborg, Over 30 timer: 13 → 15 (under »Kapacitet og indbyggere«)" in ud
    assert "[tabel.status.status]" in ud and "Opfrisket\n" in ud
    assert ud.splitlines()[-1] == f"{tmp_path / 'ny.docx'}: det opfriskede bilag."
    tekst = " ".join(alt_i((tmp_path / "ny.docx").read_bytes()))
    assert "Aalborg har 5.524" in tekst and "5.823" not in tekst


def test_the_choices_are_those_of_the_bilag_unless_others_are_named(
    koer: Callable[..., Svar], tmp_path: Path
) -> None:
    koer()
    ophav = laes_ophav((tmp_path / "ny.docx").read_bytes())
    assert (ophav.valg.maal, ophav.valg.graense) == ("km", 20.0)
    assert ophav.afsnit == ("status", "daekning")
    koer("--graense", "12,5", "--afsnit", "status", "--dato", "2027-01-31", "--aftagen", "gauss")
    ophav = laes_ophav((tmp_path / "ny.docx").read_bytes())
    assert (ophav.valg.maal, ophav.valg.graense, ophav.valg.aftagen) == ("km", 12.5, "gauss")
    assert ophav.afsnit == ("status",) and str(ophav.valg.dato) == "2027-01-31"


def test_json_has_every_line_of_the_list(koer: Callable[..., Svar]) -> None:
    svar = json.loads(koer("--json")[1])
    assert set(svar) == {"fil", "uaendrede", "bemaerkninger", "aendringer"}
    celle = next(a for a in svar["aendringer"] if a["hvad"] == "Aalborg, Over 30 timer")
    assert celle | {"navn": ""} == {
        "slags": "opfrisket",
        "noegle": "tabel.status.status",
        "navn": "",
        "hvad": "Aalborg, Over 30 timer",
        "hvor": "Kapacitet og indbyggere",
        "foer": "13",
        "nu": "15",
    }
    assert "ffffffffffffffff" in svar["bemaerkninger"][0]


def test_a_scenario_that_is_named_comes_in(
    koer: Callable[..., Svar], plan: Plan, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(figurer, "tegn", lambda *_: pytest.fail("no map is asked for"))
    gemt = standardlager().opret(
        navn="Forslag B",
        forfatter="M",
        formaal="",
        tiltag=[som_dict(TILTAG)],
        datasaet=plan.fingeraftryk,
    )
    koer("--scenarie", "Forslag B")
    ophav = laes_ophav((tmp_path / "ny.docx").read_bytes())
    assert ophav.scenarier == ()  # the bilag has no section of scenarios
    assert koer("--scenarie", "Forslag C")[0] == 2
    assert gemt.navn == "Forslag B"


@pytest.mark.parametrize(
    ("argumenter", "besked"),
    [
        (["--afsnit", "forord"], "Ukendt afsnit: »forord«"),
        (["--maal", "mil"], "Ukendt mål: »mil«"),
        (["--graense", "langt"], "--graense skal være et tal"),
        (["--dato", "31.1.2027"], "--dato skal være som 2026-11-22"),
        (["--fag", "kiropraktik"], "Bilaget er om faget Fysioterapi"),
        (["--fil", "findes-ikke.docx"], "findes ikke eller kan ikke læses"),
        (["--fil", __file__], "ikke et Word-dokument"),
        (["--ud", "findes-ikke/ny.docx"], "kan ikke skrives"),
    ],
)
def test_a_fault_is_one_danish_sentence(
    koer: Callable[..., Svar],
    monkeypatch: pytest.MonkeyPatch,
    argumenter: list[str],
    besked: str,
) -> None:
    if "--fag" in argumenter:
        monkeypatch.undo()
    kode, ud, fejl = koer(*argumenter)
    assert (kode, ud) == (2, "") and besked in fejl
    assert fejl.count("\n") == 1 and "Traceback" not in fejl


def test_the_old_document_is_not_written_over(koer: Callable[..., Svar], tmp_path: Path) -> None:
    kode, _, fejl = koer("--ud", str(tmp_path / "bilag.docx"))
    assert kode == 2 and "samme fil" in fejl
