"""Plandokument in a browser: made for real, downloaded, and a template that cannot be used."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from typing import Any

import pytest
from playwright.sync_api import expect


def hent(side: Any, navn: re.Pattern[str]) -> bytes:
    with side.page.expect_download() as download:
        side.page.get_by_role("button", name=navn).click()
    return download.value.path().read_bytes()


@pytest.mark.timeout(240)
def test_the_document_is_made_and_fetched_and_nothing_leaves_the_machine(side: Any) -> None:
    side.gaa()
    side.til("Plandokument")
    page = side.page
    # Two maps are enough to see that it works; every file has tests of its own.
    page.get_by_test_id("stMain").get_by_role("button", name="Kort", exact=True).click()
    side.vent_paa_svar()
    page.get_by_role("button", name="Lav plandokumentet").click()
    expect(page.get_by_test_id("stProgress")).to_be_visible()
    knap = re.compile("^Hent det hele som zip")
    expect(page.get_by_role("button", name=knap)).to_be_visible(timeout=120_000)
    with zipfile.ZipFile(io.BytesIO(hent(side, knap))) as arkiv:
        assert arkiv.testzip() is None
        filer = json.loads(arkiv.read("manifest.json"))["filer"]
        sha = {f["fil"]: f["sha256"] for f in filer}
        assert {*sha, "manifest.json"} == set(arkiv.namelist())
        word = arkiv.read("bilag.docx")
    assert hashlib.sha256(hent(side, re.compile("^Word-bilag$"))).hexdigest() == sha["bilag.docx"]
    assert hashlib.sha256(word).hexdigest() == sha["bilag.docx"]
    side.ingen_fremmede()
    side.ingen_fejl()


def test_a_wrong_template_is_told_and_the_page_goes_on(side: Any) -> None:
    side.gaa()
    side.til("Plandokument")
    page = side.page
    page.get_by_text("Afstand, dato og skabelon").click()
    forkert = {
        "name": "vores.docx",
        "mimeType": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "buffer": b"det er ikke Word",
    }
    page.get_by_test_id("stFileUploader").locator("input").set_input_files(forkert)
    fejl = page.get_by_test_id("stAlertContentError")
    expect(fejl).to_contain_text("Skabelonen er ikke et Word-dokument", timeout=30_000)
    page.get_by_role("button", name="Lav plandokumentet").click()
    expect(fejl.nth(1)).to_contain_text("Skabelonen er ikke et Word-dokument", timeout=30_000)
    expect(page.get_by_text("Forhåndsvisning")).to_be_visible()
    expect(page.get_by_role("button", name="Lav plandokumentet")).to_be_enabled()
    side.ingen_fejl()


@pytest.mark.parametrize("bredde", [1024, 1920])
def test_nothing_is_wider_than_the_screen(side: Any, bredde: int) -> None:
    side.page.set_viewport_size({"width": bredde, "height": 900})
    side.gaa()
    side.til("Plandokument")
    hoved = side.page.get_by_test_id("stMain")
    assert hoved.evaluate("m => m.scrollWidth <= m.clientWidth + 1")
