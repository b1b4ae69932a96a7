"""Points that reach the same sites are one: exact aggregation of siting problems to set rows.

A problem of siting asks of a point only which sites are within a limit of it. Points with the same
sites are one row with their weights together, and nothing is lost. A mean distance is read the same
way, step by step (Garcia, Labbe & Marin 2011, "Solving large p-median problems with a radius
formulation"): who has no open site among the k nearest pays the step from the k-th to the next one.
Sets are compared bit by bit, not by a hash.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from planning.talraekke import Tal

#: Rows of a sparse table that are held whole at a time, in cells: 32 MiB.
CELLER_AD_GANGEN = 1 << 25
ORD = 64


@dataclass(frozen=True, eq=False)
class Punktsaet:
    """Sets of sites, each once: what is won where one of them is open.

    `saet` is rows x sites (1.0 for a site of the row), `vaegt` what a row is worth, and `kraevet`
    whether one of its sites must be open.
    """

    saet: sparse.csr_array
    vaegt: NDArray[np.float64]
    kraevet: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Radiustrin:
    """A sum of weighted distances as rows: `i_alt` less what the open sites win of `raekker`.

    `i_alt` is the sum when every point pays the most it can.
    """

    raekker: Punktsaet
    i_alt: float


def punktsaet(inden: NDArray[np.bool_] | sparse.csr_array, vaegt: Tal) -> Punktsaet:
    """Return the different rows of a table, points x sites, with the weights of their points.

    Rows without any site are left out, and so is weight of 0.
    """
    saet = sparse.csr_array(inden)[np.flatnonzero(vaegt > 0)].astype(bool)
    saet.eliminate_zeros()
    foerste, gruppe = _ens(_ord_af_raekker(saet))
    vaegte = np.bincount(gruppe, vaegt[vaegt > 0].astype(float), len(foerste))
    saet = saet[foerste].astype(float)
    noget = np.diff(saet.indptr) > 0
    return Punktsaet(saet[np.flatnonzero(noget)], vaegte[noget], np.zeros(noget.sum(), bool))


def radiustrin(afstand: Tal, hoejst: Tal, vaegt: Tal) -> Radiustrin:
    """Return the sum of the distances from points to their nearest open site, as rows.

    `afstand` is points x sites, inf for no way, and `hoejst` is per point the most it can pay: the
    distance to a site that is open already, or a cap; inf where the point must have an open site in
    reach. Weights are above 0. A point that pays inf and reaches nothing has no row: the caller has
    seen to it.
    """
    n, m = afstand.shape
    taet = min(m, int((afstand < hoejst[:, None]).sum(axis=1).max(initial=0)))
    orden = np.argsort(afstand, axis=1, kind="stable")[:, :taet]
    trin = np.take_along_axis(afstand, orden, axis=1).astype(float)
    naaet = trin < hoejst[:, None]
    sidste = np.where(naaet, trin, -np.inf).max(axis=1, initial=-np.inf)
    # A point that must be reached pays the way to its farthest site until a nearer one is open.
    betaler = np.where(np.isinf(hoejst), sidste, hoejst)
    naeste = np.column_stack([trin[:, 1:], np.full((n, min(1, taet)), np.inf)])
    with np.errstate(invalid="ignore"):  # beyond the last site inf is taken from inf
        skridt = np.minimum(naeste, betaler[:, None]) - trin
    gevinst = np.where(naaet, skridt, 0.0) * vaegt[:, None]
    krav = naaet & np.isinf(hoejst)[:, None] & (trin == sidste[:, None])
    krav[:, :-1] &= ~krav[:, 1:]
    punkt, nr = np.nonzero((gevinst > 0) | krav)
    noegler = _ord_af_foelger(orden, m)[punkt, nr]
    foerste, gruppe = _ens(noegler)
    bits = np.unpackbits(noegler[foerste].view(np.uint8), axis=1, bitorder="little")[:, :m]
    vaegte, kraevet = (
        np.bincount(gruppe, tabel[punkt, nr], len(foerste)) for tabel in (gevinst, krav)
    )
    raekker = Punktsaet(sparse.csr_array(bits, dtype=float), vaegte.astype(float), kraevet > 0)
    betalt = np.where(np.isfinite(betaler), betaler, 0.0)
    return Radiustrin(raekker, float(vaegt @ betalt))


def _ord_af_raekker(saet: sparse.csr_array) -> NDArray[np.uint64]:
    """Return each row as the bits of so many words as the sites take."""
    n, m = saet.shape
    bredde = max(1, -(-m // ORD))
    ud = np.zeros((n, bredde * 8), np.uint8)
    ad_gangen = max(1, CELLER_AD_GANGEN // max(1, m))
    for start in range(0, n, ad_gangen):
        bits = np.packbits(saet[start : start + ad_gangen].toarray(), axis=1, bitorder="little")
        ud[start : start + len(bits), : bits.shape[1]] = bits
    return ud.view("<u8")


def _ord_af_foelger(orden: NDArray[np.intp], m: int) -> NDArray[np.uint64]:
    """Return of each row the first site, the first two ... as bits: rows x steps x words."""
    ud = np.zeros((*orden.shape, max(1, -(-m // ORD))), "<u8")
    hvor, bit = np.divmod(orden, ORD)
    np.put_along_axis(ud, hvor[..., None], (np.uint64(1) << bit.astype("<u8"))[..., None], axis=2)
    np.bitwise_or.accumulate(ud, axis=1, out=ud)
    return ud


def _ens(noegler: NDArray[np.uint64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the first of each kind of row, and of each row which kind it is."""
    if not len(noegler):
        return np.empty(0, np.intp), np.empty(0, np.intp)
    orden = np.lexsort(noegler.T)
    raekker = noegler[orden]
    ny: NDArray[Any] = np.append(True, (raekker[1:] != raekker[:-1]).any(axis=1))
    gruppe = np.empty(len(orden), np.intp)
    gruppe[orden] = np.cumsum(ny) - 1
    return orden[ny], gruppe
