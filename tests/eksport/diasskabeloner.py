"""PowerPoint templates as departments have them, made in code: what is in each is said where."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Collection
from typing import Any

import pptx
from PIL import Image
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Mm

from eksport.bilag import Bilag, Figur

#: The layouts of python-pptx's own template, 4:3, by what they have.
FORSIDE, INDHOLD, KUN_TITEL, TOM, BILLEDTEKST = 0, 1, 5, 6, 8
LOGO = "Logo"
P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
SEKTIONER = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
PRAESENTATION = (
    b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
)


def skabelon(
    layouts: Collection[int] = (FORSIDE, INDHOLD, KUN_TITEL, BILLEDTEKST),
    *,
    bred: bool = False,
    logo: bool = True,
    skrift: str = "Georgia",
    lysbilleder: int = 2,
    ret: Callable[[Any], None] = lambda dias: None,
) -> bytes:
    """Return a template: 4:3 or `bred`, with a large logo, a typeface of its own and slides.

    `ret` changes the deck before it is saved.
    """
    dias = pptx.Presentation()
    if bred:
        dias.slide_width, dias.slide_height = Mm(338.67), Mm(190.5)
        for side in (dias.slide_master, *dias.slide_layouts):
            for form in [f for f in side.placeholders if f._element.spPr.xfrm is not None]:
                x, y, b, h = form.left, form.top, form.width, form.height
                form.left, form.top, form.width, form.height = int(x * 4 / 3), y, int(b * 4 / 3), h
    for nr, layout in reversed(list(enumerate(dias.slide_layouts))):
        if nr not in layouts:
            dias.slide_layouts.remove(layout)
    master = dias.slide_master
    if logo:
        billede, bredde = io.BytesIO(), Mm(60)
        Image.new("RGB", (300, 120), "#7a0f3c").save(billede, "png")
        billede.seek(0)
        _, rid = master.part.get_or_add_image_part(billede)
        x, y = dias.slide_width - bredde - Mm(6), Mm(6)
        master.shapes._spTree.add_pic(90, LOGO, "", rid, x, y, bredde, Mm(24))
        titel = master.placeholders[0]
        titel.left, titel.top, titel.width, titel.height = Mm(12), Mm(6), x - Mm(16), Mm(28)
    tema = master.part.part_related_by(RT.THEME)
    tema._blob = tema.blob.replace(
        b'latin typeface="Calibri"', b'latin typeface="%s"' % skrift.encode()
    )
    tema._blob = tema.blob.replace(b'srgbClr val="1F497D"', b'srgbClr val="7A0F3C"')
    for nr in range(lysbilleder):
        side = dias.slides.add_slide(dias.slide_layouts[0])
        for plads in side.placeholders:
            plads.text = f"Skriv her {nr}"
        side.notes_slide.notes_text_frame.text = "Skabelonens note"
    ret(dias)
    ud = io.BytesIO()
    dias.save(ud)
    return ud.getvalue()


def kortene(bilag: Bilag) -> list[Figur]:
    """Return the maps of a bilag, each of which is a slide."""
    return [kort for figur in bilag.figurer() for kort in figur.enkelte]


def som_potx(fil: bytes) -> bytes:
    """Return a deck as PowerPoint saves it as a template: of another type, and else the same."""
    return rettet(fil, PRAESENTATION, PRAESENTATION.replace(b"presentation.main", b"template.main"))


def rettet(fil: bytes, gammelt: bytes, nyt: bytes) -> bytes:
    """Return an office file with other bytes for some, in every part."""
    ud = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(fil)) as ind, zipfile.ZipFile(ud, "w") as ny:
        for navn in ind.namelist():
            ny.writestr(navn, ind.read(navn).replace(gammelt, nyt))
    return ud.getvalue()


def kun_billede(dias: Any) -> None:
    """Make the last layout one of a title and a picture that fills the slide below it."""
    layout = dias.slide_layouts[-1]
    layout._element.cSld.set("name", "Titel og billede")
    master = dias.slide_master
    for form in list(layout.placeholders):
        idx = form.placeholder_format.idx
        if idx == 2:
            form._element.getparent().remove(form._element)
        elif idx in (0, 1):
            fra = master.placeholders[idx]
            form.left, form.top, form.width, form.height = fra.left, fra.top, fra.width, fra.height


def uden_sidetal(dias: Any) -> None:
    """Take footers and numbers out of every layout."""
    for layout in dias.slide_layouts:
        for form in list(layout.placeholders):
            if form._element.ph.get("type") in ("ftr", "sldNum"):
                form._element.getparent().remove(form._element)


def med_sektioner(dias: Any) -> None:
    """Part the slides in sections, as PowerPoint writes it; each names its slides by number."""
    rod = dias.part._element
    ids = "".join(f'<p14:sldId id="{s.get("id")}"/>' for s in rod.find(qn("p:sldIdLst")))
    rod.append(
        parse_xml(
            f'<p:extLst {nsdecls("p")}><p:ext uri="{SEKTIONER}"><p14:sectionLst xmlns:p14="{P14}">'
            f'<p14:section name="A" id="{SEKTIONER}"><p14:sldIdLst>{ids}</p14:sldIdLst>'
            "</p14:section></p14:sectionLst></p:ext></p:extLst>"
        )
    )
