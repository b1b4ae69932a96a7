"""The bilag as slides, 16:9: a slide a map with the news as its title, notes with sources."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pandas as pd
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.slide import Slide
from pptx.util import Emu, Mm, Pt

from dansk import fortegn, linje
from eksport.afsnit_scenarie import HVEM_BESLUTTER, VAER_OPMAERKSOM
from eksport.bilag import Afsnit, Bilag, Figur, Punkter, Tekst
from eksport.figurer import KANT, SLIDE
from eksport.udseende import BLAEK, SKRIFT, SPROG
from eksport.uforanderlig import fast_kontorfil
from planning.plan import REGIONSRAEKKE
from tabeller.tabel import Tabel

BREDDE, HOEJDE = Mm(338.67), Mm(190.5)
MARGEN = Mm(12)
TITELHOEJDE = Mm(24)
KORTTOP, KORTBUND = Mm(29), Mm(180)
FARVE = RGBColor.from_string(BLAEK)
#: A title of so many characters stands in the largest type, then the next; the last is the most.
TITELGRADER = ((70, 26), (140, 22), (220, 18), (330, 15))
PUNKTER_PR_SLIDE, PUNKT_HOEJST = 5, 900
PUNKTGRADER = ((600, 20), (1200, 17), (1700, 14), (2600, 11))
SCENARIENAVN = 80
FORSIDE, KUN_TITEL = 0, 5


def praesentation(bilag: Bilag) -> bytes:
    """Return the deck: front, the news, a slide a map, and what each scenario is about."""
    dias = Presentation()
    _format(dias)
    _forside(dias, bilag)
    _punktslides(dias, "Det vigtigste", nyheder(bilag), bilag.datasaet)
    for afsnit in bilag.afsnit:
        if afsnit.id.startswith("scenarie-") and afsnit.niveau == 1:
            _scenarie(dias, bilag, afsnit)
        for led in afsnit.led:
            for figur in led.enkelte if isinstance(led, Figur) else ():
                _kort(dias, figur, bilag)
        if afsnit.id == "metode" and afsnit.niveau == 2:
            punkter = [p for led in afsnit.led if isinstance(led, Punkter) for p in led.punkter]
            _punktslides(dias, afsnit.overskrift, punkter, bilag.datasaet)
    om = dias.core_properties
    om.title, om.subject = linje(bilag.titel, 250), linje(bilag.undertitel, 250)
    om.author = om.last_modified_by = "Praksiskort"
    om.language, om.keywords, om.revision = SPROG, linje(bilag.datasaet, 250), 1
    ud = io.BytesIO()
    dias.save(ud)
    return fast_kontorfil(ud.getvalue())


def nyheder(bilag: Bilag) -> list[str]:
    """Return the sentences that say the news, a scenario's with its name."""
    return [
        f"{linje(a.overskrift, SCENARIENAVN)}: {nyhed}" if a.id.startswith("scenarie-") else nyhed
        for a in bilag.afsnit
        for nyhed in a.nyheder
    ]


def _format(dias: Any) -> None:
    """Make the slides 16:9, with the layouts that are used, and their places moved along."""
    maal = BREDDE / dias.slide_width
    dias.slide_width, dias.slide_height = BREDDE, HOEJDE
    brugt = {FORSIDE: "Forside", KUN_TITEL: "Titel og indhold"}
    for nr, layout in reversed(list(enumerate(dias.slide_layouts))):
        if nr in brugt:
            layout._element.cSld.set("name", brugt[nr])
        else:
            dias.slide_layouts.remove(layout)
    for side in (dias.slide_master, *dias.slide_layouts):
        for form in side.shapes:
            form.left, form.width = Emu(int(form.left * maal)), Emu(int(form.width * maal))


def _forside(dias: Any, bilag: Bilag) -> None:
    side = dias.slides.add_slide(dias.slide_layouts[0])
    titel, under = side.shapes.title, side.placeholders[1]
    titel.name, under.name = "Titel", "Undertitel"
    _placer(titel, MARGEN, Mm(58), BREDDE - 2 * MARGEN, Mm(32))
    _placer(under, MARGEN, Mm(94), BREDDE - 2 * MARGEN, Mm(24))
    _skriv(titel, [linje(bilag.titel)], 34, fed=True)
    _skriv(under, [linje(bilag.undertitel)], 18)
    _noter(side, [bilag.datasaet])


def _kort(dias: Any, figur: Figur, bilag: Bilag) -> None:
    side = _side(dias, figur.nyhed)
    billede = side.shapes.add_picture(io.BytesIO(figur.tegn("udsnit", SLIDE)), MARGEN, KORTTOP)
    # The sheet's own margin is left out: the slide has one.
    billede.crop_left = billede.crop_right = KANT[0]
    billede.crop_top = billede.crop_bottom = KANT[1]
    bredde, hoejde = billede.width * (1 - 2 * KANT[0]), billede.height * (1 - 2 * KANT[1])
    maal = min((BREDDE - 2 * MARGEN) / bredde, (KORTBUND - KORTTOP) / hoejde)
    billede.width, billede.height = Emu(int(bredde * maal)), Emu(int(hoejde * maal))
    billede.left, billede.top = Emu((BREDDE - billede.width) // 2), KORTTOP
    egenskaber: Any = billede._element.xpath("./p:nvPicPr/p:cNvPr")[0]
    egenskaber.set("descr", linje(figur.alt))
    egenskaber.set("title", linje(figur.titel))
    egenskaber.set("name", "Kort")
    _sidefod(side, figur.titel)
    _noter(side, [figur.titel, figur.kilde, bilag.datasaet])


def _scenarie(dias: Any, bilag: Bilag, afsnit: Afsnit) -> None:
    """Write what a scenario is: its tiltag, who decides and what to mind; the text in the notes."""
    egne = [a for a in bilag.afsnit if a.id == afsnit.id]
    punkter: list[str] = []
    for del_ in egne:
        om = f"{del_.overskrift}: " if del_.overskrift in (HVEM_BESLUTTER, VAER_OPMAERKSOM) else ""
        if del_.overskrift == HVEM_BESLUTTER:
            punkter += [f"{om}{d.tekst}" for d in del_.led if isinstance(d, Tekst)]
        punkter += [f"{om}{p}" for d in del_.led if isinstance(d, Punkter) for p in d.punkter]
        punkter += [s for d in del_.led if isinstance(d, Tabel) for s in _samlet(d)]
    tekster = [d.tekst for d in afsnit.led if isinstance(d, Tekst) and d.art == "broed"]
    _punktslides(dias, afsnit.overskrift, punkter, "\n".join(tekster))


def _samlet(tabel: Tabel) -> list[str]:
    """Return the total of a table of effect in a sentence; of another table nothing."""
    if "score" not in tabel.ramme or pd.isna(score := tabel.ramme.at[REGIONSRAEKKE, "score"]):
        return []
    return [f"Samlet effekt: {fortegn(score, 2)} på en skala fra −100 til +100."]


def _punktslides(dias: Any, titel: str, punkter: Sequence[str], noter: str) -> None:
    """Write points on as many slides as they need; none when there are no points."""
    antal = -(-len(punkter) // PUNKTER_PR_SLIDE)
    for nr in range(antal):
        side = _side(dias, titel if not nr else f"{titel} (fortsat)")
        boks = _tekstboks(side, "Punkter", KORTTOP + Mm(3), KORTBUND - KORTTOP - Mm(3))
        fra, til = len(punkter) * nr // antal, len(punkter) * (nr + 1) // antal
        linjer = [linje(p, PUNKT_HOEJST) for p in punkter[fra:til]]
        _skriv(boks, linjer, _grad(sum(map(len, linjer)), PUNKTGRADER), punkttegn=True)
        _sidefod(side, titel)
        _noter(side, [noter])


def _side(dias: Any, titel: str) -> Slide:
    side = dias.slides.add_slide(dias.slide_layouts[1])
    side.shapes.title.name = "Titel"
    _placer(side.shapes.title, MARGEN, Mm(5), BREDDE - 2 * MARGEN, TITELHOEJDE)
    tekst = linje(titel, TITELGRADER[-1][0])
    _skriv(side.shapes.title, [tekst], _grad(len(tekst), TITELGRADER), fed=True)
    return side


def _grad(tegn: int, grader: Sequence[tuple[int, int]]) -> int:
    return next((pt for hoejst, pt in grader if tegn <= hoejst), grader[-1][1])


def _placer(form: Any, x: int, y: int, bredde: int, hoejde: int) -> None:
    form.left, form.top, form.width, form.height = Emu(x), Emu(y), Emu(bredde), Emu(hoejde)


def _tekstboks(side: Slide, navn: str, top: int, hoejde: int) -> Any:
    boks = side.shapes.add_textbox(MARGEN, Emu(top), Emu(BREDDE - 2 * MARGEN), Emu(hoejde))
    boks.name = navn
    return boks


def _skriv(
    form: Any, linjer: Sequence[str], pt: float, *, fed: bool = False, punkttegn: bool = False
) -> None:
    ramme = form.text_frame
    ramme.word_wrap = True
    ramme.vertical_anchor = MSO_ANCHOR.TOP if punkttegn else MSO_ANCHOR.MIDDLE
    for nr, tekst in enumerate(linjer):
        afsnit = ramme.paragraphs[0] if nr == 0 else ramme.add_paragraph()
        loeb = afsnit.add_run()
        loeb.text = tekst
        skrift = loeb.font
        skrift.name, skrift.size, skrift.bold, skrift.color.rgb = SKRIFT, Pt(pt), fed, FARVE
        loeb._r.get_or_add_rPr().set("lang", SPROG)
        egenskaber = afsnit._p.get_or_add_pPr()
        egenskaber.set("algn", "l")
        if punkttegn:
            afsnit.space_after = Pt(pt * 0.5)
            egenskaber.set("marL", str(Mm(7)))
            egenskaber.set("indent", str(-Mm(7)))
            tegn = OxmlElement("a:buChar")
            tegn.set("char", "•")
            egenskaber.append(tegn)


def _sidefod(side: Slide, tekst: str) -> None:
    """Write what the map shows, and the number of the slide, at the bottom."""
    boks = _tekstboks(side, "Billedtekst", HOEJDE - Mm(10), Mm(8))
    _skriv(boks, [linje(tekst, 160)], 11)
    afsnit = boks.text_frame.paragraphs[0]
    tal = OxmlElement("a:fld")
    tal.set("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
    tal.set("type", "slidenum")
    egenskaber = OxmlElement("a:rPr")
    egenskaber.set("lang", SPROG)
    egenskaber.set("sz", "1100")
    vist = OxmlElement("a:t")
    vist.text = "‹nr.›"
    tal.extend([egenskaber, vist])
    skille = afsnit.add_run()
    skille.text = "  ·  "
    skille.font.size = Pt(11)
    skille._r.get_or_add_rPr().set("lang", SPROG)
    afsnit._p.append(tal)


def _noter(side: Slide, linjer: Sequence[str]) -> None:
    ramme = side.notes_slide.notes_text_frame
    if ramme is None:
        return
    ramme.text = "\n".join(linje(del_) for tekst in linjer for del_ in tekst.split("\n") if del_)
    for loeb in ramme._txBody.iter(qn("a:rPr")):
        loeb.set("lang", SPROG)
