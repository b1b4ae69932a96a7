"""What an imported projection of the population asks of capacity, if use and capacity stay.

Residents to a capacity with today's capacities; the capacities that keep the level of the dataset;
and, where the projection has ages, how many would be treated if each age uses as much as it did in
the printed year (tabel 11 and 19). The rates are of one year: what they will be is not known.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dansk import Inputfejl, opremsning
from planning.aldre import brug_efter_alder, efter_grupper
from planning.husket import husket
from planning.plan import REGION, REGIONSRAEKKE, Plan
from planning.status import status

#: Years named in a sentence.
VIS_HOEJST = 8


def aar(plan: Plan) -> list[int]:
    """Return the years of the projection, the first first; none without one."""
    return sorted(int(a) for a in plan.fremskrivning["aar"].unique())


@husket()
def fremskrivning(
    plan: Plan, i_aar: int | None = None, speciale: str | None = None
) -> pd.DataFrame:
    """Return what a year of the projection asks of capacity, the last year when none is named.

    Index kode, and the region last; kommune, indbyggere_foer (the projection's first year),
    indbyggere, aendring_pct, indbyggere_pr_kapacitet (with today's capacities), kapacitet (today),
    kapacitet_samme_niveau (that gives the dataset's indbyggere pr. kapacitet), mangler (capacities,
    negative where fewer would do), and for each speciale with use by age patienter_KODE (per year,
    by the printed use) and patienter_KODE_pct (change since the first year); NaN without ages that
    can be put in the groups of use. Raises Inputfejl without a projection, and for a year that is
    not in it.
    """
    kendte = aar(plan)
    if not kendte:
        raise Inputfejl(
            "Datasættet har ingen fremskrivning af folketallet. Importér en på siden Import, fx "
            "Danmarks Statistiks."
        )
    valgt = kendte[-1] if i_aar is None else i_aar
    if valgt not in kendte:
        vist = opremsning([str(a) for a in kendte], hoejst=VIS_HOEJST)
        raise Inputfejl(f"{valgt} er ikke i fremskrivningen, som har {vist}.")
    i_alt = plan.fremskrivning.groupby(["kode", "aar"])["indbyggere"].sum().unstack("aar")
    i_alt = _med_region(i_alt.reindex(plan.kommuner.index).astype(float))
    nu = status(plan, speciale=speciale)
    kapacitet = pd.concat(
        [nu.kommuner["kapacitet"], pd.Series({REGIONSRAEKKE: nu.region["kapacitet"]})]
    )
    folk_nu = pd.concat(
        [plan.kommuner["indbyggere"], pd.Series({REGIONSRAEKKE: nu.region["indbyggere"]})]
    ).astype(float)
    kapacitet = kapacitet.astype(float)
    samme = kapacitet * i_alt[valgt] / folk_nu
    navne = pd.concat([plan.kommuner["kommune"], pd.Series({REGIONSRAEKKE: REGION})])
    ramme = pd.DataFrame(
        {
            "kommune": navne,
            "indbyggere_foer": i_alt[kendte[0]],
            "indbyggere": i_alt[valgt],
            "aendring_pct": 100 * (i_alt[valgt] / i_alt[kendte[0]] - 1),
            "indbyggere_pr_kapacitet": i_alt[valgt] / kapacitet.where(kapacitet > 0),
            "kapacitet": kapacitet,
            "kapacitet_samme_niveau": samme,
            "mangler": samme - kapacitet,
        }
    )
    for s in plan.fag.specialer:
        if s.alder:
            patienter = _patienter(plan, s.kode)
            foer, efter = (
                patienter.get(a, pd.Series(np.nan, ramme.index)) for a in (kendte[0], valgt)
            )
            ramme[f"patienter_{s.kode}"] = efter
            ramme[f"patienter_{s.kode}_pct"] = 100 * (efter / foer - 1)
    return ramme.rename_axis("kode")


def _med_region(ramme: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([ramme, ramme.sum().to_frame(REGIONSRAEKKE).T])


def _patienter(plan: Plan, speciale: str) -> pd.DataFrame:
    """Return who would be treated by the printed use: index kode, the region last; a year each."""
    brug = brug_efter_alder(plan, speciale)
    try:
        antal = efter_grupper(plan.fremskrivning, list(brug.index))
    except Inputfejl:
        return pd.DataFrame(index=plan.kommuner.index)
    patienter = (antal @ brug.to_numpy() / 1000).unstack("aar")
    return _med_region(patienter.reindex(plan.kommuner.index))
