"""The search for a proposal where capacity is an amount: which clinic gives to which kommune.

An amount can be split anywhere: who gives to whom is a choice each, and how much is a number beside
it. The programme is solved by HiGHS through scipy, as `planning.forslagsmodel`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, diags_array, eye_array, hstack, vstack

from planning.forslagskrav import AFRUNDING, Rammer
from planning.forslagsmodel import GAB, TID, Status, Svar
from planning.talraekke import Tal

#: A tolerance is looked for in tenths of a percent, up to so many.
TIENDEDELE = 10_000
#: Amounts are told in whole kroner: so many capacities are kept from the limits to round in.
MARGEN = 1e-4


@dataclass(frozen=True, eq=False)
class Beloebsloesning(Svar):
    """An answer: how much each clinic gives to each kommune (clinics x kommuner, capacities).

    `antal` is how many do; `graense` the least number, or sum, there could be.
    """

    antal: int
    flyttet: Tal


class Beloebsmodel:
    """The programme: of each clinic and kommune whether it gives there, and how much."""

    def __init__(self, r: Rammer) -> None:
        self.rammer = r
        self.kapacitet: Tal = (r.kan_give @ r.stoerrelse).astype(float)
        faar = np.bincount(r.kommune[r.faar], minlength=len(r.koder)) > 0
        par = (
            (self.kapacitet > 0)[:, None]
            & faar[None]
            & (r.kommune[:, None] != np.arange(len(r.koder)))
        )
        self.fra, self.til = np.nonzero(par)
        antal, nr = len(self.fra), np.arange(len(self.fra))
        ender = np.r_[self.til, r.kommune[self.fra]], np.r_[nr, nr]
        fortegn = np.r_[np.ones(antal), -np.ones(antal)]
        self._kommuner = csr_array((fortegn, ender), (len(r.koder), antal))
        self._klinikker = csr_array((np.ones(antal), (self.fra, nr)), (len(self.kapacitet), antal))

    def loes(
        self, tolerance_pct: float, hoejst: float = np.inf, tid: float = TID
    ) -> Beloebsloesning:
        """Return the fewest flytninger that meet a tolerance, or with at most `hoejst` the least.

        Without `hoejst` they are counted; with it the capacities they are of are, and there is room
        to round in where so few leave any.
        """
        if not np.isfinite(hoejst):
            return self._loes(tolerance_pct, hoejst, 0.0, tid)
        svar = self._loes(tolerance_pct, hoejst, MARGEN, tid)
        return self._loes(tolerance_pct, hoejst, 0.0, tid) if svar.status == "kan_ikke" else svar

    def _loes(
        self, tolerance_pct: float, hoejst: float, margen: float, tid: float
    ) -> Beloebsloesning:
        antal, taeller = len(self.fra), not np.isfinite(hoejst)
        nej, ja = np.zeros(antal), np.ones(antal)
        mindst, mest = self._graenser(tolerance_pct, margen)
        # How much goes each way, and whether anything does: nothing does where that is not said.
        hvis = csr_array(-diags_array(self.kapacitet[self.fra]))
        raekker = vstack(
            [
                hstack([self._kommuner, csr_array((len(mindst), antal))]),
                hstack([self._klinikker, csr_array((len(self.kapacitet), antal))]),
                hstack([csr_array(eye_array(antal)), hvis]),
                csr_array(np.r_[nej, ja][None]),
                csr_array(np.r_[ja, nej][None]),
            ]
        ).tocsr()
        frit = np.full(len(self.kapacitet) + antal + 2, -np.inf)
        svar = milp(
            np.r_[nej, ja] if taeller else np.r_[ja, nej],
            integrality=np.r_[nej, ja],
            bounds=Bounds(0, np.r_[np.full(antal, np.inf), ja]),
            constraints=LinearConstraint(
                raekker,
                np.r_[mindst, frit],
                np.r_[mest, self.kapacitet, nej, hoejst, self.rammer.krav.loft],
            ),
            options={"time_limit": tid, "mip_rel_gap": 0.0},
        )
        flyttet = np.zeros((len(self.kapacitet), len(self.rammer.koder)))
        if svar.x is None:
            status: Status = "kan_ikke" if svar.status == 2 else "intet_fundet"
            return Beloebsloesning(status, np.nan, 0, flyttet)
        brugt = np.rint(svar.x[antal:]) > 0
        flyttet[self.fra[brugt], self.til[brugt]] = svar.x[:antal][brugt]
        bundet = float(svar.fun if svar.mip_dual_bound is None else svar.mip_dual_bound)
        # A count is whole: a bound above 2 is 3.
        graense = float(np.ceil(bundet - GAB)) if taeller else bundet
        status = "bevist" if svar.fun - graense <= GAB * max(1.0, svar.fun) else "tidsgraense"
        return Beloebsloesning(status, graense, int((flyttet > 0).sum()), flyttet)

    def kan(self, tolerance_pct: float) -> bool:
        """Say whether any flytninger meet a tolerance."""
        mindst, mest = self._graenser(tolerance_pct, 0.0)
        if not len(self.fra):
            return bool((mindst <= 0).all() and (mest >= 0).all())
        endelig, alle = np.isfinite(mest), np.ones((1, len(self.fra)))
        svar = linprog(
            np.zeros(len(self.fra)),
            A_ub=vstack([self._kommuner[endelig], -self._kommuner, self._klinikker, alle]),
            b_ub=np.r_[mest[endelig], -mindst, self.kapacitet, min(self.rammer.krav.loft, 1e9)],
        )
        return svar.status == 0

    def mindste_tolerance(self) -> float | None:
        """Return the least tolerance, in whole tenths of a percent, that can be met; or None."""
        nr = foerste(lambda nr: self.kan(nr / 10), TIENDEDELE)
        return None if nr is None else nr / 10

    def _graenser(self, tolerance_pct: float, margen: float) -> tuple[Tal, Tal]:
        mindst, mest = self.rammer.graenser(tolerance_pct)
        foer, holdt = self.rammer.kapacitet, self.rammer.holdt
        # Where there is no room to round in, there is a margin of none.
        rum = np.where(holdt, np.minimum(margen, (mest - mindst) / 3), 0.0)
        under, over = foer - mindst, mest - foer
        # One that is within as it is must not be made to move by the margin.
        ned = np.where(under >= 0, np.minimum(rum, under), rum)
        op = np.where(over >= 0, np.minimum(rum, over), rum)
        return ned - under - AFRUNDING, over - op + AFRUNDING


def foerste(kan: Callable[[int], bool], hoejst: int, mindst: int = 1) -> int | None:
    """Return the least number of some that something holds for, and all above it; None for none."""
    if not kan(hoejst):
        return None
    lav, hoej = mindst - 1, hoejst
    while hoej - lav > 1:
        midt = (lav + hoej) // 2
        lav, hoej = (lav, midt) if kan(midt) else (midt, hoej)
    return hoej
