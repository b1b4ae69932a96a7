"""Residents by age, put together to the age groups that a table of use is printed by."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from dansk import Inputfejl, aldersgraenser, gruppenavn, opremsning
from planning.plan import Plan

#: Groups shown in a sentence.
VIS_HOEJST = 10


def efter_grupper(aldre: pd.DataFrame, navne: Sequence[str]) -> pd.DataFrame:
    """Return the residents of each group of a table.

    `aldre`: alder_fra, alder_til (NaN for open) and indbyggere; all other columns are the index of
    the answer. Its columns are `navne`. Raises Inputfejl where an age of `aldre` is of two groups,
    or of none.
    """
    graenser = {navn: aldersgraenser(navn) for navn in navne}
    fra, til = aldre["alder_fra"], aldre["alder_til"].fillna(math.inf)
    gruppe = pd.Series("", index=aldre.index)
    for navn, par in graenser.items():
        if par is not None:
            gruppe[(fra >= par[0]) & (til <= par[1])] = navn
    if (gruppe == "").any():
        delte = {gruppenavn(int(a), b) for a, b in zip(fra, til, strict=True)}
        uden = {
            gruppenavn(int(a), b) for a, b in zip(fra[gruppe == ""], til[gruppe == ""], strict=True)
        }
        raise Inputfejl(
            f"Alderen er opgjort som {opremsning(sorted(delte), hoejst=VIS_HOEJST)}, og "
            f"{opremsning(sorted(uden), hoejst=VIS_HOEJST)} er i mere end én af tabellens grupper "
            f"({opremsning(list(navne))}). Importér folketallet med hver alder for sig."
        )
    hvem = [k for k in aldre if k not in ("alder_fra", "alder_til", "indbyggere")]
    svar = aldre.assign(gruppe=gruppe).pivot_table(
        index=hvem, columns="gruppe", values="indbyggere", aggfunc="sum", fill_value=0.0
    )
    return svar.reindex(columns=list(navne), fill_value=0.0).rename_axis(columns=None)


def brug_efter_alder(plan: Plan, speciale: str) -> pd.Series:
    """Return patients per 1,000 residents by age group (praksisplan bilag 1, tabel 11 and 19).

    Raises Inputfejl for an unknown speciale, and for one whose field has no such table.
    """
    kendte = [s.kode for s in plan.fag.specialer if s.alder]
    if speciale not in kendte:
        raise Inputfejl(
            f"Vælg speciale {opremsning(kendte, 'eller')}: brugen efter alder er opgjort for hvert."
            if kendte
            else "Brugen efter alder er ikke opgjort i datasættet."
        )
    t = plan.tabeller
    brug = t[(t["tabel"] == plan.fag.speciale(speciale).alder) & (t["maal"] == "per_1000")]
    return brug.set_index("raekke")["vaerdi"].astype(float)
