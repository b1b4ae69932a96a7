"""Whether a total holds when the criteria are weighed otherwise."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planning.effekt import Effekt

#: Random mixtures of weights a total is held against.
VAEGTNINGER = 2000


@dataclass(frozen=True)
class Robusthed:
    """How much the sign of a total hangs on the weights.

    samme_fortegn_pct: percent of random weights that keep it; NaN without a total. vender: the
    criterion that most often turns it; None when none does.
    """

    samme_fortegn_pct: float
    vender: str | None


def blandinger(
    kriterier: int, antal: int, froe: int | np.random.Generator = 0
) -> NDArray[np.float64]:
    """Return weights (antal, kriterier) drawn evenly among all mixtures (Dirichlet)."""
    return np.random.default_rng(froe).dirichlet(np.ones(kriterier), antal)


def robusthed(virkning: Effekt, antal: int = VAEGTNINGER, froe: int = 0) -> Robusthed:
    """Return whether the total would keep its sign with other weights.

    `antal` draws of weights (`blandinger`) of the criteria with data, from the seed `froe`. Where
    the sign turns, the criterion that pulls hardest that way turned it.
    """
    kendte = virkning.kriterier.dropna(subset="score")
    if kendte.empty or np.isnan(virkning.samlet):
        return Robusthed(float("nan"), None)
    vaegte = blandinger(len(kendte), antal, froe)
    bidrag = vaegte * kendte["score"].to_numpy()
    samlet, retning = bidrag.sum(axis=1), np.sign(virkning.samlet)
    vendt = np.sign(samlet) != retning
    if not vendt.any():
        return Robusthed(100.0, None)
    trak = np.argmax((bidrag * np.sign(samlet)[:, None])[vendt], axis=1)
    oftest = int(np.bincount(trak).argmax())
    return Robusthed(float(100 * (1 - vendt.mean())), str(kendte["kriterium"].iloc[oftest]))
