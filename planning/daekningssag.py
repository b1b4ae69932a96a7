"""A problem of covering as the searches for sites see it, and the steps they share.

Rows are sets of sites (`planning.punktsaet`). What was found stands beside what is proven, and the
solver's word for how it ended is never read for a proof.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

Steder = NDArray[np.intp]

#: What is nearer than this, as a part of all there is to win, is the same.
ENS = 1e-9
#: Status of scipy.optimize for a problem that cannot be met.
UMULIG = 2


@dataclass(frozen=True)
class Fund:
    """What a search found: the sites open (None where none were found), and what is proven.

    `skranke` is what no choice can better: the most that can be won, or the fewest sites; NaN where
    it is proven that there is no choice at all.
    """

    valgte: tuple[int, ...] | None
    skranke: float


INTET_VALG = Fund(None, float("nan"))


@dataclass(frozen=True, eq=False)
class Sag:
    """Rows that sites can win, `antal` of them open; `krav` are the rows that must be met."""

    saet: sparse.csr_array
    vaegt: NDArray[np.float64]
    krav: sparse.csr_array
    antal: int

    @property
    def steder(self) -> int:
        """How many sites there are to choose among."""
        return int(self.saet.shape[1])

    @cached_property
    def i_alt(self) -> float:
        """All there is to win."""
        return float(self.vaegt.sum())

    @cached_property
    def alle(self) -> sparse.csr_array:
        """Every row, those that must be met last."""
        return sparse.vstack([self.saet, self.krav]).tocsr()

    @cached_property
    def raekker_af(self) -> sparse.csr_array:
        """The rows of each site, sites x rows."""
        return self.alle.T.tocsr()

    @cached_property
    def haab(self) -> NDArray[np.float64]:
        """What rows count for in the search: one that must be met for more than all others."""
        return np.append(self.vaegt, np.full(self.krav.shape[0], self.i_alt + 1.0))

    def haabet(self, valgte: Steder) -> float:
        """Return what some open sites count for in the search."""
        return float(self.haab @ (aabne(self.raekker_af, valgte) > 0))

    def vundet(self, valgte: Steder) -> float:
        """Return what some open sites win; -inf where a row that must be met is not."""
        moedt, raekker = aabne(self.raekker_af, valgte) > 0, len(self.vaegt)
        return float(self.vaegt @ moedt[:raekker]) if moedt[raekker:].all() else -np.inf


@dataclass(frozen=True)
class Svar:
    """What HiGHS answers: a point, None where it has none, and the least that is proven."""

    x: NDArray[np.float64] | None
    skranke: float
    umulig: bool


def loes(
    pris: NDArray[np.float64],
    krav: list[LinearConstraint],
    graenser: Bounds,
    hele: NDArray[np.float64],
    slut: float,
) -> Svar:
    """Return the cheapest point of a problem, and the least a point can cost.

    `hele` is 1 for what must be whole, and `slut` is when to end, by `time.monotonic`.
    """
    valg = {"mip_rel_gap": 0.0, "time_limit": max(0.1, slut - time.monotonic())}
    svar = milp(pris, constraints=krav, bounds=graenser, integrality=hele, options=valg)
    # What it calls optimal is not asked: the bound says what is proven.
    skranke = getattr(svar, "mip_dual_bound", None)
    return Svar(svar.x, -np.inf if skranke is None else skranke, svar.status == UMULIG)


def graadigt(
    raekker: sparse.csr_array,
    raekker_af: sparse.csr_array,
    vaegt: NDArray[np.float64],
    antal: int | None = None,
) -> Steder:
    """Return `antal` sites, each the one that wins most of what those before have not won.

    Without a number they end where there is no more to win.
    """
    gevinst, rest = raekker_af @ vaegt, vaegt.copy()
    valgte: list[int] = []
    aaben = np.zeros(len(gevinst), bool)
    while len(valgte) < (len(gevinst) if antal is None else min(antal, len(gevinst))):
        sted = int(np.where(aaben, -np.inf, gevinst).argmax())
        mine = raekker_af.indices[raekker_af.indptr[sted] : raekker_af.indptr[sted + 1]]
        nye = mine[rest[mine] > 0]
        if antal is None and not len(nye):
            break
        valgte.append(sted)
        aaben[sted] = True
        gevinst = gevinst - raekker[nye].T @ rest[nye]
        rest[nye] = 0.0
    return np.array(valgte, np.intp)


def byt(sag: Sag, valgte: Steder, slut: float) -> Steder:
    """Return a choice after the best swaps of one open site for another, until none wins more."""
    valgte = valgte.copy()
    while time.monotonic() < slut:
        antal = aabne(sag.raekker_af, valgte)
        alene = sag.raekker_af[valgte].multiply(((antal == 1) * sag.haab)[None]).tocsr()
        tabt = np.asarray(alene.sum(axis=1)).ravel()
        gevinst = (alene @ sag.alle).toarray() - tabt[:, None]
        gevinst += sag.raekker_af @ (sag.haab * (antal == 0))
        gevinst[:, valgte] = -np.inf
        ud, ind = np.unravel_index(gevinst.argmax(), gevinst.shape)
        if gevinst[ud, ind] <= ENS * sag.haab.sum():
            break
        valgte[ud] = ind
    return valgte


def aabne(raekker_af: sparse.csr_array, valgte: Steder) -> NDArray[np.float64]:
    """Return how many of the sites chosen each row has."""
    return np.asarray(raekker_af[valgte].sum(axis=0)).ravel()


def som_valg(valgte: Steder) -> tuple[int, ...]:
    """Return a choice as plain numbers, rising."""
    return tuple(sorted(int(sted) for sted in valgte))
