"""What differs between two datasets: residents, clinics, waits, and the headline figures of both.

Where capacity is defined differently in the two, its figures cannot be held against each other and
are missing; so is coverage by a measure that one of them does not have.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dansk import Inputfejl
from planning.diskretion import diskret_daekning
from planning.kapacitet import klinikkapacitet
from planning.plan import REGION, REGIONSRAEKKE, Plan
from planning.status import status
from planning.ventetid import ventetid

#: How a clinic differs: only in the one, its capacity, or only of which kinds its capacity is.
NY, UDGAAET, KAPACITET, FORDELING = "ny", "udgaaet", "kapacitet", "fordeling"
#: Capacities closer than this are the same.
UENS = 1e-9


@dataclass(frozen=True, eq=False)
class Datasaetforskel:
    """Two datasets held against each other; figures have the suffixes _foer and _efter.

    kommuner: index kode and 'region'; kommune, indbyggere (persons) with indbyggere_pct (change),
    kapacitet (capacities), indbyggere_pr_kapacitet (persons) and its _pct, andel_pct (percent of
    residents within `graense` of a clinic by `maal`; NaN where it is hidden, as
    `planning.diskretion` hides it) and andel_point (its change). klinikker: those
    that differ, index klinik_id; navn, by, kommune, hvad (NY, UDGAAET, KAPACITET, FORDELING) and
    kapacitet. ventetider: those that differ; kode, kommune, type, typenavn, uger_min, uger_max and
    uger (weeks; NaN where nothing is told), svar (clinics), aendring (weeks). samme_opgoerelse:
    whether a kapacitet is the same in both. speciale: whose capacities, "" where they are joint.
    antal_klinikker: of the first and of the second.
    """

    maal: str
    graense: float
    speciale: str
    samme_opgoerelse: bool
    kommuner: pd.DataFrame
    klinikker: pd.DataFrame
    ventetider: pd.DataFrame
    antal_klinikker: tuple[int, int]

    @property
    def region(self) -> pd.Series:
        """The row of the whole region."""
        return self.kommuner.loc[REGIONSRAEKKE]

    @property
    def uden_daekning(self) -> bool:
        """Whether coverage is not known in one of them."""
        andele = self.kommuner[["andel_pct_foer", "andel_pct_efter"]]
        return bool(andele.isna().all().any())

    @property
    def skjult(self) -> bool:
        """Whether a share of residents is left out, for it would tell of a small group."""
        andele = self.kommuner[["andel_pct_foer", "andel_pct_efter"]]
        return bool(andele.isna().any(axis=None)) and not self.uden_daekning


def datasaetforskel(
    foer: Plan,
    efter: Plan,
    maal: str = "minutter",
    graense: float = 15,
    speciale: str | None = None,
) -> Datasaetforskel:
    """Return what differs between the plans of two datasets.

    `speciale` matters where each has its own capacities; the field's own when left out. Raises
    Inputfejl for a speciale that one of them does not have.
    """
    samme = foer.fag.navn == efter.fag.navn and foer.opgoerelse.noegle == efter.opgoerelse.noegle
    specialer = [
        None if p.opgoerelse.faelles else speciale or p.fag.ventespeciale for p in (foer, efter)
    ]
    return Datasaetforskel(
        maal=maal,
        graense=graense,
        speciale=next((s for s in specialer if s), ""),
        samme_opgoerelse=samme,
        kommuner=_kommuner((foer, efter), specialer, samme, maal, graense),
        klinikker=_klinikker((foer, efter), specialer, samme),
        ventetider=_ventetider(foer, efter),
        antal_klinikker=(len(foer.klinikker), len(efter.klinikker)),
    )


def _kommuner(
    planer: tuple[Plan, Plan],
    specialer: list[str | None],
    samme: bool,
    maal: str,
    graense: float,
) -> pd.DataFrame:
    foer, efter = (_tal(p, s, maal, graense) for p, s in zip(planer, specialer, strict=True))
    if not samme:
        kapacitet = ["kapacitet", "indbyggere_pr_kapacitet"]
        foer[kapacitet], efter[kapacitet] = np.nan, np.nan
    orden = [*efter.index[:-1], *foer.index.difference(efter.index, sort=False), REGIONSRAEKKE]
    foer, efter = foer.reindex(orden), efter.reindex(orden)
    ud = pd.DataFrame({"kommune": efter["kommune"].fillna(foer["kommune"])})
    for felt in ("indbyggere", "kapacitet", "indbyggere_pr_kapacitet", "andel_pct"):
        a, b = foer[felt].astype(float), efter[felt].astype(float)
        ud[f"{felt}_foer"], ud[f"{felt}_efter"] = a, b
        if felt.startswith("indbyggere"):
            ud[f"{felt}_pct"] = 100 * (b / a.where(a > 0) - 1)
    ud["andel_point"] = ud["andel_pct_efter"] - ud["andel_pct_foer"]
    return ud.rename_axis("kode")


def _tal(plan: Plan, speciale: str | None, maal: str, graense: float) -> pd.DataFrame:
    """Return the headline figures of a plan: index kode, the region last."""
    tabel = status(plan, speciale=speciale)
    felter = ["kommune", "indbyggere", "kapacitet", "indbyggere_pr_kapacitet"]
    region = tabel.region[felter].to_frame(REGIONSRAEKKE).T
    ramme = pd.concat([tabel.kommuner[felter].astype(object), region.astype(object)])
    try:
        billede = diskret_daekning(plan, maal, graense, speciale=speciale)
    except Inputfejl:
        # The measure is not in an imported matrix, or no clinic is left.
        return ramme.assign(andel_pct=np.nan)
    andel = billede.kommuner["andel_pct"].to_dict() | {REGIONSRAEKKE: billede.region["andel_pct"]}
    return ramme.assign(kommune=ramme["kommune"].fillna(REGION), andel_pct=ramme.index.map(andel))


def _klinikker(planer: tuple[Plan, Plan], specialer: list[str | None], samme: bool) -> pd.DataFrame:
    foer, efter = (
        p.klinikker.assign(
            kommune=p.klinikker["kommune_kode"].map(p.kommuner["kommune"]),
            kapacitet=klinikkapacitet(p, s)["kapacitet"],
        )[["navn", "by", "kommune", "kapacitet"]]
        for p, s in zip(planer, specialer, strict=True)
    )
    alle = [*efter.index, *foer.index.difference(efter.index, sort=False)]
    a, b = foer.reindex(alle), efter.reindex(alle)
    anden = (a["kapacitet"] - b["kapacitet"]).abs() > UENS
    hvad = pd.Series("", index=alle)
    if samme:
        dele_foer, dele_efter = map(_dele, planer)
        arter = dele_foer.columns.union(dele_efter.columns)
        hver = [
            d.reindex(index=alle, columns=arter, fill_value=0.0) for d in (dele_foer, dele_efter)
        ]
        hvad[(hver[0] - hver[1]).abs().gt(UENS).any(axis=1)] = FORDELING
        hvad[anden] = KAPACITET
    hvad[a["navn"].isna()], hvad[b["navn"].isna()] = NY, UDGAAET
    ud = (
        b[["navn", "by", "kommune"]]
        .fillna(a[["navn", "by", "kommune"]])
        .assign(hvad=hvad, kapacitet_foer=a["kapacitet"], kapacitet_efter=b["kapacitet"])
    )
    return ud[ud["hvad"] != ""].rename_axis("klinik_id")


def _dele(plan: Plan) -> pd.DataFrame:
    """Return what each clinic holds of every kind and speciale: index klinik_id."""
    felter = list(plan.opgoerelse.noegler)
    dele = plan.kapaciteter.groupby(["klinik_id", "speciale"])[felter].sum().unstack(fill_value=0)
    return dele.set_axis(["_".join(map(str, k)) for k in dele.columns], axis=1).astype(float)


def _ventetider(foer: Plan, efter: Plan) -> pd.DataFrame:
    noegle, felter = ["kode", "type"], ["uger_min", "uger_max", "uger", "svar"]
    a, b = (ventetid(p).set_index(noegle) for p in (foer, efter))
    alle = [*b.index, *a.index.difference(b.index, sort=False)]
    a, b = a.reindex(alle), b.reindex(alle)
    ud = pd.DataFrame({"kommune": b["kommune"].fillna(a["kommune"])})
    for felt in felter:
        ud[f"{felt}_foer"], ud[f"{felt}_efter"] = a[felt].astype(float), b[felt].astype(float)
    navne = {v.noegle: v.titel for p in (foer, efter) for v in p.fag.ventetyper}
    ud["typenavn"] = [navne[t] for _, t in ud.index]
    ud["aendring"] = ud["uger_efter"] - ud["uger_foer"]
    ens = [
        (ud[f"{f}_foer"] == ud[f"{f}_efter"]) | ud[[f"{f}_foer", f"{f}_efter"]].isna().all(axis=1)
        for f in felter
    ]
    return ud[~np.logical_and.reduce(ens)].rename_axis(noegle).reset_index()
