"""Straight-line distance: the circle a plan draws, and what it does not know of fjords."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import cdist


def luftlinje_km(fra: NDArray[np.float64], til: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return straight-line distances in km, shape (n, m).

    `fra` (n, 2) and `til` (m, 2) are metres in EPSG:25832. Over the region's 150 km the
    projection's scale is off by less than 0.1 %.
    """
    return cdist(fra, til) / 1000.0
