"""The search for sites: covering of set rows, with a bound that is proven and never assumed.

`stoerst` opens a number of sites so that the rows they are in are worth most; `faerrest` opens as
few as leave no row without. Both solve with HiGHS (scipy.optimize.milp) and give what they found
beside what is proven of the best there could be, whether time was up or not. Few rows are solved
whole, many by `planning.snitmetode`.
"""

from __future__ import annotations

import time

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint

from planning.daekningssag import (
    ENS,
    INTET_VALG,
    Fund,
    Sag,
    aabne,
    byt,
    graadigt,
    loes,
    som_valg,
)
from planning.punktsaet import Punktsaet
from planning.snitmetode import med_snit

#: Up to so many sites in rows are solved whole.
HELT = 5_000
#: Rows are counted in such a unit that they are worth this much together, or more.
MINDST_I_ALT = 10_000.0
#: Rows that are added at a time in `faerrest`.
NYE_RAEKKER = 500
#: A whole number is proven when the bound is so near it.
HELTAL = 1e-6


def stoerst(raekker: Punktsaet, antal: int, sekunder: float) -> Fund:
    """Return `antal` sites whose rows are worth most together, within some seconds.

    The bound is NaN where the rows that must be met cannot be, or there are not so many sites.
    """
    slut, m = time.monotonic() + sekunder, raekker.saet.shape[1]
    if antal > m:
        return INTET_VALG
    krav = raekker.kraevet
    # A row with more sites than can be left closed is met by every choice.
    altid = np.diff(raekker.saet.indptr) > m - antal
    vindes, kraeves = ~altid & ~krav, ~altid & krav
    # Of small figures HiGHS may end with an error: no row is worth less in a small unit.
    enhed = min(1.0, float(raekker.vaegt.sum()) / MINDST_I_ALT) or 1.0
    sag = Sag(
        raekker.saet[np.flatnonzero(vindes)],
        raekker.vaegt[vindes] / enhed,
        raekker.saet[np.flatnonzero(kraeves)],
        antal,
    )
    if not antal or not sag.alle.nnz:
        fund = INTET_VALG if kraeves.any() else Fund(tuple(range(antal)), 0.0)
    else:
        fund = _helt(sag, slut) if sag.alle.nnz <= HELT else med_snit(sag, slut)
    return Fund(fund.valgte, fund.skranke * enhed + float(raekker.vaegt[altid | krav].sum()))


def faerrest(saet: sparse.csr_array, sekunder: float, nok: int | None = None) -> Fund:
    """Return the fewest sites that leave no row (rows x sites) without, within some seconds.

    A bound of NaN: there is a row without sites. Where `nok` is given it is enough to know whether
    so few will do: the search ends when that many are found, or more are proven to be needed.
    """
    slut, m = time.monotonic() + sekunder, saet.shape[1]
    laengde = np.diff(saet.indptr)
    if (laengde == 0).any():
        return INTET_VALG
    raekker_af, svaerest = saet.T.tocsr(), np.argsort(laengde, kind="stable")
    bedst = graadigt(saet, raekker_af, np.ones(len(laengde)))
    skranke, med = float(bool(len(laengde))), svaerest[:NYE_RAEKKER]
    while len(bedst) > skranke and time.monotonic() < slut:
        if nok is not None and (len(bedst) <= nok or skranke > nok):
            break
        krav = LinearConstraint(saet[med], 1, np.inf)
        svar = loes(np.ones(m), [krav], Bounds(0, 1), np.ones(m), slut)
        skranke = max(skranke, float(np.ceil(svar.skranke - HELTAL)))
        if svar.x is None:
            break
        valgte = np.flatnonzero(svar.x > 0.5)
        uden = aabne(raekker_af, valgte) == 0
        lappet = np.append(valgte, graadigt(saet, raekker_af, uden.astype(float)))
        bedst = min(bedst, lappet, key=len)
        if not uden.any():
            break
        med = np.append(med, svaerest[uden[svaerest]][:NYE_RAEKKER])
    return Fund(som_valg(bedst), skranke)


def _helt(sag: Sag, slut: float) -> Fund:
    """Return the choice by all rows at once."""
    n, m = sag.saet.shape
    pris = np.append(np.zeros(m), -sag.vaegt)
    steder = np.append(np.ones(m), np.zeros(n))
    moedt = sparse.hstack([sag.saet, -sparse.eye_array(n)])
    kraevet = sparse.hstack([sag.krav, sparse.csr_array((sag.krav.shape[0], n))])
    mindst = np.append(np.zeros(n), np.ones(sag.krav.shape[0]))
    krav = [
        LinearConstraint(sparse.csr_array(steder[None]), sag.antal, sag.antal),
        LinearConstraint(sparse.vstack([moedt, kraevet]).tocsc(), mindst, np.inf),
    ]
    svar = loes(pris, krav, Bounds(0, 1), steder, slut)
    if svar.umulig:
        return INTET_VALG
    skranke = min(-svar.skranke, sag.i_alt)
    valgte = None if svar.x is None else np.flatnonzero(svar.x[:m] > 0.5)
    if valgte is None or sag.vundet(valgte) < skranke - ENS * sag.i_alt:
        lokalt = byt(sag, graadigt(sag.alle, sag.raekker_af, sag.haab, sag.antal), slut)
        valgte = max((v for v in (valgte, lokalt) if v is not None), key=sag.vundet)
    return Fund(som_valg(valgte) if sag.vundet(valgte) > -np.inf else None, skranke)
