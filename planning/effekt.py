"""Effect of a scenario: what it does, criterion by criterion, and one score from the parts.

A criterion is a figure in its own unit before and after, and a score from -100 (as bad as it
can get) to +100, positive when the change is for the better. The total is the mean of the
scores weighted by the weights given; it is never shown without its parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from planning.plan import Plan
from planning.spredning import spredning
from planning.status import status

HARMONISERING = "Harmonisering mellem kommuner"
STANDARDVAEGTE: Mapping[str, float] = {HARMONISERING: 1.0}


@dataclass(frozen=True, eq=False)
class Effekt:
    """The effect of a scenario.

    samlet: weighted mean of the scores, -100 to 100; NaN when no criterion has data.
    kriterier: one row a criterion; kriterium, enhed, foer, efter (in the unit), score.
    """

    samlet: float
    kriterier: pd.DataFrame


def effekt(foer: Plan, efter: Plan, vaegte: Mapping[str, float] = STANDARDVAEGTE) -> Effekt:
    """Return the effect of going from one plan to another.

    Harmonisation between kommuner is the coefficient of variation of capacities per
    inhabitant (planning.spredning), the criterion praksisplan 2.1.13 names first.
    """
    a = spredning(status(foer)).variationskoefficient
    b = spredning(status(efter)).variationskoefficient
    kriterier = pd.DataFrame(
        [
            {
                "kriterium": HARMONISERING,
                "enhed": "variationskoefficient, %",
                "foer": 100 * a,
                "efter": 100 * b,
                "score": score_mindre_er_bedre(a, b),
            }
        ]
    )
    vaegt = kriterier["kriterium"].map(dict(vaegte)).where(kriterier["score"].notna(), 0.0)
    samlet = (kriterier["score"] * vaegt).sum() / vaegt.sum() if vaegt.sum() > 0 else float("nan")
    return Effekt(float(samlet), kriterier)


def score_mindre_er_bedre(foer: float, efter: float) -> float:
    """Return the score of a figure where less is better: the relative change, -100 to 100.

    100 * (before - after) / max(before, after): 0 when nothing moves, +100 when the figure
    falls to zero, and with the opposite sign when the move is reversed. NaN in gives NaN.
    """
    stoerst = max(foer, efter)
    return 0.0 if stoerst == 0 else 100.0 * (foer - efter) / stoerst
