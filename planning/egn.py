"""Where the capacity is, and the ground it is on: what every criterion reads its figure from.

A state is where the capacity of a plan is, and many are held at a time on the same ground. One
place more is the same ground with a column more (`med_sted`), made of what the others are.
"""

from __future__ import annotations

import dataclasses
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
from planning.opland import TRIN_20
from planning.plan import Plan, Sted
from planning.planomraade import omraade
from planning.samme import Samme
from planning.talraekke import Tal
from planning.tilgaengelighed import PR_INDBYGGERE, Tilgaengelighed
from planning.ventetid import ventetid


@dataclass(frozen=True, eq=False)
class Veje:
    """The ways to the clinics: what is nearest, and what is shared.

    `minutter` is clinics x points, inf where no road leads, and `nabovej` per point the minutes to
    the nearest clinic outside the region, inf for none. `nabolag` are the points that share access,
    and `opland` their access by E2SFCA.
    """

    minutter: Tal
    nabovej: Tal
    nabolag: Nabolag
    opland: Tilgaengelighed


@dataclass(frozen=True, eq=False)
class Egn:
    """What no moved capacity changes: residents, clinics, and the ways between them.

    Per demand point `personer` and `uden_bil` (households without a car). A nabolag is the points
    of one kommune that have the same clinics in the same zones of TRIN_20, and so the same access.
    `nabolag_personer` live in each, `nabolag_andel` of those in the kommune; `kommuners_nabolag` is
    where those of each kommune begin, and where the last end, `kommune_personer` who live there.
    `i_kommune` is clinics x kommuner, 1 where it lies (areas, of a plan by areas), and
    `indbyggere` is per kommune; per clinic `adgang_ja` and `adgang_oplyst` (bool), whether its
    entrance is accessible and whether that is reported, the same of rooms for holdtraening, and
    `afgange` of public transport near it (NaN where that is not known). Waits are by kommune, also
    of a plan by areas: `venter_i` is clinics x kommuner, and per kommune `navne` and `uger` (the
    mean of the reported wait; NaN where nothing is reported). `grund` is what it is made of, held
    so that no other object gets their identity. `veje` are those to the clinics of the plan, also
    where a place is added (`MedSted`).
    """

    grund: tuple[object, ...]
    veje: Veje
    personer: Tal
    uden_bil: Tal
    nabolag_personer: Tal
    nabolag_andel: Tal
    kommuners_nabolag: NDArray[np.intp]
    kommune_personer: Tal
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
        return self.egn.veje.opland.score(PR_INDBYGGERE * self.kapacitet)

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
        (saet, _), minutter = self.aabne, self.egn.veje.minutter
        # Most are open in every set, and are looked through once.
        altid = saet.all(axis=0)
        egne = (minutter if altid.all() else minutter[altid]).min(axis=0, initial=np.inf)
        faelles = np.minimum(egne, self.egn.veje.nabovej)
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
_RAEKKER: WeakValueDictionary[Samme, Tal] = WeakValueDictionary()


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
    personer = plan.punkter["indbyggere"].to_numpy(float)
    nabolag = Nabolag.af(pd.factorize(plan.punkter["kommune_kode"])[0], minutter)
    hver = nabolag.hver(personer)
    kommuneplan = plan.efter_kommune
    vent = ventetid(plan)
    svar = vent[(vent["type"] == speciale).to_numpy()].set_index("kode")["uger"]
    adgang = plan.klinikker["handicapadgang"].to_numpy(object)
    hold = plan.klinikoplysninger["holdtraening"].reindex(plan.klinikker.index).to_numpy(object)
    _EGNE[noegle] = egn = Egn(
        grund=grund,
        veje=Veje(
            minutter=_raekker(Samme(minutter)),
            # In the precision of the others, which a limit is compared in.
            nabovej=plan.nabovej("minutter").astype(minutter.dtype),
            nabolag=nabolag,
            opland=nabolag.adgang(hver),
        ),
        personer=personer,
        uden_bil=plan.punkter["husstande_uden_bil"].to_numpy(float),
        **_inddelt(hver, nabolag.skel),
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


def _raekker(minutter: Samme) -> Tal:
    """Return points x clinics as clinics x points, inf for NaN; the very same while any has it.

    It is the times themselves where they lie in memory by clinic and have no holes.
    """
    kendt = _RAEKKER.get(minutter)
    if kendt is None:
        kendt = np.ascontiguousarray(minutter.hvad.T)
        if (huller := np.isnan(kendt)).any():
            kendt = np.where(huller, np.inf, kendt)
        _RAEKKER[minutter] = kendt
    return kendt


def med_folk(egn: Egn, personer: Tal) -> Egn:
    """Return the same ground with other people, persons per point."""
    nabolag = egn.veje.nabolag
    hver = nabolag.hver(personer)
    veje = dataclasses.replace(egn.veje, opland=nabolag.adgang(hver))
    inddelt = _inddelt(hver, nabolag.skel)
    return dataclasses.replace(egn, veje=veje, personer=personer, **inddelt)


def _inddelt(hver: Tal, skel: NDArray[np.intp]) -> dict[str, Any]:
    """Return what is to be known of nabolag: residents of each, and where each kommune's begin."""
    i_alt = np.add.reduceat(hver, skel[:-1])
    return {
        "nabolag_personer": hver,
        "nabolag_andel": hver / np.repeat(np.where(i_alt > 0, i_alt, 1.0), np.diff(skel)),
        "kommuners_nabolag": skel,
        "kommune_personer": i_alt,
    }


def _hvor(plan: Plan) -> Tal:
    koder = plan.kommuner.index
    return np.eye(len(koder))[koder.get_indexer(plan.klinikker["kommune_kode"])]


@dataclass(frozen=True, eq=False)
class NytSted:
    """A place that is no clinic, and the ground with it: `egn`, the place last among the clinics.

    `minutter` per point, inf where no road leads. Of each nabolag of `egn`: `del_af`, which one it
    is a part of without the place, and `pr_kapacitet`, the access it has to each capacity there.
    """

    egn: Egn
    minutter: Tal
    del_af: NDArray[np.intp]
    pr_kapacitet: Tal

    def med(self, uden: Stande, maengde: Tal) -> Stande:
        """Return some states with one right to practise more each, of so many capacities."""
        kapacitet = np.column_stack([uden.kapacitet, maengde])
        rettigheder_ = np.column_stack([uden.rettigheder, np.ones(len(maengde))])
        return MedSted(self.egn, kapacitet, rettigheder_, uden, self)


@dataclass(frozen=True, eq=False)
class MedSted(Stande):
    """States with capacity at a new place: what they are without it is read once for all places."""

    uden: Stande
    sted: NytSted

    @cached_property
    def adgang(self) -> Tal:
        """Access in each nabolag: that without the place, and what it adds within its reach."""
        her = np.outer(self.kapacitet[:, -1], self.sted.pr_kapacitet)
        her += self.uden.adgang[:, self.sted.del_af]
        return her

    @cached_property
    def aabne(self) -> tuple[NDArray[np.bool_], list[int]]:
        """The sets of clinics with capacity, the place always among them, and each state's set."""
        saet, hvilket = self.uden.aabne
        return np.column_stack([saet, np.ones(len(saet), bool)]), hvilket

    @cached_property
    def naermeste(self) -> Tal:
        """Minutes to the nearest clinic of each set, or to the place."""
        return np.minimum(self.uden.naermeste, self.sted.minutter)


def nyt_sted(plan: Plan, egn: Egn, sted: Sted, minutter: Tal) -> NytSted:
    """Return a place that is no clinic of a plan; `minutter` per point, NaN where no road leads."""
    zone = np.sum([minutter <= graense for graense, _ in TRIN_20.trin], axis=0, dtype=np.intp)
    zoner, antal = len(TRIN_20.trin) + 1, len(egn.nabolag_personer)
    noegle = egn.veje.nabolag.af_punkt * zoner + zone
    findes = np.flatnonzero(np.bincount(noegle, minlength=antal * zoner))
    hver = np.bincount(noegle, egn.personer, minlength=antal * zoner)[findes].astype(float)
    del_af, zone = findes // zoner, findes % zoner
    # The zones nest: a point in so many of them is in the last so many.
    vaegt = np.append([vaegt for _, vaegt in TRIN_20.trin], 0.0)[len(TRIN_20.trin) - zone]
    behov = hver @ vaegt
    kommuneplan, afgange = plan.efter_kommune, np.nan
    if not plan.transport.empty:
        afgange = plan.transport_ved(sted)["afgange"]
    med = dataclasses.replace(
        egn,
        **_inddelt(hver, np.searchsorted(del_af, egn.kommuners_nabolag)),
        i_kommune=np.vstack([egn.i_kommune, plan.kommuner.index == omraade(plan, sted)]),
        adgang_ja=np.append(egn.adgang_ja, sted.handicapadgang == "ja"),
        adgang_oplyst=np.append(egn.adgang_oplyst, sted.handicapadgang in ("ja", "nej")),
        hold_ja=np.append(egn.hold_ja, False),
        hold_oplyst=np.append(egn.hold_oplyst, False),
        afgange=np.append(egn.afgange, afgange),
        venter_i=np.vstack([egn.venter_i, kommuneplan.kommuner.index == sted.kommune_kode]),
    )
    pr_kapacitet = PR_INDBYGGERE * vaegt / behov if behov > 0 else np.zeros(len(vaegt))
    return NytSted(med, np.where(np.isnan(minutter), np.inf, minutter), del_af, pr_kapacitet)
