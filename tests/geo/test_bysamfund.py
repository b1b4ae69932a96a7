"""Which bysamfund an address belongs to, by discs worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from geo.bysamfund import bysamfund

#: Two towns 20 km apart. At 1,500 inhabitants per km2 a disc of 10 km radius has 471,239 of them,
#: and one of 2 km 18,850.
STOR, LILLE = math.pi * 10**2 * 1500, math.pi * 2**2 * 1500
BYER = np.array([[0.0, 0.0], [20_000.0, 0.0]])


@pytest.mark.parametrize(
    ("km", "navn"),
    [
        (0.0, "Stor"),
        (16.0, "Stor"),  # 1.6 radii from Stor, 2 from Lille
        (16.5, "Stor"),  # 1.65 against 1.75
        (17.0, "Lille"),  # 1.7 against 1.5: the fewest radii, though both may have it
        (20.0, "Lille"),
        (23.9, "Lille"),  # 1.95 radii
        (24.1, "Postby"),  # 2.05 radii from Lille and 2.41 from Stor: nobody's
    ],
)
def test_an_address_belongs_to_the_town_it_is_fewest_radii_from(km: float, navn: str) -> None:
    punkt = np.array([[km * 1000, 0.0]])
    svar = bysamfund(punkt, ["Postby"], BYER, ["Stor", "Lille"], np.array([STOR, LILLE]))
    assert svar == [navn]


def test_each_address_has_its_own_postal_town() -> None:
    punkter = np.array([[90_000.0, 0.0], [0.0, 0.0], [0.0, 90_000.0]])
    svar = bysamfund(punkter, ["A", "B", "C"], BYER, ["Stor", "Lille"], np.array([STOR, LILLE]))
    assert svar == ["A", "Stor", "C"]
