"""Which clinics of a kommune give and get, where that is free: those with the best score found.

How much each kommune gives and gets of each kind is decided; the total of `planning.effekt` is not
linear, so what is chosen here is the best found by exchange, one clinic for another until none is
better, and is not said to be the best there is. A clinic that is known to break the condition of
a flytning gets nothing where another of its kommune may.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from planning import effekt as e
from planning.egn import Stande, stand
from planning.forslagskrav import AFRUNDING, Rammer
from planning.plan import Plan
from planning.talraekke import Tal

Valg = tuple[NDArray[np.int64], NDArray[np.int64]]
#: Of whom something is chosen: gives (0) or gets (1), the clinic's number, and the kind's.
Rolle = tuple[int, int, int]
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
    kriterier, vaegt = e.gaeldende(plan, graense, speciale), e.tjek_vaegte(vaegte)
    foer, valg = stand(plan, speciale), (giver, uden_brud(r, giver, faar))
    (bedst,) = score(kriterier, vaegt, foer, stande_efter(foer, r, [valg]))
    for _ in range(HOEJST_BYT):
        naboer = [andet for _, andet in bytninger(r, *valg, bytter_givere)]
        if not naboer:
            break
        deres = score(kriterier, vaegt, foer, stande_efter(foer, r, naboer))
        if not deres.max() > bedst + e.AFRUNDING:
            break
        bedst, valg = float(deres.max()), naboer[int(deres.argmax())]
    return valg


def uden_brud(r: Rammer, giver: NDArray[np.int64], faar: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return what is got (clinics, and new addresses below them, x kinds), where it may be.

    What a clinic that breaks a condition gets goes to the first of its kommune that does not, and
    gives nothing (`Rammer.helst`); it stays where there is none.
    """
    ud, kan = faar.copy(), r.helst & ~giver.any(axis=1)
    for klinik in np.flatnonzero(faar[: len(r.helst)].any(axis=1) & ~r.helst):
        for anden in np.flatnonzero(kan & (r.kommune == r.kommune[klinik]))[:1]:
            ud[anden] += ud[klinik]
            ud[klinik] = 0
    return ud


def stande_efter(foer: Stande, r: Rammer, valgene: Sequence[Valg]) -> Stande:
    """Return where the capacity is after each of some choices."""
    netto = np.array([faar - giver for giver, faar in valgene])
    return Stande(
        foer.egn,
        foer.kapacitet + netto @ r.stoerrelse,
        foer.rettigheder + netto.sum(axis=2),
    )


def score(
    kriterier: Sequence[e.Kriterium], vaegte: Mapping[str, float], foer: Stande, efter: Stande
) -> Tal:
    """Return the total of `planning.effekt` of each state after; -inf where there is none."""
    kriterier = e.med_data(kriterier, foer)
    vaegt = np.array([vaegte[k.navn] for k in kriterier])
    samlet = e.vej_sammen(e.scorer(kriterier, foer, efter), vaegt)
    return np.nan_to_num(samlet, nan=-np.inf)


def bytninger(
    r: Rammer, giver: NDArray[np.int64], faar: NDArray[np.int64], bytter_givere: bool
) -> Iterator[tuple[Rolle, Valg]]:
    """Yield each choice in which one capacity is given or got by another clinic of its kommune.

    With whose place that other takes. Nothing is got by one that breaks a condition instead.
    """
    maa = np.maximum(r.maengde.sum(axis=1) - r.krav.tilbage, 0)
    gav, fik = giver.any(axis=1), faar.any(axis=1)
    ledig: NDArray[np.bool_] = np.asarray(~fik & (giver.sum(axis=1) < maa))
    kan: NDArray[np.bool_] = np.asarray((giver < r.kan_give) & ledig[:, None])
    if bytter_givere:
        for klinik, art in zip(*np.nonzero(giver), strict=True):
            for anden in np.flatnonzero((r.kommune == r.kommune[klinik]) & kan[:, art]):
                if anden != klinik:
                    yield (0, klinik, art), (_flyttet(giver, klinik, anden, art), faar)
    for klinik, art in zip(*np.nonzero(faar), strict=True):
        for anden in np.flatnonzero((r.kommune == r.kommune[klinik]) & r.helst & ~gav):
            if anden != klinik:
                yield (1, klinik, art), (giver, _flyttet(faar, klinik, anden, art))


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
    kriterier, brugte = e.gaeldende(plan, graense, speciale), e.tjek_vaegte(vaegte)
    foer, netto = stand(plan, speciale), -flyttet.sum(axis=1)
    gav, ud = netto < 0, []
    for fra, til in par:
        ved = np.flatnonzero((r.kommune == til) & r.faar & ~gav)
        ved = ved[r.helst[ved]] if r.helst[ved].any() else ved
        proevet = np.tile(netto, (len(ved), 1))
        proevet[np.arange(len(ved)), ved] += flyttet[fra, til]
        kapacitet = foer.kapacitet + proevet
        # What gives all it has is left with none, and not with what rounding leaves.
        kapacitet[np.abs(kapacitet) < AFRUNDING] = 0.0
        efter = Stande(foer.egn, kapacitet, np.tile(foer.rettigheder, (len(ved), 1)))
        bedst = int(ved[score(kriterier, brugte, foer, efter).argmax()])
        netto[bedst] += flyttet[fra, til]
        ud.append(bedst)
    return ud
