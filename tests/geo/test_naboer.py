"""Neighbours: by a shared border, by a bridge or a ferry, and never of oneself."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo.koordinater import til_grader
from geo.naboer import naboskab
from planning.plan import Plan

FELTER = ["navn", "type", "lat1", "lon1", "lat2", "lon2"]


def _omrids(crs: int = 25832) -> gpd.GeoDataFrame:
    """A and B side by side with a sliver of 10 m between, an island C, and D outside the region."""
    flader = {
        "A": (500_000, 6_300_000, 510_000, 6_310_000),
        "B": (510_010, 6_300_000, 520_000, 6_310_000),
        "C": (540_000, 6_300_000, 545_000, 6_305_000),
        "D": (500_000, 6_290_000, 505_000, 6_300_000),
    }
    return gpd.GeoDataFrame(
        {"kode": list(flader), "navn": list(flader), "i_region": [k != "D" for k in flader]},
        geometry=[shapely.box(*f) for f in flader.values()],
        crs=crs,
    )


def _forbindelse(navn: str, type_: str, fra: tuple[int, int], til: tuple[int, int]) -> list:
    ender = til_grader(*zip(fra, til, strict=True))
    return [navn, type_, *ender[0], *ender[1]]


def test_neighbours_by_border_and_by_ferry() -> None:
    faerge = _forbindelse("Sundet", "færge", (519_900, 6_302_000), (540_100, 6_302_000))
    inde = _forbindelse("Åen", "bro", (501_000, 6_301_000), (502_000, 6_301_000))
    svar = naboskab(_omrids(), pd.DataFrame([faerge, inde], columns=FELTER))
    par = {(r.kode, r.nabo): (r.graense, r.forbindelse) for r in svar.itertuples()}
    assert par == {
        ("A", "B"): (True, ""),
        ("A", "D"): (True, ""),
        ("B", "A"): (True, ""),
        ("B", "C"): (False, "Sundet (færge)"),
        ("C", "B"): (False, "Sundet (færge)"),
    }
    assert dict(zip(svar["nabo"], svar["i_region"], strict=True)) == {
        "A": True,
        "B": True,
        "C": True,
        "D": False,
    }


def test_without_connections_an_island_has_no_neighbours() -> None:
    svar = naboskab(_omrids(), pd.DataFrame(columns=FELTER))
    assert "C" not in set(svar["kode"]) | set(svar["nabo"])


def test_outlines_must_be_in_metres() -> None:
    with pytest.raises(ValueError, match=r"metr|EPSG"):
        naboskab(_omrids().to_crs(4326), pd.DataFrame(columns=FELTER))


def test_neighbours_are_mutual_in_the_region(plan: Plan) -> None:
    svar = plan.naboskab()
    egne = svar[svar["i_region"].astype(bool)]
    par = set(zip(egne["kode"], egne["nabo"], strict=True))
    assert {(b, a) for a, b in par} == par
    # Rebild: Vesthimmerland, Mariagerfjord and Aalborg. Læsø is reached by ferry alone.
    assert {b for a, b in par if a == "0840"} == {"0820", "0846", "0851"}
    laesoe = egne[egne["kode"] == "0825"]
    assert list(laesoe["nabo"]) == ["0813"] and not laesoe["graense"].any()
    assert set(egne["kode"]) == set(plan.kommuner.index)
