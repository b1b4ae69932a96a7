"""The map of net flows: who gets is orange, who gives is blue, and what is not told is missing."""

from __future__ import annotations

import math
from typing import Any

import folium
import pytest

from geo.omraader import tegneomrids
from kort.betalingslag import nettostroem, nettotegn
from kort.farver import AFVIGELSE, MANGLER, NETTOSTROEM
from planning import aktivitet
from planning.plan import Plan


@pytest.mark.parametrize(
    ("netto", "navn"),
    [
        (-3.3, "giver over 2 %"),
        (-2.0, "giver 0,5-2 %"),
        (2.0, "henter 0,5-2 %"),
        (-0.5, "højst 0,5 %"),
        (0.5, "højst 0,5 %"),
        (0.85, "henter 0,5-2 %"),
        (2.9, "henter over 2 %"),
    ],
)
def test_the_classes_are_alike_to_both_sides(netto: float, navn: str) -> None:
    assert NETTOSTROEM.navne[NETTOSTROEM.nummer(netto)] == navn
    # Orange is scarcity: what is got from others was not at home.
    assert NETTOSTROEM.farve(2.9) == AFVIGELSE.farver[-1]


def test_each_kommune_has_its_colour_and_figure(plan: Plan) -> None:
    stroem = aktivitet.nettostroem(plan, "62").copy()
    stroem.loc["0825", ["netto_point", "forbrug_pct", "produktion_pct"]] = math.nan
    flader = _traek(nettostroem(stroem, tegneomrids(plan.omrids)))
    assert len(flader) == 11
    for kode, egenskaber in flader.items():
        ventet = MANGLER if kode == "0825" else NETTOSTROEM.farve(stroem.at[kode, "netto_point"])
        assert egenskaber["style"]["fillColor"] == ventet
        assert bool(egenskaber["style"]["dashArray"]) is (kode == "0825")
    assert "+2,9" in flader["0851"]["tip"] and "–" in flader["0825"]["tip"]
    assert nettotegn(stroem)[-1] == (MANGLER, "ikke oplyst")
    assert len(nettotegn(aktivitet.nettostroem(plan, "62"))) == 5


def test_a_kommune_that_is_in_no_table_is_missing(plan: Plan) -> None:
    stroem = aktivitet.nettostroem(plan, "62").drop(index="0840")
    flader = _traek(nettostroem(stroem, tegneomrids(plan.omrids)))
    assert flader["0840"]["style"]["fillColor"] == MANGLER


def _traek(gruppe: folium.FeatureGroup) -> dict[str, dict[str, Any]]:
    (geojson,) = (b for b in gruppe._children.values() if hasattr(b, "data"))
    return {t["id"]: t["properties"] for t in geojson.data["features"]}


def test_under_the_names_are_persons_and_which_way(plan: Plan) -> None:
    """2.86 points of all 8,414 who were treated: a share less a share is no answer in a meeting."""
    stroem = aktivitet.nettostroem(plan, "62").copy()
    stroem.loc["0825", ["netto_point", "forbrug_pct", "produktion_pct"]] = math.nan
    assert 0.01 * stroem.at["0851", "netto_point"] * 8414 == pytest.approx(240.6, abs=0.05)
    skrevet = " ".join(
        barn.icon.options["html"]
        for barn in nettostroem(stroem, tegneomrids(plan.omrids))._children.values()
        if hasattr(barn, "icon")
    )
    for tekst in ("henter 241", "giver 276", "ikke oplyst"):
        assert tekst in skrevet
