"""Nabolag: the demand points of one kommune that share access, and who lives in each.

They have the same clinics in the same zones of TRIN_20, and so the same access by E2SFCA.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import NDArray

from planning.opland import TRIN_20, opland
from planning.talraekke import Tal
from planning.tilgaengelighed import Tilgaengelighed

if TYPE_CHECKING:
    from scipy.sparse import csc_array


@dataclass(frozen=True, eq=False)
class Nabolag:
    """The points in order, nabolag by nabolag and kommune by kommune.

    `start` is where each nabolag begins in `orden`, `skel` where the nabolag of each kommune
    begin, and where the last end; `vaegte` (nabolag x clinics) are the weights of TRIN_20.
    """

    orden: NDArray[np.intp]
    start: NDArray[np.intp]
    skel: NDArray[np.intp]
    vaegte: csc_array

    @classmethod
    def af(cls, kommune: NDArray[np.intp], minutter: Tal) -> Self:
        """Return the nabolag of points, of the number of their kommune and minutes to each clinic.

        Points in the same zones of every clinic have the same sum, and so stand together. That
        others have it too is unlikely, and would only make more nabolag of one.
        """
        zone: NDArray[Any] = np.zeros_like(minutter, np.int8)
        for graense, _ in TRIN_20.trin:
            zone += minutter <= graense
        noegle = np.einsum("pk,k", zone, np.sqrt(np.arange(2, zone.shape[1] + 2)))
        orden = np.lexsort((noegle, kommune))
        zone, ordnet = zone[orden], kommune[orden]
        andre = (ordnet[1:] != ordnet[:-1]) | (zone[1:] != zone[:-1]).any(axis=1)
        start = np.flatnonzero(np.append(True, andre))
        skel = np.searchsorted(ordnet[start], range(kommune.max() + 2))
        return cls(orden, start, skel, opland(minutter[orden[start]], TRIN_20))

    @cached_property
    def af_punkt(self) -> NDArray[np.intp]:
        """Which nabolag each point is of."""
        nabolag = np.empty_like(self.orden)
        antal = np.diff(self.start, append=len(self.orden))
        nabolag[self.orden] = np.repeat(np.arange(len(self.start)), antal)
        return nabolag

    def hver(self, personer: Tal) -> Tal:
        """Return who lives in each nabolag, of the persons per point."""
        samlet: Tal = np.add.reduceat(personer[self.orden], self.start)
        return samlet

    def adgang(self, hver: Tal) -> Tilgaengelighed:
        """Return what gives access in each nabolag, of who lives in each."""
        return Tilgaengelighed.byg(self.vaegte, hver)
