"""Names from files on a map: text and nothing else, in every language the map is written in."""

from __future__ import annotations

import re

import folium
import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import box

from kort.web import graenselag, grundkort, klinikradius, pillag, punktlag, tip

FJENDTLIGE = ["{{ 7 * 7 }}", "{% if 1 %}ja{% endif %}", "`+alert(1)+`", "${alert(1)}", "<b>x</b>"]


def _tegnet(gruppe: folium.FeatureGroup) -> str:
    kort = folium.Map(tiles=None)
    gruppe.add_to(kort)
    return kort.get_root().render()


@pytest.mark.parametrize("navn", FJENDTLIGE)
def test_a_name_is_never_run(navn: str) -> None:
    tekst = tip(navn, [(navn, navn)], navn)
    assert not set("{}`\\") & set(tekst)
    punkt = {"lat": 57.0, "lon": 10.0, "radius": 5.0, "farve": "#fff", "kant": "#000", "tip": tekst}
    for gruppe in (
        punktlag(pd.DataFrame([punkt], index=["a"]), "Klinikker"),
        pillag([((57.0, 10.0), (57.1, 10.1), tekst)], "#000"),
    ):
        tegnet = _tegnet(gruppe)
        assert ">49<" not in tegnet
        assert "`+alert(1)+`" not in tegnet
        assert "${alert(1)}" not in tegnet


def test_a_plain_name_is_read_as_written() -> None:
    assert "Fys. v/Louise G. Olesen" in tip("Fys. v/Louise G. Olesen")


def _omrids(navn: str) -> gpd.GeoDataFrame:
    flader = {"kode": ["0820"], "navn": [navn], "i_region": [True]}
    return gpd.GeoDataFrame(flader, geometry=[box(9, 56.5, 10, 57)], crs="EPSG:4326")


def test_the_name_of_a_kommune_knows_where_it_belongs_and_may_be_parted() -> None:
    tegnet = _tegnet(graenselag(_omrids("Vesthimmerland")))
    assert re.search(r'"kode":\s*"0820"', tegnet)
    assert "Vest\\u00adhimmerland" in tegnet
    assert "Thisted" in _tegnet(graenselag(_omrids("Thisted")))


@pytest.mark.parametrize("navn", FJENDTLIGE)
def test_a_name_of_a_kommune_is_never_run(navn: str) -> None:
    tegnet = _tegnet(graenselag(_omrids(navn)))
    assert ">49<" not in tegnet
    assert "`+alert(1)+`" not in tegnet


def test_the_script_that_places_the_names_reaches_the_map_as_written() -> None:
    """It passes two templates on its way, and the map's area after it."""
    tegnet = grundkort(_omrids("Morsø")).get_root().render()
    assert "skriftstoerrelse" in tegnet
    assert not re.search(r"{[{%#]", tegnet)
    assert "[[56.53, 8.19], [57.77, 11.21]]" in tegnet


def test_what_is_grey_beneath_is_the_neighbours() -> None:
    to = pd.concat([_omrids("Vesthimmerland"), _omrids("Viborg")], ignore_index=True)
    to = to.assign(kode=["0820", "0791"], i_region=[True, False])
    (land,) = (b for b in grundkort(to)._children.values() if isinstance(b, folium.GeoJson))
    assert [t["id"] for t in land.data["features"]] == ["0791"]


def test_the_area_of_a_circle_follows_the_capacity() -> None:
    """Four times the capacity is twice as wide; an emptied clinic is still a dot."""
    radius = klinikradius(pd.Series([0.5, 1.0, 2.0, 4.0, 8.0]))
    assert (radius**2 / radius.iloc[1] ** 2).round(9).tolist() == [0.5, 1.0, 2.0, 4.0, 8.0]
    assert 0 < klinikradius(pd.Series([0.0])).iloc[0] < radius.iloc[0]


def test_a_single_place_is_a_collection_too() -> None:
    """Folium draws no tooltip on a Feature that stands alone, which GeoJSON allows."""
    punkt = {"lat": 57.0, "lon": 10.0, "radius": 5.0, "farve": "#fff", "kant": "#000", "tip": "t"}
    gruppe = punktlag(pd.DataFrame([punkt], index=["en"]), "Klinikker")
    (lag,) = (del_ for del_ in gruppe._children.values() if isinstance(del_, folium.GeoJson))
    assert lag.data["type"] == "FeatureCollection" and len(lag.data["features"]) == 1
    kort = grundkort(_omrids("Morsø"))
    gruppe.add_to(kort)
    assert "bindTooltip" in kort.get_root().render()


def test_on_a_page_the_wheel_scrolls_and_a_button_leads_back() -> None:
    """A map that takes the wheel holds who wants to read on below it."""
    alene, paa_side = (
        grundkort(_omrids("Morsø"), rullehjul=h).get_root().render() for h in (True, False)
    )
    assert '"scrollWheelZoom": true' in alene and '"scrollWheelZoom": false' in paa_side
    assert "Vis det hele" in paa_side
