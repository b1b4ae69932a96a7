"""How many distributions between the kommuner are equally short, and those that differ most.

A distribution is how much of each kind every kommune gives and gets. Which of its clinics do so is
another choice, and moves that part and meet between the same kommuner are no other distribution.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack

from planning.forslagskrav import Rammer
from planning.forslagsmodel import Forslagsmodel, Led
from planning.talraekke import Tal

Fordeling = NDArray[np.int64]
#: States held while they are counted: more, and there are too many kinds and moves to count.
HOEJST_TILSTANDE = 1 << 20


def antal_lige_gode(r: Rammer, tolerance_pct: float, flytninger: int) -> int | None:
    """Return how many distributions meet what is asked with exactly so many moves.

    None where there are too many kinds and moves to count them.
    """
    arter = len(r.stoerrelse)
    form = (flytninger + 1,) * (2 * arter)
    if np.prod(np.array(form, float)) > HOEJST_TILSTANDE:
        return None
    talt = np.zeros(form, np.int64)
    talt[(0,) * len(form)] = 1
    mindst, hoejst = r.graenser(tolerance_pct)
    for nr in range(len(r.koder)):
        naeste = np.zeros_like(talt)
        for givet, faaet in _muligt(r, nr, flytninger, mindst[nr], hoejst[nr]):
            skub = (*givet, *faaet)
            fra = tuple(slice(0, flytninger + 1 - s) for s in skub)
            til = tuple(slice(s, flytninger + 1) for s in skub)
            naeste[til] += talt[fra]
        talt = naeste
    return int(sum(talt[sted] for sted in np.ndindex(form) if _passer(r, sted, flytninger)))


def _passer(r: Rammer, sted: Sequence[int], flytninger: int) -> bool:
    """Say whether sums given and got, by kind, are a whole proposal of so many moves."""
    arter = len(r.stoerrelse)
    givet, faaet = np.array(sted[:arter]), np.array(sted[arter:])
    nye = faaet - givet
    return bool(
        faaet.sum() == flytninger
        and (nye >= 0).all()
        and nye @ r.stoerrelse <= r.krav.nye
        and faaet @ r.stoerrelse <= r.krav.loft
    )


def _muligt(
    r: Rammer, nr: int, flytninger: int, mindst: float, hoejst: float
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Yield what one kommune can give and get of each kind, none of a kind both ways."""
    (egne,) = np.nonzero(r.kommune == nr)
    kan, maa = r.kan_give[egne], np.maximum(r.maengde[egne].sum(axis=1) - r.krav.tilbage, 0)
    arter = range(len(r.stoerrelse))
    # The sum of what clinics can give is bound by what each set of kinds is bound by at each.
    delmaengder = [d for antal in arter for d in combinations(arter, antal + 1)]
    lofter = [int(np.minimum(kan[:, list(d)].sum(axis=1), maa).sum()) for d in delmaengder]
    hver = [
        range(
            -min(flytninger, int(kan[:, a].sum())),
            flytninger + 1 if r.modtager[nr] and (r.krav.nye > 0 or r.kan_give[:, a].any()) else 1,
        )
        for a in arter
    ]
    for netto in product(*hver):
        givet, faaet = tuple(max(-x, 0) for x in netto), tuple(max(x, 0) for x in netto)
        if sum(faaet) > flytninger or sum(givet) > flytninger:
            continue
        if any(sum(givet[a] for a in d) > m for d, m in zip(delmaengder, lofter, strict=True)):
            continue
        if mindst <= r.kapacitet[nr] + np.dot(netto, r.stoerrelse) <= hoejst:
            yield givet, faaet


def fordeling(model: Forslagsmodel, giver: NDArray[np.int64], faar: NDArray[np.int64]) -> Fordeling:
    """Return what each kommune gives and gets: 2 x kommuner x kinds."""
    antal = len(model.rammer.koder)
    ud = np.zeros((2, antal, model.arter), np.int64)
    np.add.at(ud[0], model.rammer.kommune, giver)
    np.add.at(ud[1], model.i_kommune, faar)
    return ud


def naeste_forskellige(model: Forslagsmodel, kendte: Sequence[Fordeling]) -> Led:
    """Return the cost whose least is the distribution that has least in common with known ones.

    Its value is less than 0: of the known one it is nearest to, how much of what is given and got
    it does without.
    """
    samlet = kommunernes(model)
    mest = samlet @ model.loft
    hvor = [np.flatnonzero(plan) for plan in kendte]
    antal = sum(map(len, hvor))
    # The nearest, then of each known part how much is left out, and whether as much is kept.
    bredde = 1 + 2 * antal
    base: list[csr_array] = []
    nye: list[csr_array] = []
    hoejst: list[Tal] = []
    start = 1
    for plan, dele in zip(kendte, hvor, strict=True):
        k, kendt = len(dele), plan.ravel()[dele].astype(float)
        her, raekke = np.arange(start, start + k), np.arange(k)
        uden = csr_array((np.ones(k), (raekke, her)), (k, bredde))
        lige = csr_array((-mest[dele], (raekke, her + antal)), (k, bredde))
        intet = csr_array((kendt, (raekke, her + antal)), (k, bredde))
        naermest = csr_array(
            (np.r_[1.0, -np.ones(k)], (np.zeros(k + 1, np.int64), np.r_[0, her])), (1, bredde)
        )
        base += [csr_array(samlet[dele]), csr_array((k + 1, model.kolonner))]
        nye += [uden + lige, uden + intet, naermest]
        hoejst += [kendt, kendt, np.zeros(1)]
        start += k
    return Led(
        base=np.zeros(model.kolonner),
        pris=np.r_[-1.0, np.zeros(2 * antal)],
        af_base=vstack(base).tocsr(),
        af_nye=vstack(nye).tocsr(),
        mindst=np.full(2 * antal + len(kendte), -np.inf),
        hoejst=np.concatenate(hoejst),
        hele=np.r_[False, np.ones(2 * antal, bool)],
        loft=np.r_[np.inf, mest[np.concatenate(hvor)], np.ones(antal)],
    )


def kommunernes(model: Forslagsmodel) -> csr_array:
    """Rows: what each kommune gives, and then gets, of each kind, of the programme's columns."""
    kommuner, arter = len(model.rammer.koder), model.arter
    giver = (model.rammer.kommune[:, None] * arter + np.arange(arter)).ravel()
    faar = (model.i_kommune[:, None] * arter + np.arange(arter)).ravel() + kommuner * arter
    raekke = np.r_[giver, faar]
    return csr_array(
        (np.ones(model.kolonner), (raekke, np.arange(model.kolonner))),
        (2 * kommuner * arter, model.kolonner),
    )
