"""Classes of values of which some are missing: the schemes do not know a missing value."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest

from kort.farver import MANGLER
from kort.klasser import Metode, inddel

VAERDIER = pd.Series([1.0, 2.0, 3.0, 5.0, 8.0, 13.0, 21.0, 34.0, 55.0, 89.0, 144.0])
MED_HULLER = pd.concat([VAERDIER, pd.Series([float("nan")] * 3)]).sample(frac=1, random_state=4)


@pytest.mark.parametrize("metode", ["naturlige", "kvantiler", "symmetrisk"])
def test_a_missing_value_moves_no_break_and_is_in_no_class(metode: Metode) -> None:
    middel = 20.0 if metode == "symmetrisk" else None
    uden, med = (inddel(v, metode, middel=middel) for v in (VAERDIER, MED_HULLER))
    assert (med.graenser, med.navne) == (uden.graenser, uden.navne)
    assert med.farve(float("nan")) == MANGLER
    farver = [med.farve(v) for v in MED_HULLER.dropna()]
    assert MANGLER not in farver and 1 < len(set(farver)) <= len(med.navne)


@pytest.mark.parametrize(
    "vaerdier",
    [
        [3600.1, 3600.2, 3600.4, 3650.5, 3650.9, 3651.0],  # residents to a capacity
        [550_000, 550_010, 550_020, 560_000, 560_010],  # kr.
        [2015, 2016, 2019, 2019, 2020, 2024],
        [0.5, 1, 1, 1.5, 2, 6, 7, 12, 26, 26, 30],  # weeks
    ],
)
@pytest.mark.parametrize("antal", [2, 3, 4])
def test_natural_breaks_are_the_best_of_all_partings(vaerdier: list[float], antal: int) -> None:
    """Every parting tried: single precision chooses others among values this close together."""
    tal = np.array(vaerdier, float)

    def kvadrater(graenser: Sequence[float]) -> float:
        klasse = np.searchsorted(graenser, tal, side="right")
        return sum(((tal[klasse == k] - tal[klasse == k].mean()) ** 2).sum() for k in set(klasse))

    mulige = itertools.combinations(np.unique(tal)[1:], antal - 1)
    fundet = inddel(pd.Series(tal), "naturlige", antal).graenser
    assert len(fundet) == antal - 1
    assert kvadrater(fundet) == pytest.approx(min(map(kvadrater, mulige)))
