"""A travel matrix is of the places it was made for: with others it goes, and that is told."""

from __future__ import annotations

from data.fund import Fund
from data.indgang.art import ADVARSEL, Kilde
from data.matrix.par import HENT_STEDER
from planning.plan import Plan

MATRIX = "rejsetidsmatrix"


def matrix_udgaar(
    plan: Plan, kilde: Kilde, *, andre: bool, hvad: str
) -> tuple[tuple[str, ...], list[Fund]]:
    """Return the resources to leave out and the warning of it, where a plan has a matrix.

    `andre`: whether places it is of are others with the file; `hvad`: which places those are.
    """
    if not andre or "rejsetid" in plan.model:
        return (), []
    besked = f"Rejsetidsmatricen udgår: den er beregnet til andre {hvad}. {HENT_STEDER}"
    return (MATRIX,), [kilde.fund(besked, alvor=ADVARSEL)]
