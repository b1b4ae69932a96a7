"""The app opens on any page, also on a server that has shown none, and at an unknown address."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, expect


def test_a_page_opens_at_its_address(side: Any) -> None:
    side.gaa("daekning")
    expect(side.page.locator("h1")).to_contain_text("Hvor langt")
    assert "Overblik" in side.sider()
    side.ingen_fremmede()
    side.ingen_fejl()


def test_a_shared_link_on_a_new_server_shows_the_app(
    browser: Browser, tmp_path: Path, start_app: Any
) -> None:
    """The first thing a server is asked for may be a page of its own."""
    with start_app(tmp_path / "streamlit.log") as url:
        page = browser.new_page()
        page.goto(f"{url}/flytning")
        expect(page.locator("h1")).to_contain_text("Prøv", timeout=60_000)
        expect(page.get_by_test_id("stTopNavLink").first).to_contain_text("Overblik")
        expect(page.locator(".st-key-toplinje")).to_contain_text("Scenarie")
        page.close()


def test_an_unknown_address_gives_the_app(side: Any) -> None:
    side.page.goto(f"{side.app_url}/findes-ikke")
    expect(side.menu().first).to_contain_text("Overblik", timeout=30_000)
    side.ingen_fremmede()
