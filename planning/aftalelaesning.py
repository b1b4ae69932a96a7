"""The same tiltag read under each agreement of a field: what it is there, and what is not known.

No source turns hours into kroner: under hours a capacity is joint for all specialer, under amounts
each clinic has one for each speciale, and how a clinic's is split is in none of them (»Vejledning
om brug af kapacitet«: hours of treatment are not a certain cost). So a tiltag counted by the one is
an interval under the other, and the interval is a model: one capacity counted in hours is taken to
be no more than one capacity of each speciale.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planning.fag import Fag, Opgoerelse
from planning.husket import husket
from planning.overenskomst import (
    OERE,
    Aarsbeloeb,
    Overenskomst,
    aarsbeloeb,
    beloebsaar,
    overenskomster,
)
from planning.plan import Plan
from planning.tiltag import Deling, Flytning, Nedlaeggelse, Tiltag, Udvidelse


@dataclass(frozen=True)
class Aftalelaesning:
    """One tiltag under one agreement.

    `opgoerelse` is how it counts capacity, and `egen` whether the plan does so too. `kapaciteter`:
    how many it is, of an amount by that of the year; None where that is not known, or the tiltag
    has no amount. `maengde`: how much of each kind, where it is the plan's own. `speciale`: the one
    it is of, "" where capacity is joint. `hoejst_kr`: the kr. of each speciale it can be at most,
    by the model, where hours are read as amounts; `beloeb` what one capacity is there. `deles`: the
    tiltag splits capacity, which has a meaning only where it is counted in rights.
    """

    aftale: Overenskomst
    opgoerelse: Opgoerelse
    aar: int
    egen: bool
    kapaciteter: float | None
    maengde: Mapping[str, float]
    speciale: str
    hoejst_kr: Mapping[str, float]
    beloeb: tuple[Aarsbeloeb, ...]
    deles: bool


def kan_sammenlignes(fag: Fag) -> bool:
    """Say whether a field has agreements that count capacity in two ways."""
    return len(_laeselige(fag)) > 1


@husket()
def aftalelaesning(plan: Plan, tiltag: Tiltag, aar: int | None = None) -> list[Aftalelaesning]:
    """Return a tiltag under each of a field's agreements that counts capacity, in order of time.

    `aar` is the year whose amounts are read, where it is of an agreement with amounts; else they
    are as printed. Empty for a field with fewer than two.
    """
    if not kan_sammenlignes(plan.fag):
        return []
    return [_under(plan, tiltag, a, beloebsaar(a, aar)) for a in _laeselige(plan.fag)]


def _laeselige(fag: Fag) -> list[Overenskomst]:
    return [o for o in overenskomster(fag) if o.opgoerelse_i(fag) is not None]


def _under(plan: Plan, tiltag: Tiltag, aftale: Overenskomst, aar: int) -> Aftalelaesning:
    opgoerelse = aftale.opgoerelse_i(plan.fag)
    assert opgoerelse is not None  # else it is not read
    egen = opgoerelse.noegle == plan.opgoerelse.noegle
    beloeb = () if opgoerelse.hele else aarsbeloeb(plan.fag, aar, plan.regulering)
    maengde, speciale, antal = dict[str, float](), "", None
    if isinstance(tiltag, Flytning | Udvidelse | Nedlaeggelse):
        maengde, speciale = tiltag.maengde, tiltag.speciale
        antal = plan.opgoerelse.kapaciteter(maengde, speciale)
        for dets in beloeb:
            if egen and dets.speciale == speciale:
                antal = sum(maengde.values()) * OERE / dets.oere
    fra_timer = antal is not None and not egen and plan.opgoerelse.hele
    return Aftalelaesning(
        aftale=aftale,
        opgoerelse=opgoerelse,
        aar=aar,
        egen=egen,
        kapaciteter=antal if egen else None,
        maengde=maengde if egen else {},
        speciale=speciale if egen else "",
        hoejst_kr={b.speciale: hoejst_kr(b, antal) for b in beloeb if fra_timer and antal},
        beloeb=beloeb,
        deles=isinstance(tiltag, Deling),
    )


def hoejst_kr(beloeb: Aarsbeloeb, kapaciteter: float) -> float:
    """Return the kr. of so many capacities of a speciale in a year."""
    return kapaciteter * beloeb.oere / OERE


def mindste_kapacitet(opgoerelse: Opgoerelse) -> float:
    """Return the smallest capacity of a definition that counts rights; NaN for an amount."""
    if not opgoerelse.hele:
        return float("nan")
    return min(float(art.kapaciteter(1.0)) for art in opgoerelse.arter)
