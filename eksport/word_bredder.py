"""How wide the columns of a printed table are: no number and no word is broken inside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dansk import linje
from eksport.orddeling import BLOED, med_delepunkter
from eksport.skriftmaal import tekstbredde
from tabeller.tabel import Kolonne, Tabel

#: What a cell takes beside its text to each side, in points; and where a table has little room.
CELLEMARGEN, SMAL_MARGEN = 3.0, 2.0
#: Some programs set letters a little wider than they are measured.
LUFT = 1.02
#: Words are kept whole down to so many points, and are parted where they may be from there; below
#: the second, long words of the text are broken before the type is smaller.
HELE_ORD_TIL, HEL_TEKST_TIL, MINDSTE_PT, TRIN = 7.5, 6.0, 5.0, 0.5
TAL, BINDESTREG = re.compile(r"\d"), re.compile(r"(?<=-)")


@dataclass(frozen=True)
class Sats:
    """How a table is set: the size and typeface of its letters, whether long words are parted
    where they may be, and the margin of its cells; sizes in points."""

    pt: float
    skrift: str = "Arial"
    delt: bool = False
    margen: float = CELLEMARGEN

    def bredde(self, stykke: str, *, fed: bool) -> float:
        """Return how wide a piece of text is."""
        return tekstbredde(stykke, self.pt, fed=fed, skrift=self.skrift)

    def stykker(self, tekst: str) -> Iterator[str]:
        """Yield what a line is not broken within: numbers and words, or their parts."""
        yield from _stykker(tekst, self.delt)


@lru_cache(maxsize=20_000)
def _stykker(tekst: str, delt: bool) -> tuple[str, ...]:
    stykker: list[str] = []
    for ord_ in linje(tekst).split(" "):
        if TAL.search(ord_):
            stykker.append(ord_)
            continue
        for stykke in BINDESTREG.split(ord_):  # a hyphen in a name ends a word
            *foer, sidste = (med_delepunkter(stykke) if delt else stykke).split(BLOED)
            stykker += [*(f"{del_}-" for del_ in foer), sidste]
    return tuple(stykker)


def satser(stoerrelser: Sequence[float], skrift: str, til: float = MINDSTE_PT) -> Iterator[Sats]:
    """Yield how a table may be set, the best first: in a style's size, smaller, then parted."""
    mindst = min(stoerrelser)
    for pt in (*stoerrelser, *_ned(mindst, HELE_ORD_TIL)):
        yield Sats(pt, skrift)
    start = min(mindst, HELE_ORD_TIL)
    for pt in (start, *_ned(start, til)):
        yield Sats(pt, skrift, delt=True, margen=SMAL_MARGEN)


def _ned(fra: float, til: float) -> list[float]:
    return [fra - nr * TRIN for nr in range(1, 1 + int((fra - til) / TRIN))]


def saet(
    tabel: Tabel, plads: float, stoerrelser: Sequence[float], skrift: str
) -> tuple[Sats, list[float]]:
    """Return how a table is set in a width, and how wide its columns are, in points.

    `stoerrelser` are the sizes of the styles there are, the one it would rather have first.
    """
    for sats in satser(stoerrelser, skrift, HEL_TEKST_TIL):
        if bredder := kolonnebredder(tabel, plads, sats):
            return sats, bredder
    for sats in list(satser(stoerrelser, skrift))[len(stoerrelser) - 1 :]:
        if bredder := _klemte(tabel, plads, sats):
            return sats, bredder
    return sats, klemte_bredder(tabel, plads, sats)


def mindste_bredder(tabel: Tabel, sats: Sats) -> list[float]:
    """Return what each column needs in points, for its widest number or word."""
    fede = [indeks == tabel.sum_raekke for indeks in tabel.ramme.index]
    # The first cell of a marked row is bold too.
    foerste = [fed or bool(tabel.maerke(i)) for fed, i in zip(fede, tabel.ramme.index, strict=True)]
    return [
        _mindste(tabel, kolonne, sats, fede if nr else foerste)
        for nr, kolonne in enumerate(tabel.kolonner)
    ]


def _mindste(tabel: Tabel, kolonne: Kolonne, sats: Sats, fede: Sequence[bool]) -> float:
    stykker = {(ord_, True) for ord_ in sats.stykker(kolonne.overskrift)}
    for tekst, fed in zip(tabel.skrevne(kolonne), fede, strict=True):
        stykker |= {(ord_, fed) for ord_ in sats.stykker(tekst)}
    bredest = max((sats.bredde(ord_, fed=fed) for ord_, fed in stykker), default=0.0)
    return LUFT * bredest + 2 * sats.margen


def kolonnebredder(tabel: Tabel, plads: float, sats: Sats) -> list[float] | None:
    """Return the width of each column in points, filling `plads`; None when it holds them not.

    In the proportions the columns ask for, but none narrower than its widest number or word. Where
    words are parted, as few columns as can be have to.
    """
    mindste = mindste_bredder(tabel, sats)
    if sats.delt and sum(mindste) <= plads:
        mindste = _hele(mindste, mindste_bredder(tabel, replace(sats, delt=False)), plads)
    return _fordel(mindste, [k.bredde for k in tabel.kolonner], plads)


def _hele(delte: Sequence[float], hele: Sequence[float], plads: float) -> list[float]:
    """Let columns have room for whole words while there is room, those first that lack least."""
    ud, rest = list(delte), plads - sum(delte)
    for nr in sorted(range(len(ud)), key=lambda nr: hele[nr] - delte[nr]):
        if hele[nr] - delte[nr] <= rest:
            rest -= hele[nr] - delte[nr]
            ud[nr] = hele[nr]
    return ud


def klemte_bredder(tabel: Tabel, plads: float, sats: Sats) -> list[float]:
    """Return the widths of a table with no room: what is too long for it is broken in the text.

    Numbers and headings get what they need first; the columns of text share what is left. Where
    there is no room for those, each column is as much too narrow.
    """
    mindste = mindste_bredder(tabel, sats)
    return _klemte(tabel, plads, sats) or [plads * m / sum(mindste) for m in mindste]


def _klemte(tabel: Tabel, plads: float, sats: Sats) -> list[float] | None:
    mindste = [
        m if k.til_hoejre else _mindste(tabel.med_raekker([]), k, sats, [])
        for m, k in zip(mindste_bredder(tabel, sats), tabel.kolonner, strict=True)
    ]
    return _fordel(mindste, [k.bredde for k in tabel.kolonner], plads)


def _fordel(
    mindste: Sequence[float], oenskede: Sequence[float], plads: float
) -> list[float] | None:
    """Share room in proportion to what is asked for, a share raised to the least it may be."""
    if sum(mindste) > plads:
        return None
    fundet = dict(enumerate(mindste))
    fri = set(fundet)
    while fri:
        rest = plads - sum(m for nr, m in fundet.items() if nr not in fri)
        enhed = rest / sum(oenskede[nr] for nr in fri)
        for_smalle = {nr for nr in fri if enhed * oenskede[nr] < mindste[nr]}
        if not for_smalle:
            fundet |= {nr: enhed * oenskede[nr] for nr in fri}
            break
        fri -= for_smalle
    return list(fundet.values())
