"""Public transport near the clinics: departures on a weekday, counted in an imported timetable.

A departure is a trip that leaves within GANGAFSTAND_M between AFGANGE_FRA and AFGANGE_TIL, and
counts once however many of its stops lie there; where a trip ends, and where nobody may board,
none leaves. Buses, trains and ferries count alike. A trip that is repeated (frequencies.txt) is as
many as its runs. Platforms of one station are one stop.

The day is the Tuesday, Wednesday or Thursday with the most trips in the region, the first of them
where several have as many: a working day at term, whatever holidays the feed covers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dansk import Inputfejl, tal
from data.gtfs import DOEGN, HOEJST_DOEGN, UGEDAGE, Heltal
from data.koereplan import Koereplan, laes_koereplan
from planning.plan import AFGANGE_FRA, AFGANGE_TIL, GANGAFSTAND_M, Sted

#: So far around the clinics stops are read, so that new addresses have theirs.
OMKREDS_M = 25_000
#: With service on fewer days than this, a holiday cannot be told from a working day.
FAA_DAGE = 14
#: Runs of repeated trips times their stops.
HOEJST_GENTAGNE = 5_000_000
TIME = 3600
#: Monday is 0. First those in the middle of the week, then the other working days.
MIDT_PAA_UGEN, ANDRE_HVERDAGE = (1, 2, 3), (0, 4)
DAGENE = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")


@dataclass(frozen=True, eq=False)
class Afgange:
    """The departures of one day between the hours, by the stop they leave from.

    stop: stops with any: station, x, y (EPSG:25832); `start` is where those of each begin in
    `koersler`, and where the last end. A run has one number at all its stops.
    """

    dag: date
    stop: pd.DataFrame
    start: Heltal
    koersler: Heltal

    def ved(self, x: float, y: float) -> dict[str, float]:
        """Return of a place (EPSG:25832): afgange, stoppesteder and naermeste_m."""
        meter = np.hypot(self.stop["x"].to_numpy() - x, self.stop["y"].to_numpy() - y)
        naer = np.flatnonzero(meter <= GANGAFSTAND_M)
        koersler = [self.koersler[self.start[nr] : self.start[nr + 1]] for nr in naer]
        return {
            "afgange": float(len(np.unique(np.concatenate([*koersler, []])))),
            "stoppesteder": float(self.stop["station"].iloc[naer].nunique()),
            "naermeste_m": float(meter.min()),
        }

    def ved_sted(self, sted: Sted) -> dict[str, float]:
        """Return the same of a new address."""
        return self.ved(sted.x, sted.y)


@dataclass(frozen=True, eq=False)
class Transport:
    """What a timetable says: of each clinic, of any place, and what is to be minded.

    klinikker: as `planning.plan.Plan.transport`, in the order of the clinics. afgange: those of
    the day chosen. ture: trips one may board in the region on that day. bemaerkninger: in Danish.
    """

    klinikker: pd.DataFrame
    afgange: Afgange
    ture: int
    bemaerkninger: tuple[str, ...]

    @property
    def opgjort(self) -> str:
        """The day the departures are of and its trips, as the source line has them."""
        return f"{navngiv(self.afgange.dag)}, {tal(self.ture)} ture"


def laes_gtfs(sti: Path, klinikker: pd.DataFrame, i_dag: date | None = None) -> Transport:
    """Return the public transport of a GTFS feed near clinics.

    `klinikker`: index klinik_id; x, y (EPSG:25832), praecision. `i_dag` is the day a timetable has
    expired on or not, today unless given.

    Raises Inputfejl as `laes_koereplan`, and for a feed without a working day, without a departure
    on it, or with none near any clinic.
    """
    x, y = klinikker["x"].to_numpy(float), klinikker["y"].to_numpy(float)
    lav, hoej = -OMKREDS_M, OMKREDS_M
    plan = laes_koereplan(sti, (x.min() + lav, y.min() + lav, x.max() + hoej, y.max() + hoej))
    pr_dag = _ture_pr_dag(plan)
    dag = _vaelg_dag(sti, pr_dag)
    afgange = afgange_paa(plan, dag)
    svar = [afgange.ved(*sted) for sted in zip(x, y, strict=True)] if len(afgange.stop) else []
    if not any(s["afgange"] for s in svar):
        raise Inputfejl(
            f"{sti.name} har ingen afgange inden for {GANGAFSTAND_M} m af nogen af de "
            f"{tal(len(klinikker))} klinikker kl. {AFGANGE_FRA}-{AFGANGE_TIL} {navngiv(dag)}. Brug "
            "en køreplan for Nordjylland."
        )
    ramme = pd.DataFrame(svar, index=klinikker.index)
    i_dag = i_dag or date.today()
    bemaerkninger = (*plan.bemaerkninger, *_forbehold(klinikker, pr_dag, dag, i_dag))
    return Transport(ramme, afgange, int(pr_dag[dag.toordinal()]), bemaerkninger)


def navngiv(dag: date) -> str:
    """Return a day as it is written: `tirsdag den 14.4.2026`."""
    return f"{DAGENE[dag.weekday()]} den {dag.day}.{dag.month}.{dag.year}"


def _forbehold(klinikker: pd.DataFrame, pr_dag: pd.Series, dag: date, i_dag: date) -> list[str]:
    """Return what is to be minded of the day and of where the clinics are."""
    foerste, sidste = (date.fromordinal(int(pr_dag.index[nr])) for nr in (0, -1))
    svar = []
    if dag.weekday() not in MIDT_PAA_UGEN:
        svar.append(
            f"Køreplanen har ingen kørsel en tirsdag, onsdag eller torsdag; afgange er talt "
            f"{navngiv(dag)}."
        )
    if len(pr_dag) < FAA_DAGE:
        dage = f"{tal(len(pr_dag))} {'dag' if len(pr_dag) == 1 else 'dage'}"
        svar.append(
            f"Køreplanen har kun kørsel på {dage} ({_kort(foerste)}-{_kort(sidste)}); "
            f"{navngiv(dag)} kan være en usædvanlig dag."
        )
    if sidste < i_dag:
        svar.append(f"Køreplanen udløb {_kort(sidste)}. Hent en ny, hvis der er en.")
    elif foerste > i_dag:
        svar.append(f"Køreplanen gælder først fra {_kort(foerste)}.")
    if ca := int((klinikker["praecision"] != "adresse").sum()):
        svar.append(
            f"Afgange er talt om klinikkernes punkter; {tal(ca)} af {tal(len(klinikker))} er byens "
            "eller bydelens, ikke adressens, og afgangene er så byens."
        )
    return svar


def _kort(dag: date) -> str:
    return f"{dag.day}.{dag.month}.{dag.year}"


def _gange(plan: Koereplan) -> Heltal:
    """Return how many runs each trip is: 1, or those of its repetitions."""
    g = plan.gentagelser
    ture = np.ones(len(plan.ture), np.int64)
    ture[g["tur"]] = 0
    np.add.at(ture, g["tur"].to_numpy(), _loeb(g))
    return ture


def _loeb(gentagelser: pd.DataFrame) -> Heltal:
    """Return the runs of each repetition: from its start on, and before its end."""
    varer = (gentagelser["til"] - gentagelser["fra"]).to_numpy()
    return np.maximum(-(-varer // gentagelser["hvert"].to_numpy()), 0)


def _ture_pr_dag(plan: Koereplan) -> pd.Series:
    """Return the trips one may board in the frame, by ordinal date; days without any are not there.

    Every run of a service counts on each day it runs.
    """
    her = plan.standsninger
    tur = np.unique(her.loc[her["afgang"] & (her["stop"] >= 0), "tur"])
    vaegt = np.bincount(
        plan.ture["koeredag"].to_numpy()[tur], _gange(plan)[tur], len(plan.koeredage)
    ).astype(np.int64)
    kalender, undtaget = plan.kalender, plan.undtagelser
    dage = np.concatenate([kalender[["fra", "til"]].to_numpy().ravel(), undtaget["dag"]])
    if not len(dage):
        return pd.Series(dtype=np.int64)
    foerste, sidste = int(dage.min()), int(dage.max())
    alle = np.arange(foerste, sidste + 1)
    antal = np.zeros(len(alle), np.int64)
    for nr, ugedag in enumerate(UGEDAGE):
        koerer = kalender[kalender[ugedag].to_numpy(bool) & (kalender["fra"] <= kalender["til"])]
        skift = np.zeros(len(alle) + 1, np.int64)
        np.add.at(skift, koerer["fra"].to_numpy() - foerste, vaegt[koerer.index])
        np.subtract.at(skift, koerer["til"].to_numpy() - foerste + 1, vaegt[koerer.index])
        antal += np.where(_ugedag(alle) == nr, skift.cumsum()[:-1], 0)
    koeredag, dag = undtaget["koeredag"].to_numpy(), undtaget["dag"].to_numpy()
    # An exception that says what the calendar says already changes nothing.
    aendring = undtaget["koerer"].to_numpy().astype(int) - _i_kalender(plan, koeredag, dag)
    np.add.at(antal, dag - foerste, aendring * vaegt[koeredag])
    svar = pd.Series(antal, index=alle)
    return svar[svar > 0]


def _ugedag(dag: Heltal) -> Heltal:
    # Day 1 of the ordinals is a Monday.
    return (dag - 1) % 7


def _i_kalender(plan: Koereplan, koeredag: Heltal, dag: Heltal) -> NDArray[np.int64]:
    """Return whether the calendar alone has services run on days, pair by pair, 1 or 0."""
    k = plan.kalender.reindex(koeredag)
    flag = k[list(UGEDAGE)].to_numpy(float)[np.arange(len(dag)), _ugedag(dag)]
    return ((flag == 1) & (k["fra"] <= dag) & (dag <= k["til"])).to_numpy().astype(np.int64)


def _koerer(plan: Koereplan, dag: int) -> NDArray[np.bool_]:
    """Return of each service whether it runs on a day (ordinal)."""
    alle = np.arange(len(plan.koeredage))
    koerer = _i_kalender(plan, alle, np.full(len(alle), dag)).astype(bool)
    paa_dagen = plan.undtagelser[plan.undtagelser["dag"] == dag]
    koerer[paa_dagen["koeredag"]] = paa_dagen["koerer"]
    return koerer


def _vaelg_dag(sti: Path, pr_dag: pd.Series) -> date:
    for ugedage in (MIDT_PAA_UGEN, ANDRE_HVERDAGE):
        mulige = pr_dag[np.isin(_ugedag(pr_dag.index.to_numpy()), ugedage)]
        if len(mulige):
            return date.fromordinal(int(mulige.idxmax()))
    weekend = " Den har kun kørsel i weekender." if len(pr_dag) else ""
    raise Inputfejl(
        f"{sti.name} har ingen kørsel ved regionen på en hverdag.{weekend} Hent en køreplan, der "
        "dækker mindst et par uger."
    )


def afgange_paa(plan: Koereplan, dag: date) -> Afgange:
    """Return the departures of a day between the hours, also of trips of the days before it.

    Raises Inputfejl when repeated trips have more runs than are counted.
    """
    her = plan.standsninger
    gentages = her["tur"].isin(plan.gentagelser["tur"]).to_numpy()
    kald = her[~gentages].assign(koersel=her["tur"].astype(np.int64))
    kald = pd.concat([kald, _gentagne(plan, her[gentages])])
    kald = kald[kald["afgang"] & (kald["stop"] >= 0)]
    koeredag = plan.ture["koeredag"].to_numpy()[kald["tur"]]
    dele, antal = [], int(kald["koersel"].max() + 1) if len(kald) else 0
    for doegn in range(HOEJST_DOEGN):
        koerer = _koerer(plan, dag.toordinal() - doegn)[koeredag]
        tid = kald["sekund"] - doegn * DOEGN
        med = kald[koerer & (tid >= AFGANGE_FRA * TIME) & (tid < AFGANGE_TIL * TIME)]
        dele.append(med[["stop", "koersel"]] + [0, doegn * antal])
    par = pd.concat(dele).drop_duplicates().sort_values(["stop", "koersel"])
    nr, start = np.unique(par["stop"], return_index=True)
    return Afgange(
        dag,
        plan.stop.iloc[nr].reset_index(drop=True),
        np.append(start, len(par)),
        par["koersel"].to_numpy(),
    )


def _gentagne(plan: Koereplan, kald: pd.DataFrame) -> pd.DataFrame:
    """Return the calls of repeated trips, run by run; each run leaves first at its own time."""
    g = plan.gentagelser.assign(loeb=_loeb(plan.gentagelser))
    antal = kald.groupby("tur").size().reindex(g["tur"]).fillna(0).to_numpy()
    if (antal * g["loeb"]).sum() > HOEJST_GENTAGNE:
        raise Inputfejl(
            f"frequencies.txt gentager ture til over {tal(HOEJST_GENTAGNE)} standsninger. Klip "
            "køreplanen til regionen, og prøv igen."
        )
    g = g.loc[g.index.repeat(g["loeb"])]
    nr = g.groupby(level=0).cumcount().to_numpy()
    loeb = pd.DataFrame(
        {
            "tur": g["tur"].to_numpy(),
            "begynder": (g["fra"] + nr * g["hvert"]).to_numpy(),
            # Numbered after every trip there is.
            "koersel": len(plan.ture) + np.arange(len(g)),
        }
    )
    foerste = kald.groupby("tur")["sekund"].transform("min")
    alle = kald.assign(sekund=kald["sekund"] - foerste).merge(loeb, on="tur")
    alle["sekund"] += alle.pop("begynder")
    return alle[["tur", "stop", "sekund", "afgang", "koersel"]]
