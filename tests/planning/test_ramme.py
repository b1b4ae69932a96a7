"""The economic frame: when it goes, how far over, and what it costs; hand-computed."""

from __future__ import annotations

import dataclasses
import math
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dansk import Inputfejl
from planning.knaekgraense import aarets_knaekgraenser
from planning.plan import RAMMEFELTER, TILSKUDSFELTER, Plan
from planning.ramme import aar_med_forbrug, aarets_rammer, udbetalt
from planning.rammestilling import Rammestilling, kvartaler, rammestilling

MIO = 100_000_000  # oere


def _forbrug(beloeb: list[int], maaneder: int = 1) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "fra_maaned": range(1, 1 + maaneder * len(beloeb), maaneder),
            "maaneder": maaneder,
            "oere": beloeb,
        }
    )


def _regn(
    beloeb: list[int], ramme: int | None = None, maaneder: int = 1, aar: int = 2025, **andet: object
) -> Rammestilling:
    return rammestilling(aar, _forbrug(beloeb, maaneder), ramme, **andet)


def _gaar(s: Rammestilling) -> tuple[int, int] | None:
    if s.passeret is None:
        return None
    periode = s.perioder.iloc[s.passeret]
    return int(periode["fra_maaned"]), int(periode["maaneder"])


def test_the_stop_of_december_2022_is_seen_coming() -> None:
    """85 of a year's 1,000 mio. kr. a month until September: 1,020 in the year, gone in December.

    765 are used in three quarters; eleven months are 935 and twelve 1,020. The rate of 1 April 2023
    to 31 March 2024 must fall by 20 of 1,020, which is 1.96 %.
    """
    s = _regn([85 * MIO] * 9, 1_000 * MIO, aar=2022)
    assert not s.er_gaaet and _gaar(s) == (12, 1)
    assert (s.brugt_pct, s.gaaet_pct) == (76.5, 75)
    assert s.over[0] == 20 * MIO and s.takstfald == Fraction(20, 1_020)
    # Known by October, by July and by April alike; with less the frame holds.
    assert {_gaar(_regn([85 * MIO] * n, 1_000 * MIO, aar=2022)) for n in (3, 6, 10)} == {(12, 1)}
    holder = _regn([83 * MIO] * 9, 1_000 * MIO, aar=2022)
    assert _gaar(holder) is None and holder.over[0] == 0 == holder.takstfald


def test_a_season_of_the_year_before_moves_the_month_the_frame_goes_in() -> None:
    """December is twice any other month: the even months until September hide what is to come."""
    saeson = np.array([1 / 13] * 11 + [2 / 13])
    jaevn = _regn([80 * MIO] * 9, 1_000 * MIO, aar=2022)
    assert _gaar(jaevn) is None and jaevn.prognose == pytest.approx(960 * MIO)
    med = _regn([80 * MIO] * 9, 1_000 * MIO, aar=2022, saeson=saeson)
    assert med.prognose == pytest.approx(1_040 * MIO) and _gaar(med) == (12, 1)
    assert med.takstfald == Fraction(40, 1_040)


@pytest.mark.parametrize(
    ("sidste", "gaar", "over"),
    [(250 * MIO, None, 0), (250 * MIO + 1, (10, 3), 1), (250 * MIO - 1, None, 0)],
)
def test_just_at_the_frame_it_holds_and_one_oere_above_it_is_gone(
    sidste: int, gaar: tuple[int, int] | None, over: int
) -> None:
    s = _regn([250 * MIO] * 3 + [sidste], 1_000 * MIO, 3)
    assert _gaar(s) == gaar and s.over[0] == over and s.er_gaaet == bool(over)
    assert s.takstfald == Fraction(over, 750 * MIO + sidste) and not s.er_prognose


def test_quarters_are_forecast_by_the_rest_of_their_year() -> None:
    """300 of 1,000 in a quarter: 1,200, and the fourth is where it goes."""
    s = _regn([300 * MIO], 1_000 * MIO, 3)
    assert s.prognose == pytest.approx(1_200 * MIO) and _gaar(s) == (10, 3)
    assert math.isnan(s.hoej) and s.takstfald_hoej is None
    assert s.takstfald == Fraction(1, 6)
    assert _gaar(_regn([500 * MIO], 1_000 * MIO, 3)) == (7, 3)


def test_the_range_is_that_of_the_forecast_and_opens_from_what_is_known() -> None:
    s = _regn([80 * MIO, 90 * MIO, 85 * MIO, 95 * MIO], 1_000 * MIO)
    kendte, resten = s.perioder[s.perioder["kendt"]], s.perioder[~s.perioder["kendt"]]
    assert (kendte["lav"] == kendte["i_alt"]).all() and (kendte["hoej"] == kendte["i_alt"]).all()
    bredde = resten["hoej"] - resten["lav"]
    assert bredde.is_monotonic_increasing and bredde.iloc[0] > 0
    assert resten["i_alt"].iloc[-1] == pytest.approx(s.prognose)
    assert resten["hoej"].iloc[-1] == pytest.approx(s.hoej)
    assert resten["lav"].iloc[-1] == pytest.approx(s.lav)
    assert s.takstfald_lav < s.takstfald < s.takstfald_hoej


def test_without_a_frame_there_is_a_year_and_nothing_to_hold_it_against() -> None:
    s = _regn([10 * MIO] * 6)
    assert s.prognose == pytest.approx(120 * MIO) and _gaar(s) is None
    assert math.isnan(s.brugt_pct) and math.isnan(s.over[0]) and s.takstfald is None


def test_no_rate_falls_by_an_agreement_that_is_not_known_nor_by_a_region(plan: Plan) -> None:
    for aar, fald in ((2026, Fraction(200, 1_200)), (2027, None)):
        brugt = [("landet", "62", aar, m, 1, 100 * MIO, 1_000 * MIO) for m in range(1, 5)]
        s = aarets_rammer(_plan_med(plan, brugt), aar).stillinger["landet", "62"]
        assert s.takstfald == fald, "the last agreement of the field ends with 2026"
    assert _regn([100 * MIO] * 4, 1_000 * MIO, nedsaetter=False).takstfald is None
    assert _regn([100 * MIO] * 4, 1_000 * MIO, aar=2026).takstfald == Fraction(200, 1_200)


@pytest.mark.parametrize("fra", [[2, 3], [1, 3], [1, 1], []])
def test_a_year_with_a_hole_or_a_late_beginning_is_told(fra: list[int]) -> None:
    forbrug = pd.DataFrame({"fra_maaned": fra, "maaneder": 1, "oere": [MIO] * len(fra)})
    with pytest.raises(Inputfejl, match="2025"):
        rammestilling(2025, forbrug, MIO)


@given(
    st.lists(st.integers(0, 100 * MIO), min_size=1, max_size=12),
    st.integers(1, 1_200 * MIO),
)
def test_the_year_is_whole_and_a_fall_of_the_rate_repays_the_overrun(
    beloeb: list[int], ramme: int
) -> None:
    s = _regn(beloeb, ramme)
    kvt = kvartaler(s)
    assert kvt["brugt"].sum() == pytest.approx(sum(beloeb) / 100)
    assert kvt["i_alt"].iloc[-1] == pytest.approx(s.prognose / 100)
    assert kvt["maaneder"].sum() == len(beloeb) and kvt["i_alt"].is_monotonic_increasing
    assert (s.over[0] > 0) == (round(s.prognose) > ramme)
    if s.takstfald:
        assert s.takstfald * round(s.prognose) == s.over[0]
        assert s.passeret is not None or s.over[0] <= 1


def test_quarters_add_their_months_and_tell_how_many_are_known() -> None:
    kvt = kvartaler(_regn([10 * MIO, 20 * MIO, 30 * MIO, 40 * MIO], 400 * MIO))
    assert kvt["maaneder"].tolist() == [3, 1, 0, 0]
    assert kvt["brugt"].tolist()[:2] == [60_000_000, 40_000_000] and kvt["brugt"][2:].isna().all()
    # 100 in four months: 25 each of the eight to come.
    assert kvt["i_alt"].tolist() == pytest.approx([60e6, 150e6, 225e6, 300e6])
    assert kvt["af_rammen_pct"].tolist() == pytest.approx([15, 37.5, 56.25, 75])
    assert kvt["gaaet_pct"].tolist() == [25, 50, 75, 100]


def _plan_med(plan: Plan, forbrug: list[tuple], tilskud: list[tuple] = ()) -> Plan:
    ramme = pd.DataFrame(forbrug, columns=list(RAMMEFELTER)).astype({"ramme": "Int64"})
    andet = {"tilskud": pd.DataFrame(tilskud, columns=list(TILSKUDSFELTER))} if tilskud else {}
    return dataclasses.replace(plan, rammeforbrug=ramme, **andet)


def test_the_region_is_what_its_clinics_are_paid_after_the_cut(plan: Plan) -> None:
    """Two clinics on 51, 393,000 kr. each: A has 60,000 kr. a month, B 10,000 kr.

    A is at 360,000 by June; of July's 60,000, 27,000 are above, and 10,800 of them are not paid.
    Of August's, all is above: 24,000 are not.
    """
    a, b = plan.klinikker.index[:2]
    tilskud = [(a, "51", 2025, m, 6_000_000, 1.0) for m in range(1, 9)]
    tilskud += [(b, "51", 2025, m, 1_000_000, 1.0) for m in range(1, 10)]
    med = _plan_med(plan, [], tilskud)
    graenser = aarets_knaekgraenser(med, 2025)
    betalt = udbetalt(graenser, "51")
    # September is known of B alone, and is no month of the region.
    assert betalt["oere"].tolist() == [7_000_000] * 6 + [5_920_000, 4_600_000]
    rammer = aarets_rammer(med, 2025)
    s = rammer.stillinger["regionen", "51"]
    assert rammer.klinikker == {"51": 2} and s.ramme is None and s.takstfald is None
    region = graenser.region.loc["51"]
    assert s.prognose == pytest.approx(region["prognose"] - region["ventet_nedsat"])
    # 720,000 less 40 % of 327,000, and 120,000.
    assert s.prognose == pytest.approx(100 * (720_000 - 130_800 + 120_000))
    assert kvartaler(s)["brugt"].tolist()[:3] == [210_000, 210_000, 105_200]


def test_what_is_paid_of_a_whole_year_is_what_the_clinics_had_less_what_they_were_cut(
    plan: Plan,
) -> None:
    a, b = plan.klinikker.index[:2]
    rng = np.random.default_rng(3)
    tilskud = [
        (k, "51", 2025, m, int(rng.integers(1_000_000, 6_000_000)), 1.0)
        for k in (a, b)
        for m in range(1, 13)
    ]
    med = _plan_med(plan, [], tilskud)
    graenser = aarets_knaekgraenser(med, 2025)
    ialt = graenser.klinikker["brugt"].sum() - graenser.klinikker["nedsat"].sum()
    assert udbetalt(graenser, "51")["oere"].sum() == ialt
    s = aarets_rammer(med, 2025).stillinger["regionen", "51"]
    assert s.brugt == ialt and s.prognose == pytest.approx(ialt)


def test_an_imported_use_of_the_region_goes_before_that_of_its_clinics(plan: Plan) -> None:
    klinik = plan.klinikker.index[0]
    tilskud = [(klinik, s, 2025, 1, 1_000_000, 1.0) for s in ("51", "62")]
    forbrug = [("regionen", "62", 2025, 1, 3, 30 * MIO, None)]
    rammer = aarets_rammer(_plan_med(plan, forbrug, tilskud), 2025)
    assert list(rammer.stillinger) == [("regionen", "51"), ("regionen", "62")]
    assert rammer.klinikker == {"51": 1} and rammer.stillinger["regionen", "62"].brugt == 30 * MIO


def test_subsidies_that_cannot_be_counted_hide_no_use_that_is_imported(plan: Plan) -> None:
    klinik = plan.klinikker.index[0]
    tilskud = [(klinik, "62", 2025, 1, 1_000_000, math.nan)]
    med = _plan_med(plan, [("landet", "62", 2025, 1, 3, MIO, 4 * MIO)], tilskud)
    rammer = aarets_rammer(med, 2025)
    assert list(rammer.stillinger) == [("landet", "62")] and "uden kapacitet" in rammer.klinikfejl
    with pytest.raises(Inputfejl, match="uden kapacitet"):
        aarets_rammer(_plan_med(plan, [], tilskud), 2025)


def test_the_season_is_the_whole_year_before_of_the_same_level_and_speciale(plan: Plan) -> None:
    """The first quarter of 2021 was 40 % of its year, so that 400 of 2022's is a year of 1,000."""
    foer = [
        ("landet", "62", 2021, 1 + 3 * nr, 3, v * MIO, None)
        for nr, v in enumerate((400, 200, 200, 200))
    ]
    nu = [("landet", s, 2022, 1, 3, 400 * MIO, 900 * MIO) for s in ("51", "62")]
    rammer = aarets_rammer(_plan_med(plan, foer + nu), 2022)
    med, uden = rammer.stillinger["landet", "62"], rammer.stillinger["landet", "51"]
    assert med.med_saeson and med.prognose == pytest.approx(1_000 * MIO)
    assert not uden.med_saeson and uden.prognose == pytest.approx(1_600 * MIO)
    assert rammer.vaerst() == ("landet", "51")
    delvis = _plan_med(plan, foer[:3] + nu)
    assert not aarets_rammer(delvis, 2022).stillinger["landet", "62"].med_saeson
    assert aar_med_forbrug(delvis) == [2022, 2021]


def test_the_overview_is_in_kroner_and_has_the_country_first(plan: Plan) -> None:
    forbrug = [("regionen", "62", 2025, 1, 3, 30 * MIO, None)]
    forbrug += [("landet", "62", 2025, 1, 3, 300 * MIO, 1_000 * MIO)]
    alle = aarets_rammer(_plan_med(plan, forbrug), 2025).oversigt()
    assert alle.index[0] == ("landet", "62")
    landet = alle.iloc[0]
    assert (landet["ramme"], landet["brugt"], landet["brugt_pct"]) == (1e9, 3e8, 30)
    assert landet["over"] == pytest.approx(2e8) and landet["fra_maaned"] == 10
    assert landet["takstfald_pct"] == pytest.approx(100 / 6)
    assert alle.iloc[1][["ramme", "takstfald_pct", "fra_maaned"]].isna().all()


def test_two_frames_of_one_year_and_a_year_of_nothing_are_told(plan: Plan) -> None:
    to = [("landet", "62", 2025, 1 + 3 * nr, 3, MIO, (4 + nr) * MIO) for nr in range(2)]
    with pytest.raises(Inputfejl, match="flere rammer"):
        aarets_rammer(_plan_med(plan, to), 2025)
    with pytest.raises(Inputfejl, match="2031"):
        aarets_rammer(_plan_med(plan, to), 2031)
