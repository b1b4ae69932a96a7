"""The lowest tenth, of a value that many have: what the residents with least have together."""

from __future__ import annotations

import numpy as np
from numba import njit

from planning.talraekke import Tal

#: The edge of the tenth is looked for this near that of the row before, as a part of it.
SPILLERUM = 0.05


@njit(cache=True, nogil=True)
def sum_af_laveste(vaerdier: Tal, vaegt: Tal, maengde: float) -> Tal:
    """Return for each row the weighted sum of the lowest values that fill `maengde`, exactly.

    `vaerdier` is rows x points, 0 or more, and `vaegt` per point; of the point on the edge only so
    much counts as fills. Rows are thought to be alike: the edge is looked for near that of the row
    before, and among all values when it is not there.
    """
    svar, lav, hoej = np.empty(len(vaerdier)), -np.inf, np.inf
    v, p = np.empty(len(vaegt)), np.empty(len(vaegt))
    for nr in range(len(vaerdier)):
        raekke = vaerdier[nr]
        while True:
            n, under, sum_under = 0, 0.0, 0.0
            for i in range(len(raekke)):
                # Without branches, which would be guessed wrong at every other point.
                mindre = vaegt[i] * (raekke[i] < lav)
                under += mindre
                sum_under += mindre * raekke[i]
                v[n], p[n] = raekke[i], vaegt[i]
                n += (raekke[i] >= lav) & (raekke[i] <= hoej)
            if under <= maengde <= under + p[:n].sum() or lav == -np.inf:
                break
            lav, hoej = -np.inf, np.inf
        rest, kant = _sum_af_laveste(v[:n], p[:n], maengde - under)
        svar[nr] = sum_under + rest
        lav, hoej = kant * (1 - SPILLERUM), kant * (1 + SPILLERUM)
    return svar


@njit(cache=True, nogil=True)
def _sum_af_laveste(vaerdi: Tal, vaegt: Tal, maengde: float) -> tuple[float, float]:
    """Return the weighted sum of the lowest values that fill `maengde`, and the highest of them.

    Quickselect: only the side of the pivot that the edge falls on is looked at again. Both
    arrays are reordered.
    """
    start, slut, rest, i_alt, midt = 0, len(vaerdi), maengde, 0.0, np.inf
    while start < slut:
        a, b, c = vaerdi[start], vaerdi[(start + slut) // 2], vaerdi[slut - 1]
        midt = max(min(a, b), min(max(a, b), c))
        under, over, i = start, slut, start
        vaegt_under, sum_under, vaegt_lig = 0.0, 0.0, 0.0
        while i < over:
            v, p = vaerdi[i], vaegt[i]
            if v < midt:
                vaerdi[i], vaegt[i] = vaerdi[under], vaegt[under]
                vaerdi[under], vaegt[under] = v, p
                vaegt_under += p
                sum_under += p * v
                under += 1
                i += 1
            elif v > midt:
                over -= 1
                vaerdi[i], vaegt[i] = vaerdi[over], vaegt[over]
                vaerdi[over], vaegt[over] = v, p
            else:
                vaegt_lig += p
                i += 1
        if rest <= vaegt_under:
            slut = under
        elif rest <= vaegt_under + vaegt_lig:
            return i_alt + sum_under + (rest - vaegt_under) * midt, midt
        else:
            i_alt += sum_under + vaegt_lig * midt
            rest -= vaegt_under + vaegt_lig
            start = over
    return i_alt, midt
