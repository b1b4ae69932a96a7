"""The look of the Word document: its own, or that of a template the user brings.

Styles a template has are used as they are; those it lacks are made in its typeface, at the size of
its text.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from eksport.udseende import BLAEK, SKRIFT, SPROG
from eksport.word_felter import FIGURLISTE, element, felt, saet_ind
from eksport.word_side import A4
from eksport.word_skrift import pt_af
from eksport.word_stilnavne import NIVEAUER, afsnitsstile, kaede, niveau_i_navn, ret_stilnavne
from saetninger.skabelon import Indgang

MARGEN = (Mm(22), Mm(20), Mm(22), Mm(20))
FARVE = RGBColor.from_string(BLAEK)
#: What the text of a point stands in from its sign.
PUNKTINDRYK = Mm(6)
#: What is of a table's cell, and stands to the left without the indents of the text around it.
I_CELLER = ("Tabeltekst", "Tabeltekst lille")
#: How the names of built-in styles begin.
INDBYGGEDE = ("toc ", "heading ", "title", "caption", "list ", FIGURLISTE)
#: What only the front page and the table of contents are written with.
PAA_FORSIDEN = ("Title", "Subtitle", "toc 1", "toc 2", FIGURLISTE, "Indholdsoverskrift")
#: How much larger or smaller than ours what is made may be, as the template's text is.
MINDST, STOERST = 0.9, 1.2

Opsaetning = Callable[[ParagraphStyle], None]


def nyt_dokument() -> Document:
    """Return an empty document in our own look."""
    dok = docx.Document()
    _eget_udseende(dok)
    giv_stile(dok, egne=True)
    saet_sprog(dok)
    return dok


def stil_id(dok: Document) -> dict[str, str]:
    """Return the id of each style of a document by its name."""
    return {stil.name: stil.style_id for stil in dok.styles}


def giv_stile(
    dok: Document, navne: Collection[str] | None = None, *, egne: bool = False
) -> list[str]:
    """See that a document has the styles of these names, all unless given; return those made.

    With `egne` they look as ours do.
    """
    ret_stilnavne(dok)
    broed = "Body Text" if "Body Text" in (navne or ()) else "Normal"
    maal = 1.0 if egne else _maal(dok, broed)
    findes = {stil.name for stil in afsnitsstile(dok)}
    lavet = [n for n in (STILE if navne is None else navne) if n not in findes]
    for navn in STILE if egne else lavet:
        _lav(dok, navn, maal, egen=egne)
    return lavet


def noedvendige(niveau: int, indgang: Indgang, broed: str) -> list[str]:
    """Return the styles of a bilag whose headings are so many levels down, and its text `broed`."""
    uden = () if indgang == "forside" else PAA_FORSIDEN
    andre = [n for n in STILE if not n.startswith("Heading") and n not in uden]
    niveauer = [*([1] if indgang == "kapitel" else []), 1 + niveau, 2 + niveau]
    return list(dict.fromkeys([*andre, broed, *(f"Heading {n}" for n in niveauer)]))


def punkttegn(dok: Document) -> str:
    """Return what a point begins with: nothing where the style has its own sign."""
    egenskaber = (stil.element.pPr for stil in kaede(dok.styles["List Bullet"]))
    return "" if any(om is not None and om.numPr is not None for om in egenskaber) else "•\t"


def ret_form(afsnit: Paragraph) -> None:
    """See that a heading does not stand alone, and that the text of a point hangs at its sign.

    A style of ours sees to it; a house's may not.
    """
    form, stile = afsnit.paragraph_format, list(kaede(afsnit.style))
    if afsnit.style is not None and niveau_i_navn(str(afsnit.style.name)):
        if not any(stil.paragraph_format.keep_with_next for stil in stile):
            form.keep_with_next = True
    elif not any(stil.paragraph_format.first_line_indent for stil in stile):
        form.left_indent, form.first_line_indent = PUNKTINDRYK, -PUNKTINDRYK
        form.tab_stops.add_tab_stop(PUNKTINDRYK)


def _eget_udseende(dok: Document) -> None:
    krop = dok.element.body
    for del_ in list(krop):
        if del_.tag != qn("w:sectPr"):
            krop.remove(del_)
    side = dok.sections[0]
    side.page_width, side.page_height = A4
    side.top_margin, side.right_margin, side.bottom_margin, side.left_margin = MARGEN
    side.header_distance = side.footer_distance = Mm(11)
    saet_sidefod(dok)
    indstillinger = dok.settings.element
    for gammel in indstillinger.findall(qn("w:compat")):
        indstillinger.remove(gammel)
    samspil = element("compat")
    samspil.append(
        element(
            "compatSetting",
            name="compatibilityMode",
            uri="http://schemas.microsoft.com/office/word",
            val="15",
        )
    )
    saet_ind(indstillinger, samspil)


def saet_sidefod(dok: Document) -> None:
    """Number the pages at their foot."""
    fod = dok.sections[0].footer
    fod.is_linked_to_previous = False
    linje = fod.paragraphs[0]
    linje.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    linje.add_run("Side ")
    felt(linje, "PAGE", "1")
    linje.add_run(" af ")
    felt(linje, "NUMPAGES", "1")


def saet_sprog(dok: Document) -> None:
    """Say that the language is Danish, in the defaults and wherever a style says otherwise."""
    stile = dok.styles.element
    for sprog in stile.iter(qn("w:lang")):
        sprog.set(qn("w:val"), SPROG)
    standard = stile.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if standard is not None and standard.find(qn("w:lang")) is None:
        standard.append(element("lang", val=SPROG))
    for sprog in dok.settings.element.iter(qn("w:themeFontLang")):
        sprog.set(qn("w:val"), SPROG)


def _maal(dok: Document, broed: str) -> float:
    """Return how much larger than ours the text of a document is, by the style of it."""
    stil = next((s for s in afsnitsstile(dok) if s.name == broed), None)
    return min(max(pt_af(dok, stil) / EGET_PT, MINDST), STOERST)


def _lav(dok: Document, navn: str, maal: float, *, egen: bool) -> None:
    """Make a style as ours looks; in a house's own look it speaks in its typeface and colour."""
    findes = {s.name: s for s in afsnitsstile(dok)}
    if navn not in findes:
        indbygget = navn.lower().startswith(INDBYGGEDE)
        stil: Any = dok.styles.add_style(navn, WD_STYLE_TYPE.PARAGRAPH, builtin=indbygget)
        over = (f"Heading {n}" for n in reversed(NIVEAUER) if n < niveau_i_navn(navn))
        stil.base_style = next((findes[n] for n in (*over, "Normal") if n in findes), None)
    stil = dok.styles[navn]
    (STILE | DYBERE)[navn](stil)
    if egen:
        return
    for tag in ("w:rFonts", "w:color"):
        for egen_ in stil.element.rPr.findall(qn(tag)):
            stil.element.rPr.remove(egen_)
    pt = (
        EGET_PT if navn == "Nyhed" else stil.font.size.pt
    )  # under headings of any size: bold is enough
    stil.font.size = Pt(round(2 * maal * pt) / 2)
    if niveau_i_navn(navn):
        _under_overskriften(dok, stil)
    if navn in I_CELLER:
        form = stil.paragraph_format
        form.left_indent = form.right_indent = form.first_line_indent = Pt(0)
        form.alignment = WD_ALIGN_PARAGRAPH.LEFT


def _under_overskriften(dok: Document, stil: Any) -> None:
    """Let a heading that is made be no larger than that above it, and have no number of its own."""
    over = stil.base_style
    if over is None or not niveau_i_navn(str(over.name)):
        return
    stil.font.size = min(stil.font.size, Pt(pt_af(dok, over)))
    intet = element("numPr")
    intet.append(element("numId", val="0"))
    stil.element.get_or_add_pPr()._insert_numPr(intet)


def _saet(
    pt: float,
    foer: float = 0,
    efter: float = 4,
    *,
    fed: bool = False,
    kursiv: bool = False,
    naeste: bool = False,
    niveau: int | None = None,
    indryk: float = 0,
) -> Opsaetning:
    def opsaet(stil: ParagraphStyle) -> None:
        _ryd(stil)
        skrift, form = stil.font, stil.paragraph_format
        skrift.name, skrift.size, skrift.bold, skrift.italic = SKRIFT, Pt(pt), fed, kursiv
        skrift.color.rgb = FARVE
        _skrifttyper(stil)
        form.space_before, form.space_after = Pt(foer), Pt(efter)
        form.keep_with_next, form.line_spacing = naeste, 1.12
        form.widow_control = True
        if indryk:
            form.left_indent = Mm(indryk)
        if "List" in str(stil.name):
            form.left_indent, form.first_line_indent = PUNKTINDRYK, -PUNKTINDRYK
            form.tab_stops.add_tab_stop(PUNKTINDRYK)
        if niveau is not None:
            stil.element.get_or_add_pPr().append(element("outlineLvl", val=str(niveau)))

    return opsaet


def _ryd(stil: ParagraphStyle) -> None:
    """Take away what python-docx's own template says, but for the signs of a list."""
    for egenskaber in (stil.element.pPr, stil.element.rPr):
        for del_ in [] if egenskaber is None else list(egenskaber):
            if del_.tag != qn("w:numPr"):
                egenskaber.remove(del_)


def _skrifttyper(stil: ParagraphStyle) -> None:
    """Name the typeface outright: a theme's would win over it."""
    typer = stil.element.get_or_add_rPr().get_or_add_rFonts()
    for attribut in list(typer.attrib):
        del typer.attrib[attribut]
    for slags in ("ascii", "hAnsi", "cs", "eastAsia"):
        typer.set(qn(f"w:{slags}"), SKRIFT)


#: The size of our plain text; what is made in a template is as much larger as its text is.
EGET_PT = 10
#: What the document uses, and how a style looks where the template has none.
STILE: dict[str, Opsaetning] = {
    "Normal": _saet(EGET_PT, 2, 4),
    "Title": _saet(22, 0, 2, fed=True),
    "Subtitle": _saet(11, 0, 14),
    "Heading 1": _saet(15, 18, 6, fed=True, naeste=True, niveau=0),
    "Heading 2": _saet(12, 12, 4, fed=True, naeste=True, niveau=1),
    "Caption": _saet(9, 8, 3, fed=True, naeste=True),
    "List Bullet": _saet(10, efter=2),
    "toc 1": _saet(10, 3, 2),
    "toc 2": _saet(10, 0, 1, indryk=5),
    FIGURLISTE: _saet(10, 0, 1),
    "Nyhed": _saet(11, 0, 6, fed=True, naeste=True),
    "Kilde": _saet(8, 3, 8, kursiv=True),
    "Note": _saet(8.5, 0, 5),
    "Tabeltekst": _saet(8.5, 1.5, 1.5),
    "Tabeltekst lille": _saet(7.5, 1.5, 1.5),
    "Indholdsoverskrift": _saet(13, 6, 6, fed=True, naeste=True),
}
#: Further down only where a template has our headings under its own.
DYBERE = {
    f"Heading {n}": _saet(pt, 10, 3, fed=True, kursiv=n > 3, naeste=True, niveau=n - 1)
    for n, pt in zip(range(3, 10), (11, 10.5, *[EGET_PT] * 5), strict=True)
}
