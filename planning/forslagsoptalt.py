"""Whether a proposal holds with the inhabitants counted in the polling districts.

They are another count than that of tabel 1, and a later one in the dataset that is built in: the
one doubt that can be told at once, beside all that `planning.forslagsrobusthed` draws.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planning.beloebsmodel import Beloebsmodel
from planning.flytning import anvend
from planning.forslagskrav import Krav, Rammer, rammer
from planning.forslagsmodel import Forslagsmodel
from planning.forslagstiltag import kapacitet_i
from planning.husket import husket
from planning.plan import Plan
from planning.tiltag import Tiltag
from planning.varianter import paa_andet_grundlag


@dataclass(frozen=True)
class Optalt:
    """A proposal on that ground: whether it holds, who is farthest from the mean, and how far.

    antal: the fewest moves that would do there; None where none would, or it was not found.
    """

    holder: bool
    kode: str
    afvigelse_pct: float
    antal: int | None


@husket()
def paa_optalt(
    plan: Plan, krav: Krav, tiltag: Sequence[Tiltag], speciale: str | None = None
) -> Optalt | None:
    """Return how a proposal stands with the districts' count; None where others weigh."""
    if krav.vaegt != "indbyggere" or not tiltag or plan.distrikter.empty:
        return None
    r = rammer(paa_andet_grundlag(plan, "optalt"), krav, speciale)
    kapacitet = kapacitet_i(r, anvend(plan, tiltag), speciale)
    mindst, hoejst = r.graenser(krav.tolerance_pct)
    afvigelse = np.where(r.holdt, r.afvigelse_pct(kapacitet), 0.0)
    yderst = int(np.abs(afvigelse).argmax())
    uden_for = r.holdt & ((kapacitet < mindst) | (kapacitet > hoejst))
    return Optalt(
        holder=not uden_for.any(),
        kode=r.koder[yderst],
        afvigelse_pct=float(afvigelse[yderst]),
        antal=_faerrest(r, krav.tolerance_pct),
    )


def _faerrest(r: Rammer, tolerance_pct: float) -> int | None:
    if r.hele:
        model = Forslagsmodel(r)
        fundet = model.loes(model.antal(), tolerance_pct)
        return round(fundet.vaerdi) if fundet.status == "bevist" else None
    beloeb = Beloebsmodel(r).loes(tolerance_pct)
    return beloeb.antal if beloeb.status == "bevist" else None
