"""The same plan on other ground: what its figures are when travel times or people are shaken.

All travel times shorter or longer by what the model may be off (`planning.interval`), or the
inhabitants counted in the polling districts in place of those of tabel 1, kommune by kommune.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, get_args
from weakref import WeakValueDictionary

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planning.husket import husket
from planning.interval import TRIN, USIKKERHED_PCT, usikkerhed
from planning.plan import Plan
from planning.planomraade import foer_inddelingen
from planning.samme import Samme

Variant = Literal["kortere", "laengere", "optalt"]
FAKTOR: Mapping[Variant, float] = {
    "kortere": 1 - USIKKERHED_PCT / 100,
    "laengere": 1 + USIKKERHED_PCT / 100,
}


def varianter(plan: Plan) -> list[Variant]:
    """Return the variants there are of a plan: imported travel times are not shaken."""
    med_tid = usikkerhed(plan, "minutter") > 0
    return [v for v in get_args(Variant) if med_tid or v not in FAKTOR]


@husket()
@foer_inddelingen
def paa_andet_grundlag(plan: Plan, variant: Variant) -> Plan:
    """Return the plan on the ground of a variant; only minutes are kept of its distances.

    Plans that share ground share it in the variant too.
    """
    if variant in FAKTOR:
        return _med_tider(plan, FAKTOR[variant])
    kommuner, punkter = _optalt(Samme(plan.kommuner), Samme(plan.punkter), Samme(plan.distrikter))
    minutter = {"minutter": plan.afstande["minutter"]}
    return dataclasses.replace(plan, afstande=minutter, kommuner=kommuner, punkter=punkter)


@foer_inddelingen
def _med_tider(plan: Plan, faktor: float) -> Plan:
    """The plan with all travel times multiplied, also those to clinics outside the region."""
    return dataclasses.replace(
        plan,
        afstande={"minutter": _ganget(Samme(plan.afstande["minutter"]), faktor)},
        naboafstande=_alle_ganget(Samme(plan.naboafstande), faktor),
        stedafstande=_alle_ganget(Samme(plan.stedafstande), faktor),
        afstand_til=lambda sted: _Ganget(plan.afstand_til(sted), faktor),
    )


def paa_andre_tider(plan: Plan) -> Iterator[tuple[float, Plan]]:
    """Yield the plan with all travel times multiplied, by each of `planning.interval.TRIN`.

    None where the times are imported. Each is some megabytes, and is made when it is asked for.
    """
    for faktor in TRIN if usikkerhed(plan, "minutter") else ():
        yield faktor, _med_tider(plan, faktor)


# Forgotten when the last plan on the ground is.
_GANGET: WeakValueDictionary[tuple[Samme, float], NDArray[np.floating[Any]]] = WeakValueDictionary()


@dataclass(frozen=True, eq=False)
class _Ganget(Mapping[str, NDArray[np.floating[Any]]]):
    """The minutes among some distances, multiplied when they are asked for."""

    afstande: Mapping[str, NDArray[np.floating[Any]]]
    faktor: float

    def __getitem__(self, maal: str) -> NDArray[np.floating[Any]]:
        if maal != "minutter":
            raise KeyError(maal)
        minutter = self.afstande[maal]
        return minutter * minutter.dtype.type(self.faktor)

    def __iter__(self) -> Iterator[str]:
        return iter(maal for maal in self.afstande if maal == "minutter")

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _ganget(minutter: Samme, faktor: float) -> NDArray[np.floating[Any]]:
    """Return the times multiplied, the very same as long as any has them."""
    kendte = _GANGET.get((minutter, faktor))
    if kendte is None:
        # By clinic in memory, as what is read of them is (`planning.egn`): not both ways.
        kendte = np.asfortranarray(_Ganget({"minutter": minutter.hvad}, faktor)["minutter"])
        _GANGET[minutter, faktor] = kendte
    return kendte


@lru_cache(maxsize=16)
def _alle_ganget(afstande: Samme, faktor: float) -> _Ganget:
    return _Ganget(afstande.hvad, faktor)


@lru_cache(maxsize=4)
def _optalt(kommuner: Samme, punkter: Samme, distrikter: Samme) -> tuple[pd.DataFrame, ...]:
    optalt = distrikter.hvad.groupby("kommune_kode")["personer"].sum().reindex(kommuner.hvad.index)
    faktor = punkter.hvad["kommune_kode"].map(optalt / kommuner.hvad["indbyggere"]).astype(float)
    return (
        kommuner.hvad.assign(indbyggere=optalt),
        punkter.hvad.assign(indbyggere=punkter.hvad["indbyggere"] * faktor),
    )
