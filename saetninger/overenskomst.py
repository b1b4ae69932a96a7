"""The agreements by name, each with where it stands."""

from __future__ import annotations

from dansk import opremsning, procent, tal
from planning.fag import Fag
from planning.overenskomst import Overenskomst, beloeb_kr

#: The key of an agreement, to its name and its source; the slides of 2024 have no pages.
NAVNE = {
    "timer": ("Kapacitet i timer", "Praksisplan for fysioterapi 2020, 3.1, s. 13"),
    "2024": (
        "Overenskomst for vederlagsfri fysioterapi 2024",
        "Det Fælleskommunale Sundhedssekretariats oplæg om overenskomsten for 2024, lysbillederne "
        "»Ny overenskomst – i hovedtræk«, »Kapacitet og styring – formål og ændring« og "
        "»Knækgrænser«",
    ),
}


def overenskomstnavn(aftale: Overenskomst) -> str:
    """Return what an agreement is called, with the years it is for."""
    return f"{NAVNE[aftale.noegle][0]} ({aftale.fra}-{aftale.til})"


def overenskomsttekst(aftale: Overenskomst, fag: Fag) -> str:
    """Return what a capacity is under an agreement, and what is above it."""
    if aftale.nedsaettelse is None:
        opgoerelse = aftale.opgoerelse_i(fag)
        return opgoerelse.forklaring if opgoerelse else "Faget har ingen kapacitet i timer."
    led = [f"{tal(kr)} kr. på speciale {kode}" for kode, kr in beloeb_kr(fag, aftale).items()]
    if not led:
        return "Faget har ingen kapacitet som beløb."
    return (
        f"En kapacitet er {opremsning(led)} om året. Beløbet er klinikkens knækgrænse; "
        f"{nedsaettelsestekst(aftale)}."
    )


def nedsaettelsestekst(aftale: Overenskomst) -> str:
    """Return what happens above the limit, without a full stop."""
    return f"tilskud over grænsen nedsættes med {procent(aftale.nedsaettelse_pct, 0)}"


def overenskomstkilde(aftale: Overenskomst) -> str:
    """Return where an agreement stands."""
    return f"Kilde: {NAVNE[aftale.noegle][1]}."
