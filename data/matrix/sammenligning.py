"""A travel matrix side by side with the program's own times, as the rules of plausibility see it.

The model is some 6 % off in the mean and 20 at the worst, which is near enough to tell a unit, a
column or an order that is wrong.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.matrix.par import LAENGDEENHEDER, TIDSENHEDER, Kendte, i_enhed

#: Pairs that are compared, evenly spread over those both have.
HOEJST_PAR = 30_000
#: With fewer pairs than this, their order and spread say nothing.
MINDST_PAR = 30

Matrix = NDArray[np.floating]


@dataclass(frozen=True, eq=False)
class Model:
    """The program's own times: matrices (points x clinics), made when first asked for.

    indbyggere (n,) residents of each point, kommuner (n,) the name of its kommune.
    """

    minutter: Callable[[], Matrix]
    km: Callable[[], Matrix]
    indbyggere: NDArray[np.floating]
    kommuner: NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class Sammenligning:
    """A matrix as it is read so far (minutes and km, points x clinics), and the model beside it.

    enhed, laengde: the units its figures were taken to be in.
    """

    minutter: Matrix
    km: Matrix
    enhed: str
    laengde: str
    kendte: Kendte
    model: Model

    @cached_property
    def model_minutter(self) -> Matrix:
        """The model's minutes."""
        return np.asarray(self.model.minutter())

    @cached_property
    def model_km(self) -> Matrix:
        """The model's kilometres."""
        return np.asarray(self.model.km())

    @cached_property
    def har(self) -> NDArray[np.bool_]:
        """Which pairs have a time."""
        return np.isfinite(self.minutter)

    @cached_property
    def par(self) -> tuple[Matrix, Matrix]:
        """Times of the matrix and of the model for pairs that have both, none 0."""
        return faelles(self.minutter, self.model_minutter)

    @cached_property
    def forhold(self) -> float:
        """How many times the model's the times are in the median; NaN without a pair."""
        return median_forhold(*self.par)

    @cached_property
    def rangorden(self) -> float:
        """Spearman's rank correlation of the times with the model's; NaN with too few pairs."""
        return rangkorrelation(*self.par)

    @cached_property
    def laengdeforhold(self) -> float:
        """How many times the model's kilometres the lengths are in the median."""
        return median_forhold(*faelles(self.km, self.model_km))

    def laest_som(self, enhed: str, laengde: str) -> Sammenligning:
        """Return the same figures taken to be in other units."""
        tid = TIDSENHEDER[enhed] / TIDSENHEDER[self.enhed]
        vej = LAENGDEENHEDER[laengde] / LAENGDEENHEDER[self.laengde]
        return dataclasses.replace(
            self,
            minutter=i_enhed(self.minutter, tid),
            km=i_enhed(self.km, vej),
            enhed=enhed,
            laengde=laengde,
        )

    def vendt(self) -> Sammenligning:
        """Return the figures taken column by column where they were taken row by row."""
        n, m = self.minutter.shape
        minutter, km = (np.ascontiguousarray(a.reshape(m, n).T) for a in (self.minutter, self.km))
        return dataclasses.replace(self, minutter=minutter, km=km)


def faelles(a: Matrix, b: Matrix) -> tuple[Matrix, Matrix]:
    """Return the figures of pairs both have above 0, at most `HOEJST_PAR` of them."""
    flad_a, flad_b = a.ravel(), b.ravel()
    begge = np.flatnonzero((flad_a > 0) & (flad_b > 0) & np.isfinite(flad_a) & np.isfinite(flad_b))
    trin = max(1, -(-len(begge) // HOEJST_PAR))
    # A step that divides the number of clinics would see the same clinics again and again.
    while trin > 1 and np.gcd(trin, a.shape[1]) > 1:
        trin += 1
    valgt = begge[::trin]
    return flad_a[valgt].astype(float), flad_b[valgt].astype(float)


def median_forhold(a: Matrix, b: Matrix) -> float:
    """Return the median of a / b, NaN for none."""
    return float(np.median(a / b)) if len(a) else float("nan")


def spredning(a: Matrix, b: Matrix) -> float:
    """Return how far apart the middle half of log(a / b) is, NaN with too few pairs."""
    if len(a) < MINDST_PAR:
        return float("nan")
    nedre, oevre = np.percentile(np.log(a / b), [25, 75])
    return float(oevre - nedre)


def rangkorrelation(a: Matrix, b: Matrix) -> float:
    """Return Spearman's rank correlation, NaN with too few pairs or where one is constant."""
    if len(a) < MINDST_PAR or np.ptp(a) == 0 or np.ptp(b) == 0:
        return float("nan")
    return float(pd.Series(a).rank().corr(pd.Series(b).rank()))


def afvig(s: Sammenligning) -> list[tuple[Matrix, Matrix]]:
    """Return for clinics and for points their correlation with the model and how far off they are.

    The correlation is of logarithms; how far off is the mean of |log(time / model)|, the ratio of
    all pairs left out. NaN where fewer than `MINDST_PAR` pairs have both.
    """
    model = s.model_minutter
    begge = s.har & (s.minutter > 0) & (model > 0) & np.isfinite(model)
    x = np.log(np.where(begge, s.minutter / np.float32(s.forhold), np.float32(1)))
    y = np.log(np.where(begge, model, np.float32(1)), dtype=np.float32)
    led = (begge, x, y, x * x, y * y, x * y, np.abs(x - y))
    svar = []
    for akse in (0, 1):
        antal, sx, sy, sxx, syy, sxy, forskel = (a.sum(axis=akse, dtype=np.float64) for a in led)
        antal[antal < MINDST_PAR] = np.nan
        with np.errstate(invalid="ignore", divide="ignore"):
            kryds = sxy - sx * sy / antal
            svar.append(
                (
                    kryds / np.sqrt((sxx - sx * sx / antal) * (syy - sy * sy / antal)),
                    forskel / antal,
                )
            )
    return svar


def kommunesum(s: Sammenligning, vaegt: Matrix) -> pd.Series:
    """Return the sum of a weight of the points by kommune."""
    return pd.Series(vaegt).groupby(s.model.kommuner).sum()
