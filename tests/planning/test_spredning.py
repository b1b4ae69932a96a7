"""Spread between kommuner: by hand, by slow twins, and by the direction each must point."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.flytning import udfoer
from planning.plan import Plan
from planning.spredning import Spredning, gini, spredning, variationskoefficient
from planning.status import Status, status
from planning.tiltag import Flytning

kommuner = st.lists(
    st.tuples(st.integers(0, 60), st.integers(500, 200_000)), min_size=1, max_size=11
).filter(lambda k: any(kapacitet for kapacitet, _ in k))


def maal(*raekker: tuple[float, int]) -> Spredning:
    """Return the measures of kommuner given as (capacities, persons)."""
    ramme = pd.DataFrame(raekker, columns=["kapacitet", "indbyggere"])
    return spredning(Status("klinikliste", ramme, pd.Series(dtype=float)))


def test_two_kommuner_by_hand() -> None:
    # 2 and 1 capacities to 1,000 each: rates 4/3 and 2/3 of the mean, a third away on both sides.
    m = maal((2, 1000), (1, 1000))
    assert m.maks_min == pytest.approx(2)
    assert m.variationskoefficient == pytest.approx(1 / 3)
    # Half the persons share a third of the capacity: 1/2 - 1/3.
    assert m.gini == pytest.approx(1 / 6)


def test_three_kommuner_by_hand(lille_plan: Plan) -> None:
    # Rates over the mean 16/15, 4/5 and 4/3, weights 10/16, 5/16 and 1/16. The variance is
    # 10/16 (1/15)^2 + 5/16 (1/5)^2 + 1/16 (1/3)^2 = 1/45.
    m = spredning(status(lille_plan))
    assert m.maks_min == pytest.approx(5 / 3)
    assert m.variationskoefficient == pytest.approx(1 / math.sqrt(45))
    # Pairs: (50 * 4/15 + 10 * 4/15 + 5 * 8/15) / 256 = 7/96.
    assert m.gini == pytest.approx(7 / 96)


def test_perfectly_even_is_no_spread() -> None:
    m = maal((1, 1000), (3, 3000), (0.5, 500))
    assert m.maks_min == pytest.approx(1)
    assert m.variationskoefficient == pytest.approx(0)
    assert m.gini == pytest.approx(0)


def test_one_kommune_with_everything_leaves_gini_at_the_share_of_the_others() -> None:
    m = maal((5, 1000), (0, 3000))
    assert m.gini == pytest.approx(0.75)


def test_an_empty_kommune_has_no_ratio_but_counts_in_the_other_measures(lille_plan: Plan) -> None:
    foer = spredning(status(lille_plan))
    efter = spredning(status(udfoer(lille_plan, Flytning("s1", "n1", 1, 1))))
    assert math.isnan(efter.maks_min)
    assert efter.variationskoefficient > foer.variationskoefficient
    assert efter.gini > foer.gini


def test_no_capacity_anywhere_is_missing_not_even(lille_plan: Plan) -> None:
    tom = dataclasses.replace(
        lille_plan, kapaciteter=lille_plan.kapaciteter.assign(over30=0, under30=0)
    )
    m = spredning(status(tom))
    assert all(math.isnan(v) for v in dataclasses.astuple(m))


def test_the_ratio_of_tabel_1_is_aalborg_to_laesoe(plan: Plan) -> None:
    # 215,443 / 36.5 to 1,817 / 1.5.
    assert spredning(status(plan, "tabel1")).maks_min == pytest.approx(4.87273, abs=1e-4)


@given(kommuner)
def test_gini_is_half_the_mean_difference_of_two_inhabitants(k: list[tuple[int, int]]) -> None:
    rate, personer = _rater(k)
    middel = sum(r * p for r, p in zip(rate, personer, strict=True)) / sum(personer)
    forskelle = sum(
        p * q * abs(r - s)
        for r, p in zip(rate, personer, strict=True)
        for s, q in zip(rate, personer, strict=True)
    )
    langsom = forskelle / sum(personer) ** 2 / middel / 2
    assert gini(np.array(rate), np.array(personer)) == pytest.approx(langsom, abs=1e-9)


@given(kommuner)
def test_variation_is_the_spread_of_the_rates_of_every_inhabitant(k: list[tuple[int, int]]) -> None:
    # One row for every 500 inhabitants, and the textbook formula without weights.
    k = [(kapacitet, 500 * (personer // 500)) for kapacitet, personer in k]
    rate, personer = _rater(k)
    hver = np.repeat(rate, [int(p) // 500 for p in personer])
    langsom = hver.std(ddof=0) / hver.mean()
    assert variationskoefficient(np.array(rate), np.array(personer)) == pytest.approx(
        langsom, abs=1e-9
    )


@given(kommuner, st.integers(2, 9))
def test_no_measure_depends_on_the_size_of_the_region(k: list[tuple[int, int]], gange: int) -> None:
    _ens(maal(*k), maal(*((gange * kapacitet, gange * personer) for kapacitet, personer in k)))


@given(kommuner, st.randoms(use_true_random=False))
def test_no_measure_depends_on_the_order_of_the_kommuner(
    k: list[tuple[int, int]], tilfaeldig
) -> None:
    blandet = list(k)
    tilfaeldig.shuffle(blandet)
    _ens(maal(*k), maal(*blandet))


@given(kommuner)
def test_splitting_a_kommune_in_two_alike_changes_nothing(k: list[tuple[int, int]]) -> None:
    (kapacitet, personer), *andre = k
    halve = [(kapacitet / 2, personer / 2)] * 2
    _ens(maal(*k), maal(*halve, *andre))


@given(kommuner)
def test_gini_stays_between_0_and_1_and_no_spread_is_negative(k: list[tuple[int, int]]) -> None:
    m = maal(*k)
    assert -1e-12 <= m.gini < 1
    assert m.variationskoefficient >= 0
    assert math.isnan(m.maks_min) or m.maks_min >= 1


def _rater(k: list[tuple[int, int]]) -> tuple[list[float], list[float]]:
    return [kapacitet / personer for kapacitet, personer in k], [float(p) for _, p in k]


def _ens(a: Spredning, b: Spredning) -> None:
    assert dataclasses.astuple(a) == pytest.approx(dataclasses.astuple(b), abs=1e-9, nan_ok=True)


def test_a_kommune_left_out_is_as_if_it_were_not_there(plan: Plan) -> None:
    # Tabel 1 without Læsø: from 3.632 in Thisted to 5.902 in Aalborg.
    uden = spredning(status(plan, "tabel1"), undtag=["0825"])
    assert uden.maks_min == pytest.approx(5902 / 3632, abs=1e-3)
    assert uden.variationskoefficient < spredning(status(plan, "tabel1")).variationskoefficient
