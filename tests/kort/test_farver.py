"""What is written on a colour can be read."""

from __future__ import annotations

import pytest

from kort.farver import (
    ADGANG,
    AENDRING,
    AFVIGELSE,
    BLAEK,
    DAEKNING,
    NETTOSTROEM,
    VENTETID,
    kontrast,
    paa,
)


def test_the_contrast_is_that_of_wcag() -> None:
    assert kontrast("#ffffff", "#000000") == pytest.approx(21)
    assert kontrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    "farve",
    [
        *(
            f
            for klasser in (AFVIGELSE, ADGANG, DAEKNING, AENDRING, NETTOSTROEM)
            for f in klasser.farver
        ),
        *(f for _, f in VENTETID),
    ],
)
def test_text_on_a_class_can_be_read(farve: str) -> None:
    assert paa(farve) in ("#ffffff", BLAEK) and kontrast(paa(farve), farve) >= 4.5
