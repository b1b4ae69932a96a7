"""The look of the deck where the user brings no template: 16:9, four layouts, one size of titles.

All of it is said on the master and its layouts, so that a change there changes every slide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Mm

from eksport.figurer import SLIDE
from eksport.udseende import BLAEK, HOVED, SKRIFT, SPROG
from kort.tryk.trykkort import FORMATER

BREDDE, HOEJDE = 338.67, 190.5
MARGEN = 10.0
TEKSTBREDDE = BREDDE - 2 * MARGEN
FORSIDE_PT, TITEL_PT, BROED_PT, SMAA_PT = 34, 20, 18, 12
#: A map is as high as the lines of its source leave room for, and as wide as it is drawn; what it
#: shows stands beside it.
KORTTOP, KORTHOEJDE, SPALTE = 21.0, 143.5, 42.0
#: The levels of text: how far in, mm, and how large. The first is ours, the others are for people.
NIVEAUER = ((7, BROED_PT), (14, 16), (21, 14), (28, 14), (35, 14))
SIDETAL = "{C1FF6DA9-008F-8B48-92A6-B652298478BF}"


@dataclass(frozen=True)
class Plads:
    """A placeholder of a layout: its type as XML has it, and what is not as on the master.

    `boks` is left, top, width and height in mm; `pt` the size of text without bullets, `luft`
    the points before each of its paragraphs, and `linje` the percent between its lines.
    """

    navn: str
    type: str
    idx: int
    hjaelp: str
    boks: tuple[float, float, float, float] | None = None
    pt: int = 0
    anker: str = ""
    side: str = "l"
    luft: int = 0
    linje: int = 100


TITEL = Plads("Titel", "title", 0, "Klik for at redigere titlen")
TEKST = "Klik for at redigere teksten"
BILLEDHJAELP = "Klik på ikonet for at indsætte et kort"
TABELHJAELP = "Klik på ikonet for at indsætte en tabel"
FOD, NUMMER = Plads("Sidefod", "ftr", 11, "Sidefod"), Plads("Sidetal", "sldNum", 12, "‹nr.›")
TITELBOKS, TEKSTBOKS = (MARGEN, 3.5, TEKSTBREDDE, 16.5), (MARGEN, 26, TEKSTBREDDE, 151)
FODBOKS, NUMMERBOKS = (MARGEN, 181, 260, 6), (BREDDE - MARGEN - 30, 181, 30, 6)
MASTER = (
    replace(TITEL, boks=TITELBOKS, anker="ctr"),
    Plads("Tekst", "body", 1, TEKST, TEKSTBOKS),
    replace(FOD, idx=3, boks=FODBOKS, pt=SMAA_PT, anker="b"),
    replace(NUMMER, idx=4, boks=NUMMERBOKS, pt=SMAA_PT, side="r", anker="b"),
)


def eget_udseende() -> Any:
    """Return an empty deck in our own look."""
    dias = Presentation()
    dias.slide_width, dias.slide_height = Mm(BREDDE), Mm(HOEJDE)
    dias.part._element.find(qn("p:sldSz")).attrib.pop("type", None)
    egne = _layouts()
    for layout, udseende in zip(dias.slide_layouts, egne, strict=False):
        (type_, navn), pladser = udseende
        layout._element.cSld.set("name", navn)
        layout._element.attrib.pop("type", None)
        if type_:
            layout._element.set("type", type_)
        _saet_pladser(layout, pladser)
    for layout in list(dias.slide_layouts)[len(egne) :]:
        dias.slide_layouts.remove(layout)
    _tema(dias.slide_master)
    _saet_pladser(dias.slide_master, MASTER)
    _tekststile(dias.slide_master)
    for rod in (dias.part._element, dias.slide_master._element):
        for del_ in rod.xpath("//*[@lang]"):
            del_.set("lang", SPROG)
    return dias


def _layouts() -> list[tuple[tuple[str, str], Sequence[Plads]]]:
    """Return the layouts: type and name, and what stands in each in the order it is read."""
    b, x = kortbredde(), BREDDE - MARGEN - SPALTE
    bund = KORTTOP + KORTHOEJDE
    smaat = Plads("", "body", 0, TEKST, pt=SMAA_PT)
    forside = (
        Plads("Titel", "ctrTitle", 0, TITEL.hjaelp, (MARGEN, 58, TEKSTBREDDE, 34), FORSIDE_PT, "b"),
        Plads("Undertitel", "subTitle", 1, TEKST, (MARGEN, 96, TEKSTBREDDE, 40), BROED_PT),
    )
    billede = (
        TITEL,
        Plads("Billede", "pic", 13, BILLEDHJAELP, (MARGEN, KORTTOP, b, KORTHOEJDE), 14),
        replace(smaat, navn="Billedtekst", idx=14, boks=(x, KORTTOP, SPALTE, 120), luft=6),
        replace(smaat, navn="Kilde", idx=15, boks=(MARGEN, bund + 1, TEKSTBREDDE, 22), linje=90),
        replace(MASTER[2], idx=11, boks=(x, bund - 22.5, SPALTE, 16)),
        replace(MASTER[3], idx=12, boks=(x, bund - 6, SPALTE, 6)),
    )
    tabel = (
        TITEL,
        Plads("Tabel", "tbl", 13, TABELHJAELP, (MARGEN, 26, TEKSTBREDDE, 131), 14),
        replace(smaat, navn="Kilde", idx=15, boks=(MARGEN, 159, TEKSTBREDDE, 20)),
        *(FOD, NUMMER),
    )
    return [
        (("title", "Forside"), forside),
        (("obj", "Titel og indhold"), (TITEL, Plads("Indhold", "", 1, TEKST), FOD, NUMMER)),
        (("", "Titel og billede"), billede),
        (("", "Titel og tabel"), tabel),
    ]


def kortbredde() -> float:
    """Return how wide a map is on a slide, mm: a picture is drawn without its sheet's margin."""
    ark = FORMATER[SLIDE].uden_tekst()
    forhold = (ark.bredde - 2 * ark.margen) / (ark.hoejde - 2 * ark.margen)
    return min(KORTHOEJDE * forhold, TEKSTBREDDE - SPALTE - 5)


def _saet_pladser(side: Any, pladser: Sequence[Plads]) -> None:
    trae = side.shapes._spTree
    for form in list(trae)[2:]:  # after the group's own properties
        trae.remove(form)
    for nr, plads in enumerate(pladser, start=2):
        trae.append(parse_xml(_form(nr, plads)))


def _form(nr: int, plads: Plads) -> str:
    type_ = f' type="{plads.type}"' if plads.type else ""
    idx = f' idx="{plads.idx}"' if plads.idx else ""
    spaerret = '<a:spLocks noGrp="1"/>'
    sted = _sted(plads.boks) if plads.boks else ""
    anker = f' anchor="{plads.anker}"' if plads.anker else ""
    # Text begins at the edge of its place, and keeps the size it is given.
    rande = ' lIns="0" tIns="0" rIns="0" bIns="0"' if plads.boks else ""
    stil = "".join(
        f'<a:lvl{n}pPr marL="0" indent="0" algn="{plads.side}">'
        f'<a:lnSpc><a:spcPct val="{1000 * plads.linje}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{100 * plads.luft}"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{100 * plads.pt}"/></a:lvl{n}pPr>'
        for n in (range(1, 10) if plads.pt else ())
    )
    sprog = f'<a:rPr lang="{SPROG}"/><a:t>{plads.hjaelp}</a:t>'
    vist = f"<a:r>{sprog}</a:r>"
    if plads.type == "sldNum":
        vist = f'<a:fld id="{SIDETAL}" type="slidenum">{sprog}</a:fld>'
    return (
        f"<p:sp {nsdecls('p', 'a')}><p:nvSpPr>"
        f'<p:cNvPr id="{nr}" name="{plads.navn}"/><p:cNvSpPr>{spaerret}</p:cNvSpPr>'
        f"<p:nvPr><p:ph{type_}{idx}/></p:nvPr></p:nvSpPr><p:spPr>{sted}</p:spPr>"
        f"<p:txBody><a:bodyPr{rande}{anker}><a:noAutofit/></a:bodyPr>"
        f"<a:lstStyle>{stil}</a:lstStyle><a:p>{vist}</a:p></p:txBody></p:sp>"
    )


def _sted(boks: tuple[float, float, float, float]) -> str:
    x, y, b, h = map(Mm, boks)
    return (
        f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{b}" cy="{h}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    )


def _tema(master: Any) -> None:
    """Set typeface and colours in the theme, which everything else refers to."""
    tema = master.part.part_related_by(RT.THEME)
    xml = tema.blob.decode()
    xml = re.sub(r'(<a:(?:major|minor)Font><a:latin typeface=")[^"]*', rf"\g<1>{SKRIFT}", xml)
    for navn, farve in (("dk1", BLAEK), ("dk2", BLAEK), ("lt2", HOVED)):
        ny = f'<a:{navn}><a:srgbClr val="{farve}"/></a:{navn}>'
        xml = re.sub(rf"<a:{navn}>.*?</a:{navn}>", ny, xml)
    tema._blob = xml.replace('name="Office Theme"', 'name="Praksiskort"').encode()


def _tekststile(master: Any) -> None:
    """Set the size of titles, and the levels of text."""
    stile = master._element.find(qn("p:txStyles"))
    titel = stile.find(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    titel.set("algn", "l")
    titel.find(qn("a:defRPr")).set("b", "1")
    titel.find(qn("a:defRPr")).set("sz", str(100 * TITEL_PT))
    for nr in range(1, 10):
        ind, pt = NIVEAUER[min(nr, len(NIVEAUER)) - 1]
        niveau = stile.find(f"{qn('p:bodyStyle')}/{qn(f'a:lvl{nr}pPr')}")
        niveau.set("marL", str(Mm(ind)))
        niveau.set("indent", str(-Mm(NIVEAUER[0][0])))
        niveau.find(qn("a:defRPr")).set("sz", str(100 * pt))
        niveau.find(f"{qn('a:spcBef')}/{qn('a:spcPct')}").set("val", "40000")
