"""The draft: what is worked on comes back after a reload, in another tab, on another page."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from lager import kladder
from lager.fejl import Lagerfejl
from lager.scenarielager import standardlager
from pages.dele import kladde
from planning.plan import Plan
from planning.tiltag import Flytning
from tests.pages.apptest import APP, SEKUNDER, aabn, gaa, uden_fejl, uden_tegn


@pytest.fixture
def tiltag(plan: Plan) -> tuple[Flytning, Flytning]:
    fra = plan.kapaciteter.set_index("klinik_id")["under30"].nlargest(2).index
    til = plan.klinikker.index[plan.klinikker["kommune_kode"] == "0840"][0]
    return Flytning(fra[0], til, 0, 1), Flytning(fra[1], til, 0, 1)


def ny_fane(noegle: str, side: str = "overblik") -> AppTest:
    """Another session, opened by an address with a draft in it."""
    at = AppTest.from_file(APP, default_timeout=SEKUNDER)
    at.query_params["kladde"] = noegle
    return at.switch_page(f"pages/{side}.py").run()


def noegle(at: AppTest) -> str:
    vaerdi = at.query_params["kladde"]
    return vaerdi if isinstance(vaerdi, str) else vaerdi[0]


def test_nothing_tried_leaves_no_draft() -> None:
    at = uden_fejl(aabn("flytning"))
    assert "kladde" not in at.query_params


def test_a_reload_and_another_page_show_what_was_worked_on(
    tiltag: tuple[Flytning, Flytning],
) -> None:
    at = uden_fejl(aabn("flytning", tiltag=tiltag))
    for side in ("flytning", "overblik", "scenarier"):
        igen = uden_fejl(ny_fane(noegle(at), side))
        assert igen.session_state["tiltag"] == tiltag
        assert noegle(igen) == noegle(at)


def test_the_key_stays_in_the_address_from_page_to_page(
    tiltag: tuple[Flytning, Flytning],
) -> None:
    at = uden_fejl(aabn("flytning", tiltag=tiltag))
    foer = noegle(at)
    at.query_params.clear()
    assert noegle(uden_fejl(gaa(at, "daekning"))) == foer


def test_undo_is_kept(tiltag: tuple[Flytning, Flytning]) -> None:
    at = uden_fejl(aabn("overblik", tiltag=tiltag))
    uden_fejl(at.button(key="fortryd").click().run())
    igen = uden_fejl(ny_fane(noegle(at)))
    assert igen.session_state["tiltag"] == tiltag[:1]
    uden_fejl(igen.button(key="gentag").click().run())
    assert igen.session_state["tiltag"] == tiltag


def test_two_tabs_on_one_draft_both_keep_their_work(tiltag: tuple[Flytning, Flytning]) -> None:
    a = uden_fejl(aabn("overblik", tiltag=tiltag))
    b = uden_fejl(ny_fane(noegle(a)))
    uden_fejl(a.button(key="fortryd").click().run())
    uden_fejl(b.button(key="ryd").click().run())
    assert noegle(a) != noegle(b)
    assert any("anden fane" in uden_tegn(t.value) for t in b.toast)
    assert uden_fejl(ny_fane(noegle(a))).session_state["tiltag"] == tiltag[:1]
    assert uden_fejl(ny_fane(noegle(b))).session_state["tiltag"] == ()


def test_a_draft_that_is_gone_is_told(tiltag: tuple[Flytning, Flytning]) -> None:
    at = ny_fane("0" * 32)
    assert any("findes ikke længere" in uden_tegn(e.value) for e in at.error)
    assert not at.exception


def test_a_store_that_fails_does_not_stop_the_work(
    tiltag: tuple[Flytning, Flytning], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fejler(*_: object) -> None:
        raise Lagerfejl("Disken er fuld.")

    monkeypatch.setattr(kladder, "gem", fejler)
    at = aabn("overblik", tiltag=tiltag)
    assert not at.exception
    assert any("kun i denne fane" in uden_tegn(t.value) for t in at.toast)
    assert at.session_state["tiltag"] == tiltag


def test_a_draft_is_no_saved_scenario(tiltag: tuple[Flytning, Flytning]) -> None:
    uden_fejl(aabn("overblik", tiltag=tiltag))
    assert standardlager().find() == []


def test_a_store_that_fails_is_left_alone_for_a_while(
    tiltag: tuple[Flytning, Flytning], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that does not answer takes seconds to say so: not at every click."""
    forsoeg = []

    def fejler(*_: object) -> None:
        forsoeg.append(1)
        raise Lagerfejl("Lageret kan ikke nås.")

    monkeypatch.setattr(kladder, "gem", fejler)
    at = aabn("overblik", tiltag=tiltag)
    for _ in range(3):
        at.run()
    assert len(forsoeg) == 1
    monkeypatch.setattr(kladde, "PAUSE_SEKUNDER", 0.0)
    at.run()
    assert len(forsoeg) == 2
