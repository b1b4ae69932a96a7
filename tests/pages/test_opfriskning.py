"""Refreshing a bilag on Plandokument: upload, list, what is kept, and the new document."""

from __future__ import annotations

import io
from types import SimpleNamespace
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from streamlit.testing.v1 import AppTest

from eksport.indhold import byg_bilag
from eksport.opfriskning import Opfrisket
from eksport.word import word
from planning.plan import Plan
from tests.eksport.opfriskningsproever import aarets_plan, alt_i
from tests.pages.apptest import aabn, html_paa, tabellen, uden_fejl, uden_tegn


@pytest.fixture(scope="module")
def fil(plan: Plan) -> bytes:
    """Return a bilag of other figures than those the session has, and a word of the author's."""
    dok = docx.Document(io.BytesIO(word(byg_bilag(aarets_plan(plan), (), ("status",)))))
    tekster = list(dok.element.body.iter(qn("w:t")))
    nyhed = next(t for t in tekster if (t.text or "").startswith("Aalborg har 5.524"))
    nyhed.text = "Regionen har 4.501 indbyggere pr. kapacitet."
    dok.add_paragraph("Vi ser, at regionen har 4.501 indbyggere pr. kapacitet.")
    ud = io.BytesIO()
    dok.save(ud)
    return ud.getvalue()


@pytest.fixture
def lagt_op(monkeypatch: pytest.MonkeyPatch, fil: bytes) -> list[bytes]:
    """Let the field for a bilag have what the list has first; the field for a template nothing."""
    indhold = [fil]

    def felt(label: str, **andet: Any) -> Any:
        if andet.get("key") != "opfrisk_fil":
            return None
        return SimpleNamespace(name="b.docx", file_id="1", getvalue=lambda: indhold[0])

    monkeypatch.setattr("streamlit.file_uploader", felt)
    return indhold


def svar(at: AppTest) -> Opfrisket:
    return at.session_state["opfrisket_bilag"][1]


def test_the_list_is_shown_and_the_document_can_be_fetched(lagt_op: list[bytes]) -> None:
    at = uden_fejl(aabn("plandokument"))
    assert "ffffffffffffffff" in html_paa(at)
    assert not [k for k in at.get("download_button") if "opfriskede" in k.proto.label]
    uden_fejl(at.button(key="opfrisk").click().run())
    assert [k for k in at.get("download_button") if "opfriskede" in k.proto.label]
    liste = tabellen(at, "Hvad der er sket")
    assert ["Opfrisket", "15", "13"] in [[r[0], r[3], r[4]] for r in liste]
    assert liste[1][0].startswith("Jeres egen sætning") and liste[1][4] == "4.571"
    assert "1 af jeres egne sætninger har et tal" in html_paa(at)
    assert "Regionen har 4.501 indbyggere pr. kapacitet." in alt_i(svar(at).fil)


def test_what_the_author_changed_can_be_replaced(lagt_op: list[bytes]) -> None:
    at = uden_fejl(aabn("plandokument").button(key="opfrisk").click().run())
    assert svar(at).rettede == {"nyhed.status": "Nyhed: Kapacitet og indbyggere"}
    assert at.button(key="opfrisk_igen").disabled
    at.multiselect(key="opfrisk_erstat").set_value(["nyhed.status"]).run()
    uden_fejl(at.button(key="opfrisk_igen").click().run())
    tekst = alt_i(svar(at).fil)
    assert "Regionen har 4.501 indbyggere pr. kapacitet." not in tekst
    assert any(t.startswith("Aalborg har 5.823") for t in tekst)


def test_a_file_that_is_not_ours_is_told(lagt_op: list[bytes]) -> None:
    fremmed = io.BytesIO()
    docx.Document().save(fremmed)
    lagt_op[0] = fremmed.getvalue()
    at = aabn("plandokument")
    assert not at.exception
    (fejl,) = at.error
    assert "ikke et bilag fra Praksiskort" in uden_tegn(fejl.value)


def test_ferries_and_none_are_told(lagt_op: list[bytes]) -> None:
    at = aabn("plandokument", faerger=False)
    assert "lavet med færger, og her regnes der uden færger" in uden_tegn(at.warning[0].value)
