"""What a proposal must meet: how even it is to be, who takes part, and what may move.

Asked once, of a Plan: `rammer` turns it into what each kommune may have after, and each clinic may
give, which is all the search knows.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from dansk import Inputfejl, opremsning, tal
from planning.aktivitet import forbrug_og_produktion, med_aktivitet
from planning.grundtal import kraev_klinikker
from planning.husket import husket
from planning.kandidater import nye_adresser
from planning.kapacitet import klinikkapacitet
from planning.plan import LAESOE, Plan, Sted
from planning.planomraade import omraade
from planning.talraekke import Tal
from planning.vilkaar import adgang_brydes

#: Inhabitants, those of 70 years and over, residents who were treated.
Vaegt = Literal["indbyggere", "aeldre", "patienter"]
Middel = Literal["alle", "deltagere"]
#: Rights to practise that must be left at a clinic that gives: it may be emptied, it may not, or
#: two are left to spar with.
TILBAGE = (0, 1, 2)
#: New capacities that can be asked for: far beyond what a region has.
HOEJST_NYE = 1000
#: Capacities are sums of halves and whole: closer than this two are the same.
AFRUNDING = 1e-9


@dataclass(frozen=True)
class Krav:
    """What is asked of a proposal.

    `tolerance_pct`: each kommune is to be within so many percent of the mean of inhabitants to a
    capacity, inclusive. `undtag` (codes) neither give, get nor have to be within it; `giver_ikke`
    and `faar_ikke` (codes) are held to it all the same. `laaste` are clinics (klinik_id) that keep
    what they have. `arter` are the kinds of capacity that may move, all where none is named.
    `tilbage`: rights left at a clinic that gives. `loft`: capacities that may be moved or opened at
    most, `nye`: capacities that may be opened beside those there are. `nye_adresser`: whether they
    may be put at `planning.kandidater.nye_adresser`, where the second aim is of ways. `middel`:
    whether the mean is of all kommuner or of those not in `undtag`; `vaegt`: who shares a capacity,
    inhabitants, those of 70 years and over, or residents who were treated.
    """

    tolerance_pct: float = 15.0
    undtag: tuple[str, ...] = (LAESOE,)
    giver_ikke: tuple[str, ...] = ()
    faar_ikke: tuple[str, ...] = ()
    laaste: tuple[str, ...] = ()
    arter: tuple[str, ...] = ()
    tilbage: int = 0
    loft: float = math.inf
    nye: float = 0.0
    nye_adresser: bool = False
    middel: Middel = "alle"
    vaegt: Vaegt = "indbyggere"


@dataclass(frozen=True, eq=False)
class Rammer:
    """What `Krav` comes to for a plan.

    koder: the kommuner (areas, of a plan by areas) in order. hele: whether capacities are whole
    rights to practise; else they are amounts. maengde: clinics x kinds, the rights, or amounts,
    that are there; stoerrelse: capacities to one of each kind. kommune: of each clinic the number
    of its own in `koder`; giver and faar: whether it may give and get (bool), kan_give: clinics x
    kinds; modtager: per kommune, whether there is anywhere there to get. helst: clinics that may
    get and are not known to break the condition of a flytning; all that may, in a kommune where
    each does. hver: who shares a capacity, per kommune; kapacitet: capacities per kommune before;
    holdt: those that must be within the tolerance (bool). middel: `hver` to a capacity, the mean.
    """

    krav: Krav
    koder: tuple[str, ...]
    hele: bool
    kommune: NDArray[np.intp]
    maengde: NDArray[Any]
    stoerrelse: Tal
    giver: NDArray[np.bool_]
    faar: NDArray[np.bool_]
    kan_give: NDArray[Any]
    modtager: NDArray[np.bool_]
    helst: NDArray[np.bool_]
    hver: Tal
    kapacitet: Tal
    holdt: NDArray[np.bool_]
    middel: float

    def graenser(self, tolerance_pct: float) -> tuple[Tal, Tal]:
        """Return the least and the most capacities of each kommune within a tolerance.

        Those that are not held to it may have from none to any number.
        """
        andel = tolerance_pct / 100
        lige = self.hver / self.middel
        mindst = np.where(self.holdt, lige / (1 + andel), 0.0)
        hoejst = np.where(self.holdt & (andel < 1), lige / max(1 - andel, AFRUNDING), np.inf)
        return mindst - AFRUNDING, hoejst + AFRUNDING

    def afvigelse_pct(self, kapacitet: Tal) -> Tal:
        """Return how far each kommune is from the mean with so many capacities, percent.

        inf without any capacity, and above 0 where more share one than in the mean.
        """
        nogen = np.where(kapacitet > 0, kapacitet, 1.0)
        return np.where(kapacitet > 0, 100 * (self.hver / nogen / self.middel - 1), np.inf)

    def vejet(self, hver: Tal) -> Rammer:
        """Return the same asked with other people to share: so many per kommune, and their mean."""
        med = self.holdt if self.krav.middel == "deltagere" else np.ones(len(hver), bool)
        middel = float(hver[med].sum() / self.kapacitet[med].sum())
        return replace(self, hver=hver, middel=middel)

    def stoerste_pct(self, kapacitet: Tal) -> float:
        """Return the largest deviation, either way, of those that are held."""
        return float(np.abs(self.afvigelse_pct(kapacitet))[self.holdt].max(initial=0.0))


@husket()
def rammer(plan: Plan, krav: Krav, speciale: str | None = None) -> Rammer:
    """Return what is asked of a proposal, for a plan; of one speciale where each has its own.

    Raises Inputfejl for a plan without clinics, for a tolerance, limit or number that is none, for
    unknown kommuner, clinics or kinds, for what cannot be asked of amounts (rights left, and new
    capacity), and where nobody takes part.
    """
    kraev_klinikker(plan)
    opgoerelse = plan.opgoerelse
    _kontroller(plan, krav)
    koder = tuple(map(str, plan.kommuner.index))
    egne = plan.efter_kommune.klinikker["kommune_kode"].to_numpy(object)
    klinikker = plan.klinikker.index
    arter = [a for a in opgoerelse.arter if a.taeller]
    maengde = klinikkapacitet(plan, speciale)[[a.noegle for a in arter]].to_numpy()
    egen = "" if opgoerelse.hele else speciale or enestes_speciale(plan)
    flyttes = np.array([not krav.arter or a.noegle in krav.arter for a in arter])
    fri = ~np.isin(egne, krav.undtag) & ~klinikker.isin(krav.laaste)
    giver, faar = (fri & ~np.isin(egne, nej) for nej in (krav.giver_ikke, krav.faar_ikke))
    kan_give = maengde * (giver[:, None] & flyttes)
    hver, holdt = vaegte(plan, krav.vaegt), ~np.isin(koder, krav.undtag)
    kommune = plan.kommuner.index.get_indexer(plan.klinikker["kommune_kode"])
    stoerrelse = np.array([a.kapaciteter(1.0, egen) for a in arter])
    kapacitet: Tal = np.bincount(kommune, maengde @ stoerrelse, len(koder)).astype(float)
    med = holdt if krav.middel == "deltagere" else np.ones(len(koder), bool)
    if not holdt.any() or not kapacitet[med].sum() > 0:
        raise Inputfejl("Der er ingen at bringe nærmere middel. Undtag færre, så der er nogen.")
    return Rammer(
        krav=krav,
        koder=koder,
        hele=opgoerelse.hele,
        kommune=kommune,
        maengde=maengde,
        stoerrelse=stoerrelse,
        giver=giver,
        faar=faar,
        kan_give=kan_give,
        modtager=_modtager(plan, krav, koder, kommune[faar]),
        helst=_helst(plan, kommune, faar),
        hver=hver,
        kapacitet=kapacitet,
        holdt=holdt,
        middel=math.nan,
    ).vejet(hver)


def _modtager(
    plan: Plan, krav: Krav, koder: tuple[str, ...], kommune: NDArray[np.intp]
) -> NDArray[np.bool_]:
    """Return of each kommune whether a clinic there may get, or a new address."""
    har = np.bincount(kommune, minlength=len(koder)) > 0
    if krav.nye_adresser:
        steder = nye_modtagere(plan, krav)
        har[plan.kommuner.index.get_indexer([omraade(plan, sted) for sted in steder])] = True
    return har


def _helst(plan: Plan, kommune: NDArray[np.intp], faar: NDArray[np.bool_]) -> NDArray[np.bool_]:
    helst: NDArray[np.bool_] = faar & ~adgang_brydes(plan)
    uden = ~np.isin(kommune, kommune[helst])
    return helst | (faar & uden)


def nye_modtagere(plan: Plan, krav: Krav) -> tuple[Sted, ...]:
    """Return the new addresses that may get: those of kommuner that take part and may."""
    uden = {*krav.undtag, *krav.faar_ikke}
    return tuple(sted for sted in nye_adresser(plan) if sted.kommune_kode not in uden)


def loft_i_kr(plan: Plan, kr: float, speciale: str | None = None) -> float:
    """Return how many capacities a budget in kr. of the plan's amount is.

    Raises Inputfejl for a plan whose capacity is no amount.
    """
    if plan.opgoerelse.hele:
        raise Inputfejl(
            f"Kapaciteten er opgjort {plan.opgoerelse.navn}, og en kapacitet er ikke et beløb. "
            "Skriv loftet i kapaciteter."
        )
    (art,) = (a for a in plan.opgoerelse.arter if a.taeller)
    return float(art.kapaciteter(kr, speciale or enestes_speciale(plan)))


def vaegte(plan: Plan, vaegt: Vaegt) -> Tal:
    """Return who shares the capacities of each kommune, persons, in the order of the plan's.

    Inhabitants, those of 70 years and over in its polling districts, or residents treated (the
    last year of the field's table of forbrug). Raises Inputfejl where a kommune has none.
    """
    if vaegt == "indbyggere":
        antal = plan.kommuner["indbyggere"]
    elif vaegt == "aeldre":
        antal = plan.distrikter.groupby("kommune_kode")["personer_70"].sum()
    else:
        antal = forbrug_og_produktion(plan, _behandlede(plan))["patienter"]
    tallene = antal.reindex(plan.kommuner.index).to_numpy(float)
    if uden := list(plan.kommuner["kommune"][~(tallene > 0)]):
        raise Inputfejl(
            f"Datasættet har ingen {vaegt} i {opremsning(uden)}, som kapaciteterne skulle vejes "
            "efter. Vælg indbyggere."
        )
    return tallene


def _behandlede(plan: Plan) -> str:
    """Return the speciale whose table of residents treated weighs: the field's own where it has."""
    koder = [s.kode for s in med_aktivitet(plan)]
    if not koder:
        raise Inputfejl(
            "Datasættet har ingen tabel over behandlede borgere. Vælg indbyggere i stedet."
        )
    return plan.fag.ventespeciale if plan.fag.ventespeciale in koder else koder[0]


def enestes_speciale(plan: Plan) -> str:
    """Return the speciale of a plan that holds the capacities of one alone."""
    return str(plan.kapaciteter["speciale"].iloc[0])


def _kontroller(plan: Plan, krav: Krav) -> None:
    if not plan.opgoerelse.hele and (krav.tilbage or krav.nye or krav.arter):
        raise Inputfejl(
            f"Kapaciteten er opgjort {plan.opgoerelse.navn}: hvor mange der bliver i en klinik, "
            "nye kapaciteter og slags kan ikke kræves. Lad dem stå tomme."
        )
    if not (math.isfinite(krav.tolerance_pct) and krav.tolerance_pct > 0):
        vist = tal(krav.tolerance_pct, 1, fast=False)
        raise Inputfejl(f"Tolerancen skal være et tal over 0 procent, ikke {vist}.")
    if krav.tilbage not in TILBAGE:
        valg = opremsning([tal(n) for n in TILBAGE], "eller")
        raise Inputfejl(f"En klinik, der afgiver, kan beholde mindst {valg}, ikke {krav.tilbage}.")
    if not krav.loft >= 0:
        raise Inputfejl("Loftet over flyttede kapaciteter skal være et tal på 0 eller mere.")
    if not 0 <= krav.nye <= HOEJST_NYE:
        raise Inputfejl(f"Antallet af nye kapaciteter skal være fra 0 til {tal(HOEJST_NYE)}.")
    if krav.vaegt not in get_args(Vaegt) or krav.middel not in get_args(Middel):
        raise Inputfejl(
            f"Vægten er {opremsning(get_args(Vaegt), 'eller')}, og middel er af "
            f"{opremsning(get_args(Middel), 'eller')}."
        )
    _kendte("kommunekode", (*krav.undtag, *krav.giver_ikke, *krav.faar_ikke), _koder(plan))
    _kendte("klinik", krav.laaste, plan.klinikker.index)
    _kendte("slags kapacitet", krav.arter, plan.opgoerelse.noegler)


def _koder(plan: Plan) -> list[str]:
    """The codes that may be named: those of the kommuner, and Læsø's also where there is none."""
    return [*plan.efter_kommune.kommuner.index, LAESOE]


def _kendte(hvad: str, navngivne: Collection[str], kendte: Collection[str]) -> None:
    if ukendte := sorted({n for n in navngivne if n not in kendte}):
        vist = opremsning(list(kendte), hoejst=12)
        raise Inputfejl(f"Ukendt {hvad}: {opremsning(ukendte)}. Kendte er {vist}.")
