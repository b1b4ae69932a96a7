"""Names from files on a map: text and nothing else, in every language the map is written in."""

from __future__ import annotations

import folium
import pandas as pd
import pytest

from geo.kort import pillag, punktlag, tip

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
