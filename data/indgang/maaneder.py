"""A month of a year, as a cell says it: a date in it, two numbers, or its name."""

from __future__ import annotations

import re

from data.indgang.datoer import SERIENUMRE, dato_af
from data.indgang.klinikkendte import tekst_af

NAVNE = (
    *("januar", "februar", "marts", "april", "maj", "juni", "juli", "august"),
    *("september", "oktober", "november", "december"),
)
AAR_FOERST = re.compile(r"(?P<aar>[0-9]{4})[-/. ]?(?P<maaned>[0-9]{2})")
AAR_SIDST = re.compile(r"(?P<maaned>[0-9]{1,2})[-/. ](?P<aar>[0-9]{4})")
MED_NAVN = re.compile(r"(?P<navn>[a-z]{3,9})\.?(?:[ -]+(?P<aar>[0-9]{4}))?")
AARENE = range(2000, 2101)


def maaned_af(celle: object, aar: int | None) -> tuple[int, int] | None:
    """Return the year and month a cell says, with the year of its row where it has none itself.

    None where it is no month, or the two years are not one.
    """
    er_tal = isinstance(celle, (int, float)) and not isinstance(celle, bool)
    # A small number is a month, and a workbook's date a large one.
    dag = dato_af(celle) if not er_tal or celle >= SERIENUMRE[0] else None  # type: ignore[operator]
    if dag is not None:
        fundet = (dag.year, dag.month)
    else:
        tekst = tekst_af(celle).casefold()
        if re.fullmatch(r"[0-9]{1,2}", tekst):
            fundet = (aar or 0, int(tekst))
        elif m := AAR_FOERST.fullmatch(tekst) or AAR_SIDST.fullmatch(tekst):
            fundet = (int(m["aar"]), int(m["maaned"]))
        elif m := MED_NAVN.fullmatch(tekst):
            nr = next((i for i, n in enumerate(NAVNE, 1) if n.startswith(m["navn"])), 0)
            fundet = (int(m["aar"] or aar or 0), nr)
        else:
            return None
    if fundet[0] not in AARENE or not 1 <= fundet[1] <= 12 or aar not in (None, fundet[0]):
        return None
    return fundet


def uden_aar(celle: object) -> bool:
    """Say whether a cell is a month that does not tell its year."""
    tekst = tekst_af(celle).casefold()
    if re.fullmatch(r"[0-9]{1,2}", tekst):
        return 1 <= int(tekst) <= 12
    m = MED_NAVN.fullmatch(tekst)
    return bool(m and not m["aar"] and any(n.startswith(m["navn"]) for n in NAVNE))
