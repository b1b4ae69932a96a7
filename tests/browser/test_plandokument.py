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

from eksport.indhold import byg_bilag
from eksport.word import word
from planning.plan import Plan
from tests.eksport.diasskabeloner import FORSIDE, INDHOLD, skabelon
from tests.eksport.opfriskningsproever import aarets_plan, alt_i
from tests.eksport.vaertsskabeloner import kommunens

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def hent(side: Any, navn: re.Pattern[str]) -> bytes:
    with side.page.expect_download() as download:
        side.page.get_by_role("button", name=navn).click()
    return download.value.path().read_bytes()


def felt(page: Any, navn: str) -> Any:
    """Return the field for a file by the start of its label."""
    uploader = page.get_by_test_id("stFileUploader").filter(has_text=re.compile(f"^{navn}"))
    return uploader.locator("input")


@pytest.mark.timeout(240)
def test_the_document_is_made_and_fetched_and_nothing_leaves_the_machine(side: Any) -> None:
    side.gaa("plandokument")
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
    side.gaa("plandokument")
    page = side.page
    page.get_by_text("Afstand, dato og skabeloner").click()
    forkert = {
        "name": "vores.docx",
        "mimeType": DOCX,
        "buffer": b"det er ikke Word",
    }
    felt(page, "Egen Word-skabelon").set_input_files(forkert)
    fejl = page.get_by_test_id("stAlertContentError")
    expect(fejl).to_contain_text("Skabelonen er ikke et Word-dokument", timeout=30_000)
    page.get_by_role("button", name="Lav plandokumentet").click()
    expect(fejl.nth(1)).to_contain_text("Skabelonen er ikke et Word-dokument", timeout=30_000)
    expect(page.get_by_text("Forhåndsvisning")).to_be_visible()
    expect(page.get_by_role("button", name="Lav plandokumentet")).to_be_enabled()
    side.ingen_fejl()


def test_what_is_used_of_a_template_and_what_it_lacks_is_told_where_it_is_chosen(
    side: Any,
) -> None:
    side.page.set_viewport_size({"width": 1920, "height": 900})
    side.gaa("plandokument")
    page = side.page
    hoved = page.get_by_test_id("stMain")
    for bredde in (1920, 1024):
        page.set_viewport_size({"width": bredde, "height": 900})
        assert hoved.evaluate("m => m.scrollWidth <= m.clientWidth + 1")
    page.get_by_text("Afstand, dato og skabeloner").click()
    vores = {"name": "vores.docx", "mimeType": DOCX, "buffer": kommunens()}
    felt(page, "Egen Word-skabelon").set_input_files(vores)
    sagt = page.get_by_text("Det står under overskriften »Kapaciteten i dag«")
    expect(sagt).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Praksiskorts forside med titel")).to_be_visible()
    fil = {"name": "vores.pptx", "mimeType": PPTX, "buffer": b"det er ikke PowerPoint"}
    felt(page, "Egen PowerPoint-skabelon").set_input_files(fil)
    fejl = page.get_by_test_id("stAlertContentError")
    expect(fejl).to_contain_text("Skabelonen er ikke en PowerPoint-fil", timeout=30_000)
    fil |= {"buffer": skabelon((FORSIDE, INDHOLD))}
    felt(page, "Egen PowerPoint-skabelon").set_input_files(fil)
    sagt = page.get_by_text("Skabelonen har intet layout med titel og billede.")
    expect(sagt).to_be_visible(timeout=30_000)
    expect(fejl).to_have_count(0)
    side.ingen_fejl()


def test_a_bilag_of_last_year_is_refreshed_and_fetched(side: Any, plan: Plan) -> None:
    fil = word(byg_bilag(aarets_plan(plan), (), ("status",)))
    side.gaa("plandokument")
    bilag = {
        "name": "bilag.docx",
        "mimeType": DOCX,
        "buffer": fil,
    }
    felt(side.page, "Bilaget, som det er nu").set_input_files(bilag)
    side.page.get_by_role("button", name="Opfrisk bilaget").click()
    expect(side.page.get_by_text("steder er opfrisket")).to_be_visible(timeout=60_000)
    expect(side.page.get_by_role("table").last).to_contain_text("Aalborg, Over 30 timer")
    ny = hent(side, re.compile("^Hent det opfriskede bilag$"))
    assert any(t.startswith("Aalborg har 5.823") for t in alt_i(ny))
    side.ingen_fremmede()
    side.ingen_fejl()
