"""Import in a browser: a new user's own files, from the first upload to Overblik, and back."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Locator, Page, expect

from data.indgang.datoer import NULPUNKT, datotekst
from planning.plan import Plan
from tests.robusthed.doeren import PROEVER

TID = 60_000


@pytest.fixture
def ventetider(tmp_path: Path) -> Path:
    """The trial file of waits, as old as it was on 27 November 2026, whatever day it is."""
    bog = load_workbook(PROEVER / "ventetider.xlsx")
    for celle, dage in (("D2", 58), ("D3", 107), ("D4", 353)):
        dag = date.today() - timedelta(days=dage)
        skrevet = {"D2": dag.isoformat(), "D3": datotekst(dag), "D4": (dag - NULPUNKT).days}
        bog.active[celle] = skrevet[celle]
    bog.save(sti := tmp_path / "ventetider.xlsx")
    return sti


def _til(page: Page, navn: str) -> None:
    link = page.get_by_test_id("stTopNavLink").filter(has_text=re.compile(f"{navn}$"))
    link.click(timeout=TID)
    expect(link).to_have_attribute("aria-current", "page", timeout=TID)


def _vaelg_fil(page: Page, sti: Path) -> None:
    expect(page.get_by_text("Vælg en fil. Den bliver tjekket")).to_be_visible(timeout=TID)
    page.locator("input[type=file]").first.set_input_files(sti)


def _svar(page: Page, *valg: tuple[str, str]) -> None:
    """Choose the answers that are not suggested, and use all of them."""
    formular = page.get_by_test_id("stForm")
    for spoergsmaal, svar in valg:
        felt = formular.get_by_test_id("stSelectbox").filter(has_text=spoergsmaal)
        felt.get_by_role("combobox").click(timeout=TID)
        page.get_by_role("option", name=svar).click()
    formular.get_by_role("button", name="Brug svarene").click(timeout=TID)


def _klik_mellem_de_oestligste(page: Page) -> None:
    """Click on the map between the two clinics of Læsø, where there is land."""
    ramme = page.locator("iframe[title='streamlit_folium.st_folium']").first
    ramme.scroll_into_view_if_needed(timeout=TID)
    cirkler = page.frame_locator("iframe[title='streamlit_folium.st_folium']").first
    prikker = cirkler.locator("path[d*=a]")
    expect(prikker).to_have_count(57, timeout=TID)
    kasser, foer = _kasser(prikker), None
    while kasser != foer:  # the map is fitted to its frame
        page.wait_for_timeout(200)
        kasser, foer = _kasser(prikker), kasser
    a, b = sorted(kasser, key=lambda k: k["x"])[-2:]
    x, y = ((a[led] + b[led] + a[maal]) / 2 for led, maal in (("x", "width"), ("y", "height")))
    page.mouse.click(x, y)


def _kasser(prikker: Locator) -> list[dict[str, float]]:
    return [dict(kasse) for p in prikker.all() if (kasse := p.bounding_box()) is not None]


def _tag_i_brug(page: Page, nr: int) -> None:
    page.get_by_role("button", name="Tag i brug").click(timeout=TID)
    expect(page.get_by_text(f"er taget i brug som datasæt nr. {nr}")).to_be_visible(timeout=TID)


def _i_ro(page: Page, knap: Locator) -> Locator:
    """A button when it has stood still for a second, and nothing runs: not while its list opens."""
    app, foer, ens = page.get_by_test_id("stApp"), None, 0
    while ens < 5:
        page.wait_for_timeout(200)
        nu = (app.get_attribute("data-test-script-state"), knap.bounding_box(timeout=TID))
        ens = ens + 1 if nu == foer and nu[0] == "notRunning" else 0
        foer = nu
    return knap


@pytest.mark.timeout(240)
def test_a_new_user_ends_on_overblik_with_figures_of_their_own(
    browser: Browser,
    start_app: Callable[[Path], AbstractContextManager[str]],
    tmp_path: Path,
    ventetider: Path,
    plan: Plan,
) -> None:
    with start_app(tmp_path / "streamlit.log") as url:
        page = browser.new_page(locale="da-DK", viewport={"width": 1440, "height": 900})
        page.goto(url)
        _til(page, "Import")

        # Clinics: two answers are suggested, two are chosen, and one clinic is put on the map.
        _vaelg_fil(page, PROEVER / "klinikker_udtraek.xlsx")
        spurgt = page.get_by_test_id("stForm").get_by_role("combobox")
        expect(spurgt).to_have_count(4, timeout=TID)
        omfang = ("hele kliniklisten", "kun ændringer: de andre klinikker bliver, som de er")
        _svar(page, omfang, ("Hvor tæller kapaciteten?", "i byens kommune"))
        # An answer is taken back, with those given after it, and given again.
        # The map of the place to be given tells of itself when it is drawn.
        expect(page.get_by_text("=1+1 Fysioterapi").first).to_be_visible(timeout=TID)
        kort = page.frame_locator("iframe[title='streamlit_folium.st_folium']").first
        expect(kort.locator("path[d*=a]")).to_have_count(57, timeout=TID)
        page.wait_for_timeout(1_500)
        page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=TID)
        dine = page.get_by_test_id("stExpander").filter(has_text="Dine svar (4)")
        dine.locator("summary").click(timeout=TID)
        _i_ro(page, dine.get_by_role("button", name="Ret").nth(2)).click(timeout=TID)
        expect(spurgt).to_have_count(2, timeout=TID)
        _svar(page, omfang, ("Hvor tæller kapaciteten?", "i den kommune, der står i filen"))
        expect(page.get_by_text("=1+1 Fysioterapi").first).to_be_visible(timeout=TID)
        _klik_mellem_de_oestligste(page)
        expect(page.get_by_text("Punkt på kortet: 57.2")).to_be_visible(timeout=TID)
        page.get_by_role("button", name="Brug stedet").click()
        tag = page.get_by_role("button", name="Tag i brug")
        expect(tag).to_be_disabled(timeout=TID)
        page.get_by_label("Dit navn").first.fill("Åse")
        page.keyboard.press("Enter")
        expect(tag).to_be_enabled(timeout=TID)
        _tag_i_brug(page, 1)

        # Population: which of two quarters is asked, and the last is suggested.
        _vaelg_fil(page, PROEVER / "folk1a_statistikbanken.csv")
        expect(page.get_by_test_id("stForm")).to_contain_text("2025K4 og 2026K1", timeout=TID)
        _svar(page)
        _tag_i_brug(page, 2)

        # Waiting times of the clinics that were taken in first.
        _vaelg_fil(page, ventetider)
        expect(page.get_by_test_id("stForm")).to_contain_text("uge 48", timeout=TID)
        kun_nye = ("Er filen alle", "kun nye: de andre kommuner beholder den, de har")
        _svar(page, ("uge 48", "ikke oplyst"), kun_nye)
        _tag_i_brug(page, 3)

        _til(page, "Overblik")
        noegletal = page.locator(".noegletal").first
        # 129 kapaciteter and 7.5 of the extract; 594,450 people: 4,355 to each.
        for tal in ("594.450", "136,5", "4.355"):
            expect(noegletal).to_contain_text(tal, timeout=TID)
        expect(page.locator(".st-key-toplinje")).to_contain_text("Datasæt nr. 3")
        expect(page.get_by_text("folk1a_statistikbanken.csv").first).to_be_visible()

        # And back: the embedded is one choice away.
        _til(page, "Import")
        valg = page.get_by_role("combobox", name="Datasæt", exact=True)
        # A list that is opened while the page still moves under it is closed again.
        expect(page.get_by_role("heading", name="Sammenlign to datasæt")).to_be_visible(timeout=TID)
        valg.scroll_into_view_if_needed()
        page.wait_for_timeout(500)
        valg.click(timeout=TID)
        page.get_by_role("option", name="(indbygget)").click()
        page.get_by_role("button", name="Skift datasæt").click(timeout=TID)
        expect(page.locator(".st-key-toplinje")).not_to_contain_text("Datasæt nr.", timeout=TID)
        _til(page, "Overblik")
        i_alt = f"{int(plan.kommuner['indbyggere'].sum()):,}".replace(",", ".")
        expect(page.locator(".noegletal").first).to_contain_text(i_alt, timeout=TID)
        page.close()
