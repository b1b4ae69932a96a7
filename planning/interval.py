"""The range of a figure, when the travel times it is read from are all too long or too short."""

from __future__ import annotations

from typing import Any

import pandas as pd
from numpy.typing import ArrayLike, NDArray

from planning.daekning import andel
from planning.plan import REGIONSRAEKKE, Plan
from planning.talraekke import Tal

#: Travel times of the model are told with so many percent to both sides: nine of ten known trips
#: that were left out of its making are within it (tests/geo/test_kalibrering.py).
USIKKERHED_PCT = 15.0
#: Ends and steps between them: what is read from travel times need not rise or fall with them.
TRIN = tuple(round(1 + d / 100, 2) for d in (-15, -10, -5, 5, 10, 15))


def usikkerhed(plan: Plan, maal: str) -> float:
    """Return how far off distances may be, a share: 0 for straight lines and imported times."""
    return USIKKERHED_PCT / 100 if maal != "luftlinje" and "rejsetid" in plan.model else 0.0


def daekningsinterval(
    afstand_naermeste: Tal,
    indbyggere: NDArray[Any],
    kommune: ArrayLike,
    graense: float,
    usikker: float,
) -> pd.DataFrame:
    """Return the share of residents covered when every way is so much longer, and shorter.

    Index: kommune codes, then "region". Columns `lav_pct` and `hoej_pct` (percent of residents).
    Both are the same without uncertainty. Raises Inputfejl on a bad limit.
    """
    ender = {}
    for navn, faktor in (("lav_pct", 1 + usikker), ("hoej_pct", 1 - usikker)):
        daekket = andel(faktor * afstand_naermeste[:, None], indbyggere, kommune, graense)
        ender[navn] = daekket.kommuner["andel_pct"]
        ender[navn].loc[REGIONSRAEKKE] = daekket.region["andel_pct"]
    return pd.DataFrame(ender).rename_axis("kode")
