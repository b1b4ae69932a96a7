"""The agreements by name, each with where it stands."""

from __future__ import annotations

from planning.overenskomst import Overenskomst

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


def overenskomstkilde(aftale: Overenskomst) -> str:
    """Return where an agreement stands."""
    return f"Kilde: {NAVNE[aftale.noegle][1]}."
