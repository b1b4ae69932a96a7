"""The signs of more and fewer inhabitants to a capacity than before: told without a colour."""

from __future__ import annotations

FLERE, FAERRE = "▲", "▼"
MAERKENOTE = f"{FLERE} flere og {FAERRE} færre indbyggere pr. kapacitet end før"


def aendringsmaerke(foer: float, efter: float) -> str:
    """Return the sign of a change of indbyggere pr. kapacitet; "" for none that can be told."""
    return FLERE if efter > foer else FAERRE if efter < foer else ""
