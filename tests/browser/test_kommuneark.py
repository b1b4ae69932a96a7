"""The kommuneark by hand: from Overblik's map to a kommune, on to its neighbour, and to paper."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import KORT


def _klik_under(side: Any, navn: str) -> None:
    """Click a little below a kommune's name, by how it begins: the kommune itself."""
    skilt = side.kort().locator(".navn div", has_text=re.compile(f"^{navn}")).first
    kasse = skilt.bounding_box()
    assert kasse is not None
    side.page.mouse.click(kasse["x"] + kasse["width"] / 2, kasse["y"] + kasse["height"] + 9)
    side.vent_paa_svar()


def _titlen(side: Any) -> Any:
    return side.page.get_by_role("heading", level=1)


def test_from_a_bar_to_a_kommune_and_on_to_its_neighbour(side: Any) -> None:
    side.gaa()
    side.vent_paa_kort(1)
    soejler = side.page.get_by_test_id("stPlotlyChart").locator(".bars .point")
    expect(soejler).to_have_count(11)
    kasse = soejler.nth(2).bounding_box()  # the third of the scarcest
    assert kasse is not None
    # What listens lies over the bars.
    side.page.mouse.click(kasse["x"] + kasse["width"] / 2, kasse["y"] + kasse["height"] / 2)
    side.vent_paa_svar()
    expect(_titlen(side)).to_have_text("Rebild Kommune")
    expect(side.page).to_have_url(re.compile(r"/kommuneark\?.*kommune=0840"))
    side.vent_paa_kort(1)
    _klik_under(side, "Mariager")  # it may be parted after that
    expect(_titlen(side)).to_have_text("Mariagerfjord Kommune")
    expect(side.page).to_have_url(re.compile("kommune=0846"))
    side.vent()
    with side.page.expect_download(timeout=60_000) as hentning:
        side.page.get_by_role("button", name=re.compile("^Hent kommuneark")).click()
    assert hentning.value.suggested_filename == "kommuneark-0846.docx"
    data = Path(hentning.value.path()).read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as arkiv:
        assert "Mariagerfjord Kommune" in arkiv.read("word/document.xml").decode()
    side.ingen_fremmede()
    side.ingen_fejl()


def test_a_click_on_a_map_of_the_region_opens_the_kommune(side: Any) -> None:
    side.gaa()
    for navn in ("Overblik", "Dækning", "Ventetid"):
        side.til(navn)
        side.page.wait_for_timeout(500)  # the map has its clicks when it stands still
        _klik_under(side, "Hjørring")
        expect(_titlen(side)).to_have_text("Hjørring Kommune")
        expect(side.page).to_have_url(re.compile(r"/kommuneark\?.*kommune=0860"))
        side.vent()
    side.page.go_back()
    expect(_titlen(side)).to_contain_text("Ventetid")
    side.vent()
    expect(_titlen(side)).to_contain_text("Ventetid")
    side.ingen_fejl()


def test_a_map_that_can_be_clicked_does_not_have_the_page_drawn_again(side: Any) -> None:
    """Who clicked on something else in the meantime would click on what is being replaced."""
    side.gaa("kommuneark?kommune=0813")
    side.vent_paa_kort(1)
    side.page.wait_for_timeout(1_500)
    assert side.page.evaluate("window.koersler") == 1


@pytest.mark.parametrize(
    ("bredde", "hoejde", "mindst"), [(1440, 900, 0.45), (1024, 768, 0.40)], ids=["1440", "1024"]
)
def test_a_link_opens_a_kommune_with_its_map_first(
    side: Any, bredde: int, hoejde: int, mindst: float
) -> None:
    """The part of the map's frame that is seen without scrolling, of the whole window."""
    side.page.set_viewport_size({"width": bredde, "height": hoejde})
    side.gaa("kommuneark?kommune=0813")
    expect(_titlen(side)).to_have_text("Frederikshavn Kommune")
    side.vent_paa_kort(1)
    ramme = side.page.locator(KORT).bounding_box()
    set_ = min(ramme["y"] + ramme["height"], hoejde) - ramme["y"]
    assert ramme["width"] * set_ >= mindst * bredde * hoejde
    bredest = side.page.get_by_test_id("stMain").evaluate("e => e.scrollWidth - e.clientWidth")
    assert bredest <= 0
