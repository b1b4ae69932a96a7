"""What a proposal is chosen by when several are equally short: the second aim, as `Led`.

Each is a cost of where the capacity is after, so that the choice too is proven: what kommuner
lack, the minutes that those who lose have longer, or the households without a car that no clinic
is near. Points where the same addresses decide are one row with their weights summed, which
changes no answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, eye_array, hstack, vstack

from planning.egn import stand
from planning.forslagskrav import Rammer, nye_modtagere
from planning.forslagsmodel import Forslagsmodel, Led
from planning.kandidater import minutter_til
from planning.kriterier import LOFT_MINUTTER
from planning.plan import Plan, Sted
from planning.planomraade import omraade
from planning.talraekke import Tal

Maal = Literal["lighed", "mindst", "minutter", "uden_bil"]


#: The second aims that hang on where an address is.
AF_VEJE: tuple[Maal, ...] = ("minutter", "uden_bil")


def med_modtagere(plan: Plan, r: Rammer, maal: Maal) -> tuple[Forslagsmodel, tuple[Sted, ...], Tal]:
    """Return the programme of a plan, the new addresses that may get in it, and the ways to them.

    Ways are addresses x points, minutes, inf where no road leads. There are none unless they are
    asked for, and the second aim is of ways.
    """
    if not (r.krav.nye_adresser and maal in AF_VEJE):
        return Forslagsmodel(r), (), np.zeros((0, len(plan.punkter)))
    steder = nye_modtagere(plan, r.krav)
    minutter = minutter_til(plan, steder).T
    kommune = plan.kommuner.index.get_indexer([omraade(plan, sted) for sted in steder])
    return Forslagsmodel(r, kommune), steder, np.where(np.isnan(minutter), np.inf, minutter)


@dataclass(frozen=True, eq=False)
class Hensyn:
    """A second aim: its `Led`, and what its cost is besides, which nothing moved can change."""

    led: Led
    fast: float = 0.0


def hensyn(
    plan: Plan,
    model: Forslagsmodel,
    maal: Maal,
    graense: float,
    minutter_nye: Tal,
    hoejst: float = np.inf,
) -> Hensyn:
    """Return a second aim for a plan's programme.

    lighed: capacities that kommuner lack of the mean (the sum of what is below it). mindst:
    capacities moved. minutter:
    person-minutes that residents have longer to the nearest clinic with capacity, of those who
    have longer. uden_bil: households without a car with none within `graense` minutes.
    `minutter_nye` (addresses x points, inf where no road leads) is of the model's new addresses;
    with `hoejst` moves at most, clinics with more rights are not emptied.
    """
    if maal == "lighed":
        return Hensyn(_mangler(model))
    if maal == "mindst":
        stoerrelse = np.tile(model.rammer.stoerrelse, model.klinikker + model.adresser)
        return Hensyn(model.uden_led(model.hver_faar * stoerrelse))
    steder = _Steder.af(plan, model, minutter_nye, hoejst)
    egn = stand(plan).egn
    if maal == "uden_bil":
        return steder.uden_for(egn.uden_bil, graense)
    return steder.laengere(egn.personer, _naermest(plan, model))


def _mangler(model: Forslagsmodel) -> Led:
    """Return the cost of what each kommune lacks of the mean, in capacities."""
    r, af_base = model.rammer, model.kommunernes_kapacitet
    antal = len(r.koder)
    return Led(
        base=np.zeros(model.kolonner),
        pris=np.ones(antal),
        af_base=af_base,
        af_nye=csr_array(eye_array(antal)),
        mindst=r.hver / r.middel - r.kapacitet,
        hoejst=np.full(antal, np.inf),
        hele=np.zeros(antal, bool),
        loft=np.full(antal, np.inf),
    )


def _naermest(plan: Plan, model: Forslagsmodel) -> Tal:
    """Return the minutes each point has to the nearest clinic with capacity, before."""
    egn, med = stand(plan).egn, model.rammer.maengde.sum(axis=1) > 0
    naermest = np.minimum(egn.veje.minutter[med].min(axis=0, initial=np.inf), egn.veje.nabovej)
    return np.minimum(naermest, LOFT_MINUTTER)


@dataclass(frozen=True, eq=False)
class _Steder:
    """Addresses whose being open hangs on the programme, and the way past all others.

    `numre` are their numbers among the model's addresses, `minutter` (addresses x points) the way
    to each and `fast` (points) to the nearest that is open whatever is done.
    """

    model: Forslagsmodel
    numre: NDArray[np.intp]
    minutter: Tal
    fast: Tal
    rettigheder: NDArray[np.int64]
    hoejst: float

    @classmethod
    def af(cls, plan: Plan, model: Forslagsmodel, minutter_nye: Tal, hoejst: float) -> _Steder:
        r, egn = model.rammer, stand(plan).egn
        alle = r.maengde.sum(axis=1)
        kan_toemmes = (r.kan_give.sum(axis=1) == alle) & (alle <= hoejst) & (r.krav.tilbage == 0)
        aendres = kan_toemmes | (alle == 0)
        altid = egn.veje.minutter[~aendres].min(axis=0, initial=np.inf)
        numre = np.r_[np.flatnonzero(aendres), np.arange(len(alle), model.adresser)]
        return cls(
            model=model,
            numre=numre,
            minutter=np.vstack([egn.veje.minutter[aendres], minutter_nye]),
            fast=np.minimum(altid, egn.veje.nabovej),
            rettigheder=np.r_[alle[aendres], np.zeros(len(minutter_nye), np.int64)],
            hoejst=hoejst,
        )

    def uden_for(self, hvem: Tal, graense: float) -> Hensyn:
        """Return the cost of those (per point) with no open address within the limit."""
        ude = (self.fast > graense) & (hvem > 0)
        naer = (self.minutter[:, ude] <= graense).T
        ingen = ~naer.any(axis=1)
        fast = float(hvem[ude][ingen].sum())
        return Hensyn(self._led(*_samlet([naer[~ingen]], [hvem[ude][~ingen]])), fast)

    def laengere(self, hvem: Tal, foer: Tal) -> Hensyn:
        """Return the cost of the minutes that those (per point) get longer than before."""
        loft = np.minimum(self.fast, LOFT_MINUTTER)
        kunne = (self.minutter < loft).any(axis=0) & (loft > foer) & (hvem > 0)
        orden = np.argsort(self.minutter[:, kunne], axis=0, kind="stable")
        tider = np.minimum(np.take_along_axis(self.minutter[:, kunne], orden, 0), loft[kunne])
        tider = np.vstack([tider, loft[kunne]])
        med = np.zeros((orden.shape[1], len(self.numre)), bool)
        raekker, hver = np.arange(orden.shape[1]), hvem[kunne]
        lukkes = np.zeros(orden.shape[1])
        saet, tunge = [], []
        for nr in range(len(orden)):
            med[raekker, orden[nr]] = True
            lukkes += self.rettigheder[orden[nr]]
            mere = np.maximum(tider[nr + 1] - np.maximum(tider[nr], foer[kunne]), 0.0)
            tunger = hver * mere
            gaelder = (tunger > 0) & (lukkes <= self.hoejst)
            if gaelder.any():
                saet.append(med[gaelder].copy())
                tunge.append(tunger[gaelder])
        return Hensyn(self._led(*_samlet(saet, tunge)))

    def _led(self, saet: NDArray[np.bool_], tunge: Tal) -> Led:
        """Return the cost of each set (sets x addresses) of which no address is open."""
        model, antal = self.model, len(self.numre)
        aaben = np.zeros((antal, model.adresser), np.int8)
        aaben[np.arange(antal), self.numre] = 1
        hver = np.kron(aaben, np.ones((1, model.arter)))
        af_base = np.hstack([hver[:, : model.antal_giver], -hver])
        tom = csr_array((len(saet), model.kolonner))
        uden = csr_array((antal, len(saet)))
        ikke = len(saet)
        return Led(
            base=np.zeros(model.kolonner),
            pris=np.r_[np.zeros(antal), tunge],
            af_base=vstack([csr_array(af_base), tom]).tocsr(),
            af_nye=vstack(
                [
                    hstack([csr_array(eye_array(antal)), uden]),
                    hstack([csr_array(saet.astype(float)), csr_array(eye_array(ikke))]),
                ]
            ).tocsr(),
            mindst=np.r_[np.full(antal, -np.inf), np.ones(ikke)],
            hoejst=np.r_[self.rettigheder.astype(float), np.full(ikke, np.inf)],
            hele=np.r_[np.ones(antal, bool), np.zeros(ikke, bool)],
            loft=np.ones(antal + ikke),
        )


def _samlet(
    saet: Sequence[NDArray[np.bool_]], tunge: Sequence[Tal]
) -> tuple[NDArray[np.bool_], Tal]:
    """Return each set of addresses once, with the weights of all rows that have it."""
    alle = np.vstack(saet) if saet else np.zeros((0, 0), bool)
    if not len(alle):
        return alle, np.zeros(0)
    pakket = np.packbits(alle, axis=1)
    _, foerste, hvilket = np.unique(pakket, axis=0, return_index=True, return_inverse=True)
    samlet: Tal = np.bincount(hvilket.ravel(), np.concatenate(tunge), len(foerste)).astype(float)
    return alle[foerste], samlet
