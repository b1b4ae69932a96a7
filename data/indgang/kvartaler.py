"""A quarter or a month of a year, as a cell says it: 1. kvt. 2025, 2025K1, Q1, 2025-03."""

from __future__ import annotations

import re

from data.indgang.klinikkendte import tekst_af
from data.indgang.kolonner import ens
from data.indgang.maaneder import AARENE, maaned_af, uden_aar

#: How a quarter is called, after its number or before it.
NAVN = r"(?:kvartal|kvt|kv|k|q)"
KVARTAL = re.compile(
    rf"(?:(?P<aar1>[0-9]{{4}}) ?)?(?:{NAVN} ?(?P<nr1>[0-9])|(?P<nr2>[0-9]) ?{NAVN})"
    r"(?: ?(?P<aar2>[0-9]{4}))?"
)
KVARTALER = range(1, 5)

#: The year, its first month and how many months.
Periode = tuple[int, int, int]


def _kvartal(celle: object) -> tuple[int | None, int] | None:
    """Return the year a cell says itself (None for none) and its quarter; None for no quarter."""
    m = KVARTAL.fullmatch(ens(tekst_af(celle)))
    if m is None or (m["aar1"] and m["aar2"]):
        return None
    aar = m["aar1"] or m["aar2"]
    return int(aar) if aar else None, int(m["nr1"] or m["nr2"])


def periode_af(celle: object, aar: int | None, *, tal_er_kvartal: bool = False) -> Periode | None:
    """Return the period a cell says, with the year of its row where it has none itself.

    `tal_er_kvartal`: a number alone is a quarter, not a month. None where it is neither, and where
    the two years are not one.
    """
    fundet = _kvartal(celle)
    if fundet is None and tal_er_kvartal and er_tal(celle):
        fundet = (None, int(tekst_af(celle)))
    if fundet is None:
        maaned = maaned_af(celle, aar)
        return None if maaned is None else (*maaned, 1)
    eget, nr = fundet
    bliver = eget or aar or 0
    if bliver not in AARENE or nr not in KVARTALER or (aar and eget and aar != eget):
        return None
    return bliver, 3 * nr - 2, 3


def er_tal(celle: object) -> bool:
    """Say whether a cell is a small number alone: a month, or a quarter."""
    return re.fullmatch(r"[0-9]{1,2}", tekst_af(celle)) is not None


def periode_uden_aar(celle: object) -> bool:
    """Say whether a cell is a quarter or a month that does not tell its year."""
    fundet = _kvartal(celle)
    if fundet is not None:
        return fundet[0] is None and fundet[1] in KVARTALER
    return uden_aar(celle)
