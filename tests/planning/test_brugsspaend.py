"""How far the use of one year is from another's, by the printed figures and by hand."""

from __future__ import annotations

import dataclasses

import pytest

from planning.brugsspaend import brugsspaend
from planning.fremskrivning import fremskrivning
from planning.plan import REGION, REGIONSRAEKKE, Plan
from tests.planning.fremskrevne import med_aldre


def test_the_range_is_the_ratio_of_the_printed_numbers(plan: Plan) -> None:
    almen, fri = brugsspaend(plan, "51"), brugsspaend(plan, "62")
    assert almen is not None and fri is not None
    # Tabel 16 and 26, the row of the region.
    assert almen.antal == ((2015, 44537), (2016, 45491), (2017, 46717), (2018, 47300))
    assert fri.antal == ((2015, 7492), (2016, 7704), (2017, 7925), (2018, 8363))
    assert (almen.brugsaar, almen.yderst, fri.yderst) == (2018, 2015, 2015)
    assert almen.hoej == pytest.approx(1.0620383, abs=1e-7) == 47300 / 44537
    assert almen.lav == pytest.approx(44537 / 47300)
    assert fri.udsving_pct == pytest.approx(11.6257, abs=1e-4)
    assert almen.steg_hvert_aar and fri.steg_hvert_aar


def test_a_fall_is_as_far_to_both_sides(plan: Plan) -> None:
    """A year with twice as many treated is as far away as one with half."""
    t = plan.tabeller.copy()
    ramt = (t["tabel"] == "16") & (t["raekke"] == REGION) & (t["aar"] == 2016)
    t.loc[ramt & (t["maal"] == "antal_borgere"), "vaerdi"] = 94600
    spaend = brugsspaend(dataclasses.replace(plan, tabeller=t), "51")
    assert spaend is not None and spaend.yderst == 2016 and not spaend.steg_hvert_aar
    assert (spaend.hoej, spaend.lav) == (2.0, 0.5)


def test_without_more_years_there_is_no_range(plan: Plan) -> None:
    t = plan.tabeller
    et = t[(t["tabel"] != "16") | (t["aar"] == 2018)]
    assert brugsspaend(dataclasses.replace(plan, tabeller=et), "51") is None
    assert brugsspaend(dataclasses.replace(plan, tabeller=t.iloc[:0]), "51") is None


def test_low_and_high_are_the_need_by_the_range(plan: Plan) -> None:
    region = fremskrivning(med_aldre(plan)).loc[REGIONSRAEKKE]
    # All of 589,605 are 70-79: tabel 11 has 124.1 per 1,000.
    assert region["patienter_51_hoej"] == pytest.approx(589_605 * 0.1241 * 47300 / 44537)
    assert region["patienter_51_lav"] == pytest.approx(589_605 * 0.1241 * 44537 / 47300)
    assert region["patienter_51_lav"] < region["patienter_51"] < region["patienter_51_hoej"]
