"""Travel times, timetables and clinics of others as engines and offices write them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from data.datasaet import indlaes
from data.indgang.proeve import UkendtFil
from geo.koordinater import til_grader
from planning.plan import Plan
from tests.data.koereplaner import som_tekst
from tests.proever.filer import csv, fejl, gennem, ods, sagt, spurgt, taget, xlsx
from tests.robusthed.doeren import med_matrix

# ------------------------------------------------------------------ matrix

#: Minutes from 6 points to 3 clinics; the last does not reach the third.
MINUTTER = (
    (12.0, 30.0, 45.0),
    (18.0, 24.0, 39.0),
    (24.0, 15.0, 33.0),
    (33.0, 9.0, 21.0),
    (42.0, 18.0, 12.0),
    (51.0, 27.0, float("nan")),
)


@pytest.fixture(scope="module")
def lille() -> Plan:
    return med_matrix(MINUTTER)


def _par(linje: Callable[[str, str, float], str]) -> list[str]:
    return [
        linje(f"{p:05}", f"klinik-{'abc'[k]}", tid)
        for p, raekke in enumerate(MINUTTER, 1)
        for k, tid in enumerate(raekke)
        if not np.isnan(tid)
    ]


def test_the_plugin_of_openrouteservice_writes_hours(lille: Plan, tmp_path: Path) -> None:
    linjer = _par(lambda p, k, t: f"{p},{k},{t / 60:.6f},{t * 0.9:.3f}")
    sti = csv(tmp_path / "Matrix_ORS.csv", ["FROM_ID,TO_ID,DURATION_H,DIST_KM", *linjer])
    proeve = gennem(sti, lille)
    assert proeve.art.noegle == "matrix" and proeve.kan_tages
    assert sagt(proeve, "17 af 18 par")
    # Hours that were taken for minutes would be asked about; so would minutes taken for hours.
    forkert = _par(lambda p, k, t: f"{p},{k},{t:.1f},{t * 0.9:.3f}")
    csv(sti, ["FROM_ID,TO_ID,DURATION_H,DIST_KM", *forkert])
    assert spurgt(gennem(sti, lille)) == ["enhed"]
    assert gennem(sti, lille, enhed="minutter").kan_tages


def test_write_csv2_of_r5r_numbers_its_rows(lille: Plan, tmp_path: Path) -> None:
    linjer = _par(lambda p, k, t: f'"{p}";"{k}";{t:.1f}'.replace(".", ","))
    linjer = [f'"{nr}";{linje}' for nr, linje in enumerate(linjer, 1)]
    sti = csv(tmp_path / "ttm.csv", ['"";"from_id";"to_id";"travel_time_p50"', *linjer])
    proeve = gennem(sti, lille)
    assert proeve.art.noegle == "matrix" and proeve.kan_tages
    assert sagt(proeve, "17 af 18 par")


@pytest.mark.parametrize(
    "hoved", ["fromPlace,toPlace,duration", "origin_id,destination_id,total_cost"]
)
def test_opentripplanner_and_qneat3_write_seconds(lille: Plan, tmp_path: Path, hoved: str) -> None:
    # OpenTripPlanner from R gives clinics to points too.
    linjer = _par(lambda p, k, t: f"{k},{p},{t * 60:.0f}")
    proeve = gennem(csv(tmp_path / "otp.csv", [hoved, *linjer]), lille)
    assert proeve.art.noegle == "matrix" and proeve.kan_tages
    assert sagt(proeve, "17 af 18 par")


# ------------------------------------------------------------------ naboklinikker


def test_neighbours_saved_by_a_danish_excel(plan: Plan, tmp_path: Path) -> None:
    """Semicolons, a decimal comma, cp1252, other columns and other words for the same."""
    sti = csv(
        tmp_path / "naboer.csv",
        [
            "Klinik;Postnr.;Postby;Breddegrad;Længdegrad;Telefon",
            "Sønder Fysioterapi;8800;Viborg;56,452;9,402;86 61 00 00",
            "Skive Fys;7800;Skive;56,566;9,03;",
        ],
        kodning="cp1252",
    )
    ny = taget(gennem(sti, plan, "naboklinikker"), tmp_path)
    assert ny.naboklinikker["navn"].to_list() == ["Sønder Fysioterapi", "Skive Fys"]
    assert ny.naboklinikker["lat"].to_list() == [56.452, 56.566]
    direkte = indlaes(naboklinikker=sti)
    np.testing.assert_array_equal(direkte.nabovej("minutter"), ny.nabovej("minutter"))


def test_neighbours_of_a_workbook_under_a_title(plan: Plan, tmp_path: Path) -> None:
    sti = xlsx(
        tmp_path / "Region Midt.xlsx",
        [
            ["Ydere i Region Midtjylland, udtrukket 12-10-2026"],
            [],
            ["Praksisnavn", "By", "lat", "lon"],
            ["Viborg Fys", "Viborg", 56.452, 9.402],
            ["Hobro Fys", "Hobro", 56.643, 9.793],
            ["I alt", None, None, None],
        ],
    )
    assert {nr for nr, _ in fejl(gennem(sti, plan, "naboklinikker"))} == {5}, "Hobro is ours"
    sti = ods(
        tmp_path / "Region Midt.ods",
        [["navn", "by", "lat", "lon"], ["Viborg Fys", "Viborg", 56.452, 9.402]],
    )
    proeve = gennem(sti, plan, "naboklinikker")
    assert proeve.kan_tages and sagt(proeve, "1 klinikadresse")


def test_neighbours_in_metres_of_utm(plan: Plan, tmp_path: Path) -> None:
    linjer = ["navn\tby\tx\ty", "Viborg Fys\tViborg\t524787,4\t6256400,1"]
    sti = csv(tmp_path / "naboer.tsv", linjer)
    proeve = gennem(sti, plan, "naboklinikker")
    lat, lon = til_grader(524787.4, 6256400.1)[0]
    nabo = taget(proeve, tmp_path).naboklinikker.iloc[0]
    assert (nabo["lat"], nabo["lon"]) == pytest.approx((lat, lon), abs=1e-5)
    # Places and no word of capacity may be the region's own or another's: it is asked.
    beggeveje = csv(tmp_path / "x.csv", ["navn;by;lat;lon", "Viborg Fys;Viborg;56,452;9,402"])
    with pytest.raises(UkendtFil, match="klinikkernes punkter eller klinikker uden for") as fejl:
        gennem(beggeveje, plan)
    assert [art.noegle for art in fejl.value.arter] == ["klinikpunkter", "naboklinikker"]


# ------------------------------------------------------------------ transport


@pytest.fixture(scope="module")
def nibe(plan: Plan) -> dict[str, list[dict[str, object]]]:
    """A stop 100 m from the clinic of Nibe and one 2 km away; three trips between 7 and 18."""
    k = plan.klinikker.loc["nibe-fysioterapi"]
    steder = til_grader([k["x"] + 100, k["x"] + 2000], [k["y"], k["y"]])
    stop = [
        {
            "stop_id": n,
            "stop_name": f"Nibe {n}",
            "stop_lat": round(lat, 6),
            "stop_lon": round(lon, 6),
        }
        for n, (lat, lon) in zip("AB", steder, strict=True)
    ]
    ture = {"t1": "06:59:00", "t2": "07:00:00", "t3": "12:30:00", "t4": "17:59:00"}
    kald = [
        {
            "trip_id": t,
            "arrival_time": tid,
            "departure_time": tid if sted == "A" else "19:00:00",
            "stop_id": sted,
            "stop_sequence": nr,
        }
        for t, tid in ture.items()
        for nr, sted in enumerate("AB")
    ]
    return {
        "agency": [
            {"agency_id": "1", "agency_name": "NT", "agency_url": "", "agency_timezone": ""}
        ],
        "stops": stop,
        "trips": [{"route_id": "r", "service_id": "S", "trip_id": t} for t in ture],
        "stop_times": kald,
    }


def _pak(sti: Path, tabeller: dict[str, list[dict[str, object]]], mappe: str = "") -> Path:
    with zipfile.ZipFile(sti, "w") as pakke:
        for navn, tabel in tabeller.items():
            pakke.writestr(f"{mappe}{navn}.txt", "\ufeff" + som_tekst(tabel))
    return sti


def _dage(antal: int) -> list[dict[str, object]]:
    """Days of service from Monday a week ahead, however often it is tested."""
    mandag = date.today() + timedelta(days=7 - date.today().weekday())
    return [
        {"service_id": "S", "date": f"{mandag + timedelta(days=n):%Y%m%d}", "exception_type": 1}
        for n in range(antal)
    ]


def test_a_timetable_without_calendar(
    plan: Plan, nibe: dict[str, list[dict[str, object]]], tmp_path: Path
) -> None:
    sti = _pak(tmp_path / "rejseplanen.zip", nibe | {"calendar_dates": _dage(21)})
    proeve = gennem(sti, plan)
    assert proeve.art.noegle == "transport" and sagt(proeve, "4 ture")
    ny = taget(proeve, tmp_path).transport
    # One minute to seven is too early, and one minute to six is not too late.
    assert ny is not None and ny.loc["nibe-fysioterapi", "afgange"] == 3
    assert ny.loc["nibe-fysioterapi", "naermeste_m"] == pytest.approx(100, abs=1)
    assert ny["afgange"].sum() == 3


def test_a_timetable_in_a_folder_packed_by_a_mac(
    plan: Plan, nibe: dict[str, list[dict[str, object]]], tmp_path: Path
) -> None:
    sti = _pak(tmp_path / "gtfs.zip", nibe | {"calendar_dates": _dage(3)}, "NT 2026/")
    with zipfile.ZipFile(sti, "a") as pakke:
        pakke.writestr("__MACOSX/NT 2026/._stops.txt", b"\x00\x05\x16\x07")
        pakke.writestr("NT 2026/.DS_Store", b"\x00")
    proeve = gennem(sti, plan)
    assert proeve.kan_tages and sagt(proeve, "3 dage"), "few days are told"


def test_a_timetable_of_other_files_is_refused(
    plan: Plan, nibe: dict[str, list[dict[str, object]]], tmp_path: Path
) -> None:
    """NeTEx, or a feed whose calendar was left out: what is missing is named."""
    with zipfile.ZipFile(tmp_path / "netex.zip", "w") as pakke:
        pakke.writestr("NX-PI-01_DK_NT.xml", "<PublicationDelivery/>")
    uden = _pak(tmp_path / "uden.zip", nibe)
    for sti, ord_ in ((tmp_path / "netex.zip", "stops.txt"), (uden, "calendar.txt")):
        proeve = gennem(sti, plan, "transport")
        assert any(ord_ in f for f in fejl(proeve).values())
