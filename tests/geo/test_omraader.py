"""The outlines: a valid coverage, drawn with shared borders, and near the official ones."""

from __future__ import annotations

import re
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from data.omrids import laes_omrids
from data.skema import INDBYGGET
from geo.omraader import afstand_til, tegneomrids, uden_holme

DAGI = Path(__file__).resolve().parents[3] / "shared" / "reference" / "dagi_kommuner.geojson"


@pytest.fixture(scope="module")
def omrids() -> gpd.GeoDataFrame:
    return laes_omrids(INDBYGGET / "omrids.gpkg")


def test_eleven_kommuner_and_six_neighbours(omrids: gpd.GeoDataFrame) -> None:
    assert omrids["i_region"].sum() == 11
    assert (~omrids["i_region"]).sum() == 6
    assert omrids.crs.to_epsg() == 25832


def test_no_two_kommuner_share_land(omrids: gpd.GeoDataFrame) -> None:
    samlet = shapely.union_all(omrids.geometry.to_numpy()).area
    assert samlet == pytest.approx(omrids.area.sum(), rel=1e-6)


def test_the_distance_to_an_area_is_that_to_its_nearest_edge(omrids: gpd.GeoDataFrame) -> None:
    """Against the slow twin, which looks at every corner: outside, inside, and in a hole."""
    naboer = omrids[~omrids["i_region"]].union_all()
    vest, syd, oest, nord = omrids.total_bounds
    x, y = np.meshgrid(np.linspace(vest, oest, 25), np.linspace(syd, nord, 25))
    punkter = shapely.points(x.ravel(), y.ravel())
    afstand = afstand_til(naboer, punkter)
    np.testing.assert_array_equal(afstand, shapely.distance(naboer, punkter))
    assert (afstand == 0).any() and (afstand > 0).any()
    ring = shapely.Point(0, 0).buffer(10).difference(shapely.Point(0, 0).buffer(5))
    assert afstand_til(ring, shapely.points([(0, 0)]))[0] == pytest.approx(5, abs=0.05)
    assert np.isnan(afstand_til(shapely.MultiPolygon(), punkter)).all()


def test_drawing_keeps_shared_borders_shared(omrids: gpd.GeoDataFrame) -> None:
    tegnet = tegneomrids(omrids).to_crs(25832)
    # A border simplified twice in two ways leaves slivers: overlaps, or gaps that close the union.
    overlap = tegnet.area.sum() - shapely.union_all(tegnet.geometry.to_numpy()).area
    assert overlap < 2e-5 * tegnet.area.sum()
    assert tegnet.geometry.count_coordinates().sum() < omrids.geometry.count_coordinates().sum() / 2
    aendret = (tegnet.area / omrids.set_index(tegnet.index).area - 1).abs()
    assert aendret.max() < 0.02


def test_degrees_are_refused(omrids: gpd.GeoDataFrame) -> None:
    with pytest.raises(ValueError, match=re.escape("metres")):
        tegneomrids(omrids.to_crs(4326))


@pytest.mark.skipif(not DAGI.is_file(), reason="the official outlines (DAGI) are not here")
def test_outlines_lie_near_the_official_ones(omrids: gpd.GeoDataFrame) -> None:
    dagi = gpd.read_file(DAGI).to_crs(25832).dissolve("kode").geometry
    egne = omrids[omrids["i_region"]].set_index("kode").geometry
    assert set(egne.index) <= set(dagi.index)
    for kode, omrids_ in egne.items():
        officiel = shapely.make_valid(dagi[kode])
        iou = omrids_.intersection(officiel).area / omrids_.union(officiel).area
        assert iou > 0.94, f"{kode}: {iou:.3f}"
        # A name or code swapped between two kommuner would put the middle elsewhere.
        assert officiel.buffer(500).contains(omrids_.representative_point()), kode


def test_neighbours_meet_without_gaps(omrids: gpd.GeoDataFrame) -> None:
    assert shapely.coverage_is_valid(omrids.geometry.to_numpy())
    land = shapely.get_parts(shapely.union_all(omrids.geometry.to_numpy()))
    huller = [shapely.Polygon(ring).area for del_ in land for ring in del_.interiors]
    assert sum(huller) < 20_000  # slivers along the borders: two football fields in all


def test_small_islands_are_left_out_and_nothing_else(omrids: gpd.GeoDataFrame) -> None:
    uden = uden_holme(omrids)
    dele = shapely.get_parts(shapely.union_all(uden.geometry.to_numpy()))
    # North and south of the Limfjord, west of Oddesund, Morsø, Læsø and, of a neighbour, Fur.
    assert len(dele) == 6 and shapely.area(dele).min() > 20e6
    vaek = omrids.area.sum() - uden.area.sum()
    assert 20e6 < vaek < 40e6  # Jegindø, Venø, Egholm, Livø and the like
    holm = gpd.GeoDataFrame(geometry=[shapely.box(0, 0, 1000, 1000)], crs=25832)
    assert uden_holme(holm).area.sum() == 1e6
