"""Waits are told in weeks as one says them, and else by the waits there are."""

from __future__ import annotations

import pandas as pd
import pytest

from kort.klasser import ventetidsinddeling
from planning.plan import Plan
from planning.ventetid import ventetid


@pytest.mark.parametrize(
    ("uger", "navn"),
    [
        (0.0, "under 1 uge"),
        (0.99, "under 1 uge"),
        (1.0, "1 til under 2 uger"),
        (3.5, "2 til under 4 uger"),
        (6.5, "4 til under 8 uger"),
        (15.5, "8 uger og derover"),
    ],
)
def test_a_wait_is_in_the_class_that_says_it(plan: Plan, uger: float, navn: str) -> None:
    klasser = ventetidsinddeling(ventetid(plan)["uger"])
    assert klasser.navne[klasser.nummer(uger)] == navn


def test_where_all_wait_long_the_classes_are_theirs() -> None:
    """Half a year or more to each: five classes of which four are empty tell nothing."""
    lange = pd.Series([20.0, 25.0, 30.0, 41.0, 52.0, None])
    klasser = ventetidsinddeling(lange)
    assert len({klasser.farve(v) for v in lange.dropna()}) == 5


def test_without_any_wait_there_is_still_a_legend() -> None:
    assert ventetidsinddeling(pd.Series([float("nan")])).navne
