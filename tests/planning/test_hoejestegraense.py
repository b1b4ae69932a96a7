"""A højestegrænse: what is paid back to the oere, when it lapses, and what is not known."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dansk import Inputfejl
from planning.hoejestegraense import aarsdag, hoejestegraense

FRA = date(2025, 1, 1)


@pytest.mark.parametrize(
    ("beloeb", "tilbage"),
    [
        (240_000_000, 0),  # 240 x 10,000 kr.: at the limit
        (239_999_999, 0),
        (240_000_001, 1),  # an oere above
        (250_000_055, 10_000_055),  # 100,000.55 kr.
    ],
)
def test_repayment_to_the_oere(beloeb: int, tilbage: int) -> None:
    foerste, andet = hoejestegraense(1_000_000, FRA, [(240, beloeb), (None, None)]).aarene
    assert (foerste.tilbagebetaling, foerste.overholdt) == (tilbage, tilbage == 0)
    assert andet.tilbagebetaling is andet.overholdt is None


def test_an_amount_that_is_no_whole_oere_a_patient_is_still_exact() -> None:
    # 7 patients for 100.00 kr. are 14.2857 kr. each, 4.2857 above 10 kr.: 30 kr. in all.
    (foerste, _) = hoejestegraense(1000, FRA, [(7, 10_000), (None, None)]).aarene
    assert foerste.tilbagebetaling == 3000 and foerste.pr_patient == pytest.approx(
        1428.571, abs=1e-3
    )


def test_it_runs_two_years_and_lapses_only_when_kept_in_both() -> None:
    holdt, brudt, ukendt = (10, 10_000), (10, 10_001), (None, None)
    for aarene, udfald in (
        ([holdt, holdt], "bortfalder"),
        ([holdt, brudt], "staar_ikke"),
        ([brudt, ukendt], "staar_ikke"),
        ([holdt, ukendt], "ikke_kendt"),
        ([ukendt, ukendt], "ikke_kendt"),
    ):
        svar = hoejestegraense(1000, FRA, aarene)
        assert (svar.udfald, svar.til) == (udfald, date(2026, 12, 31))
    assert hoejestegraense(1000, FRA, [brudt, brudt]).tilbagebetaling == 2


def test_years_are_counted_from_its_day() -> None:
    svar = hoejestegraense(1000, date(2024, 4, 15), [(None, None)] * 2)
    assert [(a.fra, a.til) for a in svar.aarene] == [
        (date(2024, 4, 15), date(2025, 4, 14)),
        (date(2025, 4, 15), date(2026, 4, 14)),
    ]
    skud = hoejestegraense(1000, date(2024, 2, 29), [(None, None)] * 2)
    assert [a.til for a in skud.aarene] == [date(2025, 2, 28), date(2026, 2, 28)]
    assert aarsdag(date(2024, 2, 29), 4) == date(2028, 2, 29)


@given(st.integers(1, 10**7), st.integers(1, 10**4), st.integers(0, 10**10))
def test_what_is_left_is_at_the_limit(graense: int, patienter: int, beloeb: int) -> None:
    (aar, _) = hoejestegraense(graense, FRA, [(patienter, beloeb), (None, None)]).aarene
    assert aar.tilbagebetaling is not None and 0 <= aar.tilbagebetaling <= beloeb
    tilbage = beloeb - aar.tilbagebetaling
    assert tilbage == beloeb if tilbage < graense * patienter else tilbage == graense * patienter


@pytest.mark.parametrize(
    ("graense", "aaret", "besked"),
    [
        (0, (1, 1), "over 0"),
        (1000, (1, None), "ingen af dem"),
        (1000, (None, 1), "ingen af dem"),
        (1000, (0, 0), "mindst 1"),
        (1000, (5, -1), "under 0"),
    ],
)
def test_what_cannot_be_reckoned_is_told(
    graense: int, aaret: tuple[int | None, int | None], besked: str
) -> None:
    with pytest.raises(Inputfejl, match=besked):
        hoejestegraense(graense, FRA, [(None, None), aaret])
    with pytest.raises(Inputfejl):
        hoejestegraense(1000, FRA, [(None, None)])
