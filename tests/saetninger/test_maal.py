"""What is measured has a name for every measure, band and way access fades."""

from __future__ import annotations

import pytest

from planning.adgang import AFTAGEN
from planning.daekningsbillede import daekningsbillede
from planning.plan import MAAL, Plan
from saetninger.maal import AFTAGENAVNE, MAALNAVNE, baandnavne


def test_every_measure_and_every_way_to_fade_has_a_name() -> None:
    assert set(MAALNAVNE) == set(MAAL)
    assert set(AFTAGENAVNE) == set(AFTAGEN)


@pytest.mark.parametrize(
    ("maal", "graense", "navne"),
    [
        (
            "minutter",
            15,
            ("højst 7,5 min", "7,5-15 min", "uden for grænsen: 15-22,5 min", "over 22,5 min"),
        ),
        ("km", 10, ("højst 5 km", "5-10 km", "uden for grænsen: 10-15 km", "over 15 km")),
    ],
)
def test_the_bands_are_named_by_their_limits(
    plan: Plan, maal: str, graense: float, navne: tuple[str, ...]
) -> None:
    assert baandnavne(daekningsbillede(plan, maal, graense)) == navne
