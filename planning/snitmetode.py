"""Sites among very many rows: Benders cuts in the sites alone.

After Cordeau, Furini & Ljubic (2019, "Benders decomposition for very large scale partial set
covering and maximal covering location problems"), with a cut for each of some groups of rows that
lie together, so that each says more. First sites may be open in part, and the cuts are taken where
the cuts lead and halfway to the best point known; then they are whole. Sites that no better choice
can have, or be without, are settled on the way.
"""

from __future__ import annotations

import time
from math import comb

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linprog

from planning.daekningssag import (
    ENS,
    INTET_VALG,
    UMULIG,
    Fund,
    Sag,
    Steder,
    Svar,
    byt,
    graadigt,
    loes,
    som_valg,
)
from planning.optaelling import gennemgaa

#: Groups of rows with a cut each.
GRUPPER = 50
#: Sites in part are done with when they are so near their own best, as a part of it.
TAET_PAA = 2e-4
#: Rounds between roundings to whole sites, and after which a cut that does not matter is forgotten.
RUNDER = 5
#: Or when so many rounds bring the bound no more than this part of the way to what is known.
SLAEBER = 0.02
#: So few choices of all sites but one are looked through.
FAA_VALG = 300_000


class Snit:
    """What is known of the rows as cuts in the sites: theta_g <= c + the sum of g_j y_j.

    `bund` is what a choice is known to win. Choices that cannot win so much are shut out as that is
    proven (`nedre` and `oevre` of each site), so a bound here is of those that can.
    """

    def __init__(self, sag: Sag, midter: Steder) -> None:
        """Rows are in the group of the site of `midter` that shares most with their first site."""
        self.sag, self.grupper = sag, len(midter)
        faelles = (sag.raekker_af[midter].multiply(sag.haab[None]) @ sag.alle).toarray()
        self.gruppe = faelles.argmax(axis=0)[sag.saet.indices[sag.saet.indptr[:-1]]]
        self.mest = np.bincount(self.gruppe, sag.vaegt, self.grupper)
        self.nedre, self.oevre = np.zeros(sag.steder), np.ones(sag.steder)
        krav = sag.krav.shape[0]
        self.venstre = sparse.hstack([sparse.csr_array((krav, self.grupper)), -sag.krav]).tocsr()
        self.hoejre, self.alder = -np.ones(krav), np.full(krav, -np.inf)

    def tilfoej(self, y: NDArray[np.float64]) -> float:
        """Add the cuts at a point, and return what it wins."""
        sag, moedt = self.sag, self.sag.saet @ y
        delvis = moedt < 1
        nr = np.flatnonzero(delvis)
        form = (self.grupper, len(moedt))
        vaegt = sparse.csr_array((sag.vaegt[nr], (self.gruppe[nr], nr)), shape=form)
        nye = sparse.hstack([sparse.eye_array(self.grupper), -(vaegt @ sag.saet)])
        self.venstre = sparse.vstack([self.venstre, nye]).tocsr()
        konstant = np.bincount(self.gruppe, sag.vaegt * ~delvis, self.grupper)
        self.hoejre = np.append(self.hoejre, konstant)
        self.alder = np.append(self.alder, np.zeros(self.grupper))
        return float(sag.vaegt @ np.minimum(moedt, 1.0))

    def delvist(self, slut: float, bund: float) -> Svar:
        """Return the best point by the cuts where sites may be open in part."""
        svar = linprog(
            self._pris(),
            A_ub=self.venstre.tocsc(),
            b_ub=self.hoejre,
            A_eq=self._antal(),
            b_eq=[self.sag.antal],
            bounds=np.column_stack(self._graenser()),
            options={"time_limit": max(0.1, slut - time.monotonic())},
        )
        if svar.status != 0:
            return Svar(None, -np.inf, svar.status == UMULIG)
        self._luk(-svar.ineqlin.marginals, bund)
        self._ryd(svar.slack)
        return Svar(svar.x[self.grupper :], svar.fun, False)

    def helt(self, slut: float) -> Svar:
        """Return the best choice by the cuts."""
        antal = self.sag.antal
        krav = [
            LinearConstraint(self.venstre.tocsc(), -np.inf, self.hoejre),
            LinearConstraint(self._antal(), antal, antal),
        ]
        hele = np.append(np.zeros(self.grupper), np.ones(self.sag.steder))
        svar = loes(self._pris(), krav, Bounds(*self._graenser()), hele, slut)
        x = None if svar.x is None else svar.x[self.grupper :]
        return Svar(x, svar.skranke, svar.umulig)

    def _luk(self, pris: NDArray[np.float64], bund: float) -> None:
        """Settle the sites that no choice that wins more than `bund` can have otherwise.

        By the Lagrangian bound with prices of 0 or more on the cuts: any prices prove it.
        """
        pris, antal = np.maximum(pris, 0.0), self.sag.antal
        vaegt = self.venstre.T @ pris
        rest = np.maximum(1 - vaegt[: self.grupper], 0.0) @ self.mest
        vaerd = -vaegt[self.grupper :]
        orden = np.argsort(-vaerd)
        med, uden = vaerd[orden[antal - 1]], vaerd[orden[antal]]
        hoejst = self.hoejre @ pris + rest + vaerd[orden[:antal]].sum()
        for_lidt = bund - ENS * self.sag.i_alt
        self.oevre[(vaerd < med) & (hoejst - med + vaerd < for_lidt)] = 0.0
        self.nedre[(vaerd > uden) & (hoejst - vaerd + uden < for_lidt)] = 1.0

    def _ryd(self, slip: NDArray[np.float64]) -> None:
        """Forget cuts that have not mattered for some rounds."""
        stram = slip <= ENS * self.sag.i_alt
        self.alder = np.where(stram, np.minimum(self.alder, 0.0), self.alder + 1)
        brugt = self.alder < RUNDER
        self.venstre = self.venstre[np.flatnonzero(brugt)]
        self.hoejre, self.alder = self.hoejre[brugt], self.alder[brugt]

    def _pris(self) -> NDArray[np.float64]:
        return np.append(-np.ones(self.grupper), np.zeros(self.sag.steder))

    def _antal(self) -> sparse.csr_array:
        return sparse.csr_array(np.append(np.zeros(self.grupper), np.ones(self.sag.steder))[None])

    def _graenser(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        return np.append(np.zeros(self.grupper), self.nedre), np.append(self.mest, self.oevre)


def med_snit(sag: Sag, slut: float) -> Fund:
    """Return the choice by cuts in the sites alone."""
    halvvejs = (time.monotonic() + slut) / 2
    midter = graadigt(sag.alle, sag.raekker_af, sag.haab, max(sag.antal, GRUPPER))
    bedst = byt(sag, midter[: sag.antal], slut)
    snit, skranke, sidst, runde = Snit(sag, midter[:GRUPPER]), sag.i_alt, np.inf, 0
    snit.tilfoej(_aaben(sag, bedst))
    centrum = np.full(sag.steder, sag.antal / sag.steder)
    delvist = snit.tilfoej(centrum)
    while skranke - delvist > TAET_PAA * skranke and time.monotonic() < halvvejs:
        svar = snit.delvist(slut, sag.vundet(bedst))
        if svar.x is None:
            break
        skranke, runde = min(skranke, -svar.skranke), runde + 1
        for y in (svar.x, (svar.x + centrum) / 2):
            vundet = snit.tilfoej(y)
            if vundet > delvist:
                centrum, delvist = y, vundet
        if runde % RUNDER == 0:
            afrundet = np.argsort(-centrum, kind="stable")[: sag.antal]
            bedst = max(bedst, byt(sag, afrundet, slut), key=sag.vundet)
            if sidst - skranke < SLAEBER * (skranke - sag.vundet(bedst)):
                break
            sidst = skranke
    faste, frie = np.flatnonzero(snit.nedre), np.flatnonzero(snit.oevre > snit.nedre)
    aabent = skranke - sag.vundet(bedst) > ENS * sag.i_alt
    if aabent and comb(len(frie), max(0, sag.antal - len(faste) - 1)) <= FAA_VALG:
        bedst, alle_set = gennemgaa(sag, faste, frie, bedst, slut)
        skranke = sag.vundet(bedst) if alle_set else skranke
    proevet: set[bytes] = set()
    while skranke - sag.vundet(bedst) > ENS * sag.i_alt and time.monotonic() < slut:
        svar = snit.helt(slut)
        if svar.umulig:
            # No other choice is left than those that win no more than the best known.
            skranke = sag.vundet(bedst)
            break
        skranke = min(skranke, -svar.skranke)
        valgte = None if svar.x is None else np.flatnonzero(svar.x > 0.5)
        if valgte is None or valgte.tobytes() in proevet:
            break
        proevet.add(valgte.tobytes())
        byttet = byt(sag, valgte, slut)
        for steder in (valgte, byttet):
            snit.tilfoej(_aaben(sag, steder))
        bedst = max(bedst, valgte, byttet, key=sag.vundet)
    vundet = sag.vundet(bedst)
    if vundet == -np.inf:
        return INTET_VALG if skranke == -np.inf else Fund(None, skranke)
    return Fund(som_valg(bedst), max(skranke, vundet))


def _aaben(sag: Sag, valgte: Steder) -> NDArray[np.float64]:
    y = np.zeros(sag.steder)
    y[valgte] = 1.0
    return y
