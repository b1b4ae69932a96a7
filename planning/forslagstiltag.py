"""A proposal as tiltag: who gives to whom, by the shortest way, and in which order.

Capacities of a kind are alike, so which of those given goes where is free: the pairs are those
whose straight lines are shortest together. They are taken in the order in which each alone makes
the kommuner more even, where there is one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from planning.flytning import forloeb
from planning.forslagskrav import Rammer
from planning.kapacitet import klinikkapacitet
from planning.plan import Plan, Sted
from planning.talraekke import Tal
from planning.tiltag import AfMaengde, Flytning, Udvidelse


def som_tiltag(
    plan: Plan,
    giver: NDArray[np.int64],
    faar: NDArray[np.int64],
    steder: Sequence[Sted] = (),
) -> tuple[AfMaengde, ...]:
    """Return what is given (clinics x kinds) and got (clinics and `steder` x kinds) as tiltag.

    All that goes from one clinic to one address is one flytning; what is got and given by nobody
    is an udvidelse.
    """
    noegler = [a.noegle for a in plan.opgoerelse.arter if a.taeller]
    adresser: list[str | Sted] = [*map(str, plan.klinikker.index), *steder]
    sted = np.vstack(
        [plan.klinikker[["x", "y"]].to_numpy(float), *[np.array([[s.x, s.y]]) for s in steder]]
    )
    par: Counter[tuple[int, int, str]] = Counter()
    for art, noegle in enumerate(noegler):
        fra = np.repeat(np.arange(len(giver)), giver[:, art])
        til = np.repeat(np.arange(len(faar)), faar[:, art])
        vej = np.hypot(*(sted[til][:, None] - sted[fra][None]).transpose(2, 0, 1))
        raekke, kolonne = linear_sum_assignment(vej)
        par.update((int(fra[k]), int(til[r]), noegle) for r, k in zip(raekke, kolonne, strict=True))
        nye = np.setdiff1d(np.arange(len(til)), raekke)
        par.update((-1, int(til[r]), noegle) for r in nye)
    samlet: dict[tuple[int, int], dict[str, float]] = {}
    for (fra_nr, til_nr, noegle), antal in par.items():
        samlet.setdefault((fra_nr, til_nr), {})[noegle] = antal
    return tuple(
        Udvidelse(adresser[til_nr], dele=tuple(antal.items()))
        if fra_nr < 0
        else Flytning(str(adresser[fra_nr]), adresser[til_nr], dele=tuple(antal.items()))
        for (fra_nr, til_nr), antal in sorted(samlet.items())
    )


def i_orden(plan: Plan, r: Rammer, tiltag: Sequence[AfMaengde]) -> tuple[AfMaengde, ...]:
    """Return tiltag in the order in which each takes away most of what kommuner lack of the mean.

    Of those that take equally much, the one that brings the farthest kommune nearest.
    """
    virkning = [_kapacitet(r, forloeb(plan, [t])[-1]) - r.kapacitet for t in tiltag]
    orden: list[int] = []
    kapacitet, rest = r.kapacitet, list(range(len(tiltag)))
    while rest:
        naeste = min(
            rest,
            key=lambda nr: (
                round(mangler(r, kapacitet + virkning[nr]), 9),
                round(r.stoerste_pct(kapacitet + virkning[nr]), 9),
                nr,
            ),
        )
        kapacitet = kapacitet + virkning[naeste]
        rest.remove(naeste)
        orden.append(naeste)
    return tuple(tiltag[nr] for nr in orden)


def trin(plan: Plan, r: Rammer, tiltag: Sequence[AfMaengde]) -> pd.DataFrame:
    """Return how even it is before and after each of some tiltag, in order, one row more than them.

    nummer (0 is before), stoerste_pct (the largest deviation of those that are held), uden_for (how
    many of them are outside the tolerance), mangler (capacities lacked of the mean) and bedre
    (bool): whether less is lacked than a step before.
    """
    raekker = []
    for nr, stand in enumerate(forloeb(plan, tiltag)):
        kapacitet = _kapacitet(r, stand)
        mindst, hoejst = r.graenser(r.krav.tolerance_pct)
        uden_for = r.holdt & ((kapacitet < mindst) | (kapacitet > hoejst))
        raekker.append((nr, r.stoerste_pct(kapacitet), int(uden_for.sum()), mangler(r, kapacitet)))
    ramme = pd.DataFrame(raekker, columns=["nummer", "stoerste_pct", "uden_for", "mangler"])
    return ramme.assign(bedre=ramme["mangler"].diff() < -1e-9)


def mangler(r: Rammer, kapacitet: Tal) -> float:
    """Return the capacities that kommuner lack of the mean together."""
    return float(np.maximum(r.hver / r.middel - kapacitet, 0.0).sum())


def _kapacitet(r: Rammer, plan: Plan) -> Tal:
    """Return the capacities of each kommune of a plan, in the order of `Rammer`."""
    kommune = plan.kommuner.index.get_indexer(plan.klinikker["kommune_kode"])
    samlet: Tal = np.bincount(kommune, klinikkapacitet(plan)["kapacitet"], len(r.koder)).astype(
        float
    )
    return samlet
