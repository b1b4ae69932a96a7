"""The pages by sundhedsråd and by a grouping of one's own."""

from __future__ import annotations

import pytest

from planning.plan import Plan
from planning.tiltag import Flytning
from tests.pages.apptest import aabn, gaa, html_paa, kort, opslag, tabellen, uden_fejl

RAAD = {"inddelt_efter": "sundhedsraad"}
OVER = Flytning("hjoerring-kongensgade", "skoerping-benefit", 1, 0)


def _skrevet(at: object) -> str:
    return " ".join(str(e.value) for art in ("caption", "markdown", "title") for e in at.get(art))  # type: ignore[attr-defined]


def test_overblik_is_by_sundhedsraad_and_says_so() -> None:
    at = uden_fejl(aabn("overblik", **RAAD))
    assert "efter sundhedsråd" in at.title[0].value
    assert opslag(at, "Vendsyssel", "Sundhedsråd") == "Vendsyssel"
    assert opslag(at, "Vendsyssel", "Indbyggere pr. kapacitet") == "3.876"
    assert opslag(at, "Limfjorden", "Indbyggere pr. kapacitet") == "4.906"
    assert "Kommune" not in html_paa(at).split("<table")[0]
    for maal in ("minutter", "adgang"):
        at.session_state["overblikskort"] = maal
        assert "efter sundhedsråd" in uden_fejl(at.run()).title[0].value
        assert len(tabellen(at, "Sundhedsråd")) == 4


def test_waits_stay_by_kommune_and_the_page_says_so() -> None:
    at = uden_fejl(aabn("overblik", overblikskort="ventetid", **RAAD))
    assert len(tabellen(at, "Kommune")) == 12
    assert "efter kommune, ikke efter sundhedsråd" in _skrevet(at)
    for side in ("ventetid", "oekonomi"):
        assert "efter kommune, ikke efter sundhedsråd" in _skrevet(uden_fejl(gaa(at, side)))


def test_coverage_is_by_sundhedsraad_with_a_filter_of_one() -> None:
    at = uden_fejl(aabn("daekning", klinikkommune="0851"))
    at.session_state["inddelt_efter"] = "sundhedsraad"
    uden_fejl(at.run())
    assert opslag(at, "Vendsyssel", "I alt (antal)") == "162.784"
    at.selectbox(key="klinikkommune").set_value("omraade:Vendsyssel")
    assert "på klinikker i Vendsyssel" in _skrevet(uden_fejl(at.run()))


def test_a_flytning_is_told_by_sundhedsraad_and_decided_by_kommune() -> None:
    at = uden_fejl(aabn("flytning", tiltag=(OVER,), over30_ny=0, **RAAD))
    assert opslag(at, "Vendsyssel", "Kapacitet efter") == "41"
    tekst = _skrevet(at) + " ".join(i.value for i in at.info)
    assert "mellem to sundhedsråd" in tekst and "fra januar 2026" in tekst
    assert "Hjørring Kommune" in tekst and "Vendsyssel Kommune" not in tekst
    assert "Harmonisering mellem sundhedsråd" in html_paa(at)
    flader = [traek for kortet in kort(at) for traek in str(kortet).split("omraade:")]
    assert len(flader) > 2


def test_moves_are_by_sundhedsraad() -> None:
    at = uden_fejl(aabn("forslag", forslag_visning="enkelte", mulig_fra="0851", **RAAD))
    assert "efter sundhedsråd" in at.title[0].value
    assert at.selectbox(key="mulig_fra").options == ["Alle sundhedsråd", "Limfjorden", "Vendsyssel"]


def test_a_grouping_of_ones_own_is_followed_and_its_faults_are_told(plan: Plan) -> None:
    egen = {k: "Vest" if k in ("0773", "0787") else "Øst" for k in plan.kommuner.index}
    at = uden_fejl(aabn("overblik", inddelt_efter="omraade", egen_inddeling=egen))
    assert opslag(at, "Vest", "Indbyggere") == "63.978"
    at.session_state["egen_inddeling"] = egen | {"0851": "øst"}
    uden_fejl(at.run())
    assert any("skrevet forskelligt" in w.value for w in at.warning)
    assert len(tabellen(at, "Kommune")) == 13


@pytest.mark.parametrize(
    "side", ["scenarier", "praesentation", "plandokument", "data", "kommuneark"]
)
def test_every_other_page_can_be_read_by_sundhedsraad(side: str) -> None:
    uden_fejl(aabn(side, tiltag=(OVER,), **RAAD))
