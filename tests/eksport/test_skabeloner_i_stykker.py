"""Templates broken every way: written in or refused in Danish, and ours whole where it stands."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dansk import Inputfejl
from eksport.bilag import Bilag
from eksport.dokumentindgang import aabn_bilag
from eksport.dokumentsteder import Udgave
from eksport.indhold import byg_bilag
from eksport.word import word
from planning.plan import Plan
from tests.eksport.test_dokumenter_i_stykker import MAADER
from tests.eksport.vaertsskabeloner import kommunens, liggende, som_fil

#: What is taken hold of: of the body, and of the styles.
NAVNE = ("p", "tbl", "tr", "tc", "r", "t", "sdt", "sdtContent", "sdtPr", "pPr", "fldChar")
NAVNE += ("bookmarkStart", "bookmarkEnd", "sectPr", "hyperlink", "instrText", "tag", "pgSz")
I_STILE = ("style", "name", "basedOn", "rPr", "sz", "pPr", "docDefaults")
#: What is written in place of an attribute.
VAERDIER = ("", "0", "-1", "x", "1.5", "99999999999", "praksiskort", "Heading1", "heading 1")


class Proeve:
    """A bilag and templates; no dataclass, which hypothesis would write out."""

    def __init__(self, bilag: Bilag) -> None:
        self.bilag, self.skabeloner = bilag, (kommunens(), liggende())


@pytest.fixture(scope="module")
def proeve(plan: Plan) -> Proeve:
    return Proeve(byg_bilag(plan, (), ("status", "ventetid")))


def skriv_vaerdi(vaerdi: str) -> Callable[[Any, Any], None]:
    def goer(del_: Any, anden: Any) -> None:
        for navn in list(del_.attrib)[:1]:
            del_.set(navn, vaerdi)

    return goer


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    hvilken_skabelon=st.integers(0, 1),
    arbejde=st.lists(
        st.tuples(
            st.sampled_from((*MAADER, *map(skriv_vaerdi, VAERDIER))),
            st.sampled_from((*NAVNE, *I_STILE)),
            st.integers(0, 999),
            st.integers(0, 999),
        ),
        min_size=1,
        max_size=15,
    ),
)
def test_any_template_is_written_in_or_refused(
    hvilken_skabelon: int,
    arbejde: list[tuple[Callable[[Any, Any], None], str, int, int]],
    proeve: Proeve,
) -> None:
    dok = docx.Document(io.BytesIO(proeve.skabeloner[hvilken_skabelon]))
    for maade, navn, hvilken, hvorhen in arbejde:
        rod = dok.styles.element if navn in I_STILE else dok.element.body
        fundne = list(rod.iter(qn(f"w:{navn}")))
        if fundne:
            maade(fundne[hvilken % len(fundne)], fundne[hvorhen % len(fundne)])
    try:
        fil = word(proeve.bilag, som_fil(dok))
    except Inputfejl as fejl:
        assert "\n" not in str(fejl)
        return
    igen, manifest = aabn_bilag(fil)
    udgave = Udgave(igen, manifest.steder)
    assert {f.stand for f in udgave.fundne.values()} == {"som_skrevet"}
