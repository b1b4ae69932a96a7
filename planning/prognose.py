"""A year's sum from the part of it that is known: a forecast with its range, and when a sum is met.

A model: what is left of the year goes as what is known, each period with its share of a year, and
periods differ from their share by chance, more in one that is a greater share.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import scipy
from numpy.typing import NDArray

MAANEDER = range(1, 13)
#: The share of years that end within the range of a forecast, if periods differ as those known.
SIKKERHED = 0.8


def aarsprognose(
    beloeb: NDArray[np.float64], andele: NDArray[np.float64]
) -> tuple[float, float, float]:
    """Return the year's sum as the known periods have it, and the ends of its range.

    `beloeb`: the amount of each known period; `andele`: the share of a year each is, of 1 in all.
    The year is what is known divided by its share of a year. NaN where nothing is known, and for
    the ends where one period is. The low end is never below what is known.
    """
    # Periods without a share tell nothing of the others, and are what they are.
    med, deres = beloeb[andele > 0], andele[andele > 0]
    brugt, kendt = float(beloeb.sum()), float(deres.sum())
    if not kendt:
        return math.nan, math.nan, math.nan
    takt, rest = float(med.sum()) / kendt, max(0.0, 1 - kendt)
    aaret = brugt + takt * rest
    if len(med) < 2 or rest < 1e-12:
        ende = 0.0 if rest < 1e-12 else math.nan
        return aaret, aaret - ende, aaret + ende
    afvigelse = med - takt * deres
    varians = float((afvigelse**2 / deres).sum() / (len(med) - 1))
    ende = float(scipy.special.stdtrit(len(med) - 1, 0.5 + SIKKERHED / 2)) * math.sqrt(
        varians * rest * (1 + rest / kendt)
    )
    return aaret, max(brugt, aaret - ende), aaret + ende


def fordelt(rest: float, andele: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what is left of a year on the periods to come, by their shares of a year.

    Nothing anywhere without a share to come, or where the rest is not known.
    """
    i_alt = float(andele.sum())
    return rest * andele / i_alt if i_alt and math.isfinite(rest) else np.zeros_like(andele)


def passeret(beloeb: Sequence[float], graense: float) -> int | None:
    """Return the number, from 0, of the period the sum goes above a limit in to stay; else None.

    What is paid back may bring it below again.
    """
    i_alt, nr = 0.0, None
    for her, v in enumerate(beloeb):
        i_alt += v
        if i_alt <= graense + 1e-6:
            nr = None
        elif nr is None:
            nr = her
    return nr
