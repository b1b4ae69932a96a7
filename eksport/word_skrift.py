"""The letters of a style in Word: its typeface and size, where it, or what it builds on, says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import parse_xml

from eksport.word_stilnavne import kaede

#: What Word writes in where nothing says otherwise.
STANDARD_PT, STANDARD_SKRIFT = 10.0, "Times New Roman"
A_RUM = {"a": nsmap["a"]}


def pt_af(dok: Document, stil: Any) -> float:
    """Return the size of a style's letters in points."""
    for egenskaber in _egenskaber(dok, stil):
        stoerrelse = egenskaber.find(qn("w:sz"))
        vaerdi = "" if stoerrelse is None else stoerrelse.get(qn("w:val"), "")
        if vaerdi.isdecimal() and int(vaerdi):
            return int(vaerdi) / 2
    return STANDARD_PT


def skrift_af(dok: Document, stil: Any) -> str:
    """Return the typeface of a style's letters."""
    for egenskaber in _egenskaber(dok, stil):
        typer = egenskaber.find(qn("w:rFonts"))
        if typer is None:
            continue
        tema = typer.get(qn("w:asciiTheme"), "")
        if tema and (fra_tema := _temaets(dok, "major" if tema.startswith("major") else "minor")):
            return fra_tema
        if navn := typer.get(qn("w:ascii")):
            return str(navn)
    return STANDARD_SKRIFT


def broedskrift(dok: Document) -> str:
    """Return the typeface of a document's text."""
    return skrift_af(dok, dok.styles["Normal"])


def _egenskaber(dok: Document, stil: Any) -> Iterator[Any]:
    """Yield what is said of letters: by the style, by those it builds on, and by the document."""
    yield from (s.element.rPr for s in kaede(stil) if s.element.rPr is not None)
    sti = f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"
    standard = dok.styles.element.find(sti)
    if standard is not None:
        yield standard


def _temaets(dok: Document, hvilken: str) -> str:
    """Return the typeface of a document's theme, for headings (major) or text (minor)."""
    for forhold in dok.part.rels.values():
        if forhold.reltype == RT.THEME and not forhold.is_external:
            try:
                tema = parse_xml(forhold.target_part.blob)
            except SyntaxError:  # not XML
                return ""
            for skrift in tema.iterfind(f".//a:{hvilken}Font/a:latin", A_RUM):
                return str(skrift.get("typeface", ""))
    return ""
