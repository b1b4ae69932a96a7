"""Bysamfund: which built-up community an address belongs to, by a rule anyone can check.

Praksisplan 2.1.13 decides a flytning differently within and across bysamfund but does not
define one. The rule here: each town of the dataset gets a radius from its inhabitants, as if
it were a disc of 1,500 inhabitants per km2; an address belongs to the town whose radius it is
fewest times away from, if that is at most 2. Otherwise its postal town is its bysamfund.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from geo.luftlinje import luftlinje_km

INDBYGGERE_PR_KM2 = 1500.0
HOEJST_RADIER = 2.0


def bysamfund(
    punkter: NDArray[np.float64],
    postbyer: Sequence[str],
    byer_xy: NDArray[np.float64],
    byer_navn: Sequence[str],
    byer_indbyggere: NDArray[np.float64],
) -> list[str]:
    """Return the name of the bysamfund of each point.

    `punkter` (n, 2) and `byer_xy` (m, 2) in EPSG:25832; `postbyer` the n postal towns,
    `byer_navn` and `byer_indbyggere` (persons) of the m towns.
    """
    radius_km = np.sqrt(byer_indbyggere / INDBYGGERE_PR_KM2 / np.pi)
    antal_radier = luftlinje_km(punkter, byer_xy) / radius_km
    naermest = antal_radier.argmin(axis=1)
    return [
        byer_navn[by] if antal_radier[i, by] <= HOEJST_RADIER else postbyer[i]
        for i, by in enumerate(naermest)
    ]
