"""What an imported projection of the population asks of capacity, if use and capacity stay.

Residents to a capacity with today's capacities, year by year; the capacities that keep the level of
the dataset; and, where the projection has ages, how many would be treated if each age uses as much
as it did in the printed year (tabel 11 and 19), with the range of `planning.brugsspaend`.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dansk import Inputfejl, opremsning
from planning.aldre import brug_efter_alder, efter_grupper
from planning.brugsspaend import brugsspaend
from planning.husket import husket
from planning.plan import REGION, REGIONSRAEKKE, Plan
from planning.status import status

#: Years named in a sentence.
VIS_HOEJST = 8
#: The year that is looked at first, where the projection has it.
SIGTEAAR = 2035


def aar(plan: Plan) -> list[int]:
    """Return the years of the projection, the first first; none without one."""
    return sorted(int(a) for a in plan.fremskrivning["aar"].unique())


def valgt_aar(plan: Plan, i_aar: int | None = None) -> int:
    """Return a year of the projection: `SIGTEAAR`, or its last, when none is named.

    Raises Inputfejl without a projection, and for a year that is not in it.
    """
    kendte = aar(plan)
    if not kendte:
        raise Inputfejl(
            "Datasættet har ingen fremskrivning af folketallet. Importér en på siden Import, fx "
            "Danmarks Statistiks FRKM."
        )
    if i_aar is None:
        return SIGTEAAR if SIGTEAAR in kendte else kendte[-1]
    if i_aar not in kendte:
        vist = opremsning([str(a) for a in kendte], hoejst=VIS_HOEJST)
        raise Inputfejl(f"{i_aar} er ikke i fremskrivningen, som har {vist}.")
    return i_aar


@husket()
def fremskrivning(
    plan: Plan, i_aar: int | None = None, speciale: str | None = None
) -> pd.DataFrame:
    """Return what a year of the projection asks of capacity, that of `valgt_aar`.

    Index kode, and the region last; kommune, indbyggere_foer (the projection's first year),
    indbyggere, aendring_pct, indbyggere_pr_kapacitet_nu (the dataset's level),
    indbyggere_pr_kapacitet (with today's capacities), kapacitet (today), kapacitet_samme_niveau
    (that gives the dataset's level), mangler (capacities, negative where fewer would do),
    mangler_foer (the same in the first year: what is lacking before anything is projected),
    mangler_regionens (to have the region's level), and for each speciale with use by age
    patienter_KODE (per year, by the printed use), patienter_KODE_pct (change since the first year),
    patienter_KODE_lav and patienter_KODE_hoej (by the range of use); NaN without ages that can be
    put in the groups of use. Raises as `valgt_aar`.
    """
    valgt, foerste = valgt_aar(plan, i_aar), aar(plan)[0]
    i_alt = _i_alt(plan)
    kapacitet, folk_nu = _nu(plan, speciale)
    samme = kapacitet * i_alt[valgt] / folk_nu
    regionens = (
        i_alt[valgt] * kapacitet[REGIONSRAEKKE] / folk_nu[REGIONSRAEKKE]
        if kapacitet[REGIONSRAEKKE] > 0
        else np.nan
    )
    navne = pd.concat([plan.kommuner["kommune"], pd.Series({REGIONSRAEKKE: REGION})])
    ramme = pd.DataFrame(
        {
            "kommune": navne,
            "indbyggere_foer": i_alt[foerste],
            "indbyggere": i_alt[valgt],
            "aendring_pct": 100 * (i_alt[valgt] / i_alt[foerste] - 1),
            "indbyggere_pr_kapacitet_nu": folk_nu / kapacitet.where(kapacitet > 0),
            "indbyggere_pr_kapacitet": i_alt[valgt] / kapacitet.where(kapacitet > 0),
            "kapacitet": kapacitet,
            "kapacitet_samme_niveau": samme,
            "mangler_foer": kapacitet * i_alt[foerste] / folk_nu - kapacitet,
            "mangler": samme - kapacitet,
            "mangler_regionens": regionens - kapacitet,
        }
    )
    for s in plan.fag.specialer:
        if s.alder:
            patienter = _patienter(plan, s.kode)
            foer, efter = (
                patienter.get(a, pd.Series(np.nan, ramme.index)) for a in (foerste, valgt)
            )
            spaend = brugsspaend(plan, s.kode)
            ramme[f"patienter_{s.kode}"] = efter
            ramme[f"patienter_{s.kode}_pct"] = 100 * (efter / foer - 1)
            ramme[f"patienter_{s.kode}_lav"] = efter * (spaend.lav if spaend else np.nan)
            ramme[f"patienter_{s.kode}_hoej"] = efter * (spaend.hoej if spaend else np.nan)
    return ramme.rename_axis("kode")


@husket()
def pr_kapacitet_efter_aar(plan: Plan, speciale: str | None = None) -> pd.DataFrame:
    """Return indbyggere pr. kapacitet in each year of the projection, with today's capacities.

    Index aar, a column a kommune by its code, and 'region'; NaN without capacity. Empty without a
    projection.
    """
    if not aar(plan):
        return pd.DataFrame(columns=[*plan.kommuner.index, REGIONSRAEKKE], index=pd.Index([]))
    kapacitet, _ = _nu(plan, speciale)
    return _i_alt(plan).div(kapacitet.where(kapacitet > 0), axis=0).T.rename_axis("aar")


def kapacitet_pr_indbygger(plan: Plan, speciale: str | None = None) -> pd.Series:
    """Return the dataset's level, capacities to a resident: index kode, and the region last."""
    kapacitet, folk = _nu(plan, speciale)
    return kapacitet / folk


def _i_alt(plan: Plan) -> pd.DataFrame:
    """Return the residents of each year: index kode, the region last."""
    i_alt = plan.fremskrivning.groupby(["kode", "aar"])["indbyggere"].sum().unstack("aar")
    return _med_region(i_alt.reindex(plan.kommuner.index).astype(float))


def _nu(plan: Plan, speciale: str | None) -> tuple[pd.Series, pd.Series]:
    """Return the capacity and the residents of the dataset: index kode, the region last."""
    nu = status(plan, speciale=speciale)
    kapacitet, folk = (
        pd.concat([nu.kommuner[felt], pd.Series({REGIONSRAEKKE: nu.region[felt]})]).astype(float)
        for felt in ("kapacitet", "indbyggere")
    )
    return kapacitet, folk


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
