"""The page of one kommune: its address, its choice, its map close up, and the way from Overblik."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from planning.plan import Plan
from planning.tiltag import Flytning
from tabeller.tabel import MAERKE
from tests.pages.apptest import (
    APP,
    SEKUNDER,
    Skrevet,
    aabn,
    gaa,
    gemt,
    html_paa,
    kort,
    opslag,
    tabeller,
    uden_fejl,
    uden_tegn,
)


def _paa_adressen(kommune: str, **state: Any) -> AppTest:
    at = AppTest.from_file(APP, default_timeout=SEKUNDER)
    for navn, vaerdi in state.items():
        at.session_state[navn] = vaerdi
    at.query_params["kommune"] = kommune
    return gaa(at, "kommuneark")


def _adressens(at: AppTest) -> str:
    vaerdi = at.query_params["kommune"]
    return vaerdi[0] if isinstance(vaerdi, list) else vaerdi


def _titel(at: AppTest) -> str:
    return uden_tegn(at.title[0].value)


@pytest.mark.parametrize("kommune", ["0840", "rebild"])
def test_the_address_opens_a_kommune(kommune: str) -> None:
    at = uden_fejl(_paa_adressen(kommune))
    assert _titel(at) == "Rebild Kommune"
    assert _adressens(at) == "0840"
    assert opslag(at, "Rebild", "Indbyggere pr. kapacitet") == "5.439"
    assert opslag(at, "Region Nordjylland", "Indbyggere pr. kapacitet") == "4.571"
    naboer = [r[0] for r in tabeller(at)[0][1:]]
    assert naboer == [
        f"Rebild {MAERKE}",
        "Mariagerfjord",
        "Vesthimmerland",
        "Aalborg",
        "Region Nordjylland",
    ]
    assert opslag(at, "Vederlagsfri fysioterapi (62)", "Oplyst (uger)") == "1–6"
    assert at.get("download_button")


def test_every_kommune_opens(plan: Plan) -> None:
    at = _paa_adressen("0773")
    for navn in plan.kommuner["kommune"]:
        at = uden_fejl(at.selectbox(key="kommunevalg").set_value(Skrevet(navn)).run())
        assert _titel(at) == f"{navn} Kommune"
        assert not re.search(r"\b(nan|None|inf)\b", html_paa(at))
        assert [m for m in at.markdown if "?" in m.value]


def test_the_choice_follows_into_the_address_and_back_from_another_page(plan: Plan) -> None:
    at = _paa_adressen("0840")
    at.selectbox(key="kommunevalg").set_value(Skrevet("Thisted")).run()
    assert _adressens(at) == "0787"
    at = gaa(gaa(at, "ventetid"), "kommuneark")
    assert _titel(uden_fejl(at)) == "Thisted Kommune"


def test_an_unknown_kommune_is_told() -> None:
    at = uden_fejl(_paa_adressen("Rebil"))
    assert any("Rebild" in uden_tegn(w.value) for w in at.warning)
    # A map that has been drawn runs the page again: what was said is still there.
    assert any("Rebild" in uden_tegn(w.value) for w in at.run().warning)
    assert _titel(at).endswith(" Kommune")


def test_the_map_is_close_up(plan: Plan) -> None:
    def hjoerner(at: AppTest) -> list[list[float]]:
        (kortet,) = kort(at)
        fundet = re.search(r"fitBounds\((?:\\n|\s)*(\[\[.*?\]\])", json.dumps(kortet))
        assert fundet is not None
        return json.loads(fundet[1])

    (syd, vest), (nord, oest) = hjoerner(_paa_adressen("0825"))
    # Læsø is some 20 km wide; the region is 185.
    assert 57.1 < syd < nord < 57.5 and 10.7 < vest < oest < 11.4
    egne = plan.punkter[plan.punkter["kommune_kode"] == "0825"]
    assert syd < egne["lat"].min() and egne["lat"].max() < nord


def test_a_click_on_overblik_opens_the_kommune() -> None:
    """What a click leaves behind; the click itself is in tests/browser."""
    at = uden_fejl(aabn("overblik", klikket_kommune="0849"))
    assert _titel(at) == "Jammerbugt Kommune"


def test_open_scenarios_and_who_decides_them(plan: Plan) -> None:
    flyt = Flytning("aalborg-fysioterapi", "hjallerup-fys", 0, 1)
    gemt(plan, [flyt], "Til Hjallerup")
    at = uden_fejl(_paa_adressen("0810"))
    (raekke,) = next(t for t in tabeller(at) if "Hvem beslutter" in t[0])[1:]
    assert "Til Hjallerup" in raekke[0] and raekke[2] == "+0,5"
    assert raekke[3].startswith("Regionsrådet og kommunerne")
    at = uden_fejl(_paa_adressen("0787"))
    assert not any("Hvem beslutter" in t[0] for t in tabeller(at))


def test_the_scenario_is_shown_when_chosen(plan: Plan) -> None:
    flyt = Flytning("aalborg-fysioterapi", "hjallerup-fys", 0, 1)
    at = uden_fejl(_paa_adressen("0810", tiltag=(flyt,), vis_scenarie=True))
    assert opslag(at, "Brønderslev", "Kapacitet") == "9"
    (maerke,) = (i.value for i in at.info if i.value.startswith("Scenariet vises"))
    assert "1 tiltag" in maerke


def test_its_place_and_what_is_uncertain_are_said_in_plain_words(plan: Plan) -> None:
    # Aalborg, Jammerbugt and Rebild alone have more residents to a capacity than Brønderslev.
    at = uden_fejl(_paa_adressen("0810"))
    tekst = html_paa(at).replace("\xa0", " ")
    assert "Nr. 8 af 11 på indbyggere pr. kapacitet, nr. 1 på andel inden for 15 min" in tekst
    assert "(nr. 1 er bedst stillet)" in tekst
    assert "Adgangen (kapacitet inden for rækkevidde, også naboernes) er 13 % ringere" in tekst
    spurgt = " ".join(uden_tegn(m.value) for m in at.markdown)
    assert "Usikkert: adgangen er 13 % lavere end regionens, men det holder ikke" in spurgt
    assert "Læsningerne" not in spurgt
