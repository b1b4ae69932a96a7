"""The door for a timetable: the tables of a GTFS zip, few, checked and cut to where they matter.

Of a feed six tables are read, a few columns of each, and of stop_times only what calls within a
frame; it is read a part at a time, so that memory follows the part and what is kept. Sizes are
looked up in the directory of the zip before anything is unpacked. Times are seconds after the
midnight a day of service begins at, and may pass 24:00:00. `data.offentlig_transport` counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dansk import Inputfejl, citat, opremsning, tal
from data.fremmedfil import afvis, kraev_fil, laesefejl
from data.gtfs import (
    FORKERT,
    HOEJST_BYTES,
    HOEJST_RAEKKER,
    INGEN,
    UGEDAGE,
    Heltal,
    fejlraekker,
    find_tabeller,
    sekunder,
    stop_times,
    tabel,
)
from geo.koordinater import til_meter

#: stop_times' pickup_type where nobody may board.
INGEN_PAASTIGNING = "1"


@dataclass(frozen=True, eq=False)
class Koereplan:
    """What a feed says within a frame.

    stop: stops in the frame: stop_id, station (the parent's id, or its own), x, y (EPSG:25832).
    ture: every trip: trip_id, koeredag (a position in `koeredage`, the ids of services).
    standsninger: calls of trips, in order: tur and stop (positions, stop -1 outside the frame),
        sekund, afgang (bool: one may board, and the trip goes on). Outside the frame only those
        of trips in `gentagelser`.
    kalender: index koeredag; the seven UGEDAGE (bool), fra, til (ordinal dates).
    undtagelser: koeredag, dag (ordinal date), koerer (bool).
    gentagelser: tur, fra, til (seconds), hvert (seconds between runs).
    bemaerkninger: what is left out, each in a sentence.
    """

    stop: pd.DataFrame
    ture: pd.DataFrame
    koeredage: pd.Index
    standsninger: pd.DataFrame
    kalender: pd.DataFrame
    undtagelser: pd.DataFrame
    gentagelser: pd.DataFrame
    bemaerkninger: tuple[str, ...]


def laes_koereplan(sti: Path, ramme: Sequence[float]) -> Koereplan:
    """Return the timetable of a GTFS zip within a frame (west, south, east, north, EPSG:25832).

    Raises Inputfejl with the faults found: no, another or too large a file, tables or columns
    that are missing, text in another encoding than UTF-8, ids twice, stops without a place, times,
    dates and numbers that are none, and a feed without a stop in the frame.
    """
    kraev_fil(sti, HOEJST_BYTES)
    with laesefejl(sti), ZipFile(sti) as pakke:
        medlemmer = find_tabeller(sti, pakke)
        raa = {
            navn: tabel(sti, pakke, navn, medlem)
            for navn, medlem in medlemmer.items()
            if navn != "stop_times"
        }
        afvis(sti, _noeglefejl(raa))
        stop, stopfejl = _stop(raa["stops"])
        ture, koeredage = _ture(raa["trips"])
        kalender, kalenderfejl = _kalender(raa.get("calendar"), koeredage)
        undtagelser, undtagelsesfejl = _undtagelser(raa.get("calendar_dates"), koeredage)
        gentagelser, gentagelsesfejl = _gentagelser(raa.get("frequencies"), ture)
        afvis(sti, [*stopfejl, *kalenderfejl, *undtagelsesfejl, *gentagelsesfejl])
        i_ramme = stop["x"].between(ramme[0], ramme[2]) & stop["y"].between(ramme[1], ramme[3])
        if not i_ramme.any():
            raise Inputfejl(
                f"{sti.name} har ingen stoppesteder i eller ved regionen ({tal(len(stop))} andre "
                "steder). Brug en køreplan for Nordjylland."
            )
        bid = stop_times(sti, pakke, medlemmer["stop_times"])
        # One more, for a trip that is not there.
        gentages = np.isin(np.arange(len(ture) + 1), gentagelser["tur"])
        standsninger, bemaerkninger = _standsninger(
            sti, bid, ture["trip_id"], stop["stop_id"], i_ramme.to_numpy(), gentages
        )
    dage = np.union1d(kalender.index, undtagelser["koeredag"])
    if uden_dage := int((~ture["koeredag"].isin(dage)).sum()):
        bemaerkninger.append(
            f"{tal(uden_dage)} ture i køreplanen har et service_id uden dage og er udeladt."
        )
    return Koereplan(
        stop=stop[i_ramme].reset_index(drop=True),
        ture=ture,
        koeredage=koeredage,
        standsninger=standsninger,
        kalender=kalender,
        undtagelser=undtagelser,
        gentagelser=gentagelser,
        bemaerkninger=tuple(bemaerkninger),
    )


def _noeglefejl(raa: Mapping[str, pd.DataFrame]) -> list[str]:
    """Return the faults of keys that are missing, or stand twice."""
    noegler = {
        "stops": ["stop_id"],
        "trips": ["trip_id"],
        "calendar": ["service_id"],
        "calendar_dates": ["service_id", "date"],
    }
    fejl = []
    for navn, noegle in noegler.items():
        if navn not in raa:
            continue
        hvad = opremsning(noegle)
        fejl += fejlraekker(navn, (raa[navn][noegle] == "").any(axis=1), f"{hvad} mangler")
        fejl += fejlraekker(
            navn, raa[navn].duplicated(noegle), f"{hvad} står også i en tidligere række"
        )
    return fejl


def _stop(raa: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Return the stops of a feed with their places; one without takes its parent's."""
    grader = raa[["stop_lat", "stop_lon"]].apply(pd.to_numeric, errors="coerce")
    # 0, 0 is a place in the sea off Africa, and how some programs write that they know none.
    gyldig = grader["stop_lat"].between(-90, 90) & grader["stop_lon"].between(-180, 180)
    gyldig &= ~grader.eq(0).all(axis=1)
    grader = grader.where(gyldig, np.nan)
    over = raa["parent_station"]
    foraelder = grader.set_axis(raa["stop_id"]).reindex(over)
    grader = grader.fillna(foraelder.set_axis(raa.index))
    # Entrances and nodes inside a station (2 to 4) need no place, and no trip stops at one.
    holder = raa["location_type"].isin(["", "0"])
    fejl = fejlraekker(
        "stops",
        holder & grader.isna().any(axis=1),
        "stoppestedet har ingen gyldig stop_lat og stop_lon (grader, WGS84)",
    )
    xy = til_meter(grader["stop_lat"], grader["stop_lon"])
    station = over.where(over != "", raa["stop_id"])
    return pd.DataFrame({"stop_id": raa["stop_id"], "station": station}).assign(
        x=xy[:, 0], y=xy[:, 1]
    ), fejl


def _ture(raa: pd.DataFrame) -> tuple[pd.DataFrame, pd.Index]:
    numre, koeredage = pd.factorize(raa["service_id"])
    return pd.DataFrame({"trip_id": raa["trip_id"], "koeredag": numre}), pd.Index(koeredage)


def _dage(tekst: pd.Series) -> tuple[Heltal, NDArray[np.bool_]]:
    """Return dates (YYYYMMDD) as ordinals, 0 where it is none, and which are none."""
    svar = {}
    for dag in tekst.unique():
        try:
            svar[dag] = date.fromisoformat(dag).toordinal() if re.fullmatch("[0-9]{8}", dag) else 0
        except ValueError:
            svar[dag] = 0
    numre = tekst.map(svar).to_numpy(np.int64)
    return numre, numre == 0


def _kalender(raa: pd.DataFrame | None, koeredage: pd.Index) -> tuple[pd.DataFrame, list[str]]:
    kolonner = [*UGEDAGE, "fra", "til"]
    if raa is None:
        return pd.DataFrame(columns=kolonner, dtype=np.int64), []
    (fra, forkert_fra), (til, forkert_til) = _dage(raa["start_date"]), _dage(raa["end_date"])
    dage = raa[list(UGEDAGE)]
    fejl = fejlraekker("calendar", forkert_fra | forkert_til, "en dato er ikke som 20260414")
    fejl += fejlraekker(
        "calendar", ~dage.isin(["0", "1"]).all(axis=1), "en ugedag er ikke 0 eller 1"
    )
    ramme = dage.eq("1").assign(fra=fra, til=til)
    ramme.index = pd.Index(koeredage.get_indexer(raa["service_id"]), name="koeredag")
    # A service that no trip runs on says nothing.
    return ramme[ramme.index >= 0], fejl


def _undtagelser(raa: pd.DataFrame | None, koeredage: pd.Index) -> tuple[pd.DataFrame, list[str]]:
    if raa is None:
        return pd.DataFrame({"koeredag": [], "dag": [], "koerer": []}).astype(np.int64), []
    dag, forkert = _dage(raa["date"])
    kendt = raa["exception_type"].isin(["1", "2"])
    fejl = fejlraekker("calendar_dates", forkert, "date er ikke en dato som 20260414")
    fejl += fejlraekker("calendar_dates", ~kendt, "exception_type er ikke 1 eller 2")
    ramme = pd.DataFrame({"koeredag": koeredage.get_indexer(raa["service_id"]), "dag": dag}).assign(
        koerer=raa["exception_type"].eq("1")
    )
    return ramme[ramme["koeredag"] >= 0], fejl


def _gentagelser(raa: pd.DataFrame | None, ture: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    if raa is None:
        return pd.DataFrame({k: [] for k in ("tur", "fra", "til", "hvert")}).astype(np.int64), []
    tur = pd.Index(ture["trip_id"]).get_indexer(raa["trip_id"])
    fra, til = sekunder(raa["start_time"]), sekunder(raa["end_time"])
    hvert = _hele(raa["headway_secs"])
    fejl = fejlraekker("frequencies", (fra < 0) | (til < 0), "en tid er ikke som 07:15:00")
    fejl += fejlraekker("frequencies", hvert <= 0, "headway_secs er ikke et antal sekunder over 0")
    ramme = pd.DataFrame({"tur": tur, "fra": fra, "til": til, "hvert": hvert})
    return ramme[ramme["tur"] >= 0], fejl


def _slaa_op(kolonne: pd.Series, ids: pd.Index) -> Heltal:
    """Return the position among the ids of each value of a column of categories, or -1."""
    navne = pd.Index([str(navn).strip() for navn in kolonne.cat.categories], dtype=ids.dtype)
    return np.append(ids.get_indexer(navne), -1)[kolonne.cat.codes.to_numpy()]


def _vaerdier(kolonne: pd.Series, laes: Callable[[pd.Series], Heltal], uden: int) -> Heltal:
    """Return what is read of each value of a column of categories, each category read once."""
    navne = pd.Series([str(navn).strip() for navn in kolonne.cat.categories], dtype=str)
    return np.append(laes(navne), uden)[kolonne.cat.codes.to_numpy()]


def _hele(tekst: pd.Series) -> Heltal:
    """Return whole numbers of 0 or more, FORKERT for what is none."""
    rene = tekst.where(tekst.str.fullmatch("[0-9]{1,9}"), str(FORKERT))
    return pd.to_numeric(rene).to_numpy(np.int64)


def _kan_stige_paa(pickup_type: pd.Series) -> Heltal:
    return pickup_type.ne(INGEN_PAASTIGNING).to_numpy(np.int64)


def _standsninger(
    sti: Path,
    bidder: Iterator[pd.DataFrame],
    tur_id: pd.Series,
    stop_id: pd.Series,
    i_ramme: NDArray[np.bool_],
    gentages: NDArray[np.bool_],
) -> tuple[pd.DataFrame, list[str]]:
    """Return the calls of a Koereplan, and what of stop_times is left out."""
    ture, stop = pd.Index(tur_id), pd.Index(stop_id)
    plads = np.append(np.where(i_ramme, np.cumsum(i_ramme) - 1, -1), -1)
    sidste = np.full(len(ture), -1, np.int64)
    dele: list[pd.DataFrame] = []
    laest = ukendte = 0
    for bid in bidder:
        tur, her = _slaa_op(bid["trip_id"], ture), _slaa_op(bid["stop_id"], stop)
        nummer = _vaerdier(bid["stop_sequence"], _hele, FORKERT)
        tid = _vaerdier(bid["departure_time"], sekunder, INGEN)
        if "arrival_time" in bid:
            ankomst = _vaerdier(bid["arrival_time"], sekunder, INGEN)
            tid = np.where(tid == INGEN, ankomst, np.where(ankomst == FORKERT, FORKERT, tid))
        fejl = fejlraekker("stop_times", tid == FORKERT, "en tid er ikke som 07:15:00", laest)
        fejl += fejlraekker("stop_times", nummer < 0, "stop_sequence er ikke et helt tal", laest)
        afvis(sti, fejl)
        laest += len(bid)
        if laest > HOEJST_RAEKKER:
            raise Inputfejl(
                f"stop_times.txt i {sti.name} har over {tal(HOEJST_RAEKKER)} rækker. Klip "
                "køreplanen til regionen, og prøv igen."
            )
        kendt = (tur >= 0) & (her >= 0)
        ukendte += int((~kendt).sum())
        np.maximum.at(sidste, tur[tur >= 0], nummer[tur >= 0])
        # The runs of a repeated trip begin where it does, be it at a stop that is not there.
        med = (tur >= 0) & ((plads[her] >= 0) | gentages[tur])
        stiger_paa = np.ones(len(bid), bool)
        if "pickup_type" in bid:
            stiger_paa = _vaerdier(bid["pickup_type"], _kan_stige_paa, 1).astype(bool)
        kolonner = {"tur": tur, "stop": plads[her], "nummer": nummer, "sekund": tid}
        del_ = pd.DataFrame({navn: v[med].astype(np.int32) for navn, v in kolonner.items()})
        dele.append(del_.assign(afgang=stiger_paa[med]))
    if not laest:
        raise Inputfejl(f"stop_times.txt i {sti.name} har ingen rækker. Hent køreplanen igen.")
    ramme = pd.concat(dele, ignore_index=True).sort_values(["tur", "nummer"], ignore_index=True)
    _kraev_orden(sti, ramme, ture)
    # Where a trip ends nobody sets out.
    ramme["afgang"] &= (ramme["nummer"] < sidste[ramme["tur"]]).to_numpy()
    ramme["sekund"] = _mellemtider(ramme["tur"].to_numpy(), ramme["sekund"].to_numpy())
    uden_tid = ramme["sekund"] == INGEN
    bemaerkninger = []
    if ukendte:
        bemaerkninger.append(
            f"{tal(ukendte)} rækker i køreplanens stop_times.txt nævner ture eller stoppesteder, "
            "den ikke har, og er udeladt."
        )
    if uden_tid.any():
        bemaerkninger.append(
            f"{tal(uden_tid.sum())} standsninger i køreplanen har ingen tid, og ingen kan regnes "
            "mellem dem før og efter; de er udeladt."
        )
    return ramme.loc[~uden_tid, ["tur", "stop", "sekund", "afgang"]], bemaerkninger


def _kraev_orden(sti: Path, ramme: pd.DataFrame, ture: pd.Index) -> None:
    """Raise Inputfejl where two calls of a trip have one number, so that neither is the first."""
    ens = ramme.duplicated(["tur", "nummer"])
    if ens.any():
        vist = citat(ture[int(ramme.loc[ens, "tur"].iloc[0])])
        raise Inputfejl(
            f"stop_times.txt i {sti.name}: {tal(ens.sum())} standsninger har samme stop_sequence "
            f"som en anden på turen, først tur {vist}. Hent køreplanen igen."
        )


def _mellemtider(tur: NDArray[np.int32], sekund: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return times with those between two of the same trip filled in evenly, in the given order."""
    nr = np.arange(len(sekund))
    mangler = np.flatnonzero(sekund == INGEN)
    if not len(mangler):
        return sekund
    foer = np.maximum.accumulate(np.where(sekund == INGEN, 0, nr))[mangler]
    efter = np.where(sekund == INGEN, len(nr) - 1, nr)
    efter = np.minimum.accumulate(efter[::-1])[::-1][mangler]
    imellem = (tur[foer] == tur[mangler]) & (tur[efter] == tur[mangler])
    imellem &= (sekund[foer] != INGEN) & (sekund[efter] != INGEN)
    mangler, foer, efter = mangler[imellem], foer[imellem], efter[imellem]
    svar = sekund.copy()
    andel = (mangler - foer) / (efter - foer)
    svar[mangler] = np.round(sekund[foer] + andel * (sekund[efter] - sekund[foer]))
    return svar
