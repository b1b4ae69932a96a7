"""The fields of the program: each is opened on every page, without clinics and with its own words.

No clinics of kiropraktik and almen praksis are in the sources, so every page must do without.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from streamlit.testing.v1 import AppTest

from data.skema import INDBYGGEDE, laes_skema
from pages.dele import tilstand
from planning.tiltag import Flytning
from tabeller.tabel import MAERKE
from tests.pages.apptest import aabn, gaa, html_paa, opslag, tabeller, uden_fejl

SIDER = (
    *("overblik", "kommuneark", "daekning", "ventetid", "flytning", "forslag"),
    *("scenarier", "oekonomi", "plandokument", "indlaes", "data", "praesentation"),
)
TOMME = [laes_skema(mappe).fag.navn for mappe in INDBYGGEDE[1:]]
#: Words of physiotherapy, and of what cannot be written; the source of the inhabitants is its plan.
FREMMEDE = re.compile(
    r".{0,40}(?:[Ff]ysioterap|(?:[Oo]ver|[Uu]nder) 30 timer|speciale (?:51|62)|[Vv]ederlagsfri"
    r"|[Hh]oldtræning|\b[Nn]a[Nn]\b|\binf\b|\bNone\b|Traceback).{0,40}"
)
KILDE = "Praksisplan for fysioterapi 2020, Region Nordjylland og de 11 nordjyske kommuner"


def _tekst(at: AppTest) -> str:
    """What a page says in words, without the source of the inhabitants."""
    dele: Sequence[object] = [
        e.value
        for art in ("title", "header", "subheader", "markdown", "caption", "info", "warning")
        for e in at.get(art)
    ]
    etiketter = [getattr(w, "label", "") for art in ("selectbox", "radio") for w in at.get(art)]
    html = re.sub(r"<style.*?</style>|<[^>]+>", " ", html_paa(at), flags=re.DOTALL)
    return "\n".join(map(str, [*dele, *etiketter, html])).replace(KILDE, "")


@pytest.mark.parametrize("fag", TOMME)
@pytest.mark.parametrize("side", SIDER)
def test_every_page_opens_without_clinics_and_without_words_of_another_field(
    fag: str, side: str
) -> None:
    at = uden_fejl(aabn(side, fag=fag))
    assert not FREMMEDE.findall(_tekst(at))


@pytest.mark.parametrize("fag", TOMME)
@pytest.mark.parametrize("side", ["overblik", "daekning", "flytning", "plandokument"])
def test_a_page_that_needs_clinics_says_what_to_import(fag: str, side: str) -> None:
    at = uden_fejl(aabn(side, fag=fag))
    assert "kilderne har ingen" in html_paa(at)
    assert "0 indbyggere pr." not in html_paa(at)


def test_table_1_of_almen_praksis_is_on_overblik_and_marked_on_kommune() -> None:
    at = uden_fejl(aabn("overblik", fag="Almen praksis"))
    assert opslag(at, "Morsø", "Ydelser (antal)") == "1.061"
    assert opslag(at, "Læsø", "Ydelser pr. 1.000 indbyggere") == "202"
    assert opslag(at, "Region Nordjylland", "Bruttohonorar (kr.)") == "11.204.608"
    at = uden_fejl(aabn("kommuneark", fag="Almen praksis"))
    (tabel,) = [t for t in tabeller(at) if "Ydelser (antal)" in t[0]]
    # The first by name is Brønderslev... Aalborg sorts last: å is the last letter.
    assert tabel[1][0] == f"Brønderslev {MAERKE}"
    assert tabel[-1][0] == "Region Nordjylland"


def test_going_to_another_field_and_back_loses_nothing() -> None:
    klinikker = tilstand.plan_af(INDBYGGEDE[0]).klinikker.index
    tiltag = (Flytning(klinikker[0], klinikker[1], under30=1),)
    at = uden_fejl(aabn("flytning", tiltag=tiltag, speciale="51"))
    at.radio(key="fagvalg").set_value("Kiropraktik").run()
    uden_fejl(at)
    assert "tiltag" not in at.session_state
    uden_fejl(gaa(at, "data"))
    at.radio(key="fagvalg").set_value("Fysioterapi").run()
    uden_fejl(at)
    assert at.session_state["tiltag"] == tiltag
    assert at.session_state["speciale"] == "51"
