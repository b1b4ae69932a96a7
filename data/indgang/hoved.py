"""The heading of a table: which row it is, and whether one above or below belongs to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from dansk import Inputfejl, linje, tal
from data.indgang.celler import Ark, Felt

#: The heading is among so many first rows.
VINDUE = 50
#: A row this much less like a heading than the best is one still, if it comes before it.
SLOER = 0.5
#: Text that is a number or a date, which few headings are.
TALTEKST = re.compile(r"[-+\u2212<]?[0-9][0-9 .,:/'\u00a0\u202f-]*%?")
#: A heading longer than this is cut: it is a text that stands where a heading should.
HOEJST_NAVN = 120
AARSTAL = range(1900, 2101)


@dataclass(frozen=True)
class Hoved:
    """First and last row of the heading, and the heading of each column, as positions from 0.

    `navne`: "" where a column has none.
    """

    foerste: int
    sidste: int
    navne: list[str]
    bemaerkninger: list[str] = field(default_factory=list)


def fyldt(vaerdi: object) -> bool:
    """Return whether a cell has something in it."""
    return (
        vaerdi is not None
        and vaerdi == vaerdi
        and not (isinstance(vaerdi, str) and not vaerdi.strip())
    )


def som_overskrift(vaerdi: object) -> str:
    """Return a cell as a heading: one line, a whole number without decimals, a date as ISO."""
    if not fyldt(vaerdi):
        return ""
    if isinstance(vaerdi, float) and vaerdi.is_integer():
        return str(int(vaerdi))
    return vaerdi.isoformat() if isinstance(vaerdi, date) else linje(vaerdi, HOEJST_NAVN)


def find_hoved(ark: Ark, position: int | None = None) -> Hoved:
    """Return the heading of a sheet with at least one filled cell.

    `position`: its row, where a person has pointed it out. Raises Inputfejl where the first rows
    of the sheet are blank.
    """
    fra = max(0, position - 1) if position is not None else 0
    vindue = [list(r) for r in ark.celler.iloc[: fra + VINDUE].to_numpy()]
    if not any(fyldt(v) for raekke in vindue for v in raekke):
        raise Inputfejl(f"De første {tal(len(vindue))} rækker er tomme. Slet dem, og prøv igen.")
    gitter = _Gitter(vindue, ark.flettede, ark.tekstfil)
    if position is None:
        position = gitter.overskriftsraekke()
    return gitter.hoved(position, [int(n) for n in ark.raekkenumre[: len(vindue)]])


class _Gitter:
    """The first rows of a sheet, with the merged ranges over them."""

    def __init__(self, raekker: list[list[object]], flettede: Sequence[Felt], flad: bool) -> None:
        self.raekker = raekker
        self.bredde = len(raekker[0])
        self.flad = flad
        self.flettede = [f for f in flettede if f[0] < len(raekker)]
        #: By row, the merged ranges that begin in it: first and last column.
        self.brede: list[list[tuple[int, int]]] = [[] for _ in raekker]
        for r1, k1, _, k2 in self.flettede:
            self.brede[r1].append((k1, k2))
        self.udfyldt = [[fyldt(v) for v in r] for r in raekker]

    def antal(self, r: int) -> int:
        """Return how many cells of a row have something in them."""
        return sum(self.udfyldt[r])

    def daekket(self, r: int) -> int:
        """Return how many cells a row covers, those of its merged ranges counted."""
        kolonner = np.array(self.udfyldt[r])
        for k1, k2 in self.brede[r]:
            kolonner[k1 : k2 + 1] |= self.udfyldt[r][k1]
        return int(kolonner.sum())

    def overskriftsraekke(self) -> int:
        """Return the first row that is nearly as like a heading as any."""
        bredest = max(self.antal(r) for r in range(len(self.raekker)))
        if bredest == 1:
            return next(r for r in range(len(self.raekker)) if self.antal(r))
        mindst = max(2, bredest / 2)
        mulige = [
            r for r in range(len(self.raekker)) if self.antal(r) > 1 and self.daekket(r) >= mindst
        ]
        point = {r: self._point(r, bredest) for r in mulige}
        foerste = mulige[0]
        if foerste and self._er_hjoerne(foerste - 1):
            return foerste - 1
        if not self.udfyldt[foerste][0] and self.antal(foerste) >= bredest - 1:
            point[foerste] += 1.0  # an empty corner over the names of the rows
        bedst = max(point.values())
        return next(r for r in mulige if point[r] >= bedst - SLOER)

    def _er_hjoerne(self, r: int) -> bool:
        """Return whether a row has but one word, over the first number of the last column."""
        k = self.bredde - 1
        under = self.raekker[r + 1][k]
        return (
            self.antal(r) == 1
            and k > 0
            and self.udfyldt[r][k]
            and _er_ord(self.raekker[r][k])
            and fyldt(under)
            and not _er_ord(under)
        )

    def _point(self, r: int, bredest: int) -> float:
        """Return how like a heading a row is: how much it covers, and how much of it is words."""
        ord_ = sum(_er_ord(v) for v, f in zip(self.raekker[r], self.udfyldt[r], strict=True) if f)
        alene = r + 1 < len(self.raekker) and not self.antal(r + 1)
        return min(self.daekket(r), bredest) / bredest + ord_ / self.antal(r) - SLOER * alene

    def hoved(self, r: int, numre: Sequence[int]) -> Hoved:
        """Return the heading at a row, with the one above or below that belongs to it."""
        if r > 0 and self._er_grupper(r - 1, r):
            foerste, sidste = r - 1, r
        elif r + 1 < len(self.raekker) and self._er_undernavne(r, r + 1):
            foerste, sidste = r, r + 1
        else:
            return Hoved(r, r, [som_overskrift(v) for v in self.raekker[r]])
        over = self._grupper(foerste, sidste)
        under = [som_overskrift(v) for v in self.raekker[sidste]]
        navne = [
            f"{o}: {u}" if o and u and o != u else u or o for o, u in zip(over, under, strict=True)
        ]
        sat_sammen = [n for n, o, u in zip(navne, over, under, strict=True) if n not in (o, u)]
        eksempel = f", fx »{sat_sammen[0]}«" if sat_sammen else ""
        return Hoved(
            foerste,
            sidste,
            navne,
            [
                f"Overskriften er sat sammen af række {tal(numre[foerste])} og "
                f"{tal(numre[sidste])}{eksempel}."
            ],
        )

    def _grupper(self, foerste: int, sidste: int) -> list[str]:
        """Return what the upper row says over each column."""
        svar = [som_overskrift(v) for v in self.raekker[foerste]]
        for k1, k2 in self.brede[foerste]:
            svar[k1 : k2 + 1] = [svar[k1]] * (k2 + 1 - k1)
        if self.flad:
            # Text has no merged cells: a group reaches to the next, where the lower row has names.
            for k in range(1, self.bredde):
                if not svar[k] and svar[k - 1] and self.udfyldt[sidste][k]:
                    svar[k] = svar[k - 1] if self.udfyldt[sidste][k - 1] else ""
        return svar

    def _er_grupper(self, over: int, r: int) -> bool:
        """Return whether the row above a heading groups its columns, and is no title."""
        if not self.antal(over):
            return False
        bredt = [(k1, k2) for k1, k2 in self.brede[over] if self.udfyldt[over][k1]]
        if any(k2 - k1 + 1 >= self.bredde for k1, k2 in bredt):
            return False
        if not all(_er_ord(v) for v in self.raekker[over] if fyldt(v)):
            return False
        if any(k2 > k1 for k1, k2 in bredt):
            # A merged title hangs over the names of the rows; a group stands over other columns.
            return self.antal(over) > 1 or not self.udfyldt[over][0]
        return self.flad and not self.udfyldt[over][0]

    def _er_undernavne(self, r: int, under: int) -> bool:
        """Return whether the row below a heading names the columns under its groups."""
        raekke, udfyldt = self.raekker[under], self.udfyldt[under]
        if self.antal(under) < 2 or not all(
            _er_ord(v) for v, f in zip(raekke, udfyldt, strict=True) if f
        ):
            return False
        for r1, k1, r2, k2 in self.flettede:
            if r1 == r and r2 == r and k2 > k1 and all(udfyldt[k1 : k2 + 1]):
                fri = np.array(udfyldt)
                for b, d in self.brede[r]:
                    fri[b : d + 1] = False
                return not fri.any()
        huller = [k for k in range(1, self.bredde) if udfyldt[k] and not self.udfyldt[r][k]]
        tomme = [k for k in range(self.bredde) if not udfyldt[k]]
        return bool(self.flad and huller and tomme and all(self.udfyldt[r][k] for k in tomme))


def _er_ord(vaerdi: object) -> bool:
    """Return whether a cell may be a heading: words or a year, not a number or a date."""
    if isinstance(vaerdi, str):
        tekst = vaerdi.strip()
        aar = len(tekst) == 4 and tekst.isascii() and tekst.isdigit() and int(tekst) in AARSTAL
        return aar or not TALTEKST.fullmatch(tekst)
    if isinstance(vaerdi, (int, float)) and not isinstance(vaerdi, bool):
        return vaerdi in AARSTAL
    return False
