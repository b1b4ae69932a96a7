"""A waiting time as clinics write it: »ca. 2-3 uger«, »ingen«, »10 dage«, »under 1 uge«, »uge 48«.

What is written becomes an interval of weeks, or is told to be none. Nothing is guessed: a week of
the calendar, and a wait without an upper end, are for whoever wrote them to explain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from data.indgang.tal import ENS

DAGE_PR_UGE = 7.0
HVERDAGE_PR_UGE = 5.0
#: A month is a twelfth of a year, leap years counted.
MAANEDER_PR_UGE = 12 * DAGE_PR_UGE / 365.25
INGEN = re.compile(r"(?:ingen(?: (?:vente(?:tid|liste)|ventetid p\.?t\.?))?|straks|med det samme)")
MANGLER = {"", "-", "–", "—", "?", "ved ikke", "ikke oplyst", "n/a", "na", "ukendt", "uoplyst"}
TAL = r"[0-9]+(?:[.,][0-9]+)?(?:½| ?1/2)?|½"
ENHED = (
    r"(?P<{0}>dag(?:e|es)?|døgn|(?:hver|arbejds)dag(?:e|es)?|uger?s?|u\.?|mdr?\.?|"
    r"m(?:å|aa)ned(?:er)?s?)(?![a-zæøå])"
)
CIRKA = r"(?:ca\.?|cirka|omkring|omtrent|p\.?t\.?|pt)?"
SPAEND = re.compile(
    rf"{CIRKA} ?(?P<lav>{TAL}) ?(?:{ENHED.format('lavenhed')})? ?"
    rf"(?:(?:-|–|—|til|/) ?(?P<hoej>{TAL}) ?(?:{ENHED.format('enhed')})?)?\.?"
    r"(?: (?:p\.?t\.?|ventetid))?"
)
HOEJST = re.compile(
    rf"(?:<|≤|under|højst|hoejst|max\.?|maks\.?|op til|indtil|mindre end) ?"
    rf"(?P<hoej>{TAL}) ?(?:{ENHED.format('enhed')})?\.?"
)
MINDST = re.compile(
    rf"(?:>|≥|over|mindst|mere end) ?(?:{TAL}).*|(?:{TAL}) ?(?:\+ ?)?(?:{ENHED.format('e')})? ?\+?"
)
#: »1/2 uge« is half a week to some and one to two weeks to others; »1 1/2« is not in doubt.
BROEK = re.compile(rf"{CIRKA} ?(?:1/2|1/3|2/3|1/4|3/4) ?(?:{ENHED.format('e')})?\.?")
KALENDERUGE = re.compile(r"(?:fra |i )?uge ?(?P<uge>[0-9]{1,2})\.?")


@dataclass(frozen=True)
class Ventesvar:
    """What a cell says: the weeks from `lav` to `hoej`, or why there are none.

    `mangler`: nothing is told. `kalenderuge`: a week of the calendar, 0 for none. `uden_ende`: no
    upper end. `tvetydig`: a fraction that may be an interval. `uden_enhed`: the numbers are as they
    stand, days or weeks. What is none of them is unreadable.
    """

    lav: float = float("nan")
    hoej: float = float("nan")
    mangler: bool = False
    kalenderuge: int = 0
    uden_ende: bool = False
    tvetydig: bool = False
    uden_enhed: bool = False

    @property
    def kendt(self) -> bool:
        """Whether there are weeks to count by."""
        return self.lav == self.lav

    def som_uge(self) -> str:
        """Return the answer as the dataset writes it: `1` or `1-3`, in weeks."""
        ender = dict.fromkeys((repr(self.lav), repr(self.hoej)))
        return "-".join(e.removesuffix(".0") for e in ender)


def laes_ventetid(celle: object) -> Ventesvar:
    """Return what a cell says of a wait."""
    if celle is None or celle != celle:
        return Ventesvar(mangler=True)
    if isinstance(celle, (int, float)) and not isinstance(celle, bool):
        return _svar(float(celle), float(celle), "", "")
    tekst = " ".join("".join(ENS.get(t, t) for t in str(celle)).casefold().split())
    if tekst in MANGLER:
        return Ventesvar(mangler=True)
    if INGEN.fullmatch(tekst):
        return Ventesvar(0.0, 0.0)
    if m := KALENDERUGE.fullmatch(tekst):
        return Ventesvar(kalenderuge=int(m["uge"]))
    if BROEK.fullmatch(tekst):
        return Ventesvar(tvetydig=True)
    if m := HOEJST.fullmatch(tekst):
        return _svar(0.0, _tal(m["hoej"]), "", m["enhed"] or "")
    if m := SPAEND.fullmatch(tekst):
        lav = _tal(m["lav"])
        hoej = _tal(m["hoej"]) if m["hoej"] else lav
        enhed = m["enhed"] or m["lavenhed"] or ""
        return _svar(lav, hoej, m["lavenhed"] or enhed, enhed)
    return Ventesvar(uden_ende=bool(MINDST.fullmatch(tekst)))


def uger_til(kalenderuge: int, fra: date) -> float | None:
    """Return the weeks from a day to the Monday of the next such week; None for no such week."""
    for aar in (fra.year, fra.year + 1):
        try:
            mandag = date.fromisocalendar(aar, kalenderuge, 1)
        except ValueError:
            continue
        if (dage := (mandag - fra).days) > -DAGE_PR_UGE:
            return max(0, dage) / DAGE_PR_UGE
    return None


def _svar(lav: float, hoej: float, lavenhed: str, enhed: str) -> Ventesvar:
    ender = lav / _pr_uge(lavenhed or enhed), hoej / _pr_uge(enhed)
    if not 0 <= ender[0] <= ender[1] < float("inf"):
        return Ventesvar()
    return Ventesvar(*ender, uden_enhed=not enhed and ender[1] > 0)


def _pr_uge(enhed: str) -> float:
    """Return how many of a unit there are to a week."""
    if enhed.startswith(("dag", "døgn")):
        return DAGE_PR_UGE
    if enhed.startswith(("hverdag", "arbejdsdag")):
        return HVERDAGE_PR_UGE
    return MAANEDER_PR_UGE if enhed.startswith("m") else 1.0


def _tal(tekst: str) -> float:
    halv = 0.5 if tekst.endswith(("½", "1/2")) else 0.0
    tekst = tekst.removesuffix("½").removesuffix("1/2").strip().replace(",", ".")
    return float(tekst or 0) + halv
