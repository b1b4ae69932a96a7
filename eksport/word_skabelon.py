"""A Word template made ready for ours: its place and its styles, and what is said of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from dansk import Inputfejl, tal
from eksport.dokumentindgang import ikke_word
from eksport.dokumentmanifest import laes_manifest
from eksport.dokumentsteder import Udgave
from eksport.word_aabning import aabn_skabelon, afrund_maal, fjern_andres, kaldes
from eksport.word_indhold import skabelonens_indhold
from eksport.word_side import tekstbredde, teksthoejde
from eksport.word_steder import glem
from eksport.word_stil import giv_stile, noedvendige, saet_sidefod, saet_sprog
from eksport.word_stilnavne import DANSKE, afsnitsstile, broedstil, kaede, ret_stilnavne
from eksport.word_vaert import Vaert, find_plads
from saetninger.skabelon import Hvor, brugtes, fandtes_ikke

#: The room a page must have for text, each way; Word makes none larger than the second.
MINDSTE_MM, STOERSTE_MM = 80, 560


@dataclass(frozen=True)
class Skabelonsvar:
    """What of a template is used, and what of it is missing or left out, each in a sentence."""

    brugt: tuple[str, ...]
    mangler: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Klar:
    """A template that can be written in, the place for ours in it, and what is said of it."""

    dok: Document
    vaert: Vaert
    svar: Skabelonsvar


def skabelonsvar(skabelon: Path | bytes) -> Skabelonsvar:
    """Return what is said of a template; raises Inputfejl when it cannot be used."""
    return forbered(skabelon).svar


def forbered(skabelon: Path | bytes) -> Klar:
    """Return a template ready to be written in; raises Inputfejl when it cannot be used."""
    dok, makroer = aabn_skabelon(skabelon)
    try:
        return _forbered(dok, makroer)
    except Inputfejl:
        raise
    except Exception as fejl:  # what stands in it is no document by python-docx's reading
        raise ikke_word(kaldes(skabelon)) from fejl


def _forbered(dok: Document, makroer: bool) -> Klar:
    eget = _toem_for_vores(dok)
    fjern_andres(dok)
    afrund_maal(dok)
    husets = ret_stilnavne(dok)
    vaert = find_plads(dok, "Body Text" if "Body Text" in husets else broedstil(dok))
    plads = vaert.plads
    brug = noedvendige(plads.niveau, plads.indgang, plads.broed)
    lavet = giv_stile(dok, brug)
    _laes(dok)
    _kraev_rum(tekstbredde(plads.side).mm, teksthoejde(plads.side).mm)
    saet_sprog(dok)
    if vaert.tomt and not _har_sidefod(dok):
        saet_sidefod(dok)
    hvor = Hvor(
        tomt=vaert.tomt,
        maerker=vaert.maerker,
        indgang=plads.indgang,
        over=vaert.over,
        foerste=plads.niveau + 1,
        i_tabel=vaert.i_tabel,
        indhold=skabelonens_indhold(dok.element.body) is not None,
        tabeller=plads.tabeller.naaet,
        figurer=plads.figurer.naaet,
        tabelstil=plads.form.navn,
    )
    egne = [DANSKE[n] for n in brug if n in DANSKE and n not in lavet]
    manglede = [DANSKE[n] for n in lavet if n in DANSKE]
    andre = [n for n in lavet if n not in DANSKE]
    mangler = fandtes_ikke(hvor, manglede, andre, makroer=makroer, eget=eget, laast=_er_laast(dok))
    return Klar(dok, vaert, Skabelonsvar(tuple(brugtes(hvor, egne)), tuple(mangler)))


def _kraev_rum(bredde: float, hoejde: float) -> None:
    """Raise Inputfejl where a page has no room for our tables and maps, in mm."""
    if not (MINDSTE_MM <= bredde <= STOERSTE_MM and MINDSTE_MM <= hoejde <= STOERSTE_MM):
        raise Inputfejl(
            f"Der er plads til {tal(bredde)} mm tekst i bredden og {tal(hoejde)} mm i højden på "
            f"den side i skabelonen, hvor kapitlet skal stå; der kan skrives i {MINDSTE_MM} til "
            f"{STOERSTE_MM} mm. Ret margenerne eller spalterne, eller flyt mærket praksiskort."
        )


def _laes(dok: Document) -> None:
    """Read what ours is fitted to, so that a value that is none is told before ours is made."""
    for side in dok.sections:
        tekstbredde(side), teksthoejde(side)
    for stil in afsnitsstile(dok):
        form = stil.paragraph_format
        form.keep_with_next, form.first_line_indent, stil.font.size, list(kaede(stil))


def _toem_for_vores(dok: Document) -> bool:
    """Empty a template that is a bilag of ours, whose look alone is used; say whether it is."""
    krop, manifest = dok.element.body, laes_manifest(dok)
    if manifest is None or not any(f.er_der for f in Udgave(dok, manifest.steder).fundne.values()):
        glem(krop)
        return False
    for del_ in list(krop):
        if del_.tag != qn("w:sectPr"):
            krop.remove(del_)
    return True


def _er_laast(dok: Document) -> bool:
    """Say whether a document is protected against being edited."""
    om = dok.settings.element.find(qn("w:documentProtection"))
    return om is not None and om.get(qn("w:enforcement"), "0") in ("1", "true", "on")


def _har_sidefod(dok: Document) -> bool:
    fod: Any = dok.sections[0].footer
    return not fod.is_linked_to_previous and len(fod._element.xpath(".//w:t|.//w:fldChar")) > 0
