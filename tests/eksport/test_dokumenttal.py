"""Figures in words: what is one, what it is worth, and which of an author's are no longer so."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dansk import fortegn, tal
from eksport.dokumenttal import (
    Talsted,
    celleforskelle,
    efter_vaerdi,
    foraeldede,
    saetninger,
    tabellens_talsteder,
    tal_i,
    tekstens_talsteder,
    vaerdi,
)


@pytest.mark.parametrize(
    ("tekst", "fundne"),
    [
        ("4.571 indbyggere pr. kapacitet", ["4.571"]),
        ("fra 4 571 til 4571,5", ["4 571", "4571,5"]),
        ("+27,4 % og −3,0 (12)", ["27,4", "3,0", "12"]),
        ("2015-2017", ["2015", "2017"]),
        ("afsnit 2.1.12 og den 24.12.2026", []),
        ("I alt 1.234.567,89.", ["1.234.567,89"]),
        ("9000x og A4 og 3/4", []),
        ("1,2,3", []),
        ("ingen", []),
    ],
)
def test_what_is_a_figure(tekst: str, fundne: list[str]) -> None:
    assert tal_i(tekst) == fundne


@given(st.integers(0, 10**9), st.integers(0, 3))
def test_a_figure_as_the_program_writes_it_is_read_back(n: int, decimaler: int) -> None:
    skrevet = tal(n / 10**decimaler, decimaler)
    (fundet,) = tal_i(f"Der er {skrevet} af dem.")
    assert vaerdi(fundet) == Decimal(n).scaleb(-decimaler)
    assert tal_i(f"({fortegn(n)} %)") == [tal(n, 1)]


def test_sentences_end_where_danish_ones_do() -> None:
    tekst = "Der er 4.571 indbyggere pr. Kapacitet, ca. 5. marts. Det er mange! Er det nr. 3? Ja."
    assert saetninger(tekst) == [
        "Der er 4.571 indbyggere pr. Kapacitet, ca. 5. marts.",
        "Det er mange!",
        "Er det nr. 3?",
        "Ja.",
    ]
    assert len(saetninger("Fra Østervraa Fys. v/Louise G. Olesen til Hals for 2 mio. Kr.")) == 1


FOER = [["Kommune", "Antal", "Andel"], ["A", "10", "1,5"], ["B", "20", "2,5"]]


def test_cells_are_told_by_row_and_heading_wherever_they_stand() -> None:
    nu = [["Kommune", "Andel", "Antal"], ["B", "2,5", "21"], ["C", "9", "8"], ["A", "1,5", "10"]]
    forskelle = [c for c in celleforskelle(FOER, nu) if c[1] != c[2]]
    assert forskelle == [("B, Antal", "20", "21"), ("C, Andel", "", "9"), ("C, Antal", "", "8")]


def test_a_row_is_the_same_with_and_without_the_sign_of_one_that_is_marked() -> None:
    nu = [["Kommune", "Andel", "Antal"], ["A +1", "1,5", "11"], ["B *", "2,5", "20"]]
    forskelle = [c for c in celleforskelle(FOER, nu) if c[1] != c[2]]
    assert forskelle == [("A, Antal", "10", "11")]


def test_rows_with_one_name_are_told_by_the_next_cell_too() -> None:
    foer = [["K", "By", "N"], ["A", "x", "1"], ["A", "y", "2"]]
    nu = [["K", "By", "N"], ["A", "x", "1"], ["A", "y", "3"]]
    assert [c for c in celleforskelle(foer, nu) if c[1] != c[2]] == [("A, y, N", "2", "3")]


def test_a_figure_of_a_sentence_is_followed_where_only_figures_changed() -> None:
    steder = list(tekstens_talsteder("n", "", "Der er 5 af 10.", "Der er 6 af 10."))
    assert [(s.skrevet, s.nu, s.uaendret) for s in steder] == [
        ("5", "6", False),
        ("10", "10", True),
    ]
    (andet,) = tekstens_talsteder("n", "", "Der er 5.", "Ingen har svaret.")
    assert (andet.nu, andet.uaendret) == ("Ingen har svaret.", False)


def fundne(saetning: str, *steder: Talsted) -> list[tuple[str, str]]:
    """Return the figures of a sentence that are no longer so, and what is now."""
    alle = foraeldede(saetning, efter_vaerdi(steder), lambda noegle: noegle)
    return [(skrevet, sted.nu) for skrevet, sted in alle]


def test_an_old_figure_is_told_however_it_is_written() -> None:
    sted = Talsted("Tabel", "Aalborg, Indbyggere", "4.571,0", "4.602", False)
    for skrevet in ("4571", "4.571", "4 571", "4.571,00"):
        assert fundne(f"Aalborg har {skrevet}.", sted) == [(skrevet, "4.602")]
    assert fundne("Aalborg har 4.570.", sted) == []


def test_a_figure_that_still_stands_is_told_only_where_the_words_are_of_the_other() -> None:
    aalborg = Talsted("Tabel", "Aalborg, Kapacitet", "13", "14", False)
    rebild = Talsted("Tabel", "Rebild, Kapacitet", "13", "13", True)
    assert fundne("Aalborg har 13.", aalborg, rebild) == [("13", "14")]
    assert fundne("Rebild har 13.", aalborg, rebild) == []
    assert fundne("Vi holdt 13 møder.", aalborg, rebild) == []
    assert fundne("Vi holdt 13 møder.", aalborg) == [("13", "14")]


def test_every_figure_of_a_table_has_its_cell() -> None:
    nu = [FOER[0], ["A", "10", "1,5"], ["B", "21", "2,5"]]
    steder = list(tabellens_talsteder("t", FOER, nu))
    assert [(s.hvad, s.skrevet, s.nu, s.uaendret) for s in steder] == [
        ("A, Antal", "10", "10", True),
        ("A, Andel", "1,5", "1,5", True),
        ("B, Antal", "20", "21", False),
        ("B, Andel", "2,5", "2,5", True),
    ]
