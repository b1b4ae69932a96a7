"""How much rests on the ground: the effect and the ranks of moves when times and people are shaken.

Each variant is the same plan on other ground: all travel times shorter or longer by what the model
may be off (`planning.interval`), or the inhabitants counted in the polling districts in place of
those of tabel 1, kommune by kommune.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, get_args
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planning import effekt as e
from planning.interval import USIKKERHED_PCT, usikkerhed
from planning.mulige_flytninger import mulige_flytninger
from planning.plan import Plan
from planning.samme import Samme
from planning.scenarie import Vurdering

Variant = Literal["kortere", "laengere", "optalt"]
FAKTOR: Mapping[Variant, float] = {
    "kortere": 1 - USIKKERHED_PCT / 100,
    "laengere": 1 + USIKKERHED_PCT / 100,
}
#: So many best moves are followed, and so many mixtures of weights tried.
BEDSTE, RANGVAEGTNINGER = 10, 500


def varianter(plan: Plan) -> list[Variant]:
    """Return the variants there are of a plan: imported travel times are not shaken."""
    med_tid = usikkerhed(plan, "minutter") > 0
    return [v for v in get_args(Variant) if med_tid or v not in FAKTOR]


# The plan before a tiltag is asked again and again. Forgotten when the plan is.
_PAA_ANDET: WeakKeyDictionary[Plan, dict[Variant, Plan]] = WeakKeyDictionary()


def paa_andet_grundlag(plan: Plan, variant: Variant) -> Plan:
    """Return the plan on the ground of a variant; only minutes are kept of its distances.

    Plans that share ground share it in the variant too.
    """
    kendte = _PAA_ANDET.setdefault(plan, {})
    if variant not in kendte:
        kendte[variant] = _paa_andet(plan, variant)
    return kendte[variant]


def _paa_andet(plan: Plan, variant: Variant) -> Plan:
    minutter = plan.afstande["minutter"]
    if variant in FAKTOR:
        faktor = FAKTOR[variant]
        return dataclasses.replace(
            plan,
            afstande={"minutter": _ganget(Samme(minutter), faktor)},
            naboafstande=_naboer_ganget(Samme(plan.naboafstande), faktor),
        )
    kommuner, punkter = _optalt(Samme(plan.kommuner), Samme(plan.punkter), Samme(plan.distrikter))
    return dataclasses.replace(
        plan, afstande={"minutter": minutter}, kommuner=kommuner, punkter=punkter
    )


@lru_cache(maxsize=8)
def _ganget(minutter: Samme, faktor: float) -> NDArray[np.floating[Any]]:
    afstande: NDArray[np.floating[Any]] = minutter.hvad * minutter.hvad.dtype.type(faktor)
    return afstande


@lru_cache(maxsize=8)
def _naboer_ganget(afstande: Samme, faktor: float) -> Mapping[str, NDArray[np.floating[Any]]]:
    return {maal: faktor * a for maal, a in afstande.hvad.items() if maal == "minutter"}


@lru_cache(maxsize=4)
def _optalt(kommuner: Samme, punkter: Samme, distrikter: Samme) -> tuple[pd.DataFrame, ...]:
    optalt = distrikter.hvad.groupby("kommune_kode")["personer"].sum().reindex(kommuner.hvad.index)
    faktor = punkter.hvad["kommune_kode"].map(optalt / kommuner.hvad["indbyggere"]).astype(float)
    return (
        kommuner.hvad.assign(indbyggere=optalt),
        punkter.hvad.assign(indbyggere=punkter.hvad["indbyggere"] * faktor),
    )


@dataclass(frozen=True)
class Effektspaend:
    """The total effect of a scenario on every ground: the least, the greatest, and the sign.

    `varianter` are what was shaken; NaN where there is no total.
    """

    mindst: float
    hoejst: float
    varianter: tuple[Variant, ...]

    @property
    def samme_fortegn(self) -> bool:
        """Whether the total has one sign on all of them."""
        return self.mindst > 0 or self.hoejst < 0


def effektspaend(vurdering: Vurdering) -> Effektspaend:
    """Return the range of the total effect of a scenario, as it is and on each other ground."""
    virkning = vurdering.effekt
    if math.isnan(virkning.samlet):
        return Effektspaend(math.nan, math.nan, ())
    vaegte = dict(zip(virkning.kriterier["kriterium"], virkning.kriterier["vaegt"], strict=True))
    valg = (vaegte, virkning.graense, virkning.speciale or None)
    proevet = tuple(varianter(vurdering.plan_foer))
    samlet = [virkning.samlet] + [
        e.effekt(
            paa_andet_grundlag(vurdering.plan_foer, v),
            paa_andet_grundlag(vurdering.plan_efter, v),
            *valg,
        ).samlet
        for v in proevet
    ]
    return Effektspaend(min(samlet), max(samlet), proevet)


def rangfoelsomhed(
    plan: Plan, flytninger: pd.DataFrame, vaegte: Mapping[str, float], **valg: Any
) -> pd.DataFrame:
    """Return where the best moves stand when times, people and weights are shaken.

    `flytninger` as `mulige_flytninger` returns them with these weights and choices (`valg`). The
    `BEDSTE` moves, best first, by their index there: fra, til and the kinds of capacity; plads
    (from 1) and `plads_<variant>`; vaegte_pct: percent of `RANGVAEGTNINGER` mixtures of the
    criteria with data in which it is among as many best; blandt: whether it is among
    them in every variant.
    """
    bedst = flytninger.sort_values("samlet", ascending=False, kind="stable").index[:BEDSTE]
    opgoerelse = plan.opgoerelse
    ramme = flytninger.loc[bedst, ["fra", "til", *opgoerelse.noegler]].copy()
    ramme["plads"] = np.arange(1, len(bedst) + 1)
    for v in varianter(plan):
        rystet = mulige_flytninger(paa_andet_grundlag(plan, v), vaegte, **valg)
        ramme[f"plads_{v}"] = rystet["samlet"].rank(ascending=False, method="min")[bedst]
    pladser = [k for k in ramme if str(k).startswith("plads")]
    ramme["vaegte_pct"] = 100 * _blandt_de_bedste(flytninger, vaegte)[bedst]
    ramme["blandt"] = (ramme[pladser] <= BEDSTE).all(axis=1)
    return ramme


def _blandt_de_bedste(flytninger: pd.DataFrame, vaegte: Mapping[str, float]) -> pd.Series:
    """Return of each move the share of weightings in which it is among the best."""
    if flytninger.empty:
        return pd.Series(dtype=float)
    navne = [n for n in e.tjek_vaegte(vaegte) if n in flytninger]
    kriterier = [n for n in navne if flytninger[n].notna().any()]
    score = flytninger[kriterier].to_numpy(float)
    mix = e.blandinger(len(kriterier), RANGVAEGTNINGER).T
    samlet = (np.nan_to_num(score) @ mix) / np.maximum(~np.isnan(score) @ mix, e.AFRUNDING)
    sidste = max(len(samlet) - BEDSTE, 0)
    skel = np.partition(samlet, sidste, axis=0)[sidste]
    return pd.Series((samlet >= skel).mean(axis=1), index=flytninger.index)
