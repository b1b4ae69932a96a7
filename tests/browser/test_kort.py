"""What is drawn: maps with their shapes, inside their windows, and Overblik without scrolling."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, expect

SKAERM = (1440, 900)
KOMMUNER, NABOER, KLINIKKER = 11, 6, 57

#: SVG shapes of Leaflet: a circle is drawn with arcs (a), an outline with lines only, and a
#: move is a line without fill.
CIRKEL = "path.leaflet-interactive[d*=a]"
OMRIDS = "path.leaflet-interactive:not([d*=a]):not([fill=none])"
NABO = "path:not(.leaflet-interactive):not([d*=a])"


def kasse(del_: Locator) -> dict[str, float]:
    fundet = del_.bounding_box()
    assert fundet is not None, f"not drawn: {del_}"
    return dict(fundet)


def test_the_maps_have_kommuner_neighbours_and_clinics(side: Any) -> None:
    side.gaa()
    for navn in ("Overblik", "Ventetid", "Flytning"):
        side.til(navn)
        kort = side.kort()
        expect(kort.locator(CIRKEL)).to_have_count(KLINIKKER)
        expect(kort.locator(OMRIDS)).to_have_count(KOMMUNER)
        expect(kort.locator(NABO)).to_have_count(NABOER)
        expect(kort.locator(".navn")).not_to_have_count(0)
        # In more than one colour, and none of them outside the window of the map.
        fyld = kort.locator(OMRIDS).evaluate_all("a => a.map(p => p.getAttribute('fill'))")
        assert len(set(fyld)) >= 3
        ramme = kasse(side.page.locator("iframe[title='streamlit_folium.st_folium']"))
        for form in kort.locator(OMRIDS).all():
            inde = kasse(form)
            assert inde["x"] >= ramme["x"] - 1
            assert inde["x"] + inde["width"] <= ramme["x"] + ramme["width"] + 1
    side.til("Dækning")
    expect(side.kort().locator("path[d*=a]")).not_to_have_count(0)
    assert side.kort().locator("path[d*=a]").count() >= KLINIKKER
    assert side.kort().locator("path:not([d*=a])").count() >= KOMMUNER


def test_overblik_is_on_the_screen_and_its_map_tells_at_the_mouse(side: Any) -> None:
    side.gaa()
    side.vent_paa_kort(1)
    paa_skaermen(side)
    kort = side.kort()
    kort.locator(CIRKEL).last.hover(force=True)
    expect(kort.locator(".leaflet-tooltip")).to_contain_text("Kapacitet")
    expect(kort.locator(".leaflet-tooltip")).to_contain_text("Handicapvenlig adgang")
    assert kort.locator(".leaflet-control-zoom-in").get_attribute("title") == "Zoom ind"
    expect(kort.locator(".leaflet-control-scale-line")).to_contain_text("km")


def paa_skaermen(side: Any) -> None:
    """Assert that all of Overblik that answers is seen without scrolling."""
    bredde, hoejde = SKAERM
    dele = {
        "the news": side.page.locator(".nyhed").first,
        "4.571": side.page.locator(".noegletal b", has_text="4.571"),
        "the map": side.page.locator("iframe[title='streamlit_folium.st_folium']"),
        "the bar chart": side.page.get_by_test_id("stPlotlyChart").first,
    }
    for navn, del_ in dele.items():
        expect(del_).to_be_visible()
        fundet = kasse(del_)
        assert fundet["x"] >= 0 and fundet["y"] >= 0, f"{navn}: {fundet}"
        assert fundet["x"] + fundet["width"] <= bredde, f"{navn}: {fundet}"
        assert fundet["y"] + fundet["height"] <= hoejde, f"{navn}: {fundet}"
        assert fundet["height"] > 10, f"{navn}: {fundet}"
