"""Tables as a workbook: a sheet each, the numbers as planning returned them to the last digit.

Each is a real Excel table (`eksport.excel_tabel`), with title and source above the headings. Text
is always text: what begins with = + - @ or a tab is marked as such, so that no name from a file
becomes a formula. A figure that is hidden (`planning.diskretion`) is two dots, which no sum counts.
"""

from __future__ import annotations

import io
import itertools
import math
import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from dansk import SKJULT, linje, tal
from eksport.bilag import Bilag
from eksport.excel_stil import giv_stil
from eksport.excel_tabel import goer_til_tabel, saet_udskrift, tabelnavne, uden_trekanter
from eksport.udseende import BLAEK, HOVED, MARK, SKRIFT
from eksport.uforanderlig import fast_kontorfil
from tabeller.tabel import Kolonne, Tabel

HOVEDRAEKKE = 4
HOEJST_NAVN = 31
HOEJST_TEGN = 32_767
#: Title and source run over so many units of width, and over empty columns beside a narrow table.
TITELBREDDE, TOM_BREDDE = 80, 13
#: What a spreadsheet may take for the beginning of a formula.
FORMELTEGN = ("=", "+", "-", "@", "\t")
BREDDE = (9, 60)
#: Points of type to a unit of column width, and the highest row Excel has.
TEGN_PT, HOEJST_PT, LINJE_PT = 11.0, 400.0, 13.0


def excel(bilag: Bilag) -> bytes:
    """Return the workbook of a bilag: a sheet of contents, one a table, and one of sources."""
    bog = Workbook()
    bog.remove(bog.active)
    tabeller = bilag.tabeller()
    navne = arknavne(["Indhold", *(t.noegle for t in tabeller), "Kildeliste"])
    _liste(
        bog.create_sheet(navne[0]),
        bilag.titel,
        bilag.datasaet,
        ("Ark", "Tabel"),
        [
            *((navn, t.titel) for navn, t in zip(navne[1:-1], tabeller, strict=True)),
            *(("Ikke med", hvad) for hvad in bilag.udeladt),
        ],
        [f"'{navn}'!A1" for navn in navne[1:-1]],
    )
    tabelnavn = tabelnavne(t.noegle for t in tabeller)
    for navn, tabel, exceltabel in zip(navne[1:-1], tabeller, tabelnavn, strict=True):
        ark = bog.create_sheet(navn)
        tabelark(ark, tabel)
        goer_til_tabel(ark, tabel, exceltabel, HOVEDRAEKKE)
    _liste(
        bog.create_sheet(navne[-1]),
        "Hvor tallene kommer fra",
        bilag.datasaet,
        ("Ark", "Kilde"),
        [(navn, t.kilde) for navn, t in zip(navne[1:-1], tabeller, strict=True)],
    )
    for ark in bog:
        saet_udskrift(ark)
    bog.properties.title = linje(bilag.titel)
    bog.properties.subject = linje(bilag.undertitel)
    bog.properties.creator = "Praksiskort"
    bog.properties.language = "da-DK"
    ud = io.BytesIO()
    bog.save(ud)
    return fast_kontorfil(uden_trekanter(ud.getvalue()))


def arknavne(oenskede: Iterable[str]) -> list[str]:
    """Return names a workbook can have: at most 31 characters, legal, and no two alike."""
    brugt: set[str] = set()
    navne = []
    for oensket in oenskede:
        ren = re.sub(r"[\[\]:*?/\\]", "-", linje(oensket)).strip("' ") or "Ark"
        navn, nummer = ren[:HOEJST_NAVN].strip("' "), 2
        while navn.casefold() in brugt:
            efter = f" ({nummer})"
            navn, nummer = f"{ren[: HOEJST_NAVN - len(efter)].rstrip()}{efter}", nummer + 1
        brugt.add(navn.casefold())
        navne.append(navn)
    return navne


def tabelark(ark: Worksheet, tabel: Tabel) -> None:
    """Write a table to an empty sheet: title and source, headings, rows."""
    _hoved(ark, [(k.overskrift, k.til_hoejre) for k in tabel.kolonner])
    for nr, kolonne in enumerate(tabel.kolonner, start=1):
        format_ = _talformat(tabel, kolonne)
        vaerdier, celler = tabel.ramme[kolonne.navn], tabel.celler(kolonne)
        for raekke, ((indeks, vaerdi), tekst) in enumerate(
            zip(vaerdier.items(), celler, strict=True), start=HOVEDRAEKKE + 1
        ):
            celle = ark.cell(raekke, nr)
            som_tal = kolonne.er_tal and tekst != SKJULT
            if not som_tal and tekst:
                skriv_vaerdi(celle, tekst)
            elif som_tal and not pd.isna(vaerdi):
                _skriv_tal(celle, vaerdi)
            se = _Celle(
                format_ if kolonne.er_tal else "",
                # Shown beside the name, and no part of it.
                tabel.maerke(indeks) if nr == 1 else "",
                kolonne.til_hoejre,
                nr > 1,
                indeks == tabel.sum_raekke,
                indeks in tabel.fremhaevet,
                not som_tal and tekst.startswith(FORMELTEGN),
            )
            giv_stil(celle, se, se.paa)
        laengst = max(map(len, tabel.skrevne(kolonne)), default=0)
        _bredde(ark, nr, max([laengst, *(len(o) + 1 for o in kolonne.overskrift.split())]))
    _raekkehoejder(ark)
    _overskrift(ark, tabel.titel, " ".join(d for d in (tabel.kilde, tabel.note) if d))
    ark.freeze_panes = ark.cell(HOVEDRAEKKE + 1, 2)


def _talformat(tabel: Tabel, kolonne: Kolonne) -> str:
    """Return the number format: Excel writes its signs as the reader's language does."""
    antal = tabel.decimaler(kolonne)
    grund = "#,##0" + ("." + "0" * antal if antal else "")
    if kolonne.art != "fortegn":
        return grund
    # What rounds to zero is zero, not -0,0; a number in the last part would keep its sign.
    halv = f"{5 * 10.0 ** -(antal + 1):.{antal + 1}f}"
    return f'[>={halv}]+{grund};[<=-{halv}]-{grund};"{tal(0, antal)}"'


@dataclass(frozen=True)
class _Celle:
    """How a cell of a table looks: what is written, where it stands, and what it is marked as."""

    talformat: str
    maerke: str
    til_hoejre: bool
    indrykket: bool
    sum: bool
    fremhaevet: bool
    formeltegn: bool

    def paa(self, celle: Cell) -> None:
        """Set the look."""
        celle.font = skrift(bold=self.sum or bool(self.maerke))
        if self.talformat:
            celle.number_format = self.talformat
        if self.maerke:
            celle.number_format = f'{self.talformat or "@"}" {self.maerke}"'
        celle.alignment = Alignment(
            horizontal="right" if self.til_hoejre else "left",
            indent=int(self.indrykket and not self.til_hoejre),
            vertical="top",
            wrap_text=not self.talformat,
        )
        if self.formeltegn:
            celle.quotePrefix = True
        if self.sum:
            celle.border = Border(top=Side("medium", color=BLAEK))
        elif self.fremhaevet:
            celle.fill = PatternFill("solid", fgColor=MARK)


def _skriv_tal(celle: Cell, vaerdi: Any) -> None:
    celle.value = 0
    # openpyxl writes 16 digits, and a double needs 17; its shortest exact form is written instead.
    celle._value = repr(vaerdi.item() if hasattr(vaerdi, "item") else vaerdi)


def skriv_tekst(celle: Cell, tekst: str) -> None:
    """Write text to a cell as text, whatever it begins with, with room for its lines."""
    if tekst:
        skriv_raa_tekst(celle, tekst)
    celle.alignment = Alignment(wrap_text=True, vertical="top", indent=1 if celle.column > 1 else 0)


def skriv_raa_tekst(celle: Cell, tekst: str) -> None:
    """Write text to a cell as text, whatever it begins with, and leave how else it looks."""
    skriv_vaerdi(celle, tekst)
    if tekst.startswith(FORMELTEGN):
        celle.quotePrefix = True


def skriv_vaerdi(celle: Cell, tekst: str) -> None:
    """Write text to a cell whose look tells what it begins with."""
    celle.value = tekst[:HOEJST_TEGN]
    celle.data_type = "s"


def _raekkehoejder(ark: Worksheet) -> None:
    """Make room for text on several lines: not every program does it on opening the file."""
    maal = [ark.column_dimensions[get_column_letter(nr + 1)].width for nr in range(ark.max_column)]
    for raekke in ark.iter_rows(min_row=HOVEDRAEKKE):
        linjer = [
            len(textwrap.wrap(celle.value, int(maal[celle.column - 1]) - 1))
            for celle in raekke
            if celle.data_type == "s" and celle.value
        ]
        if (flest := max(linjer, default=1)) > 1:
            ark.row_dimensions[raekke[0].row].height = min(flest * LINJE_PT, HOEJST_PT)


def _overskrift(ark: Worksheet, titel: str, under: str) -> None:
    """Write title and source over the whole width, in rows that are high enough."""
    for nr in itertools.count(ark.max_column + 1):
        bredde = sum(maal.width for maal in ark.column_dimensions.values())
        if bredde >= TITELBREDDE:
            break
        ark.column_dimensions[get_column_letter(nr)].width = TOM_BREDDE
    for raekke, tekst, type_ in (
        (1, titel, skrift(bold=True, size=14)),
        (2, under, skrift(italic=True, size=9)),
    ):
        celle = ark.cell(raekke, 1)
        skriv_tekst(celle, linje(tekst))
        celle.font, celle.alignment = type_, Alignment(wrap_text=True, vertical="top")
        linjer = math.ceil(len(tekst) * type_.size / (TEGN_PT * bredde))
        ark.row_dimensions[raekke].height = min(linjer * type_.size * 1.4, HOEJST_PT)
        sidste = max(len(ark.column_dimensions), 2)
        ark.merge_cells(start_row=raekke, start_column=1, end_row=raekke, end_column=sidste)


def skrift(**valg: Any) -> Font:
    """Return the type of a cell, with what else it is to be (bold, size, color)."""
    return Font(**{"name": SKRIFT, "size": 10, "color": BLAEK, **valg})


def _hoved(ark: Worksheet, navne: Iterable[tuple[str, bool]]) -> None:
    """Write the headings, (name, whether it is of numbers), and how the sheet is printed."""
    for nr, (navn, er_tal) in enumerate(navne, start=1):
        celle = ark.cell(HOVEDRAEKKE, nr)
        skriv_tekst(celle, linje(navn))
        celle.font = skrift(bold=True)
        celle.fill = PatternFill("solid", fgColor=HOVED)
        celle.border = Border(bottom=Side("medium", color=BLAEK))
        celle.alignment = Alignment(
            horizontal="right" if er_tal else None,
            indent=0 if er_tal or nr == 1 else 1,
            wrap_text=True,
            vertical="bottom",
        )
    ark.sheet_view.showGridLines = False
    ark.page_setup.orientation, ark.page_setup.paperSize = "landscape", 9
    ark.page_setup.fitToHeight = 0
    ark.sheet_properties.pageSetUpPr.fitToPage = True
    ark.print_title_rows = f"{HOVEDRAEKKE}:{HOVEDRAEKKE}"


def _liste(
    ark: Worksheet,
    titel: str,
    under: str,
    hoved: tuple[str, str],
    raekker: Iterable[tuple[str, str]],
    henvisninger: Iterable[str] = (),
) -> None:
    _hoved(ark, [(navn, False) for navn in hoved])
    links = list(henvisninger)
    for nr, raekke in enumerate(raekker):
        for kolonne, tekst in enumerate(raekke, start=1):
            celle = ark.cell(HOVEDRAEKKE + 1 + nr, kolonne)
            skriv_tekst(celle, linje(tekst))
            celle.font = skrift()
            if nr < len(links) and kolonne == 1:
                celle.hyperlink = Hyperlink(celle.coordinate, location=links[nr])
                celle.font = skrift(color="0563C1", underline="single")
    _bredde(ark, 1, HOEJST_NAVN)
    _bredde(ark, 2, BREDDE[1] * 2, BREDDE[1] * 2)
    _raekkehoejder(ark)
    _overskrift(ark, titel, under)
    ark.freeze_panes = ark.cell(HOVEDRAEKKE + 1, 1)


def _bredde(ark: Worksheet, kolonne: int, tegn: int, hoejst: int = BREDDE[1]) -> None:
    bredde = min(max(tegn + 2, BREDDE[0]), hoejst)
    ark.column_dimensions[get_column_letter(kolonne)].width = bredde
