"""Every trial file through the command line, and what its README (../shared/proever) calls right.

The smaller ones are in `tests/robusthed/proever` too; without the others their tests are skipped.
The matrices are of 60 points and 3 clinics that no dataset of ours has: they are refused of it, and
read of one that has them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from cli import main
from data.datasaet import indlaes
from tests.robusthed import matrix
from tests.robusthed.doeren import PROEVER

ROD = Path(__file__).resolve().parents[2]
MAPPER = (ROD.parent / "shared" / "proever", PROEVER)
Svar = tuple[int, dict[str, Any]]
Koer = Callable[..., Svar]
#: The dataset in use is read once, though every trial reads it.
HUSKET = cache(indlaes)
#: What the made-up people of the grids are asked about: how many they are, and where.
OPDIGTET = ("afvigelse=brug", "sted=brug")


@pytest.fixture
def koer(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Koer:
    """Run a command on a trial file with answers; its exit code and JSON."""
    monkeypatch.setenv("PRAKSISKORT_DATA", str(tmp_path / "lager"))
    monkeypatch.setattr("kommandolinje.indlaes.indlaes", HUSKET)
    # It is 27 November 2026, as when the files were made.
    monkeypatch.setattr("data.indgang.arter.ventetider.idag", lambda: date(2026, 11, 27))

    def koer(
        fil: str,
        *svar: str,
        art: str = "",
        tag: bool = False,
        kommando: str = "indlaes",
        lag: str = "",
    ) -> Svar:
        sti = next((m / fil for m in MAPPER if (m / fil).is_file()), None)
        if sti is None:
            pytest.skip(f"the trial file {fil} (../shared/proever) is not on this machine")
        ord_ = [kommando, str(sti), "--json", *(v for s in svar for v in ("--svar", s))]
        ord_ += ["--art", art] if art else []
        ord_ += ["--lag", lag] if lag else []
        ord_ += ["--tjek"] if kommando == "indlaes" and not tag else []
        kode = main(ord_)
        fanget = capsys.readouterr()
        assert "Traceback" not in fanget.err
        return kode, json.loads(fanget.out)

    return koer


def _spurgt(svar: Mapping[str, Any]) -> list[str]:
    return [s["noegle"] for s in svar["spoergsmaal"]]


def _efter(svar: Mapping[str, Any]) -> dict[str, float]:
    return {r["navn"]: r["efter"] for r in svar["forskel"]}


def _aendret(svar: Mapping[str, Any]) -> dict[str, float]:
    return {r["navn"]: r["efter"] - r["foer"] for r in svar["forskel"] if r["efter"] != r["foer"]}


def _sagt(svar: Mapping[str, Any], *ord_: str) -> dict[str, Any]:
    """The one finding that has all the words."""
    (fund,) = [f for f in svar["fund"] if all(o in f["fejl"] for o in ord_)]
    return fund


# ------------------------------------------------------------------ population by kommune

#: The first quarter of 2026, as all three files have it.
FOLKETAL = {
    "Brønderslev": 36900, "Frederikshavn": 58300, "Vesthimmerland": 36400, "Læsø": 1750,
    "Rebild": 31200, "Mariagerfjord": 41500, "Jammerbugt": 38200, "Aalborg": 224000,
    "Hjørring": 63900, "Morsø": 19800, "Thisted": 42500,
}  # fmt: skip


def test_population_with_labels_knows_its_totals(koer: Koer) -> None:
    kode, svar = koer("folk1a_api.csv")
    assert (kode, svar["art"], _spurgt(svar)) == (0, "folketal", [])
    assert _efter(svar) == FOLKETAL
    # The region's own figure is a check, and is not that of its kommuner: 592,000 and 594,450.
    assert _sagt(svar, "592.000", "594.450")["alvor"] == "advarsel"
    assert _sagt(svar, "Række 2 og 3", "Hele landet", "Region Nordjylland")


def test_population_with_codes_is_added_up_over_age(koer: Koer) -> None:
    kode, svar = koer("folk1a_koder.csv")
    assert (kode, svar["art"], _spurgt(svar)) == (0, "folketal", [])
    assert _efter(svar) == FOLKETAL
    assert _sagt(svar, "5 aldersgrupper")


def test_the_web_extract_asks_which_quarter(koer: Koer) -> None:
    kode, svar = koer("folk1a_statistikbanken.csv")
    assert (kode, svar["kan_tages"], _spurgt(svar)) == (1, False, ["tid"])
    assert svar["spoergsmaal"][0]["svar"] == ["2025K4", "2026K1"]
    assert _sagt(svar, "række 18", "Kilde: Danmarks Statistik")
    kode, svar = koer("folk1a_statistikbanken.csv", "tid=2026K1")
    assert (kode, _efter(svar)) == (0, FOLKETAL)
    _, svar = koer("folk1a_statistikbanken.csv", "tid=2025K4")
    assert _efter(svar) == {navn: antal - 40 for navn, antal in FOLKETAL.items()}
    kode, svar = koer("folk1a_statistikbanken.csv", "tid=2024K4")
    assert kode == 1 and "2024K4" in svar["afvist"]


# ------------------------------------------------------------------ clinics and their waits

#: Halves of a kapacitet, the copy once, the list as changes, the town nobody knows, and the
#: kommune of a town that is another's.
KLINIKSVAR = (
    *("taeller:under30=kapaciteter", "dubletter=en", "omfang=aendringer", "sted:9=by:Byrum"),
    "byens_kommune=fil",
)


def test_a_registers_extract_is_told_by_sheet_row_and_column(koer: Koer) -> None:
    kode, svar = koer("klinikker_udtraek.xlsx")
    assert (kode, svar["art"]) == (1, "klinikker")
    assert sorted(_spurgt(svar)) == sorted(s.rpartition("=")[0] for s in KLINIKSVAR)
    byttet = [f for f in svar["fund"] if "9550" in f["fejl"]]
    # Row 11 is row 10 again, and is told as such alone.
    assert [(f["ark"], f["raekke"], f["kolonne"]) for f in byttet] == [
        ("Udtræk", 10, "Postnr. og by")
    ]
    assert (_sagt(svar, "045674", "række 10")["raekke"], _sagt(svar, "sum, 5,5")["raekke"]) == (
        *(11, 12),
    )
    for ord_ in (
        *(("Række 12", "total"), ("række 4 og 5", "Kapacitet: Over 30 t"), ("række 1 og 2",)),
        ("Skjult", "Intern note"),
    ):
        _sagt(svar, *ord_)
    # 2 and 1 of halves; 1; 0.5 on Læsø; 1 and 2, the copy once.
    kode, svar = koer("klinikker_udtraek.xlsx", *KLINIKSVAR)
    ventet = {"Frederikshavn": 3, "Thisted": 1, "Læsø": 0.5, "Vesthimmerland": 3}
    assert (kode, _aendret(svar)) == (0, ventet)
    assert _sagt(svar, "136,5", "+7,5"), "129 before"
    # As counts a half is none; as the whole list, the capacity of the region is asked about.
    kode, svar = koer("klinikker_udtraek.xlsx", "taeller:under30=antal", *KLINIKSVAR[1:])
    assert kode == 1 and _sagt(svar, "0,5", "helt antal")["raekke"] == 9
    hele = (*KLINIKSVAR[:2], "omfang=hele", *KLINIKSVAR[3:])
    assert _spurgt(koer("klinikker_udtraek.xlsx", *hele)[1]) == ["kapacitet"]


def test_text_stays_text_and_the_clinic_has_the_place_it_was_given(
    koer: Koer, capsys: pytest.CaptureFixture[str]
) -> None:
    svar = (*KLINIKSVAR[:3], "sted:9=57.2650,10.9900", KLINIKSVAR[4])
    kode, taget = koer("klinikker_udtraek.xlsx", *svar, tag=True)
    assert (kode, taget["taget"]) == (0, 1)
    assert main(["klinikker", "--json"]) == 0
    klinikker = json.loads(capsys.readouterr().out)["klinikker"]
    (paa_laesoe,) = [k for k in klinikker if k["navn"] == "=1+1 Fysioterapi"]
    assert (paa_laesoe["lat"], paa_laesoe["lon"]) == (57.265, 10.99)
    assert len(klinikker) == 57 + 4


def test_waiting_times_are_intervals_of_weeks(koer: Koer) -> None:
    kode, svar = koer("ventetider.xlsx")
    assert (kode, svar["art"], _spurgt(svar)) == (1, "ventetider", ["uge:4:62"])
    # Its clinics are those of the extract, which is taken in first.
    fejl = {f["raekke"] for f in svar["fund"] if f["alvor"] == "fejl"}
    assert fejl == {2, 3, 4}
    assert koer("klinikker_udtraek.xlsx", *KLINIKSVAR, tag=True)[0] == 0
    kode, svar = koer("ventetider.xlsx")
    assert (kode, _spurgt(svar)) == (1, ["uge:4:62", "omfang"])
    assert not [f for f in svar["fund"] if f["alvor"] == "fejl"]
    laest = _sagt(svar, "»ca. 2-3 uger«")["fejl"]
    for ord_ in ("2 til 3 uger", "»ingen ventetid« er 0", "»10 dage« er 1,43"):
        assert ord_ in laest
    # Three ways of writing a day are read: the oldest is the serial number 46000.
    assert _sagt(svar, "9. december 2025", "2 af 3")
    kode, svar = koer("ventetider.xlsx", "uge:4:62=udelad", "omfang=hele")
    assert kode == 0
    laengst = [r for r in svar["forskel"] if "længste" in r["hvad"]]
    efter = {(r["navn"], r["hvad"].split(",")[0]): r["efter"] for r in laengst}
    almen, fri = (sorted({h for _, h in efter if o in h})[0] for o in ("lmen", "ederlagsfri"))
    assert efter[("Frederikshavn", almen)] == 3 and efter[("Frederikshavn", fri)] == 1
    assert efter[("Thisted", almen)] == 0
    assert efter[("Thisted", fri)] == pytest.approx(10 / 7)
    assert efter[("Vesthimmerland", almen)] is None, "a dash is no wait of 0"
    # From 9 December 2025 to Monday of week 48 are 349 days.
    _, svar = koer("ventetider.xlsx", "uge:4:62=kalenderuge", "omfang=hele")
    fundet = {(r["navn"], r["hvad"].split(",")[0]): r["efter"] for r in svar["forskel"]}
    assert fundet[("Vesthimmerland", fri)] == pytest.approx(349 / 7)


# ------------------------------------------------------------------ grids of population


def test_the_square_grid_of_denmark_keeps_what_it_withholds_apart(koer: Koer) -> None:
    kode, svar = koer("kvadratnet_1km.csv")
    assert (kode, svar["art"], _spurgt(svar)) == (1, "befolkning", ["afvigelse", "sted"])
    kode, svar = koer("kvadratnet_1km.csv", *OPDIGTET)
    assert kode == 0
    # 335 of the 7,901 cells have two points, and the others 442,756 people.
    assert _sagt(svar, "335 celler", "mellem 335 og 1.340", "Kommunernes indbyggertal er bevaret")
    assert sum(_efter(svar).values()) == 442_756


def test_square_polygons_of_laea_are_read(koer: Koer) -> None:
    kode, svar = koer("kvadratnet_3035.gpkg")
    assert (kode, svar["art"], _spurgt(svar)) == (1, "befolkning", ["afvigelse", "sted"])
    kode, svar = koer("kvadratnet_3035.gpkg", *OPDIGTET)
    assert kode == 0 and _sagt(svar, "98 % af regionens land")


def test_which_of_two_layers_is_asked_and_the_share_of_the_land_told(koer: Koer) -> None:
    kode, svar = koer("to_lag.gpkg")
    assert kode == 1 and svar["spoergsmaal"][0]["noegle"] == "lag"
    assert svar["spoergsmaal"][0]["svar"] == ["befolkning_2025", "kommuner"]
    svarene = (*OPDIGTET, "daekning=brug")
    kode, svar = koer("to_lag.gpkg", *svarene, "lag=befolkning_2025")
    # Half of the cells were left out, and it is said that it looks so.
    assert kode == 0 and _sagt(svar, "49 % af regionens land")
    assert _sagt(svar, "udsnit af cellerne")
    kode, svar = koer("to_lag.gpkg", *svarene, kommando="befolkning", lag="befolkning_2025")
    assert kode == 0 and any("49 % af regionens land" in b for b in svar["bemaerkninger"])


def test_points_of_a_danish_csv_are_read_when_their_people_are_confirmed(koer: Koer) -> None:
    kode, svar = koer("punkter_dansk_csv.csv")
    assert (kode, svar["art"]) == (1, "befolkning")
    assert svar["spoergsmaal"][0] == {
        "noegle": "kolonne:indbyggere",
        "tekst": svar["spoergsmaal"][0]["tekst"],
        "svar": ["beboere"],
    }
    givet = (*OPDIGTET, "daekning=brug", "kolonne:indbyggere=beboere")
    kode, svar = koer("punkter_dansk_csv.csv", *givet)
    assert kode == 0 and _sagt(svar, "2.634 celler", "beboere", "bredde og længde")


# ------------------------------------------------------------------ travel matrices

MATRICER = ("matrix_r5py.csv", "matrix_osrm.json", "matrix_bred.csv", "matrix_sekunder.csv")


@pytest.mark.parametrize("fil", MATRICER)
def test_a_matrix_of_other_places_is_refused(koer: Koer, fil: str) -> None:
    kode, svar = koer(fil, art="matrix")
    assert (kode, svar["kan_tages"]) == (1, False)
    sagt = " ".join(f["fejl"] for f in svar["fund"] if f["alvor"] == "fejl")
    if fil.endswith(".json"):
        assert "60 rækker og 3 kolonner" in sagt and "57 klinikker" in sagt
    else:
        assert "»klinik-a«" in sagt and "»00001«" in sagt, "zeros in front are kept"


@pytest.fixture
def paa_stederne(monkeypatch: pytest.MonkeyPatch) -> np.ndarray:
    """The command line with a dataset of the trial files' places; the minutes they have."""
    plan = matrix.plan()
    monkeypatch.setattr("kommandolinje.indlaes.indlaes", lambda *_: plan)
    # What it would make is a dataset of other places than the folder's.
    monkeypatch.setattr("kommandolinje.indlaes.tjek", lambda *_: None)
    return plan.afstande["minutter"]


@pytest.mark.parametrize("fil", MATRICER)
def test_a_matrix_is_read_with_what_it_does_not_reach(
    koer: Koer, paa_stederne: np.ndarray, fil: str
) -> None:
    sekunder = fil == "matrix_sekunder.csv"
    art = "matrix" if fil == "matrix_bred.csv" else ""
    kode, svar = koer(fil, art=art)
    # Seconds under the heading minutter are sixty times the model's times.
    assert (kode, _spurgt(svar)) == ((1, ["enhed"]) if sekunder else (0, []))
    if sekunder:
        assert "60" in svar["spoergsmaal"][0]["tekst"]
        kode, svar = koer(fil, "enhed=minutter")
        assert kode == 1, "the wrong answer is not taken either"
        kode, svar = koer(fil, "enhed=sekunder")
    assert (kode, svar["art"]) == (0, "matrix")
    _sagt(svar, f"{_kendte(fil)} af 180 par")


def _kendte(fil: str) -> int:
    """How many of 60 times 3 pairs a file has a time of, counted in its own text."""
    tekst = next((m / fil).read_text("utf-8") for m in MAPPER if (m / fil).is_file())
    if fil.endswith(".json"):
        return sum(v is not None for r in json.loads(tekst)["durations"] for v in r)
    if fil == "matrix_bred.csv":
        return sum(c != "" for linje in tekst.split()[1:] for c in linje.split(";")[1:])
    return sum(not linje.endswith(",") for linje in tekst.split()[1:])
