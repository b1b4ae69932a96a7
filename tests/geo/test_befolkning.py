"""Population grids: names of cells, and inhabitants reconciled to tabel 1."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, box

from dansk import Inputfejl
from geo.befolkning import (
    UDENFOR,
    afstem,
    kvadratnet_punkt,
    kvadratnet_punkter,
    stoerste_rest,
)


def legekommune() -> tuple[pd.DataFrame, gpd.GeoDataFrame]:
    """Two kommuner side by side, 1.5 x 2 km each."""
    kommuner = pd.DataFrame({"indbyggere": [1000, 700]}, index=pd.Index(["A", "B"], name="kode"))
    flader = [
        box(500_000, 6_300_000, 501_500, 6_302_000),
        box(501_500, 6_300_000, 503_000, 6_302_000),
    ]
    omrids = gpd.GeoDataFrame({"kode": ["A", "B"]}, geometry=flader, crs=25832)
    return kommuner, omrids


@given(
    st.lists(st.floats(0, 1e4), min_size=1, max_size=30).filter(lambda v: sum(v) > 1e-3),
    st.integers(0, 100_000),
)
def test_largest_remainder_is_exact_and_within_one(vaegte, i_alt):
    v = np.array(vaegte)
    hele = stoerste_rest(v, i_alt, np.arange(len(v)))
    assert hele.sum() == i_alt
    assert np.abs(hele - v / v.sum() * i_alt).max() < 1 + 1e-6


def net(raekker: list[tuple[str, float, float, float]]) -> gpd.GeoDataFrame:
    ids, x, y, antal = zip(*raekker, strict=True)
    return gpd.GeoDataFrame(
        {"indbyggere": antal}, index=list(ids), geometry=gpd.points_from_xy(x, y), crs=25832
    )


def test_a_grid_is_scaled_to_the_official_totals_and_the_gap_is_told():
    kommuner, omrids = legekommune()
    punkter, rapport = afstem(
        net(
            [
                ("a1", 500_500, 6_300_500, 300),
                ("a2", 500_500, 6_301_500, 600),
                ("b1", 502_500, 6_300_500, 700),
                ("havn", 503_900, 6_301_000, 70),  # 900 m outside B
                ("hav", 506_000, 6_301_000, 5),  # 3 km outside
            ]
        ),
        kommuner,
        omrids,
    )
    assert punkter["indbyggere"].to_dict() == {"a1": 333, "a2": 667, "b1": 636, "havn": 64}
    assert punkter["kommune_kode"].to_dict() == {"a1": "A", "a2": "A", "b1": "B", "havn": "B"}
    assert rapport.loc["A"].tolist() == [900, 1000, -100, -10, 2, 0]
    assert rapport.loc["B"].tolist() == [770, 700, 70, 10, 2, 1]
    assert rapport.loc[UDENFOR, ["net_indbyggere", "punkter"]].tolist() == [5, 1]
    assert np.isnan(rapport.loc[UDENFOR, "indbyggere"])


def test_people_deep_in_a_neighbour_are_left_out_and_counted():
    kommuner, omrids = legekommune()
    nabo = gpd.GeoDataFrame(
        {"kode": ["N"]}, geometry=[box(500_000, 6_290_000, 503_000, 6_300_000)], crs=25832
    )
    punkter, rapport = afstem(
        net(
            [
                ("a", 500_500, 6_300_500, 300),
                ("b", 502_500, 6_300_500, 700),
                ("n", 500_500, 6_295_000, 50),  # 5 km south of A
            ]
        ),
        kommuner,
        pd.concat([omrids, nabo]),
    )
    assert punkter["kommune_kode"].to_dict() == {"a": "A", "b": "B"}
    assert rapport.loc[UDENFOR, ["net_indbyggere", "punkter"]].tolist() == [50, 1]


def test_a_grid_with_holes_faults_and_repeats_is_refused():
    kommuner, omrids = legekommune()
    with pytest.raises(Inputfejl, match=r"ingen indbyggere i 1 kommuner \(B\)"):
        afstem(net([("a1", 500_500, 6_300_500, 300)]), kommuner, omrids)
    with pytest.raises(Inputfejl) as fejl:
        afstem(
            net([("a", 500_500, 6_300_500, -1), ("a", 500_500, 6_300_500, np.nan)]),
            kommuner,
            omrids,
        )
    assert "flere gange: a" in str(fejl.value) and "2 celler har ikke" in str(fejl.value)


@pytest.mark.parametrize(
    ("navn", "x", "y", "side"),
    [
        ("1km_6320_553", 553_500, 6_320_500, 1000),
        ("100m_63205_5530", 553_050, 6_320_550, 100),
        ("10km_632_55", 555_000, 6_325_000, 10_000),
    ],
)
def test_danish_grid_names_by_hand(navn, x, y, side):
    assert kvadratnet_punkt(navn) == (x, y, side)


@pytest.mark.parametrize("navn", ["CRS3035RES1000mN3770000E4320000", "1kmN3770E4320"])
def test_european_grid_names_by_hand(navn):
    # LAEA Europe has its origin (E 4321000, N 3210000) at 52 N 10 E. The cell's centre is 500 m
    # west of that meridian and a chord of 560.5 km north of the origin: on a sphere of 6371.007 km
    # 2 asin(560.5 / 12742.014) = 5.04 degrees, so about 57.04 N, where 500 m is 0.0083 degrees.
    x, y, side = kvadratnet_punkt(navn)
    midte = gpd.GeoSeries([Point(x, y)], crs=25832).to_crs(4326).iloc[0]
    assert midte.y == pytest.approx(57.04, abs=0.01)
    assert midte.x == pytest.approx(10 - 0.0083, abs=0.0001)
    assert side == 1000


@pytest.mark.parametrize("navn", ["", "6320_553", "1km_553_6320", "1kmN10E10", "1km-6320-553"])
def test_other_names_are_refused(navn):
    with pytest.raises(Inputfejl, match="1 cellenavne er ikke et dansk kvadratnet"):
        kvadratnet_punkt(navn)


def test_many_names_keep_their_order():
    celler = kvadratnet_punkter(iter(["1km_6320_553", "1kmN3770E4320", "100m_63205_5530"]))
    assert celler["side_m"].tolist() == [1000, 1000, 100]
    assert celler.loc[2, "x"] == 553_050
