"""More and fewer inhabitants to a capacity than before: the signs of it, and where it is."""

from __future__ import annotations

from collections.abc import Sequence

from dansk import opremsning

FLERE, FAERRE = "▲", "▼"
MAERKENOTE = f"{FLERE} flere og {FAERRE} færre indbyggere pr. kapacitet end før"


def aendringsmaerke(foer: float, efter: float) -> str:
    """Return the sign of a change of indbyggere pr. kapacitet; "" for none that can be told."""
    return FLERE if efter > foer else FAERRE if efter < foer else ""


def aendringsnyhed(flere: Sequence[str], faerre: Sequence[str]) -> str:
    """Return where there come to be more and fewer inhabitants to a capacity, by name."""
    led = [
        f"{ord_} i {opremsning(navne)}"
        for ord_, navne in (("flere", flere), ("færre", faerre))
        if navne
    ]
    if not led:
        return "Ingen steder bliver der flere eller færre indbyggere pr. kapacitet."
    foerst, *andet = led
    hvor = foerst.replace(" i ", " indbyggere pr. kapacitet i ", 1)
    return f"Der bliver {hvor}{''.join(f' og {d}' for d in andet)}."
