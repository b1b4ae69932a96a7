"""Every choice of a few sites looked through, but for those that cannot be the best.

What a site wins beside others is never more than it wins beside fewer of them, so what the best of
those left win now bounds what they can win together. No solver has a part in it.
"""

from __future__ import annotations

import time

import numpy as np
from numpy.typing import NDArray

from planning.daekningssag import ENS, Sag, Steder, aabne


def gennemgaa(
    sag: Sag, faste: Steder, frie: Steder, bedst: Steder, slut: float
) -> tuple[Steder, bool]:
    """Return the best choice, and whether all that could be better were looked through in time.

    Choices are those with `faste` open and the others among `frie`; `bedst` is the best known, and
    is returned where none wins more.
    """
    rest = sag.haab * (aabne(sag.raekker_af, faste) == 0)
    frie = frie[np.argsort(-(sag.raekker_af[frie] @ rest), kind="stable")]
    raekker_af, i_alt = sag.raekker_af[frie], float(sag.haab.sum())
    fundet, mindst = bedst, sag.haabet(bedst) + ENS * i_alt

    def ned(fra: int, valgte: list[int], rest: NDArray[np.float64]) -> bool:
        nonlocal fundet, mindst
        mangler, vundet = sag.antal - len(faste) - len(valgte), i_alt - rest.sum()
        if time.monotonic() > slut:
            return False
        if mangler <= 0:
            if not mangler and vundet > mindst:
                fundet, mindst = np.append(faste, frie[valgte]), vundet + ENS * i_alt
            return True
        gevinst = raekker_af @ rest
        for sted in range(fra, len(frie) - mangler + 1):
            flere = np.sort(gevinst[sted + 1 :])[::-1][: mangler - 1].sum()
            if vundet + gevinst[sted] + flere > mindst:
                uden = rest.copy()
                uden[raekker_af.indices[slice(*raekker_af.indptr[[sted, sted + 1]])]] = 0.0
                if not ned(sted + 1, [*valgte, sted], uden):
                    return False
        return True

    set_alle = ned(0, [], rest)
    return fundet, set_alle
