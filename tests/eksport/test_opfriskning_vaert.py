"""A host document with our chapter in it, refreshed: ours is this year's, the host's untouched."""

from __future__ import annotations

import copy
import dataclasses
import io
import re

import docx
import pytest
from docx.oxml.ns import qn

from eksport.bestilling import NavngivetScenarie
from eksport.bilag import Bilag
from eksport.dokumentindgang import aabn_bilag
from eksport.dokumentsteder import Udgave
from eksport.dokumenttekst import afsnitstekst
from eksport.indhold import byg_bilag
from eksport.opfriskning import laes_ophav, opfrisk
from eksport.word import word
from planning.plan import Plan
from tests.eksport import vaertsskabeloner as vaerter
from tests.eksport.opfriskningsproever import AFSNIT, alt_i
from tests.eksport.vaertsskabeloner import grunddokument, kontrol, som_fil
from tests.eksport.worddokument import laes

VAERTER = ("kommunens", "liggende", "danske")
pytestmark = pytest.mark.usefixtures("tegnet")


@pytest.fixture(scope="module")
def bilagene(plan: Plan, ny_plan: Plan, scenarie: NavngivetScenarie) -> tuple[Bilag, Bilag]:
    """Return the bilag of last year, and of this."""
    foer, nu = (byg_bilag(p, [scenarie], AFSNIT) for p in (plan, ny_plan))
    return foer, nu


def vaertens(fil: bytes) -> list[bytes]:
    """Return the paragraphs that are not ours as they stand in the file, to the last attribute."""
    dok, manifest = aabn_bilag(fil)
    fundne = [copy.deepcopy(p) for p in Udgave(dok, manifest.steder).andres()]
    return [docx.opc.oxml.serialize_part_xml(p) for p in fundne]


def overskrifter(fil: bytes) -> list[tuple[str, str]]:
    return [(p.style.name, p.text) for p in laes(fil).paragraphs if p.style.name.startswith("Head")]


@pytest.mark.parametrize("navn", VAERTER)
def test_ours_is_made_new_and_the_host_is_not_touched(
    navn: str, plan: Plan, ny_plan: Plan, bilagene: tuple[Bilag, Bilag]
) -> None:
    skabelon = getattr(vaerter, navn)()
    fil, aarets = (word(b, skabelon) for b in bilagene)
    uroert = opfrisk(fil, plan)
    assert uroert.aendringer == () and uroert.fil == fil
    svar = opfrisk(fil, ny_plan)
    assert {a.slags for a in svar.aendringer} == {"opfrisket"}
    assert alt_i(svar.fil) == alt_i(aarets) != alt_i(fil)
    assert vaertens(svar.fil) == vaertens(fil)
    assert len(vaertens(fil)) > 5
    assert opfrisk(svar.fil, ny_plan).aendringer == ()


@pytest.mark.parametrize("navn", VAERTER)
def test_a_new_section_is_put_in_at_the_level_of_the_others(
    navn: str, plan: Plan, scenarie: NavngivetScenarie
) -> None:
    skabelon = getattr(vaerter, navn)()
    fil = word(byg_bilag(plan, [scenarie], ("daekning", "kilder")), skabelon)
    ophav = dataclasses.replace(laes_ophav(fil), afsnit=("status", "daekning", "metode", "kilder"))
    svar = opfrisk(fil, plan, ophav)
    assert {a.slags for a in svar.aendringer} == {"tilfoejet"}
    helt = word(byg_bilag(plan, (), ophav.afsnit), skabelon)
    assert overskrifter(svar.fil) == overskrifter(helt) != overskrifter(fil)
    # Nothing of a front page that the host had no room for.
    assert not any(a.noegle.endswith(".forside") for a in svar.aendringer)
    numre = [re.match(r"Tabel (\d+)[.:]", t) for t in alt_i(svar.fil)]
    fundne = [int(m[1]) for m in numre if m]
    assert fundne == list(range(1, len(fundne) + 1))
    assert opfrisk(svar.fil, plan, ophav).aendringer == ()


def test_headings_the_author_has_moved_down_are_followed(plan: Plan) -> None:
    """A bilag pasted under a chapter in Word, its headings a level further down."""
    dok = docx.Document(io.BytesIO(word(byg_bilag(plan, (), ("daekning", "kilder")))))
    for p in dok.element.body.iter(qn("w:p")):
        stil = None if p.pPr is None else p.pPr.find(qn("w:pStyle"))
        if stil is not None and stil.get(qn("w:val")) in ("Heading1", "Heading2"):
            stil.set(qn("w:val"), f"Heading{int(stil.get(qn('w:val'))[-1]) + 1}")
    fil = som_fil(dok)
    ophav = dataclasses.replace(laes_ophav(fil), afsnit=("status", "daekning", "kilder"))
    nye = overskrifter(opfrisk(fil, plan, ophav).fil)
    assert ("Heading 2", "Kapacitet og indbyggere") in nye
    assert not any(stil == "Heading 1" for stil, _ in nye)


def test_in_a_control_of_the_hosts_a_new_section_stays_inside(plan: Plan) -> None:
    dok = grunddokument()
    dok.add_heading("Rapport", 1)
    kontrol(dok.add_paragraph("Her"), tag="praksiskort", nr=1)
    (blok,) = dok.element.body.iter(qn("w:sdt"))
    ydre = kontrol(dok.add_paragraph(), titel="Rapportens krop", nr=2)
    ydre.find(qn("w:sdtContent"))[:] = [blok]
    dok.add_heading("Slut", 1)
    fil = word(byg_bilag(plan, (), ("daekning", "kilder")), som_fil(dok))
    ophav = dataclasses.replace(laes_ophav(fil), afsnit=("status", "daekning", "metode", "kilder"))
    svar = opfrisk(fil, plan, ophav)
    krop = docx.Document(io.BytesIO(svar.fil)).element.body
    ydre = next(
        s
        for s in krop.iter(qn("w:sdt"))
        if s.find(f".//{qn('w:alias')}").get(qn("w:val"))[:7] == "Rapport"
    )
    inde = [afsnitstekst(p) for p in ydre.iter(qn("w:p"))]
    assert {"Kapacitet og indbyggere", "Metode og forbehold", "Kilder"} <= set(inde)
    assert [afsnitstekst(d) for d in krop if d.tag == qn("w:p")] == ["Rapport", "Slut"]
    assert opfrisk(svar.fil, plan, ophav).aendringer == ()
