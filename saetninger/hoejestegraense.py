"""A højestegrænse in words: what is paid back, and whether it lapses."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from dansk import opremsning, tal
from planning.hoejestegraense import LOEBER_AAR, Hoejestegraense
from planning.overenskomst import kroner
from saetninger.kontrolstatistik import KONTROLKILDE

LOCALE = "da_DK"
HOEJESTENOTE = (
    "Kilden siger ikke, hvordan en grænse og en overskridelse gøres op: her er grænsen et beløb "
    "pr. patient, og tilbagebetalingen er beløbet minus grænsen gange patienterne, i hele øre. Den "
    "siger, at en overskridelse automatisk skal betales tilbage, at grænsen løber i "
    f"{LOEBER_AAR} år, og at den bortfalder, når den er overholdt i dem. Den siger ikke, om et år "
    "er et kalenderår; her regnes årene fra den dag, grænsen gælder fra."
)
HOEJESTEKILDE = f"Kilde: {KONTROLKILDE}."
UDFYLD = (
    "Skriv grænsen og den dag, den gælder fra. Skriv så patienter og beløb for de år, der er kendt."
)


def aarstekst(fra: date, til: date) -> str:
    """Return a year under a limit: 1. jan. 2025 - 31. dec. 2025."""
    return " - ".join(format_date(dag, "d. MMM y", LOCALE) for dag in (fra, til))


def hoejestenyhed(graense: Hoejestegraense) -> str:
    """Return what is paid back of the years that are known, and what comes after the two years."""
    kendte = [a for a in graense.aarene if a.tilbagebetaling is not None]
    if not kendte:
        return f"Grænsen løber til og med {dag(graense.til)}. {_udfald(graense)}"
    over = [
        f"{tal(kroner(a.tilbagebetaling), 2)} kr. for {aarstekst(a.fra, a.til)}"
        for a in kendte
        if a.tilbagebetaling
    ]
    if not over:
        return f"Der skal ikke betales noget tilbage. {_udfald(graense)}"
    return f"Der skal betales {opremsning(over)} tilbage. {_udfald(graense)}"


def dag(hvilken: date) -> str:
    """Return a day with its year: 31. december 2026."""
    return format_date(hvilken, "d. MMMM y", LOCALE)


def _udfald(graense: Hoejestegraense) -> str:
    return {
        "bortfalder": f"Grænsen er overholdt i begge år og bortfalder efter {dag(graense.til)}.",
        "staar_ikke": (
            "Grænsen er overskredet. Kilden siger ikke, hvad der så sker efter de to år: om den "
            "forlænges, gives på ny eller falder bort."
        ),
        "ikke_kendt": "Om den bortfalder, vides først, når begge år er kendt.",
    }[graense.udfald]
