"""Templates with text of their own, as a municipality or a region would write them."""

from __future__ import annotations

import datetime
import io
from functools import cache
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

MAERKE = "praksiskort"
PLADSHOLDER = "Klik her, og indsæt kapitlet fra Praksiskort."
GROEN = RGBColor(0x1D, 0x6B, 0x4F)


def element(navn: str, **attributter: str) -> Any:
    """Return an element of WordprocessingML."""
    nyt = OxmlElement(f"w:{navn}")
    for attribut, vaerdi in attributter.items():
        nyt.set(qn(f"w:{attribut}"), vaerdi)
    return nyt


def som_fil(dok: Document) -> bytes:
    """Return a document as it is saved."""
    ud = io.BytesIO()
    dok.save(ud)
    return ud.getvalue()


def felt(afsnit: Paragraph, kode: str, vist: str) -> None:
    """Append a field that shows something."""
    for slags, tekst in (("begin", kode), ("separate", vist), ("end", "")):
        afsnit.add_run()._r.append(element("fldChar", fldCharType=slags))
        if tekst:
            del_ = element("instrText" if slags == "begin" else "t")
            del_.text = f" {tekst} " if slags == "begin" else tekst
            afsnit.add_run()._r.append(del_)


def bogmaerke(afsnit: Paragraph, navn: str, nummer: int) -> None:
    """Mark a paragraph."""
    plads = 0 if afsnit._p.pPr is None else 1
    afsnit._p.insert(plads, element("bookmarkStart", id=str(nummer), name=navn))
    afsnit._p.append(element("bookmarkEnd", id=str(nummer)))


def kontrol(afsnit: Paragraph, *, tag: str = "", titel: str = "", nr: int = 4711) -> Any:
    """Put a paragraph in a control of plain text, as Word makes it, and return it."""
    ny, om, indhold = element("sdt"), element("sdtPr"), element("sdtContent")
    if titel:
        om.append(element("alias", val=titel))
    if tag:
        om.append(element("tag", val=tag))
    om.append(element("id", val=str(nr)))
    om.append(element("showingPlcHdr"))
    om.append(element("text"))
    ny.extend([om, indhold])
    afsnit._p.addprevious(ny)
    indhold.append(afsnit._p)
    return ny


def overskrift(dok: Document, tekst: str, niveau: int, nummer: int) -> Paragraph:
    """Append a heading that the contents can point to."""
    ny = dok.add_heading(tekst, niveau)
    bogmaerke(ny, f"_Toc{900000000 + nummer}", nummer)
    return ny


def indhold(dok: Document, foer: Paragraph, poster: list[tuple[str, str, int, str]]) -> None:
    """Put a table of contents before a paragraph, with (text, bookmark, level, page) as cached."""
    for nr, (tekst, maerke, niveau, side) in enumerate(poster):
        linje = foer.insert_paragraph_before(style=f"toc {niveau}")
        linje.paragraph_format.tab_stops.add_tab_stop(Mm(150), 2, 1)
        if nr == 0:
            linje.add_run()._r.append(element("fldChar", fldCharType="begin"))
            linje.add_run()._r.append(element("instrText"))
            linje.runs[-1]._r[-1].text = ' TOC \\o "1-3" \\h \\z \\u '
            linje.add_run()._r.append(element("fldChar", fldCharType="separate"))
        link = element("hyperlink", anchor=maerke, history="1")
        inde = foer.insert_paragraph_before()
        inde.add_run(f"{tekst}\t")
        felt(inde, f"PAGEREF {maerke} \\h", side)
        link.extend(list(inde._p.iterchildren(qn("w:r"))))
        linje._p.append(link)
        inde._p.getparent().remove(inde._p)
    slut = foer.insert_paragraph_before()
    slut.add_run()._r.append(element("fldChar", fldCharType="end"))


def billedtekst(dok: Document, slags: str, taeller: str, nummer: int, titel: str) -> Paragraph:
    """Append a caption that counts."""
    ny = dok.add_paragraph(style="Caption")
    ny.add_run(f"{slags} ")
    felt(ny, f"SEQ {taeller} \\* ARABIC", str(nummer))
    ny.add_run(f": {titel}")
    return ny


def grunddokument(skrift: str = "Arial", pt: float = 11) -> Document:
    """Return an empty document in a house's look."""
    dok = docx.Document()
    normal = dok.styles["Normal"]
    normal.font.name, normal.font.size = skrift, Pt(pt)
    for navn in ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Caption"):
        stil = dok.styles[navn]
        typer = stil.element.get_or_add_rPr().get_or_add_rFonts()
        for attribut in list(typer.attrib):
            del typer.attrib[attribut]
        stil.font.name, stil.font.color.rgb = skrift, GROEN
    for n in (1, 2, 3):
        toc = dok.styles.add_style(f"toc {n}", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        toc.base_style, toc.paragraph_format.left_indent = normal, Mm(4 * (n - 1))
    side = dok.sections[0]
    side.page_width, side.page_height = Mm(210), Mm(297)
    side.left_margin = side.right_margin = Mm(30)
    om = dok.core_properties
    om.author, om.title, om.comments = "Børge Hansen", "Aalborgs skabelon", "Intern"
    om.category, om.last_modified_by = "Fortroligt", "bhan"
    om.created = om.modified = om.last_printed = datetime.datetime(2017, 5, 4, 3, 2, 1)
    return dok


@cache  # a file tells when it was saved, to two seconds: who asks again is given the same one
def kommunens() -> bytes:
    """Return a cover, a colophon, contents and three chapters, with a control in the second."""
    dok = grunddokument()
    dok.add_paragraph("Praksisplan for fysioterapi 2027", "Title")
    forfatter = dok.add_paragraph("Udarbejdet af ")
    felt(forfatter, "AUTHOR", "Børge Hansen")
    dok.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    dok.add_paragraph("Kolofon: Sundhed og Omsorg, Aalborg Kommune. Sagsnr. 2027-1234.")
    dok.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    dok.add_paragraph("Indholdsfortegnelse", "TOC Heading")
    indhold_her = dok.add_paragraph()
    indhold_her.add_run().add_break(WD_BREAK.PAGE)
    overskrift(dok, "Forord", 1, 1)
    dok.add_paragraph("Planen er aftalt mellem kommunen og regionen.")
    overskrift(dok, "Kapaciteten i dag", 1, 2)
    dok.add_paragraph("Dette kapitel viser kapaciteten, som den er opgjort.")
    billedtekst(dok, "Tabel", "Tabel", 1, "Aftaler med regionen")
    tabel = dok.add_table(rows=1, cols=2, style="Table Grid")
    tabel.cell(0, 0).text, tabel.cell(0, 1).text = "Ny aftale", "2027"
    kontrol(dok.add_paragraph(PLADSHOLDER), tag=MAERKE, titel="Kapitel fra Praksiskort")
    overskrift(dok, "Næste skridt", 1, 3)
    dok.add_paragraph("Planen følges op hvert år. Se tabel 2.")
    billedtekst(dok, "Tabel", "Tabel", 2, "Møder i 2027")
    poster = [
        ("Forord", "_Toc900000001", 1, "4"),
        ("Kapaciteten i dag", "_Toc900000002", 1, "5"),
        ("Næste skridt", "_Toc900000003", 1, "6"),
    ]
    indhold(dok, indhold_her, poster)
    side = dok.sections[0]
    side.different_first_page_header_footer = True
    side.header.paragraphs[0].text = "Aalborg Kommune · Praksisplan"
    side.footer.paragraphs[0].text = "Side "
    felt(side.footer.paragraphs[0], "PAGE", "1")
    return som_fil(dok)


def liggende() -> bytes:
    """Return a report with a bookmark in an empty paragraph of a landscape section."""
    dok = grunddokument("Times New Roman", 12)
    dok.add_paragraph("Bilagsrapport", "Title")
    dok.add_heading("Baggrund", 1)
    dok.add_paragraph("Rapporten samler bilagene til praksisplanen.")
    ny = dok.add_section(WD_SECTION.NEW_PAGE)
    ny.orientation = WD_ORIENT.LANDSCAPE
    ny.page_width, ny.page_height = Mm(297), Mm(210)
    ny.left_margin = ny.right_margin = Mm(20)
    dok.add_heading("Bilag", 1)
    dok.add_heading("Bilag 1: Fysioterapi", 2)
    bogmaerke(dok.add_paragraph(), "Praksiskort", 77)
    igen = dok.add_section(WD_SECTION.NEW_PAGE)
    igen.orientation = WD_ORIENT.PORTRAIT
    igen.page_width, igen.page_height = Mm(210), Mm(297)
    dok.add_heading("Litteratur", 1)
    dok.add_paragraph("Praksisplan for fysioterapi 2020.")
    return som_fil(dok)


#: What a house has called its styles, and the names they stand in place of.
DANSKE_STILE = {
    "Heading 1": "Overskrift 1",
    "Heading 2": "Overskrift 2",
    "Heading 3": "Overskrift 3",
    "Title": "Titel",
    "Caption": "Billedtekst",
    "List Bullet": "Opstilling - punkttegn",
    "Body Text": "Brødtekst",
}


def danske() -> bytes:
    """Return a template with no other styles than a house's own of Danish names, and a bookmark."""
    dok = grunddokument("Verdana", 9)
    for engelsk in (*DANSKE_STILE, "Subtitle", "toc 1", "toc 2", "toc 3"):
        dok.styles[engelsk].delete()
    for navn in DANSKE_STILE.values():
        stil = dok.styles.add_style(navn, WD_STYLE_TYPE.PARAGRAPH, builtin=False)
        stil.base_style = dok.styles["Normal"]
    for n, pt in ((1, 18), (2, 14), (3, 11)):
        stil = dok.styles[f"Overskrift {n}"]
        stil.font.size, stil.font.bold, stil.font.color.rgb = Pt(pt), True, GROEN
        stil.element.get_or_add_pPr().append(element("outlineLvl", val=str(n - 1)))
    dok.styles["Titel"].font.size = Pt(26)
    dok.styles["Billedtekst"].font.italic = True
    dok.styles["Brødtekst"].paragraph_format.space_after = Pt(7)
    dok.add_paragraph("Sundhedsaftale", "Titel")
    dok.add_paragraph("Aftalen gælder fra 2027.", "Brødtekst")
    dok.add_paragraph("Praksissektoren", "Overskrift 1")
    maerket = dok.add_paragraph("Tallene er opgjort af Praksiskort.", "Brødtekst")
    bogmaerke(maerket, MAERKE, 5)
    dok.add_paragraph("Opfølgning", "Overskrift 1")
    dok.add_paragraph("Aftalen følges op.", "Brødtekst")
    return som_fil(dok)
