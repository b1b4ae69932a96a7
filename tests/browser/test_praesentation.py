"""Vis on a projector: all of a step is in the window, whatever it says, and the keys change it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

#: Where title, sentence, map, legend and source begin and end, from the top.
STEDER = """
() => Object.fromEntries(Object.entries({
  titel: "h1", saetning: ".nyhed", kort: "iframe", signatur: ".signatur", kilde: "p.kilde",
}).map(([navn, hvor]) => {
  const boks = document.querySelector(`.st-key-praesentation ${hvor}`).getBoundingClientRect();
  return [navn, [boks.top, boks.bottom]];
}))
"""


@pytest.mark.parametrize("stoerrelse", [(1440, 900), (1024, 768)], ids=["1440", "1024"])
def test_each_step_fills_the_window_and_nothing_is_cut(
    side: Any, stoerrelse: tuple[int, int]
) -> None:
    bredde, hoejde = stoerrelse
    side.page.set_viewport_size({"width": bredde, "height": hoejde})
    side.gaa("forslag")
    side.vent_paa_kort(1)
    side.page.get_by_role("button", name="Brug forslaget som scenarie").click()
    side.vent_paa_svar()
    side.page.get_by_role("button", name="Vis").first.click()
    side.vent()
    side.vent_paa_kort(1)
    titler = []
    for nr in range(1, 9):
        expect(side.page.get_by_text(f"{nr} af 8", exact=True)).to_be_visible()
        side.vent()
        titler.append(side.page.locator(".st-key-praesentation h1").inner_text())
        steder = side.page.evaluate(STEDER)
        raekken = [ende for navn in steder for ende in steder[navn]]
        assert raekken == sorted(raekken), (titler[-1], steder)
        assert steder["kilde"][1] <= hoejde, (titler[-1], steder)
        assert steder["kort"][1] - steder["kort"][0] > 0.4 * hoejde
        if nr > 1:
            expect(side.page.locator(".nyhed")).to_contain_text("Hvem beslutter: ")
        side.page.keyboard.press("ArrowRight")
        side.vent_paa_svar()
    assert len(set(titler)) == 8
    side.page.keyboard.press("Escape")
    expect(side.page).not_to_have_url(f"{side.app_url}/praesentation")
    side.ingen_fremmede()
    side.ingen_fejl()
