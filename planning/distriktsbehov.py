"""What a projection by kommune is in its polling districts: a model, and what it assumes.

Each district keeps its share of its kommune's residents in each group of age the districts are
counted by (the counts published for the election of 9 June 2024), and the group grows as the
kommune's does. What is built, and who moves within the kommune, is not in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from dansk import Inputfejl
from planning.aldre import efter_grupper
from planning.fremskrivning import aar, kapacitet_pr_indbygger, valgt_aar
from planning.husket import husket
from planning.plan import REGIONSRAEKKE, Plan

AELDRE = "70+ år"
#: The row of a kommune's sum, and what is summed.
SUM = "I alt"
SUMMES = (
    *("indbyggere_foer", "indbyggere", "aeldre_foer", "aeldre"),
    *("kapacitet_kommunens", "kapacitet_regionens"),
)
#: The groups of ages, and what a district is counted by of each ("" the rest of its residents);
#: the finest first.
INDDELINGER: tuple[Mapping[str, str], ...] = (
    {"0-64 år": "", "65-69 år": "personer_65_69", AELDRE: "personer_70"},
    {"0-69 år": "", AELDRE: "personer_70"},
)
ALLE: Mapping[str, str] = {"alle aldre": ""}


@dataclass(frozen=True, eq=False)
class Distriktsbehov:
    """The districts in a year: `distrikter` index distrikt, in the order of the plan.

    navn, kommune_kode, kommune, indbyggere_foer (the projection's first year), indbyggere,
    aendring_pct, aeldre_foer, aeldre and aeldre_pct (70 years and over; NaN where the ages cannot
    be parted there), kapacitet_kommunens and kapacitet_regionens (the capacities so many residents
    have at the dataset's level of the kommune, and of the region). `grupper` are the ages that grow
    each for itself; `uden` the names of kommuner whose residents are in no district.
    """

    aar: int
    foerste: int
    distrikter: pd.DataFrame = field(repr=False)
    grupper: tuple[str, ...]
    uden: tuple[str, ...]

    def i_kommunen(self, kode: str) -> pd.DataFrame:
        """Return the districts of a kommune, those that grow by most first, and `SUM` last."""
        egne = self.ordnet()
        egne = egne[egne["kommune_kode"] == kode]
        i_alt = egne[list(SUMMES)].sum(min_count=1)
        i_alt["aendring_pct"] = 100 * (i_alt["indbyggere"] / i_alt["indbyggere_foer"] - 1)
        i_alt["aeldre_pct"] = 100 * (i_alt["aeldre"] / i_alt["aeldre_foer"] - 1)
        sidst = pd.DataFrame([i_alt], index=[SUM])
        return pd.concat([egne, sidst.assign(navn=SUM, kommune=egne["kommune"].iloc[0])])

    def ordnet(self) -> pd.DataFrame:
        """Return the districts, those that grow by most residents first."""
        flere = self.distrikter["indbyggere"] - self.distrikter["indbyggere_foer"]
        return self.distrikter.loc[flere.sort_values(ascending=False, kind="stable").index]


@husket()
def distriktsbehov(
    plan: Plan, i_aar: int | None = None, speciale: str | None = None
) -> Distriktsbehov:
    """Return the residents of each district in a year of the projection, and their capacities.

    The districts of a kommune sum to its residents, and to its kapacitet_samme_niveau. Raises as
    `planning.fremskrivning.valgt_aar`.
    """
    valgt, foerste = valgt_aar(plan, i_aar), aar(plan)[0]
    folk, inddeling = _grupper(plan, [foerste, valgt])
    andele = _andele(plan.distrikter, inddeling)
    kommune = plan.distrikter["kommune_kode"]
    foer, efter = (
        andele * folk.xs(i, level="aar").reindex(kommune).to_numpy() for i in (foerste, valgt)
    )
    aeldre_foer, aeldre = (r.get(AELDRE, pd.Series(np.nan, r.index)) for r in (foer, efter))
    niveau = kapacitet_pr_indbygger(plan, speciale)
    i_alt = efter.sum(axis=1)
    ramme = pd.DataFrame(
        {
            "navn": plan.distrikter["navn"],
            "kommune_kode": kommune,
            "kommune": kommune.map(plan.kommuner["kommune"]),
            "indbyggere_foer": foer.sum(axis=1),
            "indbyggere": i_alt,
            "aendring_pct": 100 * (i_alt / foer.sum(axis=1) - 1),
            "aeldre_foer": aeldre_foer,
            "aeldre": aeldre,
            "aeldre_pct": 100 * (aeldre / aeldre_foer.where(aeldre_foer > 0) - 1),
            "kapacitet_kommunens": i_alt * kommune.map(niveau),
            "kapacitet_regionens": i_alt * niveau[REGIONSRAEKKE],
        }
    )
    uden = plan.kommuner.loc[~plan.kommuner.index.isin(kommune), "kommune"]
    return Distriktsbehov(valgt, foerste, ramme, tuple(inddeling), tuple(uden))


def _grupper(plan: Plan, aarene: list[int]) -> tuple[pd.DataFrame, Mapping[str, str]]:
    """Return the projection by the finest groups it has: index kode and aar, a column a group."""
    valgte = plan.fremskrivning[plan.fremskrivning["aar"].isin(aarene)]
    for inddeling in INDDELINGER:
        try:
            return efter_grupper(valgte, list(inddeling)), inddeling
        except Inputfejl:
            continue
    (alle,) = ALLE
    return valgte.groupby(["kode", "aar"])["indbyggere"].sum().to_frame(alle), ALLE


def _andele(distrikter: pd.DataFrame, inddeling: Mapping[str, str]) -> pd.DataFrame:
    """Return each district's share of its kommune's residents in each group.

    Of all residents where nobody in the kommune is counted in the group.
    """
    hver, alle = distrikter["kommune_kode"], distrikter["personer"].astype(float)
    talte = distrikter[[k for k in inddeling.values() if k]].astype(float)
    talt = pd.DataFrame(
        {
            navn: talte[kolonne] if kolonne else alle - talte.sum(axis=1)
            for navn, kolonne in inddeling.items()
        }
    )
    af_alle = alle / alle.groupby(hver).transform("sum")
    i_kommunen = talt.groupby(hver).transform("sum")
    andele = talt / i_kommunen.where(i_kommunen > 0)
    return andele.apply(lambda kolonne: kolonne.fillna(af_alle))
