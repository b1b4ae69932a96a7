"""Which clinics of a kommune give and get, where that is free: those with the best score found.

How much each kommune gives and gets of each kind is decided; the total of `planning.effekt` is not
linear, so what is chosen here is the best found by exchange, one clinic for another until none is
better, and is not said to be the best there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from planning import effekt as e
from planning.egn import Stande, stand
from planning.forslagskrav import Rammer
from planning.plan import Plan
from planning.talraekke import Tal

Valg = tuple[NDArray[np.int64], NDArray[np.int64]]
#: Exchanges at most; each makes the score better, and none has been seen to need a tenth of it.
HOEJST_BYT = 200


def bedste_klinikker(
    plan: Plan,
    r: Rammer,
    giver: NDArray[np.int64],
    faar: NDArray[np.int64],
    vaegte: Mapping[str, float] = e.STANDARDVAEGTE,
    graense: float = e.STANDARDGRAENSE,
    speciale: str | None = None,
    bytter_givere: bool = True,
) -> Valg:
    """Return what clinics give and get (clinics x kinds) with the best score found.

    Each kommune gives and gets as much of each kind as in `giver` and `faar`. `bytter_givere`:
    whether the clinics that give may be others than those named. Raises Inputfejl as `effekt`.
    """
    score_af = _scorer(plan, vaegte, graense, speciale)

    def scorer(valgene: list[Valg]) -> Tal:
        netto = np.array([f - g for g, f in valgene])
        return score_af(netto @ r.stoerrelse, netto.sum(axis=2))

    valg = (giver, faar)
    (bedst,) = scorer([valg])
    for _ in range(HOEJST_BYT):
        naboer = list(_byt(r, *valg, bytter_givere))
        if not naboer:
            break
        score = scorer(naboer)
        if not score.max() > bedst + e.AFRUNDING:
            break
        bedst, valg = float(score.max()), naboer[int(score.argmax())]
    return valg


def _byt(
    r: Rammer, giver: NDArray[np.int64], faar: NDArray[np.int64], bytter_givere: bool
) -> Iterator[Valg]:
    """Yield each choice in which one capacity is given or got by another clinic of its kommune."""
    maa = np.maximum(r.maengde.sum(axis=1) - r.krav.tilbage, 0)
    gav, fik = giver.any(axis=1), faar.any(axis=1)
    ledig: NDArray[np.bool_] = np.asarray(~fik & (giver.sum(axis=1) < maa))
    kan: NDArray[np.bool_] = np.asarray((giver < r.kan_give) & ledig[:, None])
    if bytter_givere:
        for klinik, art in zip(*np.nonzero(giver), strict=True):
            for anden in np.flatnonzero((r.kommune == r.kommune[klinik]) & kan[:, art]):
                if anden != klinik:
                    yield _flyttet(giver, klinik, anden, art), faar
    for klinik, art in zip(*np.nonzero(faar), strict=True):
        for anden in np.flatnonzero((r.kommune == r.kommune[klinik]) & r.faar & ~gav):
            if anden != klinik:
                yield giver, _flyttet(faar, klinik, anden, art)


def _flyttet(
    maengde: NDArray[np.int64], fra: np.intp, til: np.intp, art: np.intp
) -> NDArray[np.int64]:
    ny = maengde.copy()
    ny[fra, art] -= 1
    ny[til, art] += 1
    return ny


def bedste_modtagere(
    plan: Plan,
    r: Rammer,
    flyttet: Tal,
    par: Sequence[tuple[int, int]],
    vaegte: Mapping[str, float],
    graense: float,
    speciale: str | None,
) -> list[int]:
    """Return which clinic gets what each of some flytninger of amounts moves to its kommune.

    `par` are numbers of clinic and kommune with an amount in `flyttet` (clinics x kommuner,
    capacities). Each in turn goes where the score is best with those before it.
    """
    score_af = _scorer(plan, vaegte, graense, speciale)
    netto = -flyttet.sum(axis=1)
    gav, ud = netto < 0, []
    for fra, til in par:
        ved = np.flatnonzero((r.kommune == til) & r.faar & ~gav)
        proevet = np.tile(netto, (len(ved), 1))
        proevet[np.arange(len(ved)), ved] += flyttet[fra, til]
        bedst = int(ved[score_af(proevet, np.zeros_like(proevet)).argmax()])
        netto[bedst] += flyttet[fra, til]
        ud.append(bedst)
    return ud


def _scorer(
    plan: Plan, vaegte: Mapping[str, float], graense: float, speciale: str | None
) -> Callable[[Tal, Tal], Tal]:
    """Return what gives the total of states, of the capacities and rights that each has more."""
    kriterier, brugte = e.gaeldende(plan, graense, speciale), e.tjek_vaegte(vaegte)
    vaegt = np.array([brugte[k.navn] for k in kriterier])
    foer = stand(plan, speciale)

    def score_af(kapacitet: Tal, rettigheder: Tal) -> Tal:
        # What gives all it has is left with none, and not with what rounding leaves.
        efter = np.where(np.abs(foer.kapacitet + kapacitet) < 1e-9, 0.0, foer.kapacitet + kapacitet)
        stande = Stande(foer.egn, efter, foer.rettigheder + rettigheder)
        hver = [k.bedoem(foer, stande)[2] for k in kriterier]
        score: NDArray[np.float64] = np.column_stack(hver).astype(np.float64)
        return np.nan_to_num(e.vej_sammen(score, vaegt), nan=-np.inf)

    return score_af
