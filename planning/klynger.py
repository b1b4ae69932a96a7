"""Quality clusters: how many of each clinic take part, by the rule of the field (`Fag.klynger`).

In kiropraktik one from each clinic and two from one with more than 5 kiropraktorer, owners and
employed together (aftale om kiropraktik 2025, pp. 14 and 16). The agreement counts on 18 clusters
in the country, from the 17 sundhedsråd, each of more than 5 clinics and kiropraktorer, and does not
say which clinic is in which.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from dansk import Inputfejl
from planning.grundtal import kraev_klinikker
from planning.kapacitet import klinikkapacitet
from planning.plan import Plan


def klyngedeltagelse(plan: Plan) -> pd.DataFrame:
    """Return who takes part in clusters, a clinic a row in the order of the clinic list.

    Index klinik_id; navn, kommune_kode, kommune, each kind of capacity the rule counts (persons),
    i_alt (persons) and deltagere (persons). Raises Inputfejl for a field without clusters and a
    plan without clinics.
    """
    regel = plan.fag.klynger
    if regel is None:
        raise Inputfejl(f"Kilderne for {plan.fag.i_saetning} har ingen regel om klynger.")
    kraev_klinikker(plan)
    antal = klinikkapacitet(plan)[list(regel.arter)]
    i_alt = antal.sum(axis=1)
    klinikker = plan.klinikker[["navn", "kommune_kode"]]
    return klinikker.assign(
        kommune=klinikker["kommune_kode"].map(plan.kommuner["kommune"]),
        **{art: antal[art] for art in regel.arter},
        i_alt=i_alt,
        deltagere=np.where(i_alt > regel.flere_end, regel.deltagere_flere, regel.deltagere),
    )


def klyngesummer(plan: Plan, deltagelse: pd.DataFrame) -> tuple[int, int]:
    """Return how many take part in all, and how many clinics send the more of them."""
    regel = plan.fag.klynger
    flere = 0 if regel is None else int((deltagelse["i_alt"] > regel.flere_end).sum())
    return int(deltagelse["deltagere"].sum()), flere


def klynger_efter_sundhedsraad(plan: Plan) -> pd.DataFrame:
    """Return what a cluster of all the clinics of each sundhedsråd would be.

    Index sundhedsraad; klinikker (clinics), i_alt (persons the rule counts), deltagere (persons)
    and stor_nok (whether clinics and persons are each more than the rule asks; bool). Empty where
    the dataset has no sundhedsråd; raises as `klyngedeltagelse`.
    """
    plan = plan.efter_kommune
    regel = plan.fag.klynger
    hver = klyngedeltagelse(plan)
    raad = hver["kommune_kode"].map(plan.sundhedsraad["sundhedsraad"])
    ramme = hver.groupby(raad.rename("sundhedsraad"))[["i_alt", "deltagere"]].sum()
    ramme.insert(0, "klinikker", raad.value_counts())
    mindst = math.inf if regel is None else regel.stoerre_end
    return ramme.assign(stor_nok=(ramme[["klinikker", "i_alt"]] > mindst).all(axis=1))
