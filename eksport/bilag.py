"""Bilaget as a value: sections of text, tables and figures, the same for every file made of it.

Each number in a table is as planning returned it, not rounded; a column says how it is written.
Text may come from a user or a file: `dansk.rens` takes out what no document can hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from dansk import MANGLER, fortegn, kapaciteter, linje, tal

if TYPE_CHECKING:  # what has no map needs no matplotlib
    from kort.tryk.fil import Filtype

Art = Literal["tekst", "tal", "fortegn", "kapacitet"]
REGION = "region"


@dataclass(frozen=True)
class Kolonne:
    """A column: its name in the frame, heading, unit, kind, decimals, and width beside others.

    `tal` and `fortegn` have as many decimals in every row; `kapacitet` as few as the column needs.
    """

    navn: str
    titel: str
    enhed: str = ""
    art: Art = "tekst"
    decimaler: int = 0
    bredde: float = 1.0

    @property
    def overskrift(self) -> str:
        """The heading with its unit."""
        return f"{self.titel} ({self.enhed})" if self.enhed else self.titel


@dataclass(frozen=True)
class Tekst:
    """A paragraph: the news, plain text, or a note in small print."""

    tekst: str
    art: Literal["nyhed", "broed", "note"] = "broed"


@dataclass(frozen=True)
class Punkter:
    """A list of points."""

    punkter: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Tabel:
    """A table: `ramme` as planning returned it, in the order it is printed.

    `noegle` names it in files. The row `sum_raekke` is the total; `fremhaevet` are rows to mark.
    With `i_dokument` False it is data for a spreadsheet and too long to print.
    """

    noegle: str
    titel: str
    ramme: pd.DataFrame
    kolonner: tuple[Kolonne, ...]
    kilde: str
    note: str = ""
    sum_raekke: object = None
    fremhaevet: frozenset[object] = frozenset()
    i_dokument: bool = True

    def decimaler(self, kolonne: Kolonne) -> int:
        """Return how many decimals every number of a column is written with."""
        if kolonne.art != "kapacitet":
            return kolonne.decimaler
        dele = [kapaciteter(v).partition(",")[2] for v in self.ramme[kolonne.navn]]
        return max(map(len, dele), default=0)

    def skriv(self, kolonne: Kolonne, vaerdi: Any) -> str:
        """Return a cell as it is printed; what is missing is an en dash, or empty in text."""
        if kolonne.art == "tekst":
            return "" if vaerdi is None or pd.isna(vaerdi) else linje(vaerdi)
        if vaerdi is None or pd.isna(vaerdi):
            return MANGLER
        skriver = fortegn if kolonne.art == "fortegn" else tal
        return skriver(vaerdi, self.decimaler(kolonne))


@dataclass(frozen=True, eq=False)
class Figur:
    """A map: `noegle` names its files, `nyhed` opens its slide, `alt` is for who cannot see it.

    `tegner` draws it as the file types asked for, in a format (`kort.tryk.trykkort`).
    """

    noegle: str
    titel: str
    nyhed: str
    alt: str
    kilde: str
    tegner: Callable[[tuple[Filtype, ...], str], Mapping[Filtype, bytes]]

    def tegn(self, filtype: Filtype, format: str) -> bytes:
        """Return one file."""
        return self.tegner((filtype,), format)[filtype]


Led = Tekst | Punkter | Tabel | Figur


@dataclass(frozen=True, eq=False)
class Afsnit:
    """A section: its id, heading, level (1 or 2) and what stands in it, in order."""

    id: str
    overskrift: str
    niveau: int
    led: tuple[Led, ...]

    @property
    def nyheder(self) -> tuple[str, ...]:
        """The sentences that say the news."""
        return tuple(d.tekst for d in self.led if isinstance(d, Tekst) and d.art == "nyhed")


@dataclass(frozen=True, eq=False)
class Bilag:
    """A whole bilag: title, what it is about, its dataset and the scenarios in it."""

    titel: str
    undertitel: str
    datasaet: str
    afsnit: tuple[Afsnit, ...]

    def tabeller(self) -> list[Tabel]:
        """Return every table in order."""
        return [d for a in self.afsnit for d in a.led if isinstance(d, Tabel)]

    def figurer(self) -> list[Figur]:
        """Return every figure in order."""
        return [d for a in self.afsnit for d in a.led if isinstance(d, Figur)]
