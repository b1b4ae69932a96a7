"""Access in Danish: where there is least and most in reach, whatever kommune it lies in."""

from __future__ import annotations

import pandas as pd

from dansk import opremsning, tal
from planning.laesninger import TYDELIG_PCT
from planning.plan import LAESOE
from saetninger.maal import mod_regionen
from saetninger.spaend import fortegnsspaend

#: What access is, said where the word is first read.
ADGANG_ER = "kapacitet inden for rækkevidde, også naboernes"


def adgangsnyhed(kommuner: pd.DataFrame) -> str:
    """Return where access is poorest and best, and where it is only poor by the model's times.

    `kommuner` as `planning.adgang.Adgang.kommuner`, with afvigelse_pct_mindst and _hoejst (its
    ends) where the travel times are a model. Læsø is no yardstick for the best: an island with one
    and a half capacities.
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
        f"({tal(bedst['kapacitet_pr_10000'], 2)}).{_usikre(kendte)}"
    )


def _usikre(kommuner: pd.DataFrame) -> str:
    """Return who has clearly poorer access than the region, but not at the ends of the times."""
    if "afvigelse_pct_hoejst" not in kommuner:
        return ""
    ringe = kommuner["afvigelse_pct"] < -TYDELIG_PCT
    led = [
        f"{r.kommune} ({fortegnsspaend(r.afvigelse_pct_mindst, r.afvigelse_pct_hoejst)} %)"
        for r in kommuner[ringe & (kommuner["afvigelse_pct_hoejst"] >= -TYDELIG_PCT)].itertuples()
    ]
    return f" Usikkert er det i {opremsning(led)}." if led else ""
