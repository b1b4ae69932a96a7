"""What the areas are called that a plan is told by: kommuner, sundhedsråd, or the user's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dansk import alfabetisk, opremsning
from planning.effekt import HARMONISERING, INDENFOR
from planning.inddeling import Inddeling, Slags
from planning.plan import Plan

#: Where the user has made the grouping.
EGEN = "egen inddeling"


@dataclass(frozen=True)
class Omraadeord:
    """An area in the singular and the plural, without and with the article, and by its name.

    `en`, `ingen` and `den_enkelte` are as its gender has them.
    """

    ental: str
    flertal: str
    bestemt: str
    bestemt_flertal: str
    en: str
    ingen: str
    den_enkelte: str
    med_navn: str = "{}"

    @property
    def overskrift(self) -> str:
        """What heads a column of them."""
        return self.ental.capitalize()

    @property
    def alle(self) -> str:
        """All of them, as a heading."""
        return self.bestemt_flertal.capitalize()

    def fuldt(self, navn: str) -> str:
        """Return an area by its full name: »Aalborg Kommune«, »Sundhedsråd Vendsyssel«."""
        return self.med_navn.format(navn)


ORD: Mapping[Slags, Omraadeord] = {
    "kommune": Omraadeord(
        *("kommune", "kommuner", "kommunen", "kommunerne", "en", "ingen", "den enkelte"),
        "{} Kommune",
    ),
    "sundhedsraad": Omraadeord(
        *("sundhedsråd", "sundhedsråd", "sundhedsrådet", "sundhedsrådene"),
        *("et", "intet", "det enkelte", "Sundhedsråd {}"),
    ),
    "omraade": Omraadeord(
        *("område", "områder", "området", "områderne"), *("et", "intet", "det enkelte")
    ),
}


def omraadeord(plan: Plan) -> Omraadeord:
    """Return what the areas of a plan are called."""
    return ORD[plan.inddeling.slags if plan.inddeling else "kommune"]


def efter(plan: Plan) -> str:
    """Return what stands after a heading of a plan by areas: » efter sundhedsråd«; else ""."""
    return f" efter {efter_hvad(plan.inddeling)}" if plan.inddeling else ""


def kriterienavn(plan: Plan, kriterium: str) -> str:
    """Return the name of a criterion as it is told of a plan by areas."""
    if plan.inddeling is None:
        return kriterium
    ord_ = omraadeord(plan)
    navne = {
        HARMONISERING: f"Harmonisering mellem {ord_.flertal}",
        INDENFOR: f"Harmonisering i {ord_.den_enkelte} {ord_.ental}",
    }
    return navne.get(kriterium, kriterium)


def kort_inddelingstekst(plan: Plan) -> str:
    """Return what the figures of a page are told by; "" by kommune."""
    if plan.inddeling is None:
        return ""
    return f"Tallene er efter {efter_hvad(plan.inddeling)}."


def kommunevis(inddeling: Inddeling, hvorfor: str) -> str:
    """Return that a page is by kommune where another grouping is chosen, and why."""
    return f"Her er tallene efter kommune, ikke efter {efter_hvad(inddeling)}: {hvorfor}"


def inddelingstekst(plan: Plan) -> str:
    """Return what a plan is told by and which kommuner each area is; "" by kommune.

    A kommune that is an area of its own name is not told of.
    """
    if (inddeling := plan.inddeling) is None:
        return ""
    navne = plan.efter_kommune.kommuner["kommune"]
    led = [
        f"{omraade} er {_opremset(inddeling, omraade, navne)}"
        for omraade in sorted(set(inddeling.navne.values()), key=alfabetisk)
        if [navne[k] for k in inddeling.kommuner(omraade)] != [omraade]
    ]
    hvem = f"Opgjort efter {efter_hvad(inddeling)}: {'; '.join(led)}." if led else ""
    kilde = raadskilde(plan) if inddeling.slags == "sundhedsraad" else ""
    return f"{hvem} {kilde}".strip()


def raadskilde(plan: Plan) -> str:
    """Return since when kommuner belong to their sundhedsråd, and by what source; "" for none."""
    kilde = plan.herkomst.get("sundhedsraad")
    return f"Sundhedsrådene gælder fra {kilde.dato} ({kilde.kilde})." if kilde else ""


def _opremset(inddeling: Inddeling, omraade: str, navne: Mapping[str, str]) -> str:
    return opremsning(sorted((navne[k] for k in inddeling.kommuner(omraade)), key=alfabetisk))


def efter_hvad(inddeling: Inddeling | None) -> str:
    """Return what figures are told by, as it stands after »efter«."""
    if inddeling is None:
        return "kommune"
    return EGEN if inddeling.slags == "omraade" else ORD[inddeling.slags].ental
