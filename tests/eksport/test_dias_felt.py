"""How text stands on a slide: lines, titles and what goes on to the next, with no word lost."""

from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eksport.dias_felt import Felt, del_titel, foerste_side, fordel, sider
from eksport.skriftmaal import tekstbredde

LILLE = Felt(bredde=200, hoejde=60, pt=12)
#: A title of two lines.
TITELPLADS = Felt(bredde=400, hoejde=50, pt=20, fed=True)
ORD = st.text("abcdefghij.,;:ÆØ 0123456789", max_size=400).map(lambda t: " ".join(t.split()))


def ens(a: str, b: str) -> bool:
    """Say whether two texts have the same signs in order, blanks aside."""
    return re.sub(r"\s", "", a) == re.sub(r"\s", "", b)


@given(ORD)
def test_the_lines_of_a_text_are_the_text_and_none_is_too_wide(tekst: str) -> None:
    linjer = LILLE.linjer(tekst)
    assert "".join(linjer) == tekst
    assert all(tekstbredde(linje.rstrip(), 12) <= LILLE.bredde for linje in linjer)


def test_a_line_ends_at_a_blank_and_a_word_is_broken_only_where_no_line_holds_it() -> None:
    assert [x.rstrip() for x in LILLE.linjer("en kort sætning om indbyggere pr. kapacitet")] == [
        "en kort sætning om indbyggere pr.",
        "kapacitet",
    ]
    lang = "Langtnavn" * 22
    assert not LILLE.hele_ord(lang) and LILLE.hele_ord("Langtnavn og flere")
    assert len(LILLE.linjer(lang)) == 7


def test_more_and_larger_text_is_higher_and_capitals_are_wider() -> None:
    tekst = "Kommunerne ligger langt fra hinanden, og det gør klinikkerne også."
    assert LILLE.hoejde_af([tekst, tekst]) == 2 * LILLE.hoejde_af([tekst])
    assert LILLE.med(24).hoejde_af([tekst]) > 2 * LILLE.hoejde_af([tekst])
    store = dataclasses.replace(LILLE, versaler=True)
    assert store.hoejde_af([5 * tekst]) > LILLE.hoejde_af([5 * tekst])
    assert LILLE.rummer(tekst) and not LILLE.rummer(tekst, tekst, tekst)


@given(st.lists(ORD.filter(bool), max_size=8))
def test_what_is_told_over_slides_is_all_of_it_and_fits(tekster: list[str]) -> None:
    paa_slides = fordel(tekster, LILLE)
    assert all(LILLE.rummer(*afsnit) for afsnit in paa_slides)
    assert ens("".join(t for afsnit in paa_slides for t in afsnit), "".join(tekster))
    foerst, resten = foerste_side(tekster, LILLE)
    assert LILLE.rummer(*foerst) and (foerst or not tekster)
    assert ens("".join([*foerst, *resten]), "".join(tekster))


def test_what_is_in_brackets_stays_with_its_sentence() -> None:
    hel = "Det er regionen, der beslutter det hele, og kommunerne skal spørges. Sådan er det. "
    hel += "(Praksisplanen, afsnit 2)"
    stykker = [t for afsnit in fordel([hel], dataclasses.replace(LILLE, hoejde=30)) for t in afsnit]
    assert stykker[-1] == "Sådan er det. (Praksisplanen, afsnit 2)"


def test_slides_are_about_as_full_each_and_no_more_than_needed() -> None:
    assert sider([10.0] * 7, 60) == [(0, 4), (4, 7)]
    assert sider([10.0] * 6, 60) == [(0, 6)]
    assert sider([90.0, 10.0], 60) == [(0, 1), (1, 2)], "what is higher than a slide has its own"
    assert sider([], 60) == []


def test_a_title_is_whole_sentences_and_the_rest_is_left() -> None:
    foerste = "Aalborg har 5.823 indbyggere pr. kapacitet, 27 % flere."
    anden = "Færrest har Thisted, som ligger længst mod vest."
    assert del_titel([foerste], TITELPLADS) == (foerste, "")
    assert del_titel([f"{foerste} {anden}"], TITELPLADS) == (foerste, anden)


def test_a_sentence_too_long_for_a_title_stands_whole_below_it() -> None:
    hel = (
        "Scenarie 1: et navn, der er så langt, at det ikke kan være i to linjer, hvordan man end "
        "vender og drejer det, for det bliver ved"
    )
    assert del_titel([hel], TITELPLADS) == ("Scenarie 1", hel)
    uden_led = hel.removeprefix("Scenarie 1: ")
    assert del_titel([uden_led, "Hvad kortet viser"], TITELPLADS) == ("Hvad kortet viser", uden_led)
    titel, rest = del_titel([uden_led], TITELPLADS, " (fortsat)")
    assert rest == uden_led and uden_led.startswith(titel) and titel[-1] != " "
    assert TITELPLADS.rummer(f"{titel} (fortsat)")


@pytest.mark.parametrize("tekst", ["", " ", "Langtnavn" * 40])
def test_any_text_gives_a_title(tekst: str) -> None:
    titel, rest = del_titel([tekst], TITELPLADS)
    assert TITELPLADS.rummer(titel) and tekst.strip() in titel + rest
