"""Access in Danish: where there is least and most in reach, whatever kommune it lies in."""

from __future__ import annotations

import pandas as pd

from dansk import tal
from planning.plan import LAESOE
from saetninger.maal import mod_regionen

#: What access is, said where the word is first read.
ADGANG_ER = "kapacitet inden for rækkevidde, også naboernes"


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
    mod = mod_regionen(ringest["afvigelse_pct"], ("mere", "mindre"))
    hvor = " uden for Læsø" if LAESOE in kendte.index else ""
    return (
        f"{ringest['kommune']} har {tal(ringest['kapacitet_pr_10000'], 2)} kapaciteter pr. 10.000 "
        f"indbyggere inden for rækkevidde, også naboernes, {mod}. "
        f"Bedst adgang{hvor} har {bedst['kommune']} "
        f"({tal(bedst['kapacitet_pr_10000'], 2)})."
    )
