"""Danish all the way: the language of the page, and the words Streamlit itself writes on it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.test_rundtur import engelske


@pytest.mark.parametrize(
    ("navn", "typer"),
    [("Scenarier", ["JSON"]), ("Plandokument", ["DOCX, DOTX, DOCM, DOTM", "POTX, PPTX", "DOCX"])],
)
def test_the_field_for_a_file_speaks_danish(side: Any, navn: str, typer: list[str]) -> None:
    side.gaa()
    side.til(navn)
    felt = side.page.get_by_test_id("stFileUploader")
    expect(felt.locator("button p")).to_have_text(["Vælg fil"] * len(typer))
    expect(felt.get_by_test_id("stFileUploaderDropzoneInstructions")).to_have_text(
        [re.compile(rf"^Højst \d+ MB • {type_}$") for type_ in typer]
    )


def test_what_is_added_on_the_way_is_danish_too(side: Any) -> None:
    side.gaa("scenarier")
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
    side.gaa("scenarier")
    side.page.get_by_label("Navn", exact=True).fill("Sort ascending")
    side.page.get_by_label("Forfatter", exact=True).fill("Helle")
    side.page.get_by_role("button", name="Gem", exact=True).click()
    side.vent_paa_svar()
    gemt = side.page.get_by_test_id("stMain").get_by_text("Sort ascending", exact=True)
    expect(gemt.first).to_be_visible()
