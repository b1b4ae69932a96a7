"""Slides, written into the placeholders of their layouts: text, maps and tables, whole.

What has no room goes on to one more slide. What a layout has no placeholder for stands freely in
the place it leaves.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.shapes.picture import CT_Picture
from pptx.slide import Slide
from pptx.util import Emu

from dansk import linje
from eksport.bilag import Figur
from eksport.dias_eget import SIDETAL, SMAA_PT
from eksport.dias_felt import EMU_PR_PT, Felt, del_titel, foerste_side, fordel, sider
from eksport.dias_skabelon import LUFT, Boks, Layout, Skabelon, kortareal, mulige_grader
from eksport.dias_tabel import maal_tabel, tabelform
from eksport.figurer import KANT, SLIDE
from eksport.udseende import SPROG
from tabeller.tabel import Tabel

#: Text under a map or table without a placeholder takes no more of their place than this.
HOEJST_TEKST = 0.45
#: Points in a text box, as a placeholder has them.
INDRYK = 252000
PUNKTTEGN = (
    f'marL="{INDRYK}" indent="-{INDRYK}"><a:spcBef><a:spcPct val="40000"/></a:spcBef>'
    '<a:buFont typeface="Arial"/><a:buChar char="•"/>'
)
#: What is told of what a slide shows: of which placeholder, and in which size.
Skrevet = tuple[Any, list[str], float]


@dataclass(frozen=True)
class Opstilling:
    """Where a map or table stands, what is told with it, and what there is no room for.

    Without a placeholder, what is told stands in `tekstboks`.
    """

    boks: Boks
    skrevet: tuple[Skrevet, ...]
    over: list[str]
    tekstboks: Boks | None = None


class Diasskriver:
    """Writes one slide after another into a deck without any; its footer is the first that fits."""

    def __init__(self, skabelon: Skabelon, fodtekster: Sequence[str]) -> None:
        self._skabelon, self._fodtekster = skabelon, [linje(t) for t in fodtekster]

    def forside(self, titel: str, undertitel: str, noter: Sequence[str]) -> None:
        """Write the front."""
        lay = self._skabelon.forside
        side = self._ny(lay)
        for form, navn, tekst in (
            (lay.titel, "Titel", linje(titel)),
            (lay.indhold, "Undertitel", linje(undertitel)),
        ):
            if form is not None:
                _skriv(side, form, navn, [tekst], _stoerste(lay.felt(form), [tekst]), lay)
            else:
                _tekstboks(side, navn, lay.boks, [tekst], self._skabelon.broed_pt)
        self._slut(side, lay, noter)

    def punkter(
        self, titel: str, punkter: Sequence[str], noter: Sequence[str], fra: int = 0
    ) -> None:
        """Write points on as many slides as they need; none when there are no points.

        `fra` is how many slides there are of the title already.
        """
        lay = self._skabelon.indhold
        kort, rest = self._titel(lay, titel)
        felt = self._broedfelt(lay).med(self._skabelon.broed_pt)
        tekster = [t for t in (rest, *map(linje, punkter)) if t]
        for nr, afsnit in enumerate(fordel(tekster, felt) if punkter else ()):
            side = self._med_titel(lay, kort, fra + nr)
            if lay.indhold is not None:
                _skriv(side, lay.indhold, "Punkter", afsnit, felt.pt, lay)
            else:
                _tekstboks(side, "Punkter", lay.boks, afsnit, felt.pt, PUNKTTEGN)
            self._slut(side, lay, noter)

    def kort(self, figur: Figur, noter: Sequence[str]) -> None:
        """Write a map under its news, with what it shows and its source."""
        lay = self._skabelon.billede
        titel, rest = self._titel(lay, figur.nyhed, figur.titel)
        hvad = [t for t in (linje(figur.titel), rest) if t and t != titel]
        stil = _opstil(lay, hvad, linje(figur.kilde), ved_siden=True)
        side = self._med_titel(lay, titel, 0)
        _saet_billede(side, lay, figur, stil.boks)
        self._slut(side, lay, noter, stil)
        self.punkter(titel, stil.over, noter, 1)

    def tabel(self, titel: str, tabel: Tabel, noter: Sequence[str]) -> None:
        """Write a table on as many slides as its rows need, each with its headings and source."""
        lay = self._skabelon.tabel
        kort, rest = self._titel(lay, titel)
        stil = _opstil(lay, [t for t in (rest, linje(tabel.note)) if t], linje(tabel.kilde))
        maalt = maal_tabel(tabel, stil.boks, lay.skrift("+mn-lt"))
        dele = sider(maalt.hoejder, maalt.plads)
        for nr, (fra, til) in enumerate(dele):
            side = self._med_titel(lay, kort, nr)
            form = _form(side, lay.indhold)
            ny = tabelform(_nummer(side, form), maalt, slice(fra, til), stil.boks)
            _saet(side, form, ny, f"{tabel.titel}. {tabel.note}", tabel.titel)
            self._slut(side, lay, noter, stil)
        self.punkter(kort, stil.over, noter, len(dele))

    def _broedfelt(self, lay: Layout) -> Felt:
        if lay.indhold is not None:
            return lay.felt(lay.indhold)
        _, _, b, h = lay.boks
        return replace(lay.tekstfelt(b - INDRYK, h), luft=0.6)

    def _titel(self, lay: Layout, *muligheder: str) -> tuple[str, str]:
        """Return the first title that there is room for, and what is left of the first of them."""
        felt = lay.felt(lay.titel).med(self._skabelon.titel_pt)
        return del_titel([*map(linje, muligheder)], felt, _hale(2))

    def _med_titel(self, lay: Layout, titel: str, nr: int) -> Slide:
        side = self._ny(lay)
        pt = self._skabelon.titel_pt
        _skriv(side, lay.titel, "Titel", [titel + _hale(nr)], pt, lay)
        return side

    def _ny(self, lay: Layout) -> Slide:
        side: Slide = self._skabelon.dias.slides.add_slide(lay.layout)
        for form in (lay.fod, lay.nummer):
            if form is not None:
                side.shapes.clone_placeholder(form)
        return side

    def _slut(
        self, side: Slide, lay: Layout, noter: Sequence[str], stil: Opstilling | None = None
    ) -> None:
        """Write what is told with a map or table, footer, number and notes; take out the rest."""
        if stil is not None and stil.tekstboks is not None:
            _, tekster, pt = stil.skrevet[0]
            _tekstboks(side, "Kilde", stil.tekstboks, tekster, pt)
        elif stil is not None:
            for form, tekster, pt in stil.skrevet:
                _skriv(side, form, "Kilde" if form is lay.kilde else "Tekst", tekster, pt, lay)
        if lay.fod is not None:
            felt = lay.felt(lay.fod)
            felt = felt.med(max(felt.pt, SMAA_PT))
            passer = [t for t in self._fodtekster if felt.rummer(t)]
            _skriv(side, lay.fod, "Sidefod", passer[:1], felt.pt, lay)
        if lay.nummer is not None:
            nr = str(len(self._skabelon.dias.slides))
            pt = max(lay.felt(lay.nummer).pt, SMAA_PT)
            _skriv(side, lay.nummer, "Sidetal", [nr], pt, lay, felt="slidenum")
        for form in list(side.placeholders):
            if form.has_text_frame and not form.text_frame.text:
                form._element.getparent().remove(form._element)
        _ordn(side)
        _noter(side, noter)


def _hale(nr: int) -> str:
    """What follows a title that was on so many slides before: no two slides are called the same."""
    return "" if nr == 0 else " (fortsat)" if nr == 1 else f" (fortsat {nr})"


def _stoerste(felt: Felt, tekster: Sequence[str]) -> float:
    """Return the largest size that text fits in, no word of it broken."""
    for pt in mulige_grader(felt.pt):
        maalt = felt.med(pt)
        if maalt.rummer(*tekster) and all(map(maalt.hele_ord, tekster)):
            return pt
    return SMAA_PT


def _opstil(lay: Layout, hvad: list[str], kilde: str, *, ved_siden: bool = False) -> Opstilling:
    """Place what is told of a map or table, the source before anything else.

    `ved_siden`: whether it may stand beside it, where it has no placeholder of its own.
    """
    if lay.kilde is None:
        return _med_tekstboks(lay, hvad, kilde, ved_siden)
    dele = [(lay.tekst, hvad), (lay.kilde, [kilde])] if lay.tekst else [(lay.kilde, [*hvad, kilde])]
    skrevet, over = [], []
    for form, tekster in dele:
        felt = lay.felt(form)
        felt = felt.med(_stoerste(felt, tekster))
        if not felt.rummer(*tekster):
            tekster, resten = foerste_side([*tekster[-1:], *tekster[:-1]], felt)
            over += resten
        skrevet.append((form, tekster, felt.pt))
    return Opstilling(lay.boks, tuple(skrevet), over)


def _med_tekstboks(lay: Layout, hvad: list[str], kilde: str, ved_siden: bool) -> Opstilling:
    """Part the place of the content with a text box: below, or beside where a map is larger so."""
    x, y, b, h = lay.boks
    felt = lay.tekstfelt(b, int(h * HOEJST_TEKST))
    under = tekster = [*hvad, kilde]
    over: list[str] = []
    if not felt.rummer(*under):
        under, over = foerste_side([kilde, *hvad], felt)
    hoejde = int(felt.hoejde_af(under) * EMU_PR_PT) + 1
    boks = (x, y, b, h - hoejde - LUFT)
    ned = Opstilling(boks, ((None, under, felt.pt),), over, (x, y + h - hoejde, b, hoejde))
    for procent in range(15, round(100 * HOEJST_TEKST), 5) if ved_siden else ():
        spalte = b * procent // 100
        felt = lay.tekstfelt(spalte, h)
        til_side = (x, y, b - spalte - LUFT, h)
        if felt.rummer(*tekster) and all(map(felt.hele_ord, tekster)):
            if over or kortareal(til_side) > kortareal(boks):
                tekstboks = (x + b - spalte, y, spalte, h)
                return Opstilling(til_side, ((None, tekster, felt.pt),), [], tekstboks)
            break
    return ned


def _form(side: Slide, af_layout: Any) -> Any:
    """Return the slide's own of a placeholder of its layout; None for none."""
    if af_layout is None:
        return None
    idx = af_layout.placeholder_format.idx
    return next((f for f in side.placeholders if f.placeholder_format.idx == idx), None)


def _skriv(
    side: Slide,
    af_layout: Any,
    navn: str,
    tekster: Sequence[str],
    pt: float,
    lay: Layout,
    felt: str = "",
) -> None:
    """Write paragraphs in a placeholder; the size is said only where it is not the layout's."""
    form = _form(side, af_layout)
    form.name = navn
    krop = form._element.get_or_add_txBody()
    _afsnit(krop, tekster, felt)
    if pt != lay.felt(af_layout).pt:
        _stoerrelse(krop, pt)


def _tekstboks(
    side: Slide, navn: str, boks: Boks, tekster: Sequence[str], pt: float, om: str = ">"
) -> None:
    form: Any = side.shapes.add_textbox(*map(Emu, boks))
    form.name = navn
    ramme = form.text_frame
    ramme.word_wrap = True
    ramme.margin_left = ramme.margin_right = ramme.margin_top = ramme.margin_bottom = Emu(0)
    _afsnit(form._element.txBody, tekster)
    _stoerrelse(form._element.txBody, pt, om)


def _afsnit(krop: Any, tekster: Sequence[str], felt: str = "") -> None:
    for gammelt in krop.findall(qn("a:p")):
        krop.remove(gammelt)
    for tekst in tekster or ("",):
        ny = parse_xml(f"<a:p {nsdecls('a')}/>")
        if tekst:
            loeb = f'<a:fld {nsdecls("a")} id="{SIDETAL}" type="{felt}"/>'
            ny.append(parse_xml(loeb if felt else f"<a:r {nsdecls('a')}/>"))
            ny[0].append(parse_xml(f'<a:rPr {nsdecls("a")} lang="{SPROG}"/>'))
            ny[0].append(parse_xml(f"<a:t {nsdecls('a')}/>"))
            ny[0][-1].text = tekst
        krop.append(ny)


def _stoerrelse(krop: Any, pt: float, om: str = ">") -> None:
    """Set the size of a shape's text once, for all of its paragraphs, and what else is of them."""
    stil = krop.find(qn("a:lstStyle"))
    if stil is None:
        stil = parse_xml(f"<a:lstStyle {nsdecls('a')}/>")
        krop.insert(1, stil)
    niveau = f'<a:lvl1pPr {nsdecls("a")} {om}<a:defRPr sz="{round(100 * pt)}"/></a:lvl1pPr>'
    stil.append(parse_xml(niveau))


def _saet_billede(side: Slide, lay: Layout, figur: Figur, boks: Boks) -> None:
    """Put a map in its placeholder, as large as it can be; freely where there is none.

    Of the picture's own white margin so much is cut that it has the proportions of the placeholder,
    whose place it then takes; where there is too little of it, it has a place of its own.
    """
    del_, rid = side.part.get_or_add_image_part(io.BytesIO(figur.tegn("udsnit", SLIDE)))
    hel_b, hel_h = del_.image.size
    b, h = hel_b * (1 - 2 * KANT[0]), hel_h * (1 - 2 * KANT[1])
    bredde, hoejde = max(b, h * boks[2] / boks[3]), max(h, b * boks[3] / boks[2])
    har_egen = bredde > hel_b or hoejde > hel_h
    if har_egen:
        bredde, hoejde = b, h
    form = _form(side, lay.indhold)
    billede = CT_Picture.new_ph_pic(_nummer(side, form), "Kort", "", rid)
    billede.srcRect_l = billede.srcRect_r = (1 - bredde / hel_b) / 2
    billede.srcRect_t = billede.srcRect_b = (1 - hoejde / hel_h) / 2
    if har_egen or form is None or boks != lay.boks:
        maal = min(boks[2] / bredde, boks[3] / hoejde)
        b, h = int(bredde * maal), int(hoejde * maal)
        billede.x, billede.y = boks[0] + (boks[2] - b) // 2, boks[1] + (boks[3] - h) // 2
        billede.cx, billede.cy = b, h
        if form is None:
            billede.spPr.append(parse_xml(f'<a:prstGeom {nsdecls("a")} prst="rect"/>'))
    _saet(side, form, billede, figur.alt, figur.titel)


def _nummer(side: Slide, form: Any) -> int:
    """Return the number of what takes a placeholder's place, or of what is new on the slide."""
    return int(form.shape_id if form is not None else side.shapes._next_shape_id)


def _saet(side: Slide, form: Any, ny: Any, alt: str, titel: str) -> None:
    """Put a picture or table in a placeholder, or on the slide, with what it says to the blind."""
    om = ny._nvXxPr.cNvPr
    om.set("descr", linje(alt))
    om.set("title", linje(titel))
    if form is not None:
        form._replace_placeholder_with(ny)
    else:
        side.shapes._spTree.append(ny)


def _ordn(side: Slide) -> None:
    """Let the parts of a slide be read in order: title, content, what is told of it, footer."""
    orden = ("Titel", "Undertitel", "Punkter", "Kort", "Tabel", "Tekst", "Kilde", "Sidefod")
    trae = side.shapes._spTree
    for form in sorted(side.shapes, key=lambda f: (*orden, f.name).index(f.name)):
        trae.append(form._element)


def _noter(side: Slide, tekster: Sequence[str]) -> None:
    ramme = side.notes_slide.notes_text_frame
    if ramme is not None:
        linjer = [linje(d) for tekst in tekster for d in tekst.split("\n")]
        _afsnit(ramme._txBody, [t for t in linjer if t])
