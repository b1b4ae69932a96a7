"""Timetables made for the tests: clinics on a line, stops around them, a zip of tables."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from geo.koordinater import til_grader, til_meter

Tabel = list[dict[str, object]]
Tabeller = dict[str, Tabel]

#: Three clinics 10 km apart, metres in EPSG:25832.
KLINIKKER = pd.DataFrame(
    {"x": [550_000.0, 560_000.0, 570_000.0], "y": 6_320_000.0, "praecision": "adresse"},
    index=pd.Index(["A", "B", "C"], name="klinik_id"),
)
UGEDAGE = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def stop(stop_id: str, ved: str, oest: float, nord: float, over: str = "") -> dict[str, object]:
    """Return a stop so many metres from a clinic."""
    x, y = KLINIKKER.loc[ved, ["x", "y"]]
    lat, lon = til_grader(x + oest, y + nord)[0]
    return {
        "stop_id": stop_id,
        "stop_name": f"Stop {stop_id}, æøå",
        "stop_lat": f"{lat:.9f}",
        "stop_lon": f"{lon:.9f}",
        "location_type": "0",
        "parent_station": over,
    }


def tur(trip_id: str, service_id: str, *kald: Sequence[str]) -> tuple[dict[str, object], Tabel]:
    """Return a trip and its calls, each (stop, time) or (stop, time, pickup_type)."""
    raekker: Tabel = [
        {
            "trip_id": trip_id,
            "arrival_time": k[1],
            "departure_time": k[1],
            "stop_id": k[0],
            "stop_sequence": 5 * nr,
            "pickup_type": k[2] if len(k) > 2 else "",
        }
        for nr, k in enumerate(kald)
    ]
    return {"route_id": "1", "service_id": service_id, "trip_id": trip_id}, raekker


def kalender(service_id: str, dage: str, fra: str, til: str) -> dict[str, object]:
    """Return a service by the days of the week it runs, Monday first, as 1111100."""
    return {
        "service_id": service_id,
        **dict(zip(UGEDAGE, dage, strict=True)),
        "start_date": fra,
        "end_date": til,
    }


def undtagelse(service_id: str, dag: str, slags: str) -> dict[str, object]:
    """Return an exception: 1 runs on the day, 2 does not."""
    return {"service_id": service_id, "date": dag, "exception_type": slags}


def haandlavet() -> Tabeller:
    """Return the timetable that is counted by hand in the tests.

    HV runs on working days of March 2026, not on Tuesday 3; EKSTRA only on Wednesday 11 and by
    calendar_dates alone; WE in weekends. The Wednesday has the most trips.
    """
    loop = ("a1", "10:00:00"), ("c1", "10:20:00"), ("a1", "11:00:00"), ("b1", "11:30:00")
    hver_tyve = ("b1", "00:00:00"), ("a3", "00:10:00"), ("a1", "00:12:00"), ("c1", "00:40:00")
    ture = (
        # Twice within 500 m of A: once. B is where it ends.
        tur("t1", "HV", ("a1", "7:00:00"), ("a3", "07:05:00"), ("b1", "07:30:00")),
        tur("t2", "HV", ("b1", "17:59:59"), ("a2", "18:20:00")),
        tur("t3", "HV", ("b1", "18:00:00"), ("a1", "18:30:00")),
        # A loop.
        tur("t4", "HV", *loop),
        # Tuesday's service, on Wednesday at 7.10; and one in the night.
        tur("t5", "HV", ("b1", "31:10:00"), ("a1", "31:40:00")),
        tur("t6", "HV", ("a1", "25:10:00"), ("b1", "25:30:00")),
        # From 501 m, which is too far, and then from a platform.
        tur("t7", "EKSTRA", ("a5", "12:00:00"), ("a2", "12:10:00"), ("b1", "12:30:00")),
        tur("t8", "WE", ("a1", "08:00:00"), ("b1", "08:30:00")),
        # Leaves B at 6.50, 7.10, 7.30 and 7.50, and A ten minutes later.
        tur("t9", "HV", *hver_tyve),
        # At A one may only get off.
        tur("t10", "HV", ("a1", "09:00:00", "1"), ("b1", "09:30:00"), ("c1", "10:00:00")),
        # The time at A is halfway between the others.
        tur("t11", "HV", ("b1", "17:40:00"), ("a3", ""), ("c1", "18:10:00")),
    )
    station = stop("A-st", "A", 0, 0) | {"location_type": "1"}
    return {
        "stops": [
            station,
            stop("a1", "A", 100, 0, "A-st"),
            stop("a2", "A", -100, 0, "A-st"),
            stop("a3", "A", 0, 499),
            stop("a5", "A", 0, -501),
            stop("b1", "B", 200, 0),
            stop("c1", "C", 0, 2000),
            {**stop("far", "A", 0, -300_000)},
            {"stop_id": "indgang", "location_type": "2", "parent_station": "A-st"},
        ],
        "trips": [t for t, _ in ture],
        "stop_times": [k for _, kald in ture for k in kald],
        "calendar": [
            kalender("HV", "1111100", "20260302", "20260329"),
            kalender("WE", "0000011", "20260302", "20260329"),
        ],
        "calendar_dates": [
            undtagelse("HV", "20260303", "2"),
            undtagelse("HV", "20260307", "1"),
            undtagelse("HV", "20260311", "1"),  # as the calendar says already
            undtagelse("EKSTRA", "20260311", "1"),
        ],
        "frequencies": [
            {
                "trip_id": "t9",
                "start_time": "06:50:00",
                "end_time": "08:00:00",
                "headway_secs": 1200,
            },
        ],
    }


def tilfaeldig(froe: int) -> Tabeller:
    """Return a small timetable of nothing but chance."""
    rng = np.random.default_rng(froe)
    steder = [
        stop(f"{k}{nr}", k, *rng.integers(-700, 700, 2), over=f"st{k}" if nr < 2 else "")
        for k in KLINIKKER.index
        for nr in range(4)
    ]
    ids = [str(s["stop_id"]) for s in steder]
    ture, kald, gentagelser = [], [], []
    for nr in range(40):
        tid, linje = int(rng.integers(5 * 3600, 34 * 3600)), []
        for _ in range(int(rng.integers(1, 7))):
            linje.append((str(rng.choice(ids)), skriv(tid), str(rng.choice(["", "0", "1", "3"]))))
            tid += int(rng.integers(0, 3600))
        t, k = tur(f"0{nr}", f"s{rng.integers(5)}", *linje)
        ture.append(t)
        kald += k
        if nr % 9 == 0:
            fra = int(rng.integers(5 * 3600, 18 * 3600))
            til, hvert = fra + int(rng.integers(0, 7200)), int(rng.integers(300, 2000))
            gentagelser.append(
                {
                    "trip_id": f"0{nr}",
                    "start_time": skriv(fra),
                    "end_time": skriv(til),
                    "headway_secs": hvert,
                }
            )
    rng.shuffle(kald)  # type: ignore[arg-type]
    dage = [f"202603{d:02}" for d in range(1, 29)]
    par = {(f"s{rng.integers(5)}", str(rng.choice(dage))) for _ in range(30)}
    return {
        "stops": steder,
        "trips": ture,
        "stop_times": kald,
        "calendar": [
            kalender(f"s{nr}", "".join(rng.choice(["0", "1"], 7)), *sorted(rng.choice(dage, 2)))
            for nr in range(3)
        ],
        "calendar_dates": [undtagelse(s, d, str(rng.choice(["1", "2"]))) for s, d in sorted(par)],
        "frequencies": gentagelser,
    }


def skriv(sekunder: int) -> str:
    """Return seconds as GTFS has them."""
    return f"{sekunder // 3600:02}:{sekunder // 60 % 60:02}:{sekunder % 60:02}"


def som_tekst(tabel: Tabel) -> str:
    """Return a table as CSV."""
    ud = io.StringIO()
    kolonner = list(dict.fromkeys(k for raekke in tabel for k in raekke))
    skriver = csv.DictWriter(ud, kolonner, restval="")
    skriver.writeheader()
    skriver.writerows(tabel)
    return ud.getvalue()


def pak(sti: Path, tabeller: Tabeller, **andre: str | bytes | None) -> Path:
    """Write a feed; `andre` are tables as text or bytes in place of these, None for without."""
    indhold: Mapping[str, str | bytes | None] = {
        navn: som_tekst(tabel) for navn, tabel in tabeller.items()
    } | andre
    with zipfile.ZipFile(sti, "w", zipfile.ZIP_DEFLATED) as pakke:
        for navn, tekst in indhold.items():
            if tekst is not None:
                pakke.writestr(f"{navn}.txt", tekst)
    return sti


# ---------------------------------------------------------------------------- a slow twin


def sekunder(tekst: str) -> int:
    """Return a time as seconds."""
    timer, minutter, rest = map(int, tekst.split(":"))
    return timer * 3600 + minutter * 60 + rest


def koerer(tabeller: Tabeller, service: str, dag: date) -> bool:
    """Return whether a service runs on a day."""
    skrevet = f"{dag:%Y%m%d}"
    for u in tabeller["calendar_dates"]:
        if (u["service_id"], u["date"]) == (service, skrevet):
            return u["exception_type"] == "1"
    return any(
        k["service_id"] == service
        and str(k["start_date"]) <= skrevet <= str(k["end_date"])
        and k[UGEDAGE[dag.weekday()]] == "1"
        for k in tabeller["calendar"]
    )


def koersler(tabeller: Tabeller, trip: str) -> list[list[tuple[int, Tabel]]]:
    """Return every run of a trip: its calls in order with their times."""
    kald = sorted(
        (k for k in tabeller["stop_times"] if k["trip_id"] == trip),
        key=lambda k: int(str(k["stop_sequence"])),
    )
    tider = [sekunder(str(k["departure_time"])) for k in kald]
    gentaget = [g for g in tabeller["frequencies"] if g["trip_id"] == trip]
    if not gentaget:
        return [list(zip(tider, kald, strict=True))]
    svar = []
    for g in gentaget:
        begynder = sekunder(str(g["start_time"]))
        while begynder < sekunder(str(g["end_time"])):
            svar.append([(t - tider[0] + begynder, k) for t, k in zip(tider, kald, strict=True)])
            begynder += int(str(g["headway_secs"]))
    return svar


def langsomt(tabeller: Tabeller, dag: date) -> list[int]:
    """Return the departures near each clinic, one run and one call at a time."""
    xy = {
        s["stop_id"]: til_meter(float(str(s["stop_lat"])), float(str(s["stop_lon"])))[0]
        for s in tabeller["stops"]
    }
    svar = []
    for x, y, _ in KLINIKKER.itertuples(index=False):
        antal = 0
        for t in tabeller["trips"]:
            for tilbage in range(4):
                if not koerer(tabeller, str(t["service_id"]), dag - timedelta(days=tilbage)):
                    continue
                for koersel in koersler(tabeller, str(t["trip_id"])):
                    antal += any(
                        7 * 3600 <= tid - tilbage * 86_400 < 18 * 3600
                        and k["pickup_type"] != "1"
                        and np.hypot(*(xy[k["stop_id"]] - (x, y))) <= 500
                        for tid, k in koersel[:-1]
                    )
        svar.append(antal)
    return svar


def ture_paa(tabeller: Tabeller, dag: date) -> int:
    """Return the runs with a call one may board at, whatever the hour."""
    return sum(
        any(k["pickup_type"] != "1" for _, k in koersel[:-1])
        for t in tabeller["trips"]
        if koerer(tabeller, str(t["service_id"]), dag)
        for koersel in koersler(tabeller, str(t["trip_id"]))
    )
