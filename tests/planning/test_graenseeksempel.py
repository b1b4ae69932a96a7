"""The worked example of the knækgrænse: by the rules for all, and refused where it makes none."""

from __future__ import annotations

import dataclasses

import pytest

from dansk import Inputfejl
from planning.graenseeksempel import graenseeksempel, seneste_aar
from planning.plan import Plan
from saetninger.knaekgraense import eksempelnyhed


def test_it_is_what_a_clinic_with_the_same_months_would_have(plan: Plan) -> None:
    # 393,000 kr. are passed with 33,000 of July's 60,000: the 18th; 720,000 - 393,000 = 327,000
    # are above, and 40 % of them are 130,800.
    eksempel = graenseeksempel(plan, "51", 1.0, 60_000, 8)
    assert seneste_aar(plan) == eksempel.aar == 2026
    assert eksempelnyhed(eksempel) == (
        "Grænsen er 393.000 kr. i 2026; den passeres 18. juli. I alt udbetales 130.800 kr. ikke i "
        "året."
    )
    # Half a capacity of 62 is 500,000 kr., which ten months of 50,000 just fill.
    venter = eksempelnyhed(graenseeksempel(plan, "62", 0.5, 50_000, 8))
    assert "500.000 kr." in venter and "1. november" in venter and "40.000 kr. ikke" in venter
    assert "passeres ikke" in eksempelnyhed(graenseeksempel(plan, "62", 1.0, 50_000, 12))


@pytest.mark.parametrize(
    ("kapaciteter", "kr", "maaneder"), [(0, 1, 1), (101, 1, 1), (1, -1, 1), (1, 1, 0), (1, 1, 13)]
)
def test_what_is_no_clinic_is_refused(
    plan: Plan, kapaciteter: float, kr: float, maaneder: int
) -> None:
    with pytest.raises(Inputfejl):
        graenseeksempel(plan, "51", kapaciteter, kr, maaneder)


def test_a_field_without_amounts_has_no_example(plan: Plan) -> None:
    andet = dataclasses.replace(plan, fag=dataclasses.replace(plan.fag, navn="Almen praksis"))
    assert seneste_aar(andet) is None
    with pytest.raises(Inputfejl, match="ingen knækgrænse"):
        graenseeksempel(andet, "51", 1.0, 1, 1)
