"""The kommuner as they stand in lists to choose from: in the order of the Danish alphabet."""

from __future__ import annotations

import pandas as pd

from dansk import alfabetisk
from planning.plan import Plan


def kommunenavne(plan: Plan) -> pd.Series:
    """Return the name of each kommune by kode, or of each area of a plan by areas."""
    return plan.kommuner["kommune"].sort_values(key=lambda navne: navne.map(alfabetisk))
