"""A table as a value: declared once, and written by page, terminal, Word, Excel and map data alike.

Each number is as planning returned it, not rounded; a column says how it is written.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from dansk import MANGLER, SKJULT, fortegn, kapaciteter, linje, opremsning, tal
from planning.husket import husket

#: The sign of a marked row where no other is given, and all there are: that, a signed number, or
#: what documents that were made before have.
MAERKE = "*"
MAERKER = re.compile(r"[*▲▼]|[+−][\d.,]+")
#: Columns of a table that are kept as they are written.
CELLER = 64
Art = Literal["tekst", "note", "skrevet", "tal", "fortegn", "kapacitet", "maalt"]


@dataclass(frozen=True)
class Kolonne:
    """A column: its name in the frame, heading, unit, kind, decimals, and width beside others.

    `tal` and `fortegn` have as many decimals in every row; `kapacitet` as few as the column needs,
    and `maalt`, where a column mixes units, as few as the row does. A `note` is text in small
    print, and what is `skrevet` is text that stands as a number. `forklaring` is what it means
    where it stands alone, as in a file of map data: the heading where nothing more is to say.
    """

    navn: str
    titel: str
    enhed: str = ""
    art: Art = "tekst"
    decimaler: int = 0
    bredde: float = 1.0
    forklaring: str = ""

    @property
    def overskrift(self) -> str:
        """The heading with its unit."""
        return f"{self.titel} ({self.enhed})" if self.enhed else self.titel

    @property
    def betydning(self) -> str:
        """What it means, with its unit, where no table stands around it."""
        return self.forklaring or self.overskrift

    @property
    def er_tal(self) -> bool:
        """Whether it holds numbers."""
        return self.art in ("tal", "fortegn", "kapacitet", "maalt")

    @property
    def til_hoejre(self) -> bool:
        """Whether it stands to the right, as numbers do."""
        return self.er_tal or self.art == "skrevet"

    def som(self, navn: str, **andet: Any) -> Kolonne:
        """Return the same column of another name in the frame, with what else is to be changed."""
        return dataclasses.replace(self, navn=navn, **andet)

    def foer_og_efter(self) -> tuple[Kolonne, Kolonne]:
        """Return the column before and after a scenario: with the suffixes _foer and _efter."""
        foer, efter = (
            self.som(
                f"{self.navn}_{hvornaar}",
                titel=f"{self.titel} {ord_}",
                forklaring=f"{self.betydning}, {hvornaar.replace('foer', 'før')} scenariet",
            )
            for hvornaar, ord_ in (("foer", "før"), ("efter", "efter"))
        )
        return foer, efter


@dataclass(frozen=True, eq=False)
class Tabel:
    """A table: `ramme` as planning returned it, in the order it is printed.

    `noegle` names it in files. The row `sum_raekke` is the total; `fremhaevet` are rows to mark, by
    a colour and by a sign that the note explains, `MAERKE` unless `maerker` has another for it.
    With `i_dokument` False it is data for a spreadsheet and too long to print. `paa_papir` are the
    columns there is room for on a page; all when it is empty. `skjult` are cells (index, column)
    that may not be told, missing in `ramme`.
    """

    noegle: str
    titel: str
    ramme: pd.DataFrame
    kolonner: tuple[Kolonne, ...]
    kilde: str
    note: str = ""
    sum_raekke: object = None
    fremhaevet: frozenset[object] = frozenset()
    maerker: Mapping[object, str] = field(default_factory=dict)
    i_dokument: bool = True
    paa_papir: tuple[str, ...] = ()
    skjult: frozenset[tuple[object, str]] = frozenset()

    def kun(self, *navne: str) -> Tabel:
        """Return the table with these columns, in this order."""
        alle = {k.navn: k for k in self.kolonner}
        return dataclasses.replace(self, kolonner=tuple(alle[navn] for navn in navne))

    def uden(self, *navne: str) -> Tabel:
        """Return the table without these columns."""
        return self.kun(*(k.navn for k in self.kolonner if k.navn not in navne))

    def til_papir(self) -> Tabel:
        """Return the table as a document prints it; the note says what the workbook has beside."""
        andre = [k.titel for k in self.kolonner if k.navn not in self.paa_papir]
        if not self.paa_papir or not andre:
            return self
        note = linje(f"{self.note} Kun i regnearket: {opremsning(andre)}.")
        return dataclasses.replace(self.kun(*self.paa_papir), note=note)

    def med_raekker(self, indeks: Sequence[object]) -> Tabel:
        """Return the table with the rows of these indices, in this order."""
        return dataclasses.replace(self, ramme=self.ramme.loc[list(indeks)])

    def decimaler(self, kolonne: Kolonne) -> int:
        """Return how many decimals every number of a column is written with."""
        if kolonne.art != "kapacitet":
            return kolonne.decimaler
        dele = [kapaciteter(v).partition(",")[2] for v in self.ramme[kolonne.navn]]
        return max(map(len, dele), default=0)

    def maerke(self, indeks: object) -> str:
        """Return the sign of a row that is marked, and "" of another."""
        return (self.maerker.get(indeks) or MAERKE) if indeks in self.fremhaevet else ""

    def skrevne(self, kolonne: Kolonne, *, faerrest: bool = False) -> list[str]:
        """Return a column as a reader sees it: `celler`, in the first with the signs of rows."""
        celler = self.celler(kolonne, faerrest=faerrest)
        if kolonne is not self.kolonner[0]:
            return celler
        maerker = map(self.maerke, self.ramme.index)
        return [f"{c} {m}".rstrip() for c, m in zip(celler, maerker, strict=True)]

    def celler(self, kolonne: Kolonne, *, faerrest: bool = False) -> list[str]:
        """Return a column as it is written, from the top; missing is an en dash, or empty text.

        What is hidden is two dots.

        With `faerrest` each capacity has as few decimals as it needs, as a screen shows it; else
        all of a column have as many, as print does.
        """
        return [*_celler(self, kolonne, faerrest)]


# Page, Word, PDF and slides write the same table, and a document measures it before.
@husket(CELLER)
def _celler(tabel: Tabel, kolonne: Kolonne, faerrest: bool) -> tuple[str, ...]:
    hver = faerrest and kolonne.art == "kapacitet"
    form = dataclasses.replace(kolonne, art="maalt") if hver else kolonne
    antal = tabel.decimaler(kolonne)
    return tuple(
        SKJULT if (indeks, kolonne.navn) in tabel.skjult else _celle(form, v, antal)
        for indeks, v in tabel.ramme[kolonne.navn].items()
    )


def uden_maerke(celle: str) -> str:
    """Return a cell of the first column without the sign of its row."""
    navn, _, sidst = celle.rpartition(" ")
    return navn if navn and MAERKER.fullmatch(sidst) else celle


def _celle(kolonne: Kolonne, vaerdi: Any, decimaler: int) -> str:
    mangler = vaerdi is None or pd.isna(vaerdi)
    if not kolonne.er_tal:
        return "" if mangler else linje(vaerdi)
    if mangler:
        return MANGLER
    if kolonne.art == "maalt":
        return kapaciteter(vaerdi)
    skriver = fortegn if kolonne.art == "fortegn" else tal
    return skriver(vaerdi, decimaler)
