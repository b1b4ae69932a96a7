"""A capacity under 30 hours in words: the average so far, and what is left of the year."""

from __future__ import annotations

from fractions import Fraction

from dansk import antal, tal
from planning.overenskomst import Overenskomst
from planning.ugetimer import TIMER_I_UGEN, Ugetimer

KILDE = (
    "Kilde: »Vejledning om brug af kapacitet«, »Hvordan defineres kapacitet?« og »Opgørelse af "
    "antal behandlingstimer«."
)


def ugenyhed(stand: Ugetimer) -> str:
    """Return whether the year can still be kept under its limit, and by how many hours a week."""
    loft = tal(stand.loft)
    kendt = (
        f"{antal(stand.kendte, 'uge', 'uger')} har {timer(stand.timer)} timer, i gennemsnit "
        f"{timer(stand.snit)} om ugen."
        if stand.snit is not None
        else "Ingen uge er skrevet."
    )
    if not stand.tilbage:
        slut = "Året er holdt" if stand.holdes else "Året er ikke holdt"
        return f"{kendt} {slut} under {loft} timer om ugen i gennemsnit."
    if stand.hoejst is None:
        return (
            f"{kendt} Årets {timer(stand.aarets)} timer er brugt, og {loft} timer om ugen i "
            "gennemsnit kan ikke holdes."
        )
    tilbage = f"Der er {antal(stand.tilbage, 'uge', 'uger')} tilbage"
    if stand.hoejst >= TIMER_I_UGEN:
        return f"{kendt} {tilbage}, og året er under {loft} timer om ugen, hvad de end har."
    return (
        f"{kendt} {tilbage}: har de højst {timer(stand.hoejst)} timer om ugen i gennemsnit, er "
        f"året under {loft}."
    )


def timer(antal_timer: Fraction | float | None) -> str:
    """Return hours with as few decimals as they need, at most two."""
    return tal(None if antal_timer is None else float(antal_timer), 2, fast=False)


def ugenote(aftale: Overenskomst) -> str:
    """Return the rule that hours are held against, and what is taken for granted."""
    loft = tal(aftale.timeloft)
    return (
        f"En kapacitet under {loft} timer skal holdes under {loft} behandlingstimer om ugen i "
        f"gennemsnit på årsplan ({aftale.fra.year}-{aftale.til.year}). Hjælpepersonalets timer "
        "tæller ikke med. En uge uden behandling tæller her som 0 timer; kilden siger ikke, om "
        "ferieuger skal med."
    )
