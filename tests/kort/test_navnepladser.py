"""How areas are seen when names are placed: by squares, each by its middle."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from kort.tryk.navne import Navn
from kort.tryk.navnepladser import KVADRAT_MM, billede
from kort.tryk.udstyr import Boks

RAMME = Boks(10.0, 20.0, 30.0, 32.0)
#: A little off the middles of squares, so that none lies on an edge.
SKAEV = 0.013


def navn(sted: shapely.Geometry) -> Navn:
    return Navn("n", sted, [])


def langsomt(sted: shapely.Geometry, form: tuple[int, int]) -> np.ndarray:
    """Which squares have their middle in an area, each asked by itself."""
    return np.array(
        [
            [
                sted.contains(
                    shapely.Point(
                        RAMME.x0 + (s + 0.5) * KVADRAT_MM, RAMME.y0 + (r + 0.5) * KVADRAT_MM
                    )
                )
                for s in range(form[1])
            ]
            for r in range(form[0])
        ]
    )


def test_a_box_by_hand() -> None:
    # 2 mm by 1.2 mm from the corner: five squares by three.
    set_ = billede([navn(shapely.box(10.0, 20.0, 12.0, 21.2))], RAMME)
    assert set_.shape == (31, 51)
    assert set_.sum() == 15 and (set_[:3, :5] == 1).all()


@pytest.mark.parametrize(
    "sted",
    [
        shapely.Point(20 + SKAEV, 26).buffer(4.1),
        shapely.Point(20 + SKAEV, 26).buffer(5.1).difference(shapely.Point(21, 26).buffer(2.3)),
        shapely.MultiPolygon(
            [shapely.box(11.01, 21.01, 13.99, 25.03), shapely.Point(27, 30).buffer(1.7)]
        ),
        shapely.Point(10, 20).buffer(6.1),
        shapely.Point(30.5, 26.1).buffer(7.3),
        shapely.Polygon([(5.03, 25), (20.01, 40.02), (35.07, 25.01), (20.03, 10.05)]),
        shapely.Point(90, 90).buffer(3),
        shapely.box(12.05, 22.05, 12.06, 22.06),
    ],
    ids=["round", "hole", "two", "corner", "edge", "beyond", "elsewhere", "tiny"],
)
def test_squares_are_those_that_are_asked_one_by_one(sted: shapely.Geometry) -> None:
    set_ = billede([navn(sted)], RAMME)
    np.testing.assert_array_equal(set_ == 1, langsomt(sted, set_.shape))


def test_the_last_name_has_what_several_cover_and_points_have_none() -> None:
    sted = shapely.box(12.0, 22.0, 16.0, 24.0)
    set_ = billede([navn(sted), navn(shapely.Point(13, 23)), navn(sted)], RAMME)
    assert set(np.unique(set_)) == {0, 3}
    assert not billede([navn(shapely.Point(13, 23))], RAMME).any()
