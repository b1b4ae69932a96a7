"""The names on the maps: each is there, none lies on another, at every width of a screen."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any

from playwright.sync_api import FrameLocator, expect

from kort.farver import AFVIGELSE, MANGLER, SKRAVERING
from tests.browser.test_flytning import aabn_flytning, vaelg

BREDDER = (1024, 1280, 1440, 1920)
ALLE = {
    *("Aalborg", "Brønderslev", "Frederikshavn", "Hjørring", "Jammerbugt", "Læsø"),
    *("Mariagerfjord", "Morsø", "Rebild", "Thisted", "Vesthimmerland"),
}
#: Every name that can be seen, as [name, left, top, right, bottom] of its ink, inside the map.
NAVNE = """() => [...document.querySelectorAll('.navn')].flatMap(navn => {
  const tekst = document.createRange();
  tekst.selectNodeContents(navn);
  const r = tekst.getBoundingClientRect();
  return getComputedStyle(navn.firstElementChild).visibility === 'hidden' || !r.width
    ? [] : [[navn.innerText.replace(/\\u00ad/g, '').trim().split('\\n')[0],
             r.left, r.top, r.right, r.bottom]];
})"""

ET_BILLEDE = """() => new Promise(f =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(f, 50))))"""


def navne(kort: FrameLocator) -> list[list[Any]]:
    kort.locator("path[d*=a]").first.wait_for()
    # A zoom begins with the next frame, and names are placed when it is over.
    kort.locator("body").evaluate(ET_BILLEDE)
    kort.locator(".leaflet-zoom-anim").wait_for(state="detached")
    kort.locator("body").evaluate(ET_BILLEDE)
    return kort.locator("body").evaluate(NAVNE)


def sammenstoed(fundne: list[list[Any]]) -> list[str]:
    """The pairs that lie on each other; a pixel of air is asked for."""
    return [
        f"{a} and {b}"
        for (a, *p), (b, *q) in combinations(fundne, 2)
        if min(p[2], q[2]) > max(p[0], q[0]) - 1 and min(p[3], q[3]) > max(p[1], q[1]) - 1
    ]


def test_every_name_stands_free_on_overblik_on_any_screen(side: Any) -> None:
    """A map nobody has moved shows the whole region, and every name, whatever the window."""
    side.page.set_viewport_size({"width": BREDDER[0], "height": 900})
    side.gaa()
    side.vent_paa_kort(1)
    for bredde in (*BREDDER, *BREDDER[::-1]):
        side.page.set_viewport_size({"width": bredde, "height": 900})
        side.page.wait_for_timeout(500)
        fundne = navne(side.kort())
        assert {navn for navn, *_ in fundne} == ALLE
        assert not sammenstoed(fundne)
        bred, hoej = side.kort().locator("body").evaluate("() => [innerWidth, innerHeight]")
        ude = [n for n, x0, y0, x1, y1 in fundne if x0 < 0 or y0 < 0 or x1 > bred or y1 > hoej]
        assert not ude


def test_more_and_less_are_told_by_more_than_colour(side: Any) -> None:
    """Under its name each kommune has its figure, and the blue arm of the classes is hatched."""
    side.gaa()
    side.vent_paa_kort(1)
    navne(side.kort())
    tekster = side.kort().locator(".navn").all_inner_texts()
    under = dict(t.replace("\u00ad", "").split("\n") for t in tekster)
    assert under["Aalborg"].startswith("+") and under["Thisted"].startswith("−")
    fyld = (
        side.kort()
        .locator("path.leaflet-interactive")
        .evaluate_all("alle => alle.map(e => [e.getAttribute('fill'), getComputedStyle(e).fill])")
    )
    vist = dict(fyld)
    for farve in AFVIGELSE.farver:
        if farve in vist:
            assert ("url" in vist[farve]) == (farve in SKRAVERING), farve
    # Nothing is missing on this map.
    assert {farve for farve in vist if "url" in vist[farve]} == set(SKRAVERING) - {MANGLER}


def test_names_stand_free_when_zooming(side: Any) -> None:
    side.gaa()
    side.vent_paa_kort(1)
    for knap in ("out", "out", "in", "in", "in"):
        side.kort().locator(f".leaflet-control-zoom-{knap}").click()
        fundne = navne(side.kort())
        assert len(fundne) > 3
        assert not sammenstoed(fundne)


def test_a_new_layer_gets_its_names_in_place_too(side: Any) -> None:
    """The theme changes in place: the map stays, its layers are replaced."""
    side.gaa()
    side.vent_paa_kort(1)
    side.page.get_by_role("radio", name=re.compile("Adgang")).click()
    side.vent_paa_svar()
    fundne = navne(side.kort())
    assert {navn for navn, *_ in fundne} == ALLE
    assert not sammenstoed(fundne)


def test_names_stand_free_before_and_after_a_flytning(side: Any) -> None:
    aabn_flytning(side)
    vaelg(side, "Fra kommune", "Vesthimmerland")
    vaelg(side, "Til kommune", "Rebild")
    side.page.get_by_role("radio", name="To kort").click()
    side.vent_paa_svar()
    side.vent_paa_kort(2)
    for bredde in (1440, 1024):
        side.page.set_viewport_size({"width": bredde, "height": 900})
        side.page.wait_for_timeout(500)
        for nummer in (0, 1):
            fundne = navne(side.kort(nummer))
            assert "Rebild" in {navn for navn, *_ in fundne} <= ALLE
            assert not sammenstoed(fundne)


def test_names_stand_free_over_the_borders(side: Any) -> None:
    side.gaa("daekning")
    side.vent_paa_kort(1)
    expect(side.kort().locator(".navn")).to_have_count(len(ALLE))
    fundne = navne(side.kort())
    assert {navn for navn, *_ in fundne} == ALLE
    assert not sammenstoed(fundne)
