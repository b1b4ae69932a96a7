"""Documents broken every way: refreshed or refused in Danish, and no author's word lost."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dansk import Inputfejl
from eksport.bilag import Bilag
from eksport.dokumentindgang import aabn_bilag
from eksport.dokumenttekst import afsnitstekst
from eksport.indhold import byg_bilag
from eksport.opfriskningsgang import Gang
from eksport.word import word
from planning.plan import Plan
from tests.eksport.opfriskningsproever import aarets_plan

#: What is taken hold of; and what is done to it, by what is beside it.
NAVNE = ("p", "tbl", "tr", "tc", "r", "t", "sdt", "sdtContent", "sdtPr")
NAVNE += ("bookmarkStart", "bookmarkEnd")
EGEN = "Forfatterens egne ord."


def fjern(del_: Any, anden: Any) -> None:
    del_.getparent().remove(del_)


def gentag(del_: Any, anden: Any) -> None:
    del_.addnext(parse_xml(docx.oxml.xmlchemy.serialize_for_reading(del_)))


def flyt(del_: Any, anden: Any) -> None:
    if del_ not in list(anden.iterancestors()) and anden is not del_:
        anden.addprevious(del_)


def skriv_efter(del_: Any, anden: Any) -> None:
    p = next((a for a in (del_, *del_.iterancestors()) if a.tag == qn("w:p")), None)
    if p is not None:
        nyt, loeb, tekst = (OxmlElement(f"w:{navn}") for navn in ("p", "r", "t"))
        tekst.text = EGEN
        loeb.append(tekst)
        nyt.append(loeb)
        p.addnext(nyt)


def pak_ind(del_: Any, anden: Any) -> None:
    kontrol, indhold = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    kontrol.append(indhold)
    del_.addprevious(kontrol)
    indhold.append(del_)


MAADER: tuple[Callable[[Any, Any], None], ...] = (fjern, gentag, flyt, skriv_efter, pak_ind)


class Proeve:
    """A bilag of then, and what it says now; no dataclass, which hypothesis would write out."""

    def __init__(self, fil: bytes, nyt: Bilag) -> None:
        self.fil, self.nyt = fil, nyt


@pytest.fixture(scope="module")
def proeve(plan: Plan) -> Proeve:
    dele = ("status", "ventetid")
    return Proeve(word(byg_bilag(plan, (), dele)), byg_bilag(aarets_plan(plan), (), dele))


def egne_i(dok: Any) -> int:
    return sum(afsnitstekst(p) == EGEN for p in dok.element.body.iter(qn("w:p")))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    arbejde=st.lists(
        st.tuples(
            st.sampled_from(MAADER),
            st.sampled_from(NAVNE),
            st.integers(0, 999),
            st.integers(0, 999),
        ),
        min_size=1,
        max_size=25,
    )
)
def test_any_document_is_refreshed_and_no_word_of_the_authors_is_lost(
    arbejde: list[tuple[Callable[[Any, Any], None], str, int, int]], proeve: Proeve
) -> None:
    dok = docx.Document(io.BytesIO(proeve.fil))
    for maade, navn, hvilken, hvorhen in arbejde:
        fundne = list(dok.element.body.iter(qn(f"w:{navn}")))
        if fundne:
            maade(fundne[hvilken % len(fundne)], fundne[hvorhen % len(fundne)])
    egne = egne_i(dok)
    ud = io.BytesIO()
    dok.save(ud)
    aabnet, manifest = aabn_bilag(ud.getvalue())
    gang = Gang(aabnet, manifest, proeve.nyt, ())
    gang.koer()
    assert proeve.nyt.ophav is not None
    ny_fil = gang.gem(proeve.nyt.ophav)
    igen, _ = aabn_bilag(ny_fil)
    assert egne_i(igen) == egne


def test_comments_and_instructions_in_the_xml_are_passed_by(proeve: Proeve) -> None:
    dok = docx.Document(io.BytesIO(proeve.fil))
    for del_ in list(dok.element.body.iter()):
        if isinstance(del_.tag, str):
            del_.insert(0, parse_xml("<a><!-- x --></a>")[0])
            del_.insert(0, parse_xml("<a><?x y?></a>")[0])
    ud = io.BytesIO()
    dok.save(ud)
    aabnet, manifest = aabn_bilag(ud.getvalue())
    gang = Gang(aabnet, manifest, proeve.nyt, ())
    gang.koer()
    assert {a.slags for a in gang.aendringer} == {"opfrisket"}


@pytest.mark.parametrize("navn", ["body", "sectPr"])
def test_a_document_without_what_is_written_in_is_refused(navn: str, proeve: Proeve) -> None:
    dok = docx.Document(io.BytesIO(proeve.fil))
    del_ = next(dok.element.iter(qn(f"w:{navn}")))
    del_.getparent().remove(del_)
    ud = io.BytesIO()
    dok.save(ud)
    with pytest.raises(Inputfejl, match="ikke et Word-dokument"):
        aabn_bilag(ud.getvalue())
