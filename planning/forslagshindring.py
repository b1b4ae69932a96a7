"""Why no proposal will do: the kommuner that cannot be reached, and the tolerance that can."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from planning.forslagskrav import Rammer
from planning.forslagsmodel import Forslagsmodel, Led, Loesning, faelles_trin
from planning.plan import Plan
from planning.talraekke import Tal

#: What a tolerance is rounded up by (percent), so that what is at it is within it.
RUNDET_OP = 1e-9
#: Beyond this a tolerance is none: a kommune may have ten times the mean to a capacity.
HOEJESTE_TOLERANCE = 1000.0


@dataclass(frozen=True)
class Hindring:
    """What is in the way of a proposal.

    alene: the kommuner (codes) that cannot come within the tolerance though none else has to, each
    with the deviation nearest to the mean it can have (percent; inf where it can have nothing).
    tolerance_pct: the least tolerance that can be met by all; None where none can.
    binder: the kommuner that are at it.
    """

    alene: tuple[tuple[str, float], ...]
    tolerance_pct: float | None
    binder: tuple[str, ...]


class _Stoppet(Exception):
    """A search ended without having found or refuted an answer: nothing can be said of it."""


def _svar(model: Forslagsmodel, led: Led, tolerance: float, hoejst: float, tid: float) -> Loesning:
    svar = model.loes(led, tolerance, hoejst, tid)
    if svar.status == "intet_fundet":
        raise _Stoppet
    return svar


def hindring(plan: Plan, model: Forslagsmodel, tid: float) -> Hindring | None:
    """Return what is in the way for a programme that has no answer; None where time ran out."""
    try:
        return _hindring(model, tid)
    except _Stoppet:
        return None


def _hindring(model: Forslagsmodel, tid: float) -> Hindring:
    r = model.rammer
    alene = tuple(
        (r.koder[nr], naermest)
        for nr in np.flatnonzero(r.holdt)
        if (naermest := _alene(r, int(nr), tid)) is not None
    )
    tolerance = mindste_tolerance(model, tid=tid)
    if tolerance is None:
        return Hindring(alene, None, ())
    svar = _svar(model, model.antal(), tolerance, np.inf, tid)
    afvigelse = np.abs(r.afvigelse_pct(model.kapacitet_efter(svar)))
    ved = np.flatnonzero(r.holdt & (afvigelse >= tolerance - 1e-6))
    return Hindring(alene, tolerance, tuple(r.koder[nr] for nr in ved))


def _alene(r: Rammer, nr: int, tid: float) -> float | None:
    """Return the deviation nearest the mean a kommune can have alone; None within the tolerance."""
    kun = replace(r, holdt=np.arange(len(r.koder)) == nr)
    model = Forslagsmodel(kun)
    if _svar(model, model.antal(), r.krav.tolerance_pct, np.inf, tid).fundet:
        return None
    tolerance = mindste_tolerance(model, tid=tid)
    if tolerance is None:
        return float("inf")
    svar = _svar(model, model.antal(), tolerance, np.inf, tid)
    return float(r.afvigelse_pct(model.kapacitet_efter(svar))[nr])


def mulige_tolerancer(model: Forslagsmodel) -> Tal:
    """Return every largest deviation there could be, percent, rising: those of any kommune.

    Of each that is held with each number of capacities it can come to have. Between two of them
    no tolerance lets anything more through.
    """
    r = model.rammer
    alt = float(r.kapacitet.sum() + r.krav.nye)
    trin = faelles_trin(r.stoerrelse)
    flyttet = np.arange(int(alt / trin) + 1) * trin
    ud = []
    for nr in np.flatnonzero(r.holdt):
        kapacitet = r.kapacitet[nr] + np.concatenate([flyttet, -flyttet])
        kapacitet = kapacitet[kapacitet > 0]
        ud.append(np.abs(100 * (r.hver[nr] / kapacitet / r.middel - 1)))
    alle = np.unique(np.round(np.concatenate(ud), 9))
    return alle[alle <= HOEJESTE_TOLERANCE]


def mindste_tolerance(
    model: Forslagsmodel, hoejst: float = np.inf, tid: float = 20.0
) -> float | None:
    """Return the least tolerance (percent) that at most so many moves meet; None for none.

    Exact: a search among `mulige_tolerancer`, each asked of the programme.
    """
    mulige = mulige_tolerancer(model)

    def kan(nr: int) -> bool:
        return _svar(model, model.uden_led(model.ingen), float(mulige[nr]), hoejst, tid).fundet

    if not len(mulige) or not kan(len(mulige) - 1):
        return None
    lav, hoej = -1, len(mulige) - 1
    while hoej - lav > 1:
        midt = (lav + hoej) // 2
        lav, hoej = (lav, midt) if kan(midt) else (midt, hoej)
    return float(mulige[hoej]) + RUNDET_OP
