"""Nothing leaves the machine, nothing goes wrong in the browser, and the app opens on any page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, expect


def test_alle_sider_aabnes_fra_menuen_uden_fremmede_eller_fejl(side: Any) -> None:
    side.gaa()
    sider = side.sider()
    assert {"Overblik", "Dækning", "Ventetid", "Flytning", "Data"} <= set(sider)
    for navn in (*sider[1:], *sider[:1]):
        side.til(navn)
        expect(side.page.locator("h1")).to_have_count(1)
        assert not side.page.get_by_test_id("stAlertContentError").count(), navn
        assert not side.page.get_by_test_id("stException").count(), navn
    # Nothing for developers: no Deploy button, no menu.
    for knap in ("stAppDeployButton", "stMainMenu"):
        expect(side.page.get_by_test_id(knap)).to_have_count(0)
    assert any("/app/static/vendor/leaflet/leaflet.js" in url for url in side.adresser)
    side.ingen_fremmede()
    side.ingen_fejl()


def test_en_side_kan_aabnes_paa_sin_adresse(side: Any) -> None:
    side.gaa("daekning")
    expect(side.page.locator("h1")).to_contain_text("Dækning")
    assert "Overblik" in side.sider()
    side.ingen_fremmede()
    side.ingen_fejl()


def test_et_delt_link_paa_en_ny_server_viser_appen(
    browser: Browser, tmp_path: Path, start_app: Any
) -> None:
    """The first thing a server is asked for may be a page of its own."""
    with start_app(tmp_path / "streamlit.log") as url:
        page = browser.new_page()
        page.goto(f"{url}/flytning")
        expect(page.locator("h1")).to_contain_text("Flytning", timeout=60_000)
        expect(page.get_by_test_id("stSidebarNavLink").first).to_contain_text("Overblik")
        expect(page.get_by_test_id("stSidebar")).to_contain_text("Scenarie")
        page.close()


def test_en_ukendt_adresse_giver_appen(side: Any) -> None:
    side.page.goto(f"{side.app_url}/findes-ikke")
    expect(side.menu().first).to_contain_text("Overblik", timeout=30_000)
    side.ingen_fremmede()
