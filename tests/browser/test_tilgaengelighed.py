"""Nothing serious or critical by axe-core with a scenario, nor in what opens over a page.

Without one every page is read on the walk of `test_rundtur`, where it stands open anyway.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.axe import alvorlige
from tests.browser.test_flytning import KNAP


def test_a_fault_is_found_on_the_page_and_in_the_frame_of_its_map(side: Any) -> None:
    """Else an empty answer says nothing."""
    side.gaa()
    side.vent_paa_kort(1)
    for ramme in side.page.frames:
        if "streamlit_folium" in ramme.url:
            ramme.evaluate("document.body.prepend(document.createElement('button'))")
    overskrift = side.page.locator("h1")
    overskrift.evaluate("e => e.style.setProperty('color', '#cccccc', 'important')")
    regler = sorted(brud.split(":")[0] for brud in alvorlige(side.page))
    assert regler == ["button-name", "color-contrast"]


@pytest.mark.timeout(240)
def test_every_page_with_a_scenario(side: Any) -> None:
    side.gaa("flytning")
    side.vent_paa_kort(1)
    side.page.get_by_role("button", name=KNAP).click()
    side.vent_paa_svar()
    panel = side.aabn()
    panel.get_by_text("Vis scenariet på alle sider").click()
    side.vent_paa_svar()
    fejl = [f"Scenarie: {brud}" for brud in alvorlige(side.page)]
    side.luk()
    for navn in side.sider():
        side.til(navn)
        fejl += [f"{navn}: {brud}" for brud in alvorlige(side.page)]
    side.aabn("Nordjylland")
    fejl += [f"Datasæt: {brud}" for brud in alvorlige(side.page)]
    side.luk()
    side.til("Overblik")
    side.page.get_by_role("button", name="Hent kort").click()
    side.page.get_by_role("button", name="Kopiér som billede").click()
    side.page.locator("img.kopi").wait_for()
    fejl += [f"Hent kort: {brud}" for brud in alvorlige(side.page)]
    assert not fejl
