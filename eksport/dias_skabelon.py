"""The deck that slides are written in: our own look, or a template's, and its layouts by use.

A layout is found by the placeholders it has; its name, in Danish or English, only helps where
more than one would do. What a template has not is told, with what is used instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as PH
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.util import Mm

from dansk import Inputfejl, tal
from eksport.dias_eget import BROED_PT, SMAA_PT, eget_udseende
from eksport.dias_felt import EMU_PR_PT, Felt, felt_af, skriftens_maal
from eksport.dias_indgang import GEM_SOM, aabn_skabelon, fjern_andres, ikke_powerpoint

#: The sizes text may shrink to, points; nothing on a slide is smaller than the last.
GRADER = (28, 24, 20, 18, 16, 14, SMAA_PT)
#: Text is no larger than this, and than the titles.
STOERSTE_BROED = 20
#: So much a title must have room for in the one size that all titles have: our longest sentence.
EN_TITEL = (
    "95,1 % af regionens indbyggere har en klinik inden for 15 minutters kørsel (91 til 98 % med "
    "modellens usikkerhed); omkring 29.000 (14.000 til 51.000) har længere."
)
#: About what stands with a map: a place for text that cannot hold it is none.
EN_BILLEDTEKST = 110 * "Kilde "
#: How wide a map is to its height.
KORTFORHOLD = 1.9
#: A layout of pictures that leaves a map so much less than plain content does is passed over.
MINDST_AF_INDHOLD = 0.6
#: The least part of a slide that text or a map can stand in.
MINDST_AF_SIDEN = 0.12
LUFT = Mm(2)
NAVNE = {
    "forside": ("forside", "titelslide", "titeldias", "titelside", "title slide", "cover"),
    "indhold": ("titel og indhold", "title and content", "indhold", "content"),
    "billede": ("titel og billede", "billede med", "title and picture", "picture with", "kort"),
    "tabel": ("titel og tabel", "title and table", "tabel", "table"),
}
TYPER = {"forside": "title", "indhold": "obj", "billede": "picTx", "tabel": "tbl"}
TITLER = (PH.TITLE, PH.CENTER_TITLE)
SMAAT = (PH.FOOTER, PH.SLIDE_NUMBER, PH.DATE)
Boks = tuple[int, int, int, int]


@dataclass(frozen=True, eq=False)
class Layout:
    """A layout and its placeholders by use, None for those it has not.

    `indhold` takes what the slide is about: text, a picture, a table, or on the front a subtitle.
    """

    layout: Any
    titel: Any
    indhold: Any = None
    tekst: Any = None
    kilde: Any = None

    @property
    def navn(self) -> str:
        """The layout's name as a sentence cites it."""
        return f"»{self.layout.name}«"

    @cached_property
    def fod(self) -> Any:
        """The place of the footer."""
        return next(_af_type(self.layout, PH.FOOTER), None)

    @cached_property
    def nummer(self) -> Any:
        """The place of the slide's number."""
        return next(_af_type(self.layout, PH.SLIDE_NUMBER), None)

    @cached_property
    def boks(self) -> Boks:
        """Where the content stands: its placeholder, or what is left under the title; EMU."""
        if self.indhold is not None:
            return _boks(self.indhold)
        side = self.layout.part.package.presentation_part.presentation
        x, y, b, h = _boks(self.titel)
        x, top = min(x, side.slide_width - x - b), y + h + LUFT
        nederst = [f.top for f in (self.fod, self.nummer) if f is not None and f.top > top]
        bund = min([*nederst, side.slide_height - Mm(8)])
        return x, top, side.slide_width - 2 * x, bund - top

    def felt(self, form: Any) -> Felt:
        """Return how text stands in one of the layout's placeholders."""
        return felt_af(form, self.skrift)

    def tekstfelt(self, bredde: int, hoejde: int) -> Felt:
        """Return how small text stands in a text box of the slide, without margins; EMU."""
        vidde, linje = skriftens_maal(self.skrift("+mn-lt"))
        return Felt(bredde / EMU_PR_PT, hoejde / EMU_PR_PT, SMAA_PT, vidde=vidde, linje=linje)

    def skrift(self, navn: str) -> str:
        """Return the typeface of a name: a theme's own for +mj-lt and +mn-lt, and for none."""
        if navn and not navn.startswith("+"):
            return navn
        art = "major" if navn.startswith("+mj") else "minor"
        tema = self.layout.slide_master.part.part_related_by(RT.THEME).blob
        fundet = re.search(
            rb"<a:%sFont>.*?<a:latin[^>]*typeface=\"([^\"]*)" % art.encode(), tema, re.S
        )
        return fundet[1].decode() if fundet else ""


@dataclass(frozen=True, eq=False)
class Skabelon:
    """A deck without slides, the layouts of its slides, and what is told of it, in sentences.

    `titel_pt` and `broed_pt` are the sizes of all titles and of all text.
    """

    dias: Any
    forside: Layout
    indhold: Layout
    billede: Layout
    tabel: Layout
    titel_pt: float
    broed_pt: float
    bemaerkninger: tuple[str, ...]


def aabn(skabelon: bytes | None) -> Skabelon:
    """Return an empty deck in the look of a template, or in its own.

    Raises Inputfejl when the template is no PowerPoint file, or has no layout with a title.
    """
    sagt: list[str] = []
    if skabelon is None:
        dias = eget_udseende()
        fjern_andres(dias)
    else:
        dias, sagt = aabn_skabelon(skabelon)
    try:
        return _find(dias, sagt)
    except Inputfejl:
        raise
    except Exception as fejl:  # a layout that says something no program can follow
        raise ikke_powerpoint() from fejl


def _find(dias: Any, sagt: list[str]) -> Skabelon:
    alle = [
        Layout(layout, titel)
        for master in dias.slide_masters
        for layout in master.slide_layouts
        for titel in [next(_af_type(layout, *TITLER), None)]
        if titel is not None
    ]
    if not alle:
        raise Inputfejl(
            "Skabelonen har intet layout med en titel. Lav et i PowerPoint under Vis › Diasmaster. "
            f"{GEM_SOM}"
        )
    areal = dias.slide_width * dias.slide_height
    indhold = _find_indhold(alle, areal, sagt)
    forside = _find_forside(alle, indhold, sagt)
    billede = _find_billede(alle, indhold, areal, sagt)
    tabel = _find_tabel(alle, indhold, areal, sagt)
    brugte = list(dict.fromkeys((indhold, billede, tabel)))
    sagt += _uden_fod(brugte)
    for lay in (forside, *brugte):  # what cannot be followed is found before anything is written
        for form in lay.layout.placeholders:
            assert form.placeholder_format.idx >= 0
        for form in (lay.tekst, lay.kilde, lay.fod, lay.nummer):
            if form is not None:
                lay.felt(form)
    titel_pt = min(_grad(lay.felt(lay.titel)) for lay in brugte)
    broed = indhold.felt(indhold.indhold).pt if indhold.indhold is not None else BROED_PT
    broed_pt = max(SMAA_PT, min(broed, titel_pt, STOERSTE_BROED))
    egne = max(lay.felt(lay.titel).pt for lay in brugte)
    if (egne, broed) != (titel_pt, broed_pt):
        sagt.append(
            f"Titler står i {tal(titel_pt)} punkter og tekst i {tal(broed_pt)}, så hele sætninger "
            f"kan være der. Skabelonens er {tal(egne)} og {tal(broed)}."
        )
    return Skabelon(dias, forside, indhold, billede, tabel, titel_pt, broed_pt, tuple(sagt))


def mulige_grader(pt: float) -> list[float]:
    """Return the sizes text of a placeholder may have, its own first."""
    return [max(pt, SMAA_PT), *(g for g in GRADER if g < pt)]


def _grad(felt: Felt) -> float:
    """The largest size a title has room for one in."""
    mulige = mulige_grader(felt.pt)
    return next((g for g in mulige if felt.med(g).rummer(EN_TITEL)), SMAA_PT)


def _find_indhold(alle: Sequence[Layout], areal: int, sagt: list[str]) -> Layout:
    fundet = [
        (_kendt(lay, "indhold"), len(pladser) == 1, _areal(_boks(form)), -nr, lay, form)
        for nr, lay in enumerate(alle)
        for pladser in [list(_af_type(lay.layout, PH.OBJECT, PH.BODY))]
        for form in pladser[:1]
        if _er_bred(form, areal) and _fri(form, lay)
    ]
    if fundet:
        *_, lay, form = max(fundet, key=lambda f: f[:4])
        return Layout(lay.layout, lay.titel, form)
    lay = max(alle, key=lambda lay: _areal(lay.boks))
    if _areal(lay.boks) < MINDST_AF_SIDEN * areal:
        raise Inputfejl(
            "Skabelonen har intet layout med plads til tekst under en titel. Lav et i PowerPoint "
            f"under Vis › Diasmaster. {GEM_SOM}"
        )
    sagt.append(
        "Skabelonen har intet layout med titel og indhold. Teksten står i tekstfelter på "
        f"{lay.navn} og er derfor ikke med i PowerPoints disposition."
    )
    return lay


def _find_forside(alle: Sequence[Layout], indhold: Layout, sagt: list[str]) -> Layout:
    fundet = [
        (
            _kendt(lay, "forside"),
            lay.titel.placeholder_format.type == PH.CENTER_TITLE,
            -nr,
            lay,
            form,
        )
        for nr, lay in enumerate(alle)
        for form in [next(_af_type(lay.layout, PH.SUBTITLE), None)]
        if form is not None
    ]
    if fundet:
        *_, lay, form = max(fundet, key=lambda f: f[:3])
        return Layout(lay.layout, lay.titel, form)
    sagt.append(
        "Skabelonen har intet layout til en forside (titel og undertitel). Forsiden står i "
        f"{indhold.navn}."
    )
    return indhold


def _find_billede(alle: Sequence[Layout], indhold: Layout, areal: int, sagt: list[str]) -> Layout:
    fundet = []
    for nr, lay in enumerate(alle):
        for form in list(_af_type(lay.layout, PH.PICTURE))[:1]:
            if _fri(form, lay):
                ny = _med_tekst(lay, form)
                fundet.append((_kortets(ny), _kendt(lay, "billede"), -nr, ny))
    bedst = max(fundet, key=lambda f: f[:3])[-1] if fundet else None
    if bedst is None:
        sagt.append(
            f"Skabelonen har intet layout med titel og billede. Kortene står i {indhold.navn}."
        )
    elif _kortets(bedst) < MINDST_AF_INDHOLD * _kortets(indhold):
        sagt.append(
            f"{bedst.navn} har så lidt plads til et billede, at kortene står i {indhold.navn}."
        )
        bedst = None
    bedst = bedst or indhold
    if bedst.kilde is None:
        sagt.append(
            f"{bedst.navn} har ingen pladsholder til kilden. Den står i et tekstfelt ved kortet."
        )
    return bedst


def _find_tabel(alle: Sequence[Layout], indhold: Layout, areal: int, sagt: list[str]) -> Layout:
    fundet = [
        (_areal(_boks(form)), _kendt(lay, "tabel"), -nr, _med_tekst(lay, form))
        for nr, lay in enumerate(alle)
        for form in list(_af_type(lay.layout, PH.TABLE))[:1]
        if _er_bred(form, areal) and _fri(form, lay)
    ]
    if fundet:
        return max(fundet, key=lambda f: f[:3])[-1]
    sagt.append(f"Skabelonen har intet layout med titel og tabel. Tabeller står i {indhold.navn}.")
    return indhold


def _uden_fod(brugte: Sequence[Layout]) -> Iterator[str]:
    for lay in brugte:
        mangler = [
            ord_ for form, ord_ in ((lay.fod, "sidefod"), (lay.nummer, "sidetal")) if form is None
        ]
        if mangler:
            yield f"{lay.navn} har ingen plads til {' og '.join(mangler)}."


def _med_tekst(lay: Layout, form: Any) -> Layout:
    """Return a layout of a picture or table with its places for text, the lowest for the source."""
    pladser = sorted(
        (f for f in _af_type(lay.layout, PH.BODY) if _uden_for(_boks(f), _boks(form))),
        key=lambda f: f.top,
    )
    hele = Layout(lay.layout, lay.titel, form)
    rummer = [hele.felt(f).med(SMAA_PT).rummer(EN_BILLEDTEKST) for f in pladser]
    if len(pladser) > 1:
        return Layout(lay.layout, lay.titel, form, pladser[0], pladser[-1])
    if rummer == [True]:
        return Layout(lay.layout, lay.titel, form, kilde=pladser[0])
    return hele


def _af_type(layout: Any, *typer: Any) -> Iterator[Any]:
    """Yield the placeholders of a layout of these types that have a place and are not on end."""
    for form in layout.placeholders:
        kendt = form.placeholder_format.type in typer and form._element.ph_orient == "horz"
        if kendt and form.width and form.height:
            yield form


def _kendt(lay: Layout, brug: str) -> bool:
    navn = lay.layout.name.lower()
    if lay.layout._element.get("type") == TYPER[brug]:
        return True
    return any(navn.startswith(kendt) for kendt in NAVNE[brug])


def _er_bred(form: Any, areal: int) -> bool:
    """Say whether a place is large enough for what a slide is about."""
    return _areal(_boks(form)) >= MINDST_AF_SIDEN * areal


def _fri(form: Any, lay: Layout) -> bool:
    """Say whether a place is clear of the title: a picture of a whole slide lies under it."""
    return _uden_for(_boks(form), _boks(lay.titel))


def _uden_for(a: Boks, b: Boks) -> bool:
    """Say whether two boxes share next to nothing."""
    bredde = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    hoejde = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    return bredde <= 0 or hoejde <= 0 or bredde * hoejde < 0.1 * min(_areal(a), _areal(b))


def _kortets(lay: Layout) -> float:
    """About how large a map is in a layout, where the source may have to stand below it."""
    x, y, b, h = lay.boks
    if lay.kilde is None:
        h -= int(EMU_PR_PT * lay.tekstfelt(b, h).hoejde_af([EN_BILLEDTEKST]))
    return kortareal((x, y, b, h))


def kortareal(boks: Boks) -> float:
    """Return how large a map can be in a box."""
    hoejde = max(0, min(boks[3], boks[2] / KORTFORHOLD))
    return hoejde * hoejde * KORTFORHOLD


def _boks(form: Any) -> Boks:
    return form.left, form.top, form.width, form.height


def _areal(boks: Boks) -> int:
    return boks[2] * boks[3]
