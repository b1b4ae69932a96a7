"""Status: how many inhabitants share a capacity, per kommune and in the region.

The figure of tabel 1 in Praksisplan for fysioterapi 2020 (p. 14), from either of two bases:
the published table itself, or the clinic list of bilag 4, which can be changed by flytninger.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd

from dansk import Inputfejl
from planning.husket import husket
from planning.kapacitet import klinikkapacitet
from planning.plan import LAESOE, REGION, Plan

Grundlag = Literal["klinikliste", "tabel1"]


@dataclass(frozen=True, eq=False)
class Status:
    """A status table and its region row.

    kommuner: index kode; kommune, each kind of capacity by its key (in capacities, not numbers;
    one that is none, in numbers),
    kapacitet (capacities), indbyggere (persons), indbyggere_pr_kapacitet (persons, not
    rounded; NaN without capacity), afvigelse_pct (percent from the region's figure; positive
    is more inhabitants to share a capacity). region: the same columns for the whole region.
    """

    grundlag: Grundlag
    kommuner: pd.DataFrame
    region: pd.Series

    def mod(self, anden: Status) -> Status:
        """Return the same table with every deviation measured from another state's region.

        Two states that are compared share one yardstick: a kommune nothing happens to deviates as
        much after as before, though the region's own figure moved.
        """
        maalestok = anden.region["indbyggere_pr_kapacitet"]
        kommuner = self.kommuner.assign(
            afvigelse_pct=(self.kommuner["indbyggere_pr_kapacitet"] / maalestok - 1) * 100
        )
        region = self.region.copy()
        region["afvigelse_pct"] = (region["indbyggere_pr_kapacitet"] / maalestok - 1) * 100
        return Status(self.grundlag, kommuner, region)

    def ordnet(self) -> pd.DataFrame:
        """Return the kommuner, most inhabitants to a capacity first, and the region last."""
        ramme = self.kommuner.sort_values("afvigelse_pct", ascending=False, na_position="first")
        return pd.concat([ramme, pd.DataFrame([self.region], index=["region"])])


@husket()
def status(plan: Plan, grundlag: Grundlag = "klinikliste", speciale: str | None = None) -> Status:
    """Return capacities and indbyggere pr. kapacitet per kommune and for the region.

    Raises Inputfejl for an unknown grundlag, and for tabel 1 when capacity is an amount (the
    published table counts hours).
    """
    if grundlag not in get_args(Grundlag):
        raise Inputfejl(f"Ukendt grundlag: »{grundlag}«. Vælg klinikliste eller tabel1.")
    if grundlag == "tabel1":
        if plan.tabel1.empty:
            raise Inputfejl("Datasættet har ingen tabel 1. Vælg grundlag klinikliste.")
        if not plan.opgoerelse.hele:
            raise Inputfejl(
                f"Tabel 1 er opgjort {plan.fag.opgoerelser[0].navn}. Vælg grundlag klinikliste, "
                f"når kapaciteten er opgjort {plan.opgoerelse.navn}."
            )
        dele = plan.tabel1.loc[plan.kommuner.index, list(plan.opgoerelse.noegler)].astype(float)
        dele = dele.assign(kapacitet=dele.sum(axis=1))
    else:
        pr_klinik = klinikkapacitet(plan, speciale)
        i_kommune = plan.kommuner.index.get_indexer(plan.klinikker["kommune_kode"])
        enhed = {a.noegle: a.kapaciteter(1.0) for a in plan.fag.rettigheder if a.taeller}
        antal = len(plan.kommuner)
        dele = pd.DataFrame(
            {
                felt: np.bincount(i_kommune, pr_klinik[felt] * enhed.get(felt, 1.0), antal)
                for felt in pr_klinik
            },
            index=plan.kommuner.index,
        )
        if not plan.har_klinikker:
            dele = dele * np.nan  # not known is not none
        if not plan.opgoerelse.hele:
            dele[[a.noegle for a in plan.fag.rettigheder]] = np.nan
    indbyggere, kapacitet = plan.kommuner["indbyggere"], dele["kapacitet"].to_numpy()
    region = _forhold(dele.sum(min_count=1), float(indbyggere.sum()))
    forhold = indbyggere.to_numpy() / np.where(kapacitet > 0, kapacitet, np.nan)
    ramme = pd.DataFrame(
        {
            "kommune": plan.kommuner["kommune"],
            **{felt: dele[felt] for felt in dele},
            "indbyggere": indbyggere,
            "indbyggere_pr_kapacitet": forhold,
            "afvigelse_pct": (forhold / region["indbyggere_pr_kapacitet"] - 1) * 100,
        }
    )
    return Status(grundlag, ramme, region)


def _forhold(dele: pd.Series, indbyggere: float) -> pd.Series:
    kapacitet = float(dele["kapacitet"])
    return pd.Series(
        {
            "kommune": REGION,
            **dele,
            "indbyggere": int(indbyggere),
            "indbyggere_pr_kapacitet": indbyggere / kapacitet if kapacitet > 0 else float("nan"),
            "afvigelse_pct": 0.0 if kapacitet > 0 else float("nan"),
        }
    )


def knappest_og_rigest(tabel: Status) -> tuple[str, str] | None:
    """Return the codes of the kommuner with most and fewest inhabitants to a capacity.

    Læsø is never the yardstick: an island with one and a half capacities. Kommuner without
    capacity are left out; None when there is none with.
    """
    med = tabel.kommuner.drop(index=LAESOE, errors="ignore")["indbyggere_pr_kapacitet"].dropna()
    return (str(med.idxmax()), str(med.idxmin())) if len(med) else None


#: Closer than this (percentage points) two bases say the same, also on each side of a limit.
KENDELIG_POINT = 2.0


def skifter_med_grundlaget(plan: Plan, tydelig_pct: float) -> pd.DataFrame:
    """Return the kommuner that stand out from the region by one basis and not by the other.

    Index kode; kommune, afvigelse_pct_tabel1 and afvigelse_pct_klinikliste (percent). To stand out
    is to deviate by more than `tydelig_pct`; the two are `KENDELIG_POINT` apart at least. Empty for
    a plan without tabel 1.
    """
    ramme = plan.kommuner[["kommune"]].assign(
        afvigelse_pct_tabel1=float("nan"), afvigelse_pct_klinikliste=float("nan")
    )
    if plan.tabel1.empty or not plan.opgoerelse.hele:
        return ramme.iloc[:0]
    for grundlag in get_args(Grundlag):
        ramme[f"afvigelse_pct_{grundlag}"] = status(plan, grundlag).kommuner["afvigelse_pct"]
    afvigelser = ramme.drop(columns="kommune")
    tydelig = afvigelser.abs() > tydelig_pct
    fra_hinanden = afvigelser.diff(axis=1).iloc[:, -1].abs() >= KENDELIG_POINT
    return ramme[tydelig.any(axis=1) & ~tydelig.all(axis=1) & fra_hinanden]


@husket()
def grundlagsforskelle(plan: Plan) -> pd.DataFrame:
    """Return where the clinic list and tabel 1 count different capacities.

    Index kode; kommune, for each kind of capacity and for kapacitet a column of the table and one
    of the list (over30_tabel1, over30_klinikliste), forskel (capacities, the list minus the
    table). Only kommuner where any of the parts differ.
    """
    trykt, liste = status(plan, "tabel1").kommuner, status(plan, "klinikliste").kommuner
    arter = list(plan.opgoerelse.noegler)
    ramme = trykt[["kommune"]].copy()
    for felt in (*arter, "kapacitet"):
        ramme[f"{felt}_tabel1"] = trykt[felt]
        ramme[f"{felt}_klinikliste"] = liste[felt]
    ramme["forskel"] = liste["kapacitet"] - trykt["kapacitet"]
    return ramme[(trykt[arter] != liste[arter]).any(axis=1)]


def samme_sum(forskelle: pd.DataFrame) -> bool:
    """Say whether the two bases have the same capacity in all; of `grundlagsforskelle`."""
    return bool(forskelle["forskel"].sum() == 0)
