"""One walk through every page: Danish, within the screen, open to all, no error, nothing leaves.

What is asked of every page is asked while it stands there: opening it is what takes time.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.axe import alvorlige

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
#: The texts of a chart that stick out of it or lie on each other, as [text, what is wrong].
FEJL_I_DIAGRAM = """diagram => {
  const ramme = diagram.getBoundingClientRect(), fejl = [];
  const tekster = [...diagram.querySelectorAll('svg text')]
    .filter(t => t.textContent.trim() && t.getBoundingClientRect().width)
    .map(t => [t.textContent.trim(), t.getBoundingClientRect(), /rotate\\(-?[1-9]/.test(
      t.getAttribute('transform') || '')]);
  for (const [tekst, r] of tekster)
    if (r.left < ramme.left - 1 || r.right > ramme.right + 1
        || r.top < ramme.top - 1 || r.bottom > ramme.bottom + 1) fejl.push([tekst, 'cut off']);
  const lige = tekster.filter(([, , skraa]) => !skraa);  // the box of a slanted text is too large
  lige.forEach(([a, r], i) => lige.slice(i + 1).forEach(([b, s]) => {
    if (Math.min(r.right, s.right) - Math.max(r.left, s.left) > 4
        && Math.min(r.bottom, s.bottom) - Math.max(r.top, s.top) > 4)
      fejl.push([a, 'lies on ' + b]);
  }));
  return fejl;
}"""
BREDDER, HOEJDE = (1440, 1024), 900


def engelske(side: Any) -> list[str]:
    """The texts of the page that are Streamlit's own, in English."""
    return [tekst for tekst in side.page.evaluate(ALT) if ENGELSK.search(tekst)]


def for_bredt(side: Any) -> list[str]:
    """What is wider than its place, and the texts of charts that are cut off or covered."""
    fejl = []
    for hvad in ("html", "[data-testid=stMain]", "[data-testid=stTopNav]"):
        bred, plads = side.page.locator(hvad).first.evaluate("e => [e.scrollWidth, e.clientWidth]")
        if bred > plads:
            fejl.append(f"{hvad}: {bred} px in {plads} px")
    for diagram in side.page.get_by_test_id("stPlotlyChart").all():
        diagram.locator("svg text").last.wait_for()
        fejl += [f"{tekst}, {hvad}" for tekst, hvad in diagram.evaluate(FEJL_I_DIAGRAM)]
    return fejl


@pytest.mark.timeout(240)
def test_every_page_as_it_stands(side: Any) -> None:
    side.gaa()
    sider = side.sider()
    assert {"Overblik", "Dækning", "Ventetid", "Flytning", "Data"} <= set(sider)
    fejl = []
    for navn in (*sider[1:], *sider[:1]):
        side.til(navn)
        expect(side.page.locator("h1")).to_have_count(1)
        expect(side.page.locator("html")).to_have_attribute("lang", "da")
        for galt in ("stAlertContentError", "stException"):
            assert not side.page.get_by_test_id(galt).count(), navn
        fejl += [f"{navn}: {tekst}" for tekst in engelske(side)]
        fejl += [f"{navn}: {brud}" for brud in alvorlige(side.page)]
        for bredde in BREDDER:
            side.page.set_viewport_size({"width": bredde, "height": HOEJDE})
            side.page.wait_for_timeout(400)  # a chart is drawn anew
            fejl += [f"{navn}, {bredde}: {hvad}" for hvad in for_bredt(side)]
        side.page.set_viewport_size({"width": BREDDER[0], "height": HOEJDE})
    assert not fejl
    expect(side.kort().locator("html")).to_have_attribute("lang", "da")
    # Nothing for developers: no Deploy button, no menu.
    for knap in ("stAppDeployButton", "stMainMenu"):
        expect(side.page.get_by_test_id(knap)).to_have_count(0)
    assert any("/app/static/vendor/leaflet/leaflet.js" in url for url in side.adresser)
    side.ingen_fremmede()
    side.ingen_fejl()


def test_what_a_draft_chose_outlives_the_opening_of_the_menu(side: Any) -> None:
    """A menu that is closed is not told what was chosen for it, and would choose its first."""
    side.gaa()
    menu = side.page.get_by_test_id("stPopover").nth(1).get_by_role("button").first
    indhold = side.page.get_by_test_id("stPopoverBody")
    menu.click()
    speciale = indhold.get_by_role("combobox", name=re.compile("^Speciale"))
    expect(speciale).to_have_value("62: Vederlagsfri fysioterapi")
    indhold.get_by_text("Sundhedsråd", exact=True).click()
    side.vent_paa_svar()
    side.page.keyboard.press("Escape")
    side.til("Flytning")
    side.page.get_by_role("button", name=re.compile("^Læg »")).click()
    side.vent_paa_svar()
    side.page.reload()
    side.vent_paa_kort(1)
    efter = side.page.get_by_text("Hvem får mere, og hvem får mindre efter sundhedsråd")
    expect(efter).to_be_visible()
    menu.click()
    expect(indhold.get_by_role("radio", name="Sundhedsråd")).to_be_checked()
    side.page.keyboard.press("Escape")
    side.page.get_by_role("radio", name="Ændring").click()
    side.vent_paa_svar()
    expect(efter).to_be_visible()
