"""What the user asks for: sections, measure, scenarios by name, template and map formats."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from dansk import Inputfejl, opremsning
from lager.dokument import Scenarie
from lager.scenarielager import Lager
from planning.adgang import STANDARDAFTAGEN
from planning.effekt import STANDARDGRAENSE, STANDARDVAEGTE
from planning.forslagskrav import Krav
from planning.plan import Plan
from planning.status import Grundlag
from planning.tiltag import Tiltag, fra_dict

if TYPE_CHECKING:  # what is asked for can be said without matplotlib, and without a solver
    from kort.tryk.fil import Filtype
    from planning.forslagsmaal import Maal

#: The sections, in the order they stand.
AFSNIT: Mapping[str, str] = {
    "status": "Kapacitet og indbyggere",
    "aktivitet": "Aktivitet",
    "ventetid": "Ventetid",
    "daekning": "Dækning og adgang",
    "oekonomi": "Økonomi",
    "kommuneark": "Kommune for kommune",
    "atlas": "Atlas",
    "kort": "Kort",
    "forslag": "Forslag til færrest flytninger",
    "scenarier": "Scenarier",
    "metode": "Metode og forbehold",
    "kilder": "Kilder",
    "datafejl": "Fundne fejl og modsigelser i kilden",
}
#: Those that stand unless others are named: a proposal and the atlas come when they are asked for.
ALLE = tuple(a for a in AFSNIT if a not in ("forslag", "atlas"))
#: The maps of a plan, in order.
KORT: Mapping[str, str] = {
    "indbyggere-pr-kapacitet": "Indbyggere pr. kapacitet",
    "afvigelse": "Afvigelse fra regionen",
    "klinikker": "Klinikkerne",
    "ventetid": "Ventetid",
    "daekning": "Dækning",
    "adgang": "Adgang",
}
#: The map formats that fit a page of text: two maps a page, or one that fills it.
TEKSTBREDDE, TEKSTSIDE = "tekstbredde", "tekstside"


@dataclass(frozen=True)
class Valg:
    """How the figures are read, as chosen on the pages.

    `graense` is in the unit of `maal`; `aftagen` the decay of access; `vaegte` weights the
    criteria of the effect, and `speciale` is whose waiting times it reads, the field's own when it
    is empty. `krav` and `hensyn` are what a proposal is asked for (`planning.forslag`). `dato` is
    printed on the front when it is given: the day is an input, so that the same input gives the
    same bytes. `kort` are the maps of `KORT` that stand, all of them when it is empty.
    """

    grundlag: Grundlag = "klinikliste"
    maal: str = "minutter"
    graense: float = STANDARDGRAENSE
    aftagen: str = STANDARDAFTAGEN
    # Weights have no order to be told by: what is alike in all else is held against them.
    vaegte: Mapping[str, float] = field(default_factory=lambda: dict(STANDARDVAEGTE), hash=False)
    dato: date | None = None
    speciale: str = ""
    krav: Krav = field(default_factory=Krav)
    hensyn: Maal = "lighed"
    kort: tuple[str, ...] = ()

    def paa(self, plan: Plan) -> Valg:
        """Return the same choices, each said in one way, so that what is asked alike is alike.

        The limit and weights are floats, the speciale is named also where it is the field's, and
        maps stand in their order, all of them as none.
        """
        ukendte = [k for k in self.kort if k not in KORT]
        kort = [k for k in KORT if k in self.kort]
        return replace(
            self,
            graense=float(self.graense),
            vaegte={navn: float(vaegt) for navn, vaegt in self.vaegte.items()},
            speciale=self.speciale or plan.fag.ventespeciale,
            kort=(*ukendte, *(kort if len(kort) < len(KORT) else ())),
        )


@dataclass(frozen=True)
class NavngivetScenarie:
    """A scenario as it stands in a bilag: its tiltag, and what it was saved as.

    `aar` is the year it is for; None where none is chosen.
    """

    navn: str
    tiltag: tuple[Tiltag, ...]
    formaal: str = ""
    forfatter: str = ""
    id: str = ""
    version: int = 0
    aar: int | None = None

    @classmethod
    def af_gemt(cls, gemt: Scenarie) -> NavngivetScenarie:
        """Return a scenario of the store; raises Inputfejl naming it when a tiltag is unknown."""
        try:
            tiltag = tuple(fra_dict(t) for t in gemt.tiltag)
        except Inputfejl as fejl:
            raise Inputfejl(f"»{gemt.navn}« kan ikke eksporteres. {fejl}") from fejl
        ophav = gemt.formaal, gemt.forfatter, gemt.id, gemt.version
        return cls(gemt.navn, tiltag, *ophav, gemt.aar)


@dataclass(frozen=True)
class Bestilling:
    """What is to be made; two that are equal give the same files from the same plan.

    `kortformater` are keys of `kort.tryk.trykkort.FORMATER`, `filtyper` what the maps are saved as;
    `skabelon` is a Word document whose style is used, `diasskabelon` a PowerPoint file in whose
    layouts the slides are written.
    """

    scenarier: tuple[NavngivetScenarie, ...] = ()
    afsnit: tuple[str, ...] = ALLE
    valg: Valg = field(default_factory=Valg)
    skabelon: bytes | None = field(default=None, repr=False)
    kortformater: tuple[str, ...] = (TEKSTBREDDE,)
    filtyper: tuple[Filtype, ...] = ("png", "svg", "pdf")
    diasskabelon: bytes | None = field(default=None, repr=False)

    @property
    def uden_scenarie(self) -> bool:
        """Whether the section of scenarios is asked for, and none to stand in it."""
        return "scenarier" in self.afsnit and not self.scenarier

    @property
    def er_tom(self) -> bool:
        """Whether nothing asked for has anything in it."""
        return not self.afsnit or (self.uden_scenarie and set(self.afsnit) == {"scenarier"})

    @property
    def har_kort(self) -> bool:
        """Whether a section asked for has printed maps."""
        return "kort" in self.afsnit or ("scenarier" in self.afsnit and bool(self.scenarier))


def er_afgjort(lager: Lager, scenarie: NavngivetScenarie) -> bool:
    """Say whether something is decided of a saved scenario as it is; not of one never saved."""
    return bool(scenarie.id) and any(
        post.handling == "besluttet" and post.version == scenarie.version
        for post in lager.log(scenarie.id)
    )


def aabne_scenarier(lager: Lager) -> tuple[NavngivetScenarie, ...]:
    """Return the saved scenarios that nothing is decided of; raises as the store does.

    One that is of another edition of the program, and cannot be read, is left out.
    """
    fundne = []
    for gemt in lager.find():
        with suppress(Inputfejl):
            fundne.append(NavngivetScenarie.af_gemt(gemt))
    return tuple(s for s in fundne if not er_afgjort(lager, s))


def tjek_kort(valgte: Collection[str]) -> None:
    """Raise Inputfejl for a map that is not in `KORT`."""
    if ukendte := [k for k in valgte if k not in KORT]:
        raise Inputfejl(
            f"Ukendt kort: {opremsning([f'»{k}«' for k in ukendte])}. "
            f"Kortene er {opremsning(list(KORT))}."
        )


def tjek_afsnit(valgte: Collection[str]) -> tuple[str, ...]:
    """Return the sections asked for in their order; Inputfejl for an unknown one or none."""
    if ukendte := [a for a in valgte if a not in AFSNIT]:
        raise Inputfejl(
            f"Ukendt afsnit: {opremsning([f'»{a}«' for a in ukendte])}. "
            f"Afsnittene er {opremsning(list(AFSNIT))}."
        )
    if not valgte:
        raise Inputfejl("Der er ikke valgt noget afsnit. Vælg mindst ét.")
    return tuple(a for a in AFSNIT if a in valgte)
