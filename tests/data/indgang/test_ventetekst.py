"""What clinics write of a wait and of a day: weeks, nothing told, or unreadable; never a guess."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from data.indgang.datoer import dato_af, find_dato, periodetekst
from data.indgang.ventetekst import Ventesvar, laes_ventetid, uger_til


@pytest.mark.parametrize(
    ("tekst", "lav", "hoej"),
    [
        ("ca. 2-3 uger", 2, 3),
        ("2 til 4 uger", 2, 4),
        ("3\u20134 uger", 3, 4),
        ("1 uge", 1, 1),
        ("1½ uge", 1.5, 1.5),
        ("0,5 uge", 0.5, 0.5),
        ("10 dage", 10 / 7, 10 / 7),
        ("5 arbejdsdage", 1, 1),
        ("7 døgn", 1, 1),
        ("2 — 3 uger", 2, 3),
        ("1 1/2 uge", 1.5, 1.5),
        ("14 dage - 3 uger", 2, 3),
        ("10 hverdage", 2, 2),
        ("6 mdr.", 6 * 365.25 / 12 / 7, 6 * 365.25 / 12 / 7),
        ("ingen ventetid", 0, 0),
        ("Ingen", 0, 0),
        ("under 1 uge", 0, 1),
        ("op til 14 dage", 0, 2),
        ("1-2 ugers ventetid", 1, 2),
    ],
)
def test_a_wait_in_words_is_an_interval_of_weeks(tekst: str, lav: float, hoej: float) -> None:
    svar = laes_ventetid(tekst)
    assert (svar.lav, svar.hoej) == (pytest.approx(lav), pytest.approx(hoej))
    assert svar.kendt and not svar.uden_enhed


@pytest.mark.parametrize("tekst", ["1/2 uge", "ca. 3/4 uge", "2/3 uger"])
def test_a_fraction_may_be_an_interval_and_is_not_guessed(tekst: str) -> None:
    svar = laes_ventetid(tekst)
    assert svar.tvetydig and not svar.kendt and not svar.mangler


@pytest.mark.parametrize("celle", [2, "2", "2-3", 1.5])
def test_a_number_alone_has_no_unit(celle: object) -> None:
    assert laes_ventetid(celle).uden_enhed


def test_nothing_is_nothing_in_any_unit() -> None:
    assert laes_ventetid(0) == Ventesvar(0.0, 0.0)
    assert laes_ventetid("0") == Ventesvar(0.0, 0.0)


@pytest.mark.parametrize("celle", [None, float("nan"), "", "-", "\u2013", "ikke oplyst", "?"])
def test_what_is_not_told_is_missing_and_no_wait_of_0(celle: object) -> None:
    svar = laes_ventetid(celle)
    assert svar.mangler and not svar.kendt


@pytest.mark.parametrize("tekst", ["over 12 uger", "12+ uger", "12 uger +", "> 3 mdr"])
def test_a_wait_without_an_end_is_no_interval(tekst: str) -> None:
    svar = laes_ventetid(tekst)
    assert svar.uden_ende and not svar.kendt


@pytest.mark.parametrize(
    "celle",
    [
        "akut: ingen, ellers 3 uger",
        "5-2 uger",
        "-3 uger",
        "snart",
        "2026-03-02",
        True,
        "1-2-3 uger",
    ],
)
def test_what_cannot_be_read_is_neither_known_nor_missing(celle: object) -> None:
    svar = laes_ventetid(celle)
    assert not svar.kendt and not svar.mangler and not svar.kalenderuge


def test_a_week_of_the_calendar_is_not_so_many_weeks() -> None:
    assert laes_ventetid("uge 48") == laes_ventetid("Uge 48") == Ventesvar(kalenderuge=48)
    # Monday of week 48 of 2026 is 23 November.
    assert uger_til(48, date(2026, 11, 9)) == 2.0
    assert uger_til(48, date(2026, 11, 25)) == 0.0, "the week that is now"
    assert uger_til(2, date(2026, 12, 21)) == 3.0, "of the next year"
    # 2026 has a week 53, and 2027 none.
    assert uger_til(53, date(2026, 12, 14)) == 2.0
    assert uger_til(53, date(2027, 2, 1)) is None
    assert uger_til(60, date(2026, 1, 1)) is None


def test_an_answer_is_written_as_the_dataset_writes_it() -> None:
    assert [laes_ventetid(t).som_uge() for t in ("1 uge", "1-3 uger", "½ uge")] == [
        "1",
        "1-3",
        "0.5",
    ]
    assert float(laes_ventetid("10 dage").som_uge()) == 10 / 7, "every digit, or it is another wait"


@pytest.mark.parametrize(
    ("celle", "dag"),
    [
        ("2026-09-30", date(2026, 9, 30)),
        ("30-09-2026", date(2026, 9, 30)),
        ("30.9.26", date(2026, 9, 30)),
        ("12. august 2026", date(2026, 8, 12)),
        ("12 aug. 2026", date(2026, 8, 12)),
        ("2026-09-30T10:00:00", date(2026, 9, 30)),
        (datetime(2026, 9, 30, 23, 59), date(2026, 9, 30)),
        (46000, date(2025, 12, 9)),
        ("46000", date(2025, 12, 9)),
    ],
)
def test_a_day_in_each_way_of_writing_it(celle: object, dag: date) -> None:
    assert dato_af(celle) == dag


@pytest.mark.parametrize("celle", ["31-02-2026", "august 2026", "uge 3", 12, True, None, "1-2"])
def test_what_is_no_day_is_none(celle: object) -> None:
    assert dato_af(celle) is None


def test_a_title_has_a_day_when_it_speaks_of_one() -> None:
    assert find_dato("Udtrukket 03-11-2026") == date(2026, 11, 3)
    assert find_dato("Fra 1. maj 2026 til 2. maj 2026") is None
    assert find_dato("Ydere, speciale 51 og 62") is None
    assert periodetekst([date(2026, 9, 30), date(2026, 8, 12)]) == (
        "12. august 2026 til 30. september 2026"
    )
    assert periodetekst([]) == "ikke oplyst"
