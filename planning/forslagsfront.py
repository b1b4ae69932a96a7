"""What more moves buy: the least deviation, minutes or carless households for each number of moves.

Each point is proven by itself: no proposal with so few moves is better in the one thing it is
about, and it says nothing of the others.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Literal

import numpy as np
import pandas as pd

from planning.beloebsmodel import Beloebsloesning, Beloebsmodel, foerste
from planning.effekt import STANDARDGRAENSE
from planning.forslagshindring import RUNDET_OP, mulige_tolerancer
from planning.forslagskrav import Krav, Rammer, rammer
from planning.forslagsmaal import hensyn, med_modtagere
from planning.forslagsmodel import GAB, TID, Forslagsmodel
from planning.husket import husket
from planning.plan import Plan

Akse = Literal["afvigelse", "minutter", "uden_bil"]
#: A row of `Front.punkter`.
Punkt = tuple[int, float, float, bool]
#: Tolerances of amounts are looked for in whole percent from one to the other: below, the search
#: is long, and more even than a count of inhabitants is worth.
LAVESTE_PCT, HOEJESTE_PCT = 5, 100
#: Points of a front at most.
PUNKTER = 20


@dataclass(frozen=True, eq=False)
class Front:
    """The front: `punkter` has a row a number of moves, rising, while more moves are better.

    antal (moves), vaerdi (the least by the axis: largest deviation in percent, person-minutes, or
    households), tolerance_pct (what the proposal of that point is to be asked with) and bevist
    (bool). Empty where nothing will do. `helt_ned`: whether no number of moves is lower than the
    last point.
    """

    akse: Akse
    punkter: pd.DataFrame = field(repr=False)
    helt_ned: bool

    @property
    def bevist(self) -> bool:
        """Whether every point is proven."""
        return bool(self.punkter["bevist"].all())


@husket()
def front(
    plan: Plan,
    krav: Krav,
    akse: Akse = "afvigelse",
    graense: float = STANDARDGRAENSE,
    speciale: str | None = None,
    punkter: int = PUNKTER,
    tid: float = TID,
) -> Front:
    """Return the front of a plan: from no move, or from the fewest that meet the tolerance.

    afvigelse: the largest deviation from the mean of those that are held, whatever the tolerance
    asked. minutter and uden_bil: as `planning.forslagsmaal.hensyn`, within the tolerance. Of
    amounts there is the first alone, in whole percent from `LAVESTE_PCT`. Raises Inputfejl as
    `rammer`.
    """
    r = rammer(plan, krav, speciale)
    if not r.hele:
        return _front("afvigelse", *_i_beloeb(Beloebsmodel(r), punkter, tid))
    if akse == "afvigelse":
        return _front(akse, *afvigelsespunkter(Forslagsmodel(r), punkter, tid))
    return _front(akse, *_hensyn(plan, r, akse, graense, punkter, tid))


def flere(front_: Front, antal: int | None) -> int:
    """Return how many moves more than the fewest of a front a number is; 0 where there is none."""
    return 0 if antal is None else int(antal - front_.punkter["antal"].iloc[0])


def _front(akse: Akse, raekker: list[Punkt], helt_ned: bool) -> Front:
    ramme = pd.DataFrame(raekker, columns=["antal", "vaerdi", "tolerance_pct", "bevist"])
    return Front(akse, ramme.astype({"antal": int, "bevist": bool}), helt_ned)


def _i_beloeb(model: Beloebsmodel, punkter: int, tid: float) -> tuple[list[Punkt], bool]:
    """Return of each number of flytninger the least tolerance in whole percent that so few meet."""
    kendte: dict[int, Beloebsloesning] = {}

    def svar(pct: int) -> Beloebsloesning:
        if pct not in kendte:
            kendte[pct] = model.loes(float(pct), tid=tid)
        return kendte[pct]

    def nok(antal: int, pct: int) -> bool:
        return svar(pct).fundet and svar(pct).antal <= antal

    ud: list[Punkt] = []
    hoejst = HOEJESTE_PCT
    for antal in range(punkter):
        pct = foerste(partial(nok, antal), hoejst, LAVESTE_PCT)
        if pct is None:
            continue
        if not ud or pct < ud[-1][1]:
            ud.append((antal, float(pct), float(pct), svar(pct).status == "bevist"))
        if pct == LAVESTE_PCT or not svar(pct - 1).fundet:
            return ud, not svar(pct - 1).fundet
        hoejst = pct
    return ud, False


def afvigelsespunkter(model: Forslagsmodel, punkter: int, tid: float) -> tuple[list[Punkt], bool]:
    """Return the rows of a front by deviation: the least that each number of moves can meet.

    The fewest moves fall as the tolerance rises; each is asked for once, and narrows all others.
    """
    mulige = mulige_tolerancer(model)
    kendte: dict[int, tuple[float, bool]] = {}

    def faerrest(nr: int) -> float:
        if nr not in kendte:
            svar = model.loes(model.antal(), float(mulige[nr]), tid=tid)
            kendte[nr] = (
                round(svar.vaerdi) if svar.fundet else np.inf,
                svar.status in ("bevist", "kan_ikke"),
            )
        return kendte[nr][0]

    i_dag = model.rammer.stoerste_pct(model.rammer.kapacitet)
    foer = float("inf")
    ud: list[Punkt] = []
    # Today may be further off than any tolerance that is asked of.
    hoej = min(int(np.searchsorted(mulige, i_dag - RUNDET_OP)), len(mulige) - 1)
    for antal in range(punkter):
        # Between the largest that takes more moves and the least that does not.
        lav = max((nr for nr, (n, _) in kendte.items() if n > antal), default=-1)
        if hoej < 0 or faerrest(hoej) > antal:
            continue
        while hoej - lav > 1:
            midt = (lav + hoej) // 2
            lav, hoej = (midt, hoej) if faerrest(midt) > antal else (lav, midt)
        tolerance = float(mulige[hoej]) + RUNDET_OP
        if tolerance < foer:
            under = kendte.get(lav, (np.inf, True))[1]
            ud.append((antal, float(mulige[hoej]), tolerance, under and kendte[hoej][1]))
            foer = tolerance
        if hoej == 0 or not np.isfinite(faerrest(hoej - 1)):
            return ud, True
    return ud, False


def _hensyn(
    plan: Plan,
    r: Rammer,
    akse: Literal["minutter", "uden_bil"],
    graense: float,
    punkter: int,
    tid: float,
) -> tuple[list[Punkt], bool]:
    model, _, minutter_nye = med_modtagere(plan, r, akse)
    tolerance = r.krav.tolerance_pct
    faerrest = model.loes(model.antal(), tolerance, tid=tid)
    if not faerrest.fundet:
        return [], False
    foerste_antal = round(faerrest.vaerdi)
    andet = hensyn(plan, model, akse, graense, minutter_nye, foerste_antal + punkter)
    bund = model.loes(andet.led, tolerance, tid=tid)
    ud: list[Punkt] = []
    for antal in range(foerste_antal, foerste_antal + punkter):
        svar = model.loes(andet.led, tolerance, antal, tid)
        if svar.fundet and (not ud or svar.vaerdi + andet.fast < ud[-1][1] - GAB):
            ud.append((antal, svar.vaerdi + andet.fast, tolerance, svar.status == "bevist"))
        if svar.fundet and bund.fundet and svar.vaerdi <= bund.graense + GAB:
            return ud, True
    return ud, False
