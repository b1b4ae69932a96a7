"""How wide the columns of a printed table are: no number and no word is broken inside."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dansk import linje
from eksport.skriftmaal import tekstbredde
from tabeller.tabel import Kolonne, Tabel

#: What a cell takes beside its text, in points: its margin to each side.
CELLEMARGEN = 3.0
#: Some programs set letters a little wider than they are measured.
LUFT = 1.02
TAL, BINDESTREG = re.compile(r"\d"), re.compile(r"(?<=-)")


def mindste_bredder(tabel: Tabel, pt: float) -> list[float]:
    """Return what each column needs in points, for its widest number or word, at a size."""
    fede = [indeks == tabel.sum_raekke for indeks in tabel.ramme.index]
    # The first cell of a marked row is bold too.
    foerste = [fed or bool(tabel.maerke(i)) for fed, i in zip(fede, tabel.ramme.index, strict=True)]
    return [
        _mindste(tabel, kolonne, pt, fede if nr else foerste)
        for nr, kolonne in enumerate(tabel.kolonner)
    ]


def _mindste(tabel: Tabel, kolonne: Kolonne, pt: float, fede: Sequence[bool]) -> float:
    stykker = {(ord_, True) for ord_ in _stykker(kolonne.overskrift)}
    for tekst, fed in zip(tabel.skrevne(kolonne), fede, strict=True):
        stykker |= {(ord_, fed) for ord_ in _stykker(tekst)}
    bredest = max((tekstbredde(ord_, pt, fed=fed) for ord_, fed in stykker), default=0.0)
    return LUFT * bredest + 2 * CELLEMARGEN


def _stykker(tekst: str) -> list[str]:
    """What a line is not broken within: numbers and words; a hyphen in a name ends a word."""
    return [
        stykke
        for ord_ in linje(tekst).split(" ")
        for stykke in ([ord_] if TAL.search(ord_) else BINDESTREG.split(ord_))
    ]


def kolonnebredder(tabel: Tabel, plads: float, pt: float) -> list[float] | None:
    """Return the width of each column in points, filling `plads`; None when it holds them not.

    In the proportions the columns ask for, but none narrower than its widest number or word.
    """
    mindste = mindste_bredder(tabel, pt)
    return _fordel(mindste, [k.bredde for k in tabel.kolonner], plads)


def klemte_bredder(tabel: Tabel, plads: float, pt: float) -> list[float]:
    """Return the widths of a table with no room: what is too long for it is broken in the text.

    Numbers and headings get what they need first; the columns of text share what is left.
    """
    mindste = [
        m if k.til_hoejre else _mindste(tabel.med_raekker([]), k, pt, [])
        for m, k in zip(mindste_bredder(tabel, pt), tabel.kolonner, strict=True)
    ]
    oenskede = [k.bredde for k in tabel.kolonner]
    return _fordel(mindste, oenskede, plads) or [plads * m / sum(mindste) for m in mindste]


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
