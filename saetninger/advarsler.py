"""The warnings a planner expects of a scenario, each a Danish sentence read from the figures.

They compare the plan before with the plan after, so what one tiltag breaks and the next mends
is not warned about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dansk import fortegn, tal
from planning.beslutningsvej import Beslutningsvej
from planning.kapacitet import maengde
from planning.kriterier import MINDST_TIL_SPARRING
from planning.plan import LAESOE, Plan
from planning.status import status

AFRUNDING_PCT = 1e-9


def advarsler(foer: Plan, efter: Plan, veje: Sequence[Beslutningsvej] = ()) -> tuple[str, ...]:
    """Return the warnings of going from one plan to another, most serious first.

    `veje` are the decision routes of the tiltag in between; they tell of moves to and from
    Læsø. With capacity as an amount the ratio warned about is that of the field's ventespeciale.
    """
    antal = (_antal(foer), _antal(efter))
    beskeder = [
        *_laesoe(foer, veje),
        *_kommuner(efter, *antal),
        *_klinikker(efter, *antal),
        *_laengere_fra(foer, efter),
    ]
    return tuple(dict.fromkeys(beskeder))


def _laesoe(plan: Plan, veje: Sequence[Beslutningsvej]) -> Iterator[str]:
    laesoe = f"{plan.kommuner['kommune'].get(LAESOE)} Kommune"
    if any(vej.niveau == "regionsraad" and laesoe in vej.parter for vej in veje):
        yield (
            "Læsø nås kun med færge: øens beboere kan ikke betjenes fra en nabokommune, og en "
            "kapacitet på øen betjener ingen andre."
        )


def _kommuner(efter: Plan, antal_foer: pd.Series, antal: pd.Series) -> Iterator[str]:
    adgang = (efter.klinikker["handicapadgang"] == "ja").to_numpy()
    mistet, mistet_adgang = (
        (_pr_kommune(efter, antal_foer, kun) > 0) & (_pr_kommune(efter, antal, kun) == 0)
        for kun in (np.ones_like(adgang), adgang)
    )
    for navn, alt, adgangen in zip(efter.kommuner["kommune"], mistet, mistet_adgang, strict=True):
        if alt:
            yield f"{navn} Kommune står tilbage uden kapacitet."
        elif adgangen:
            yield f"{navn} Kommune står tilbage uden klinik med handicapvenlig adgang."


def _klinikker(efter: Plan, antal_foer: pd.Series, antal: pd.Series) -> Iterator[str]:
    forskel = antal.sub(antal_foer, fill_value=0)
    for klinik_id in forskel.index[forskel < 0]:
        hvem, tilbage = _hvem(efter, klinik_id), antal[klinik_id]
        if tilbage == 0:
            yield f"{hvem} står tilbage uden kapacitet."
        elif efter.opgoerelse.hele and tilbage < MINDST_TIL_SPARRING:
            yield f"{hvem} har kun {tal(tilbage)} kapacitet tilbage: ingen at sparre fagligt med."
    for klinik_id in forskel.index[forskel > 0]:
        hvem, klinik = _hvem(efter, klinik_id), efter.klinik(klinik_id)
        if efter.opgoerelse.hele and antal[klinik_id] < MINDST_TIL_SPARRING:
            yield f"{hvem} får kun {tal(antal[klinik_id])} kapacitet: ingen at sparre fagligt med."
        if klinik["handicapadgang"] == "nej":
            yield f"{hvem} har ikke handicapvenlig adgang."
        elif klinik["handicapadgang"] != "ja":
            yield f"Handicapvenlig adgang er ikke oplyst for {hvem}."


def _laengere_fra(foer: Plan, efter: Plan) -> Iterator[str]:
    speciale = None if foer.opgoerelse.faelles else foer.fag.ventespeciale
    a = status(foer, speciale=speciale).kommuner
    b = status(efter, speciale=speciale).kommuner
    for kode in b.index[(a["kapacitet"] != b["kapacitet"]) & (b["kapacitet"] > 0)]:
        gammel, ny = a.loc[kode, "afvigelse_pct"], b.loc[kode, "afvigelse_pct"]
        if abs(ny) > abs(gammel) + AFRUNDING_PCT:
            yield (
                f"{b.loc[kode, 'kommune']} kommer længere fra regionens gennemsnit: fra "
                f"{fortegn(gammel)} % til {fortegn(ny)} % "
                f"({tal(b.loc[kode, 'indbyggere_pr_kapacitet'])} indbyggere pr. kapacitet)."
            )


def _hvem(plan: Plan, klinik_id: str) -> str:
    klinik = plan.klinik(klinik_id)
    return f"{klinik['navn']} ({klinik['by']})"


def _antal(plan: Plan) -> pd.Series:
    return pd.Series(maengde(plan), index=plan.klinikker.index)


def _pr_kommune(plan: Plan, antal: pd.Series, kun: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return what the clinics of each kommune hold, in the order of the kommuner; of some clinics.

    `kun`: which clinics count, in the order of the clinic list.
    """
    har = antal.reindex(plan.klinikker.index, fill_value=0).to_numpy(float)
    i_kommune = plan.kommuner.index.get_indexer(plan.klinikker["kommune_kode"])
    return np.asarray(np.bincount(i_kommune, har * kun, len(plan.kommuner)), dtype=float)
