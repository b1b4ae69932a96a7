"""A table in Word: real rows and columns, headings that repeat, numbers under each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length, Pt
from docx.table import Table, _Cell, _Row

from dansk import linje
from eksport.udseende import BLAEK, HOVED, MARK, STREG
from eksport.word_bredder import CELLEMARGEN, klemte_bredder, kolonnebredder
from eksport.word_felter import element
from tabeller.tabel import Kolonne, Tabel

#: The styles of a cell: of a table, and of one with so many columns that it must be smaller.
STILE = ("Tabeltekst", "Tabeltekst lille")
#: A table of so many lines of text stays on one page.
SAMLET_PAA_SIDEN = 20
#: About how many characters a line of the whole width holds.
TEGN_PR_LINJE = 120
#: What joins two years or other numbers: no line ends there.
TALSTREG = re.compile(r"(?<=\d)-(?=\d)")
#: The size of letters where no style says one, as Word has it.
STANDARD_PT = 10.0
#: What an empty table says.
TOM = "Ingen rækker"


def skriv_tabel(dok: Document, tabel: Tabel, bredde: Length, i: _Cell | None = None) -> Table:
    """Append a table so wide, smaller where it needs it; no number or word is broken inside.

    Its columns have the proportions they ask for, where there is room. To the document, or to a
    cell of a table in it.
    """
    word = (i or dok).add_table(rows=1, cols=len(tabel.kolonner))
    stil, bredder = _stil_og_bredder(dok, tabel, bredde)
    word.alignment = WD_TABLE_ALIGNMENT.LEFT
    word.autofit = False
    _egenskaber(word, tabel)
    for gitter, vidde in zip(word.columns, bredder, strict=True):
        gitter.width = vidde
    _hovedraekke(word.rows[0])
    for celle, kolonne in zip(word.rows[0].cells, tabel.kolonner, strict=True):
        _skriv(celle, linje(kolonne.overskrift), kolonne, stil, fed=True, sammen=True)
        _fyld(celle, HOVED)
        celle.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
    antal, samlet = len(tabel.ramme), _linjer(tabel, bredder) <= SAMLET_PAA_SIDEN
    raekker = zip(*map(tabel.celler, tabel.kolonner), strict=True)
    for nr, (indeks, tekster) in enumerate(zip(tabel.ramme.index, raekker, strict=True)):
        ny = word.add_row()
        _del_ikke(ny)
        er_sum = indeks == tabel.sum_raekke
        sammen = samlet or nr < 2 or nr >= antal - 2
        for celle, kolonne, tekst in zip(ny.cells, tabel.kolonner, tekster, strict=True):
            _skriv(celle, tekst, kolonne, stil, fed=er_sum, sammen=sammen)
            if er_sum:
                _overstreg(celle)
            elif indeks in tabel.fremhaevet:
                _fyld(celle, MARK)
    if not antal:
        celle = word.add_row().cells[0]
        _skriv(celle, TOM, tabel.kolonner[0], stil, fed=False, sammen=True)
    for raekke in word.rows:
        for celle, vidde in zip(raekke.cells, bredder, strict=True):
            celle.width = vidde
    return word


def _stil_og_bredder(dok: Document, tabel: Tabel, bredde: Length) -> tuple[str, list[Length]]:
    """Return the id of the style of the cells, and the widths of the columns."""
    for navn in STILE:
        stil: Any = dok.styles[navn]
        pt = _pt(stil)
        if fundet := kolonnebredder(tabel, bredde.pt, pt):
            break
    else:
        fundet = klemte_bredder(tabel, bredde.pt, pt)
    return stil.style_id, [Pt(b) for b in fundet]


def _pt(stil: Any) -> float:
    """Return the size of a style's letters; of the nearest it is based on that says."""
    while stil is not None:
        if stil.font.size is not None:
            return float(stil.font.size.pt)
        stil = stil.base_style
    return STANDARD_PT


def _linjer(tabel: Tabel, bredder: Sequence[Length]) -> int:
    """Return about how many lines the rows of a table take."""
    i_alt = sum(bredder)
    linjer = [
        [1 + int(len(tekst) * i_alt / (TEGN_PR_LINJE * bredde)) for tekst in tabel.celler(k)]
        for k, bredde in zip(tabel.kolonner, bredder, strict=True)
    ]
    return sum(map(max, zip(*linjer, strict=True)))


def _skriv(
    celle: _Cell, tekst: str, kolonne: Kolonne, stil: str, *, fed: bool, sammen: bool
) -> None:
    afsnit = celle.paragraphs[0]
    # By its id: python-docx reads every style of the document to find one by name.
    afsnit._p.style = stil
    if tekst:
        # None leaves it to the style of the template.
        stykke = afsnit.add_run()
        stykke.bold = fed or None
        for nr, del_ in enumerate(TALSTREG.split(tekst)):
            if nr:
                stykke._r.append(element("noBreakHyphen"))
            stykke.add_text(del_)
    if kolonne.til_hoejre:
        afsnit.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    afsnit.paragraph_format.keep_with_next = sammen or None


def _egenskaber(word: Table, tabel: Tabel) -> None:
    """Set borders, cell margins, what is a heading, and the table's own alternative text."""
    egenskaber = word._tbl.tblPr
    for navn in ("tblStyle", "tblLook", "tblBorders", "tblCellMar"):
        for gammel in egenskaber.findall(qn(f"w:{navn}")):
            egenskaber.remove(gammel)
    kanter = element("tblBorders")
    for side, tykkelse, farve in (
        ("top", "8", BLAEK),
        ("bottom", "8", BLAEK),
        ("insideH", "4", STREG),
    ):
        kanter.append(element(side, val="single", sz=tykkelse, space="0", color=farve))
    margen = element("tblCellMar")
    for side in ("left", "right"):
        margen.append(element(side, w=str(round(20 * CELLEMARGEN)), type="dxa"))
    se = element("tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0")
    dele: list[Any] = [kanter, margen, se]
    dele.append(element("tblCaption", val=linje(tabel.titel, 250)))
    dele.append(element("tblDescription", val=linje(f"{tabel.titel}. {tabel.note}", 250)))
    for del_ in dele:
        egenskaber.append(del_)
    _ordn(egenskaber)


#: The order the schema asks for.
RAEKKEFOELGE = (
    *("tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize"),
    *("tblStyleColBandSize", "tblW", "jc", "tblCellSpacing", "tblInd", "tblBorders", "shd"),
    *("tblLayout", "tblCellMar", "tblLook", "tblCaption", "tblDescription"),
)


def _ordn(egenskaber: Any) -> None:
    def plads(del_: Any) -> int:
        return RAEKKEFOELGE.index(del_.tag.split("}")[1])

    dele = sorted(egenskaber, key=plads)
    for del_ in list(egenskaber):
        egenskaber.remove(del_)
    egenskaber.extend(dele)


def _hovedraekke(raekke: _Row) -> None:
    egenskaber = raekke._tr.get_or_add_trPr()
    egenskaber.append(element("cantSplit"))
    egenskaber.append(element("tblHeader"))


def _del_ikke(raekke: _Row) -> None:
    raekke._tr.get_or_add_trPr().append(element("cantSplit"))


def _fyld(celle: _Cell, farve: str) -> None:
    egenskaber = celle._tc.get_or_add_tcPr()
    egenskaber.append(element("shd", val="clear", color="auto", fill=farve))


def _overstreg(celle: _Cell) -> None:
    kanter = element("tcBorders")
    kanter.append(element("top", val="single", sz="8", space="0", color=BLAEK))
    celle._tc.get_or_add_tcPr().append(kanter)
