"""How much a kapacitet is, by the definition a plan holds, and the sum a clinic holds.

The definitions of a field stand in its `planning.fag.Fag`. In physiotherapy a capacity is counted
in hours until 2023, joint for all specialer, and from 2024 as an amount per clinic and speciale.
"""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dansk import Inputfejl, opremsning
from planning.husket import husket
from planning.plan import Plan
from planning.planomraade import foer_inddelingen


@husket()
def klinikkapacitet(plan: Plan, speciale: str | None = None) -> pd.DataFrame:
    """Return the capacity of each clinic, in the order of the clinic list.

    Index klinik_id; a column for each kind of capacity of the plan, in its own unit, and for each
    that counts rights to practise (NaN where the capacity is an amount), and kapacitet
    (capacities). A clinic without any is 0. A joint capacity is the same for every speciale; else
    one must be named, unless the plan has no other (`for_speciale`). Raises Inputfejl for a
    speciale without capacities of its own.
    """
    if speciale is not None:
        plan.fag.speciale(speciale)
    opgoerelse, raekker = plan.opgoerelse, plan.kapaciteter
    if not opgoerelse.faelles:
        if speciale is None and len(egne := raekker["speciale"].unique()) == 1:
            speciale = str(egne[0])
        if speciale is None:
            raise Inputfejl(
                f"Datasættets kapacitet er opgjort {opgoerelse.navn}. Vælg speciale "
                f"{opremsning(plan.fag.koder, 'eller')}."
            )
        raekker = raekker[(raekker["speciale"] == speciale).to_numpy()]
    # By position: a what-if asks for this twice, and reindexing a frame takes a millisecond.
    plads = plan.klinikker.index.get_indexer(raekker["klinik_id"])
    ramme: dict[str, object] = {art.noegle: np.nan for art in plan.fag.rettigheder}
    kapacitet = np.zeros(len(plan.klinikker))
    for art in opgoerelse.arter:
        antal = np.zeros(len(plan.klinikker), dtype=np.int64 if opgoerelse.hele else np.float64)
        np.add.at(antal, plads, raekker[art.noegle].to_numpy())
        kapacitet += art.kapaciteter(antal, speciale or "")
        ramme[art.noegle] = antal
    return pd.DataFrame(ramme | {"kapacitet": kapacitet}, index=plan.klinikker.index)


def rettigheder(plan: Plan) -> NDArray[np.float64]:
    """Return how many rights to practise each clinic holds, of every kind alike.

    In the order of the clinic list; NaN when the plan's capacity is an amount.
    """
    return maengde(plan) if plan.opgoerelse.hele else np.full(len(plan.klinikker), np.nan)


def maengde(plan: Plan) -> NDArray[np.float64]:
    """Return what each clinic holds in the plan's own unit, every kind and speciale together.

    Rights to practise, or kr. of the amount, of the kinds that are capacity; in the order of the
    clinic list.
    """
    raekker = plan.kapaciteter
    plads = plan.klinikker.index.get_indexer(raekker["klinik_id"])
    egne = [art.noegle for art in plan.opgoerelse.arter if art.taeller]
    antal = sum(raekker[noegle].to_numpy(float) for noegle in egne)
    return np.bincount(plads, antal, len(plan.klinikker)).astype(np.float64)


@husket()
@foer_inddelingen
def for_speciale(plan: Plan, speciale: str) -> Plan:
    """Return the plan with the capacities of one speciale alone, itself where they are joint.

    Raises Inputfejl for an unknown speciale.
    """
    plan.fag.speciale(speciale)
    if plan.opgoerelse.faelles:
        return plan
    egne = plan.kapaciteter[(plan.kapaciteter["speciale"] == speciale).to_numpy()]
    return dataclasses.replace(plan, kapaciteter=egne.reset_index(drop=True))
