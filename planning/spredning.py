"""How evenly capacity is spread between kommuner, in three measures.

All three read capacities per inhabitant, not inhabitants per capacity: a kommune without
capacity is then an honest zero instead of a division by zero, and the mean weighted by
inhabitants is exactly the region's own rate.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from planning.status import Status
from planning.talraekke import Tal


@dataclass(frozen=True)
class Spredning:
    """Measures of spread between kommuner; 0 (and max/min 1) is perfectly even.

    maks_min: the highest indbyggere pr. kapacitet over the lowest; NaN while a kommune has no
    capacity. variationskoefficient: standard deviation of capacities per inhabitant over their
    mean, both weighted by inhabitants. gini: of capacities per inhabitant when each inhabitant
    has the rate of the kommune.
    """

    maks_min: float
    variationskoefficient: float
    gini: float


def spredning(tabel: Status, undtag: Collection[str] = ()) -> Spredning:
    """Return the spread of a status table; NaN in every measure when there is no capacity.

    `undtag` are codes of kommuner left out: an island of 1,800 sets the extremes alone.
    """
    kommuner = tabel.kommuner[~tabel.kommuner.index.isin(list(undtag))]
    kapacitet = kommuner["kapacitet"].to_numpy(float)
    indbyggere = kommuner["indbyggere"].to_numpy(float)
    if kapacitet.sum() <= 0:
        return Spredning(float("nan"), float("nan"), float("nan"))
    rate = kapacitet / indbyggere
    maks_min = rate.max() / rate.min() if rate.min() > 0 else float("nan")
    return Spredning(
        float(maks_min), variationskoefficient(rate, indbyggere), gini(rate, indbyggere)
    )


def variationskoefficient(rate: NDArray[np.float64], vaegt: NDArray[np.float64]) -> Any:
    """Return the coefficient of variation of `rate`, (..., n), weighted by `vaegt`, (n,)."""
    andel = vaegt / vaegt.sum()
    middel = rate @ andel
    return np.sqrt((rate - middel[..., None]) ** 2 @ andel) / middel


def gini(rate: NDArray[np.float64], vaegt: NDArray[np.float64]) -> float:
    """Return the weighted Gini coefficient of `rate`, both of shape (n,).

    The area between the Lorenz curve and the diagonal, doubled, by the trapezoid rule over the
    kommuner sorted by rate.
    """
    orden = np.argsort(rate, kind="stable")
    andel_personer = np.concatenate([[0.0], np.cumsum(vaegt[orden])]) / vaegt.sum()
    masse = (rate * vaegt)[orden]
    andel_kapacitet = np.concatenate([[0.0], np.cumsum(masse)]) / masse.sum()
    return float(1.0 - np.trapezoid(andel_kapacitet, andel_personer) * 2.0)


def middel_og_varians(vaerdier: Tal, andel: Tal, skel: NDArray[np.intp]) -> tuple[Tal, Tal]:
    """Return the weighted mean and variance of each run of columns, both rows x runs.

    `vaerdier` is rows x columns, `andel` the share of each column in its run, summing to 1 there,
    and `skel` where the runs begin and the last one ends; none is empty.
    """
    middel, varians = (np.empty((len(vaerdier), len(skel) - 1)) for _ in range(2))
    for k, (fra, til) in enumerate(pairwise(skel)):
        af, dele = vaerdier[:, fra:til], andel[fra:til]
        middel[:, k] = af @ dele
        varians[:, k] = (af - middel[:, [k]]) ** 2 @ dele
    return middel, varians
