"""Dates as Danes and workbooks write them: 12-08-2026, 12. august 2026, ISO, or a serial number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from dansk import IKKE_OPLYST

MAANEDER = (
    *("januar", "februar", "marts", "april", "maj", "juni", "juli", "august"),
    *("september", "oktober", "november", "december"),
)
_NAVN = "|".join(f"{m[:3]}(?:{m[3:]})?" if m[3:] else m for m in MAANEDER)
#: Day, month and year, with the month as a number or by name.
DAG_FOERST = re.compile(
    rf"\b(?P<dag>[0-9]{{1,2}})(?:[-./]|\. ?| )(?P<maaned>[0-9]{{1,2}}|{_NAVN})\.?"
    r"(?:[-./]| )(?P<aar>[0-9]{4}|[0-9]{2})(?![0-9])"
)
ISO = re.compile(r"\b(?P<aar>[0-9]{4})-(?P<maaned>[0-9]{2})-(?P<dag>[0-9]{2})(?![0-9])")
#: A workbook counts days from here, and its dates of use lie between 1950 and 2099.
NULPUNKT = date(1899, 12, 30)
SERIENUMRE = range(18_264, 73_051)


def dato_af(celle: object) -> date | None:
    """Return the date a cell is, None for what is none: a date, text, or a workbook's serial."""
    if isinstance(celle, datetime):
        return celle.date()
    if isinstance(celle, date):
        return celle
    if isinstance(celle, (int, float)) and not isinstance(celle, bool):
        return _serie(float(celle))
    if not isinstance(celle, str):
        return None
    tekst = celle.strip()
    if re.fullmatch(r"[0-9]{5}", tekst):
        return _serie(float(tekst))
    for moenster in (ISO, DAG_FOERST):
        # After a date may stand a time of day, which does not change it.
        if (m := moenster.match(tekst.casefold())) and re.fullmatch(
            r"(?:[t ]? ?(?:kl\.? ?)?[0-9]{1,2}[:.][0-9]{2}.*)?", tekst.casefold()[m.end() :]
        ):
            return _dato(m)
    return None


def find_dato(tekst: str) -> date | None:
    """Return the one date a text speaks of, None where there is none or there are several."""
    fundne = {
        d
        for moenster in (ISO, DAG_FOERST)
        for m in moenster.finditer(tekst.casefold())
        if (d := _dato(m)) is not None
    }
    return fundne.pop() if len(fundne) == 1 else None


def _serie(dage: float) -> date | None:
    return NULPUNKT + timedelta(days=int(dage)) if int(dage) in SERIENUMRE else None


def _dato(m: re.Match[str]) -> date | None:
    aar = int(m["aar"]) + (2000 if len(m["aar"]) == 2 else 0)
    navne = [n[:3] for n in MAANEDER]
    maaned = int(m["maaned"]) if m["maaned"].isdigit() else navne.index(m["maaned"][:3]) + 1
    try:
        return date(aar, maaned, int(m["dag"]))
    except ValueError:
        return None


def datotekst(dag: date) -> str:
    """Return a date in words: 12. august 2026."""
    return f"{dag.day}. {MAANEDER[dag.month - 1]} {dag.year}"


def opgjort(titler: Iterable[str]) -> str:
    """Return in words the one day that what stands over a table speaks of; else ikke oplyst."""
    dage = {d for titel in titler if (d := find_dato(titel)) is not None}
    return datotekst(dage.pop()) if len(dage) == 1 else IKKE_OPLYST


def periodetekst(dage: list[date]) -> str:
    """Return from the first to the last of some dates in words; ikke oplyst for none."""
    if not dage:
        return IKKE_OPLYST
    ender = dict.fromkeys((datotekst(min(dage)), datotekst(max(dage))))
    return " til ".join(ender)


def idag() -> date:
    """Return the day it is, which ages are counted from."""
    return date.today()
