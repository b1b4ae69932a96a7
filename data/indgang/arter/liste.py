"""The kinds of input there are, in the order they are offered."""

from __future__ import annotations

from dataclasses import replace

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
from data.skema import laes_skema
from planning.fag import Fag

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
#: What is asked of a clinic for a criterion alone: the criterion, and the field of the file.
KRITERIERNES = (("Holdtræningsfaciliteter", "holdtraening"),)
#: The files that are read, by their ending.
ENDELSER = tuple(dict.fromkeys(endelse for art in ARTER for endelse in art.endelser))


def arter_i(fag: Fag) -> tuple[Art, ...]:
    """Return the kinds there are in a field: its own clinics and waits, and no subsidies to hold
    against amounts where its capacity is none.
    """
    if fag.navn == laes_skema().fag.navn:
        return ARTER
    egne = {"klinikker": klinikker.art_i(fag), "ventetider": ventetider.art_i(fag)}
    uden = {tilskud.ART.noegle} if all(o.hele for o in fag.opgoerelser) else set()
    return tuple(
        egne.get(art.noegle) or _med_eksempler(art, fag) for art in ARTER if art.noegle not in uden
    )


def _med_eksempler(art: Art, fag: Fag) -> Art:
    """Return a kind with examples of a field's clinics, and without what it has no use for."""
    foerst = laes_skema().fag.navn
    uden = {f for kriterium, f in KRITERIERNES if kriterium in fag.uden_kriterier}
    felter = tuple(
        replace(f, eksempel=f.eksempel.replace(foerst, fag.navn))
        for f in art.felter
        if f.navn not in uden
    )
    if len(felter) == len(art.felter):
        return replace(art, felter=felter)
    navne = opremsning([f.titel.lower() for f in felter if f.navn in art.en_af])
    return replace(
        art,
        felter=felter,
        en_af=tuple(n for n in art.en_af if n not in uden),
        beskrivelse=f"{navne[:1].upper()}{navne[1:]} for hver klinik.",
    )


def arter(noegle: str | None, fag: Fag | None = None) -> tuple[Art, ...]:
    """Return the kind of a key, or all without one; raises Inputfejl for an unknown key.

    As they are in a field, the first of the program's unless given.
    """
    alle = ARTER if fag is None else arter_i(fag)
    if noegle is None:
        return alle
    valgt = tuple(art for art in alle if art.noegle == noegle)
    if not valgt:
        kendte = opremsning([art.noegle for art in alle], "eller")
        raise Inputfejl(f"Ukendt art: »{noegle}«. Vælg {kendte}.")
    return valgt
