"""Departures near clinics: by hand, by a slow twin, by gtfs-kit, and every feed that is refused."""

from __future__ import annotations

import zipfile
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dansk import Inputfejl
from data import gtfs
from data.datasaet import indlaes
from data.offentlig_transport import Transport, laes_gtfs
from planning.effekt import TRANSPORT, effekt
from planning.flytning import anvend
from planning.plan import Plan, Sted
from planning.tiltag import Flytning
from tests.data.koereplaner import (
    KLINIKKER,
    Tabeller,
    haandlavet,
    kalender,
    langsomt,
    pak,
    skriv,
    som_tekst,
    stop,
    tilfaeldig,
    tur,
    ture_paa,
    undtagelse,
)

FOER_UDLOEB = date(2026, 3, 10)
ONSDAG = date(2026, 3, 11)


def laest(sti: Path, klinikker: pd.DataFrame = KLINIKKER) -> Transport:
    return laes_gtfs(sti, klinikker, FOER_UDLOEB)


@pytest.fixture
def sti(tmp_path: Path) -> Path:
    return tmp_path / "gtfs.zip"


# ---------------------------------------------------------------------------- by hand


def test_departures_by_hand(sti: Path) -> None:
    svar = laest(pak(sti, haandlavet()))
    # A: t1, t4, t7, t11 and four runs of t9. B: t2, t5, t10, t11 and three runs of t9.
    assert svar.klinikker["afgange"].tolist() == [8, 7, 0]
    # A: the station with its two platforms, and a3. Nothing leaves within 500 m of C.
    assert svar.klinikker["stoppesteder"].tolist() == [2, 1, 0]
    assert svar.klinikker["naermeste_m"].tolist() == pytest.approx([100, 200, 2000], abs=0.1)
    assert svar.klinikker.index.equals(KLINIKKER.index)
    assert svar.bemaerkninger == ()


def test_the_day_is_the_one_in_the_middle_of_a_week_with_the_most_trips(sti: Path) -> None:
    svar = laest(pak(sti, haandlavet()))
    assert svar.afgange.dag == ONSDAG
    assert svar.ture == 13  # eight of HV once and one four times, and EKSTRA
    assert "onsdag den 11.3.2026" in svar.opgjort and "13" in svar.opgjort
    # Without EKSTRA all days are alike, and the first counts: not the Tuesday without service.
    uden = haandlavet()
    uden["calendar_dates"] = uden["calendar_dates"][:3]
    assert laest(pak(sti, uden)).afgange.dag == date(2026, 3, 4)


def test_a_place_has_its_own(sti: Path) -> None:
    afgange = laest(pak(sti, haandlavet())).afgange
    for x, y, _ in KLINIKKER.itertuples(index=False):
        assert (
            afgange.ved(x, y)
            == laest(sti).klinikker.loc[KLINIKKER.index[KLINIKKER["x"] == x][0]].to_dict()
        )
    # Beside c1 only the loop and t10's and t9's end: t4 leaves, nothing else does.
    assert afgange.ved(570_000, 6_322_000)["afgange"] == 1


def test_service_by_calendar_dates_alone(sti: Path) -> None:
    kun = haandlavet()
    dage = [f"202603{d:02}" for d in (10, 11)]
    kun["calendar_dates"] = [undtagelse("HV", d, "1") for d in dage] + [
        undtagelse("EKSTRA", "20260311", "1")
    ]
    svar = laest(pak(sti, kun, calendar=None))
    assert svar.afgange.dag == ONSDAG and svar.klinikker["afgange"].tolist() == [8, 7, 0]
    # Two days are few, and said to be; WE has no days at all.
    assert len(svar.bemaerkninger) == 2
    # Had Tuesday no service, t5 would not arrive from it.
    kun["calendar_dates"] = kun["calendar_dates"][1:]
    assert laest(pak(sti, kun, calendar=None)).klinikker["afgange"].tolist() == [8, 6, 0]


def test_service_by_calendar_alone(sti: Path) -> None:
    svar = laest(pak(sti, haandlavet(), calendar_dates=None))
    assert svar.afgange.dag == date(2026, 3, 3)
    # The first Tuesday: no EKSTRA. Monday's t5 comes in the morning.
    assert svar.klinikker["afgange"].tolist() == [7, 7, 0]


def test_the_day_after_has_what_the_first_day_sends_on(sti: Path) -> None:
    plan = haandlavet()
    plan["calendar"] = [kalender("HV", "0100000", "20260302", "20260329")]
    svar = laest(pak(sti, plan, calendar_dates=None))
    assert svar.afgange.dag == date(2026, 3, 3)
    assert svar.klinikker["afgange"].tolist() == [7, 6, 0]  # no service on Mondays: no t5


# ---------------------------------------------------------------------------- a slow twin


@pytest.mark.parametrize("froe", range(15))
def test_a_timetable_of_chance_is_counted_as_by_a_slow_twin(sti: Path, froe: int) -> None:
    tabeller = tilfaeldig(froe)
    midt = [d for n in range(31) if (d := date(2026, 3, 1) + timedelta(n)).weekday() in (1, 2, 3)]
    antal = {d: ture_paa(tabeller, d) for d in midt}
    dag = max(midt, key=lambda d: (antal[d], -d.toordinal()))
    ventet = langsomt(tabeller, dag)
    if not any(ventet):
        assert "ingen afgange" in fejl_ved(pak(sti, tabeller))
        return
    svar = laest(pak(sti, tabeller))
    assert (svar.afgange.dag, svar.ture) == (dag, antal[dag])
    assert svar.klinikker["afgange"].tolist() == ventet


@pytest.mark.parametrize("froe", range(3))
def test_gtfs_kit_has_the_same_trips_on_the_day(sti: Path, froe: int) -> None:
    """An independent library counts the trips of each service day, repeated ones run by run."""
    gk = pytest.importorskip("gtfs_kit", reason="gtfs-kit is not installed")
    tabeller = tilfaeldig(froe)
    tabeller["trips"] = [t | {"route_id": "1"} for t in tabeller["trips"]]
    svar = laest(pak(sti, tabeller))
    feed = gk.expand_frequencies(gk.read_feed(sti, dist_units="km"))
    st = feed.get_stop_times(f"{svar.afgange.dag:%Y%m%d}")
    sidste = st.groupby("trip_id")["stop_sequence"].transform("max")
    paa = st[(st["stop_sequence"] < sidste) & (st["pickup_type"].fillna(0) != 1)]
    assert paa["trip_id"].nunique() == svar.ture


@pytest.mark.parametrize("bid", [2, 7])
def test_how_it_is_cut_when_read_does_not_matter(
    sti: Path, monkeypatch: pytest.MonkeyPatch, bid: int
) -> None:
    for tabeller in (haandlavet(), tilfaeldig(1)):
        hel = laest(pak(sti, tabeller))
        monkeypatch.setattr(gtfs, "BID", bid)
        pd.testing.assert_frame_equal(laest(sti).klinikker, hel.klinikker)
        monkeypatch.undo()


def test_the_order_of_rows_and_columns_does_not_matter(sti: Path) -> None:
    tabeller, rng = haandlavet(), np.random.default_rng(4)
    hel = laest(pak(sti, tabeller)).klinikker
    for tabel in tabeller.values():
        rng.shuffle(tabel)  # type: ignore[arg-type]
    omvendt = {n: [dict(reversed(r.items())) for r in t] for n, t in tabeller.items()}
    pd.testing.assert_frame_equal(laest(pak(sti, omvendt)).klinikker, hel)


# ---------------------------------------------------------------------------- as they are written


def test_written_as_they_come(sti: Path) -> None:
    """With a BOM, CRLF, blanks around, columns unknown, in a folder, ids like NA and 007."""
    tabeller = haandlavet()
    om = {"HV": "NA", "t1": "007", "t2": "7", "a1": "null", "b1": "nan"}
    for tabel in tabeller.values():
        for raekke in tabel:
            raekke.update({k: om.get(str(v), v) for k, v in raekke.items() if k.endswith("_id")})
    with zipfile.ZipFile(sti, "w") as pakke:
        for navn, tabel in tabeller.items():
            hoved = [k for k in dict.fromkeys(k for r in tabel for k in r) if k != "stop_name"]
            raekker = [hoved, *([str(r.get(k, "")) for k in hoved] for r in tabel)]
            tekst = "\r\n".join(" , ".join([*r, '"x,y"']) for r in raekker)
            tekst = tekst.replace(' "x,y"', '"x,y"')
            pakke.writestr(f"nt/{navn}.TXT", "\ufeff" + tekst)
        pakke.writestr("__MACOSX/nt/stops.txt", b"\0\1")
        pakke.writestr("nt/shapes.txt", b"\xff\xfe")
    assert laest(sti).klinikker["afgange"].tolist() == [8, 7, 0]


def test_a_platform_without_a_place_is_where_its_station_is(sti: Path) -> None:
    tabeller = haandlavet()
    for raekke in tabeller["stops"]:
        if raekke["stop_id"] in ("a1", "a2"):
            raekke.update(stop_lat="", stop_lon="")
    assert laest(pak(sti, tabeller)).klinikker["afgange"].tolist() == [8, 7, 0]


# ---------------------------------------------------------------------------- told


@pytest.mark.parametrize(
    ("i_dag", "antal"), [(date(2026, 3, 29), 0), (date(2026, 3, 30), 1), (date(2026, 3, 1), 1)]
)
def test_a_timetable_that_has_expired_or_not_begun_is_told_of(
    sti: Path, i_dag: date, antal: int
) -> None:
    svar = laes_gtfs(pak(sti, haandlavet()), KLINIKKER, i_dag)
    assert len(svar.bemaerkninger) == antal
    assert all("2026" in b for b in svar.bemaerkninger)


def test_a_few_days_and_no_middle_of_a_week_are_told_of(sti: Path) -> None:
    tabeller = haandlavet()
    tabeller["calendar"] = [kalender("HV", "1000111", "20260306", "20260309")]
    svar = laest(pak(sti, tabeller, calendar_dates=None))
    assert svar.afgange.dag == date(2026, 3, 6)  # Friday, before the Monday with as many
    tekst = " ".join(svar.bemaerkninger)
    assert "fredag" in tekst and "4 dage" in tekst


def test_clinics_that_are_points_of_towns_are_told_of(sti: Path) -> None:
    klinikker = KLINIKKER.assign(praecision=["by", "bydel", "adresse"])
    (bemaerkning,) = laest(pak(sti, haandlavet()), klinikker).bemaerkninger
    assert "2 af 3" in bemaerkning


def test_what_points_nowhere_is_told_of(sti: Path) -> None:
    tabeller = haandlavet()
    tabeller["stop_times"] += tur("spoegelse", "HV", ("a1", "08:00:00"), ("b1", "09:00:00"))[1]
    tabeller["stop_times"] += tur("t1", "HV", ("ukendt", "06:00:00"))[1]
    uden = tur("t12", "GLEMT", ("a1", "08:00:00"), ("b1", "09:00:00"))
    tabeller["trips"].append(uden[0])
    tabeller["stop_times"] += uden[1]
    svar = laest(pak(sti, tabeller))
    assert svar.klinikker["afgange"].tolist() == [8, 7, 0]
    tekst = " ".join(svar.bemaerkninger)
    assert "3 rækker" in tekst and "1 ture" in tekst


def test_a_call_whose_time_cannot_be_known_is_told_of(sti: Path) -> None:
    tabeller = haandlavet()
    tabeller["stop_times"] += tur("t3", "HV", ("a1", ""))[1]  # before the first that has a time
    tabeller["stop_times"][-1]["stop_sequence"] = -0
    svar = laest(pak(sti, {**tabeller, "stop_times": tabeller["stop_times"][:-1]}))
    assert svar.bemaerkninger == ()
    (bemaerkning,) = laest(pak(sti, med_foerste_uden_tid())).bemaerkninger
    assert "1 standsninger" in bemaerkning


def med_foerste_uden_tid() -> Tabeller:
    tabeller = haandlavet()
    t, kald = tur("t13", "HV", ("a1", ""), ("a3", "08:00:00"), ("b1", "09:00:00"))
    tabeller["trips"].append(t)
    tabeller["stop_times"] += kald
    return tabeller


# ---------------------------------------------------------------------------- refused


def linje(tabel: str, foerste: dict[str, object]) -> str:
    """Return a table of the feed by hand with other values in its first row."""
    raekker = haandlavet()[tabel]
    return som_tekst([raekker[0] | foerste, *raekker[1:]])


def uden(tabel: str, kolonne: str) -> str:
    return som_tekst([{k: v for k, v in r.items() if k != kolonne} for r in haandlavet()[tabel]])


@pytest.mark.parametrize(
    ("andre", "dele"),
    [
        ({"stops": None}, ["stops.txt", "mangler"]),
        ({"trips": None, "stop_times": None}, ["trips.txt og stop_times.txt"]),
        ({"calendar": None, "calendar_dates": None}, ["calendar.txt eller calendar_dates.txt"]),
        ({"stop_times": uden("stop_times", "stop_id")}, ["stop_times.txt", "stop_id mangler"]),
        ({"stops": uden("stops", "stop_lat")}, ["stops.txt", "stop_lat mangler"]),
        ({"calendar": uden("calendar", "friday")}, ["calendar.txt", "friday"]),
        ({"trips": "a;b\n1;2\n"}, ["trips.txt", "trip_id og service_id", "semikolon"]),
        ({"trips": ""}, ["trips.txt", "trip_id"]),
        ({"trips": "trip_id,service_id\n"}, ["ingen kørsel"]),
        ({"stop_times": som_tekst([dict.fromkeys(haandlavet()["stop_times"][0])]).split("\n")[0]},
         ["stop_times.txt", "ingen rækker"]),
        ({"stop_times": linje("stop_times", {"departure_time": "kl. 7"})}, ["række 2", "tid"]),
        ({"stop_times": linje("stop_times", {"departure_time": "07:61:00"})}, ["række 2"]),
        ({"stop_times": linje("stop_times", {"departure_time": "07:15"})}, ["række 2"]),
        ({"stop_times": linje("stop_times", {"departure_time": "96:00:00"})}, ["række 2"]),
        ({"stop_times": linje("stop_times", {"arrival_time": "٠٧:١٥:٠٠"})}, ["række 2"]),
        ({"stop_times": linje("stop_times", {"stop_sequence": "første"})}, ["stop_sequence"]),
        ({"stop_times": linje("stop_times", {"stop_sequence": "99999999999"})}, ["stop_sequence"]),
        ({"stops": linje("stops", {"location_type": "", "stop_lat": ""})}, ["række 2", "stop_lat"]),
        ({"stops": linje("stops", {"location_type": "0", "stop_lon": "9,9"})}, ["række 2"]),
        ({"stops": linje("stops", {"location_type": "0", "stop_lat": "0", "stop_lon": "0.0"})},
         ["række 2"]),
        ({"stops": linje("stops", {"location_type": "0", "stop_lat": "157"})}, ["række 2"]),
        ({"stops": linje("stops", {"stop_id": "a1"})}, ["stops.txt, række 3", "stop_id"]),
        ({"trips": linje("trips", {"trip_id": "t2"})}, ["trips.txt, række 3", "trip_id"]),
        ({"trips": linje("trips", {"trip_id": ""})}, ["trips.txt, række 2", "trip_id mangler"]),
        ({"calendar": linje("calendar", {"start_date": "2. marts"})}, ["calendar.txt, række 2"]),
        ({"calendar": linje("calendar", {"end_date": "20260231"})}, ["calendar.txt, række 2"]),
        ({"calendar": linje("calendar", {"monday": "ja"})}, ["calendar.txt, række 2", "ugedag"]),
        ({"calendar_dates": linje("calendar_dates", {"exception_type": "3"})}, ["exception_type"]),
        ({"calendar_dates": linje("calendar_dates", {"date": "20260311"})}, ["række 4"]),
        ({"frequencies": linje("frequencies", {"headway_secs": "0"})}, ["headway_secs"]),
        ({"frequencies": linje("frequencies", {"headway_secs": "-5"})}, ["headway_secs"]),
        ({"frequencies": linje("frequencies", {"start_time": "syv"})}, ["frequencies.txt", "tid"]),
        ({"frequencies": linje("frequencies", {"headway_secs": "1", "end_time": "95:00:00"})}, []),
        ({"stops": som_tekst(haandlavet()["stops"]).encode("cp1252")}, ["stops.txt", "UTF-8"]),
        ({"stop_times": som_tekst(haandlavet()["stop_times"]).encode("utf-16")}, ["UTF-8"]),
        ({"trips": "trip_id,service_id\nt1,HV,HV\nt2,HV,HV,HV\n"}, []),
        ({"trips": 'trip_id,service_id\n"t1,HV\n'}, []),
    ],
)  # fmt: skip
def test_a_faulty_feed_is_refused_in_words(
    sti: Path, andre: dict[str, str | bytes | None], dele: list[str]
) -> None:
    tekst = fejl_ved(pak(sti, haandlavet(), **andre)) if dele else None
    for del_ in dele:
        assert tekst is not None and del_ in tekst
    if not dele:  # read or refused, but never in other ways
        try:
            laest(pak(sti, haandlavet(), **andre))
        except Inputfejl as fejl:
            assert str(fejl)


def fejl_ved(sti: Path) -> str:
    with pytest.raises(Inputfejl) as fejl:
        laest(sti)
    assert "gtfs" in str(fejl.value) or ".txt" in str(fejl.value)
    return str(fejl.value)


def test_a_column_twice_is_refused(sti: Path) -> None:
    stops = som_tekst(haandlavet()["stops"]).splitlines()
    to = [f"{linje_},57" if nr else f"{linje_},stop_lat" for nr, linje_ in enumerate(stops)]
    assert "stop_lat" in fejl_ved(pak(sti, haandlavet(), stops="\n".join(to)))


def test_calls_of_a_trip_without_an_order_are_refused(sti: Path) -> None:
    plan = haandlavet()
    for kald in plan["stop_times"]:
        kald["stop_sequence"] = 0 if kald["trip_id"] == "t5" else kald["stop_sequence"]
    assert "»t5«" in fejl_ved(pak(sti, plan))


def test_a_repeated_trip_begins_where_it_does_also_at_a_stop_that_is_not_there(sti: Path) -> None:
    plan = haandlavet()
    # t9 leaves b1 each time; its stop at A is ten minutes later whether b1 is known or not.
    for kald in plan["stop_times"]:
        if (kald["trip_id"], kald["stop_id"]) == ("t9", "b1"):
            kald["stop_id"] = "ukendt"
    plan["frequencies"][0]["end_time"] = "06:51:00"
    assert laest(pak(sti, plan)).klinikker.loc["A", "afgange"] == 5  # the run leaves A at 7.00


def test_all_faults_of_the_small_tables_are_told_at_once(sti: Path) -> None:
    tekst = fejl_ved(
        pak(
            sti,
            haandlavet(),
            calendar=linje("calendar", {"start_date": "i går", "sunday": "nej"}),
            calendar_dates=linje("calendar_dates", {"exception_type": ""}),
            frequencies=linje("frequencies", {"headway_secs": "ofte"}),
        )
    )
    assert len(tekst.splitlines()) == 5


def test_a_feed_without_the_region_is_refused(sti: Path) -> None:
    tabeller = haandlavet()
    for raekke in tabeller["stops"]:
        if raekke.get("stop_lat"):
            raekke["stop_lat"] = "48.1"
    assert "Nordjylland" in fejl_ved(pak(sti, tabeller))
    # Near, but none within 500 m of any clinic.
    for raekke in (tabeller := haandlavet())["stops"]:
        if raekke.get("stop_lat"):
            raekke.update({k: v for k, v in stop("x", "C", 0, 2000).items() if "stop_l" in k})
    assert "ingen afgange" in fejl_ved(pak(sti, tabeller))


def test_a_feed_without_service_on_a_working_day_is_refused(sti: Path) -> None:
    tabeller = haandlavet()
    weekend = [kalender("HV", "0000011", "20260302", "20260329")]
    assert "weekend" in fejl_ved(pak(sti, tabeller | {"calendar": weekend}, calendar_dates=None))
    intet = [kalender("HV", "1111111", "20260329", "20260302")]
    assert "ingen kørsel" in fejl_ved(pak(sti, tabeller | {"calendar": intet}, calendar_dates=None))


@pytest.mark.parametrize(
    ("graense", "vaerdi"),
    [
        ("HOEJST_BYTES", {".zip": 100}),
        ("HOEJST_UDPAKKET", 1000),
        ("HOEJST_FORHOLD", 1),
        ("HOEJST_FILER", 3),
        ("HOEJST_ANDRE", 2),
        ("HOEJST_RAEKKER", 5),
        ("HOEJST_GENTAGNE", 3),
    ],
)
def test_every_limit_holds(
    sti: Path, monkeypatch: pytest.MonkeyPatch, graense: str, vaerdi: object
) -> None:
    from data import koereplan, offentlig_transport

    for modul in (gtfs, koereplan, offentlig_transport):
        if hasattr(modul, graense):
            monkeypatch.setattr(modul, graense, vaerdi)
    fejl_ved(pak(sti, haandlavet()))


def test_a_bomb_is_seen_before_it_is_unpacked(sti: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pak(sti, haandlavet(), stops="stop_id,stop_lat,stop_lon\n" + "0" * 50_000_000)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("it was unpacked"))
    assert "pakket ud" in fejl_ved(sti)


@pytest.mark.parametrize("indhold", [b"", b"PK\x03\x04 not a zip", b"\x00" * 200])
def test_what_is_no_zip_is_refused(sti: Path, indhold: bytes) -> None:
    sti.write_bytes(indhold)
    fejl_ved(sti)
    with pytest.raises(Inputfejl, match="findes ikke"):
        laest(sti.with_name("andet.zip"))
    with pytest.raises(Inputfejl, match="zip"):
        laest(sti.with_name("gtfs.txt"))


def test_a_table_twice_is_refused(sti: Path) -> None:
    pak(sti, haandlavet())
    with zipfile.ZipFile(sti, "a") as pakke:
        pakke.writestr("igen/trips.txt", "trip_id,service_id\n")
    assert "to gange" in fejl_ved(sti)


def test_seconds_are_written_as_read() -> None:
    tider = [0, 59, 3600, 86_399, 90_000, 345_599]
    assert gtfs.sekunder(pd.Series([skriv(t) for t in tider])).tolist() == tider
    assert gtfs.sekunder(pd.Series(["", "x"])).tolist() == [gtfs.INGEN, gtfs.FORKERT]


# ---------------------------------------------------------------------------- in the plan


@pytest.fixture(scope="module")
def med(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """Return the plan with a timetable that leaves a clinic of Aalborg 44 times, and no other."""
    aalborg, sted = plan.klinikker.loc["aalborg-fysioterapi"], tmp_path_factory.mktemp("gtfs")
    her, der = (
        {**stop(navn, "A", 0, 0), "stop_lat": lat, "stop_lon": aalborg["lon"]}
        for navn, lat in (("her", aalborg["lat"]), ("der", aalborg["lat"] + 0.1))
    )
    ture = [
        tur(f"t{nr}", "HV", ("her", skriv(7 * 3600 + 600 * nr)), ("der", "19:00:00"))
        for nr in range(44)
    ]
    tabeller = haandlavet() | {
        "stops": [her, der],
        "trips": [t for t, _ in ture],
        "stop_times": [k for _, kald in ture for k in kald],
    }
    return indlaes(transport=pak(sted / "nt.zip", tabeller, frequencies=None))


def test_a_plan_with_a_timetable(plan: Plan, med: Plan) -> None:
    assert med.fingeraftryk != plan.fingeraftryk
    assert med.herkomst["transport"].kilde.endswith("(nt.zip)")
    assert med.herkomst["transport"].dato.startswith("onsdag den 4.3.2026, 44 ture")
    assert med.transport.index.equals(plan.klinikker.index)
    assert med.transport["afgange"].sum() == med.transport.loc["aalborg-fysioterapi", "afgange"]
    assert any("57 af 57" in b for b in med.bemaerkninger)
    # 37 of 129 capacities are in Aalborg, those of the clinic with full service alone count.
    k = med.kapaciteter.set_index("klinik_id").loc["aalborg-fysioterapi"]
    ramme = effekt(med, med).kriterier.set_index("kriterium")
    assert ramme.loc[TRANSPORT, "foer"] == pytest.approx(
        100 * (k["over30"] + k["under30"] / 2) / 129
    )
    frem = effekt(med, anvend(med, [Flytning("thisted-nordthy-klinik", str(k.name), 1, 0)]))
    assert frem.kriterier.set_index("kriterium").loc[TRANSPORT, "score"] == pytest.approx(100 / 129)


def test_a_new_address_is_asked_of_the_timetable(med: Plan) -> None:
    aalborg = med.klinik("aalborg-fysioterapi")
    for oest, antal in ((0, 44), (499, 44), (501, 0)):
        sted = Sted(
            *("ny", "Ny adresse", "Aalborg", "0851", "Aalborg", 57.0, 9.9),
            *(aalborg["x"] + oest, aalborg["y"]),
        )
        efter = anvend(med, [Flytning("thisted-nordthy-klinik", sted, 1, 0)])
        assert efter.transport.loc["ny", "afgange"] == antal
        assert efter.transport.loc["ny", "naermeste_m"] == pytest.approx(oest, abs=0.5)
