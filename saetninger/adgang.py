"""Access in Danish: where there is least and most in reach, whatever kommune it lies in."""

from __future__ import annotations

import pandas as pd

from dansk import procent, tal
from planning.plan import LAESOE


def adgangsnyhed(kommuner: pd.DataFrame) -> str:
    """Return where access is poorest and best; `kommuner` as `planning.adgang.Adgang.kommuner`.

    Læsø is no yardstick for the best: an island with one and a half capacities.
    """
    kendte = kommuner.dropna(subset=["afvigelse_pct"])
    if kendte.empty:
        return "Der er ingen kapacitet at have adgang til."
    ringest = kendte.loc[kendte["afvigelse_pct"].idxmin()]
    andre = kendte.drop(index=LAESOE, errors="ignore")
    bedst = kendte.loc[(kendte if andre.empty else andre)["afvigelse_pct"].idxmax()]
    return (
        f"{ringest['kommune']} har {tal(ringest['kapacitet_pr_10000'], 2)} kapaciteter pr. 10.000 "
        f"indbyggere i rækkevidde, {_mod(float(ringest['afvigelse_pct']))}. Bedst adgang uden for "
        f"Læsø har {bedst['kommune']} ({tal(bedst['kapacitet_pr_10000'], 2)})."
    )


def _mod(afvigelse_pct: float) -> str:
    if round(afvigelse_pct) == 0:
        return "som regionen som helhed"
    retning = "mere" if afvigelse_pct > 0 else "mindre"
    return f"{procent(abs(afvigelse_pct), 0)} {retning} end regionen som helhed"
