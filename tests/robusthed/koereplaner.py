"""Timetables: the one that is counted by hand, around its three clinics."""

from __future__ import annotations

import dataclasses
import re
import tempfile
from collections import Counter
from datetime import date, timedelta
from functools import cache
from pathlib import Path, PurePosixPath

from data.indgang.proeve import Proeve
from data.offentlig_transport import laes_gtfs
from planning.plan import Plan
from tests.data.koereplaner import (
    KLINIKKER,
    UGEDAGE,
    Tabeller,
    haandlavet,
    koerer,
    langsomt,
    ture_paa,
)
from tests.data.koereplaner import pak as skriv_koereplan
from tests.robusthed import doeren
from tests.robusthed.oktetter import ZIPPEN, dele_af, pak
from tests.robusthed.tabelaendringer import TABELLEN
from tests.robusthed.tabeller import Tabel, laes_csv, skriv_csv
from tests.robusthed.variant import NY, SAMME, Aendring, Fil, Slags, Slump, Tal

KRAEVET = {
    "stops": ("stop_id", "stop_lat", "stop_lon"),
    "trips": ("trip_id", "service_id"),
    "stop_times": ("trip_id", "stop_id", "stop_sequence", "departure_time"),
}
VALGFRI = {
    "calendar": ("service_id", *UGEDAGE, "start_date", "end_date"),
    "calendar_dates": ("service_id", "date", "exception_type"),
    "frequencies": ("trip_id", "start_time", "end_time", "headway_secs"),
}
NOEGLER = {"stops": 1, "trips": 1, "calendar": 1, "calendar_dates": 2}
TID = re.compile(r"[0-9]{1,2}:[0-5][0-9]:[0-5][0-9]")


@cache
def plan() -> Plan:
    """Return the dataset with the clinics of the timetable for its own."""
    hele = doeren.plan()
    steder = hele.klinikker.iloc[: len(KLINIKKER)].set_axis(KLINIKKER.index)
    return dataclasses.replace(hele, klinikker=steder.assign(x=KLINIKKER["x"], y=KLINIKKER["y"]))


def _tabeller(indhold: bytes) -> Tabeller | None:
    """Return the tables of a feed as text, None where one is not as it must be."""
    dele = {
        PurePosixPath(n).name.lower().removesuffix(".txt"): raa
        for n, raa in dele_af(indhold).items()
        if not n.endswith("/") and PurePosixPath(n).suffix.lower() == ".txt" and "__MACOSX" not in n
    }
    svar: Tabeller = {}
    for navn, felter in {**KRAEVET, **VALGFRI}.items():
        if navn not in dele:
            if navn in KRAEVET:
                return None
            svar[navn] = []
            continue
        raekker = laes_csv(dele[navn])
        if not raekker:
            return None
        hoved = [h.strip() for h in raekker[0]]
        if any(hoved.count(f) != 1 for f in felter):
            return None
        svar[navn] = [
            dict(zip(hoved, [c.strip() for c in (*r, *[""] * len(hoved))], strict=False))
            for r in raekker[1:]
            if r
        ]
    return svar


def _gyldig(t: Tabeller) -> bool:
    for navn, antal in NOEGLER.items():
        noegler = [
            tuple(str(r[f]) for f in list({**KRAEVET, **VALGFRI}[navn])[:antal]) for r in t[navn]
        ]
        if max(Counter(noegler).values(), default=0) > 1 or any("" in n for n in noegler):
            return False
    for r in t["calendar"]:
        if any(r[d] not in ("0", "1") for d in UGEDAGE):
            return False
    for r in (*t["calendar"], *t["calendar_dates"]):
        for felt in ("start_date", "end_date", "date"):
            if felt in r and not re.fullmatch("[0-9]{8}", str(r[felt])):
                return False
    if any(r["exception_type"] not in ("1", "2") for r in t["calendar_dates"]):
        return False
    for g in t["frequencies"]:
        if not str(g["headway_secs"]).isdigit() or not int(str(g["headway_secs"])):
            return False
        if not all(TID.fullmatch(str(g[f])) for f in ("start_time", "end_time")):
            return False
    tider = {str(k.get(f, "")) for k in t["stop_times"] for f in ("departure_time", "arrival_time")}
    return all(not s or TID.fullmatch(s) for s in tider) and all(
        re.fullmatch("[0-9]{1,9}", str(k["stop_sequence"])) for k in t["stop_times"]
    )


def naivt(indhold: bytes) -> Tal | None:
    """Return the departures near each clinic, counted one at a time."""
    try:
        t = _tabeller(indhold)
        if t is None or not _gyldig(t):
            return None
        steder = _med_steder(t)
        if steder is None:
            return None
        t["stops"] = steder
        kendte, ture = {s["stop_id"] for s in steder}, {r["trip_id"] for r in t["trips"]}
        # A stop that is not there is somewhere, and not near a clinic.
        t["stops"] += [
            {"stop_id": k["stop_id"], "stop_lat": 50, "stop_lon": 0}
            for k in t["stop_times"]
            if k["stop_id"] not in kendte
        ]
        t["stop_times"] = [
            {"pickup_type": "", **k} | ({} if k["stop_id"] in kendte else {"pickup_type": "1"})
            for k in t["stop_times"]
            if k["trip_id"] in ture
        ]
        numre = [
            (k["trip_id"], int(str(k["stop_sequence"])))
            for k in t["stop_times"]
            if k["stop_id"] in kendte
        ]
        if len(set(numre)) < len(numre):
            return None
        naere = {s["stop_id"] for s in steder if 54 < s["stop_lat"] < 58 and 7 < s["stop_lon"] < 16}
        t["stop_times"] = _med_tider(t, naere)
        dage = _dage(t)
        midt = [d for d in dage if d.weekday() in (1, 2, 3)] or [
            d for d in dage if d.weekday() in (0, 4)
        ]
        tjenester = {str(r["service_id"]) for r in t["trips"]}
        paa = {d: frozenset(s for s in tjenester if koerer(t, s, d)) for d in midt}
        # Days with the same services have the same trips.
        gange = {hvilke: ture_paa(t, d) for d, hvilke in paa.items()}
        antal = {d: gange[hvilke] for d, hvilke in paa.items()}
        dag = max((d for d in midt if antal[d]), key=lambda d: (antal[d], -d.toordinal()))
        svar = langsomt(t, dag)
        return dict(zip(KLINIKKER.index, map(float, svar), strict=True)) if any(svar) else None
    except Exception:
        return None


def _med_steder(t: Tabeller) -> list[dict[str, object]] | None:
    """Return the stops that have a place, their own or their station's."""

    def sted(r: dict[str, object]) -> tuple[float, float] | None:
        try:
            lat, lon = float(str(r["stop_lat"])), float(str(r["stop_lon"]))
        except ValueError:
            return None
        return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 and (lat or lon) else None

    efter_id = {r["stop_id"]: sted(r) for r in t["stops"]}
    svar = []
    for r in t["stops"]:
        fundet = sted(r) or efter_id.get(r.get("parent_station", ""))
        if fundet:
            svar.append({**r, "stop_lat": fundet[0], "stop_lon": fundet[1]})
        elif r.get("location_type", "") in ("", "0"):
            return None
    return svar


def _med_tider(t: Tabeller, kendte: set[object]) -> list[dict[str, object]]:
    """Return the calls, those without a time given one halfway between their neighbours'.

    One that can have none is left out, and said to be: here it is never.
    """
    for tur in {k["trip_id"] for k in t["stop_times"]}:
        kald = sorted(
            (k for k in t["stop_times"] if k["trip_id"] == tur),
            key=lambda k: int(str(k["stop_sequence"])),
        )
        for nr, k in enumerate(kald):
            k["departure_time"] = k["departure_time"] or k.get("arrival_time", "")
            naboer = kald[max(nr - 1, 0) : nr + 2 : 2]
            if not k["departure_time"] and all(n["stop_id"] in kendte for n in naboer):
                foer, efter = (_sekunder(str(kald[i]["departure_time"])) for i in (nr - 1, nr + 1))
                midt = round((foer + efter) / 2)
                k["departure_time"] = f"{midt // 3600}:{midt // 60 % 60:02}:{midt % 60:02}"
            k["departure_time"] = k["departure_time"] or "95:00:00"
    return t["stop_times"]


def _sekunder(tekst: str) -> int:
    timer, minutter, sekunder = map(int, tekst.split(":"))
    return timer * 3600 + minutter * 60 + sekunder


def _dage(t: Tabeller) -> list[date]:
    skrevet = [str(r["date"]) for r in t["calendar_dates"]]
    skrevet += [str(r[f]) for r in t["calendar"] for f in ("start_date", "end_date")]
    alle = [date.fromisoformat(d) for d in skrevet]
    return [min(alle) + timedelta(n) for n in range((max(alle) - min(alle)).days + 1)]


def _en_tabel(aendring: Aendring) -> Aendring:
    """Return a change of a table as one of a table of a feed."""

    def goer(slump: Slump, fil: Fil) -> bytes:
        dele = dele_af(fil.indhold)
        navn = slump.choice(sorted(dele))
        tabel = Tabel.af(laes_csv(dele[navn]) or [])
        tal = tuple(
            k for k, celle in enumerate(tabel.raekker[0]) if any(c.isdigit() for c in celle)
        ) or (0,)
        del_ = Fil(navn, dele[navn], lambda _: None, {}, tabel, skriv_csv, tal, (0,))
        nyt = aendring.goer(slump, del_)
        return pak(dele | {navn: nyt if isinstance(nyt, bytes) else nyt[1]})

    # A row twice is a row once where it is no key, and words may stand where nothing is read.
    facit = SAMME if aendring.facit == SAMME else NY
    return dataclasses.replace(
        aendring, navn=f"tabel: {aendring.navn}", goer=goer, facit=facit, besked=False
    )


def filer() -> list[Fil]:
    """Return the whole timetable."""
    with tempfile.TemporaryDirectory() as mappe:
        indhold = skriv_koereplan(Path(mappe) / "gtfs.zip", haandlavet()).read_bytes()
    egne = (*ZIPPEN, *map(_en_tabel, TABELLEN))
    return [Fil("gtfs.zip", indhold, naivt, egne=egne)]


def _tal(proeve: Proeve, mappe: Path, fil: Fil) -> Tal:
    sti = doeren.lagt(proeve, "koereplan", mappe)
    return laes_gtfs(sti, plan().klinikker).klinikker["afgange"].to_dict()


TRANSPORT = Slags("transport", filer, doeren.gennem_doeren("transport", plan, _tal))
