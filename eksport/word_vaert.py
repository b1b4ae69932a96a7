"""Where our chapter goes in a document that has text of its own: the mark its author has set.

The mark is a content control or a bookmark called praksiskort. What the control says is left out
for ours; at a bookmark ours goes after the paragraph, or in its place where it is empty. Without a
mark it goes at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.section import Section
from docx.text.paragraph import Paragraph

from eksport.dokumenttekst import MC_FALLBACK, afsnitstekst
from eksport.word_felter import SLUT, START, element
from eksport.word_numre import FIGUR, TABEL, Taeller, taeller_af
from eksport.word_stilnavne import broedstil, overskriftsniveau
from eksport.word_tabel import EGEN_FORM, Tabelform, husets_form
from saetninger.skabelon import Indgang

P, TBL, SDT, SDT_INDHOLD = (qn(f"w:{navn}") for navn in ("p", "tbl", "sdt", "sdtContent"))
T, PPR, SECTPR = qn("w:t"), qn("w:pPr"), qn("w:sectPr")
#: What a mark is called: a tag or a bookmark is that, a title has it in it.
MAERKE = "praksiskort"
#: What shows on the page beside text.
SYNLIGT = tuple(qn(f"w:{n}") for n in ("drawing", "pict", "object", "fldChar", "fldSimple"))
#: What of a paragraph is there without text, and keeps it from being put away.
OPTAGER = (*SYNLIGT, *(qn(f"w:{n}") for n in ("footnoteReference", "endnoteReference")))
SIDESKIFT = ("page", "column")
#: The kinds of section that begin on the page they are on.
SAMME_SIDE = ("continuous", "nextColumn")


TABELLER, FIGURER = Taeller(TABEL[0]), Taeller(FIGUR[0])


@dataclass(frozen=True, eq=False)
class Plads:
    """What ours stands in: its section, how far down its headings go, and how it begins.

    `tabeller` and `figurer` are what counts them there; `broed` is the style of plain text, and
    `form` how the tables look.
    """

    side: Section
    niveau: int = 0
    indgang: Indgang = "forside"
    tabeller: Taeller = TABELLER
    figurer: Taeller = FIGURER
    broed: str = "Normal"
    form: Tabelform = EGEN_FORM


@dataclass(frozen=True, eq=False)
class Vaert:
    """A template with a place for ours: before `anker`, which is taken away when ours is there.

    `maerker` is how many marks there are, `over` the heading that ours stands under. `med` are the
    bookmarks of what was there, for the first paragraph of ours; `ny_side` whether that begins a
    page, and `i_tabel` whether the mark was in a table, which ours then follows.
    """

    plads: Plads
    anker: Any
    maerker: int = 0
    over: str = ""
    med: tuple[Any, ...] = ()
    ny_side: bool = False
    i_tabel: bool = False
    tomt: bool = False


def find_plads(dok: Document, broed: str = "Normal") -> Vaert:
    """Make room for ours in a template and return where; one without text of its own is emptied.

    `broed` is the style of plain text.
    """
    krop = dok.element.body
    maerker = list(_maerker(krop))
    if maerker:
        rum = _Rum(maerker[0])
        vaert = Vaert(
            Plads(Section(_sektion(rum.anker, krop), dok.part), broed=broed),
            rum.anker,
            len(maerker),
            med=tuple(rum.med),
            ny_side=rum.ny_side,
            i_tabel=rum.i_tabel,
        )
    elif not _har_tekst(krop.iter()):
        for del_ in list(krop):
            if del_.tag != SECTPR:
                krop.remove(del_)
        return Vaert(Plads(dok.sections[-1], broed=broed), _nyt_anker(krop.sectPr), tomt=True)
    else:
        plads = Plads(dok.sections[-1], broed=broed)
        vaert = Vaert(plads, _nyt_anker(krop.sectPr), ny_side=True)
    return _med_omgivelser(dok, vaert)


def _med_omgivelser(dok: Document, vaert: Vaert) -> Vaert:
    """Return where ours goes with what it follows: headings, tables, figures, or nothing."""
    krop, niveau = dok.element.body, overskriftsniveau(dok)
    foer = list(_foer(krop, vaert.anker))
    over = _overskrift(krop, foer, niveau) if vaert.maerker else None
    andre = any(niveau(p) for p in krop.iter(P))
    plads = replace(
        vaert.plads,
        tabeller=taeller_af(dok, TABEL, vaert.anker),
        figurer=taeller_af(dok, FIGUR, vaert.anker),
        form=husets_form(dok),
    )
    if over is not None:
        plads = replace(plads, niveau=min(niveau(over), HOEJST_NED), indgang="")
    elif not _har_tekst(foer):
        plads = replace(plads, indgang="forside")
    elif andre:
        plads = replace(plads, niveau=1, indgang="kapitel")
    else:
        plads = replace(plads, indgang="")
    return replace(vaert, plads=plads, over="" if over is None else afsnitstekst(over))


def plads_i(dok: Document, foerste: Any, niveau: int, indgang: Indgang) -> Plads:
    """Return what ours stands in where it is already: from its first block, None where none is.

    What counts there begins at 0: it is counted again when all stands.
    """
    krop = dok.element.body
    side = dok.sections[0] if foerste is None else Section(_sektion(foerste, krop), dok.part)
    return Plads(
        side,
        min(niveau, HOEJST_NED),
        indgang,
        replace(taeller_af(dok, TABEL), naaet=0),
        replace(taeller_af(dok, FIGUR), naaet=0),
        broedstil(dok),
        husets_form(dok),
    )


#: Word has nine levels of headings, and ours has two.
HOEJST_NED = 7


def _maerker(krop: Any) -> Iterator[Any]:
    """Yield the controls and bookmarks that say where ours goes, in order."""
    for del_ in krop.iter(SDT, START):
        if next(del_.iterancestors(MC_FALLBACK), None) is not None:
            continue
        if del_.tag == START:
            er_det = del_.get(qn("w:name"), "").casefold() == MAERKE
        else:
            om = del_.find(qn("w:sdtPr"))
            tag, titel = (_vaerdi(om, navn).casefold() for navn in ("tag", "alias"))
            er_det = tag.strip() == MAERKE or MAERKE in titel
        if er_det:
            yield del_


def _vaerdi(om: Any, navn: str) -> str:
    del_ = None if om is None else om.find(qn(f"w:{navn}"))
    return "" if del_ is None else str(del_.get(qn("w:val"), ""))


def _har_tekst(dele: Any) -> bool:
    """Say whether parts of a document show anything."""
    return any((d.tag == T and (d.text or "").strip()) or d.tag in SYNLIGT for d in dele)


def _foer(krop: Any, anker: Any) -> Iterator[Any]:
    for del_ in krop.iter():
        if del_ is anker:
            return
        yield del_


def _nyt_anker(foer: Any) -> Any:
    anker = element("p")
    foer.addprevious(anker)
    return anker


class _Rum:
    """The room made at a mark: an empty paragraph (`anker`) where ours is to be."""

    def __init__(self, tegn: Any) -> None:
        self.med: list[Any] = []
        self.ny_side = False
        self.i_tabel = False
        tabeller, afsnit = list(tegn.iterancestors(TBL)), list(tegn.iterancestors(P))
        if tabeller:  # a chapter does not fit in a cell
            self.i_tabel = True
            self._toem(tegn)
            self.anker = element("p")
            tabeller[-1].addnext(self.anker)
        elif afsnit:
            self._toem(tegn)
            self._ved(afsnit[-1])
        elif tegn.tag == SDT:
            self.anker = _nyt_anker(tegn)
            self._loeft(tegn)
        elif (naeste := tegn.getnext()) is not None and naeste.tag == P:
            self._ved(naeste)
        else:
            self.anker = element("p")
            tegn.addnext(self.anker)

    def _ved(self, afsnit: Any) -> None:
        """Make room in place of an empty paragraph, or after one that is not."""
        om = afsnit.find(PPR)
        skel = None if om is None else om.find(SECTPR)
        if _er_tomt(afsnit):
            self.anker = _nyt_anker(afsnit)
            if skel is None:
                self._loeft(afsnit)
            return
        self.anker = element("p")
        afsnit.addnext(self.anker)
        if skel is not None:
            self._afslut_sektion(skel)

    def _loeft(self, blok: Any) -> None:
        """Take away a paragraph or a control; its bookmarks and the end of a section stay."""
        self.med += [d for d in blok.iter(START, SLUT)]
        foerste = next(blok.iter(P), None)
        om = None if foerste is None else foerste.find(PPR)
        self.ny_side = om is not None and om.find(qn("w:pageBreakBefore")) is not None
        skel = list(blok.iter(SECTPR))
        if skel:
            self._afslut_sektion(skel[-1])
        blok.getparent().remove(blok)

    def _afslut_sektion(self, skel: Any) -> None:
        slut, om = element("p"), element("pPr")
        slut.append(om)
        om.append(skel)
        self.anker.addnext(slut)

    def _toem(self, tegn: Any) -> None:
        """Take away a control in a line or a cell with what it says; its bookmarks stay."""
        if tegn.tag != SDT:
            return
        for maerke in list(tegn.iter(START, SLUT)):
            tegn.addprevious(maerke)
        hjem = tegn.getparent()
        if hjem.tag in (TBL, qn("w:tr")):  # around cells or rows, which the table cannot miss
            for tekst in tegn.iter(T):
                tekst.text = None
            return
        if hjem.tag == qn("w:tc") and not hjem.findall(P):
            tegn.addprevious(element("p"))
        hjem.remove(tegn)


def _er_tomt(afsnit: Any) -> bool:
    brud = (b.get(qn("w:type")) for b in afsnit.iter(qn("w:br")))
    return (
        not afsnitstekst(afsnit)
        and next(afsnit.iter(*OPTAGER), None) is None
        and not any(slags in SIDESKIFT for slags in brud)
    )


def _sektion(anker: Any, krop: Any) -> Any:
    """Return what says how the pages are where ours goes: the end of the section it is in."""
    efter = False
    for del_ in krop.iter(P, TBL, SECTPR):
        efter = efter or del_ is anker
        if efter and del_.tag == SECTPR:
            return del_
    return krop.sectPr


def _overskrift(krop: Any, foer: Sequence[Any], niveau: Any) -> Any:
    """Return the heading that ours stands under; none where a new page has begun since its text.

    Who means a chapter of its own begins it on a page of its own.
    """
    skift = _sideskift(krop)
    over, tekst, ny_side = None, False, False
    for afsnit in (d for d in foer if d.tag == P):
        if niveau(afsnit) and afsnitstekst(afsnit):
            over, tekst, ny_side = afsnit, False, False
        elif afsnitstekst(afsnit):
            tekst = True
        ny_side = ny_side or (tekst and afsnit in skift)
    return None if ny_side else over


def _sideskift(krop: Any) -> set[Any]:
    """Return the paragraphs that a page ends with: by a break in it, or the end of its section."""
    skel = list(krop.iter(SECTPR))
    ud = {
        next(brud.iterancestors(P))
        for brud in krop.iter(qn("w:br"))
        if brud.get(qn("w:type")) == "page"
    }
    for slut, naeste in pairwise(skel):
        slags = naeste.find(qn("w:type"))
        if slags is None or slags.get(qn("w:val")) not in SAMME_SIDE:
            ud |= set(slut.iterancestors(P))
    return ud


def indsaet_hos(vaert: Vaert, blokke: Sequence[Any]) -> None:
    """Put ours where there is room for it; a place with nothing to put in it stays empty."""
    for blok in blokke:
        vaert.anker.addprevious(blok)
    foerste = next((p for blok in blokke for p in blok.iter(P)), None)
    if foerste is None:
        return
    if vaert.ny_side:
        Paragraph(foerste, None).paragraph_format.page_break_before = True  # type: ignore[arg-type]
    plads = 0 if foerste.find(PPR) is None else 1
    for maerke in vaert.med:
        if maerke.tag == START:
            foerste.insert(plads, maerke)
        else:
            foerste.append(maerke)
    vaert.anker.getparent().remove(vaert.anker)
