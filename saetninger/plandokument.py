"""What the plan document holds, in Danish."""

from __future__ import annotations

from collections.abc import Sequence

from dansk import citat, opremsning
from planning.plan import Plan

#: So many saved scenarios are named.
NAEVNTE = 6
MED_KLINIKKER = (
    "Et bilag i Word og PDF med tabeller og kort, en præsentation, Excel, GIS-filer og et kort til "
    "nettet, alle med de samme tal som siderne."
)
UDEN_KLINIKKER = (
    "Et bilag i Word og PDF, en præsentation og Excel med det, der er kendt: kommunernes tal og "
    "kilderne. Afsnit, kort og kortdata om klinikker kommer med, når klinikkerne er importeret."
)


def plandokumentnyhed(plan: Plan) -> str:
    """Return what is in the plan document of a plan."""
    return MED_KLINIKKER if plan.har_klinikker else UDEN_KLINIKKER


def uden_scenarie(vaelg: str, gemte: Sequence[str] | None = None) -> str:
    """Return that the section of scenarios is asked for without any, and how one is chosen.

    `gemte` are the names of those that are saved; left out where the reader sees them.
    """
    besked = "Afsnittet Scenarier er valgt, men intet scenarie, så det kommer ikke med."
    if gemte is None:
        return f"{besked} {vaelg}"
    if not gemte:
        return f"{besked} Der er ingen gemte scenarier. Lav og gem et på siden Flytning."
    navne = opremsning([citat(n) for n in gemte], hoejst=NAEVNTE)
    return f"{besked} {vaelg} {'Det gemte er' if len(gemte) == 1 else 'De gemte er'} {navne}."


def uden_kort(vaelg: str) -> str:
    """Return that print maps are asked for without what has any, and what has."""
    return (
        "Hverken afsnittet Kort eller et scenarie er valgt, så der er ingen kort, og der laves "
        f"ingen trykkort. {vaelg}".rstrip()
    )


def uden_kortafsnit(vaelg: str) -> str:
    """Return that maps are chosen of the section of maps, which is not asked for."""
    return f"Der er valgt kort, men ikke afsnittet Kort, så de kommer ikke med. {vaelg}"
