"""The kinds of input there are, in the order they are offered."""

from __future__ import annotations

from dansk import Inputfejl, opremsning
from data.indgang.art import Art
from data.indgang.arter import (
    folketal,
    fremskrivning,
    hele_filer,
    klinikker,
    klinikpunkter,
    omrids,
    patienter,
    ramme,
    regulering,
    tilgaengelighed,
    tilskud,
    ventetider,
)

ARTER = (
    klinikker.ART,
    folketal.ART,
    fremskrivning.ART,
    ventetider.ART,
    tilskud.ART,
    ramme.ART,
    patienter.ART,
    regulering.ART,
    tilgaengelighed.ART,
    klinikpunkter.ART,
    omrids.ART,
    *hele_filer.ARTER,
)
#: The files that are read, by their ending.
ENDELSER = tuple(dict.fromkeys(endelse for art in ARTER for endelse in art.endelser))


def arter(noegle: str | None) -> tuple[Art, ...]:
    """Return the kind of a key, or all without one; raises Inputfejl for an unknown key."""
    if noegle is None:
        return ARTER
    valgt = tuple(art for art in ARTER if art.noegle == noegle)
    if not valgt:
        kendte = opremsning([art.noegle for art in ARTER], "eller")
        raise Inputfejl(f"Ukendt art: »{noegle}«. Vælg {kendte}.")
    return valgt
