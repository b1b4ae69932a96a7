"""The figures a scenario is judged by, one function each, in its own unit.

A figure is read from where the capacity is and from nothing else, so the way back has exactly
the opposite effect and the order of moves does not matter. None knows of demand other than the
number of residents, or of what patients choose; travel times are those of the plan. Which
figures the praksisplan asks for, and how much each weighs, is in `planning.effekt`.

Each is written once, for a batch of states on the same ground: a plan is a batch of one, and
every single move (`planning.mulige_flytninger`) a batch of some thousands.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from weakref import WeakValueDictionary

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planning.husket import husket
from planning.kapacitet import klinikkapacitet, rettigheder
from planning.nabolag import Nabolag
from planning.plan import Plan
from planning.spredning import middel_og_varians, variationskoefficient
from planning.talraekke import Tal
from planning.tiendedel import sum_af_laveste
from planning.tilgaengelighed import PR_INDBYGGERE, Tilgaengelighed
from planning.ventetid import ventetid

#: Minutes to the nearest clinic count at most this much: a resident whom no road takes to one
#: counts with two hours, and is not left out of the mean.
LOFT_MINUTTER = 120.0
#: The share of residents that have the least access.
DAARLIGST = 0.1
#: Departures that serve a clinic fully, and more do no more: from 7 to 18 each half hour both ways.
#: A default of the app, not of the plan, which says nearness to public transport and no number.
FULD_BETJENING = 44
#: Fewer rights to practise than this at one address, and there is nobody to spar with.
MINDST_TIL_SPARRING = 2


@dataclass(frozen=True, eq=False)
class Egn:
    """What no moved capacity changes: residents, clinics, and the ways between them.

    Per demand point `personer`, `uden_bil` (households without a car) and `nabovej` (minutes to the
    nearest clinic outside the region, inf for none); `minutter` is clinics x points, inf where no
    road leads. `nabolag` are the points that share access by E2SFCA, `opland`: `nabolag_personer`
    live in each, `nabolag_andel` of those in the kommune, `kommune_personer` who live there.
    `i_kommune` is clinics x kommuner, 1 where it lies (areas, of a plan by areas), and
    `indbyggere` is per kommune; per clinic `adgang_ja` and `adgang_oplyst` (bool), whether its
    entrance is accessible and whether that is reported, and `afgange` of public transport near it
    (NaN where that is not known). Waits are by kommune, also of a plan by areas: `venter_i` is
    clinics x kommuner, and per kommune `navne` and `uger` (the mean of the reported wait; NaN where
    nothing is reported). `grund`
    is what it is made of, held so that no other object gets their identity.
    """

    grund: tuple[object, ...]
    personer: Tal
    uden_bil: Tal
    minutter: Tal
    nabovej: Tal
    nabolag_personer: Tal
    nabolag_andel: Tal
    nabolag: Nabolag
    kommune_personer: Tal
    opland: Tilgaengelighed
    i_kommune: Tal
    adgang_ja: NDArray[np.bool_]
    adgang_oplyst: NDArray[np.bool_]
    hold_ja: NDArray[np.bool_]
    hold_oplyst: NDArray[np.bool_]
    afgange: Tal
    indbyggere: NDArray[np.float64]
    venter_i: Tal
    navne: tuple[str, ...]
    uger: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Stande:
    """Where the capacity is in each of some states: what every figure is read from.

    States x clinics: `kapacitet` (capacities) and `rettigheder` (rights to practise, of every
    kind alike; NaN when capacity is an amount). Access takes memory of states x nabolag, so read
    many some at a time.
    """

    egn: Egn
    kapacitet: Tal
    rettigheder: Tal

    @cached_property
    def noget(self) -> NDArray[np.bool_]:
        """Whether there is any capacity, of each state."""
        return self.kapacitet.sum(axis=1) > 0

    @cached_property
    def kommunekapacitet(self) -> Tal:
        """Capacities of the clinics in each kommune, states x kommuner."""
        return self.kapacitet @ self.egn.i_kommune

    @cached_property
    def adgang(self) -> Tal:
        """Access in each nabolag, capacities per 10,000, states x nabolag."""
        return self.egn.opland.score(PR_INDBYGGERE * self.kapacitet)

    @cached_property
    def aabne(self) -> tuple[NDArray[np.bool_], list[int]]:
        """The sets of clinics with capacity there are (sets x clinics), and each state's set."""
        kendte: dict[bytes, int] = {}
        saet = [kendte.setdefault(a.tobytes(), len(kendte)) for a in self.kapacitet > 0]
        return np.array([np.frombuffer(a, bool) for a in kendte]), saet

    @cached_property
    def naermeste(self) -> Tal:
        """Minutes to the nearest clinic of each set of `aabne`, sets x points; inf out of reach.

        One outside the region is always open.
        """
        (saet, _), minutter = self.aabne, self.egn.minutter
        # Most are open in every set, and are looked through once.
        altid = saet.all(axis=0)
        egne = (minutter if altid.all() else minutter[altid]).min(axis=0, initial=np.inf)
        faelles = np.minimum(egne, self.egn.nabovej)
        veje = np.tile(faelles, (len(saet), 1))
        for vej, aabne in zip(veje, saet & ~altid, strict=True):
            for klinik in np.flatnonzero(aabne):
                np.minimum(vej, minutter[klinik], out=vej)
        return veje

    def blandt(self, hvem: Tal, vej: NDArray[Any]) -> Tal:
        """Return of each state the mean over `hvem` (points) of what is read from `naermeste`."""
        i_alt = hvem.sum() or np.nan
        return (np.einsum("sp,p->s", vej, hvem) / i_alt)[self.aabne[1]]


# Forgotten when the last plan on the ground is.
_EGNE: WeakValueDictionary[tuple[object, ...], Egn] = WeakValueDictionary()


@husket()
def stand(plan: Plan, speciale: str | None = None) -> Stande:
    """Return where the capacity of a plan is, one state; Inputfejl for an unknown speciale.

    `speciale` is whose waiting times, and with capacity as an amount whose capacity; else that
    of the field.
    """
    speciale = speciale or plan.fag.ventespeciale
    return Stande(
        egn=_egn(plan, speciale),
        kapacitet=klinikkapacitet(plan, speciale)["kapacitet"].to_numpy(float)[None],
        rettigheder=rettigheder(plan)[None],
    )


def _egn(plan: Plan, speciale: str) -> Egn:
    """Return the Egn of a plan, the very same for plans that share the frames it is made of."""
    minutter = plan.afstande["minutter"]
    grund = (
        *(minutter, plan.naboafstande),
        *(plan.punkter, plan.klinikker, plan.kommuner, plan.ventetider, plan.transport),
        plan.klinikoplysninger,
    )
    noegle = (*map(id, grund), speciale)
    egn = _EGNE.get(noegle)
    if egn is not None:
        return egn
    nabolag = Nabolag.af(pd.factorize(plan.punkter["kommune_kode"])[0], minutter)
    raekker, kommuneplan = np.ascontiguousarray(minutter.T), plan.efter_kommune
    vent = ventetid(plan)
    svar = vent[(vent["type"] == speciale).to_numpy()].set_index("kode")["uger"]
    adgang = plan.klinikker["handicapadgang"].to_numpy(object)
    hold = plan.klinikoplysninger["holdtraening"].reindex(plan.klinikker.index).to_numpy(object)
    _EGNE[noegle] = egn = Egn(
        grund=grund,
        uden_bil=plan.punkter["husstande_uden_bil"].to_numpy(float),
        minutter=np.where(np.isnan(raekker), np.inf, raekker),
        nabovej=plan.nabovej("minutter"),
        nabolag=nabolag,
        **nabolag.folk(plan.punkter["indbyggere"].to_numpy(float)),
        i_kommune=_hvor(plan),
        adgang_ja=adgang == "ja",
        adgang_oplyst=np.isin(adgang, ("ja", "nej")),
        hold_ja=hold == "ja",
        hold_oplyst=np.isin(hold, ("ja", "nej")),
        afgange=plan.transport["afgange"].reindex(plan.klinikker.index).to_numpy(float),
        indbyggere=plan.kommuner["indbyggere"].to_numpy(float),
        venter_i=_hvor(kommuneplan),
        navne=tuple(kommuneplan.kommuner["kommune"]),
        uger=svar.reindex(kommuneplan.kommuner.index).to_numpy(float),
    )
    return egn


def _hvor(plan: Plan) -> Tal:
    koder = plan.kommuner.index
    return np.eye(len(koder))[koder.get_indexer(plan.klinikker["kommune_kode"])]


def _forhold(del_: Tal, hele: Tal) -> Tal:
    """Return the part of the whole, NaN where there is no whole."""
    return np.divide(del_, hele, where=hele > 0, out=np.full(len(hele), np.nan))


def niveau(s: Stande) -> Tal:
    """Return the region's capacities per inhabitant, of each state."""
    return s.kapacitet.sum(axis=1) / s.egn.indbyggere.sum()


def mangler_i_kommuner(s: Stande, maalestok: float) -> Tal:
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
    return 100 * np.maximum(behov - s.kommunekapacitet, 0.0).sum(axis=1) / behov.sum()


def mellem_kommuner(s: Stande) -> Tal:
    """Return the spread between kommuner: coefficient of variation, percent.

    Of capacities per inhabitant, weighted by inhabitants (`planning.spredning`).
    """
    indbyggere = s.egn.indbyggere
    return 100 * variationskoefficient(s.kommunekapacitet / indbyggere, indbyggere)


def i_kommunen(s: Stande) -> Tal:
    """Return the spread within kommuner: the mean of their coefficients of variation, percent.

    Each is of E2SFCA access between the kommune's demand points, weighted by residents, and
    counts in the mean by the kommune's residents. A kommune that nobody there can share any
    capacity in has no differences inside it, 0: what it lost is seen between kommuner.
    """
    e = s.egn
    middel, varians = middel_og_varians(s.adgang, e.nabolag_andel, e.nabolag.skel)
    koefficient = np.sqrt(varians) / np.where(middel > 0, middel, 1.0)
    return 100 * koefficient @ e.kommune_personer / e.kommune_personer.sum()


def naerhed(s: Stande) -> Tal:
    """Return minutes to the nearest clinic with capacity, the mean over residents.

    Nobody counts with more than LOFT_MINUTTER, also who has no way at all.
    """
    return s.blandt(s.egn.personer, np.minimum(s.naermeste, LOFT_MINUTTER))


def inden_for(s: Stande, graense: float) -> Tal:
    """Return the percent of residents with a clinic with capacity within the limit, inclusive."""
    return 100 * s.blandt(s.egn.personer, s.naermeste <= graense)


def uden_bil_inden_for(s: Stande, graense: float) -> Tal:
    """Return the percent of households without a car that have such a clinic within the limit.

    The way is by car as for all, since no bus is in the data: a share of those who would need it
    near, not of those who can get there. NaN where there are no such households.
    """
    return 100 * s.blandt(s.egn.uden_bil, s.naermeste <= graense)


def daarligst_stillede(s: Stande) -> Tal:
    """Return mean access of the tenth of residents with least, capacities per 10,000.

    E2SFCA access. The tenth is exact: of the point on its edge only so many residents count as
    fill it.
    """
    tiendedel = DAARLIGST * s.egn.personer.sum()
    return sum_af_laveste(s.adgang, s.egn.nabolag_personer, tiendedel) / tiendedel


def ventetid_hvor_kapaciteten_er(s: Stande) -> Tal:
    """Return the mean reported wait, in weeks, of the kommuner the capacity sits in.

    It rises when capacity moves from a short wait to a long one. A wait is the mean of the
    clinics' answers where they are known (`planning.ventetid`). Kommuner that reported nothing
    take no part, nor does their capacity: a move to or from one is held against the mean of the
    others. NaN unless two kommuner have reported.
    """
    oplyst = ~np.isnan(s.egn.uger)
    if oplyst.sum() < 2:
        return np.full(len(s.kapacitet), np.nan)
    kapacitet = (s.kapacitet @ s.egn.venter_i)[:, oplyst]
    return _forhold(kapacitet @ s.egn.uger[oplyst], kapacitet.sum(axis=1))


def handicapadgang(s: Stande) -> Tal:
    """Return the percent with an accessible entrance, of the capacity where that is reported.

    A share of capacity, not residents' way to such a clinic: a way changes only when a clinic
    opens or closes, while 2.1.13 asks where the moved capacity ends. Not reported is neither yes
    nor no, and is in neither the share nor the whole. NaN when there is no capacity with a report.
    """
    return 100 * _forhold(s.kapacitet @ s.egn.adgang_ja, s.kapacitet @ s.egn.adgang_oplyst)


def holdtraening(s: Stande) -> Tal:
    """Return the same of clinics with rooms for holdtræning."""
    return 100 * _forhold(s.kapacitet @ s.egn.hold_ja, s.kapacitet @ s.egn.hold_oplyst)


def samme_uoplyste(foer: Stande, efter: Stande) -> NDArray[np.bool_]:
    """Say of each state after whether no clinic of unreported accessibility gained or lost.

    `foer` is one state; clinics that came since had none.
    """
    return _uroert(foer, efter, ~efter.egn.adgang_oplyst)


def samme_uoplyste_hold(foer: Stande, efter: Stande) -> NDArray[np.bool_]:
    """Say the same of clinics whose rooms are not reported."""
    return _uroert(foer, efter, ~efter.egn.hold_oplyst)


def samme_uden_afgange(foer: Stande, efter: Stande) -> NDArray[np.bool_]:
    """Say the same of clinics whose departures are not known."""
    return _uroert(foer, efter, np.isnan(efter.egn.afgange))


def _uroert(foer: Stande, efter: Stande, klinikker: NDArray[np.bool_]) -> NDArray[np.bool_]:
    kapacitet = np.zeros(efter.kapacitet.shape[1])
    kapacitet[: foer.kapacitet.shape[1]] = foer.kapacitet
    return (efter.kapacitet == kapacitet)[:, klinikker].all(axis=1)


def offentlig_transport(s: Stande) -> Tal:
    """Return how much of full service the capacity has, percent, where departures are known.

    A capacity where FULD_BETJENING or more departures leave nearby has 100, one with fewer in
    proportion, one with none 0. The mean over capacity, as 2.1.13 asks where the moved capacity
    ends. Departures themselves would send every capacity to the bus station of Aalborg: from 400
    to 410 of them nobody is nearer to public transport, from 0 to 10 they are. A share of capacity
    above a number would have a cliff at it, where most clinics of small towns are.
    """
    kendt = ~np.isnan(s.egn.afgange)
    betjening = np.minimum(np.where(kendt, s.egn.afgange, 0.0) / FULD_BETJENING, 1.0)
    return 100 * _forhold(s.kapacitet @ betjening, s.kapacitet @ kendt)


def afgange_hvor_kapaciteten_er(s: Stande) -> Tal:
    """Return the mean number of departures over capacity, where they are known."""
    kendt = ~np.isnan(s.egn.afgange)
    return _forhold(s.kapacitet @ np.where(kendt, s.egn.afgange, 0.0), s.kapacitet @ kendt)


def faglig_sparring(s: Stande) -> Tal:
    """Return the percent of capacity at addresses with two or more rights to practise.

    Every kind counts alike: it is people that spar. NaN for capacity as an amount.
    """
    flere = np.where(s.rettigheder >= MINDST_TIL_SPARRING, s.kapacitet, 0.0).sum(axis=1)
    return np.where(
        np.isnan(s.rettigheder).any(axis=1), np.nan, 100 * _forhold(flere, s.kapacitet.sum(axis=1))
    )
