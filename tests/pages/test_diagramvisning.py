"""Charts come after all else on a page, each in its place, and wait for the first map alone."""

from __future__ import annotations

import time

import pytest
from streamlit.testing.v1 import AppTest

from dansk import Inputfejl
from pages.dele import diagramvisning
from tests.pages.apptest import aabn


def siden() -> None:
    """A page: a chart above a sentence, as they stand; no chart when it is not asked for."""
    import plotly.graph_objects as go
    import streamlit as st

    from pages.dele.diagramvisning import begynd_side, tegn_diagrammer, vis_diagram

    begynd_side()
    if st.checkbox("diagram", value=True):
        vis_diagram(go.Figure(go.Bar(x=[1], y=[2])), key="soejlen")
    st.session_state["foer"] = "soejlen" in st.session_state
    st.markdown("Under diagrammet")
    tegn_diagrammer()


def test_a_chart_stands_where_it_was_asked_for_and_is_sent_when_the_page_is_done() -> None:
    at = AppTest.from_function(siden).run()
    assert not at.exception and not at.session_state["foer"]
    _, sted, tekst = at.main.children.values()
    assert [e.type for e in sted.children.values()] == ["plotly_chart"]
    assert tekst.value == "Under diagrammet"


def test_the_first_chart_of_a_session_waits_once(monkeypatch: pytest.MonkeyPatch) -> None:
    ventet: list[float] = []
    monkeypatch.setattr(diagramvisning, "KORTET_TEGNES_S", 0.8)
    monkeypatch.setattr(time, "sleep", ventet.append)
    at = AppTest.from_function(siden).run()
    assert ventet.count(0.8) == 1
    at.checkbox[0].uncheck().run()
    assert not at.get("plotly_chart")
    at.checkbox[0].check().run()
    assert len(at.get("plotly_chart")) == 1 and ventet.count(0.8) == 1


def test_a_chart_of_a_run_that_was_broken_off_is_not_drawn_by_the_next() -> None:
    at = AppTest.from_function(siden)
    at.session_state[diagramvisning.VENTER] = [("ingen", "ingen", {})]
    at.run()
    assert not at.exception and len(at.get("plotly_chart")) == 1


def test_what_breaks_a_page_off_takes_no_chart_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def fejler(*_: object) -> None:
        raise Inputfejl("Det gik galt her.")

    monkeypatch.setattr("pages.dele.kommunevalg.vis_links", fejler)
    at = aabn("overblik")
    assert [fejl.value for fejl in at.error] == ["Det gik galt her."]
    assert len(at.get("plotly_chart")) == 1
