"""Status: tabel 1 of the praksisplan row by row, and the clinic list held against it."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dansk import Inputfejl, tal
from planning.flytning import udfoer
from planning.plan import Plan
from planning.status import (
    grundlagsforskelle,
    knappest_og_rigest,
    skifter_med_grundlaget,
    status,
)
from planning.tiltag import Flytning

# Praksisplan for fysioterapi 2020, tabel 1, p. 14: over 30 and under 30 hours in capacities,
# inhabitants, and indbyggere pr. kapacitet as printed.
TABEL_1 = [
    ("Morsø", 3, 2, 20394, "4.079"),
    ("Thisted", 3, 9, 43584, "3.632"),
    ("Brønderslev", 2, 6.5, 36339, "4.275"),
    ("Frederikshavn", 10, 6.5, 59960, "3.634"),
    ("Vesthimmerland", 4, 6, 37045, "3.705"),
    ("Læsø", 1, 0.5, 1817, "1.211"),
    ("Mariagerfjord", 4, 6.5, 41958, "3.996"),
    ("Jammerbugt", 2, 6, 38480, "4.810"),
    ("Aalborg", 12, 24.5, 215443, "5.903"),
    ("Rebild", 0, 5.5, 29917, "5.439"),
    ("Hjørring", 11, 4, 64668, "4.311"),
]
KODER = {
    "Morsø": "0773",
    "Thisted": "0787",
    "Brønderslev": "0810",
    "Frederikshavn": "0813",
    "Vesthimmerland": "0820",
    "Læsø": "0825",
    "Rebild": "0840",
    "Mariagerfjord": "0846",
    "Jammerbugt": "0849",
    "Aalborg": "0851",
    "Hjørring": "0860",
}
# Bilag 4 summed by kommune where it differs from tabel 1: (over 30, under 30, less the total).
BILAG_4_AFVIGER = {
    "Thisted": (4, 8, 0),
    "Frederikshavn": (10, 6, -0.5),
    "Jammerbugt": (1, 6, -1),
    "Aalborg": (13, 24, 0.5),
    "Hjørring": (12, 4, 1),
}


@pytest.mark.parametrize(("navn", "over30", "under30", "indbyggere", "trykt"), TABEL_1)
def test_tabel_1_is_reproduced_row_by_row(
    plan: Plan, navn: str, over30: float, under30: float, indbyggere: int, trykt: str
) -> None:
    raekke = status(plan, "tabel1").kommuner.loc[KODER[navn]]
    assert raekke["kommune"] == navn
    assert (raekke["over30"], raekke["under30"]) == (over30, under30)
    assert raekke["kapacitet"] == over30 + under30
    assert raekke["indbyggere"] == indbyggere
    assert tal(raekke["indbyggere_pr_kapacitet"]) == trykt


@pytest.mark.parametrize("grundlag", ["tabel1", "klinikliste"])
def test_the_region_has_129_capacities_and_4571_inhabitants_to_each(
    plan: Plan, grundlag: str
) -> None:
    region = status(plan, grundlag).region
    assert region["kapacitet"] == 129
    assert region["indbyggere"] == 589605
    assert tal(region["indbyggere_pr_kapacitet"]) == "4.571"
    assert region["afvigelse_pct"] == 0


def test_the_split_of_the_region_is_52_over_and_77_under_in_tabel_1(plan: Plan) -> None:
    region = status(plan, "tabel1").region
    assert (region["over30"], region["under30"]) == (52, 77)


def test_the_clinic_list_has_two_capacities_more_over_30_hours_than_tabel_1(plan: Plan) -> None:
    # +1 in Thisted, Aalborg and Hjørring, -1 in Jammerbugt.
    region = status(plan).region
    assert (region["over30"], region["under30"]) == (54, 75)


@pytest.mark.parametrize(("navn", "over30", "under30"), [r[:3] for r in TABEL_1])
def test_the_clinic_list_agrees_with_tabel_1_but_in_five_kommuner(
    plan: Plan, navn: str, over30: float, under30: float
) -> None:
    raekke = status(plan, "klinikliste").kommuner.loc[KODER[navn]]
    ventet = BILAG_4_AFVIGER.get(navn, (over30, under30, 0))
    assert (raekke["over30"], raekke["under30"]) == ventet[:2]
    assert raekke["kapacitet"] - (over30 + under30) == ventet[2]


def test_the_differences_between_the_two_are_listed_and_cancel(plan: Plan) -> None:
    forskelle = grundlagsforskelle(plan).set_index("kommune")
    assert set(forskelle.index) == set(BILAG_4_AFVIGER)
    for navn, (over30, under30, forskel) in BILAG_4_AFVIGER.items():
        raekke = forskelle.loc[navn]
        trykt = next(r for r in TABEL_1 if r[0] == navn)
        assert (raekke["over30_tabel1"], raekke["under30_tabel1"]) == trykt[1:3]
        assert (raekke["over30_klinikliste"], raekke["under30_klinikliste"]) == (over30, under30)
        assert raekke["kapacitet_klinikliste"] - raekke["kapacitet_tabel1"] == forskel
        assert raekke["forskel"] == forskel
    assert forskelle["forskel"].sum() == 0


def test_status_by_hand(lille_plan: Plan) -> None:
    tabel = status(lille_plan)
    assert tabel.kommuner["kommune"].to_list() == ["Nordby", "Sydby", "Læsø"]
    assert tabel.kommuner["over30"].to_list() == [2, 1, 0]
    assert tabel.kommuner["under30"].to_list() == [2, 0.5, 0.5]
    assert tabel.kommuner["kapacitet"].to_list() == [4, 1.5, 0.5]
    assert tabel.kommuner["indbyggere_pr_kapacitet"].to_list() == [1500, 2000, 1200]
    assert tabel.kommuner["afvigelse_pct"].to_list() == pytest.approx([-6.25, 25, -25])
    assert tabel.region.to_dict() == {
        "kommune": "Region Nordjylland",
        "over30": 3,
        "under30": 3,
        "kapacitet": 6,
        "indbyggere": 9600,
        "indbyggere_pr_kapacitet": 1600,
        "afvigelse_pct": 0,
    }


def test_the_published_table_is_of_what_was_published_and_not_of_a_scenario(
    lille_plan: Plan,
) -> None:
    """Held against the list after a tiltag, it would contradict it by the tiltag."""
    foer = grundlagsforskelle(lille_plan)
    efter = udfoer(lille_plan, Flytning("n1", "s1", 1, 0))
    assert status(lille_plan, "tabel1").kommuner["kapacitet"].to_list() == [4, 2, 0.5]
    assert grundlagsforskelle(lille_plan).equals(foer)
    assert status(efter, "klinikliste").kommuner["kapacitet"].to_list() == [3, 2.5, 0.5]
    assert efter.tabel1.empty and skifter_med_grundlaget(efter, 5).empty
    with pytest.raises(Inputfejl, match="tabel 1"):
        status(efter, "tabel1")


def test_a_kommune_without_capacity_has_no_figure_and_comes_first(lille_plan: Plan) -> None:
    tabel = status(udfoer(lille_plan, Flytning("l1", "n1", 0, 1)))
    laesoe = tabel.kommuner.loc["0825"]
    assert laesoe["kapacitet"] == 0
    assert math.isnan(laesoe["indbyggere_pr_kapacitet"])
    assert math.isnan(laesoe["afvigelse_pct"])
    assert tabel.region["indbyggere_pr_kapacitet"] == 1600
    assert tabel.ordnet().index.to_list() == ["0825", "0102", "0101", "region"]


def test_a_kommune_without_any_clinic_has_zero_capacity_and_is_not_dropped(
    lille_plan: Plan,
) -> None:
    uden = dataclasses.replace(
        lille_plan,
        klinikker=lille_plan.klinikker.drop(index="l1"),
        kapaciteter=lille_plan.kapaciteter[lille_plan.kapaciteter["klinik_id"] != "l1"],
    )
    tabel = status(uden)
    assert tabel.kommuner["kapacitet"].to_list() == [4, 1.5, 0]
    assert tabel.kommuner["under30"].to_list() == [2, 0.5, 0]
    assert tabel.region["indbyggere"] == 9600


def test_the_order_is_fewest_capacities_to_the_inhabitants_first(plan: Plan) -> None:
    orden = status(plan, "tabel1").ordnet()["kommune"].to_list()
    assert orden[:3] == ["Aalborg", "Rebild", "Jammerbugt"]
    assert orden[-2:] == ["Læsø", "Region Nordjylland"]


def test_the_scarcest_and_richest_leave_out_laesoe(plan: Plan, lille_plan: Plan) -> None:
    # Læsø has 1.211, Thisted 3.632 and Frederikshavn 3.634 in tabel 1.
    assert knappest_og_rigest(status(plan, "tabel1")) == (KODER["Aalborg"], KODER["Thisted"])
    # Without tabel 1's half capacity more, Frederikshavn has 3.747 in the list.
    assert knappest_og_rigest(status(plan)) == (KODER["Aalborg"], KODER["Thisted"])
    assert knappest_og_rigest(status(lille_plan)) == ("0102", "0101")


def test_with_capacity_on_laesoe_alone_nobody_is_scarcest(lille_plan: Plan) -> None:
    kun_laesoe = _med_antal(lille_plan, over30=[0, 0, 0, 0], under30=[0, 0, 0, 1])
    assert knappest_og_rigest(status(kun_laesoe)) is None


def test_no_capacity_at_all_is_missing_figures_not_a_division_by_zero(lille_plan: Plan) -> None:
    tabel = status(_med_antal(lille_plan, over30=[0] * 4, under30=[0] * 4))
    assert tabel.region["kapacitet"] == 0
    assert math.isnan(tabel.region["indbyggere_pr_kapacitet"])
    assert tabel.kommuner["afvigelse_pct"].isna().all()


@pytest.mark.parametrize("grundlag", ["tabel 1", "", "Klinikliste", "bilag4"])
def test_an_unknown_grundlag_is_refused_with_the_two_there_are(plan: Plan, grundlag: str) -> None:
    with pytest.raises(Inputfejl, match="klinikliste eller tabel1"):
        status(plan, grundlag)


@settings(max_examples=25)
@given(data=st.data())
def test_the_order_of_clinics_and_capacities_is_irrelevant(plan: Plan, data: st.DataObject) -> None:
    n = len(plan.klinikker)
    blandet = dataclasses.replace(
        plan,
        klinikker=plan.klinikker.iloc[data.draw(st.permutations(range(n)))],
        kapaciteter=plan.kapaciteter.iloc[data.draw(st.permutations(range(n)))].reset_index(
            drop=True
        ),
    )
    pd.testing.assert_frame_equal(status(blandet).kommuner, status(plan).kommuner)


@settings(max_examples=50)
@given(antal=st.lists(st.integers(0, 9), min_size=8, max_size=8))
def test_the_region_lies_between_its_kommuner(lille_plan: Plan, antal: list[int]) -> None:
    # Inhabitants over capacities of the whole is a mean of the parts: harmonic, by capacity.
    tabel = status(_med_antal(lille_plan, over30=antal[:4], under30=antal[4:]))
    dele = tabel.kommuner["indbyggere_pr_kapacitet"]
    assert tabel.region["kapacitet"] == sum(antal[:4]) + sum(antal[4:]) / 2
    if (tabel.kommuner["kapacitet"] > 0).all():
        region = tabel.region["indbyggere_pr_kapacitet"]
        assert dele.min() <= region + 1e-9
        assert region <= dele.max() + 1e-9
        assert np.average(dele, weights=tabel.kommuner["kapacitet"]) == pytest.approx(region)


def _med_antal(plan: Plan, over30: list[int], under30: list[int]) -> Plan:
    return dataclasses.replace(
        plan, kapaciteter=plan.kapaciteter.assign(over30=over30, under30=under30)
    )
