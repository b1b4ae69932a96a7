"""Classes of values of which some are missing: the schemes do not know a missing value."""

from __future__ import annotations

import warnings

import mapclassify
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
    ("skema", "antal"), [(mapclassify.FisherJenks, "k"), (mapclassify.Quantiles, "k")]
)
def test_the_schemes_in_use_count_a_missing_value_in_silence(skema: type, antal: str) -> None:
    """What `inddel` guards against: were it gone, the guard could go."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        klasser = skema(MED_HULLER.to_numpy(), **{antal: 5})
    talt = int(np.asarray(klasser.counts).sum())
    assert talt != len(VAERDIER) or not np.isfinite(np.asarray(klasser.bins, float)).all()
