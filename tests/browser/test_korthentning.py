"""»Hent kort« in a browser: what is fetched is the map that is seen, and nobody else is asked."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.pages.test_korthentning import i_tegningen

HENT, KOPIER = "Hent kort", "Kopiér som billede"
#: The kommuner of the map as Leaflet has drawn them: kode and fill.
FYLD = """() => {
  const ud = {};
  map.eachLayer(l => {
    const id = l.feature && l.feature.id;
    if (/^[0-9]{4}$/.test(id) && l.feature.properties.tip) ud[id] = l._path.getAttribute('fill');
  });
  return ud;
}"""
UDKLIP = """async () => {
  const [fundet] = await navigator.clipboard.read();
  const billede = await createImageBitmap(await fundet.getType('image/png'));
  return [billede.width, billede.height];
}"""
LAENGST_SEKUNDER = 10


def test_the_map_is_fetched_as_it_is_seen_and_copied(side: Any, tmp_path: Path) -> None:
    side.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    side.gaa()
    side.vent_paa_kort(1)
    ramme = next(r for r in side.page.frames if "streamlit_folium" in r.url)
    paa_skaermen = ramme.evaluate(FYLD)
    side.page.get_by_role("button", name=HENT).click()
    with side.page.expect_download() as svaret:
        side.page.get_by_role("button", name="SVG", exact=True).click()
    assert re.fullmatch(r"[a-z-]+_\d{4}-\d\d-\d\d\.svg", svaret.value.suggested_filename)
    svaret.value.save_as(tmp_path / "kort.svg")
    assert len(paa_skaermen) == 11
    assert i_tegningen((tmp_path / "kort.svg").read_text("utf-8")) == paa_skaermen
    foer = time.monotonic()
    side.page.get_by_role("button", name=KOPIER).click()
    expect(side.page.get_by_role("status").filter(has_text="Kopieret")).to_be_visible()
    assert time.monotonic() - foer < LAENGST_SEKUNDER
    bredde, hoejde = side.page.evaluate(UDKLIP)
    assert bredde == 2480 and 1500 < hoejde < bredde
    side.ingen_fremmede()
    side.ingen_fejl()
