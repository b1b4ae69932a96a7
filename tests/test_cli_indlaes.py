"""`indlaes` and `datasaet`: tried, asked about, entered whole or not at all, and gone back from."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from arkiv.datasaet import _som_gemt
from cli import main
from planning.plan import Plan

Koer = Callable[..., tuple[int, str]]


@pytest.fixture
def koer(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Koer:
    monkeypatch.setenv("PRAKSISKORT_DATA", str(tmp_path / "lager"))
    monkeypatch.setenv("PRAKSISKORT_CACHE", str(tmp_path / "cache"))

    def koer(*ord_: str) -> tuple[int, str]:
        kode = main([str(o) for o in ord_])
        fanget = capsys.readouterr()
        assert "Traceback" not in fanget.err
        return kode, fanget.out + fanget.err

    return koer


@pytest.fixture
def folketal(tmp_path: Path, plan: Plan) -> Path:
    """The inhabitants of the dataset and 100 more in each kommune, of two quarters."""
    sti = tmp_path / "folketal.csv"
    linjer = ["kommune;2025K4;2026K1"]
    linjer += [
        f"{r.kommune};{r.indbyggere};{r.indbyggere + 100}" for r in plan.kommuner.itertuples()
    ]
    sti.write_text("\n".join(linjer), encoding="utf-8")
    return sti


def _aftryk(koer: Koer) -> str:
    return json.loads(koer("daekning", "--maal", "luftlinje", "--json")[1])["fingeraftryk"]


def _region(koer: Koer) -> int:
    return json.loads(koer("status", "--json")[1])["region"]["indbyggere"]


def test_a_file_is_tried_asked_about_entered_and_gone_back_from(
    koer: Koer, folketal: Path, tmp_path: Path, plan: Plan
) -> None:
    foer = int(plan.kommuner["indbyggere"].sum())
    kode, ud = koer("indlaes", folketal)
    assert kode == 1 and "tid=2026K1" in ud and "tid=2025K4" in ud
    kode, ud = koer("indlaes", folketal, "--svar", "tid=2026K1", "--tjek")
    assert kode == 0
    assert not (tmp_path / "lager").exists(), "a check alone makes no store"
    assert _region(koer) == foer

    assert koer("indlaes", folketal, "--svar", "tid=2026K1", "--hvem", "Åse")[0] == 0
    assert _region(koer) == foer + 1100
    ud = koer("status")[1]
    assert "folketal.csv" in ud and "1. kvartal 2026" in ud, "the table names its source"
    svar = json.loads(koer("datasaet", "--json")[1])
    assert svar["i_brug"] == 1
    assert svar["datasaet"][0]["hvem"] == "Åse"
    assert svar["datasaet"][0]["importeret"]["svar"] == {"tid": "2026K1"}

    assert koer("datasaet", "--brug", "0")[0] == 0
    assert _region(koer) == foer
    assert koer("datasaet", "--brug", "1")[0] == 0
    assert _region(koer) == foer + 1100
    assert koer("datasaet", "--brug", "7")[0] == 2


def test_a_dataset_is_carried_elsewhere_and_is_the_same(
    koer: Koer, folketal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    koer("indlaes", folketal, "--svar", "tid=2026K1")
    aftryk = _aftryk(koer)
    assert koer("datasaet", "--gem", tmp_path / "ud.zip")[0] == 0
    assert "datapackage.json" in zipfile.ZipFile(tmp_path / "ud.zip").namelist()
    monkeypatch.setenv("PRAKSISKORT_DATA", str(tmp_path / "et-andet-lager"))
    # A check enters nothing, and what a package does not have is no choice.
    assert koer("indlaes", tmp_path / "ud.zip", "--tjek")[0] == 0
    assert json.loads(koer("datasaet", "--json")[1])["i_brug"] == 0
    for valg in (("--svar", "tid=2026K1"), ("--fundark", tmp_path / "x.xlsx")):
        assert koer("indlaes", tmp_path / "ud.zip", *valg)[0] == 2
    # It is known by what is in it.
    assert koer("indlaes", tmp_path / "ud.zip")[0] == 0
    assert _aftryk(koer) == aftryk


def test_a_trial_as_json_has_everything_a_program_needs(koer: Koer, folketal: Path) -> None:
    kode, ud = koer("indlaes", folketal, "--json", "--tjek")
    svar = json.loads(ud)
    assert (kode, svar["kan_tages"], svar["taget"]) == (1, False, None)
    assert svar["spoergsmaal"][0] == {
        "noegle": "tid",
        "tekst": svar["spoergsmaal"][0]["tekst"],
        "svar": ["2025K4", "2026K1"],
    }
    svar = json.loads(koer("indlaes", folketal, "--json", "--tjek", "--svar", "tid=2026K1")[1])
    assert svar["kan_tages"] and svar["kolonner"]["omraade"] == "kommune"
    assert {"navn", "hvad", "foer", "efter", "aendring_pct"} <= set(svar["forskel"][0])


@pytest.mark.parametrize(
    "indhold",
    [b"", b"kommune;antal\n", b"a;b\n1;2\n", b"\x00\x01\x02", b"PK\x03\x04 er ikke en zip"],
)
def test_what_is_no_such_file_is_refused_with_a_sentence(
    koer: Koer, tmp_path: Path, indhold: bytes
) -> None:
    for endelse in ("csv", "xlsx", "ods", "zip"):
        sti = tmp_path / f"fil.{endelse}"
        sti.write_bytes(indhold)
        kode, ud = koer("indlaes", sti)
        assert kode == 1 and ud.strip() and f"fil.{endelse}" in ud
    assert koer("indlaes", tmp_path / "findes-ikke.csv")[0] == 1
    assert not (tmp_path / "lager").exists()


def test_a_package_that_cannot_be_written_is_told(koer: Koer, tmp_path: Path) -> None:
    for sti in (tmp_path / "findes-ikke" / "ud.zip", tmp_path):
        kode, ud = koer("datasaet", "--gem", sti)
        assert kode == 2 and str(sti) in ud


def test_a_file_of_another_kind_is_not_said_to_be_the_only_one_there_is(
    koer: Koer, tmp_path: Path
) -> None:
    # It has no figures of any kind: every kind it may be is told, with the way to say so.
    bog = Workbook()
    bog.active.append(["Ydernr.", "Praksisnavn"])
    bog.active.append(["045671", "Prøveklinik Øst"])
    bog.save(tmp_path / "klinikker.xlsx")
    kode, ud = koer("indlaes", tmp_path / "klinikker.xlsx")
    assert kode == 1
    assert "(folketal)" in ud and "(ventetider)" in ud


def test_choices_that_are_none_are_refused(koer: Koer, folketal: Path, tmp_path: Path) -> None:
    assert koer("indlaes", folketal, "--art", "vejret")[0] in (1, 2)
    assert koer("indlaes", folketal, "--svar", "tid")[0] == 2
    assert koer("indlaes", folketal, "--svar", "tid=1999")[0] == 1
    kode, ud = koer("indlaes", folketal, "--svar", "tid=2026K1", "--svar", "vrøvl=1")
    assert kode == 1 and "vrøvl" in ud and "tid" not in ud
    assert json.loads(koer("datasaet", "--json")[1])["i_brug"] == 0
    assert koer("indlaes", tmp_path / "væk.zip", "--art", "datapakke")[0] == 2


def test_a_cache_that_was_changed_is_laid_out_again(
    koer: Koer, folketal: Path, tmp_path: Path
) -> None:
    koer("indlaes", folketal, "--svar", "tid=2026K1")
    # A folder of the cache that is not what was saved is laid out again.
    koer("status")
    (mappe,) = (tmp_path / "cache" / "datasaet").iterdir()
    aftryk = _aftryk(koer)
    (mappe / "kommuner.csv").write_text("kode,kommune,indbyggere\n", encoding="utf-8")
    _som_gemt.cache_clear()
    assert _aftryk(koer) == aftryk


def test_two_datasets_are_held_against_each_other(koer: Koer, folketal: Path, plan: Plan) -> None:
    koer("indlaes", folketal, "--svar", "tid=2026K1", "--navn", "Folketal 2026")
    kode, ud = koer("datasaet", "--sammenlign", "0", "1", "--json")
    svar = json.loads(ud)
    assert kode == 0 and not svar["ens"] and svar["efter"] == {"nr": 1, "navn": "Folketal 2026"}
    (ressource,) = svar["ressourcer"]
    assert ressource["ressource"] == "kommuner" and "folketal.csv" in ressource["kilde_efter"]
    assert "Praksisplan" in ressource["kilde_foer"] and ressource["dato_efter"]
    region = svar["region"]
    assert region["indbyggere_efter"] - region["indbyggere_foer"] == 1100
    assert len(svar["kommuner"]) == len(plan.kommuner) and svar["klinikker"] == []
    ud = koer("datasaet", "--sammenlign", "0", "1")[1]
    assert "Folketal 2026" in ud and "folketal.csv" in ud
    assert json.loads(koer("datasaet", "--sammenlign", "1", "1", "--json")[1])["ens"]
    for forkert in (("0",), ("0", "9"), ("0", "x")):
        assert koer("datasaet", "--sammenlign", *forkert)[0] == 2


def test_a_template_and_a_marked_workbook_are_written(
    koer: Koer, folketal: Path, tmp_path: Path
) -> None:
    assert koer("skabelon", "ventetider", "--gem", tmp_path / "s.xlsx")[0] == 0
    assert koer("indlaes", tmp_path / "s.xlsx", "--tjek")[0] == 1, "it is not filled in"
    felter = json.loads(koer("skabelon", "ventetider", "--json")[1])["felter"]
    assert {"navn", "kolonne", "beskrivelse", "enhed", "kraevet", "eksempel"} <= set(felter[0])
    assert "Ventetid" in koer("skabelon", "ventetider")[1]
    assert koer("skabelon", "transport")[0] == 0, "a kind without columns says what it is"
    assert koer("skabelon", "matrix", "--gem", tmp_path / "m.csv")[0] == 2
    assert koer("skabelon", "vejret")[0] == 2
    valg = ("--svar", "tid=2026K1", "--tjek", "--fundark")
    assert koer("indlaes", folketal, *valg, tmp_path / "fund.xlsx")[0] == 0
    assert load_workbook(tmp_path / "fund.xlsx").sheetnames == ["Tabel", "Fund"]
    kode, ud = koer("indlaes", folketal, *valg, tmp_path / "nej" / "fund.xlsx")
    assert kode != 0 and "kan ikke skrives" in ud


def test_ages_and_years_to_come_are_used_by_the_commands_that_need_them(
    koer: Koer, tmp_path: Path, plan: Plan
) -> None:
    behov = ("oekonomi", "--emne", "behov")
    uden = koer(*behov)
    assert uden[0] == 2 and "Import" in uden[1]
    assert koer("tilgaengelighed", "--efter-alder", "--speciale", "51")[0] == 2
    nye, fremad = tmp_path / "folk.csv", tmp_path / "frem.csv"
    aldre, aar = ("0-69", "70+"), (2031, 2041)
    folk = plan.kommuner["indbyggere"]
    enkelte = [f"{k};{a};1" for k in folk.index for a in range(99)]
    nye.write_text(
        "\n".join(["kode;alder;antal", *enkelte, *(f"{k};99+;{v - 99}" for k, v in folk.items())])
    )
    fremad.write_text(
        "\n".join(
            ["kode;alder;år;antal"]
            + [f"{k};{a};{t};{v}" for k, v in folk.items() for a in aldre for t in aar]
        )
    )
    assert koer("indlaes", nye)[0] == 0 and koer("indlaes", fremad)[0] == 1
    assert koer("indlaes", fremad, "--svar", "folketal=ja")[0] == 0
    kode, ud = koer(*behov, "--aar", "2031", "--json")
    # Each age group has as many as all today: twice the residents, and twice the capacity.
    region = json.loads(ud)["kommuner"][-1]
    assert kode == 0 and region["indbyggere"] == 2 * folk.sum()
    assert region["mangler"] == pytest.approx(region["kapacitet"])
    assert koer(*behov, "--aar", "2035")[0] == 2
    kode, ud = koer("tilgaengelighed", "--efter-alder", "--speciale", "51", "--json")
    assert kode == 0 and "folk.csv" in json.loads(ud)["alder"]
