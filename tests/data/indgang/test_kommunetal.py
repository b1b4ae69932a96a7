"""Every age once, or it is no whole population."""

from __future__ import annotations

import math

import pytest

from data.indgang.kommunetal import hele_aldre


@pytest.mark.parametrize(
    ("grupper", "hele"),
    [
        ([(0, 4), (5, math.inf)], True),
        ([(5, math.inf), (0, 4), (0, 4)], True),
        ([(0, 4), (6, math.inf)], False),
        ([(0, 5), (5, math.inf)], False),
        ([(0, 4), (5, 9)], False),
        ([(1, math.inf)], False),
        ([], False),
    ],
)
def test_every_age_is_there_once(grupper: list[tuple[int, float]], hele: bool) -> None:
    assert hele_aldre(grupper) is hele
