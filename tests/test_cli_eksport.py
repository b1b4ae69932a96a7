"""The command `eksport`: what it asks for, where the files go, and faults before slow work."""

from __future__ import annotations

import datetime
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import cli
from eksport import pakke
from eksport.bestilling import ALLE, Bestilling
from kommandolinje import valg as kommandovalg
from lager.scenarielager import standardlager
from planning.plan import Plan
from planning.tiltag import Flytning, som_dict
from tests.eksport.diasskabeloner import FORSIDE, INDHOLD, som_potx
from tests.eksport.diasskabeloner import skabelon as diasskabelon
from tests.eksport.vaertsskabeloner import kommunens

TILTAG = Flytning("hobro-benefit", "hjallerup-fys", 1, 0)
Svar = tuple[int, str, str]


@pytest.fixture(autouse=True)
def eget_lager(plan: Plan, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the store here, and read the dataset once."""
    monkeypatch.setenv("PRAKSISKORT_DATA", str(tmp_path / "lager"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(kommandovalg, "indlaes", lambda *_, **__: plan)


@pytest.fixture
def bestilte(monkeypatch: pytest.MonkeyPatch) -> list[Bestilling]:
    """Return what the command asks for; the files themselves have their own tests."""
    ud: list[Bestilling] = []

    def filer(plan: Plan, bestilling: Bestilling, fremdrift: Any, **_: Any) -> dict[str, bytes]:
        assert fremdrift is None  # nobody watches
        ud.append(bestilling)
        return {"bilag.docx": b"word", "kort/a.png": b"kort"}

    monkeypatch.setattr(pakke, "filer", filer)
    return ud


@pytest.fixture
def koer(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Callable[..., Svar]:
    """Return a function that runs the command into a folder: exit code, stdout and stderr."""

    def koer_(*argumenter: str) -> Svar:
        kode = cli.main(["eksport", "--ud", str(tmp_path / "ud"), *argumenter])
        return kode, *capsys.readouterr()

    return koer_


def test_all_is_written_to_the_folder_and_the_paths_told(
    koer: Callable[..., Svar], bestilte: list[Bestilling], tmp_path: Path
) -> None:
    kode, ud, fejl = koer()
    assert (kode, fejl) == (0, "")
    assert [Path(linje).read_bytes() for linje in ud.splitlines()] == [b"word", b"kort"]
    assert bestilte == [Bestilling(afsnit=ALLE)]
    assert json.loads(koer("--json")[1]) == ud.splitlines()


def test_the_zip_is_one_file_with_all(
    koer: Callable[..., Svar], bestilte: list[Bestilling], tmp_path: Path
) -> None:
    _, ud, _ = koer("--zip")
    (fil,) = ud.splitlines()
    assert zipfile.ZipFile(fil).namelist() == ["bilag.docx", "kort/a.png"]
    assert list((tmp_path / "ud").iterdir()) == [Path(fil)]


def test_the_choices_come_along(
    koer: Callable[..., Svar], bestilte: list[Bestilling], tmp_path: Path
) -> None:
    gemt = standardlager().opret(
        navn="Forslag B", forfatter="M", formaal="", tiltag=[som_dict(TILTAG)], datasaet="d"
    )
    skabelon = tmp_path / "vores.docx"
    skabelon.write_bytes(kommunens())
    dias = tmp_path / "vores.potx"
    dias.write_bytes(hus := som_potx(diasskabelon((FORSIDE, INDHOLD))))
    valg = "--afsnit kilder --afsnit status --maal km --graense 12,5 --aftagen gauss"
    kode, _, sagt = koer(
        *valg.split(),
        *("--grundlag", "tabel1", "--dato", "2020-03-01", "--kortformat", "spalte"),
        *("--scenarie", "Forslag B", "--skabelon", str(skabelon)),
        *("--diasskabelon", str(dias)),
    )
    (ene,) = bestilte
    assert ene.diasskabelon == hus
    assert "Bemærk: Skabelonen har intet layout med titel og billede." in sagt
    assert kode == 0 and ene.afsnit == ("kilder", "status") and ene.skabelon == kommunens()
    assert (ene.valg.maal, ene.valg.graense, ene.valg.aftagen) == ("km", 12.5, "gauss")
    assert (ene.valg.grundlag, ene.valg.dato) == ("tabel1", datetime.date(2020, 3, 1))
    assert ene.kortformater == ("spalte",)
    assert [(s.id, s.navn, s.tiltag) for s in ene.scenarier] == [(gemt.id, "Forslag B", (TILTAG,))]


def _gem(*navne: str) -> None:
    for navn in navne:
        standardlager().opret(
            navn=navn, forfatter="M", formaal="", tiltag=[som_dict(TILTAG)], datasaet="d"
        )


def test_scenarios_alone_without_any_is_told_with_those_there_are(
    koer: Callable[..., Svar], bestilte: list[Bestilling], tmp_path: Path
) -> None:
    kode, ud, fejl = koer("--afsnit", "scenarier")
    assert (kode, ud) == (2, "") and "ingen gemte scenarier" in fejl and "Flytning" in fejl
    _gem("Forslag A", "Forslag B")
    kode, ud, fejl = koer("--afsnit", "scenarier")
    assert (kode, ud) == (2, "") and "»Forslag A«" in fejl and "»Forslag B«" in fejl
    assert "--scenarie" in fejl and fejl.count("\n") == 1
    assert bestilte == [] and not (tmp_path / "ud").exists()


def test_scenarios_among_others_without_any_is_a_note(
    koer: Callable[..., Svar], bestilte: list[Bestilling]
) -> None:
    _gem("Forslag A")
    kode, ud, fejl = koer("--afsnit", "scenarier", "--afsnit", "status")
    assert kode == 0 and ud and len(bestilte) == 1
    assert fejl.startswith("Bemærk: ") and "»Forslag A«" in fejl and "--scenarie" in fejl
    assert koer("--afsnit", "scenarier", "--scenarie", "Forslag A")[0::2] == (0, "")
    # Nobody has asked for them where no section is named.
    assert koer()[0::2] == (0, "")


def test_a_map_format_for_sections_without_maps_is_a_note(
    koer: Callable[..., Svar], bestilte: list[Bestilling]
) -> None:
    kode, ud, fejl = koer("--afsnit", "status", "--kortformat", "spalte")
    assert kode == 0 and ud and len(bestilte) == 1
    assert fejl.startswith("Bemærk: ") and "ingen trykkort" in fejl and "--afsnit kort" in fejl
    _gem("Forslag A")
    for med in (["kort"], ["scenarier", "--scenarie", "Forslag A"]):
        assert koer("--kortformat", "spalte", "--afsnit", *med)[0::2] == (0, "")
    assert koer("--kortformat", "spalte")[0::2] == (0, "")
    assert koer("--afsnit", "status")[0::2] == (0, ""), "the format nobody typed"


def test_maps_chosen_without_their_section_is_a_note(
    koer: Callable[..., Svar], bestilte: list[Bestilling]
) -> None:
    kode, ud, fejl = koer("--afsnit", "status", "--kort", "adgang")
    assert kode == 0 and ud and fejl.startswith("Bemærk: ") and "--afsnit kort" in fejl
    assert koer("--afsnit", "kort", "--kort", "adgang")[0::2] == (0, "")
    assert koer("--kort", "adgang")[0::2] == (0, "")


def test_what_is_used_of_a_template_is_told_before_the_files_are_made(
    koer: Callable[..., Svar], bestilte: list[Bestilling], tmp_path: Path
) -> None:
    skabelon = tmp_path / "vores.docx"
    skabelon.write_bytes(kommunens())
    kode, ud, fejl = koer("--skabelon", str(skabelon))
    assert kode == 0 and [Path(linje).name for linje in ud.splitlines()] == ["bilag.docx", "a.png"]
    assert all(linje.startswith("Bemærk: ") for linje in fejl.splitlines())
    assert "»Kapaciteten i dag«" in fejl and "Praksiskorts forside" in fejl
    svar = json.loads(koer("--skabelon", str(skabelon), "--json")[1])
    assert svar["filer"] == ud.splitlines()
    sagt = [*svar["skabelon"]["brugt"], *svar["skabelon"]["mangler"]]
    assert [f"Bemærk: {saetning}" for saetning in sagt] == fejl.splitlines()


@pytest.mark.parametrize(
    ("argumenter", "besked"),
    [
        (["--maal", "mil"], "Ukendt mål: »mil«"),
        (["--graense", "langt"], "--graense skal være et tal"),
        (["--graense", "-3"], "større end 0"),
        (["--dato", "22.11.2026"], "--dato skal være som 2026-11-22"),
        (["--skabelon", "findes-ikke.docx"], "findes ikke eller kan ikke læses"),
        (["--skabelon", __file__], "ikke et Word-dokument"),
        (["--diasskabelon", "findes-ikke.potx"], "findes ikke eller kan ikke læses"),
        (["--diasskabelon", __file__], "ikke en PowerPoint-fil"),
        (["--kortformat", "a5"], "»a5« kendes ikke"),
        (["--afsnit", "forord"], "Ukendt afsnit: »forord«"),
        (["--scenarie", "Forslag B"], "Intet gemt scenarie hedder »Forslag B«"),
        (["--grundlag", "bilag4"], "Ukendt grundlag: »bilag4«"),
        (["--aftagen", "brat"], "Ukendt aftagen"),
    ],
)
def test_a_fault_is_one_danish_sentence_and_nothing_is_written(
    koer: Callable[..., Svar],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    argumenter: list[str],
    besked: str,
) -> None:
    monkeypatch.setattr(pakke, "_tegn_kort", lambda *_: pytest.fail("maps are drawn too early"))
    kode, ud, fejl = koer(*argumenter)
    assert (kode, ud) == (2, "") and besked in fejl
    assert fejl.count("\n") == 1 and "Traceback" not in fejl
    assert not (tmp_path / "ud").exists()


def test_a_folder_that_is_a_file_is_told(
    capsys: pytest.CaptureFixture[str], bestilte: list[Bestilling], tmp_path: Path
) -> None:
    (tmp_path / "ud").write_text("optaget")
    assert cli.main(["eksport", "--ud", str(tmp_path / "ud")]) == 2
    assert "kan ikke skrives" in capsys.readouterr().err
    assert (tmp_path / "ud").read_text() == "optaget"
    assert bestilte == []  # told before anything slow is made
