"""Bands of distance: each square takes its nearest point's value, joined and cut by the coast."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from rasterio.features import rasterize, shapes
from shapely.geometry import Point, Polygon, box, shape
from shapely.geometry.base import BaseGeometry

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


def test_of_points_as_near_it_is_the_first() -> None:
    """The middle column of three is as far from both: it takes the one that stands first."""
    omrids = gpd.GeoDataFrame(
        {"kode": ["0001"], "i_region": [True]},
        geometry=[box(500_000, 6_300_000, 503_000, 6_301_000)],
        crs=25832,
    )
    vest, oest = (500_500.0, 6_300_500.0), (502_500.0, 6_300_500.0)
    for punkter, ventet in (((vest, oest), [[0, 0, 1]]), ((oest, vest), [[1, 0, 0]])):
        assert byg_gitter(omrids, np.array(punkter)).punkt.tolist() == ventet


def test_each_square_takes_its_nearest_point_by_a_slow_twin() -> None:
    punkter = np.random.default_rng(3).uniform((499_000, 6_299_000), (509_000, 6_305_000), (40, 2))
    gitter = byg_gitter(OMRIDS, punkter)
    for raekke, kolonne in zip(*np.nonzero(gitter.punkt >= 0), strict=True):
        midte = gitter.transform @ (kolonne + 0.5, raekke + 0.5)
        afstande = [np.hypot(x - midte[0], y - midte[1]) for x, y in punkter]
        assert gitter.punkt[raekke, kolonne] == int(np.argmin(afstande))


def test_a_value_at_the_limit_is_within_it() -> None:
    assert _arealer([5.0, 10.0], [5.0, 10.0]) == {0: 16.0, 1: 16.0}


def test_out_of_reach_is_in_the_farthest_band() -> None:
    assert _arealer([3.0, np.nan], [5.0, 10.0]) == {0: 16.0, 2: 16.0}


def test_neighbours_are_left_out_and_all_the_region_is_in() -> None:
    assert sum(_arealer([3.0, 12.0], [5.0, 10.0]).values()) == 32.0


def test_degrees_are_refused() -> None:
    with pytest.raises(ValueError, match="metres"):
        byg_gitter(OMRIDS.to_crs(4326), PUNKTER)


def test_squares_are_joined_as_gdal_joins_them() -> None:
    """A ragged land, an island with a lake, and 300 points of five bands, against rasterio."""
    vaelger = np.random.default_rng(5)
    vinkler = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    radius = vaelger.uniform(9_000, 15_000, 60)
    kyst = [
        (520_000 + r * np.cos(v), 6_320_000 + r * np.sin(v))
        for r, v in zip(radius, vinkler, strict=True)
    ]
    oe = Point(545_300, 6_318_700).buffer(4_100).difference(Point(545_300, 6_318_700).buffer(1_600))
    omrids = gpd.GeoDataFrame(
        {"kode": ["0001", "0002"], "i_region": [True, True]},
        geometry=[Polygon(kyst), oe],
        crs=25832,
    )
    punkter = vaelger.uniform((505_000, 6_305_000), (550_000, 6_335_000), (300, 2))
    vaerdi = vaelger.uniform(0, 50, 300)
    vaerdi[::17] = np.nan
    graenser = [10.0, 20.0, 30.0, 40.0]
    gitter = byg_gitter(omrids, punkter)

    form = gitter.punkt.shape
    rast = rasterize([gitter.land], form, transform=gitter.transform, all_touched=True) > 0
    assert np.array_equal(gitter.punkt >= 0, rast)
    nummer = np.where(np.isnan(vaerdi), 4, np.searchsorted(graenser, vaerdi))
    billede = np.where(rast, nummer[gitter.punkt], -1).astype(np.int16)
    ventet: dict[int, list[BaseGeometry]] = {}
    for geometri, baand in shapes(billede, mask=billede >= 0, transform=gitter.transform):
        ventet.setdefault(int(baand), []).append(shape(geometri))
    flader = baandflader(gitter, vaerdi, graenser).to_crs(25832).geometry
    assert list(flader.index) == sorted(ventet) == [0, 1, 2, 3, 4]
    for baand, dele in ventet.items():
        facit = shapely.intersection(shapely.multipolygons(dele), gitter.land)
        assert flader[baand].symmetric_difference(facit).area < 1.0  # m2, of some hundred km2
        assert shapely.get_num_coordinates(flader[baand]) == shapely.get_num_coordinates(facit)
