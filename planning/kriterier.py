"""The figures a scenario is judged by, one function each, in its own unit.

A figure is read from where the capacity is and from nothing else, so the way back has exactly
the opposite effect and the order of moves does not matter. None knows of demand other than the
number of residents, or of what patients choose; travel times are those of the plan. Which
figures the praksisplan asks for, and how much each weighs, is in `planning.effekt`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any
from weakref import WeakKeyDictionary, WeakValueDictionary

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planning.kapacitet import klinikkapacitet, rettigheder
from planning.opland import LUO_QI, opland
from planning.plan import Plan
from planning.spredning import variationskoefficient
from planning.tilgaengelighed import PR_INDBYGGERE, Tilgaengelighed
from planning.ventetid import ventetid

#: Minutes to the nearest clinic count at most this much: a resident whom no road takes to one
#: counts with two hours, and is not left out of the mean.
LOFT_MINUTTER = 120.0
#: The share of residents that have the least access.
DAARLIGST = 0.1
#: Fewer rights to practise than this at one address, and there is nobody to spar with.
MINDST_TIL_SPARRING = 2

Tal = NDArray[np.floating[Any]]


@dataclass(frozen=True, eq=False)
class Egn:
    """What no moved capacity changes: residents, clinics, and the ways between them.

    Per demand point `personer` and `punkt_kommune` (position); per kommune of the points
    `kommune_personer`. `minutter` is clinics x points, inf where no road leads, and `opland` the
    catchments of E2SFCA with the zones of Luo & Qi. Per clinic `klinik_kommune` (position) and
    `handicapadgang`; per kommune `navne`, `indbyggere` and `uger` (the mean of the reported
    wait; NaN where nothing is reported). `grund` is what it is made of, held so that no other
    object gets their identity.
    """

    grund: tuple[object, ...]
    personer: Tal
    punkt_kommune: NDArray[np.intp]
    kommune_personer: Tal
    minutter: Tal
    opland: Tilgaengelighed
    klinik_kommune: NDArray[np.intp]
    handicapadgang: NDArray[Any]
    navne: tuple[str, ...]
    indbyggere: NDArray[np.float64]
    uger: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Stand:
    """Where the capacity is: what every figure is read from.

    Per clinic `kapacitet` (capacities) and `rettigheder` (rights to practise, of every kind
    alike; NaN when capacity is an amount).
    """

    egn: Egn
    kapacitet: Tal
    rettigheder: Tal

    @cached_property
    def kommunekapacitet(self) -> NDArray[np.float64]:
        """Capacities of the clinics in each kommune."""
        return _pr_gruppe(self.egn.klinik_kommune, self.kapacitet, len(self.egn.indbyggere))

    @cached_property
    def adgang(self) -> Tal:
        """Access at each point, capacities per 10,000."""
        return PR_INDBYGGERE * self.egn.opland.score(self.kapacitet)

    @cached_property
    def naermeste(self) -> Tal:
        """Minutes from each point to the nearest clinic with capacity; inf out of reach."""
        aabne = self.kapacitet > 0
        minutter = self.egn.minutter if aabne.all() else self.egn.minutter[aabne]
        return minutter.min(axis=0, initial=np.inf)


# Forgotten when the last plan on the ground is, and a plan's Stand when the plan is.
_EGNE: WeakValueDictionary[tuple[object, ...], Egn] = WeakValueDictionary()
_STANDE: WeakKeyDictionary[Plan, dict[str, Stand]] = WeakKeyDictionary()


def stand(plan: Plan, speciale: str | None = None) -> Stand:
    """Return where the capacity of a plan is; raises Inputfejl for an unknown speciale.

    `speciale` is whose waiting times, and with capacity as an amount whose capacity; else that
    of the field.
    """
    speciale = speciale or plan.fag.ventespeciale
    kendte = _STANDE.setdefault(plan, {})
    if speciale not in kendte:
        kendte[speciale] = Stand(
            egn=_egn(plan, speciale),
            kapacitet=klinikkapacitet(plan, speciale)["kapacitet"].to_numpy(float),
            rettigheder=rettigheder(plan),
        )
    return kendte[speciale]


def _egn(plan: Plan, speciale: str) -> Egn:
    """Return the Egn of a plan, the very same for plans that share the frames it is made of."""
    minutter = plan.afstande["minutter"]
    grund = (minutter, plan.punkter, plan.klinikker, plan.kommuner, plan.ventetider)
    noegle = (*map(id, grund), speciale)
    egn = _EGNE.get(noegle)
    if egn is not None:
        return egn
    personer = plan.punkter["indbyggere"].to_numpy(float)
    punkt_kommune, koder = pd.factorize(plan.punkter["kommune_kode"])
    kode, raekker = plan.kommuner.index, np.ascontiguousarray(minutter.T)
    svar = ventetid(plan).query("type == @speciale").set_index("kode")["uger"]
    _EGNE[noegle] = egn = Egn(
        grund=grund,
        personer=personer,
        punkt_kommune=punkt_kommune,
        kommune_personer=_pr_gruppe(punkt_kommune, personer, len(koder)),
        minutter=np.where(np.isnan(raekker), np.inf, raekker),
        opland=Tilgaengelighed.byg(opland(minutter, LUO_QI), personer),
        klinik_kommune=kode.get_indexer(plan.klinikker["kommune_kode"]),
        handicapadgang=plan.klinikker["handicapadgang"].to_numpy(object),
        navne=tuple(plan.kommuner["kommune"]),
        indbyggere=plan.kommuner["indbyggere"].to_numpy(float),
        uger=svar.reindex(kode).to_numpy(float),
    )
    return egn


def _pr_gruppe(gruppe: NDArray[np.intp], vaerdi: Tal, antal: int) -> NDArray[np.float64]:
    return np.bincount(gruppe, vaerdi, antal).astype(np.float64)


def _husket(maal: Callable[[Stand], float]) -> Callable[[Stand], float]:
    """Return a figure that is read once from each Stand: the one before is asked over and over."""
    kendte: WeakKeyDictionary[Stand, float] = WeakKeyDictionary()

    @wraps(maal)
    def tal(s: Stand) -> float:
        if s not in kendte:
            kendte[s] = maal(s)
        return kendte[s]

    return tal


def niveau(s: Stand) -> float:
    """Return the region's capacities per inhabitant."""
    return float(s.kapacitet.sum() / s.egn.indbyggere.sum())


def mangler_i_kommuner(s: Stand, maalestok: float) -> float:
    """Return what kommuner lack of a level, percent of the capacity the region has at that level.

    `maalestok` is capacities per inhabitant: the region's before, for both of two states that are
    compared. Each kommune lacks what it has less than its inhabitants times the level; what
    another has more is not counted against it. At the region's own level this is the share of the
    capacity that would have to move for all to have the same (Hoover's index). Chosen over the
    coefficient of variation, which squares: there Læsø, 0.3 % of the inhabitants, is 39 % of the
    variance, having too much counts for more than having nothing, and emptying the island is an
    improvement. Here a capacity that is missed is missed by as many wherever it is, a kommune left
    with nothing has lost, and capacity taken out of a kommune with none to spare is a loss.
    """
    behov = s.egn.indbyggere * maalestok
    return float(100 * np.maximum(behov - s.kommunekapacitet, 0.0).sum() / behov.sum())


def mellem_kommuner(s: Stand) -> float:
    """Return the spread between kommuner: coefficient of variation, percent.

    Of capacities per inhabitant, weighted by inhabitants (`planning.spredning`).
    """
    return 100 * variationskoefficient(s.kommunekapacitet / s.egn.indbyggere, s.egn.indbyggere)


@_husket
def i_kommunen(s: Stand) -> float:
    """Return the spread within kommuner: the mean of their coefficients of variation, percent.

    Each is of E2SFCA access between the kommune's demand points, weighted by residents, and
    counts in the mean by the kommune's residents. A kommune that nobody there can share any
    capacity in has no differences inside it, 0: what it lost is seen between kommuner.
    """
    e = s.egn
    antal = len(e.kommune_personer)
    vaegt = np.where(e.kommune_personer > 0, e.kommune_personer, 1.0)
    middel = _pr_gruppe(e.punkt_kommune, e.personer * s.adgang, antal) / vaegt
    afvigelse = s.adgang - middel[e.punkt_kommune]
    varians = _pr_gruppe(e.punkt_kommune, e.personer * afvigelse**2, antal) / vaegt
    koefficient = np.sqrt(varians) / np.where(middel > 0, middel, 1.0)
    return float(100 * koefficient @ e.kommune_personer / e.kommune_personer.sum())


@_husket
def naerhed(s: Stand) -> float:
    """Return minutes to the nearest clinic with capacity, the mean over residents.

    Nobody counts with more than LOFT_MINUTTER, also who has no way at all.
    """
    minutter = np.minimum(s.naermeste, LOFT_MINUTTER).astype(float)
    return float(minutter @ s.egn.personer / s.egn.personer.sum())


def inden_for(s: Stand, graense: float) -> float:
    """Return the percent of residents with a clinic with capacity within the limit, inclusive."""
    return float(100 * (s.naermeste <= graense) @ s.egn.personer / s.egn.personer.sum())


@_husket
def daarligst_stillede(s: Stand) -> float:
    """Return mean access of the tenth of residents with least, capacities per 10,000.

    E2SFCA access. The tenth is exact: of the point on its edge only so many residents count as
    fill it.
    """
    orden = np.argsort(s.adgang)
    personer = s.egn.personer[orden]
    tiendedel = DAARLIGST * personer.sum()
    med = np.clip(tiendedel - (np.cumsum(personer) - personer), 0.0, personer)
    return float(med @ s.adgang[orden] / tiendedel)


def ventetid_hvor_kapaciteten_er(s: Stand) -> float:
    """Return the mean reported wait, in weeks, of the kommuner the capacity sits in.

    It rises when capacity moves from a short wait to a long one. A wait is the mean of the
    clinics' answers where they are known (`planning.ventetid`). Kommuner that reported nothing
    take no part, nor does their capacity: a move to or from one is held against the mean of the
    others. NaN unless two kommuner have reported.
    """
    oplyst = ~np.isnan(s.egn.uger)
    kapacitet = s.kommunekapacitet[oplyst]
    if oplyst.sum() < 2 or kapacitet.sum() <= 0:
        return float("nan")
    return float(kapacitet @ s.egn.uger[oplyst] / kapacitet.sum())


def handicapadgang(s: Stand) -> float:
    """Return the percent with an accessible entrance, of the capacity where that is reported.

    A share of capacity, not residents' way to such a clinic: a way changes only when a clinic
    opens or closes, while 2.1.13 asks where the moved capacity ends. Not reported is neither yes
    nor no, and is in neither the share nor the whole. NaN when there is no capacity with a report.
    """
    oplyst = s.kapacitet[oplyst_adgang(s)].sum()
    if not oplyst > 0:
        return float("nan")
    return float(100 * s.kapacitet[s.egn.handicapadgang == "ja"].sum() / oplyst)


def oplyst_adgang(s: Stand) -> NDArray[np.bool_]:
    """Return for each clinic whether its accessibility is reported."""
    return np.isin(s.egn.handicapadgang, ("ja", "nej"))


def samme_uoplyste(foer: Stand, efter: Stand) -> bool:
    """Say whether no clinic whose accessibility is unreported gained or lost capacity."""
    uoplyst = ~oplyst_adgang(efter)
    foerst = np.zeros_like(efter.kapacitet)
    foerst[: len(foer.kapacitet)] = foer.kapacitet
    return bool((foerst == efter.kapacitet)[uoplyst].all())


def faglig_sparring(s: Stand) -> float:
    """Return the percent of capacity at addresses with two or more rights to practise.

    Every kind counts alike: it is people that spar. NaN for capacity as an amount.
    """
    if np.isnan(s.rettigheder).any():
        return float("nan")
    flere = s.rettigheder >= MINDST_TIL_SPARRING
    return float(100 * s.kapacitet[flere].sum() / s.kapacitet.sum())
