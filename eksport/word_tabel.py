"""A table in Word: real rows and columns, headings that repeat, numbers under each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Literal

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Length, Pt
from docx.table import Table, _Cell
from docx.text.run import Run

from dansk import linje
from eksport.orddeling import BLOED, med_delepunkter
from eksport.udseende import BLAEK, HOVED, MARK, STREG
from eksport.word_bredder import Sats, saet
from eksport.word_felter import element
from eksport.word_skrift import pt_af, skrift_af
from tabeller.tabel import Kolonne, Tabel

#: The styles of a cell: of a table, and of one with so many columns that it must be smaller.
STILE = ("Tabeltekst", "Tabeltekst lille")
#: A table of so many lines of text stays on one page.
SAMLET_PAA_SIDEN = 20
#: About how many characters a line of the whole width holds.
TEGN_PR_LINJE = 120
#: What joins two years or other numbers: no line ends there.
TALSTREG = re.compile(r"(?<=\d)-(?=\d)")
#: Where a style of tables says the colour of headings, and how it is written.
HOVEDETS_FARVE = f"{qn('w:tblStylePr')}[@{qn('w:type')}='firstRow']/{qn('w:rPr')}/{qn('w:color')}"
HEX = re.compile(r"[0-9A-Fa-f]{6}")
#: A style by its id, and the size of its letters in points.
Stil = tuple[str, float]
#: A row: of headings, of a sum, marked, or none of these.
Raekkeart = Literal["hoved", "sum", "mark", ""]
#: What an empty table says.
TOM = "Ingen rækker"


@dataclass(frozen=True)
class Tabelform:
    """The lines and fills of a table: our own, or of a style of the document by its id.

    `hoved` is the colour of the letters of its headings, where that says one.
    """

    stil: str = ""
    hoved: str = ""
    navn: str = ""


EGEN_FORM = Tabelform()


def husets_form(dok: Document) -> Tabelform:
    """Return the form that most of a document's own tables have; ours where they have none."""
    brugte = Counter(s.get(qn("w:val")) for s in dok.element.body.iter(qn("w:tblStyle")))
    stile = {s.style_id: s for s in dok.styles if s.type == WD_STYLE_TYPE.TABLE}
    for noegle, _ in brugte.most_common():
        if noegle in stile:
            farve = stile[noegle].element.find(HOVEDETS_FARVE)
            vaerdi = "" if farve is None else farve.get(qn("w:val"), "")
            return Tabelform(noegle, vaerdi if HEX.fullmatch(vaerdi) else "", stile[noegle].name)
    return EGEN_FORM


def skriv_tabel(
    dok: Document,
    tabel: Tabel,
    bredde: Length,
    i: _Cell | None = None,
    form: Tabelform = EGEN_FORM,
) -> Table:
    """Append a table so wide, smaller where it needs it; no number or word is broken inside.

    Its columns have the proportions they ask for, where there is room. To the document, or to a
    cell of a table in it.
    """
    word = (i or dok).add_table(rows=0, cols=len(tabel.kolonner))
    stil, sats, bredder = _sats(dok, tabel, bredde)
    word.alignment = WD_TABLE_ALIGNMENT.LEFT
    word.autofit = False
    _egenskaber(word, tabel, sats.margen, form)
    for gitter, vidde in zip(word.columns, bredder, strict=True):
        gitter.width = vidde
    skriv = _Skriver(word, tabel.kolonner, bredder, stil, sats, form)
    overskrifter = [linje(kolonne.overskrift) for kolonne in tabel.kolonner]
    skriv.raekke(overskrifter, "hoved", fed=True, sammen=True)
    antal, samlet = len(tabel.ramme), er_samlet(tabel, bredder)
    raekker = zip(*map(tabel.skrevne, tabel.kolonner), strict=True)
    for nr, (indeks, tekster) in enumerate(zip(tabel.ramme.index, raekker, strict=True)):
        er_sum = indeks == tabel.sum_raekke
        art: Raekkeart = "sum" if er_sum else "mark" if indeks in tabel.fremhaevet else ""
        sammen = samlet or nr < 2 or nr >= antal - 2
        skriv.raekke(tekster, art, fed=er_sum, sammen=sammen)
    if not antal:
        skriv.raekke([TOM], "", fed=False, sammen=True)
    return word


def _sats(dok: Document, tabel: Tabel, bredde: Length) -> tuple[Stil, Sats, list[Length]]:
    """Return the style of the cells, how the table is set, and the widths of the columns."""
    stile: list[Stil] = [
        (dok.styles[navn].style_id, pt_af(dok, dok.styles[navn])) for navn in STILE
    ]
    skrift = skrift_af(dok, dok.styles[STILE[0]])
    sats, bredder = saet(tabel, bredde.pt, [pt for _, pt in stile], skrift)
    stil = next((s for s in stile if s[1] == sats.pt), stile[-1])
    return stil, sats, [Pt(b) for b in bredder]


def er_samlet(tabel: Tabel, bredder: Sequence[float]) -> bool:
    """Say whether a table, with columns so wide, is short enough to stand on one page."""
    i_alt = sum(bredder)
    linjer = [
        [1 + int(len(tekst) * i_alt / (TEGN_PR_LINJE * bredde)) for tekst in tabel.skrevne(k)]
        for k, bredde in zip(tabel.kolonner, bredder, strict=True)
    ]
    return sum(map(max, zip(*linjer, strict=True))) <= SAMLET_PAA_SIDEN


class _Skriver:
    """Writes the rows of a table.

    A cell is built as it stands in the file: python-docx looks for the place of each part of it.
    """

    def __init__(
        self,
        word: Table,
        kolonner: Sequence[Kolonne],
        bredder: Sequence[Length],
        stil: Stil,
        sats: Sats,
        form: Tabelform,
    ) -> None:
        self._form = form
        self._word, (self._stil, pt), self._delt = word, stil, sats.delt
        self._pt = "" if sats.pt == pt else str(round(2 * sats.pt))
        self._kolonner = list(zip(kolonner, (str(b.twips) for b in bredder), strict=True))

    def raekke(self, tekster: Sequence[str], art: Raekkeart, *, fed: bool, sammen: bool) -> None:
        """Append a row; one with fewer texts than columns has cells without.

        Of one that is marked the first is bold.
        """
        ny = element("tr")
        om = element("trPr")
        om.append(element("cantSplit"))
        if art == "hoved":
            om.append(element("tblHeader"))
        ny.append(om)
        for nr, ((kolonne, bredde), tekst) in enumerate(zip_longest(self._kolonner, tekster)):
            fed_her = fed or (art == "mark" and nr == 0)
            om = element("tcPr")
            om.append(element("tcW", type="dxa", w=bredde))
            om.extend(_celletegn(art, self._form))
            celle = element("tc")
            celle.append(om)
            celle.append(
                element("p")
                if tekst is None
                else self._afsnit(tekst, kolonne, art, fed_her, sammen)
            )
            ny.append(celle)
        self._word._tbl.append(ny)

    def _afsnit(self, tekst: str, kolonne: Kolonne, art: Raekkeart, fed: bool, sammen: bool) -> Any:
        afsnit, om = element("p"), element("pPr")
        # By its id: python-docx reads every style of the document to find one by name.
        om.append(element("pStyle", val=self._stil))
        if sammen:
            om.append(element("keepNext"))
        if kolonne.til_hoejre:
            om.append(element("jc", val="right"))
        afsnit.append(om)
        if tekst:
            afsnit.append(self._stykke(tekst, fed, self._form.hoved if art == "hoved" else ""))
        return afsnit

    def _stykke(self, tekst: str, fed: bool, farve: str) -> Any:
        """Return a run of text: with hyphens where a line may end, and where none may."""
        stykke, om = element("r"), element("rPr")
        om.extend([element("b")] if fed else [])
        om.extend([element("color", val=farve)] if farve else [])
        om.extend([element("sz", val=self._pt)] if self._pt else [])
        stykke.extend([om] if len(om) else [])
        for nr, del_ in enumerate(TALSTREG.split(tekst)):
            if nr:
                stykke.append(element("noBreakHyphen"))
            for nr_, led in enumerate((med_delepunkter(del_) if self._delt else del_).split(BLOED)):
                if nr_:
                    stykke.append(element("softHyphen"))
                Run(stykke, self._word).add_text(led)
        return stykke


def _celletegn(art: Raekkeart, form: Tabelform) -> list[Any]:
    """What is of a cell in a row: its fill, the line over a sum, and where a heading stands."""
    if art == "sum":
        kanter = element("tcBorders")
        kanter.append(element("top", val="single", sz="8", space="0", color=BLAEK))
        return [kanter]
    farve = {"hoved": "" if form.stil else HOVED, "mark": MARK, "": ""}[art]
    fyld = [element("shd", val="clear", color="auto", fill=farve)] if farve else []
    return [*fyld, element("vAlign", val="bottom")] if art == "hoved" else fyld


def _egenskaber(word: Table, tabel: Tabel, cellemargen: float, form: Tabelform) -> None:
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
        margen.append(element(side, w=str(round(20 * cellemargen)), type="dxa"))
    se = element("tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0")
    linjer = element("tblStyle", val=form.stil) if form.stil else kanter
    dele: list[Any] = [linjer, margen, se]
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
