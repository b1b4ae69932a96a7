"""Rules of plausibility: each finds what it is for in a grid of the region; a good one passes."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import box

from dansk import Inputfejl
from data.befolkningsnet import Befolkningsnet, laes_befolkningsnet
from data.datasaet import indlaes
from data.indgang.spoergsmaal import Ubesvaret
from data.net import regler
from data.net.graenser import Udsnit
from data.net.land import daekket
from data.net.regler import Grundlag
from planning.plan import Plan


@pytest.fixture(scope="module")
def net(plan: Plan) -> pd.DataFrame:
    """A square grid of the region: the model's people by square km, each off at random (seed 1)."""
    ruder = plan.punkter.assign(e=plan.punkter.x // 1000, n=plan.punkter.y // 1000)
    folk = ruder.groupby(["e", "n"])["indbyggere"].sum().reset_index()
    stoej = np.random.default_rng(1).lognormal(0, 0.3, len(folk))
    folk["indbyggere"] = np.rint(folk["indbyggere"] * stoej * 0.96).astype(int)
    return folk.astype(int)


def skriv(mappe: Path, net: pd.DataFrame, oest: int = 0, nord: int = 0) -> Path:
    navne = [f"1km_{n + nord}_{e + oest}" for e, n in zip(net["e"], net["n"], strict=True)]
    sti = mappe / "net.csv"
    pd.DataFrame({"KN1kmDK": navne, "Personer i alt": net["indbyggere"]}).to_csv(
        sti, sep=";", index=False, encoding="utf-8-sig"
    )
    return sti


def laes(sti: Path, plan: Plan, **svar: str) -> Befolkningsnet:
    return laes_befolkningsnet(sti, plan.kommuner, plan.omrids, svar, model=plan.punkter)


def noegler(sti: Path, plan: Plan) -> dict[str, str]:
    """The questions of a file: key and text."""
    with pytest.raises(Ubesvaret) as fanget:
        laes(sti, plan)
    return {s.noegle: s.tekst for s in fanget.value.spoergsmaal}


def test_a_good_grid_is_read_without_a_question(tmp_path, plan, net):
    svar = laes(skriv(tmp_path, net), plan)
    assert svar.punkter["indbyggere"].sum() == plan.kommuner["indbyggere"].sum()
    assert svar.bemaerkninger[-1].startswith(("100 % af regionens land", "99 % af regionens land"))
    assert "afstemningsdistrikter" in svar.bemaerkninger[-1]


@pytest.mark.parametrize(
    ("oest", "nord", "tilbage"),
    [(10, 0, "10 km mod vest"), (0, -3, "3 km mod nord"), (-5, 5, "5 km mod syd og 5 km mod øst")],
)
def test_a_shifted_grid_is_asked_about_with_the_way_back(tmp_path, plan, net, oest, nord, tilbage):
    spoergsmaal = noegler(skriv(tmp_path, net, oest, nord), plan)
    assert tilbage in spoergsmaal["sted"]


def test_a_grid_in_the_sea_is_found_without_a_model(tmp_path, plan, net):
    sti = skriv(tmp_path, net, 10, 10)
    with pytest.raises(Ubesvaret) as fanget:
        laes_befolkningsnet(sti, plan.kommuner, plan.omrids, {"afvigelse": "brug"})
    (spoergsmaal,) = fanget.value.spoergsmaal
    assert spoergsmaal.noegle == "sted" and "i vandet" in spoergsmaal.tekst


def test_half_the_cells_are_told_as_a_sample(tmp_path, plan, net):
    spoergsmaal = noegler(skriv(tmp_path, net.sample(frac=0.5, random_state=1)), plan)
    assert set(spoergsmaal) == {"afvigelse", "daekning"}
    assert "et udsnit af cellerne" in spoergsmaal["daekning"]
    assert "Aalborg" in spoergsmaal["daekning"]


def test_a_part_of_the_region_is_told_by_kommune(tmp_path, plan, net):
    # The north of the region but for one cell in each kommune is not there.
    syd = net[(net["n"] < 6325) | (net["indbyggere"] > 2000) | (net["e"] > 595)]
    spoergsmaal = noegler(skriv(tmp_path, syd), plan)
    assert "en del af regionen" in spoergsmaal["daekning"]
    assert "Hjørring" in spoergsmaal["daekning"] and "Rebild" not in spoergsmaal["daekning"]


def test_people_in_other_districts_are_asked_about(tmp_path, plan, net):
    blandet = net.assign(indbyggere=net["indbyggere"].sample(frac=1, random_state=1).to_numpy())
    spoergsmaal = noegler(skriv(tmp_path, blandet), plan)
    assert "162 afstemningsdistrikter" in spoergsmaal["sted"]
    assert set(spoergsmaal) == {"afvigelse", "sted"}


def test_all_questions_come_at_once_and_answers_let_it_in(tmp_path, plan, net):
    sti = skriv(tmp_path, net, 10, 0)
    spoergsmaal = noegler(sti, plan)
    assert set(spoergsmaal) == {"afvigelse", "sted", "daekning"}
    svar = laes(sti, plan, **dict.fromkeys(spoergsmaal, "brug"))
    # What was answered is still told.
    assert any("10 km mod vest" in b for b in svar.bemaerkninger)


def test_who_will_not_have_it_is_told_why(tmp_path, plan, net):
    sti = skriv(tmp_path, net, 10, 0)
    with pytest.raises(Inputfejl, match=r"ikke taget i brug.*10 km mod vest") as fanget:
        laes(sti, plan, afvigelse="brug", sted="afbryd", daekning="brug")
    assert not isinstance(fanget.value, Ubesvaret)


def test_the_dataset_hears_what_the_reader_says(tmp_path, plan, net):
    sti = skriv(tmp_path, net, 10, 0)
    with pytest.raises(Ubesvaret, match="10 km mod vest"):
        indlaes(befolkning=sti)
    brug = dict.fromkeys(("afvigelse", "sted", "daekning"), "brug")
    med = indlaes(befolkning=sti, svar=brug)
    assert any("10 km mod vest" in b for b in med.bemaerkninger)


# ------------------------------------------------------------------ one rule at a time

OMRIDS = gpd.GeoDataFrame(
    {"kode": ["A", "B"]},
    geometry=[
        box(500_000, 6_300_000, 504_000, 6_304_000),
        box(504_000, 6_300_000, 508_000, 6_304_000),
    ],
    crs=25832,
)
KOMMUNER = pd.DataFrame(
    {"kommune": ["Ask", "Birk"], "indbyggere": [1000, 1000]},
    index=pd.Index(["A", "B"], name="kode"),
)


def grundlag(steder: list[tuple[float, float]], folk: list[float], **andet) -> Grundlag:
    xy = np.array(steder, dtype=float)
    celler = pd.DataFrame({"x": xy[:, 0], "y": xy[:, 1], "indbyggere": folk})
    rapport = pd.DataFrame({"afvigelse_pct": andet.pop("afvigelse", [0.0, 0.0])}, index=["A", "B"])
    udsnit = Udsnit.om(OMRIDS, OMRIDS.iloc[:0])
    return Grundlag(celler, rapport, KOMMUNER, udsnit, (1000, 1000), **andet)


@pytest.mark.parametrize(
    ("afvigelse", "fundet"),
    [
        ([5.0, -5.0], []),
        ([5.1, 0.0], [""]),
        ([-50.0, 50.0], [""]),
        ([-50.1, 0.0], ["afvigelse"]),
        ([900.0, 6.0], ["afvigelse"]),
    ],
)
def test_sums_off_by_5_percent_are_told_and_by_50_asked(afvigelse, fundet):
    fund = [*regler.summer_afviger(grundlag([(500_500, 6_300_500)], [1], afvigelse=afvigelse))]
    assert [f.noegle for f in fund] == fundet


def test_the_largest_deviation_is_told_first():
    (fund,) = regler.summer_afviger(grundlag([(500_500, 6_300_500)], [1], afvigelse=[-60.0, 200.0]))
    assert fund.tekst.index("Birk") < fund.tekst.index("Ask")


def test_a_cell_by_the_shore_is_not_in_the_sea_but_one_beyond_is():
    paa_land, kyst, hav = (501_500, 6_301_500), (508_500, 6_301_500), (509_500, 6_301_500)
    assert not [*regler.i_havet(grundlag([paa_land, kyst], [50, 50]))]
    (fund,) = regler.i_havet(grundlag([paa_land, kyst, hav], [45, 45, 10]))
    assert fund.noegle == "sted" and "10,0 %" in fund.tekst
    # The same cell with 4 of 100 is within what a coast drawn coarsely can do.
    assert not [*regler.i_havet(grundlag([paa_land, hav], [96, 4]))]


def test_land_with_cells_is_counted_by_area():
    # 4 of the region's 32 km2.
    steder = [(500_500 + 1000 * i, 6_300_500) for i in range(4)]
    (fund,) = regler.andel_med_celler(grundlag(steder, [1] * 4))
    assert fund.noegle == "" and fund.tekst.startswith("13 % af regionens land")


@pytest.mark.parametrize("side", [100.0, 1000.0])
def test_a_fine_grid_counts_for_the_square_km_around_its_cells(side):
    steder = np.array([(500_499.0, 0.0), (500_520.0, 0.0)])
    inde = daekket(steder, np.array([(500_000.0, 0.0)]), (side, side))
    assert inde.tolist() == [True, False]


def test_a_coarse_grid_covers_its_own_cells():
    steder = np.array([(504_999.0, 0.0), (505_500.0, 0.0)])
    inde = daekket(steder, np.array([(500_000.0, 0.0)]), (10_000.0, 10_000.0))
    assert inde.tolist() == [True, False]
