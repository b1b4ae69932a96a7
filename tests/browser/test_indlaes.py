"""Import in a browser: a new user's own file, from the upload to Overblik, and back again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from planning.plan import Plan

#: The web extract of StatBank: cp1252, a title, a blank head cell, two quarters, a line of source.
TITEL = '"Folketal den 1. i kvartalet efter område og tid"'


@pytest.fixture
def folketal(tmp_path: Path, plan: Plan) -> Path:
    navne = plan.kommuner["kommune"].replace("Vesthimmerland", "Vesthimmerlands")
    linjer = [TITEL, "", '"";"2025K4";"2026K1"']
    for navn, antal in zip(navne, plan.kommuner["indbyggere"], strict=True):
        linjer.append(f'"{navn}";"{antal}";"{antal + 100}"')
    sti = tmp_path / "folk1a.csv"
    sti.write_bytes("\r\n".join([*linjer, "", '"Kilde: Danmarks Statistik"']).encode("cp1252"))
    return sti


def _gaa(page: Page, url: str) -> None:
    page.goto(url)
    expect(page.locator("h1").first).to_be_visible(timeout=30_000)


@pytest.mark.timeout(240)
def test_a_new_user_ends_on_overblik_with_a_population_of_their_own(
    browser: Browser,
    start_app: Callable[[Path], AbstractContextManager[str]],
    tmp_path: Path,
    folketal: Path,
    plan: Plan,
) -> None:
    with start_app(tmp_path / "streamlit.log") as url:
        page = browser.new_page(locale="da-DK")
        _gaa(page, f"{url}/indlaes")
        page.locator("input[type=file]").set_input_files(folketal)
        # It asks which quarter, and suggests the last.
        knap = page.get_by_role("button", name="Brug svarene")
        expect(knap).to_be_visible(timeout=30_000)
        knap.click()
        expect(page.locator("iframe")).to_be_visible(timeout=30_000)  # the map of what changes
        tag = page.get_by_role("button", name="Tag i brug").first
        expect(tag).to_be_disabled(timeout=30_000)
        page.get_by_label("Dit navn").first.fill("Åse")
        page.keyboard.press("Enter")
        expect(tag).to_be_enabled(timeout=30_000)
        tag.click()
        expect(page.get_by_text("er taget i brug som datasæt nr. 1")).to_be_visible(timeout=60_000)

        _gaa(page, url)
        i_alt = f"{int(plan.kommuner['indbyggere'].sum()) + 1100:,}".replace(",", ".")
        expect(page.locator(".noegletal")).to_contain_text(i_alt, timeout=60_000)
        expect(page.get_by_text("folk1a.csv").first).to_be_visible()
        expect(page.locator(".st-key-toplinje")).to_contain_text("Datasæt nr. 1")

        # And back: the embedded is one choice away.
        _gaa(page, f"{url}/indlaes")
        page.get_by_label("Dit navn").last.fill("Åse")
        page.keyboard.press("Enter")
        tilbage = page.get_by_role("button", name="Tag i brug").last
        expect(tilbage).to_be_enabled(timeout=30_000)
        tilbage.click()
        expect(page.locator(".st-key-toplinje")).not_to_contain_text("Datasæt nr.", timeout=60_000)
        page.close()
