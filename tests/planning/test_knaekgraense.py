"""The knækgrænse: hand-computed at, just under and just over, and what is to come as a model."""

from __future__ import annotations

import dataclasses
import math
from datetime import date
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dansk import Inputfejl
from planning.knaekgraense import (
    Knaekgraenser,
    aarets_knaekgraenser,
    halvt_op,
    knaekgraenser,
    kommunesummer,
)
from planning.overenskomst import kapacitetsbeloeb, overenskomst, overenskomster
from planning.plan import TILSKUDSFELTER, Plan

AAR = 2025
#: One capacity a year, in oere: 393,000 kr. on 51 and 1,000,000 kr. on 62.
EN = {"51": 39_300_000, "62": 100_000_000}


def _regn(
    plan: Plan,
    maaneder: list[int],
    kapacitet: list[tuple[int, float]] | float = 1.0,
    speciale: str = "51",
    **valg: object,
) -> pd.Series:
    svar = _hele(plan, {"k": (speciale, kapacitet, maaneder)}, **valg)
    return svar.klinikker.loc[("k", speciale)]


def _hele(plan: Plan, klinikker: dict[str, tuple[str, object, list[int]]], **valg) -> Knaekgraenser:
    kapaciteter, tilskud = [], []
    for klinik, (speciale, kapacitet, maaneder) in klinikker.items():
        trin = kapacitet if isinstance(kapacitet, list) else [(1, kapacitet)]
        kapaciteter += [(klinik, speciale, m, antal) for m, antal in trin]
        tilskud += [(klinik, speciale, trin[0][0] + i, v) for i, v in enumerate(maaneder)]
    return knaekgraenser(
        plan.fag,
        valg.pop("aar", AAR),
        pd.DataFrame(kapaciteter, columns=["klinik_id", "speciale", "maaned", "kapaciteter"]),
        pd.DataFrame(tilskud, columns=["klinik_id", "speciale", "maaned", "oere"]),
        **valg,
    )


def test_the_amounts_and_the_years_are_those_of_the_sources(plan: Plan) -> None:
    assert kapacitetsbeloeb(plan.fag, "62", 2024) == EN["62"]
    assert kapacitetsbeloeb(plan.fag, "51", 2026) == EN["51"]
    assert [a.fra.year for a in overenskomster(plan.fag)] == [2019, 2024]
    assert overenskomst(plan.fag, 2023).noegle == "timer"
    assert overenskomst(plan.fag, 2024).nedsaettelse == Fraction(2, 5)
    for aar in (2018, 2027):
        with pytest.raises(Inputfejl, match=str(aar)):
            overenskomst(plan.fag, aar)
    with pytest.raises(Inputfejl, match="ingen knækgrænse"):
        kapacitetsbeloeb(plan.fag, "51", 2023)


@pytest.mark.parametrize(
    ("brugt", "over", "nedsat"),
    [
        (39_300_000, 0, 0),  # just at: 393,000.00 kr.
        (39_299_999, 0, 0),
        (39_300_001, 1, 0),  # 40 % of an oere is nothing
        (39_300_002, 2, 1),  # 0.8 oere
        (39_400_000, 100_000, 40_000),  # 1,000 kr. over: 400 kr. is not paid
    ],
)
def test_what_is_above_the_limit_is_paid_with_forty_percent_less(
    plan: Plan, brugt: int, over: int, nedsat: int
) -> None:
    r = _regn(plan, [0] * 11 + [brugt])
    assert (r["graense"], r["brugt"], r["over"], r["nedsat"]) == (39_300_000, brugt, over, nedsat)
    assert (r["passeret"] is None) == (over == 0)
    # The year is known: nothing is left to foresee.
    assert r["prognose"] == pytest.approx(brugt) and r["ventet_nedsat"] == nedsat


def test_half_a_capacity_has_half_the_limit(plan: Plan) -> None:
    assert _regn(plan, [1], 0.5)["graense"] == 19_650_000
    assert _regn(plan, [1], 1.5, "62")["graense"] == 150_000_000


def test_a_clinic_that_gave_capacity_away_in_july(plan: Plan) -> None:
    """Two capacities for six months and one for six: a limit of one and a half."""
    r = _regn(plan, [9_000_000] * 6, [(1, 2.0), (7, 1.0)], "62")
    assert r["graense"] == 150_000_000 and r["over"] == 0
    # 90,000 kr. a month: 1,080,000 kr. in the year, below 1,500,000.
    assert r["prognose"] == pytest.approx(108_000_000) and r["ventet_passeret"] is None
    uden = _regn(plan, [9_000_000] * 6, 1.0, "62")
    assert uden["ventet_over"] == 8_000_000 and uden["ventet_nedsat"] == 3_200_000


def test_the_day_is_where_the_month_reaches_the_limit(plan: Plan) -> None:
    # 60,000 kr. a month from January: 360,000 by June, and 33,000 of July's 60,000 are left: 55 %
    # of 31 days are 17.05, so that the 18th is the first day above.
    r = _regn(plan, [6_000_000] * 8)
    assert r["passeret"] == date(AAR, 7, 18) == r["ventet_passeret"]
    assert r["over"] == 8_700_000 and r["nedsat"] == 3_480_000
    # The same by forecast, three months known.
    r = _regn(plan, [6_000_000] * 3)
    assert r["passeret"] is None and r["ventet_passeret"] == date(AAR, 7, 18)
    # To the oere at the end of a month is not above it.
    r = _regn(plan, [19_650_000, 19_650_000, 1])
    assert r["passeret"] == date(AAR, 3, 1)


def test_a_season_moves_the_day_and_the_sum(plan: Plan) -> None:
    """Half of the year in its first three months: what is left is as much, not three times."""
    profil = np.array([1 / 6] * 3 + [1 / 18] * 9)
    r = _regn(plan, [6_000_000] * 3, profil={"51": profil})
    assert r["prognose"] == pytest.approx(36_000_000) and r["ventet_passeret"] is None
    assert _regn(plan, [6_000_000] * 3)["prognose"] == pytest.approx(72_000_000)


def test_one_month_has_no_range_even_months_have_none_and_uneven_ones_a_wide_one(
    plan: Plan,
) -> None:
    en = _regn(plan, [5_000_000])
    assert en["prognose"] == pytest.approx(60_000_000) and math.isnan(en["prognose_lav"])
    jaevn = _regn(plan, [5_000_000] * 4)
    assert jaevn["prognose_lav"] == pytest.approx(60_000_000) == jaevn["prognose_hoej"]
    ujaevn = _regn(plan, [2_000_000, 8_000_000, 3_000_000, 7_000_000])
    assert ujaevn["prognose"] == pytest.approx(60_000_000)
    assert 20_000_000 <= ujaevn["prognose_lav"] < 60_000_000 < ujaevn["prognose_hoej"]
    laengere = _regn(plan, [2_000_000, 8_000_000, 3_000_000, 7_000_000] * 2)
    assert laengere["prognose_hoej"] < ujaevn["prognose_hoej"]


def test_the_range_holds_about_as_many_years_as_it_says(plan: Plan) -> None:
    """Months drawn at random around a level: four in five years end within the range of five."""
    rng = np.random.default_rng(7)
    inde = 0
    for _ in range(300):
        aaret = np.maximum(rng.normal(3_000_000, 600_000, 12).round(), 0).astype(int)
        r = _regn(plan, [int(v) for v in aaret[:5]])
        inde += r["prognose_lav"] <= aaret.sum() <= r["prognose_hoej"]
    assert 0.72 < inde / 300 < 0.88


def test_a_region_is_the_sum_to_the_oere_and_a_clinic_below_pays_for_nobody(plan: Plan) -> None:
    svar = _hele(
        plan,
        {
            "a": ("51", 1.0, [6_000_000] * 8),
            "b": ("51", 2.0, [1_000_001] * 8),
            "c": ("62", 1.0, [8_000_000] * 8),
        },
    )
    region = svar.region.loc["51"]
    assert region["graense"] == 3 * EN["51"] and region["brugt"] == 48_000_000 + 8_000_008
    assert region["over"] == 8_700_000 and region["nedsat"] == 3_480_000
    assert region["prognose"] == pytest.approx(1.5 * region["brugt"])
    assert list(svar.region.index) == ["51", "62"] and svar.region.loc["62", "over"] == 0


def test_the_sums_of_the_kommuner_are_those_of_the_region(plan: Plan) -> None:
    egne = plan.klinikker.groupby("kommune_kode").head(2).index[:8]
    svar = _hele(plan, {k: ("51", 1.0, [(nr + 1) * 700_001] * 6) for nr, k in enumerate(egne)})
    summer = kommunesummer(svar, plan)
    for felt in ("graense", "brugt", "over", "nedsat", "ventet_over", "ventet_nedsat", "prognose"):
        assert summer[felt].sum() == pytest.approx(svar.region.loc["51", felt])
    kode = str(plan.klinikker.at[egne[0], "kommune_kode"])
    to = [k for k in egne if plan.klinikker.at[k, "kommune_kode"] == kode]
    assert summer.loc[(kode, "51"), "brugt"] == svar.klinikker.loc[to, "brugt"].sum()


@pytest.mark.parametrize(
    ("kapacitet", "maaneder", "besked"),
    [
        ([(7, 1.0)], {6: 5}, "uden kapacitet"),
        ([(1, 1.0)], {1: 5, 3: 5}, "måned 2"),
        ([(1, 1.0)], {1: 5, 2: [5, 6]}, "flere gange"),
        ([(0, 1.0)], {1: 5}, "1 til 12"),
        ([(1, 1.0), (1, 2.0)], {1: 5}, "én gang"),
    ],
)
def test_what_cannot_be_counted_is_told(
    plan: Plan, kapacitet: list, maaneder: dict, besked: str
) -> None:
    raekker = [
        ("k", "51", m, v)
        for m, vs in maaneder.items()
        for v in (vs if isinstance(vs, list) else [vs])
    ]
    with pytest.raises(Inputfejl, match=besked):
        knaekgraenser(
            plan.fag,
            AAR,
            pd.DataFrame(
                [("k", "51", *k) for k in kapacitet],
                columns=["klinik_id", "speciale", "maaned", "kapaciteter"],
            ),
            pd.DataFrame(raekker, columns=["klinik_id", "speciale", "maaned", "oere"]),
        )


def test_subsidies_without_capacity_are_told(plan: Plan) -> None:
    tom = pd.DataFrame(columns=["klinik_id", "speciale", "maaned", "kapaciteter"])
    tilskud = pd.DataFrame([("k", "51", 1, 5)], columns=["klinik_id", "speciale", "maaned", "oere"])
    with pytest.raises(Inputfejl, match=r"k \(51\)"):
        knaekgraenser(plan.fag, AAR, tom, tilskud)


@given(st.lists(st.integers(0, 20_000_000), min_size=1, max_size=12), st.integers(1, 6))
def test_nothing_is_lost_and_no_order_of_the_months_matters_to_the_sum(
    plan: Plan, maaneder: list[int], halve: int
) -> None:
    r = _regn(plan, maaneder, halve / 2)
    bagfra = _regn(plan, maaneder[::-1], halve / 2)
    assert r["brugt"] == sum(maaneder) and (r["over"], r["nedsat"]) == (
        bagfra["over"],
        bagfra["nedsat"],
    )
    assert r["over"] == max(0, sum(maaneder) - r["graense"])
    assert 0 <= r["nedsat"] <= halvt_op(Fraction(2, 5) * r["over"]) <= r["over"]
    assert (r["passeret"] is not None) == (r["over"] > 0)


def test_a_clinic_that_gave_everything_away_has_nothing_to_come(plan: Plan) -> None:
    """Six months with a capacity, then rows of nothing: half a limit, and the year is known."""
    r = _regn(plan, [1_000_000] * 6 + [0] * 3, [(1, 1.0), (7, 0.0)])
    assert r["graense"] == 19_650_000 and r["brugt"] == 6_000_000
    assert r["prognose"] == pytest.approx(6_000_000) == r["prognose_hoej"]
    assert r["ventet_passeret"] is None


def test_rows_of_nothing_before_the_first_capacity_are_no_months_of_its_year(plan: Plan) -> None:
    r = _regn(plan, [0, 0, 5_000_000, 5_000_000], [(1, 0.0), (3, 1.0)])
    assert r["maaneder"] == 2 and r["graense"] == 32_750_000  # ten twelfths of 393,000 kr.
    assert r["prognose"] == pytest.approx(50_000_000)


def test_what_is_paid_back_may_bring_a_clinic_below_its_limit_again(plan: Plan) -> None:
    over = [10_000_000] * 4  # 400,000 kr. in April: above 393,000 on the 28th of its 30 days
    assert _regn(plan, over)["passeret"] == date(AAR, 4, 28)
    under = _regn(plan, [*over, -1_000_000])
    assert under["passeret"] is None and under["over"] == 0
    igen = _regn(plan, [*over, -1_000_000, 1_000_000])
    assert igen["passeret"].month == 6 and igen["over"] == 700_000


def test_a_month_the_season_has_nothing_in_is_what_it_is(plan: Plan) -> None:
    """July was closed last year: its 10,000 kr. are added, and say nothing of the rest."""
    profil = np.array([1 / 11] * 6 + [0] + [1 / 11] * 5)
    r = _regn(plan, [2_200_000] * 6 + [1_000_000], profil={"51": profil})
    assert r["prognose"] == pytest.approx(11 * 2_200_000 + 1_000_000)


def test_the_region_is_the_sum_of_its_clinics_also_where_one_begins_late(plan: Plan) -> None:
    svar = _hele(
        plan,
        {
            "a": ("51", 1.0, [1_000_000] * 8),
            "b": ("51", [(7, 1.0)], [2_000_000] * 2),
        },
    )
    region = svar.region.loc["51"]
    assert region["graense"] == 39_300_000 + 19_650_000
    # Twelve months of a, and six of b.
    assert region["prognose"] == pytest.approx(12_000_000 + 12_000_000)
    assert region["maaneder"] == 2 and region["prognose_lav"] == pytest.approx(24_000_000)


def _plan_med(plan: Plan, *raekker: tuple[object, ...]) -> Plan:
    return dataclasses.replace(plan, tilskud=pd.DataFrame(raekker, columns=list(TILSKUDSFELTER)))


def test_the_season_is_of_the_clinics_that_have_the_whole_year_before(plan: Plan) -> None:
    """A has twelve months, six times as much in January; B stopped in June and does not count."""
    foer = [("a", "51", 2024, m, 600 if m == 1 else 100, 1.0) for m in range(1, 13)]
    holdt_op = [("b", "51", 2024, m, 9_000, 1.0) for m in range(1, 7)]
    nu = [("a", "51", 2025, 1, 6_000_000, 1.0)]
    svar = aarets_knaekgraenser(_plan_med(plan, *foer, *holdt_op, *nu), 2025)
    assert svar.med_saeson
    # January was 600 of 1,700.
    assert svar.klinikker.iloc[0]["prognose"] == pytest.approx(6_000_000 * 17 / 6)
    uden = aarets_knaekgraenser(_plan_med(plan, *holdt_op, *nu), 2025)
    assert not uden.med_saeson
    assert uden.klinikker.iloc[0]["prognose"] == pytest.approx(72_000_000)


def test_hours_are_no_amount_where_the_subsidies_have_no_capacity(plan: Plan) -> None:
    klinik = plan.klinikker.index[0]
    with pytest.raises(Inputfejl, match="uden kapacitet"):
        aarets_knaekgraenser(_plan_med(plan, (klinik, "51", 2025, 1, 100, math.nan)), 2025)


def test_a_capacity_without_subsidies_yet_has_a_limit_and_no_forecast(plan: Plan) -> None:
    r = _regn(plan, [])
    assert (r["graense"], r["brugt"], r["ventet_over"]) == (39_300_000, 0, 0)
    assert math.isnan(r["prognose"]) and r["passeret"] is None and r["ventet_passeret"] is None
