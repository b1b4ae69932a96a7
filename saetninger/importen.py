"""The news of an import: whether the file can be taken into use, and what stands in the way."""

from __future__ import annotations

from dansk import antal


def importdom(fil: str, titel: str, fejl: int, spoergsmaal: int, advarsler: int) -> str:
    """Return whether a file can be taken into use, by how many faults and questions it has."""
    foerst = f"{fil} er læst som {titel}"
    if fejl:
        return (
            f"{foerst} og kan ikke tages i brug: der er {antal(fejl, 'fejl', 'fejl')}. Ret dem i "
            "filen, og vælg den igen. Intet er ændret."
        )
    if spoergsmaal:
        return (
            f"{foerst}. Der er {antal(spoergsmaal, 'spørgsmål', 'spørgsmål')}, før den kan bruges."
        )
    se = f" Se {antal(advarsler, 'advarsel', 'advarsler')} først." if advarsler else ""
    return f"{foerst} og kan tages i brug.{se}"
