"""What is written on a colour can be read, and colours are told apart without their hue."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kort.farver import (
    ADGANG,
    AENDRING,
    AFVIGELSE,
    BEHOV,
    BLAEK,
    DAEKNING,
    HAV,
    KYST,
    MANGLER,
    NABOLAND,
    NETTOSTROEM,
    SKRAVERING,
    UDGIFT,
    VENTETID,
    Klasser,
    kontrast,
    paa,
)
from kort.klasser import trinfarver


def test_the_contrast_is_that_of_wcag() -> None:
    assert kontrast("#ffffff", "#000000") == pytest.approx(21)
    assert kontrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    "farve",
    [
        *(
            f
            for klasser in (AFVIGELSE, ADGANG, DAEKNING, AENDRING, NETTOSTROEM, UDGIFT)
            for f in klasser.farver
        ),
        *(f for _, f in VENTETID),
    ],
)
def test_text_on_a_class_can_be_read(farve: str) -> None:
    assert paa(farve) in ("#ffffff", BLAEK) and kontrast(paa(farve), farve) >= 4.5


@pytest.mark.parametrize(
    "klasser", [AFVIGELSE, ADGANG, DAEKNING, AENDRING, NETTOSTROEM, BEHOV, UDGIFT]
)
def test_no_class_is_the_sea_in_greyscale(klasser: Klasser) -> None:
    for farve in klasser.farver:
        assert kontrast(HAV, farve) >= 1.24, farve
    assert kontrast(HAV, klasser.farver[2]) >= 1.25, "the middle class"


@pytest.mark.parametrize("antal", range(1, 8))
def test_no_step_of_scarcity_is_the_sea_in_greyscale(antal: int) -> None:
    for farve in trinfarver(antal):
        assert kontrast(HAV, farve) >= 1.24, farve


def test_land_outside_the_region_is_neither_sea_nor_the_middle_class() -> None:
    assert kontrast(HAV, NABOLAND) >= 1.15 and kontrast(HAV, MANGLER) >= 1.25
    assert kontrast(NABOLAND, AFVIGELSE.farver[2]) >= 1.09
    # Where they meet there is a line that is seen on both.
    for land in (HAV, NABOLAND, *AFVIGELSE.farver[1:4]):
        assert kontrast(KYST, land) >= 3, land


@pytest.mark.parametrize("klasser", [AFVIGELSE, ADGANG, DAEKNING, AENDRING, NETTOSTROEM, BEHOV])
def test_worst_and_best_are_told_by_more_than_hue(klasser: Klasser) -> None:
    """One of the ends is hatched, and its lines are seen in greyscale."""
    ender = (klasser.farver[0], klasser.farver[-1])
    (skraveret,) = (f for f in ender if f in SKRAVERING)
    assert kontrast(skraveret, SKRAVERING[skraveret]) >= 2


def test_kroner_darken_from_little_to_much() -> None:
    """No end is worse than the other: lightness alone orders them, in greyscale too."""
    mod_hvid = [kontrast("#ffffff", farve) for farve in UDGIFT.farver]
    assert all(efter / foer >= 1.5 for foer, efter in pairwise(mod_hvid))
    assert not set(UDGIFT.farver) & {f for k in (AFVIGELSE, ADGANG, NETTOSTROEM) for f in k.farver}


def test_a_change_at_a_break_belongs_nearer_to_no_change() -> None:
    assert [AENDRING.nummer(pct) for pct in (-5.1, -5.0, -0.1, 0.0, 0.1, 5.0, 5.1)] == [
        *(0, 1, 1),
        2,
        *(3, 3, 4),
    ]
