"""A scenario seen whole: before, after, effect, who decides and what to mind.

The one call behind page and command line for what-if.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from planning.advarsler import advarsler
from planning.beslutningsvej import Beslutningsvej, beslutningsvej, hoejeste
from planning.effekt import Effekt, effekt
from planning.flytning import Flytning, anvend, flyt
from planning.plan import Plan
from planning.spredning import Spredning, spredning
from planning.status import Status, status


@dataclass(frozen=True, eq=False)
class Vurdering:
    """What a list of flytninger does to a plan, ready to be shown."""

    plan_foer: Plan
    plan_efter: Plan
    foer: Status
    efter: Status
    spredning_foer: Spredning
    spredning_efter: Spredning
    effekt: Effekt
    beslutningsvej: Beslutningsvej | None
    veje: tuple[Beslutningsvej, ...]
    advarsler: tuple[str, ...]


def vurder(plan: Plan, flytninger: Sequence[Flytning]) -> Vurdering:
    """Return the assessment of a scenario; an empty one changes nothing and needs no decision.

    Raises Inputfejl that names the first flytning that does not fit.
    """
    efter = anvend(plan, flytninger)
    veje: list[Beslutningsvej] = []
    beskeder: list[str] = []
    trin = plan
    for flytning in flytninger:
        veje.append(beslutningsvej(trin, flytning))
        trin_efter = flyt(trin, flytning)
        beskeder.extend(advarsler(trin, trin_efter, flytning))
        trin = trin_efter
    tabel_foer, tabel_efter = status(plan), status(efter)
    return Vurdering(
        plan_foer=plan,
        plan_efter=efter,
        foer=tabel_foer,
        efter=tabel_efter,
        spredning_foer=spredning(tabel_foer),
        spredning_efter=spredning(tabel_efter),
        effekt=effekt(plan, efter),
        beslutningsvej=hoejeste(veje),
        veje=tuple(veje),
        advarsler=tuple(dict.fromkeys(beskeder)),
    )


def sammenstilling(vurdering: Vurdering) -> pd.DataFrame:
    """Return before and after side by side per kommune, and the region last.

    Index kode and 'region', most inhabitants to a capacity before first; kommune, indbyggere,
    and with the suffixes _foer and _efter over30, under30, kapacitet (capacities),
    indbyggere_pr_kapacitet (persons) and afvigelse_pct (percent); aendret (bool): whether the
    scenario touches the kommune's capacity.
    """
    foer, efter = vurdering.foer.ordnet(), vurdering.efter.ordnet()
    faelles = ["kommune", "indbyggere"]
    ramme = (
        foer.drop(columns=faelles)
        .add_suffix("_foer")
        .join(efter.drop(columns=faelles).add_suffix("_efter"))
    )
    ramme.insert(0, "kommune", foer["kommune"])
    ramme.insert(1, "indbyggere", foer["indbyggere"])
    dele = ("over30", "under30")
    aendret = (
        ramme[[f"{d}_foer" for d in dele]].to_numpy()
        != ramme[[f"{d}_efter" for d in dele]].to_numpy()
    ).any(axis=1)
    return ramme.assign(aendret=aendret)
