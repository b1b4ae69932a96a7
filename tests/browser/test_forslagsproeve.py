"""A sweep in a browser: stopped while it runs, and one that is let finish."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

TID = 60_000


def test_stop_works_while_it_counts(side: Any) -> None:
    side.gaa("forslag")
    page = side.page
    felt, proev = page.get_by_label("Varianter"), page.get_by_role("button", name="Prøv det")
    stop = page.get_by_role("button", name="Stop", exact=True)
    felt.fill("5000")
    felt.press("Enter")
    side.vent_paa_svar()
    proev.click()
    expect(page.get_by_text("af 500 dele")).to_be_visible(timeout=TID)
    stop.click()
    expect(page.get_by_text("blev stoppet")).to_be_visible(timeout=TID)
    expect(stop).to_have_count(0)
    expect(page.get_by_text("af 500 dele")).to_have_count(0)
    expect(page.get_by_text("5.000 varianter")).to_have_count(0)
    felt.fill("20")
    felt.press("Enter")
    side.vent_paa_svar()
    proev.click()
    expect(page.get_by_text("rystes i 20 varianter")).to_be_visible(timeout=TID)
    expect(page.get_by_text("blev stoppet")).to_have_count(0)
    side.ingen_fejl()
    side.ingen_fremmede()
