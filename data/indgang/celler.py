"""A sheet as raw cells, the one shape every reader of the entrance gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dansk import Inputfejl, tal
from data.indgang import graenser

#: What a formula has whose result is not in the file: made by a program that does not calculate.
UDEN_VAERDI = "formel uden gemt værdi"

#: First row, first column, last row, last column, as positions from 0.
Felt = tuple[int, int, int, int]


def kolonnebogstav(nr: int) -> str:
    """Return a column by its number from 1 as a spreadsheet names it: A, Z, AA."""
    navn = ""
    while nr:
        nr, rest = divmod(nr - 1, 26)
        navn = chr(ord("A") + rest) + navn
    return navn


def kolonnenummer(bogstaver: str) -> int:
    """Return the number of a column from 1 by its name in a spreadsheet."""
    nr = 0
    for bogstav in bogstaver:
        nr = nr * 26 + ord(bogstav) - ord("A") + 1
    return nr


class Cellefejl(str):
    """What stands in a cell that has no value: `#REF!` and its like, or `UDEN_VAERDI`.

    It is text, so that it is shown as it stands; its type is how a check can name it.
    """

    __slots__ = ()


@dataclass(frozen=True)
class Ark:
    """One sheet: its raw cells, and what its file says of them.

    `celler`: objects (None, str, int, float, bool, date, datetime, Cellefejl) by row and column
    position from 0. `raekkenumre`: the number of each row in the file, from 1; for CSV the line
    it begins on. `skjulte_*`: positions. `flettede`: merged cells, whose value is in the first.
    `hvordan`: how it was read, in Danish words. `bemaerkninger`: what the reader should be told,
    and `advarsler` what must be looked at. `tekstfil`: columns are counted (1, 2), not lettered.
    """

    navn: str
    celler: pd.DataFrame
    raekkenumre: NDArray[np.int64]
    hvordan: str
    skjulte_kolonner: frozenset[int] = frozenset()
    skjulte_raekker: frozenset[int] = frozenset()
    flettede: tuple[Felt, ...] = ()
    bemaerkninger: tuple[str, ...] = ()
    advarsler: tuple[str, ...] = ()
    tekstfil: bool = False


@dataclass
class Celleliste:
    """Cells of a workbook's sheet as they are met, positions from 0; empty ones are left out."""

    sti_navn: str
    ark_navn: str
    raekker: list[int] = field(default_factory=list)
    kolonner: list[int] = field(default_factory=list)
    vaerdier: list[object] = field(default_factory=list)

    def tilfoej(self, raekke: int, kolonne: int, vaerdi: object) -> None:
        """Add one cell; raise Inputfejl where it is longer or further out than is read."""
        vaerdi = _ens(vaerdi)
        if vaerdi is None:
            return
        if raekke < 0 or kolonne < 0:
            raise ValueError("rows and columns are counted from 1")
        if isinstance(vaerdi, str) and len(vaerdi) > graenser.HOEJST_TEGN:
            raise Inputfejl(
                f"{self.sti_navn}, arket {self.ark_navn}, række {tal(raekke + 1)}: en celle har "
                f"{tal(len(vaerdi))} tegn; der læses højst {tal(graenser.HOEJST_TEGN)}. Kort den."
            )
        kraev_maal(self.sti_navn, self.ark_navn, raekke + 1, kolonne + 1)
        self.raekker.append(raekke)
        self.kolonner.append(kolonne)
        self.vaerdier.append(vaerdi)

    def ramme(self) -> pd.DataFrame:
        """Return the cells as a frame that reaches to the last filled row and column."""
        if not self.vaerdier:
            return pd.DataFrame()
        hoejde, bredde = max(self.raekker) + 1, max(self.kolonner) + 1
        if hoejde * bredde > graenser.HOEJST_CELLER_PROJEKTMAPPE:
            raise Inputfejl(
                f"{self.sti_navn}, arket {self.ark_navn} går til række {tal(hoejde)} og kolonne "
                f"{tal(bredde)}, og er for stort. Slet det, der står langt fra tabellen, eller "
                "gem arket som CSV."
            )
        felt = np.full((hoejde, bredde), None, dtype=object)
        for r, k, v in zip(self.raekker, self.kolonner, self.vaerdier, strict=True):
            felt[r, k] = v
        # Told outright: pandas takes columns of text out of an object array as its own type.
        return pd.DataFrame(felt, dtype=object)


def _ens(vaerdi: object) -> object:
    """Return a cell as one of the types of an Ark: times as text, midnight as a date."""
    if isinstance(vaerdi, datetime):
        midnat = vaerdi.time() == time(0)
        return vaerdi.date() if midnat else vaerdi
    if isinstance(vaerdi, time):
        return vaerdi.isoformat(timespec="seconds")
    if isinstance(vaerdi, timedelta):
        timer, sekunder = divmod(round(vaerdi.total_seconds()), 3600)
        return f"{timer}:{sekunder // 60:02}:{sekunder % 60:02}"
    if vaerdi == "" or vaerdi is None:
        return None
    return vaerdi if isinstance(vaerdi, (str, int, float, bool, date)) else str(vaerdi)


def kraev_maal(sti_navn: str, ark_navn: str, raekker: int, kolonner: int) -> None:
    """Raise Inputfejl where a sheet has more rows or columns than are read."""
    sted = f"{sti_navn}, arket {ark_navn}" if ark_navn else sti_navn
    if raekker > graenser.HOEJST_RAEKKER:
        raise Inputfejl(
            f"{sted} har {tal(raekker)} rækker; der læses højst "
            f"{tal(graenser.HOEJST_RAEKKER)}. Klip den til regionen, og prøv igen."
        )
    if kolonner > graenser.HOEJST_KOLONNER:
        raise Inputfejl(
            f"{sted} har {tal(kolonner)} kolonner; der læses højst "
            f"{tal(graenser.HOEJST_KOLONNER)}. Behold dem, der skal bruges, og prøv igen."
        )


def kort_liste(numre: Sequence[int], hoejst: int = 10) -> str:
    """Return row numbers as Danish prose, the first listed and the rest counted."""
    vist = [tal(int(n)) for n in numre[:hoejst]]
    rest = len(numre) - len(vist)
    if rest:
        return f"{', '.join(vist)} og {tal(rest)} til"
    return f"{', '.join(vist[:-1])} og {vist[-1]}" if len(vist) > 1 else "".join(vist)
