"""The figures a scenario is judged by, one function each, in its own unit.

A figure is read from where the capacity is and from nothing else, so the way back has exactly
the opposite effect and the order of moves does not matter. None knows of demand other than the
number of residents, or of what patients choose; travel times are those of the plan. Which
figures the praksisplan asks for, and how much each weighs, is in `planning.effekt`.

Each is written once, for a batch of states on the same ground (`planning.egn`): a plan is a batch
of one, and every single move (`planning.mulige_flytninger`) a batch of some thousands.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planning.egn import Stande
from planning.spredning import middel_og_varians, variationskoefficient
from planning.talraekke import Tal
from planning.tiendedel import sum_af_laveste

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
    middel, varians = middel_og_varians(s.adgang, e.nabolag_andel, e.kommuners_nabolag)
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
