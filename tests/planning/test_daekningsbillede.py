"""Coverage of a whole plan: three kommuner by hand, with filters, and after a flytning."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dansk import Inputfejl
from planning.daekningsbillede import Filter, daekningsbillede
from planning.flytning import udfoer
from planning.plan import Plan, Sted
from planning.tiltag import Flytning

# Straight lines from p1..p5 to the nearest clinic: 0, 0, 20, 0, 0 km; to the second nearest:
# 10, 10, 22.4, 20 and 40 km. p3 has 1,000 of Nordby's 6,000.


def test_coverage_by_hand(lille_plan: Plan) -> None:
    billede = daekningsbillede(lille_plan, "luftlinje", 10)
    assert (billede.maal, billede.graense) == ("luftlinje", 10)
    assert billede.kommuner.index.to_list() == ["0101", "0102", "0825"]
    assert billede.kommuner["kommune"].to_list() == ["Nordby", "Sydby", "Læsø"]
    assert billede.kommuner["indbyggere"].to_list() == [5000, 3000, 600]
    assert billede.kommuner["i_alt"].to_list() == [6000, 3000, 600]
    assert billede.kommuner["andel_pct"].to_list() == pytest.approx([100 * 5 / 6, 100, 100])
    assert billede.region["kommune"] == "Region Nordjylland"
    assert billede.region["indbyggere"] == 8600
    assert billede.region["andel_pct"] == pytest.approx(100 * 86 / 96)
    assert billede.udaekkede == 1000
    assert billede.med.all()


def test_the_nearest_and_the_second_nearest_by_hand(lille_plan: Plan) -> None:
    billede = daekningsbillede(lille_plan, "luftlinje", 10)
    assert billede.naermeste.afstand.tolist() == [0, 0, 20, 0, 0]
    assert list(billede.naermeste.klinik) == [0, 1, 0, 2, 3]
    assert billede.naestnaermeste.afstand == pytest.approx([10, 10, math.hypot(10, 20), 20, 40])
    # Within 10 km p1 and p2 have two clinics: 5,000 of Nordby and nobody else.
    assert billede.valg_pct.to_dict() == pytest.approx(
        {"0101": 100 * 5 / 6, "0102": 0, "0825": 0, "region": 100 * 5 / 9.6}
    )


def test_who_is_beyond_the_limit_by_hand(lille_plan: Plan) -> None:
    # p3 is 20 km from a clinic: 1,000 of Nordby's 6,000, 250 of its 1,250 of 70 years and more,
    # and 50 of its 550 households without a car. Of the region's: 9,600, 1,730 and 850.
    uden = daekningsbillede(lille_plan, "luftlinje", 10).uden_for
    assert uden.index.to_list() == ["0101", "0102", "0825", "region"]
    assert uden["kommune"].to_list() == ["Nordby", "Sydby", "Læsø", "Region Nordjylland"]
    for gruppe, alle, ude in (
        ("indbyggere", [6000, 3000, 600, 9600], 1000),
        ("personer_70", [1250, 300, 180, 1730], 250),
        ("husstande_uden_bil", [550, 240, 60, 850], 50),
    ):
        assert uden[gruppe].to_list() == alle
        assert uden[f"{gruppe}_uden"].to_list() == [ude, 0, 0, ude]
        assert uden[f"{gruppe}_uden_pct"].to_list() == pytest.approx(
            [100 * ude / alle[0], 0, 0, 100 * ude / alle[3]]
        )


def test_the_range_is_the_coverage_by_longer_and_shorter_ways(lille_plan: Plan) -> None:
    # p3 has 40 minutes to n1: beyond a limit of 37, within it when ways are 15 percent shorter
    # (34), and p2's 0 minutes to its own clinic are 0 either way. Read without n2, p2 has 20.
    kun_n1 = Filter(kun_handicapadgang=True, kommune_kode="0101")
    billede = daekningsbillede(lille_plan, "minutter", 37, kun_n1)
    nordby = billede.kommuner.loc["0101"]
    assert nordby[["lav_pct", "andel_pct", "hoej_pct"]].tolist() == pytest.approx(
        [100 * 5 / 6, 100 * 5 / 6, 100]
    )
    # A limit of 22: p2 has 20 minutes, 23 when ways are longer.
    taet = daekningsbillede(lille_plan, "minutter", 22, kun_n1)
    assert taet.kommuner.loc["0101", "lav_pct"] == pytest.approx(50)
    assert taet.region["lav_pct"] == pytest.approx(100 * 3 / 9.6)
    assert taet.region["hoej_pct"] == taet.region["andel_pct"] == pytest.approx(100 * 5 / 9.6)


def test_a_straight_line_and_an_imported_matrix_have_no_range(lille_plan: Plan) -> None:
    importeret = dataclasses.replace(lille_plan, model=frozenset({"befolkning"}))
    for plan, maal in ((lille_plan, "luftlinje"), (importeret, "minutter")):
        ramme = daekningsbillede(plan, maal, 20).kommuner
        assert (ramme["lav_pct"] == ramme["andel_pct"]).all()
        assert (ramme["hoej_pct"] == ramme["andel_pct"]).all()


def test_the_least_covered_are_named_only_where_the_range_allows_it(plan: Plan) -> None:
    # Thisted is second least covered by the times of the model; were they longer, Rebild would be.
    billede = daekningsbillede(plan, "minutter", 15)
    assert billede.ordnet().index[:2].tolist() == ["0773", "0787"]
    assert billede.kommuner["lav_pct"].sort_values().index[:2].tolist() == ["0773", "0840"]
    assert billede.svagest().index.tolist() == ["0773"]
    assert daekningsbillede(plan, "luftlinje", 8).svagest().shape[0] == 2


def test_who_lives_nearer_a_kommune_outside_the_region_by_hand(lille_plan: Plan) -> None:
    # p3 is 20 km from n1 and 15 from a neighbour; within 20 km it is not beyond the limit.
    assert daekningsbillede(lille_plan, "luftlinje", 10).ved_graensen.to_dict() == {
        "0101": 1000,
        "0102": 0,
        "0825": 0,
    }
    assert daekningsbillede(lille_plan, "luftlinje", 20).ved_graensen.sum() == 0
    # Read by the clinic on Læsø alone: p1, p2 and p4 have 50, 44.7 and 40 km, p4's neighbour is
    # just as far.
    kun_laesoe = daekningsbillede(lille_plan, "luftlinje", 10, Filter(kommune_kode="0825"))
    assert kun_laesoe.ved_graensen.to_dict() == {"0101": 6000, "0102": 0, "0825": 0}


def test_mors_and_mariagerfjord_are_near_others_clinics(plan: Plan) -> None:
    naer = daekningsbillede(plan, "minutter", 15).ved_graensen
    assert naer[naer >= 500].sort_values(ascending=False).index.tolist() == ["0773", "0846", "0820"]


def test_districts_by_hand(lille_plan: Plan) -> None:
    # d1 is p1 (3,000 at 0 km) and p2 (2,000 at 10 km from n1, its own clinic n2 left out): 4 km.
    billede = daekningsbillede(lille_plan, "luftlinje", 5, Filter(kun_handicapadgang=True))
    d = billede.distrikter
    assert d.index.to_list() == ["d1", "d2", "d3", "d4"]
    assert d["navn"].to_list() == ["Nordby og Havn", "Landet", "Sydby", "Byrum"]
    assert d["kommune"].to_list() == ["Nordby", "Nordby", "Sydby", "Læsø"]
    assert d["indbyggere_uden"].to_list() == [2000, 1000, 3000, 0]
    assert d["andel_pct"].to_list() == pytest.approx([60, 0, 0, 100])
    assert d["personer_70_uden"].to_list() == [400, 250, 300, 0]
    assert d["husstande_uden_bil_uden_pct"].to_list() == pytest.approx([40, 100, 100, 0])
    assert d["afstand"].to_list() == pytest.approx([4, 20, 30, 0])


def test_districts_with_people_beyond_the_limit_have_most_first_and_where_they_are(
    lille_plan: Plan,
) -> None:
    # To l1 it is 50, 44.7 and 36.1 km from Nordby's points and 40 from Sydby's.
    billede = daekningsbillede(lille_plan, "luftlinje", 10, Filter(kommune_kode="0825"))
    hvide = billede.hvide_distrikter
    assert hvide["indbyggere_uden"].to_dict() == {"d1": 5000, "d3": 3000, "d2": 1000}
    assert hvide["afstand_max"].to_list() == pytest.approx([50, 40, math.hypot(30, 20)])
    # d1's middle is two fifths of the way from p1 to p2.
    assert hvide[["x", "y"]].to_numpy().tolist() == [[4000, 0], [30000, 0], [0, 20000]]


def test_a_district_with_someone_out_of_reach_has_no_mean_way(lille_plan: Plan) -> None:
    billede = daekningsbillede(lille_plan, "minutter", 20, Filter(kommune_kode="0101"))
    assert billede.distrikter["afstand"].isna().to_dict() == {
        **dict.fromkeys(("d1", "d2", "d3"), False),
        "d4": True,
    }
    assert billede.hvide_distrikter.loc["d4", "afstand_max"] != 0
    assert math.isnan(billede.hvide_distrikter.loc["d4", "afstand_max"])


def test_a_district_is_hidden_by_a_kommune_that_looks_like_the_region(lille_plan: Plan) -> None:
    # Within 10 km: Nordby 83.3 percent, the region 89.6; p3's 1,000 are not hidden. With l1 and s1
    # closed to Sydby the region has 5,600 of 9,600 and Nordby its 5,000 of 6,000 as before.
    assert daekningsbillede(lille_plan, "luftlinje", 10).skjulte().empty
    uden_syd = daekningsbillede(lille_plan, "luftlinje", 10, Filter(kommune_kode="0101"))
    assert uden_syd.skjulte().index.to_list() == ["d2"]
    assert uden_syd.skjulte()["kommune_andel_pct"].to_list() == pytest.approx([100 * 5 / 6])


def test_a_clinic_left_out_is_no_choice_either(lille_plan: Plan) -> None:
    # With n1 and l1 alone the second is the other one, and nobody has both within 30 km.
    billede = daekningsbillede(lille_plan, "luftlinje", 30, Filter(kun_handicapadgang=True))
    assert billede.naestnaermeste.afstand == pytest.approx(
        [50, math.hypot(20, 40), math.hypot(30, 20), 40, 50]
    )
    assert billede.valg_pct["region"] == 0


def test_radius_and_curve_by_hand(lille_plan: Plan) -> None:
    billede = daekningsbillede(lille_plan, "luftlinje", 10)
    # 83 percent of Nordby and 90 of the region have no way at all, the last 20 km.
    assert billede.radius.loc["0101"].to_dict() == {50: 0, 80: 0, 90: 20, 95: 20, 99: 20}
    assert billede.radius.loc["0102"].eq(0).all()
    assert billede.radius.loc["region"].to_dict() == {50: 0, 80: 0, 90: 20, 95: 20, 99: 20}
    assert billede.kurve.index[0] == 0
    assert billede.kurve.index[-1] == 20
    assert billede.kurve["region"].iloc[0] == pytest.approx(100 * 86 / 96)
    assert billede.kurve.iloc[-1].eq(100).all()


def test_the_curve_reaches_the_limit_when_nobody_lives_that_far(lille_plan: Plan) -> None:
    assert daekningsbillede(lille_plan, "luftlinje", 35).kurve.index[-1] == 35


def test_white_spots_by_hand(lille_plan: Plan) -> None:
    billede = daekningsbillede(lille_plan, "luftlinje", 10)
    hvide = billede.hvide_pletter
    assert hvide.index.to_list() == ["p3"]
    (plet,) = hvide.drop(columns=["lat", "lon"]).to_dict("records")
    assert plet == {
        "distrikt": "d2",
        "kommune": "Nordby",
        "indbyggere": 1000,
        "afstand": 20,
        "x": 0,
        "y": 20_000,
    }
    assert billede.hvide_distrikter["navn"].to_list() == ["Landet"]


def test_white_spots_are_ordered_by_residents_and_out_of_reach_has_no_distance(
    lille_plan: Plan,
) -> None:
    # Only Nordby's clinics count: Sydby has 40 minutes, p3 40, and no road goes to Læsø.
    billede = daekningsbillede(lille_plan, "minutter", 20, Filter(kommune_kode="0101"))
    assert billede.hvide_pletter["distrikt"].to_list() == ["d3", "d2", "d4"]
    assert billede.hvide_pletter["afstand"].to_list() == pytest.approx(
        [40, 40, math.nan], nan_ok=True
    )
    assert billede.udaekkede == 4600
    assert billede.radius.loc["0825"].isna().all()


@pytest.mark.parametrize(
    ("filtrering", "med", "daekket"),
    [
        (Filter(), "n1 n2 s1 l1", [5000, 3000, 600]),
        # Access is reported at n1 and l1; 'ikke oplyst' is not a yes. p2 has 10 km to n1.
        (Filter(kun_handicapadgang=True), "n1 l1", [5000, 0, 600]),
        (Filter(mindst=1.5), "n1 s1", [5000, 3000, 0]),
        (Filter(mindst=3), "n1", [5000, 0, 0]),
        (Filter(kommune_kode="0102"), "s1", [0, 3000, 0]),
        (Filter(kommune_kode="0101", kun_handicapadgang=True), "n1", [5000, 0, 0]),
    ],
)
def test_only_the_clinics_of_the_filter_count(
    lille_plan: Plan, filtrering: Filter, med: str, daekket: list[int]
) -> None:
    billede = daekningsbillede(lille_plan, "luftlinje", 10, filtrering)
    assert list(lille_plan.klinikker.index[billede.med]) == med.split()
    assert billede.kommuner["indbyggere"].to_list() == daekket


@pytest.mark.parametrize(
    "filtrering",
    [
        Filter(mindst=3.5),
        Filter(kommune_kode="0102", kun_handicapadgang=True),
        Filter(kommune_kode="9999"),
    ],
)
def test_a_filter_that_leaves_no_clinic_is_refused(lille_plan: Plan, filtrering: Filter) -> None:
    with pytest.raises(Inputfejl, match="Ingen af de 4 klinikker opfylder filtret"):
        daekningsbillede(lille_plan, "luftlinje", 10, filtrering)


@pytest.mark.parametrize("graense", [0, -1, math.nan, math.inf, True])
def test_a_limit_must_be_a_number_above_0(lille_plan: Plan, graense: float) -> None:
    with pytest.raises(Inputfejl, match="Grænsen skal være et tal større end 0"):
        daekningsbillede(lille_plan, "luftlinje", graense)


def test_an_unknown_measure_is_met_with_those_the_plan_has(lille_plan: Plan) -> None:
    with pytest.raises(Inputfejl, match=r"»mil«. Vælg luftlinje eller minutter\."):
        daekningsbillede(lille_plan, "mil", 10)
    with pytest.raises(Inputfejl, match="»km«"):
        daekningsbillede(lille_plan, "km", 10)


def test_a_clinic_that_gave_everything_away_covers_nobody(lille_plan: Plan) -> None:
    efter = udfoer(lille_plan, Flytning("l1", "n1", 0, 1))
    billede = daekningsbillede(efter, "minutter", 20)
    assert billede.med.tolist() == [True, True, True, False]
    assert billede.kommuner.loc["0825", "indbyggere"] == 0
    assert "p5" in billede.hvide_pletter.index
    assert billede.ordnet().index.to_list() == ["0825", "0101", "0102", "region"]


def test_a_new_address_covers_who_lives_by_it(lille_plan: Plan) -> None:
    sted = Sted("ny", "Ny adresse", "Landet", "0101", "Landet", 57.2, 10.0, 0.0, 20_000.0)
    efter = udfoer(lille_plan, Flytning("n1", sted, 0, 1))
    billede = daekningsbillede(efter, "luftlinje", 10)
    assert billede.region["indbyggere"] == 9600
    assert billede.hvide_pletter.empty
    assert billede.udaekkede == 0


def test_a_kommune_without_points_is_missing_not_covered(lille_plan: Plan) -> None:
    uden = dataclasses.replace(
        lille_plan,
        punkter=lille_plan.punkter.drop(index="p5"),
        afstande={m: a[:4] for m, a in lille_plan.afstande.items()},
    )
    billede = daekningsbillede(uden, "luftlinje", 10)
    assert math.isnan(billede.kommuner.loc["0825", "andel_pct"])
    assert billede.ordnet().index[0] == "0825"
    assert billede.region["i_alt"] == 9000


def test_the_bands_of_the_map_are_half_whole_and_one_and_a_half(lille_plan: Plan) -> None:
    assert daekningsbillede(lille_plan, "luftlinje", 10).baandgraenser == (5, 10, 15)


@settings(max_examples=25)
@given(a=st.floats(0.1, 60), b=st.floats(0.1, 60))
def test_a_wider_limit_never_covers_fewer(lille_plan: Plan, a: float, b: float) -> None:
    snaever, vid = (daekningsbillede(lille_plan, "luftlinje", g) for g in sorted((a, b)))
    assert (snaever.kommuner["indbyggere"] <= vid.kommuner["indbyggere"]).all()
    assert set(vid.hvide_pletter.index) <= set(snaever.hvide_pletter.index)


@settings(max_examples=25)
@given(graense=st.floats(0.1, 60), filtrering=st.builds(Filter, st.booleans(), st.floats(0, 3)))
def test_covered_and_white_spots_are_everybody(
    lille_plan: Plan, graense: float, filtrering: Filter
) -> None:
    for maal in lille_plan.afstande:
        billede = daekningsbillede(lille_plan, maal, graense, filtrering)
        hvide = billede.hvide_pletter["indbyggere"].sum()
        assert billede.region["indbyggere"] + hvide == 9600
        assert billede.udaekkede == hvide
        assert billede.kommuner["indbyggere"].sum() == billede.region["indbyggere"]
        assert billede.hvide_distrikter["indbyggere_uden"].sum() == hvide
        assert billede.uden_for.loc["region", "indbyggere_uden"] == hvide


def test_nothing_in_the_plan_is_changed(lille_plan: Plan) -> None:
    foer = lille_plan.punkter.copy(deep=True), lille_plan.afstande["minutter"].copy()
    daekningsbillede(lille_plan, "minutter", 10, Filter(kun_handicapadgang=True))
    pd.testing.assert_frame_equal(lille_plan.punkter, foer[0])
    np.testing.assert_array_equal(lille_plan.afstande["minutter"], foer[1])


def _med_nabo(plan: Plan) -> Plan:
    # A clinic outside the region 5 km and 10 minutes from p3, and 25 to 50 km from the others.
    luft = np.array([[25.0], [27.0], [5.0], [39.0], [33.0]])
    return dataclasses.replace(
        plan,
        naboklinikker=pd.DataFrame(
            [("Nabo Fys", "Naby", 57.2, 10.0, 0.0, 25_000.0)],
            columns=["navn", "by", "lat", "lon", "x", "y"],
            index=pd.Index(["nabo-2"], name="nabo_id"),
        ),
        naboafstande={"luftlinje": luft, "minutter": 2 * luft},
    )


def test_a_clinic_outside_the_region_counts_in_distance_by_hand(lille_plan: Plan) -> None:
    billede = daekningsbillede(_med_nabo(lille_plan), "luftlinje", 10)
    assert billede.naermeste.afstand.tolist() == [0, 0, 5, 0, 0]
    assert billede.klinik_ider[list(billede.naermeste.klinik)].tolist() == [
        *("n1", "n2", "nabo-2", "s1", "l1")
    ]
    assert (billede.udaekkede, billede.naboer, len(billede.med)) == (0, 1, 4)
    # n1 is still 20 km from p3: one clinic within the limit, not two.
    assert billede.naestnaermeste.afstand[2] == 20
    assert billede.ved_graensen.sum() == 0


def test_a_clinic_outside_the_region_counts_only_when_nothing_is_asked(lille_plan: Plan) -> None:
    # Neither its access nor its size is known.
    for filtrering in (Filter(True), Filter(mindst=0.5), Filter(kommune_kode="0101")):
        med, uden = (
            daekningsbillede(plan, "luftlinje", 10, filtrering)
            for plan in (_med_nabo(lille_plan), lille_plan)
        )
        assert med.naboer == 0
        assert med.naermeste.afstand.tolist() == uden.naermeste.afstand.tolist()


def test_a_clinic_outside_the_region_has_its_range_too(lille_plan: Plan) -> None:
    # p3 has 10 minutes to it, 11.5 when ways are longer.
    assert daekningsbillede(_med_nabo(lille_plan), "minutter", 11).kommuner.loc[
        "0101", ["lav_pct", "andel_pct"]
    ].tolist() == pytest.approx([100 * 5 / 6, 100])


def test_who_is_beyond_the_limit_has_a_range_by_hand(lille_plan: Plan) -> None:
    # To n1 alone p2 has 20 minutes and p3 40: 17 and 34 when ways are shorter, 23 and 46 longer.
    kun_n1 = Filter(kun_handicapadgang=True, kommune_kode="0101")
    for graense, uden, lav, hoej in ((37, 1000, 0, 1000), (22, 1000, 1000, 3000)):
        tabel = daekningsbillede(lille_plan, "minutter", graense, kun_n1).uden_for.loc["0101"]
        kolonner = ["indbyggere_uden", "indbyggere_uden_lav", "indbyggere_uden_hoej"]
        assert tabel[kolonner].tolist() == [uden, lav, hoej]
    # p2 is 400 of 70 and more and 200 households without a car, of the district's 1,000 and 500.
    d1 = daekningsbillede(lille_plan, "minutter", 22, kun_n1).distrikter.loc["d1"]
    assert d1[["personer_70_uden", "personer_70_uden_hoej"]].tolist() == [0, 400]
    assert d1[["husstande_uden_bil_uden", "husstande_uden_bil_uden_hoej"]].tolist() == [0, 200]
    assert d1[["lav_pct", "andel_pct", "hoej_pct"]].tolist() == pytest.approx([60, 100, 100])
    # Straight lines are no model, and have none.
    luft = daekningsbillede(lille_plan, "luftlinje", 10)
    assert luft.spaend(20) == (20, 20)
    assert (luft.uden_for["indbyggere_uden_lav"] == luft.uden_for["indbyggere_uden_hoej"]).all()


def test_a_district_is_called_badly_covered_only_where_the_range_allows_it(plan: Plan) -> None:
    skjulte = daekningsbillede(plan, "minutter", 15).skjulte()
    sikre = skjulte[skjulte["sikker"]]
    assert (sikre["hoej_pct"] < 50).all()
    # Some are so by the model's own times and would not be, were the ways shorter.
    assert (skjulte["hoej_pct"] >= 50).any() and len(sikre) < len(skjulte)


def test_nothing_is_hidden_by_a_kommune_that_is_badly_covered_itself(plan: Plan) -> None:
    for graense in (1, 5, 10, 15):
        billede = daekningsbillede(plan, "minutter", graense)
        skjulte = billede.skjulte()
        mindst = max(billede.region["andel_pct"], 50)
        assert (skjulte["kommune_andel_pct"] >= mindst).all()
        assert (skjulte["sikker"] == (skjulte["hoej_pct"] < 50)).all()


def test_km_of_new_addresses_alone_are_not_known(lille_plan: Plan) -> None:
    # A matrix with minutes and no km, and a new address whose km the model knows.
    minutter = lille_plan.afstande["minutter"]
    uden_km = np.full_like(minutter, np.nan)
    uden_km[:, -1] = 5.0
    plan = dataclasses.replace(
        lille_plan, afstande={"luftlinje": minutter / 2, "minutter": minutter, "km": uden_km}
    )
    with pytest.raises(Inputfejl, match="km"):
        daekningsbillede(plan, "km", 10)
    assert daekningsbillede(plan, "minutter", 10).maal == "minutter"


def test_all_are_covered_only_however_long_the_ways_may_be(lille_plan: Plan) -> None:
    # p3 has 40 minutes, 46 when ways are 15 percent longer.
    naesten, alle = (daekningsbillede(lille_plan, "minutter", g) for g in (41, 46))
    assert naesten.udaekkede == alle.udaekkede == 0
    assert (naesten.alle_daekket, alle.alle_daekket) == (False, True)


@pytest.mark.parametrize("graense", [0.001, 1e31, 1e300])
def test_a_limit_that_cannot_be_written_is_refused(lille_plan: Plan, graense: float) -> None:
    with pytest.raises(Inputfejl, match="0,01"):
        daekningsbillede(lille_plan, "luftlinje", graense)


def test_two_clinics_have_a_range_by_hand(lille_plan: Plan) -> None:
    # The second nearest is 20 minutes from p1 and p2 (5,000 of 9,600), 40 from p4, further from p3,
    # and p5 has none: within 22 minutes they have it, and not when ways are 15 percent longer.
    billede = daekningsbillede(lille_plan, "minutter", 22)
    assert billede.valg_pct["region"] == pytest.approx(100 * 5000 / 9600)
    assert billede.valg_ender == pytest.approx((0, 100 * 5000 / 9600))
