"""The lowest tenth, of a value that many have: what the residents with least have together."""

from __future__ import annotations

import numpy as np

from planning.talraekke import Tal

#: The edge of the tenth is looked for this near that of the first row, as a part of it.
SPILLERUM = 0.05


def sum_af_laveste(vaerdier: Tal, vaegt: Tal, maengde: float) -> Tal:
    """Return for each row the weighted sum of the lowest values that fill `maengde`, exactly.

    `vaerdier` is rows x points, 0 or more, and `vaegt` per point; of the point on the edge only so
    much counts as fills. Rows are thought to be alike: the edge is looked for near that of the
    first, and among all values of a row where it is not there.
    """
    svar = np.empty(len(vaerdier))
    if not len(vaerdier):
        return svar
    svar[0], kant = _sum_af_laveste(vaerdier[0], vaegt, maengde)
    mindre = vaerdier < kant * (1 - SPILLERUM)
    midt = (vaerdier <= kant * (1 + SPILLERUM)) & ~mindre
    under, i_midten = (np.einsum("rp,p->r", del_, vaegt) for del_ in (mindre, midt))
    sum_under = np.einsum("rp,rp,p->r", mindre, vaerdier, vaegt)
    naer = (under <= maengde) & (maengde <= under + i_midten)
    for nr in range(1, len(vaerdier)):
        raekke = vaerdier[nr]
        if naer[nr]:
            hvor = np.flatnonzero(midt[nr])
            rest, _ = _sum_af_laveste(raekke[hvor], vaegt[hvor], maengde - under[nr])
            svar[nr] = sum_under[nr] + rest
        else:
            svar[nr], _ = _sum_af_laveste(raekke, vaegt, maengde)
    return svar


def _sum_af_laveste(vaerdi: Tal, vaegt: Tal, maengde: float) -> tuple[float, float]:
    """Return the weighted sum of the lowest values that fill `maengde`, and the highest of them."""
    orden = np.argsort(vaerdi)
    vaerdi, vaegt = vaerdi[orden], vaegt[orden]
    fyldt = np.cumsum(vaegt)
    # The first that fills it; the last where all together do not.
    kant = min(int(np.searchsorted(fyldt, maengde)), len(vaerdi) - 1)
    if kant < 0:
        return 0.0, np.inf
    over = fyldt[kant] - maengde
    hele = vaegt[: kant + 1] @ vaerdi[: kant + 1]
    return float(hele - max(over, 0.0) * vaerdi[kant]), float(vaerdi[kant])
