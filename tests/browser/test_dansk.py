"""Danish all the way: the language of the page, and the words Streamlit itself writes on it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

#: What Streamlit words in English, on a page and in what is read aloud.
ENGELSK = re.compile(
    r"\b(?:Upload|Browse|Drag|Limit|per file|Press|apply|submit|Choose|No results|Select all|"
    r"Help for|Clear|Remove|Download|Fullscreen|Search|Show/hide|columns|sidebar|"
    r"Decrement|Increment|App pages|heading)\b"
)
#: Every text and every spoken name of the page, but not the icons: they are letters in a font.
ALT = """() => [...document.querySelectorAll('body *')].flatMap(e =>
  e.closest('svg, iframe, script, style, [data-testid=stIconMaterial]') ? [] : [
    ...[...e.childNodes].filter(k => k.nodeType === 3).map(k => k.nodeValue.trim()),
    ...['aria-label', 'placeholder', 'title'].map(a => e.getAttribute(a) || ''),
  ]).filter(t => t)"""


def engelske(side: Any) -> list[str]:
    return [tekst for tekst in side.page.evaluate(ALT) if ENGELSK.search(tekst)]


def test_the_language_is_danish_on_every_page(side: Any) -> None:
    side.gaa()
    for navn in side.sider():
        side.til(navn)
        expect(side.page.locator("html")).to_have_attribute("lang", "da")
        assert not engelske(side), navn
    side.til("Overblik")
    expect(side.kort().locator("html")).to_have_attribute("lang", "da")
    side.ingen_fremmede()
    side.ingen_fejl()


@pytest.mark.parametrize(("navn", "type_"), [("Scenarier", "JSON"), ("Plandokument", "DOCX, DOTX")])
def test_the_field_for_a_file_speaks_danish(side: Any, navn: str, type_: str) -> None:
    side.gaa()
    side.til(navn)
    felt = side.page.get_by_test_id("stFileUploader")
    expect(felt.locator("button p")).to_have_text("Vælg fil")
    expect(felt.get_by_test_id("stFileUploaderDropzoneInstructions")).to_have_text(
        re.compile(rf"^Højst \d+ MB • {type_}$")
    )


def test_what_is_added_on_the_way_is_danish_too(side: Any) -> None:
    side.gaa()
    side.til("Scenarier")
    side.page.get_by_label("Navn", exact=True).fill("Prøve")
    hjaelp = side.page.get_by_test_id("InputInstructions").first
    expect(hjaelp).to_have_text("Tryk Enter for at sende")
    side.page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": "brev.txt", "mimeType": "text/plain", "buffer": b"hej"}
    )
    expect(side.page.get_by_test_id("stFileUploader")).to_contain_text("kan ikke bruges")
    assert not engelske(side)
    side.ingen_fejl()


def test_what_the_user_typed_stays(side: Any) -> None:
    """A scenario may be called what Streamlit calls a button."""
    side.gaa()
    side.til("Scenarier")
    side.page.get_by_label("Navn", exact=True).fill("Select all")
    side.page.get_by_label("Forfatter", exact=True).fill("Helle")
    side.page.get_by_role("button", name="Gem", exact=True).click()
    side.vent_paa_svar()
    gemt = side.page.get_by_test_id("stMain").get_by_text("Select all", exact=True)
    expect(gemt.first).to_be_visible()
