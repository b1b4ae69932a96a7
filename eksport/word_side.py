"""How much room a section of a Word document has for text."""

from __future__ import annotations

from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Emu, Length, Mm

A4 = (Mm(210), Mm(297))
EMU_PR_TWIP = 635
#: The room between two columns where a section does not say, in twips.
STANDARDMELLEMRUM = 720


def tekstbredde(side: Section) -> Length:
    """Return the width of the text of a section: between the margins, or of its first column."""
    bredde, venstre, hoejre = (
        side.page_width or A4[0],
        side.left_margin or 0,
        side.right_margin or 0,
    )
    helt = Emu(bredde - venstre - hoejre - (side.gutter or 0))
    spalter = side._sectPr.find(qn("w:cols"))
    if spalter is None:
        return helt
    egen = spalter.find(f"{qn('w:col')}[@{qn('w:w')}]")
    if egen is not None:
        return Emu(int(egen.get(qn("w:w"))) * EMU_PR_TWIP)
    antal, mellem = (
        _tal(spalter.get(qn(f"w:{n}")), s) for n, s in (("num", 1), ("space", STANDARDMELLEMRUM))
    )
    return Emu((helt - (antal - 1) * mellem * EMU_PR_TWIP) // max(antal, 1))


def _tal(tekst: str | None, ellers: int) -> int:
    return int(tekst) if tekst and tekst.isdecimal() else ellers


def teksthoejde(side: Section) -> Length:
    """Return the height between the margins of a section."""
    hoejde, top, bund = side.page_height or A4[1], side.top_margin or 0, side.bottom_margin or 0
    return Emu(hoejde - abs(top) - abs(bund))
