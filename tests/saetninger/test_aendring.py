"""What a scenario changes in the kommuner, in a sign and in a sentence."""

from __future__ import annotations

import math

import pytest

from saetninger.aendring import FAERRE, FLERE, aendringsmaerke, aendringsnyhed


@pytest.mark.parametrize(
    ("foer", "efter", "maerke"),
    [(3700, 3900, FLERE), (3900, 3700, FAERRE), (3700, 3700, ""), (math.nan, 3700, "")],
)
def test_the_sign_is_of_more_or_fewer(foer: float, efter: float, maerke: str) -> None:
    assert aendringsmaerke(foer, efter) == maerke


@pytest.mark.parametrize(
    ("flere", "faerre", "begge"),
    [
        (["Aalborg"], ["Rebild"], ("flere indbyggere pr. kapacitet i Aalborg", "færre i Rebild")),
        ([], ["Rebild", "Morsø"], ("færre indbyggere pr. kapacitet i Rebild og Morsø",)),
        (["Thisted"], [], ("flere indbyggere pr. kapacitet i Thisted",)),
        ([], [], ("Ingen steder",)),
    ],
)
def test_the_news_says_where(flere: list[str], faerre: list[str], begge: tuple[str, ...]) -> None:
    nyhed = aendringsnyhed(flere, faerre)
    assert all(del_ in nyhed for del_ in begge) and nyhed.endswith(".")
