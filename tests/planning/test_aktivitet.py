"""Activity by hand from tabel 14, 16, 24 and 26 of the praksisplan, for two kommuner."""

from __future__ import annotations

import math

import pytest

from dansk import Inputfejl
from planning.aktivitet import aktivitet
from planning.flytning import anvend
from planning.plan import Plan
from planning.tiltag import Flytning

# speciale, kommune, ydelser (tabel 14 and 24, 2018), borgere (tabel 16 and 26, 2018),
# capacity of the clinic list, inhabitants; and the region's ydelser and borgere.
TRYKT = [
    ("51", "0773", 44155, 1652, 5, 20394, 1209104, 47300),  # Morsø
    ("51", "0840", 52990, 2612, 5.5, 29917, 1209104, 47300),  # Rebild
    ("62", "0773", 34476, 314, 5, 20394, 1195193, 8363),
    ("62", "0840", 42693, 384, 5.5, 29917, 1195193, 8363),
]


@pytest.mark.parametrize(
    ("speciale", "kode", "ydelser", "borgere", "kap", "personer", "y_region", "b_region"), TRYKT
)
def test_two_kommuner_by_hand(
    plan: Plan,
    speciale: str,
    kode: str,
    ydelser: int,
    borgere: int,
    kap: float,
    personer: int,
    y_region: int,
    b_region: int,
) -> None:
    raekke = aktivitet(plan, speciale).loc[kode]
    assert (raekke["ydelser"], raekke["patienter"], raekke["kapacitet"]) == (ydelser, borgere, kap)
    assert raekke["ydelser_pr_kapacitet"] == pytest.approx(ydelser / kap)
    assert raekke["patienter_pr_kapacitet"] == pytest.approx(borgere / kap)
    assert raekke["patienter_pr_1000"] == pytest.approx(borgere * 1000 / personer)
    assert raekke["andel_produktion_pct"] == pytest.approx(ydelser * 100 / y_region)
    assert raekke["andel_forbrug_pct"] == pytest.approx(borgere * 100 / b_region)


@pytest.mark.parametrize(
    ("speciale", "aar", "ydelser", "borgere"),
    [
        ("51", 2015, 1109279, 44537),
        ("51", 2018, 1209104, 47300),
        ("62", 2015, 899100, 7492),
        ("62", 2017, 944350, 7925),
        ("62", 2018, 1195193, 8363),
    ],
)
def test_the_region_has_its_own_printed_figures(
    plan: Plan, speciale: str, aar: int, ydelser: int, borgere: int
) -> None:
    region = aktivitet(plan, speciale, aar=aar).loc["region"]
    assert (region["ydelser"], region["patienter"], region["kapacitet"]) == (ydelser, borgere, 129)
    assert region["ydelser_pr_kapacitet"] == pytest.approx(ydelser / 129)
    assert region["andel_produktion_pct"] == region["andel_forbrug_pct"] == 100


def test_the_region_is_the_last_of_twelve_rows(plan: Plan) -> None:
    ramme = aktivitet(plan, "51")
    assert len(ramme) == 12
    assert ramme.index[-1] == "region"
    assert not ramme.isna().any(axis=None)


@pytest.mark.parametrize("speciale", ["51", "62"])
def test_the_kommuner_share_the_whole_production(plan: Plan, speciale: str) -> None:
    # Tabel 14 and 24 add up; tabel 16 and 26 count up to 120 residents more than the region.
    dele = aktivitet(plan, speciale).drop(index="region")
    assert dele["andel_produktion_pct"].sum() == pytest.approx(100)
    assert 100 < dele["andel_forbrug_pct"].sum() < 101


def test_rebild_uses_more_than_it_produces(plan: Plan) -> None:
    # Rebild has the fewest capacities to its inhabitants but Aalborg next door: its residents
    # are treated outside, so its share of forbrug lies above its share of produktion.
    rebild = aktivitet(plan, "51").loc["0840"]
    assert rebild["andel_forbrug_pct"] > rebild["andel_produktion_pct"]


def test_tabel_1_and_the_clinic_list_share_the_activity_differently(plan: Plan) -> None:
    # Hjørring: 96,498 ydelser to 15 capacities in tabel 1 and 16 in the list.
    assert aktivitet(plan, "51", "tabel1").loc["0860", "ydelser_pr_kapacitet"] == 96498 / 15
    assert aktivitet(plan, "51", "klinikliste").loc["0860", "ydelser_pr_kapacitet"] == 96498 / 16


def test_a_kommune_without_capacity_has_activity_but_no_share_to_a_capacity(plan: Plan) -> None:
    tom = anvend(
        plan,
        [
            Flytning("laesoe-ralf-seip", "hobro-benefit", 0, 1),
            Flytning("laesoe-fysioterapien", "hobro-benefit", 1, 0),
        ],
    )
    laesoe = aktivitet(tom, "62").loc["0825"]
    assert (laesoe["ydelser"], laesoe["patienter"]) == (3102, 31)
    assert math.isnan(laesoe["ydelser_pr_kapacitet"])
    assert math.isnan(laesoe["patienter_pr_kapacitet"])
    assert laesoe["patienter_pr_1000"] == pytest.approx(31_000 / 1817)


@pytest.mark.parametrize("speciale", ["57", "51+62", ""])
def test_an_unknown_speciale_is_refused(plan: Plan, speciale: str) -> None:
    with pytest.raises(Inputfejl, match=r"Vælg 51 .* eller 62"):
        aktivitet(plan, speciale)


@pytest.mark.parametrize("aar", [2014, 2019, 0])
def test_a_year_the_tables_do_not_have_is_refused(plan: Plan, aar: int) -> None:
    with pytest.raises(Inputfejl, match=f"2015-2018, ikke {aar}"):
        aktivitet(plan, "51", aar=aar)
