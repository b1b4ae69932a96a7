"""Danish form of numbers, lists and signs, as the praksisplan prints them."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dansk import (
    Inputfejl,
    aldersgraenser,
    alfabetisk,
    citat,
    fortegn,
    kapaciteter,
    laes_tal,
    mio_kr,
    omtrent,
    opremsning,
    personer,
    procent,
    rundet_op,
    skrevet,
    tal,
    to_cifre,
)

NAN = math.nan


@pytest.mark.parametrize(
    ("vaerdi", "decimaler", "ventet"),
    [
        (0, 0, "0"),
        (999, 0, "999"),
        (1000, 0, "1.000"),
        (4570.581395348837, 0, "4.571"),
        (589605, 0, "589.605"),
        (1234567.891, 2, "1.234.567,89"),
        (1.5, 1, "1,5"),
        (2, 1, "2,0"),
        (-1234.5, 1, "−1.234,5"),
    ],
)
def test_numbers_have_danish_separators(vaerdi: float, decimaler: int, ventet: str) -> None:
    assert tal(vaerdi, decimaler) == ventet


@pytest.mark.parametrize(
    ("vaerdi", "decimaler", "ventet"),
    [
        (3704.5, 0, "3.705"),  # Vesthimmerland in tabel 1: half to even would print 3.704
        (5902.5, 0, "5.903"),
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-2.5, 0, "−3"),
        (0.125, 2, "0,13"),
        # 1.005 and 2.675 are below the half in binary, and are rounded as they are written.
        (1.005, 2, "1,01"),
        (2.675, 2, "2,68"),
        (3704.4999, 0, "3.704"),
    ],
)
def test_half_is_rounded_up_as_the_praksisplan_does(
    vaerdi: float, decimaler: int, ventet: str
) -> None:
    assert tal(vaerdi, decimaler) == ventet


@pytest.mark.parametrize("vaerdi", [None, NAN, np.nan, np.float64("nan"), np.float32("nan")])
@pytest.mark.parametrize("skriv", [tal, kapaciteter, procent, fortegn])
def test_missing_is_a_dash_and_never_zero(skriv, vaerdi) -> None:
    assert skriv(vaerdi) == "–"


@pytest.mark.parametrize("vaerdi", [-0.0, -0.4, 0.0, 0.4])
def test_what_rounds_to_zero_has_no_sign(vaerdi: float) -> None:
    assert tal(vaerdi) == "0"
    assert fortegn(vaerdi, 0) == "0"


@pytest.mark.parametrize(
    ("vaerdi", "ventet"),
    [(29.14, "+29,1"), (-3, "−3,0"), (0, "0,0"), (0.04, "0,0"), (0.05, "+0,1"), (-0.05, "−0,1")],
)
def test_a_change_carries_its_sign(vaerdi: float, ventet: str) -> None:
    assert fortegn(vaerdi) == ventet


@pytest.mark.parametrize(
    ("skriv", "vaerdi", "ventet"),
    [
        (tal, math.inf, "∞"),
        (tal, -math.inf, "−∞"),
        (procent, math.inf, "∞ %"),
        (fortegn, math.inf, "+∞"),
        (fortegn, -math.inf, "−∞"),
    ],
)
def test_endless_numbers_are_written_not_raised(skriv, vaerdi: float, ventet: str) -> None:
    assert skriv(vaerdi) == ventet


def test_a_number_beyond_all_measure_can_be_told_back_to_who_wrote_it() -> None:
    assert tal(1e30) == "1" + 10 * ".000"
    assert tal(10**30) == "1" + 10 * ".000"


@pytest.mark.parametrize(
    ("vaerdi", "ventet"),
    [(4, "4"), (4.0, "4"), (0.5, "0,5"), (2.75, "2,75"), (0.393, "0,39"), (129.0, "129")],
)
def test_capacities_have_no_more_decimals_than_they_need(vaerdi: float, ventet: str) -> None:
    assert kapaciteter(vaerdi) == ventet


@pytest.mark.parametrize(
    ("vaerdi", "decimaler", "ventet"),
    [(29.149, 1, "29,1 %"), (100.0, 0, "100 %"), (-6.25, 1, "−6,3 %"), (0.0, 1, "0,0 %")],
)
def test_percent_is_given_in_percent(vaerdi: float, decimaler: int, ventet: str) -> None:
    assert procent(vaerdi, decimaler) == ventet


@pytest.mark.parametrize("type_", [int, float, np.int64, np.float64, np.float32])
def test_the_kind_of_number_does_not_matter(type_) -> None:
    assert tal(type_(12345)) == "12.345"


@given(st.decimals(-(10**9), 10**9, places=3))
def test_rounding_agrees_with_the_school_rule(vaerdi) -> None:
    # Slow twin in whole thousandths: add half, cut, and put the sign back.
    tusindedele = abs(int(vaerdi * 1000))
    hele = (tusindedele + 500) // 1000
    tekst = tal(float(vaerdi)).replace(".", "").replace("−", "-")
    assert tekst == str(-hele if vaerdi < 0 else hele)


@given(st.integers(0, 10**12))
def test_thousands_are_grouped_by_three_from_the_right(antal: int) -> None:
    grupper = tal(antal).split(".")
    assert "".join(grupper) == str(antal)
    assert all(len(g) == 3 for g in grupper[1:])
    assert 1 <= len(grupper[0]) <= 3


@pytest.mark.parametrize(
    ("led", "ventet"),
    [
        ([], ""),
        (["Aalborg"], "Aalborg"),
        (["Aalborg", "Rebild"], "Aalborg og Rebild"),
        (["Aalborg", "Rebild", "Jammerbugt"], "Aalborg, Rebild og Jammerbugt"),
    ],
)
def test_lists_read_as_danish_prose(led: list[str], ventet: str) -> None:
    assert opremsning(led) == ventet


def test_lists_of_choices_say_or() -> None:
    assert opremsning(["luftlinje", "km", "minutter"], "eller") == "luftlinje, km eller minutter"


def test_bad_input_is_a_value_error() -> None:
    # Whoever does not know Praksiskort can still catch it.
    with pytest.raises(ValueError, match="ukendt"):
        raise Inputfejl("ukendt")


def test_names_stand_in_danish_order() -> None:
    # Aa is å, and å is the last letter: Aalborg after Vesthimmerland, as in tabel 16.
    navne = ["Aalborg", "Ølstykke", "Thisted", "Ærø", "Brønderslev", "Åbenrå", "Vesthimmerland"]
    assert sorted(navne, key=alfabetisk) == [
        *("Brønderslev", "Thisted", "Vesthimmerland", "Ærø", "Ølstykke", "Åbenrå", "Aalborg"),
    ]


@pytest.mark.parametrize(
    ("antal", "tekst"),
    [
        (0, "0"),
        (99, "99"),
        (104, "omkring 100"),
        (105, "omkring 110"),
        (994, "omkring 990"),
        (995, "omkring 1.000"),
        (38_199, "omkring 38.000"),
        (np.int64(38_199), "omkring 38.000"),
        (2_522.4, "omkring 2.500"),
    ],
)
def test_a_count_from_a_model_is_not_written_to_the_last_person(antal: float, tekst: str) -> None:
    assert omtrent(antal) == tekst


@pytest.mark.parametrize("skriv", [personer, omtrent, to_cifre])
def test_a_group_too_small_to_tell_is_said_to_be_one(skriv: Callable[[float], str]) -> None:
    assert {skriv(n) for n in (1, 2, 3, 4)} == {"færre end 5"}
    assert (skriv(0), skriv(5), skriv(42)) == ("0", "5", "42")


def test_what_a_file_says_steers_no_terminal_and_fills_no_screen() -> None:
    assert str(Inputfejl("a\x1b[2Jb \u202ec")) == "a[2Jb c"
    assert citat(" a\n\x07b ") == "»a b«"
    assert len(citat("9" * 50_000)) == 62


def test_a_long_list_is_counted() -> None:
    assert opremsning(["a", "b", "c"], hoejst=3) == "a, b og c"
    assert opremsning([*"abcde"], hoejst=3) == "a, b, c og 2 til"


@pytest.mark.parametrize(
    ("navn", "graenser"),
    [
        ("0-15 år", (0, 15)),
        ("16 - 19", (16, 19)),
        ("80-120 år", (80, math.inf)),
        ("80+", (80, math.inf)),
        ("80 år og derover", (80, math.inf)),
        ("65 og over", (65, math.inf)),
        ("7", (7, 7)),
        ("7 år", (7, 7)),
        ("99 år", (99, 99)),
        ("104 år", (100, math.inf)),  # told apart nowhere
        ("15-0 år", None),
        ("i alt", None),
        ("٣ år", None),
    ],
)
def test_a_group_is_read_as_it_is_called(navn: str, graenser: tuple[int, float] | None) -> None:
    assert aldersgraenser(navn) == graenser


@pytest.mark.parametrize(
    ("kr", "ventet"),
    [
        (0, "0 kr."),
        (393_000, "393.000 kr."),
        (999_999, "999.999 kr."),
        (999_999.5, "1,0 mio. kr."),
        (1_020_450_000, "1.020,5 mio. kr."),
        (-2_000_000, "−2,0 mio. kr."),
    ],
)
def test_an_amount_is_in_millions_from_the_first_of_them(kr: float, ventet: str) -> None:
    assert mio_kr(kr) == ventet


@pytest.mark.parametrize(
    ("tekst", "ventet"),
    [
        ("780.000", "780000"),
        ("780000,50", "780000.50"),
        ("1,5", "1.5"),
        ("60.000", "60000"),
        ("1 000 000", "1000000"),
        ("1\u00a0000\u202f000,05", "1000000.05"),
        (" 007 ", "7"),
        ("\u22121.234,5", "-1234.5"),
        ("0", "0"),
    ],
)
def test_a_number_that_is_typed_is_read_as_danes_write_it(tekst: str, ventet: str) -> None:
    assert laes_tal(tekst, 2, -2000) == Decimal(ventet)


@pytest.mark.parametrize(
    ("tekst", "besked"),
    [
        ("1.5", "Skriv 1,5 "),
        ("780000.50", "Skriv 780000,50 "),
        ("1.5000", "som 1.234,5"),
        ("0.500", "som 1.234,5"),
        ("1234.567", "som 1.234,5"),
        ("1,234.50", "som 1.234,5"),
        ("1.234.56", "som 1.234,5"),
        ("1.000 000", "som 1.234,5"),
        ("1 00", "som 1.234,5"),
        ("1e3", "som 1.234,5"),
        ("\u0661\u0662", "som 1.234,5"),
        ("", "som 1.234,5"),
        ("9" * 19, "som 1.234,5"),
        ("9" * 5000, "som 1.234,5"),
        ("nan", "som 1.234,5"),
        ("780.000 kr.", "som 1.234,5"),
        ("1,000", "højst to decimaler"),
        ("-1", "fra 0 til 1.000.000"),
        ("1.000.000,01", "fra 0 til 1.000.000"),
    ],
)
def test_a_number_that_cannot_be_read_for_sure_is_refused(tekst: str, besked: str) -> None:
    with pytest.raises(Inputfejl, match=besked):
        laes_tal(tekst, 2, 0, 1_000_000)


def test_a_whole_number_has_no_decimals() -> None:
    for tekst, besked in (("1,5", "et helt tal"), ("1.5", "et helt tal"), ("1,0", "et helt tal")):
        with pytest.raises(Inputfejl, match=besked):
            laes_tal(tekst)
    with pytest.raises(Inputfejl, match="fra 1 eller mere"):
        laes_tal("0", mindst=1)


@given(st.decimals(-(10**17), 10**17, places=2))
def test_what_is_written_is_read_as_the_same(vaerdi: Decimal) -> None:
    assert laes_tal(skrevet(vaerdi), 2, -(10**17)) == vaerdi


@pytest.mark.parametrize(
    ("vaerdi", "vist"), [(20.4915, "20,5"), (20.5, "20,5"), (15.0, "15"), (2.000153, "2,1")]
)
def test_a_limit_is_never_told_as_less(vaerdi: float, vist: str) -> None:
    assert rundet_op(vaerdi, 1) == vist
