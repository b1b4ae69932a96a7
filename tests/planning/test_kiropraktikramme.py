"""The frame of kiropraktik: the agreement's amounts, its proportion, the fund and the set-off."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dansk import Inputfejl
from planning.kiropraktikramme import (
    kiropraktikkvartaler,
    kiropraktikopgoerelse,
    kiropraktikramme,
)

#: 146.52 and 1.351 mio. kr. in oere.
GRUND, GENANVENDELSE = 14_652_000_000, 135_100_000


@pytest.mark.parametrize(
    ("patienter", "forloeb"),
    [
        (15_000, 610_000_000),
        (14_999, 609_959_333),  # 6,100,000 x 14,999 / 15,000 = 6,099,593.333 kr.
        (7_500, 305_000_000),
        (1, 40_667),  # 406.666... kr.
        (0, 0),
        (15_001, 610_000_000),
        (40_000, 610_000_000),
    ],
)
def test_the_addition_for_speciale_64_is_in_proportion_and_never_more(
    patienter: int, forloeb: int
) -> None:
    r = kiropraktikramme(patienter)
    assert (r.grund, r.genanvendelse, r.forloeb) == (GRUND, GENANVENDELSE, forloeb)
    assert r.i_alt == GRUND + GENANVENDELSE + forloeb


def test_the_whole_frame_of_the_agreement_is_153_971_mio() -> None:
    assert kiropraktikramme(15_000).i_alt == 15_397_100_000


def test_the_index_regulates_the_frame_and_neither_addition() -> None:
    r = kiropraktikramme(15_000, 103.25)
    assert r.grund == 15_128_190_000  # 146.52 x 1.0325 = 151.2819 mio. kr.
    assert (r.genanvendelse, r.forloeb) == (GENANVENDELSE, 610_000_000)
    assert kiropraktikramme(0, 0.00000001).grund == 1  # 1.4652 oere


@pytest.mark.parametrize(
    ("under", "til_fonden"),
    [
        (0, 0),
        (1, 1),
        (135_099_999, 135_099_999),
        (135_100_000, 135_100_000),
        (135_100_001, 135_100_000),
        (15_397_100_000, 135_100_000),
    ],
)
def test_an_underspend_goes_to_the_fund_up_to_the_money_used_again(
    under: int, til_fonden: int
) -> None:
    ramme = kiropraktikramme(15_000)
    o = kiropraktikopgoerelse(ramme, ramme.i_alt - under)
    assert (o.under, o.over, o.til_fonden, o.fald) == (under, 0, til_fonden, 0)


def test_an_overrun_is_repaid_by_one_half_year() -> None:
    """156 mio. kr.: 2.029 above, and a half-year of 78; 2.029 / 78 is 2.60 %."""
    o = kiropraktikopgoerelse(kiropraktikramme(15_000), 15_600_000_000)
    assert o.over == 202_900_000 and o.til_fonden == 0
    assert o.fald == Fraction(202_900_000, 7_800_000_000)
    assert o.fald * (o.udgift // 2) == o.over
    # Twice as far above is less than twice the share, since the half-year has grown too.
    dobbelt = kiropraktikopgoerelse(kiropraktikramme(15_000), 15_802_900_000)
    assert dobbelt.over == 2 * o.over and o.fald < dobbelt.fald < 2 * o.fald


@pytest.mark.parametrize(
    ("patienter", "indeks"),
    [(-1, 100), (10_000_001, 100), (1.5, 100), (1, 0), (1, -3), (1, float("nan")), (1, 1e9)],
)
def test_what_is_no_number_of_patients_and_no_index_is_told(patienter, indeks: float) -> None:
    with pytest.raises(Inputfejl):
        kiropraktikramme(patienter, indeks)
    with pytest.raises(Inputfejl):
        kiropraktikopgoerelse(kiropraktikramme(0), -1)


def test_a_year_is_held_against_the_frame_quarter_by_quarter() -> None:
    # 153.971 mio. kr. in all; two quarters of 40 are 80, and the year goes towards 160.
    s = kiropraktikkvartaler(kiropraktikramme(15_000), [40_000_000, 40_000_000, None, None])
    assert s.brugt_pct == pytest.approx(100 * 80 / 153.971) and s.gaaet_pct == 50
    assert s.prognose == pytest.approx(16_000_000_000) and s.over[0] == 602_900_000
    assert s.takstfald is None and s.passeret == 3
    hele = kiropraktikkvartaler(kiropraktikramme(15_000), [38_000_000] * 4)
    assert not hele.er_prognose and hele.over[0] == 0


@pytest.mark.parametrize("kr", [[], [None, 5], [5, None, 5], [-1], [1] * 5])
def test_quarters_with_holes_are_refused(kr: list[int | None]) -> None:
    with pytest.raises(Inputfejl):
        kiropraktikkvartaler(kiropraktikramme(15_000), kr)
