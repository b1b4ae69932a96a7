"""The look of the Word document: its own, or that of a template the user brings.

A template gives its styles, margins, header and footer; what stands in its body is left out.
Styles it lacks are made; those it has are used as they are.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Emu, Length, Mm, Pt, RGBColor
from docx.styles import BabelFish
from docx.styles.style import ParagraphStyle

from dansk import Inputfejl
from eksport.udseende import BLAEK, SKRIFT, SPROG
from eksport.word_felter import FIGURLISTE, element, felt, saet_ind

#: No template is larger; a file that unpacks to more is none.
STOERSTE_SKABELON = 50_000_000
SKABELONTYPE = b"wordprocessingml.template.main+xml"
DOKUMENTTYPE = b"wordprocessingml.document.main+xml"
INDHOLDSTYPER = "[Content_Types].xml"
#: Where a theme names the typefaces that styles refer to.
TEMA = "http://schemas.openxmlformats.org/drawingml/2006/main"

A4 = (Mm(210), Mm(297))
MARGEN = (Mm(22), Mm(20), Mm(22), Mm(20))
FARVE = RGBColor.from_string(BLAEK)

Opsaetning = Callable[[ParagraphStyle], None]


def aabn(skabelon: Path | bytes | None) -> Document:
    """Return an empty document in the look of the template, or in its own.

    Raises Inputfejl when the template is no Word document.
    """
    if skabelon is None:
        dok = docx.Document()
        _eget_udseende(dok)
    else:
        dok = _af_skabelon(skabelon)
    giv_stile(dok, egne=skabelon is None)
    _sprog(dok)
    return dok


def stil_id(dok: Document) -> dict[str, str]:
    """Return the id of each style of a document by its name."""
    return {stil.name: stil.style_id for stil in dok.styles}


def giv_stile(dok: Document, *, egne: bool = False) -> None:
    """See that a document has the styles we write with; with `egne` they look as ours do."""
    _ret_stilnavne(dok)
    for navn, opsaet in STILE.items():
        _stil(dok, navn, opsaet, altid=egne)


def _ret_stilnavne(dok: Document) -> None:
    """Spell the names of built-in styles as Word does: LibreOffice writes Heading 1 and TOC 1."""
    navne = [n for s in dok.styles.element if (n := s.find(qn("w:name"))) is not None]
    kendte = {n.get(qn("w:val")) for n in navne}
    for navn in STILE:
        rigtigt = BabelFish.ui2internal(navn)
        if rigtigt in kendte:
            continue
        for egen in navne:
            if egen.get(qn("w:val"), "").lower() == rigtigt.lower():
                egen.set(qn("w:val"), rigtigt)
                break


def tekstbredde(dok: Document) -> Length:
    """Return the width between the margins."""
    s = dok.sections[0]
    bredde, venstre, hoejre = s.page_width or A4[0], s.left_margin or 0, s.right_margin or 0
    return Emu(bredde - venstre - hoejre)


def teksthoejde(dok: Document) -> Length:
    """Return the height between the margins."""
    s = dok.sections[0]
    hoejde, top, bund = s.page_height or A4[1], s.top_margin or 0, s.bottom_margin or 0
    return Emu(hoejde - top - bund)


def broedskrift(dok: Document) -> str:
    """Return the typeface of a document's text; ours where it names none."""
    stil: Any = next((s for s in dok.styles if s.name == "Normal"), None)
    steder = []
    while stil is not None:
        steder.append(stil.element)
        stil = stil.base_style
    steder += dok.styles.element.findall(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}")
    for typer in (t for sted in steder for t in sted.findall(f"{qn('w:rPr')}/{qn('w:rFonts')}")):
        if navn := _temaskrift(dok, typer.get(qn("w:asciiTheme"), "")) or typer.get(qn("w:ascii")):
            return str(navn)
    return SKRIFT


def _temaskrift(dok: Document, navn: str) -> str:
    """Return what a theme calls its typeface for headings (major) or text (minor)."""
    if not navn:
        return ""
    try:
        tema = parse_xml(dok.part.part_related_by(RT.THEME).blob)
    except (KeyError, SyntaxError):  # without one, or not XML
        return ""
    art = "majorFont" if navn.startswith("major") else "minorFont"
    fundet = next(tema.iter(f"{{{TEMA}}}{art}"), None)
    latin = None if fundet is None else fundet.find(f"{{{TEMA}}}latin")
    return "" if latin is None else str(latin.get("typeface", ""))


def punkttegn(dok: Document) -> str:
    """Return what a point begins with: nothing where the style has its own sign."""
    stil: Any = dok.styles["List Bullet"]
    while stil is not None:
        if stil.element.pPr is not None and stil.element.pPr.numPr is not None:
            return ""
        stil = stil.base_style
    return "•\t"


def _af_skabelon(skabelon: Path | bytes) -> Document:
    navn = f"»{skabelon.name}«" if isinstance(skabelon, Path) else "Skabelonen"
    try:
        raa = skabelon.read_bytes() if isinstance(skabelon, Path) else skabelon
    except OSError as fejl:
        raise Inputfejl(f"{navn} kan ikke læses: {fejl.strerror}. Vælg en anden fil.") from fejl
    try:
        dok = docx.Document(io.BytesIO(_som_dokument(raa)))
        krop = dok.element.body
        for del_ in list(krop):
            if del_.tag != qn("w:sectPr"):
                krop.remove(del_)
        if krop.find(qn("w:sectPr")) is None:
            raise ValueError("no section")
    except Exception as fejl:  # python-docx, lxml and zipfile each have their own kinds
        raise Inputfejl(
            f"{navn} er ikke et Word-dokument, der kan bruges som skabelon. Gem den i Word som "
            ".docx eller .dotx og prøv igen."
        ) from fejl
    if not _har_indhold(dok):
        _sidefod(dok)
    return dok


def _som_dokument(raa: bytes) -> bytes:
    """Return a .dotx as the .docx it is but for its declared type."""
    with zipfile.ZipFile(io.BytesIO(raa)) as arkiv:
        if sum(post.file_size for post in arkiv.infolist()) > STOERSTE_SKABELON:
            raise ValueError("too large")
        typer = arkiv.read(INDHOLDSTYPER)
        if SKABELONTYPE not in typer:
            return raa
        ud = io.BytesIO()
        with zipfile.ZipFile(ud, "w", zipfile.ZIP_DEFLATED) as nyt:
            for post in arkiv.infolist():
                indhold = arkiv.read(post)
                if post.filename == INDHOLDSTYPER:
                    indhold = indhold.replace(SKABELONTYPE, DOKUMENTTYPE)
                nyt.writestr(post.filename, indhold)
        return ud.getvalue()


def _har_indhold(dok: Document) -> bool:
    fod = dok.sections[0].footer
    return not fod.is_linked_to_previous and len(fod._element.xpath(".//w:t|.//w:fldChar")) > 0


def _eget_udseende(dok: Document) -> None:
    krop = dok.element.body
    for del_ in list(krop):
        if del_.tag != qn("w:sectPr"):
            krop.remove(del_)
    side = dok.sections[0]
    side.page_width, side.page_height = A4
    side.top_margin, side.right_margin, side.bottom_margin, side.left_margin = MARGEN
    side.header_distance = side.footer_distance = Mm(11)
    _sidefod(dok)
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


def _sidefod(dok: Document) -> None:
    fod = dok.sections[0].footer
    fod.is_linked_to_previous = False
    linje = fod.paragraphs[0]
    linje.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    linje.add_run("Side ")
    felt(linje, "PAGE", "1")
    linje.add_run(" af ")
    felt(linje, "NUMPAGES", "1")


def _sprog(dok: Document) -> None:
    """Say that the language is Danish, in the defaults and wherever a style says otherwise."""
    stile = dok.styles.element
    for sprog in stile.iter(qn("w:lang")):
        sprog.set(qn("w:val"), SPROG)
    standard = stile.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if standard is not None and standard.find(qn("w:lang")) is None:
        standard.append(element("lang", val=SPROG))
    for sprog in dok.settings.element.iter(qn("w:themeFontLang")):
        sprog.set(qn("w:val"), SPROG)


def _stil(dok: Document, navn: str, opsaet: Opsaetning, altid: bool) -> None:
    findes = navn in [s.name for s in dok.styles]
    if not findes:
        indbygget = navn.lower().startswith(("toc ", "heading ", "title", "caption", "list "))
        ny = dok.styles.add_style(navn, WD_STYLE_TYPE.PARAGRAPH, builtin=indbygget)
        ny.base_style = next((s for s in dok.styles if s.name == "Normal"), None)
    if altid or not findes:
        stil: Any = dok.styles[navn]
        opsaet(stil)
    if not (altid or findes):
        # In a house's own look, what is added speaks in its typeface and colour.
        for tag in ("w:rFonts", "w:color"):
            for egen in stil.element.rPr.findall(qn(tag)):
                stil.element.rPr.remove(egen)


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
            form.left_indent, form.first_line_indent = Mm(6), Mm(-6)
            form.tab_stops.add_tab_stop(Mm(6))
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


#: What the document uses, and how a style looks where the template has none.
STILE: dict[str, Opsaetning] = {
    "Normal": _saet(10, 2, 4),
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
