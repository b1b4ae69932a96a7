"""Økonomi, the need to come: the answer, the tables, and what stands there without a projection."""

from __future__ import annotations

import pytest

from pages.dele import tilstand
from planning.plan import Plan
from tests.pages.apptest import Skrevet, aabn, gaa, html_paa, kort, opslag, tabeller, uden_fejl
from tests.planning.fremskrevne import med_aldre, med_grupper

BEHOV = {"oekonomiemne_husket": "behov"}


@pytest.fixture
def fremskrevet(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> Plan:
    """A tenth more in 2035, a fifth in 2045; no ages."""
    ny = med_grupper(plan, (0, float("nan"), 1.0, 1.1, 1.2), aar_=(2025, 2035, 2045))
    monkeypatch.setattr(tilstand, "plan", lambda: ny)
    return ny


def test_what_2035_asks_is_the_first_to_be_read_and_another_year_can_be_chosen(
    fremskrevet: Plan,
) -> None:
    at = uden_fejl(aabn("oekonomi", **BEHOV))
    # 129 capacities and a tenth.
    assert "kræver 141,9 kapaciteter i 2035; der er 129" in html_paa(at)
    assert opslag(at, "Jammerbugt", "Mangler 2035, eget niveau") == "+0,7"
    assert opslag(at, "Region Nordjylland", "Indbyggere pr. kapacitet") == "5.028"
    assert len(kort(at)) == 1 and len(at.get("plotly_chart")) == 1
    at.select_slider(key="behovsaar").set_value(2045).run()
    assert "154,8 kapaciteter i 2045" in html_paa(uden_fejl(at))
    # What is chosen is kept while another page is shown.
    assert "i 2045" in html_paa(uden_fejl(gaa(gaa(at, "ventetid"), "oekonomi")))


def test_the_districts_of_a_kommune_have_its_sum(fremskrevet: Plan) -> None:
    at = aabn("oekonomi", **BEHOV, behovsafsnit_husket="distrikter", behovsdistrikter="0825")
    assert opslag(uden_fejl(at), "I alt", "Indbyggere 2035") == "1.999"
    assert "En model" in html_paa(at) and "alle aldre under ét" in html_paa(at)


def test_without_ages_nobody_is_said_to_be_treated_and_with_them_there_is_a_range(
    fremskrevet: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = uden_fejl(aabn("oekonomi", **BEHOV))
    assert "behandlede" not in html_paa(at)
    assert "Behandlede" not in at.button_group(key="behovsafsnit").options
    ny = med_aldre(fremskrevet)
    monkeypatch.setattr(tilstand, "plan", lambda: ny)
    at = uden_fejl(aabn("oekonomi", **BEHOV, behovsafsnit_husket="behandlede"))
    # 589,605 * 0.1241 = 73,170; by 47,300 / 44,537 to both sides.
    assert opslag(at, "Region Nordjylland", "Behandlede, almen") == "73.170"
    assert opslag(at, "Region Nordjylland", "lav") == "68.896"
    assert opslag(at, "Region Nordjylland", "høj") == "77.709"
    assert "ikke en statistisk usikkerhed" in html_paa(at)


def test_without_a_projection_it_says_what_to_import_and_shows_nothing() -> None:
    at = uden_fejl(aabn("oekonomi", **BEHOV))
    assert "FRKM" in html_paa(at) and not tabeller(at) and not kort(at)


def test_the_address_opens_the_subject_once(plan: Plan) -> None:
    at = aabn("oekonomi")
    at.query_params["emne"] = "behov"
    at.run()
    assert "Behovet frem" in [h.value for h in uden_fejl(at).header]
    at.button_group(key="oekonomiemne").set_value(Skrevet("Del en udgift")).run()
    assert "Del en udgift" in [h.value for h in uden_fejl(at).header]
