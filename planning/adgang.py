"""Access of a Plan: capacities per 10,000 residents, whatever kommune the clinic lies in.

E2SFCA (planning.tilgaengelighed) on the plan's travel times. A model: each resident shares the
capacity within reach with everyone else who reaches it, near ones more than far ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dansk import Inputfejl, opremsning
from planning.aldre import brug_efter_alder, efter_grupper
from planning.grundtal import kraev_klinikker
from planning.husket import husket
from planning.kapacitet import klinikkapacitet
from planning.opland import APL, LUO_QI, TRIN_20, Aftagen, dai, opland
from planning.plan import REGIONSRAEKKE, Plan
from planning.samme import Samme
from planning.tilgaengelighed import PR_INDBYGGERE, Tilgaengelighed, behov_fra_alder, opgoer
from planning.varianter import paa_andre_tider

#: How access fades where nothing else is chosen; the effect of a scenario is by this one too.
STANDARDAFTAGEN = "trin20"
AFTAGEN: Mapping[str, Aftagen] = {
    "trin20": TRIN_20,
    "gauss20": dai(20),
    "trin": LUO_QI,
    "gauss": dai(30),
    "apl": APL,
}


@dataclass(frozen=True, eq=False)
class Adgang:
    """Access by one decay.

    kommuner: index kode; kommune, indbyggere (persons), kapacitet_pr_10000 (mean over
    residents), afvigelse_pct (from the region), uden_adgang (persons with no capacity in
    reach), egen_pr_10000 (the kommune's own capacity to its residents), netto (capacities its
    residents draw on beyond the kommune's own; negative is given away). region: the same
    fields. distrikter: index distrikt, capacities per 10,000, the mean over residents. punkter:
    index punkt_id, capacities per 10,000. uden_opland: capacity per clinic
    that reaches nobody.
    """

    aftagen: str
    kommuner: pd.DataFrame
    region: pd.Series
    distrikter: pd.Series
    punkter: pd.Series
    uden_opland: pd.Series

    def ordnet(self) -> pd.DataFrame:
        """Return the kommuner, worst access first, and the region last."""
        ramme = self.kommuner.sort_values("kapacitet_pr_10000", na_position="first")
        return pd.concat([ramme, pd.DataFrame([self.region], index=["region"])])


# A scenario moves capacity on the same ground: its catchments are those of the plan before.
@lru_cache(maxsize=2 * len(AFTAGEN))
def _model(minutter: Samme, punkter: Samme, aftagen: str) -> Tilgaengelighed:
    personer = punkter.hvad["indbyggere"].to_numpy()
    return Tilgaengelighed.byg(opland(minutter.hvad, AFTAGEN[aftagen]), personer)


def adgang(
    plan: Plan,
    aftagen: str = STANDARDAFTAGEN,
    behov: NDArray[np.floating] | None = None,
    speciale: str | None = None,
) -> Adgang:
    """Return the access of a plan by travel time.

    `behov` is demand per point in place of residents (`tilgaengelighed.behov_fra_alder`);
    `speciale` must be named for capacity as an amount.
    Raises Inputfejl for a plan without clinics, and for an unknown decay.
    """
    kraev_klinikker(plan)
    if aftagen not in AFTAGEN:
        raise Inputfejl(
            f"Ukendt aftagen med afstanden: »{aftagen}«. Vælg {opremsning(list(AFTAGEN), 'eller')}."
        )
    if behov is None:
        return _egen_adgang(plan, aftagen, speciale)
    minutter = plan.afstande["minutter"]
    model = Tilgaengelighed.byg(opland(minutter, AFTAGEN[aftagen]), behov)
    return _opgjort(plan, aftagen, model, speciale)


@husket()
def _egen_adgang(plan: Plan, aftagen: str, speciale: str | None) -> Adgang:
    """Return the access where each resident is one in demand."""
    model = _model(Samme(plan.afstande["minutter"]), Samme(plan.punkter), aftagen)
    return _opgjort(plan, aftagen, model, speciale)


def _opgjort(plan: Plan, aftagen: str, model: Tilgaengelighed, speciale: str | None) -> Adgang:
    personer = plan.punkter["indbyggere"].to_numpy()
    kode = plan.punkter["kommune_kode"].to_numpy()
    kapacitet = klinikkapacitet(plan, speciale)["kapacitet"]
    score = model.score(kapacitet.to_numpy())
    tabel = opgoer(score, personer, kode)
    kommuner = tabel.kommuner.reindex(plan.kommuner.index)
    egen = kapacitet.groupby(plan.klinikker["kommune_kode"]).sum().reindex(kommuner.index)
    egen_pr_10000 = PR_INDBYGGERE * egen.fillna(0.0) / kommuner["indbyggere"]
    region_pr_10000 = tabel.region["kapacitet_pr_10000"]
    kommuner = kommuner.assign(
        afvigelse_pct=100 * (kommuner["kapacitet_pr_10000"] / region_pr_10000 - 1),
        egen_pr_10000=egen_pr_10000,
        netto=(kommuner["kapacitet_pr_10000"] - egen_pr_10000)
        * kommuner["indbyggere"]
        / PR_INDBYGGERE,
    )
    kommuner.insert(0, "kommune", plan.kommuner["kommune"])
    egen_region = PR_INDBYGGERE * kapacitet.sum() / tabel.region["indbyggere"]
    return Adgang(
        aftagen=aftagen,
        kommuner=kommuner,
        region=pd.Series(
            {
                "kommune": "Region Nordjylland",
                **tabel.region,
                "afvigelse_pct": 0.0,
                "egen_pr_10000": egen_region,
                "netto": (region_pr_10000 - egen_region)
                * tabel.region["indbyggere"]
                / PR_INDBYGGERE,
            }
        ),
        distrikter=opgoer(score, personer, plan.punkter["distrikt"]).kommuner["kapacitet_pr_10000"],
        punkter=pd.Series(tabel.punkter, index=plan.punkter.index),
        uden_opland=pd.Series(model.uden_opland(kapacitet.to_numpy()), index=plan.klinikker.index),
    )


def adgangsspaend(
    plan: Plan, aftagen: str = STANDARDAFTAGEN, speciale: str | None = None
) -> pd.DataFrame:
    """Return access when all travel times are shorter and longer, to what they may be off.

    Index kode and 'region'; for each factor of `planning.interval.TRIN` the columns
    afvigelse_pct_<factor> and netto_<factor>, as in `Adgang`. Access does not rise or fall with the
    times, so that the ends alone would be too narrow. No columns where the times are imported.
    Raises as `adgang`.
    """
    return _rystet(plan, aftagen, speciale)[0]


def distriktsspaend(
    plan: Plan, aftagen: str = STANDARDAFTAGEN, speciale: str | None = None
) -> pd.DataFrame:
    """Return the range of each district's access over the factors of `adgangsspaend`.

    Index distrikt; lav and hoej, capacities per 10,000 (NaN where the times are imported). Raises
    as `adgang`.
    """
    hver = _rystet(plan, aftagen, speciale)[1]
    return pd.DataFrame({"lav": hver.min(axis=1), "hoej": hver.max(axis=1)}, index=hver.index)


@husket()
def _rystet(plan: Plan, aftagen: str, speciale: str | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return access on the ground of each factor: `adgangsspaend`, and that of the districts."""
    kolonner, distrikter = {}, {}
    # Named, the demand is not kept for next time: each is asked for once.
    personer = plan.punkter["indbyggere"].to_numpy()
    for faktor, rystet in paa_andre_tider(plan):
        adgangen = adgang(rystet, aftagen, personer, speciale)
        ramme, distrikter[faktor] = adgangen.ordnet(), adgangen.distrikter
        for navn in ("afvigelse_pct", "netto"):
            kolonner[f"{navn}_{faktor}"] = ramme[navn]
    return (
        pd.DataFrame(kolonner, index=[*plan.kommuner.index, REGIONSRAEKKE]),
        pd.DataFrame(distrikter, index=plan.distrikter.index),
    )


def behov(
    plan: Plan, speciale: str, aldersfordeling: pd.DataFrame | None = None
) -> NDArray[np.floating]:
    """Return demand per point: residents weighted by how much their age uses a speciale.

    `aldersfordeling`: residents, index kode, a column per age group; without it that of the plan.
    Every point of a kommune has the kommune's shares: within a kommune the ages are not known. Use
    is patients per 1,000 residents of the group, from the table the field names for the speciale;
    the demand sums to the residents. Raises Inputfejl for an unknown speciale or one without such a
    table, for a plan without ages, and as `efter_grupper` and `behov_fra_alder` do.
    """
    brug = brug_efter_alder(plan, speciale)
    if aldersfordeling is None:
        if plan.aldersfordeling.empty:
            raise Inputfejl(
                "Datasættet har ikke indbyggernes alder. Importér folketallet med alder, eller giv "
                "en fil (--alder FIL)."
            )
        aldersfordeling = efter_grupper(plan.aldersfordeling, list(brug.index))
    andele = aldersfordeling.div(aldersfordeling.sum(axis=1), axis=0)
    punkter = plan.punkter
    fordelt = andele.loc[punkter["kommune_kode"]].to_numpy() * punkter[["indbyggere"]].to_numpy()
    return behov_fra_alder(pd.DataFrame(fordelt, index=punkter.index, columns=andele.columns), brug)
