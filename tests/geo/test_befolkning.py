"""Demand points: sums that agree with tabel 1, and grids reconciled to it."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, box

from dansk import Inputfejl
from data.omrids import laes_omrids
from geo.befolkning import (
    UDENFOR,
    afstem,
    byradius_m,
    kvadratnet_punkt,
    kvadratnet_punkter,
    spred_befolkning,
    stoerste_rest,
)

NORDJYLLAND = Path(__file__).parents[2] / "data" / "nordjylland"


@pytest.fixture(scope="module")
def omrids() -> gpd.GeoDataFrame:
    return laes_omrids(NORDJYLLAND / "omrids.gpkg")


@pytest.fixture(scope="module")
def kommuner() -> pd.DataFrame:
    return pd.read_csv(NORDJYLLAND / "kommuner.csv", dtype={"kode": str}).set_index("kode")


@pytest.fixture(scope="module")
def byer() -> pd.DataFrame:
    return pd.read_csv(NORDJYLLAND / "byer.csv", dtype={"kommunekode": str})


@pytest.fixture(scope="module")
def punkter(kommuner, omrids, byer) -> gpd.GeoDataFrame:
    return spred_befolkning(kommuner, omrids, byer)


def legekommune() -> tuple[pd.DataFrame, gpd.GeoDataFrame, pd.DataFrame]:
    """Two kommuner side by side, 2 x 2 km and 1.5 x 2 km, sharing a column of cells."""
    kommuner = pd.DataFrame({"indbyggere": [1000, 700]}, index=pd.Index(["A", "B"], name="kode"))
    flader = [
        box(500_000, 6_300_000, 501_500, 6_302_000),
        box(501_500, 6_300_000, 503_000, 6_302_000),
    ]
    omrids = gpd.GeoDataFrame({"kode": ["A", "B"]}, geometry=flader, crs=25832)
    byer = pd.DataFrame(
        {"geonameid": [], "by": [], "lat": [], "lon": [], "kommunekode": [], "indbyggere": []}
    ).astype({"lat": float, "lon": float, "indbyggere": int, "kommunekode": str})
    return kommuner, omrids, byer


def test_by_hand_people_follow_land_area():
    # A: two whole cells and two halves, 1000 inhabitants on 3 km2: 333.3 a whole, 166.7 a half.
    punkter = spred_befolkning(*legekommune())
    a = punkter[punkter["kommune_kode"] == "A"]["indbyggere"]
    assert a.to_dict() == {
        "celle-6300-500": 333,
        "celle-6300-501-A": 167,
        "celle-6301-500": 333,
        "celle-6301-501-A": 167,
    }
    assert punkter.loc["celle-6300-501-A"].geometry.x == pytest.approx(501_250)
    assert punkter.loc["celle-6300-501-B"].geometry.x == pytest.approx(501_750)
    assert punkter.groupby("kommune_kode")["indbyggere"].sum().to_dict() == {"A": 1000, "B": 700}


def test_a_town_keeps_its_people_and_its_cells_get_nobody():
    kommuner, omrids, _ = legekommune()
    # 500 inhabitants at 1500 a km2 is a radius of 326 m, which reaches its own cell's centre.
    assert byradius_m(500.0) == pytest.approx(325.7, abs=0.1)
    by = gpd.GeoSeries([Point(500_500, 6_300_600)], crs=25832).to_crs(4326).iloc[0]
    byer = pd.DataFrame(
        [
            {
                "geonameid": 7,
                "by": "Byen",
                "lat": by.y,
                "lon": by.x,
                "kommunekode": "A",
                "indbyggere": 500,
            }
        ]
    )
    punkter = spred_befolkning(kommuner, omrids, byer)
    assert punkter.loc["by-7", ["navn", "art", "indbyggere"]].tolist() == ["Byen", "by", 500]
    assert "celle-6300-500" not in punkter.index
    assert punkter.loc["celle-6301-500", "indbyggere"] == 250


def test_a_kommune_may_have_all_its_people_in_towns():
    kommuner, omrids, _ = legekommune()
    by = gpd.GeoSeries([Point(500_500, 6_300_600)], crs=25832).to_crs(4326).iloc[0]
    byer = pd.DataFrame([{"geonameid": 7, "by": "Byen", "lat": by.y, "lon": by.x}])
    punkter = spred_befolkning(kommuner, omrids, byer.assign(kommunekode="A", indbyggere=1000))
    a = punkter[punkter["kommune_kode"] == "A"]["indbyggere"]
    assert a.to_dict() == {"by-7": 1000}


def test_every_kommune_sums_to_tabel_1(punkter, kommuner):
    summer = punkter.groupby("kommune_kode")["indbyggere"].sum()
    pd.testing.assert_series_equal(
        summer, kommuner["indbyggere"].sort_index(), check_names=False, check_dtype=False
    )


def test_points_are_many_unique_and_where_they_say(punkter, omrids, byer):
    assert 7_000 < len(punkter) < 10_000
    assert punkter.index.is_unique and punkter.crs.to_epsg() == 25832
    assert punkter["art"].value_counts()["by"] == len(byer)
    assert (punkter["indbyggere"] > 0).all()
    celler = punkter[punkter["art"] == "celle"]
    kode_til_flade = omrids.set_index("kode").geometry
    for kode, gruppe in celler.groupby("kommune_kode"):
        assert gruppe.geometry.distance(kode_til_flade[kode]).max() < 1e-6
    n, e = (
        celler.index.str.split("-").str[1].astype(int),
        celler.index.str.split("-").str[2].astype(int),
    )
    assert np.array_equal(celler.geometry.x // 1000, e) and np.array_equal(
        celler.geometry.y // 1000, n
    )


def test_the_order_of_rows_does_not_matter(punkter, kommuner, omrids, byer):
    igen = spred_befolkning(
        kommuner.sample(frac=1, random_state=1),
        omrids.sample(frac=1, random_state=2),
        byer.sample(frac=1, random_state=3),
    )
    pd.testing.assert_frame_equal(igen, punkter)


def test_towns_larger_than_their_kommune_are_refused_with_the_numbers(kommuner, omrids, byer):
    faa = kommuner.copy()
    faa.loc["0825", "indbyggere"] = 400
    with pytest.raises(Inputfejl, match=r"0825 har tilsammen 444 indbyggere.*kun 400"):
        spred_befolkning(faa, omrids, byer)


def test_a_kommune_without_outline_and_a_homeless_town_are_told_together(kommuner, omrids, byer):
    with pytest.raises(Inputfejl) as fejl:
        spred_befolkning(
            kommuner, omrids[omrids["kode"] != "0773"], byer.assign(kommunekode="9999")
        )
    assert "uden omrids: 0773" in str(fejl.value) and "70 byer" in str(fejl.value)


@pytest.mark.parametrize("crs", [None, 4326, 3035])
def test_only_utm32_is_measured_in(kommuner, omrids, byer, crs):
    andet = omrids.set_crs(None, allow_override=True) if crs is None else omrids.to_crs(crs)
    with pytest.raises(Inputfejl, match="EPSG:25832"):
        spred_befolkning(kommuner, andet, byer)


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
    kommuner, omrids, _ = legekommune()
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
    kommuner, omrids, _ = legekommune()
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


def test_the_models_own_points_are_a_fixed_point_of_the_reconciliation(punkter, kommuner, omrids):
    celler = punkter[punkter["art"] == "celle"]
    i_alt = celler.groupby("kommune_kode")["indbyggere"].sum().to_frame()
    samme, rapport = afstem(celler, i_alt, omrids)
    pd.testing.assert_frame_equal(samme, celler)
    assert (rapport.drop(UDENFOR)["afvigelse"] == 0).all()


def test_a_grid_with_holes_faults_and_repeats_is_refused():
    kommuner, omrids, _ = legekommune()
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
