"""Hours by week against the average of a year, by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dansk import Inputfejl
from planning.ugetimer import som_ugetimer, ugetimer
from saetninger.ugetimer import ugenyhed


def test_half_a_year_above_leaves_less_for_the_other_half() -> None:
    # 26 weeks of 32 hours are 832 of 1,560; 728 are left for 26 weeks: under 28.
    stand = ugetimer([32.0] * 26, 30)
    assert (stand.snit, stand.rest, stand.tilbage, stand.pr_uge) == (32, 728, 26, 28)
    assert stand.holdes and stand.hoejst == 27.99, "28 a week is 30 on average, not under"
    assert "højst 27,99 timer" in ugenyhed(stand) and "i gennemsnit 32 om ugen" in ugenyhed(stand)


def test_the_hours_of_the_year_may_be_used_before_it_ends() -> None:
    # 40 weeks of 39 hours are 1,560: nothing is left, and 30 on average is not under 30.
    stand = ugetimer([39.0] * 40, 30)
    assert stand.rest == 0 and not stand.holdes and stand.hoejst is None
    assert "kan ikke holdes" in ugenyhed(stand) and "1.560 timer er brugt" in ugenyhed(stand)
    # In a year of 53 weeks there are 30 hours more, for 13 weeks: under 2.3077.
    langt = ugetimer([39.0] * 40, 30, 53)
    assert langt.rest == 30 and langt.hoejst == 2.3


@pytest.mark.parametrize(("time", "holdt"), [(30.0, False), (29.99, True)])
def test_a_whole_year_is_kept_or_not(time: float, holdt: bool) -> None:
    stand = ugetimer([time] * 52, 30)
    assert stand.holdes is holdt and stand.tilbage == 0 and stand.hoejst is None
    assert ("ikke holdt" in ugenyhed(stand)) is not holdt


def test_a_year_without_weeks_yet_and_weeks_without_treatment() -> None:
    ingen = ugetimer([], 30)
    assert ingen.snit is None and ingen.hoejst == 29.99
    # One week left of 51 without any: more than the week has hours.
    assert ugetimer([0.0] * 51, 30).hoejst == 168
    assert "hvad de end har" in ugenyhed(ugetimer([0.0] * 51, 30))


@given(st.lists(st.decimals(0, 60, places=2), max_size=51))
def test_the_most_hours_keep_the_year_and_a_hundredth_more_does_not(timer: list) -> None:
    stand = ugetimer([float(t) for t in timer], 30)
    if stand.hoejst is None:
        assert sum(timer) >= 1_560
        return
    mest = Fraction(str(stand.hoejst))
    brugt = sum(map(Fraction, timer), Fraction())
    assert brugt + stand.tilbage * mest < 1_560
    if stand.hoejst < 168:
        assert brugt + stand.tilbage * (mest + Fraction(1, 100)) >= 1_560


def test_hours_are_read_as_they_are_typed() -> None:
    assert som_ugetimer(" 28,5 31\n30.25; 0, 12 ") == [28.5, 31, 30.25, 0, 12]
    for tekst, sted in (("30 tredive", "Uge 2"), ("-1", "Uge 1"), ("30 1.234,5", "Uge 2")):
        with pytest.raises(Inputfejl, match=sted):
            som_ugetimer(tekst)


@pytest.mark.parametrize(
    ("timer", "uger", "besked"),
    [([30.0] * 53, 52, "53 uger"), ([30.0], 51, "52 eller 53"), ([30.0, 169.0], 52, "Uge 2")],
)
def test_what_no_year_has_is_refused(timer: list[float], uger: int, besked: str) -> None:
    with pytest.raises(Inputfejl, match=besked):
        ugetimer(timer, 30, uger)
