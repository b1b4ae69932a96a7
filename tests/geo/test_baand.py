"""Bands of distance: each square takes its nearest point's value, joined and cut by the coast."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import box

from geo.baand import baandflader, byg_gitter

# Two kommuner of 4 x 4 km side by side, and a neighbour that is not of the region.
OMRIDS = gpd.GeoDataFrame(
    {"kode": ["0001", "0002", "0003"], "i_region": [True, True, False]},
    geometry=[
        box(500_000, 6_300_000, 504_000, 6_304_000),
        box(504_000, 6_300_000, 508_000, 6_304_000),
        box(508_000, 6_300_000, 512_000, 6_304_000),
    ],
    crs=25832,
)
PUNKTER = np.array([[502_000.0, 6_302_000.0], [506_000.0, 6_302_000.0]])


def _arealer(vaerdi: list[float], graenser: list[float]) -> dict[int, float]:
    flader = baandflader(byg_gitter(OMRIDS, PUNKTER), np.array(vaerdi), graenser).to_crs(25832)
    return {int(b): round(a / 1e6, 2) for b, a in flader.area.items()}


def test_each_half_takes_its_point() -> None:
    assert _arealer([3.0, 12.0], [5.0, 10.0]) == {0: 16.0, 2: 16.0}


def test_a_value_at_the_limit_is_within_it() -> None:
    assert _arealer([5.0, 10.0], [5.0, 10.0]) == {0: 16.0, 1: 16.0}


def test_out_of_reach_is_in_the_farthest_band() -> None:
    assert _arealer([3.0, np.nan], [5.0, 10.0]) == {0: 16.0, 2: 16.0}


def test_neighbours_are_left_out_and_all_the_region_is_in() -> None:
    assert sum(_arealer([3.0, 12.0], [5.0, 10.0]).values()) == 32.0


def test_degrees_are_refused() -> None:
    with pytest.raises(ValueError, match="metres"):
        byg_gitter(OMRIDS.to_crs(4326), PUNKTER)
