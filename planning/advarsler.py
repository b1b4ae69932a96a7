"""What a planner must be warned of in a scenario, as facts: who, and the figures before and after.

They compare the plan before with the plan after, so what one tiltag breaks and the next mends
is not warned about. `saetninger.advarsler` says them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planning.beslutningsvej import Beslutningsvej, Part
from planning.kapacitet import klinikkapacitet, maengde
from planning.kriterier import MINDST_TIL_SPARRING
from planning.plan import LAESOE, Plan
from planning.status import status

AFRUNDING_PCT = 1e-9

Slags = Literal[
    "kommune_uden_kapacitet",
    "faerge",
    "kommune_uden_adgang",
    "klinik_uden_kapacitet",
    "alene_tilbage",
    "alene_modtager",
    "modtager_uden_adgang",
    "modtagers_adgang_uoplyst",
    "laengere_fra_regionen",
]


@dataclass(frozen=True)
class Advarsel:
    """One thing to be warned of.

    `kode` is the kommune it is of, `klinik_id` the clinic; one of them is "". `foer` and `efter`:
    capacities of the clinic, or for laengere_fra_regionen the deviation in percent; NaN elsewhere.
    `indbyggere_pr_kapacitet`: of the kommune after, for laengere_fra_regionen only.
    """

    slags: Slags
    kode: str = ""
    klinik_id: str = ""
    foer: float = float("nan")
    efter: float = float("nan")
    indbyggere_pr_kapacitet: float = float("nan")


def advarsler(foer: Plan, efter: Plan, veje: Sequence[Beslutningsvej] = ()) -> tuple[Advarsel, ...]:
    """Return what to be warned of in going from one plan to another, most serious first.

    `veje` are the decision routes of the tiltag in between; they tell of moves to and from
    Læsø. With capacity as an amount the ratio warned about is that of the field's ventespeciale.
    """
    rettigheder = (_rettigheder(foer), _rettigheder(efter))
    kommuner = list(_kommuner(efter, *rettigheder))
    return (
        *(a for a in kommuner if a.slags == "kommune_uden_kapacitet"),
        *_faerge(veje),
        *(a for a in kommuner if a.slags != "kommune_uden_kapacitet"),
        *_klinikker(foer, efter, *rettigheder),
        *_laengere_fra(foer, efter),
    )


def _faerge(veje: Sequence[Beslutningsvej]) -> Iterator[Advarsel]:
    if any(Part("kommune", kode=LAESOE) in vej.parter for vej in veje):
        yield Advarsel("faerge", kode=LAESOE)


def _kommuner(efter: Plan, antal_foer: pd.Series, antal: pd.Series) -> Iterator[Advarsel]:
    adgang = (efter.klinikker["handicapadgang"] == "ja").to_numpy()
    mistet, mistet_adgang = (
        (_pr_kommune(efter, antal_foer, kun) > 0) & (_pr_kommune(efter, antal, kun) == 0)
        for kun in (np.ones_like(adgang), adgang)
    )
    for kode, alt, adgangen in zip(efter.kommuner.index, mistet, mistet_adgang, strict=True):
        if alt:
            yield Advarsel("kommune_uden_kapacitet", kode=str(kode))
        elif adgangen:
            yield Advarsel("kommune_uden_adgang", kode=str(kode))


def _klinikker(
    foer: Plan, efter: Plan, antal_foer: pd.Series, antal: pd.Series
) -> Iterator[Advarsel]:
    forskel = antal.sub(antal_foer, fill_value=0)
    if not (forskel != 0).any():
        return
    a, b = (klinikkapacitet(plan, _speciale(plan))["kapacitet"] for plan in (foer, efter))
    alene = efter.opgoerelse.hele & (antal < MINDST_TIL_SPARRING)

    def om(slags: Slags, klinik_id: str) -> Advarsel:
        return Advarsel(slags, "", klinik_id, float(a.get(klinik_id, 0.0)), float(b[klinik_id]))

    for klinik_id in forskel.index[forskel < 0]:
        if antal[klinik_id] == 0:
            yield om("klinik_uden_kapacitet", klinik_id)
        elif alene[klinik_id]:
            yield om("alene_tilbage", klinik_id)
    for klinik_id in forskel.index[forskel > 0]:
        adgang = efter.klinik(klinik_id)["handicapadgang"]
        if alene[klinik_id]:
            yield om("alene_modtager", klinik_id)
        if adgang == "nej":
            yield om("modtager_uden_adgang", klinik_id)
        elif adgang != "ja":
            yield om("modtagers_adgang_uoplyst", klinik_id)


def _laengere_fra(foer: Plan, efter: Plan) -> Iterator[Advarsel]:
    foerst = status(foer, speciale=_speciale(foer))
    a, b = foerst.kommuner, status(efter, speciale=_speciale(efter)).mod(foerst).kommuner
    for kode in b.index[(a["kapacitet"] != b["kapacitet"]) & (b["kapacitet"] > 0)]:
        gammel, ny = float(a.loc[kode, "afvigelse_pct"]), float(b.loc[kode, "afvigelse_pct"])
        if abs(ny) > abs(gammel) + AFRUNDING_PCT:
            pr_kapacitet = float(b.loc[kode, "indbyggere_pr_kapacitet"])
            yield Advarsel("laengere_fra_regionen", str(kode), "", gammel, ny, pr_kapacitet)


def _speciale(plan: Plan) -> str | None:
    return None if plan.opgoerelse.faelles else plan.fag.ventespeciale


def _rettigheder(plan: Plan) -> pd.Series:
    return pd.Series(maengde(plan), index=plan.klinikker.index)


def _pr_kommune(plan: Plan, antal: pd.Series, kun: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return what the clinics of each kommune hold, in the order of the kommuner; of some clinics.

    `kun`: which clinics count, in the order of the clinic list.
    """
    har = antal.reindex(plan.klinikker.index, fill_value=0).to_numpy(float)
    i_kommune = plan.kommuner.index.get_indexer(plan.klinikker["kommune_kode"])
    return np.asarray(np.bincount(i_kommune, har * kun, len(plan.kommuner)), dtype=float)
