"""Demand points: cells by hand, districts by their areas, and how many stand in the wrong one."""

from __future__ import annotations

import math
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from shapely.geometry import box

from dansk import Inputfejl
from geo.befolkning import UDENFOR, afstem, byradius_m
from geo.celler import inddel
from geo.distrikter import (
    ANTAL,
    _celler,
    bebyggelse,
    del_i_distrikter,
    med_antal,
    naermeste_distrikt,
    spred_befolkning,
)
from geo.koordinater import til_grader
from planning.plan import Plan

ROD = Path(__file__).parents[2]
NORDJYLLAND = ROD / "data" / "nordjylland"
REFERENCE = ROD.parent / "shared" / "reference" / "afstemningsomraader.gpkg"
#: Younger than the counts: its people are counted in its neighbours.
NYT_OMRAADE = "851006"


@pytest.fixture(scope="module")
def omrids(plan: Plan) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(plan.omrids)


@pytest.fixture(scope="module")
def kommuner(plan: Plan) -> pd.DataFrame:
    return plan.kommuner


@pytest.fixture(scope="module")
def byer(plan: Plan) -> pd.DataFrame:
    return plan.byer


@pytest.fixture(scope="module")
def distrikter() -> pd.DataFrame:
    tekst = {"omraade_id": str, "kommune_kode": str}
    ramme = pd.read_csv(NORDJYLLAND / "afstemningsomraader.csv", dtype=tekst)
    return ramme.set_index("omraade_id").rename_axis("distrikt")


@pytest.fixture(scope="module")
def punkter(kommuner, omrids, byer, distrikter) -> gpd.GeoDataFrame:
    return spred_befolkning(kommuner, omrids, byer, distrikter)


def legekommune(
    *steder: tuple[str, float, float, float, float],
) -> tuple[pd.DataFrame, gpd.GeoDataFrame, pd.DataFrame, pd.DataFrame]:
    """Two kommuner side by side, 4 x 4 km, no towns, and districts (kommune, x, y, km2, persons).

    Polling place and middle are one. A tenth of the persons are 65-69, a fifth 70 or more; there
    are half as many households, and a tenth of them have no car.
    """
    kommuner = pd.DataFrame({"indbyggere": [1000, 700]}, index=pd.Index(["A", "B"], name="kode"))
    flader = [box(x, 6_300_000, x + 4000, 6_304_000) for x in (500_000, 504_000)]
    omrids = gpd.GeoDataFrame({"kode": ["A", "B"]}, geometry=flader, crs=25832)
    byer = pd.DataFrame({"lat": [], "lon": [], "indbyggere": []}, dtype=float)
    ramme = pd.DataFrame(steder, columns=["kommune_kode", "x", "y", "areal_km2", "personer"])
    grader = til_grader(ramme["x"].to_numpy(), ramme["y"].to_numpy())
    ramme = ramme.assign(
        sted_lat=grader[:, 0],
        sted_lon=grader[:, 1],
        midt_lat=grader[:, 0],
        midt_lon=grader[:, 1],
        personer_65_69=ramme["personer"] / 10,
        personer_70=ramme["personer"] / 5,
        husstande=ramme["personer"] / 2,
        husstande_uden_bil=ramme["personer"] / 20,
    )
    navne = [f"d{nr}" for nr in range(1, len(ramme) + 1)]
    return kommuner, omrids, byer, ramme.set_index(pd.Index(navne, name="distrikt"))


TO_I_A = (
    ("A", 501_000.0, 6_302_000.0, 8.0, 300),
    ("A", 503_000.0, 6_302_000.0, 8.0, 100),
    ("B", 506_000.0, 6_302_000.0, 16.0, 9),
)


def test_cells_by_hand():
    # Five residents a km2 are under the five to a cell, except west of 501,000: 4 cells of 1 km
    # with 20 each, parted in four with 5, which are left whole.
    flade = box(500_000, 6_300_000, 502_500, 6_302_000)
    omrids = gpd.GeoDataFrame({"kode": ["A"]}, geometry=[flade], crs=25832)
    celler = inddel(omrids, lambda xy: np.where(xy[:, 0] < 501_000, 20.0, 5.0), 5, (1000, 500))
    assert celler["side_m"].value_counts().to_dict() == {500: 8, 1000: 4}
    assert celler["areal_m2"].sum() == flade.area
    assert celler.loc["celle-1km-6300-502", "areal_m2"] == 500_000  # cut by the outline
    assert celler.loc["celle-500m-12603-1000", ["x", "y"]].tolist() == [500_250, 6_301_750]


def test_a_cell_that_two_kommuner_share_is_named_by_both():
    flader = [box(500_000, 0, 500_600, 1000), box(500_600, 0, 501_000, 1000)]
    omrids = gpd.GeoDataFrame({"kode": ["A", "B"]}, geometry=flader, crs=25832)
    celler = inddel(omrids, lambda xy: np.ones(len(xy)), 100, (1000,))
    assert celler["areal_m2"].to_dict() == {"celle-1km-0-500-A": 6e5, "celle-1km-0-500-B": 4e5}


def test_a_kommune_is_shared_by_its_own_districts_by_area():
    # Two districts of 8 km2 each have half of A; B's has all of B.
    _, omrids, _, distrikter = legekommune(*TO_I_A)
    celler = inddel(omrids, lambda xy: np.ones(len(xy)), 100, (500,))
    nr = del_i_distrikter(celler, distrikter)
    assert (nr == np.where(celler["x"] < 502_000, 0, np.where(celler["x"] < 504_000, 1, 2))).all()
    # With 12 km2 the first has three quarters, though it is no nearer.
    skaev = distrikter.assign(areal_km2=[12.0, 4.0, 16.0])
    areal = celler["areal_m2"].groupby(del_i_distrikter(celler, skaev)).sum() / 1e6
    assert areal.to_list() == pytest.approx([12, 4, 16], rel=0.1)


def test_a_district_has_its_share_of_tabel_1_and_what_was_counted_there():
    # 1,000 inhabitants in A by 300 and 100 counted: 750 and 250.
    punkter = spred_befolkning(*legekommune(*TO_I_A))
    hver = punkter.groupby("distrikt")[["indbyggere", *ANTAL]].sum()
    assert hver["indbyggere"].to_dict() == {"d1": 750, "d2": 250, "d3": 700}
    assert hver["personer_70"].to_list() == pytest.approx([60, 20, 1.8])
    assert hver["husstande_uden_bil"].to_list() == pytest.approx([15, 5, 0.45])
    # A point's part follows its inhabitants.
    d1 = punkter[punkter["distrikt"] == "d1"]
    assert d1["husstande"].to_list() == pytest.approx((150 * d1["indbyggere"] / 750).to_list())


def test_districts_counted_in_fractions_of_persons_keep_them_and_the_kommune_is_whole():
    """Where a district was changed after the count, the statistics office shared it by weight.

    100.25 and 99.75 of 1,000 inhabitants are 501.25 and 498.75: whole persons that sum to them all,
    while what was counted keeps its fractions. Rounded first they would be 500 each.
    """
    steder = (
        ("A", 501_000.0, 6_302_000.0, 8.0, 100.25),
        ("A", 503_000.0, 6_302_000.0, 8.0, 99.75),
        ("B", 506_000.0, 6_302_000.0, 16.0, 9.0),
    )
    punkter = spred_befolkning(*legekommune(*steder))
    hver = punkter.groupby("distrikt")[["indbyggere", *ANTAL]].sum()
    assert hver["indbyggere"].to_dict() == {"d1": 501, "d2": 499, "d3": 700}
    assert hver["personer_70"].to_list() == pytest.approx([20.05, 19.95, 1.8])


def test_people_gather_at_the_polling_place_and_in_towns():
    _, omrids, _, distrikter = legekommune(*TO_I_A)
    celler = inddel(omrids, lambda xy: np.ones(len(xy)), 100, (500,))
    celler["nr"] = del_i_distrikter(celler, distrikter)
    ingen = np.empty((0, 2)), np.empty(0)
    vaegt = bebyggelse(celler, distrikter, *ingen)
    # By hand: a 500 m cell with its middle 250 m north and east of the place (353.6 m away) in a
    # district with a radius of 1596 m: 15 farmers and a village, thinned by exp(-(354/1417)^2).
    fra2, rand = 2 * 250.0**2, 0.7 * math.sqrt(8e6 / math.pi) + 300
    landsby = 800 / (math.pi * 0.25) * math.exp(-fra2 / 500**2)
    paa_stedet = 0.25 * (15 + landsby * math.exp(-fra2 / rand**2))
    assert vaegt[celler.index == "celle-500m-12604-1002"] == pytest.approx(paa_stedet)
    # A town of 1,500 (a radius of 564 m) at the district's other end draws people there.
    by = np.array([[500_250.0, 6_300_250.0]])
    assert byradius_m(1500.0) == pytest.approx(564.2, abs=0.1)
    med_by = bebyggelse(celler, distrikter, by, np.array([1500.0]))
    mere = med_by - vaegt
    i_byen = celler.index == "celle-500m-12600-1000"
    forventet = 0.25 * 1500 * math.exp(-(750**2 + 1750**2) / rand**2)
    assert mere[i_byen] == pytest.approx(forventet)
    assert (mere >= 0).all()


def test_every_kommune_sums_to_tabel_1_and_every_district_to_its_counts(
    punkter, kommuner, distrikter
):
    summer = punkter.groupby("kommune_kode")["indbyggere"].sum()
    assert summer.to_dict() == kommuner["indbyggere"].to_dict()
    hver = punkter.groupby("distrikt")[list(ANTAL)].sum()
    assert np.allclose(hver, distrikter.loc[hver.index, list(ANTAL)])
    # A district has its share of the kommune's inhabitants, rounded.
    optalt = distrikter["personer"]
    i_kommunen = optalt.groupby(distrikter["kommune_kode"]).transform("sum")
    andel = optalt / i_kommunen * distrikter["kommune_kode"].map(kommuner["indbyggere"])
    assert (punkter.groupby("distrikt")["indbyggere"].sum() - andel).abs().max() < 1


def test_points_are_few_enough_unique_and_in_their_own_kommune(punkter, omrids, distrikter):
    assert 10_000 < len(punkter) < 35_000
    assert punkter.index.is_unique and punkter.crs.to_epsg() == 25832
    assert (punkter["indbyggere"] > 0).all()
    assert set(punkter["distrikt"]) == set(distrikter.index)
    flader = omrids.set_index("kode").geometry
    for kode, gruppe in punkter.groupby("kommune_kode"):
        assert gruppe.geometry.distance(flader[kode]).max() < 1e-6
        assert (distrikter.loc[gruppe["distrikt"], "kommune_kode"] == kode).all()


def test_the_order_of_rows_does_not_matter(punkter, kommuner, omrids, byer, distrikter):
    igen = spred_befolkning(
        kommuner.sample(frac=1, random_state=1),
        omrids.sample(frac=1, random_state=2),
        byer.sample(frac=1, random_state=3),
        distrikter.sample(frac=1, random_state=4),
    )
    pd.testing.assert_frame_equal(igen, punkter, check_like=True, rtol=1e-9)


def test_what_is_kept_of_the_land_is_what_is_made_anew(kommuner, omrids, byer, distrikter):
    """Cells are made once for a land: others live on them, and another land has others."""
    flere = kommuner.assign(indbyggere=kommuner["indbyggere"] + 1000)
    flyttet = distrikter.assign(
        sted_lat=distrikter["sted_lat"].where(
            distrikter["kommune_kode"] != "0825", distrikter["sted_lat"] + 0.01
        )
    )
    for valg in ((flere, distrikter), (kommuner, flyttet)):
        folk, omraader = valg
        omraader = omraader[omraader["kommune_kode"].isin(folk.index)]
        spred_befolkning(kommuner, omrids, byer, distrikter)
        varm = spred_befolkning(folk, omrids, byer, omraader)
        _celler.cache_clear()
        pd.testing.assert_frame_equal(varm, spred_befolkning(folk, omrids, byer, omraader))


def test_nobody_lives_on_an_island_without_a_crossing(punkter, omrids):
    # Egholm, in the fjord at Aalborg, is in a district that is mostly in town.
    egholm = box(550_500, 6_324_000, 554_500, 6_326_500)
    aalborg = omrids.set_index("kode").geometry["0851"]
    oeer = [d for d in shapely.get_parts(aalborg) if 1e6 < d.area < 10e6]
    assert any(o.intersects(egholm) for o in oeer)
    for o in oeer:
        assert not punkter.intersects(o).any()


def test_faults_are_told_together(kommuner, omrids, byer, distrikter):
    forkert = distrikter[distrikter["kommune_kode"] != "0825"].copy()
    forkert.loc["851044", "kommune_kode"] = "9999"
    forkert.loc["851005", "personer"] = 0
    with pytest.raises(Inputfejl) as fejl:
        spred_befolkning(kommuner, omrids[omrids["kode"] != "0773"], byer, forkert)
    linjer = str(fejl.value).splitlines()
    assert [linje.split(": ")[1] for linje in linjer] == ["0773.", "0825.", "851044.", "851005."]


@pytest.mark.parametrize("crs", [None, 4326, 3035])
def test_only_utm32_is_measured_in(kommuner, omrids, byer, distrikter, crs):
    andet = omrids.set_crs(None, allow_override=True) if crs is None else omrids.to_crs(crs)
    with pytest.raises(Inputfejl, match="EPSG:25832"):
        spred_befolkning(kommuner, andet, byer, distrikter)


def test_the_models_own_points_are_a_fixed_point_of_a_grid(punkter, kommuner, omrids, distrikter):
    samme, rapport = afstem(punkter[["indbyggere", "geometry"]], kommuner, omrids)
    samme = samme.assign(distrikt=naermeste_distrikt(samme, punkter))
    pd.testing.assert_frame_equal(
        med_antal(samme, distrikter), punkter, check_like=True, check_dtype=False
    )
    assert (rapport.drop(UDENFOR)["afvigelse"] == 0).all()


@pytest.mark.skipif(not REFERENCE.is_file(), reason=f"the districts' outlines: no {REFERENCE.name}")
def test_few_stand_in_the_wrong_district(punkter, distrikter):
    """At most 5 % of the region's residents and 7 % of Aalborg's, by the official outlines."""
    rigtige = gpd.read_file(REFERENCE, layer="afstemningsomraader").to_crs(25832)
    rigtige = rigtige[rigtige["omraade_id"].astype(str) != NYT_OMRAADE]
    trae = shapely.STRtree(rigtige.geometry.to_numpy())
    _, naermest = trae.query_nearest(punkter.geometry.to_numpy(), all_matches=False)
    staar_i = rigtige["omraade_id"].astype(str).to_numpy()[naermest]

    def forkert(valgt: pd.Series) -> float:
        """Half the sum over districts of |model share - official share|, in percent."""
        optalt = distrikter.loc[distrikter["kommune_kode"].isin(valgt.unique()), "personer"]
        med = punkter["kommune_kode"].isin(valgt.unique()).to_numpy()
        model = punkter["indbyggere"][med].groupby(staar_i[med]).sum()
        alle = optalt.index.union(model.index)
        model, optalt = (v.reindex(alle, fill_value=0) for v in (model, optalt))
        return 50 * float((model / model.sum() - optalt / optalt.sum()).abs().sum())

    assert forkert(distrikter["kommune_kode"]) < 4.0
    assert forkert(pd.Series(["0851"])) < 6.8
    # Net of what makes up for each other; resident by resident it is three times as many.
    ude = punkter["distrikt"].to_numpy() != staar_i
    i_aalborg = (punkter["kommune_kode"] == "0851").to_numpy()
    personer = punkter["indbyggere"].to_numpy()
    assert 100 * personer[ude].sum() / personer.sum() < 12
    assert 100 * personer[ude & i_aalborg].sum() / personer[i_aalborg].sum() < 19
