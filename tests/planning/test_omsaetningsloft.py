"""An omsætningsloft: what is left, the month it goes, and what a capacity turned over before."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dansk import Inputfejl
from planning.omsaetningsloft import delingsloft, delingsmaaneder, kan_faa_loft, loftsforbrug
from planning.plan import TILSKUDSFELTER, Plan

A, B = "aars-fysiodanmark", "hobro-benefit"


def test_by_hand() -> None:
    # 50,000 kr. a month: 500,000 is reached at the end of October and passed in November.
    svar = loftsforbrug(50_000_000, 15_000_000, 3)
    assert (svar.rest, svar.over, svar.ventet) == (35_000_000, 0, 11)
    assert (svar.aaret, svar.ventet_over) == (60_000_000, 10_000_000)


@pytest.mark.parametrize(
    ("brugt", "maaneder", "rest", "over", "ventet"),
    [
        (60_000, 6, 60_000, 0, None),  # the year ends at the loft
        (60_001, 6, 59_999, 0, 12),
        (120_000, 12, 0, 0, None),
        (120_001, 12, 0, 1, None),
        (119_999, 1, 1, 0, 2),
        (120_000, 6, 0, 0, 7),  # all of it is used, and the next oere is above
        (130_000, 6, 0, 10_000, None),
        (0, 6, 120_000, 0, None),
    ],
)
def test_at_the_loft_and_an_oere_from_it(
    brugt: int, maaneder: int, rest: int, over: int, ventet: int | None
) -> None:
    svar = loftsforbrug(120_000, brugt, maaneder)
    assert (svar.rest, svar.over, svar.ventet) == (rest, over, ventet)


@given(st.integers(1, 10**9), st.integers(0, 10**9), st.integers(1, 12))
def test_the_month_is_that_of_a_slow_count(loft: int, brugt: int, maaneder: int) -> None:
    svar = loftsforbrug(loft, brugt, maaneder)
    # In whole parts of an oere: the sum after m months is m * brugt / maaneder.
    foerste = next((m for m in range(maaneder, 13) if m * brugt > loft * maaneder), None)
    assert svar.ventet == (None if foerste == maaneder else foerste)
    assert svar.rest - svar.over == loft - brugt


def _med(plan: Plan, *dele: tuple[str, int, int, int, float]) -> Plan:
    """`dele`: clinic, year, month, oere and capacities on 62."""
    raekker = [(k, "62", aar, m, oere, kap) for k, aar, m, oere, kap in dele]
    return dataclasses.replace(plan, tilskud=pd.DataFrame(raekker, columns=list(TILSKUDSFELTER)))


def test_one_capacity_of_the_12_months_before(plan: Plan) -> None:
    # From July 2025: six months with 2 capacities at 100,001 oere, the last 100,000, and six with
    # 3 at 150,000: 5 x 50,000.5 + 50,000 + 6 x 50,000.
    foer = [(A, 2024, m, 100_001 - (m == 12), 2.0) for m in range(7, 13)]
    efter = [(A, 2025, m, 150_000, 3.0) for m in range(1, 8)]
    ny = _med(plan, *foer, *efter)
    svar = delingsloft(ny, A, "62", (2025, 7))
    assert svar.omsaetning == 6 * 100_001 - 1 + 6 * 150_000
    assert svar.loft == 600_002  # half an oere is not given
    assert (svar.fra, svar.til) == ((2024, 7), (2025, 6))
    assert delingsmaaneder(ny) == {(A, "62"): [(2025, 8), (2025, 7)]}
    assert delingsloft(ny, A, "62", (2025, 8)).fra == (2024, 8)


def test_a_month_that_is_not_known_and_less_than_a_capacity_are_told(plan: Plan) -> None:
    elleve = _med(plan, *[(A, 2025, m, 100, 1.0) for m in range(1, 12)])
    with pytest.raises(Inputfejl, match="2025-12"):
        delingsloft(elleve, A, "62", (2026, 1))
    assert delingsmaaneder(elleve) == {} == delingsmaaneder(plan)
    halv = _med(plan, *[(A, 2025, m, 100, 0.5) for m in range(1, 13)])
    with pytest.raises(Inputfejl, match="mindre end én kapacitet"):
        delingsloft(halv, A, "62", (2026, 1))
    # Counted in hours, the dataset does not tell what a clinic's part is.
    uden = _med(plan, *[(A, 2025, m, 100, float("nan")) for m in range(1, 13)])
    with pytest.raises(Inputfejl, match="kolonne med kapaciteter"):
        delingsloft(uden, A, "62", (2026, 1))


def test_a_new_loft_needs_more_physiotherapists_than_capacities_and_none_before() -> None:
    assert kan_faa_loft(3, 2, False)
    assert not kan_faa_loft(2, 2, False) and not kan_faa_loft(1, 2, False)
    assert not kan_faa_loft(3, 2, True)
    with pytest.raises(Inputfejl):
        kan_faa_loft(0, 1, False)


@pytest.mark.parametrize(
    ("loft", "brugt", "maaneder"), [(0, 1, 1), (1, -1, 1), (1, 1, 0), (1, 1, 13)]
)
def test_what_cannot_be_reckoned_is_told(loft: int, brugt: int, maaneder: int) -> None:
    with pytest.raises(Inputfejl):
        loftsforbrug(loft, brugt, maaneder)
