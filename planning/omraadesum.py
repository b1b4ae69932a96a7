"""Sums by area: what the points of each kommune or district have together."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike


def efter_omraade(omraade: ArrayLike, kolonner: Mapping[str, ArrayLike]) -> pd.DataFrame:
    """Return the sum of each column by area.

    `omraade` and each of `kolonner` have a value per point. Index `kode`: the areas there are, in
    the order of their codes. A sum is NaN where one of its values is.
    """
    nr, koder = pd.factorize(np.asarray(omraade), sort=True)
    summer = {
        navn: np.bincount(nr, np.asarray(v, dtype=float), len(koder))
        for navn, v in kolonner.items()
    }
    return pd.DataFrame(summer, index=pd.Index(koder, name="kode"))
