"""Waiting times in words: the longest, silence, and days where days were answered."""

from __future__ import annotations

import pandas as pd
import pytest

from planning.plan import Plan
from planning.ventetid import ventetid
from saetninger.ventetid import uger, ventetidsnyhed, ventetidstekst


@pytest.mark.parametrize(
    ("type_", "navn", "saetning"),
    [
        (
            "51",
            "almen fysioterapi",
            "Længst er den oplyste ventetid til almen fysioterapi i Vesthimmerland: 1–12 uger "
            "(svar fra 3 af 4 klinikker). Jammerbugt har ikke oplyst ventetid.",
        ),
        (
            "hjemmebehandling",
            "hjemmebehandling",
            "Længst er den oplyste ventetid til hjemmebehandling i Vesthimmerland: 1–30 uger "
            "(svar fra 3 af 4 klinikker). Jammerbugt har ikke oplyst ventetid.",
        ),
    ],
)
def test_the_longest_wait_and_who_is_silent(
    plan: Plan, type_: str, navn: str, saetning: str
) -> None:
    assert ventetidsnyhed(ventetid(plan), type_, navn) == saetning


def test_a_type_nobody_reported(lille_plan: Plan) -> None:
    assert ventetidsnyhed(ventetid(lille_plan), "hjemmebehandling", "hjemmebehandling") == (
        "Ingen kommuner har oplyst ventetid til hjemmebehandling."
    )


@pytest.mark.parametrize(
    ("lav", "hoej", "tekst"),
    [
        (0.0, 0.0, "0"),
        (1.3, 1.3, "1,3"),
        (1.25, 1.25, "1,25"),
        (3 / 7, 3 / 7, "3 dage"),
        (0.43, 0.43, "3 dage"),
        (10 / 7, 10 / 7, "10 dage"),
        (0.5, 0.5, "0,5"),
        (1.0, 1.0, "1"),
        (17 / 7, 17 / 7, "2,43"),
        (1.0, 12.0, "1–12"),
        (0.0, 3 / 7, "0–3 dage"),
        (3 / 7, 2.0, "3 dage–2"),
        (float("nan"), float("nan"), "–"),
    ],
)
def test_weeks_as_written_in_a_cell(lav: float, hoej: float, tekst: str) -> None:
    assert uger(pd.Series({"uger_min": lav, "uger_max": hoej})) == tekst


@pytest.mark.parametrize(
    ("lav", "hoej", "tekst"),
    [
        (1.0, 1.0, "1 uge"),
        (0.5, 0.5, "0,5 uger"),
        (0.0, 1.0, "0–1 uge"),
        (0.0, 0.0, "0 uger"),
        (3 / 7, 3 / 7, "3 dage"),
        (3 / 7, 2.0, "3 dage–2 uger"),
        (float("nan"), float("nan"), "ikke oplyst"),
    ],
)
def test_a_wait_with_its_unit(lav: float, hoej: float, tekst: str) -> None:
    assert ventetidstekst(pd.Series({"uger_min": lav, "uger_max": hoej})) == tekst
