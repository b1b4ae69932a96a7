"""A table in Word: real rows and columns, headings that repeat, numbers under each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any, Literal

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Length, Pt
from docx.table import Table, _Cell
from docx.text.run import Run

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
#: A row: of headings, of a sum, marked, or none of these.
Raekkeart = Literal["hoved", "sum", "mark", ""]
#: What an empty table says.
TOM = "Ingen rækker"


def skriv_tabel(dok: Document, tabel: Tabel, bredde: Length, i: _Cell | None = None) -> Table:
    """Append a table so wide, smaller where it needs it; no number or word is broken inside.

    Its columns have the proportions they ask for, where there is room. To the document, or to a
    cell of a table in it.
    """
    word = (i or dok).add_table(rows=0, cols=len(tabel.kolonner))
    stil, bredder = _stil_og_bredder(dok, tabel, bredde)
    word.alignment = WD_TABLE_ALIGNMENT.LEFT
    word.autofit = False
    _egenskaber(word, tabel)
    for gitter, vidde in zip(word.columns, bredder, strict=True):
        gitter.width = vidde
    skriv = _Skriver(word, tabel.kolonner, bredder, stil)
    overskrifter = [linje(kolonne.overskrift) for kolonne in tabel.kolonner]
    skriv.raekke(overskrifter, "hoved", fed=True, sammen=True)
    antal, samlet = len(tabel.ramme), er_samlet(tabel, bredder)
    raekker = zip(*map(tabel.celler, tabel.kolonner), strict=True)
    for nr, (indeks, tekster) in enumerate(zip(tabel.ramme.index, raekker, strict=True)):
        er_sum = indeks == tabel.sum_raekke
        art: Raekkeart = "sum" if er_sum else "mark" if indeks in tabel.fremhaevet else ""
        sammen = samlet or nr < 2 or nr >= antal - 2
        skriv.raekke(tekster, art, fed=er_sum, sammen=sammen)
    if not antal:
        skriv.raekke([TOM], "", fed=False, sammen=True)
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


def er_samlet(tabel: Tabel, bredder: Sequence[float]) -> bool:
    """Say whether a table, with columns so wide, is short enough to stand on one page."""
    i_alt = sum(bredder)
    linjer = [
        [1 + int(len(tekst) * i_alt / (TEGN_PR_LINJE * bredde)) for tekst in tabel.celler(k)]
        for k, bredde in zip(tabel.kolonner, bredder, strict=True)
    ]
    return sum(map(max, zip(*linjer, strict=True))) <= SAMLET_PAA_SIDEN


class _Skriver:
    """Writes the rows of a table.

    A cell is built as it stands in the file: python-docx looks for the place of each part of it.
    """

    def __init__(
        self, word: Table, kolonner: Sequence[Kolonne], bredder: Sequence[Length], stil: str
    ) -> None:
        self._word, self._stil = word, stil
        self._kolonner = list(zip(kolonner, (str(b.twips) for b in bredder), strict=True))

    def raekke(self, tekster: Sequence[str], art: Raekkeart, *, fed: bool, sammen: bool) -> None:
        """Append a row; one with fewer texts than columns has cells without."""
        ny = element("tr")
        om = element("trPr")
        om.append(element("cantSplit"))
        if art == "hoved":
            om.append(element("tblHeader"))
        ny.append(om)
        for (kolonne, bredde), tekst in zip_longest(self._kolonner, tekster):
            om = element("tcPr")
            om.append(element("tcW", type="dxa", w=bredde))
            om.extend(_celletegn(art))
            celle = element("tc")
            celle.append(om)
            celle.append(
                element("p") if tekst is None else self._afsnit(tekst, kolonne, fed, sammen)
            )
            ny.append(celle)
        self._word._tbl.append(ny)

    def _afsnit(self, tekst: str, kolonne: Kolonne, fed: bool, sammen: bool) -> Any:
        afsnit, om = element("p"), element("pPr")
        # By its id: python-docx reads every style of the document to find one by name.
        om.append(element("pStyle", val=self._stil))
        if sammen:
            om.append(element("keepNext"))
        if kolonne.til_hoejre:
            om.append(element("jc", val="right"))
        afsnit.append(om)
        if tekst:
            stykke = element("r")
            if fed:
                stykke.append(element("rPr"))
                stykke[0].append(element("b"))
            for nr, del_ in enumerate(TALSTREG.split(tekst)):
                if nr:
                    stykke.append(element("noBreakHyphen"))
                Run(stykke, self._word).add_text(del_)
            afsnit.append(stykke)
        return afsnit


def _celletegn(art: Raekkeart) -> list[Any]:
    """What is of a cell in a row: its fill, the line over a sum, and where a heading stands."""
    if art == "sum":
        kanter = element("tcBorders")
        kanter.append(element("top", val="single", sz="8", space="0", color=BLAEK))
        return [kanter]
    farve = {"hoved": HOVED, "mark": MARK, "": ""}[art]
    fyld = [element("shd", val="clear", color="auto", fill=farve)] if farve else []
    return [*fyld, element("vAlign", val="bottom")] if art == "hoved" else fyld


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
