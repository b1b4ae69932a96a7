"""The maps of who pays: kroner, and net flows, out orange and in blue; or what is missing."""

from __future__ import annotations

import math
from typing import Any

import folium
import pytest

from geo.omraader import tegneomrids
from kort.betalingslag import nettostroem, nettotegn, udgift, udgiftstegn
from kort.farver import AFVIGELSE, MANGLER, NETTOSTROEM, UDGIFT
from planning import aktivitet
from planning.betaling import udgifter
from planning.plan import Plan


@pytest.mark.parametrize(
    ("netto", "navn"),
    [
        (-3.3, "netto ind, over 2 %"),
        (-2.0, "netto ind, 0,5-2 %"),
        (2.0, "netto ud, 0,5-2 %"),
        (-0.5, "højst 0,5 %"),
        (0.5, "højst 0,5 %"),
        (0.85, "netto ud, 0,5-2 %"),
        (2.9, "netto ud, over 2 %"),
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
    skrevet = _skrevet(nettostroem(stroem, tegneomrids(plan.omrids)))
    for tekst in ("netto ud 241", "netto ind 276", "ikke oplyst"):
        assert tekst in skrevet


def _skrevet(gruppe: folium.FeatureGroup) -> str:
    return " ".join(
        barn.icon.options["html"] for barn in gruppe._children.values() if hasattr(barn, "icon")
    )


def test_under_the_names_is_what_each_kommune_pays(plan: Plan) -> None:
    """2,840 who were treated, 13,178 kr. each: 37.4 mio. kr. in Aalborg, 0.3 on Læsø."""
    alle = udgifter(plan, "62").copy()
    alle.loc["0840", ["kr", "kr_pr_indbygger", "afvigelse_pct"]] = math.nan
    gruppe = udgift(alle, tegneomrids(plan.omrids))
    for tekst in ("37,4 mio.", "0,3 mio.", "ikke oplyst"):
        assert tekst in _skrevet(gruppe)
    flader = _traek(gruppe)
    # 278 kr. a resident in Mariagerfjord is 45 percent above the 192 of the region.
    assert flader["0846"]["style"]["fillColor"] == UDGIFT.farver[-1]
    assert flader["0851"]["style"]["fillColor"] == UDGIFT.farver[0]
    assert flader["0840"]["style"]["fillColor"] == MANGLER
    assert "37.425.520 kr." in flader["0851"]["tip"] and "+45 %" in flader["0846"]["tip"]
    assert udgiftstegn(alle)[-1] == (MANGLER, "ikke oplyst")
    assert len(udgiftstegn(udgifter(plan, "62"))) == len(UDGIFT.farver)


@pytest.mark.parametrize(
    ("afvigelse", "navn"),
    [
        (-5.1, "pr. indbygger: over 5 % under regionen"),
        (-5.0, "inden for 5 %"),
        (5.0, "inden for 5 %"),
        (20.0, "5-20 % over"),
        (20.1, "over 20 % over"),
    ],
)
def test_the_classes_of_what_a_resident_costs(afvigelse: float, navn: str) -> None:
    assert UDGIFT.navne[UDGIFT.nummer(afvigelse)] == navn
