"""Catchments: how much a clinic counts for a point, by the distance between them.

The weights W are a sparse matrix, points x clinics, stored a clinic at a time (CSC): a clinic's
catchment is one slice.
Distances and limits share one unit, minutes or km; limits are inclusive and compared in the
precision of the distances. A distance of NaN is out of reach and weighs nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from dansk import Inputfejl
from planning.talraekke import Tal

if TYPE_CHECKING:  # a tenth of a second of the start, which the first map has no use for
    from scipy.sparse import csc_array


@dataclass(frozen=True)
class Aftagen:
    """How the pull of a clinic falls with distance; beyond `graense` it is 0.

    With `trin` it falls in steps of (limit, weight), else along a Gaussian curve of width `sigma`
    from 1 at the door, lowered and stretched so that `bund` of the curve becomes 0.
    Made by `trinvis`, `gauss` and `dai`.
    """

    graense: float
    trin: tuple[tuple[float, float], ...] = ()
    sigma: float = math.nan
    bund: float = 0.0

    def vaegt(self, afstand: Tal) -> Tal:
        """Return the weight of each distance, same shape; 0 beyond the limit and for NaN."""
        vaegt = np.zeros(afstand.shape)
        for graense, trinvaegt in reversed(self.trin):
            np.copyto(vaegt, trinvaegt, where=afstand <= graense)
        if not self.trin:
            kurve = np.exp(-0.5 * np.square(afstand.astype(float) / self.sigma))
            kurve = np.maximum((kurve - self.bund) / (1 - self.bund), 0)
            np.copyto(vaegt, kurve, where=afstand <= self.graense)
        return vaegt


def trinvis(*trin: tuple[float, float]) -> Aftagen:
    """Return a decay in steps of (limit, weight); Inputfejl unless limits rise, weights fall."""
    orden = all(g < naeste_g and v >= naeste_v for (g, v), (naeste_g, naeste_v) in pairwise(trin))
    positive = all(math.isfinite(tal) and tal > 0 for par in trin for tal in par)
    if not (trin and orden and positive):
        raise Inputfejl(
            "Et opland i trin skal have stigende grænser og faldende vægte, alle større end 0, "
            f"men er {trin}. Angiv for eksempel (10, 1), (20, 0.68), (30, 0.22)."
        )
    return Aftagen(float(trin[-1][0]), tuple((float(g), float(v)) for g, v in trin))


def gauss(graense: float, sigma: float) -> Aftagen:
    """Return exp(-d^2 / 2 sigma^2) cut off at the limit, as in pysal access (Saxon et al. 2022).

    Raises Inputfejl unless both are finite and above 0.
    """
    if not all(math.isfinite(tal) and tal > 0 for tal in (graense, sigma)):
        raise Inputfejl(
            "Et gaussisk opland skal have en grænse og en bredde større end 0, "
            f"men har {graense} og {sigma}. Angiv for eksempel 30 og 15."
        )
    return Aftagen(float(graense), sigma=float(sigma))


def dai(graense: float) -> Aftagen:
    """Return the Gaussian decay that ends at 0 on the limit (Dai 2010, Health & Place 16)."""
    return Aftagen(gauss(graense, graense).graense, sigma=float(graense), bund=math.exp(-0.5))


# Luo & Qi 2009, Health & Place 15: three travel time zones, the slow decay of their two.
LUO_QI = trinvis((10, 1.0), (20, 0.68), (30, 0.22))
# The same weights nearer by: of the decays in steps the one that meets the flows of patients best,
# whichever kommune is left out; a Gaussian to 20 minutes is a little nearer still
# (planning.borgerstroemme).
TRIN_20 = trinvis((10, 1.0), (15, 0.68), (20, 0.22))
# Barlet, Coldefy, Collin & Lucas-Gabrielli 2012, DREES: accessibilité potentielle localisée.
APL = trinvis((5, 1.0), (10, 0.3), (15, 0.1))


def opland(afstand: Tal, aftagen: Aftagen) -> csc_array:
    """Return the weights W, points x clinics, from a distance matrix of the same shape."""
    from scipy.sparse import csc_array

    kolonner = np.ascontiguousarray(afstand.T)
    inden_for = kolonner <= aftagen.graense
    par = np.flatnonzero(inden_for)
    indptr = np.append(0, np.cumsum(inden_for.sum(axis=1)))
    indices = (par % len(afstand)).astype(np.int32)
    return csc_array(
        (aftagen.vaegt(kolonner.ravel()[par]), indices, indptr.astype(np.int32)), afstand.shape
    )


def klinikkers_sum(vaegte: csc_array, punktvaerdi: Tal) -> Tal:
    """Return, for each clinic, the weighted sum over its catchment of a value per point."""
    sum_: Tal = vaegte.T @ punktvaerdi
    return sum_


def punkters_sum(vaegte: csc_array, klinikvaerdi: Tal) -> Tal:
    """Return, for each point, the weighted sum over the clinics in reach of a value per clinic.

    Of rows x clinics, rows x points. What every row has is summed once and what one has beyond it
    added, so that rows that are alike cost little, and no sum is 0 but of zeros.
    """
    faelles = klinikvaerdi if klinikvaerdi.ndim == 1 else klinikvaerdi.min(axis=0)
    ud: Tal = vaegte @ faelles
    if klinikvaerdi.ndim == 1:
        return ud
    alle = np.tile(ud, (len(klinikvaerdi), 1))
    mere = klinikvaerdi - faelles
    skel = vaegte.indptr
    for j in np.flatnonzero(mere.any(axis=0)):
        raekker, oplandet = np.flatnonzero(mere[:, j]), slice(skel[j], skel[j + 1])
        # A point stands once in a catchment.
        hvor = np.ix_(raekker, vaegte.indices[oplandet])
        alle[hvor] += np.outer(mere[raekker, j], vaegte.data[oplandet])
    return alle
