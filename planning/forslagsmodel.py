"""The search for a proposal as a mixed-integer programme, solved by HiGHS through scipy.

What each clinic gives of each kind, and what each address gets, are whole numbers; what is wanted
is a cost of them and of `Led`, more columns and rows. An answer is "bevist" only where HiGHS has
closed the gap between it and its bound; one that a limit of time stopped says its bound.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import csr_array, hstack, vstack

from planning.forslagskrav import AFRUNDING, Rammer
from planning.talraekke import Tal

Status = Literal["bevist", "tidsgraense", "kan_ikke", "intet_fundet"]
#: Seconds a search may take before it answers with what it has, and the bound of the rest.
TID = 20.0
#: Bound and answer closer than this are one: the costs are whole, or persons and minutes.
GAB = 1e-6


@dataclass(frozen=True, eq=False)
class Led:
    """More columns of a programme, what they cost, and the rows that bind them.

    `base` is the cost of what is given and then of what is got, `pris` of the new columns. Rows:
    `af_base` (rows x base) and `af_nye` (rows x new), between `mindst` and `hoejst`. `hele` is
    whether each new column is whole, all from 0 to `loft`.
    """

    base: Tal
    pris: Tal
    af_base: csr_array
    af_nye: csr_array
    mindst: Tal
    hoejst: Tal
    hele: NDArray[np.bool_]
    loft: Tal


@dataclass(frozen=True, eq=False)
class Svar:
    """What a search came to, and the least that any answer could cost (`graense`)."""

    status: Status
    graense: float

    @property
    def fundet(self) -> bool:
        """Whether there is an answer, proven or not."""
        return self.status in ("bevist", "tidsgraense")


@dataclass(frozen=True, eq=False)
class Loesning(Svar):
    """An answer: what is given (clinics x kinds) and got (addresses x kinds), and how good it is.

    `vaerdi` is its cost, equal to `graense` where status is "bevist". `nye` is what the columns of
    the `Led` are. Nothing is given or got where there is no answer.
    """

    vaerdi: float
    giver: NDArray[np.int64]
    faar: NDArray[np.int64]
    nye: Tal

    @property
    def gab_pct(self) -> float:
        """How far the answer can be from the best, percent of itself; 0 where it is proven."""
        if self.status == "bevist" or self.vaerdi == self.graense:
            return 0.0
        return 100 * (self.vaerdi - self.graense) / max(abs(self.vaerdi), GAB)


def faelles_trin(stoerrelser: Tal) -> float:
    """Return the largest step that every kind of capacity is a whole number of."""
    broeker = [Fraction(float(s)).limit_denominator(10_000) for s in stoerrelser]
    faelles = math.lcm(*(b.denominator for b in broeker))
    return math.gcd(*(int(b * faelles) for b in broeker)) / faelles


class Forslagsmodel:
    """The programme of a plan: what may be given and got, whatever is wanted of it.

    `nye_kommuner` are addresses that may get beside the clinics, each by its kommune's number in
    `Rammer.koder`. Columns: given, clinics x kinds; then got, addresses x kinds.
    """

    def __init__(self, r: Rammer, nye_kommuner: NDArray[np.intp] | None = None) -> None:
        self.rammer = r
        nye = np.zeros(0, np.intp) if nye_kommuner is None else nye_kommuner
        self.klinikker, self.arter = r.maengde.shape
        self.i_kommune = np.concatenate([r.kommune, nye])
        self.adresser = len(self.i_kommune)
        self.antal_giver = self.klinikker * self.arter
        self.kolonner = self.antal_giver + self.adresser * self.arter
        faar = np.concatenate([r.faar, np.ones(len(nye), bool)])
        slags = r.kan_give.any(axis=0) | (r.krav.nye > 0)
        mest = np.where(slags, r.kan_give.sum(axis=0) + self._hoejst_nye(), 0)
        self.loft = np.concatenate([r.kan_give.ravel(), (faar[:, None] * mest).ravel()])
        self.hver_faar = np.r_[np.zeros(self.antal_giver), np.ones(self.adresser * self.arter)]
        self._faste = self._rammerne()
        self.kommunernes_kapacitet = self._kapacitet()

    def _hoejst_nye(self) -> NDArray[np.int64]:
        return np.floor(self.rammer.krav.nye / self.rammer.stoerrelse).astype(np.int64)

    def loes(
        self,
        led: Led,
        tolerance_pct: float | None,
        hoejst: float = np.inf,
        tid: float = TID,
    ) -> Loesning:
        """Return the answer that costs least with at most so many moves.

        `tolerance_pct` None asks nothing of the kommuner.
        """
        faste, mindst, mest = self._faste
        raekker, lave, hoeje = [faste], [mindst], [mest]
        if tolerance_pct is not None:
            fra, til = self.mellem_trin(*self.rammer.graenser(tolerance_pct))
            raekker.append(self.kommunernes_kapacitet)
            lave.append(fra)
            hoeje.append(til)
        if np.isfinite(hoejst):
            raekker.append(csr_array(self.hver_faar[None]))
            lave.append(np.array([-np.inf]))
            hoeje.append(np.array([hoejst]))
        base = vstack(raekker)
        tomme = csr_array((base.shape[0], len(led.pris)))
        svar = milp(
            np.concatenate([led.base, led.pris]),
            integrality=np.concatenate([np.ones(self.kolonner), led.hele]),
            bounds=Bounds(0, np.concatenate([self.loft, led.loft])),
            constraints=LinearConstraint(
                vstack([hstack([base, tomme]), hstack([led.af_base, led.af_nye])]).tocsr(),
                np.concatenate([*lave, led.mindst]),
                np.concatenate([*hoeje, led.hoejst]),
            ),
            options={"time_limit": tid, "mip_rel_gap": 0.0},
        )
        return self._laest(svar)

    def mellem_trin(self, mindst: Tal, hoejst: Tal) -> tuple[Tal, Tal]:
        """Return the bounds as capacities more than before, halfway to the first number outside.

        Capacities come in steps, and a solver takes a row as met that is off by a millionth: a
        bound that no number of steps is at lets the same through and hangs on no rounding.
        """
        foer, trin = self.rammer.kapacitet, faelles_trin(self.rammer.stoerrelse)
        fra = np.ceil((mindst - foer) / trin - AFRUNDING) - 0.5
        til = np.floor((hoejst - foer) / trin + AFRUNDING) + 0.5
        return fra * trin, til * trin

    def _laest(self, svar: OptimizeResult) -> Loesning:
        x = svar.x
        ingen = np.zeros(self.klinikker * self.arter, np.int64)
        if x is None:
            # 2 is infeasible; anything else ended without having found or refuted an answer.
            status: Status = "kan_ikke" if svar.status == 2 else "intet_fundet"
            nul = np.zeros(self.adresser * self.arter, np.int64)
            return Loesning(status, np.nan, np.nan, self._givet(ingen), self._faaet(nul), ingen)
        hele = np.rint(x[: self.kolonner]).astype(np.int64)
        # A search that is stopped may have a clinic give what it gets: that is no move.
        begge = np.minimum(hele[: self.antal_giver], hele[self.antal_giver :][: self.antal_giver])
        hele[: self.antal_giver] -= begge
        hele[self.antal_giver :][: self.antal_giver] -= begge
        fun = float(svar.fun)
        # A programme without whole columns is solved outright, and has no bound beside its answer.
        graense = fun if svar.mip_dual_bound is None else float(svar.mip_dual_bound)
        bevist = fun - graense <= GAB * max(1.0, abs(fun))
        return Loesning(
            status="bevist" if bevist else "tidsgraense",
            vaerdi=fun,
            graense=fun if bevist else graense,
            giver=self._givet(hele[: self.antal_giver]),
            faar=self._faaet(hele[self.antal_giver :]),
            nye=x[self.kolonner :],
        )

    def _givet(self, hele: NDArray[np.int64]) -> NDArray[np.int64]:
        return hele.reshape(self.klinikker, self.arter)

    def _faaet(self, hele: NDArray[np.int64]) -> NDArray[np.int64]:
        return hele.reshape(self.adresser, self.arter)

    def _kapacitet(self) -> csr_array:
        """Rows: how many capacities more each kommune has after, of the columns."""
        r = self.rammer
        kommune = np.concatenate(
            [np.repeat(r.kommune, self.arter), np.repeat(self.i_kommune, self.arter)]
        )
        vaerdi = np.concatenate(
            [np.tile(-r.stoerrelse, self.klinikker), np.tile(r.stoerrelse, self.adresser)]
        )
        return csr_array(
            (vaerdi, (kommune, np.arange(self.kolonner))), (len(r.koder), self.kolonner)
        )

    def _rammerne(self) -> tuple[csr_array, Tal, Tal]:
        """Rows of what holds whatever is wanted: what is got was given, and what may be given."""
        r, krav = self.rammer, self.rammer.krav
        kolonne = np.arange(self.kolonner)
        slags = np.tile(np.arange(self.arter), self.klinikker + self.adresser)
        fortegn = np.where(kolonne < self.antal_giver, -1.0, 1.0)
        balance = csr_array((fortegn, (slags, kolonne)), (self.arter, self.kolonner))
        nye = csr_array(fortegn[None] * r.stoerrelse[slags])
        flyttet = csr_array((self.hver_faar * r.stoerrelse[slags])[None])
        af = kolonne[: self.antal_giver]
        klinik = csr_array(
            (np.ones(len(af)), (af // self.arter, af)), (self.klinikker, self.kolonner)
        )
        maa = np.maximum(r.maengde.sum(axis=1) - krav.tilbage, 0).astype(float)
        ingen = np.zeros(self.arter)
        return (
            vstack([balance, nye, flyttet, klinik]),
            np.concatenate([ingen, [-np.inf, -np.inf], np.full(self.klinikker, -np.inf)]),
            np.concatenate([self._hoejst_nye(), [krav.nye, krav.loft], maa]),
        )

    @property
    def ingen(self) -> Tal:
        """The cost of nothing."""
        return np.zeros(self.kolonner)

    def kapacitet_efter(self, svar: Loesning) -> Tal:
        """Return the capacities of each kommune with an answer."""
        return self.rammer.kapacitet + self.kommunernes_kapacitet @ self._base(svar)

    def pris(self, led: Led, svar: Loesning) -> float:
        """Return what an answer, found for whatever aim, costs by another."""
        base = self._base(svar)
        faste = led.base @ base
        if not len(led.pris):
            return float(faste)
        bundet = milp(
            led.pris,
            integrality=led.hele.astype(int),
            bounds=Bounds(0, led.loft),
            constraints=LinearConstraint(
                led.af_nye, led.mindst - led.af_base @ base, led.hoejst - led.af_base @ base
            ),
        )
        return float(faste + bundet.fun)

    def _base(self, svar: Loesning) -> Tal:
        return np.concatenate([svar.giver.ravel(), svar.faar.ravel()]).astype(float)

    def uden_led(self, base: Tal) -> Led:
        """Return a cost of what is given and got alone."""
        tom = csr_array((0, self.kolonner))
        nul = np.zeros(0)
        return Led(base, nul, tom, csr_array((0, 0)), nul, nul, nul.astype(bool), nul)

    def antal(self) -> Led:
        """Return the number of moves as cost: what is got, one by one."""
        return self.uden_led(self.hver_faar)
