"""What the tests of printed maps share: the tiltag of a scenario as a map takes them."""

from __future__ import annotations

import math
from collections.abc import Callable

import pandas as pd
import pytest

KOLONNER = (
    *("art", "fra", "til", "fra_x", "fra_y", "til_x", "til_y", "hvor_meget", "ny", "lukker"),
    *("forskel_fra", "forskel_til"),
)
UDEN = (math.nan, math.nan)


@pytest.fixture(scope="session")
def tiltag() -> Callable[..., pd.DataFrame]:
    """Return what makes tiltag of (art, fra, til, where from, where to, how much).

    Each from gives and each to gets, unless a row has more values: those of `KOLONNER`.
    """

    def lav(*raekker: tuple) -> pd.DataFrame:
        alle = [
            (art, fra, til, *(fra_xy or UDEN), *(til_xy or UDEN), hvor_meget)
            + (tuple(resten) or (False, False, -1.0, 1.0))
            for art, fra, til, fra_xy, til_xy, hvor_meget, *resten in raekker
        ]
        ramme = pd.DataFrame(alle, columns=list(KOLONNER))
        return ramme.assign(
            skrevet=ramme["hvor_meget"] + " i ord",
            tekst=[f"Tiltag {nr}" for nr in range(1, len(ramme) + 1)],
        )

    return lav
