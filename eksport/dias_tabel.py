"""A table on a slide: real rows and columns in the theme's own colours, and no row cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.shapes.graphfrm import CT_GraphicalObjectFrame
from pptx.util import Emu, Pt

from dansk import linje
from eksport.dias_eget import SMAA_PT
from eksport.dias_felt import EMU_PR_PT, Felt, skriftens_maal
from eksport.dias_skabelon import Boks
from eksport.udseende import SPROG
from eksport.word_bredder import CELLEMARGEN, Sats, klemte_bredder, kolonnebredder
from tabeller.tabel import Tabel

#: The sizes of a table, the largest that no number and word is broken in.
GRADER = (16, 14, SMAA_PT)
#: Above and below the text of a cell, points.
OVER_OG_UNDER = 3.0
#: PowerPoint's own style without colours and lines: what is seen is said here.
INGEN_STIL = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


@dataclass(frozen=True, eq=False)
class Maalt:
    """A table as it stands on slides: its size, columns and the heights of its rows, in points.

    `plads` is what there is for rows under the headings.
    """

    tabel: Tabel
    pt: float
    bredder: list[float]
    hoved: float
    hoejder: list[float]
    plads: float


def maal_tabel(tabel: Tabel, boks: Boks, skrift: str) -> Maalt:
    """Return a table measured for a place, in a typeface."""
    vidde, linjehoejde = skriftens_maal(skrift)
    bredde, hoejde = boks[2] / EMU_PR_PT, boks[3] / EMU_PR_PT
    for pt in GRADER:
        if bredder := kolonnebredder(tabel, bredde, Sats(pt * vidde)):
            break
    else:
        bredder = klemte_bredder(tabel, bredde, Sats(pt * vidde))

    def hoej(tekster: Sequence[str], fed: bool) -> float:
        celler = (
            Felt(b - 2 * CELLEMARGEN, 0, pt, fed, vidde=vidde, linje=linjehoejde).hoejde_af([t])
            for t, b in zip(tekster, bredder, strict=True)
        )
        return max(celler, default=0.0) + 2 * OVER_OG_UNDER

    hoved = hoej(_overskrifter(tabel), fed=True)
    hoejder = [hoej(tekster, fed) for tekster, fed in _raekker(tabel)]
    return Maalt(tabel, pt, bredder, hoved, hoejder, hoejde - hoved)


def tabelform(nr: int, maalt: Maalt, raekker: slice, boks: Boks) -> Any:
    """Return rows of a table under its headings, as what number `nr` on a slide is."""
    vist = [(_overskrifter(maalt.tabel), True), *list(_raekker(maalt.tabel))[raekker]]
    hoejder = [maalt.hoved, *maalt.hoejder[raekker]]
    maal = (boks[0], boks[1], boks[2], round(sum(hoejder) * EMU_PR_PT))
    ramme: Any = CT_GraphicalObjectFrame.new_table_graphicFrame(
        nr, "Tabel", len(vist), len(maalt.bredder), *map(Emu, maal)
    )
    tabel = ramme.graphic.graphicData.find(qn("a:tbl"))
    tabel.tblPr.find(qn("a:tableStyleId")).text = INGEN_STIL
    tabel.tblPr.attrib.pop("bandRow", None)
    for gitter, bredde in zip(tabel.tblGrid, maalt.bredder, strict=True):
        gitter.set("w", str(round(bredde * EMU_PR_PT)))
    til_hoejre = [k.til_hoejre for k in maalt.tabel.kolonner]
    for raekke, (tekster, fed), hoejde in zip(tabel.tr_lst, vist, hoejder, strict=True):
        raekke.set("h", str(round(hoejde * EMU_PR_PT)))
        er_hoved = raekke is tabel.tr_lst[0]
        for celle, tekst, hoejre in zip(raekke.tc_lst, tekster, til_hoejre, strict=True):
            _fyld(celle, tekst, maalt.pt, fed=fed, hoejre=hoejre, hoved=er_hoved)
    return ramme


def _overskrifter(tabel: Tabel) -> list[str]:
    return [linje(kolonne.overskrift) for kolonne in tabel.kolonner]


def _raekker(tabel: Tabel) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Yield each row as it is written, and whether it is the total."""
    celler = zip(*map(tabel.skrevne, tabel.kolonner), strict=True)
    for indeks, tekster in zip(tabel.ramme.index, celler, strict=True):
        yield tekster, indeks == tabel.sum_raekke


def _fyld(celle: Any, tekst: str, pt: float, *, fed: bool, hoejre: bool, hoved: bool) -> None:
    """Write a cell; its lines and shade are the theme's, so that they follow a template."""
    krop = celle.get_or_add_txBody()
    afsnit = krop.find(qn("a:p"))
    afsnit.append(parse_xml(f'<a:pPr {nsdecls("a")} algn="{"r" if hoejre else "l"}"/>'))
    om = f'{nsdecls("a")} lang="{SPROG}" sz="{round(100 * pt)}" b="{int(fed)}"'
    if tekst:
        afsnit.append(parse_xml(f"<a:r {nsdecls('a')}><a:rPr {om}/><a:t/></a:r>"))
        afsnit[-1][-1].text = tekst
    else:
        afsnit.append(parse_xml(f"<a:endParaRPr {om}/>"))
    rand, top = Pt(CELLEMARGEN), Pt(OVER_OG_UNDER)
    streg = "".join(
        f'<a:{side} w="{bred}"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:{side}>'
        for side, bred in (("lnT", 12700), ("lnB", 12700 if hoved or fed else 6350))
        if side == "lnB" or hoved or fed
    )
    skygge = (
        '<a:solidFill><a:schemeClr val="bg1"><a:lumMod val="92000"/></a:schemeClr></a:solidFill>'
    )
    celle.remove(celle.tcPr)
    celle.append(
        parse_xml(
            f'<a:tcPr {nsdecls("a")} marL="{rand}" marR="{rand}" marT="{top}" marB="{top}" '
            f'anchor="{"b" if hoved else "ctr"}">{streg}{skygge if hoved else ""}</a:tcPr>'
        )
    )
