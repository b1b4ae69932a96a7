"""What is said where an imported list has some of the clinics only."""

from __future__ import annotations

import pandas as pd

from dansk import tal
from planning.plan import Plan


def delvist(plan: Plan, klinikker: pd.DataFrame) -> str:
    """Return that figures are of some of the clinics only; "" where they are of all.

    `klinikker`: index klinik_id and more.
    """
    med = klinikker.index.get_level_values("klinik_id").nunique()
    if med == len(plan.klinikker):
        return ""
    return f"Tallene er for {tal(med)} af datasættets {tal(len(plan.klinikker))} klinikker."
