"""How much rests on the ground: the effect and the ranks of moves when times and people are shaken.

Each variant is the same plan on other ground (`planning.varianter`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planning import effekt as e
from planning.husket import husket
from planning.mulige_flytninger import mulige_flytninger, vejet
from planning.plan import Plan, Sted
from planning.scenarie import Vurdering
from planning.vaegtninger import blandinger
from planning.varianter import Variant, paa_andet_grundlag, varianter

#: So many best moves are followed, and so many mixtures of weights tried.
BEDSTE, RANGVAEGTNINGER = 10, 500
VAEGTNINGER_AD_GANGEN = 50


@dataclass(frozen=True, eq=False)
class Effektspaend:
    """The effect of a scenario on every ground: the least, the greatest, and the sign of the total.

    `varianter` are what was shaken; NaN where there is no total. kriterier: index kriterium;
    mindst and hoejst of its score (NaN where it has none).
    """

    mindst: float
    hoejst: float
    varianter: tuple[Variant, ...]
    kriterier: pd.DataFrame

    @property
    def samme_fortegn(self) -> bool:
        """Whether the total has one sign on all of them."""
        return self.mindst > 0 or self.hoejst < 0


@husket()
def effektspaend(vurdering: Vurdering) -> Effektspaend:
    """Return the range of the effect of a scenario, as it is and on each other ground."""
    virkning = vurdering.effekt
    som_den_er = virkning.kriterier.set_index("kriterium")["score"]
    if math.isnan(virkning.samlet):
        ingen = pd.DataFrame({"mindst": som_den_er, "hoejst": som_den_er})
        return Effektspaend(math.nan, math.nan, (), ingen)
    vaegte = dict(zip(virkning.kriterier["kriterium"], virkning.kriterier["vaegt"], strict=True))
    valg = (vaegte, virkning.graense, virkning.speciale or None)
    proevet = tuple(varianter(vurdering.plan_foer))
    alle = [virkning] + [
        e.effekt(
            paa_andet_grundlag(vurdering.plan_foer, v),
            paa_andet_grundlag(vurdering.plan_efter, v),
            *valg,
        )
        for v in proevet
    ]
    score = pd.concat([v.kriterier.set_index("kriterium")["score"] for v in alle], axis=1)
    kriterier = pd.DataFrame({"mindst": score.min(axis=1), "hoejst": score.max(axis=1)})
    samlet = [v.samlet for v in alle]
    return Effektspaend(min(samlet), max(samlet), proevet, kriterier)


def rangfoelsomhed(
    plan: Plan,
    flytninger: pd.DataFrame,
    vaegte: Mapping[str, float],
    speciale: str | None = None,
    undtag: Sequence[str] = (),
    steder: Sequence[Sted] = (),
) -> pd.DataFrame:
    """Return where the best moves stand when times, people and weights are shaken.

    `flytninger` as `mulige_flytninger` returns them with these weights and choices. The `BEDSTE`
    moves, best first, by their index there: fra, til and the kinds of capacity; plads
    (from 1) and `plads_<variant>`; vaegte_pct: percent of `RANGVAEGTNINGER` mixtures of the
    criteria with data in which it is among as many best; blandt: whether it is among
    them in every variant.
    """
    bedst = flytninger.sort_values("samlet", ascending=False, kind="stable").index[:BEDSTE]
    opgoerelse = plan.opgoerelse
    ramme = flytninger.loc[bedst, ["fra", "til", *opgoerelse.noegler]].copy()
    ramme["plads"] = np.arange(1, len(bedst) + 1)
    for v in varianter(plan):
        alle = _scoret(paa_andet_grundlag(plan, v), speciale, tuple(undtag), tuple(steder))
        rystet = vejet(alle, vaegte)
        ramme[f"plads_{v}"] = rystet["samlet"].rank(ascending=False, method="min")[bedst]
    pladser = [k for k in ramme if str(k).startswith("plads")]
    ramme["vaegte_pct"] = 100 * _blandt_de_bedste(flytninger, vaegte)[bedst]
    ramme["blandt"] = (ramme[pladser] <= BEDSTE).all(axis=1)
    return ramme


# By any weights: they are changed more often than the plan.
@husket(1)
def _scoret(
    plan: Plan, speciale: str | None, undtag: tuple[str, ...], steder: tuple[Sted, ...]
) -> pd.DataFrame:
    return mulige_flytninger(plan, speciale=speciale, undtag=undtag, steder=steder)


def _blandt_de_bedste(flytninger: pd.DataFrame, vaegte: Mapping[str, float]) -> pd.Series:
    """Return of each move the share of weightings in which it is among the best."""
    if flytninger.empty:
        return pd.Series(dtype=float)
    kriterier = [n for n in e.tjek_vaegte(vaegte) if n in flytninger]
    score = np.nan_to_num(flytninger[kriterier].to_numpy(float))
    mix = blandinger(len(kriterier), RANGVAEGTNINGER).T
    sidste = max(len(score) - BEDSTE, 0)
    gange = np.zeros(len(score))
    # Some at a time: of all mixtures at once each step would be 18 MB.
    for nogle in np.array_split(mix, RANGVAEGTNINGER // VAEGTNINGER_AD_GANGEN, axis=1):
        samlet = score @ nogle
        skel = np.partition(samlet, sidste, axis=0)[sidste]
        gange += (samlet >= skel).sum(axis=1)
    return pd.Series(gange / mix.shape[1], index=flytninger.index)
