"""The lowest tenth, of a value that many have: what the residents with least have together."""

from __future__ import annotations

import numpy as np

from planning.talraekke import Tal

#: The edge of the tenth is looked for this near that of the row before, as a part of it.
SPILLERUM = 0.05


def sum_af_laveste(vaerdier: Tal, vaegt: Tal, maengde: float) -> Tal:
    """Return for each row the weighted sum of the lowest values that fill `maengde`, exactly.

    `vaerdier` is rows x points, 0 or more, and `vaegt` per point; of the point on the edge only so
    much counts as fills. Rows are thought to be alike: the edge is looked for near that of the row
    before, and among all values when it is not there.
    """
    svar, lav, hoej = np.empty(len(vaerdier)), -np.inf, np.inf
    for nr, raekke in enumerate(vaerdier):
        mindre, midt = raekke < lav, (raekke >= lav) & (raekke <= hoej)
        under = vaegt[mindre].sum()
        if not under <= maengde <= under + vaegt[midt].sum():
            mindre, midt, under = np.zeros_like(midt), np.ones_like(midt), 0.0
        rest, kant = _sum_af_laveste(raekke[midt], vaegt[midt], maengde - under)
        svar[nr] = vaegt[mindre] @ raekke[mindre] + rest
        lav, hoej = kant * (1 - SPILLERUM), kant * (1 + SPILLERUM)
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
