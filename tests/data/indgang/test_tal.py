"""A column as numbers: the whole decides, what is missing is told from what is withheld."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dansk import tal as skriv
from data.indgang.ark import Cellefejl
from data.indgang.tal import Talkolonne, tolk_tal

NAN = float("nan")


def tolk(*celler: object, decimaltegn: str | None = None) -> Talkolonne:
    svar = tolk_tal(pd.Series(list(celler), dtype=object), decimaltegn)
    masker = [svar.mangler, svar.tilbageholdt, svar.ulaeselig, svar.tvetydig, ~np.isnan(svar.tal)]
    assert (np.sum(masker, axis=0) == 1).all(), "each cell is one thing"
    return svar


@pytest.mark.parametrize(
    ("celler", "tal"),
    [
        (["1,5", "2"], [1.5, 2]),
        (["1.5", "2"], [1.5, 2]),
        (["1.234,5", "12.345"], [1234.5, 12345]),
        (["1,234.5", "12,345"], [1234.5, 12345]),
        (["1 234", "1 234 567"], [1234, 1234567]),
        (["1\u00a0234,5", "1\u202f234", "1\u2009234"], [1234.5, 1234, 1234]),
        (["1'234.5", "1\u2019234"], [1234.5, 1234]),
        (["-5", "\u22125", "+5", "\u22121.234,5"], [-5, -5, 5, -1234.5]),
        ([" 5 ", "\u00a07", "00012"], [5, 7, 12]),
        ([",5", "0,125"], [0.5, 0.125]),
        (["1.234.567", "1.234"], [1234567, 1234]),
        (["1234,567", "1,234"], [1234.567, 1.234]),
        # The one that can be both is decided by the other.
        (["1.234", "2.5"], [1.234, 2.5]),
        (["1.234", "2,5"], [1234, 2.5]),
        (["1,234", "2.5"], [1234, 2.5]),
        (["1,234", "2,5"], [1.234, 2.5]),
        (["1.234", "0.123"], [1.234, 0.123]),
        (["1,234", "1 234,5"], [1.234, 1234.5]),
    ],
)
def test_numbers_as_people_and_programs_write_them(celler, tal):
    svar = tolk(*celler)
    assert svar.tal.tolist() == tal
    assert svar.spoergsmaal is None and not svar.tvetydig.any()
    assert svar.som_tekst == len(celler)


@pytest.mark.parametrize(
    ("celle", "med_komma", "med_punktum"), [("1.234", 1234, 1.234), ("1,234", 1.234, 1234)]
)
def test_where_nothing_decides_it_is_asked(celle, med_komma, med_punktum):
    svar = tolk("5", celle, "12" + celle[1:], celle)
    assert svar.tvetydig.tolist() == [False, True, True, True]
    assert svar.tal[0] == 5 and np.isnan(svar.tal[1:]).all()
    assert svar.spoergsmaal.laesninger == {",": med_komma, ".": med_punktum}
    assert svar.spoergsmaal.eksempel == celle
    for laesning in (celle, skriv(med_komma, 3, fast=False), skriv(med_punktum, 3, fast=False)):
        assert laesning in svar.spoergsmaal.tekst
    for tegn, ventet in ((",", med_komma), (".", med_punktum)):
        igen = tolk("5", celle, decimaltegn=tegn)
        assert igen.tal.tolist() == [5, ventet]
        assert igen.spoergsmaal is None and igen.decimaltegn == tegn


def test_both_decimal_signs_are_asked_about():
    svar = tolk("1.5", "2,5", "1.234")
    assert svar.tal[:2].tolist() == [1.5, 2.5] and svar.tvetydig.tolist() == [False, False, True]
    assert svar.spoergsmaal is not None
    uden = tolk("1.5", "2,5")
    assert "1.5" in uden.spoergsmaal.tekst and "2,5" in uden.spoergsmaal.tekst
    igen = tolk("1.5", "2,5", "1.234", decimaltegn=",")
    assert igen.ulaeselig.tolist() == [True, False, False]
    assert igen.tal[1:].tolist() == [2.5, 1234]


def test_another_decimal_sign_is_an_error_of_the_caller():
    with pytest.raises(ValueError):
        tolk("1", decimaltegn=";")


@pytest.mark.parametrize(
    "celle",
    [None, NAN, "", "  ", "-", "–", "—", "...", "…", "n/a", "N/A", "NA", "null", "x", "X"],
)
def test_missing(celle):
    svar = tolk(1, celle, "2")
    assert svar.mangler.tolist() == [False, True, False]
    assert svar.tal[[0, 2]].tolist() == [1, 2]


@pytest.mark.parametrize("celle", ["<5", "< 5", "..", "≤4", "under 5", "Færre end 5"])
def test_withheld_is_not_missing(celle):
    svar = tolk("7", celle, None)
    assert svar.tilbageholdt.tolist() == [False, True, False]
    assert svar.mangler.tolist() == [False, False, True]


@pytest.mark.parametrize(
    "celle",
    [
        *[
            "inf",
            "-inf",
            "nan",
            "1e5",
            "1E5",
            "0x10",
            "1_000",
            "٣",
            "１２",
            "²",
            "1.2.3",
            "12.34,5.6",
        ],
        *[
            "1.23.456",
            "1 23",
            "5,",
            "5.",
            "--5",
            "5-",
            "ca. 2",
            "2-3",
            "uge 48",
            "kr. 5",
            "9" * 400,
        ],
        *["9007199254740993", "#REF!", Cellefejl("#REF!"), True, date(2026, 1, 1), float("inf")],
        *["1\n2", "1'234 567", "=1+1"],
    ],
)
def test_what_is_no_number_is_unreadable_and_takes_nothing_with_it(celle):
    svar = tolk("7", celle, 8)
    assert svar.ulaeselig.tolist() == [False, True, False]
    assert svar.tal[[0, 2]].tolist() == [7, 8]
    assert svar.spoergsmaal is None


def test_true_numbers_are_taken_as_they_are():
    svar = tolk(5, 2.5, 1e5, "3", 1.234)
    assert svar.tal.tolist() == [5, 2.5, 1e5, 3, 1.234]
    assert svar.som_tekst == 1
    assert tolk_tal(pd.Series([1.5, NAN])).mangler.tolist() == [False, True]
    assert tolk_tal(pd.Series(["1,5", None], dtype="str")).tal[0] == 1.5


@pytest.mark.parametrize(
    ("celler", "tal", "enhed"),
    [
        (["12 %", "3,5%"], [12, 3.5], "%"),
        (["1.234,50 kr.", "5 kr"], [1234.5, 5], "kr."),
        (["3 stk", "4 stk."], [3, 4], "stk."),
        (["10 min", "5 minutter"], [10, 5], "minutter"),
        (["10 dage", "1 dag"], [10, 1], "dage"),
        (["1\u00a0234\u00a0km"], [1234], "km"),
    ],
)
def test_units_are_taken_off_and_told(celler, tal, enhed):
    svar = tolk(*celler)
    assert (svar.tal.tolist(), svar.enhed, svar.med_enhed) == (tal, enhed, len(celler))


def test_another_unit_than_the_columns_is_unreadable():
    svar = tolk("10 dage", "2 uger", "3 dage", "4", "5 æbler")
    assert svar.ulaeselig.tolist() == [False, True, False, False, True]
    assert (svar.enhed, svar.med_enhed) == ("dage", 2)


def test_a_number_with_a_unit_helps_decide():
    assert tolk("1.234 kr.", "2,50 kr.").tal.tolist() == [1234, 2.5]


def test_nothing_at_all():
    svar = tolk()
    assert len(svar.tal) == 0 and svar.spoergsmaal is None
    assert tolk(None, None).mangler.all()


@given(st.lists(st.decimals(-(10**7), 10**7, places=2), min_size=1, max_size=20), st.data())
def test_what_is_written_the_danish_way_comes_back(tal, data):
    """Two decimals always decide; thousands by point, blank or nothing."""
    tusind = data.draw(st.sampled_from([".", " ", "\u00a0", ""]))
    tekster = [f"{t:,.2f}".replace(",", "T").replace(".", ",").replace("T", tusind) for t in tal]
    assert tolk(*tekster).tal.tolist() == [float(t) for t in tal]


@given(st.lists(st.integers(-(10**9), 10**9) | st.none(), max_size=20), st.randoms())
def test_the_order_of_rows_says_nothing(tal, tilfaeldig):
    celler = [f"{t:,}".replace(",", ".") if t is not None else "-" for t in tal]
    par = list(zip(celler, tolk(*celler).tal.tolist(), strict=True))
    tilfaeldig.shuffle(par)
    np.testing.assert_array_equal(tolk(*[c for c, _ in par]).tal, [t for _, t in par])


def test_many_different_texts_are_read_as_few_are():
    """Past the sample, texts are no longer told apart before they are read."""
    mange = [f"{n},5" for n in range(30_000)]
    svar = tolk(*mange, "x", "..", "7 km")
    assert svar.tal[:30_000].tolist() == [n + 0.5 for n in range(30_000)]
    assert (svar.mangler[-3], svar.tilbageholdt[-2], svar.tal[-1]) == (True, True, 7)
    assert svar.enhed == "km"


def test_a_whole_number_beyond_any_float_is_unreadable():
    svar = tolk(10**400, 5)
    assert svar.ulaeselig.tolist() == [True, False] and svar.tal[1] == 5
