"""Fields of amounts: Danish figures are read as Danes write them, or refused under the field."""

from __future__ import annotations

import pytest

from tests.pages.apptest import Skrevet, aabn, gaa, html_paa, opslag, uden_fejl


@pytest.mark.parametrize(
    ("skrevet", "i_alt", "vist"),
    [
        ("780.000", "780.000", "780.000"),
        ("780 000", "780.000", "780.000"),
        ("60.000", "60.000", "60.000"),
        ("1200", "1.200", "1.200"),
    ],
)
def test_an_amount_is_read_and_shown_in_danish(skrevet: str, i_alt: str, vist: str) -> None:
    at = uden_fejl(aabn("oekonomi", oekonomiemne="deling"))
    assert at.text_input(key="deles_kr").value == "1.000.000"
    at.text_input(key="deles_kr").set_value(skrevet).run()
    assert opslag(uden_fejl(at), "I alt", "Betaler (kr.)") == i_alt
    assert at.text_input(key="deles_kr").value == vist


@pytest.mark.parametrize(
    ("skrevet", "besked"),
    [
        ("780000,50", "et helt tal"),
        ("1.5", "et helt tal som 1.234"),
        ("1.000.000.000.001", r"fra 0 til 1.000.000.000.000"),
        ("", "et helt tal som 1.234"),
        ("<b>", "et helt tal som 1.234"),
    ],
)
def test_what_is_refused_has_no_answer_and_stands_as_it_was_typed(
    skrevet: str, besked: str
) -> None:
    at = uden_fejl(aabn("oekonomi", oekonomiemne="deling"))
    at.text_input(key="deles_kr").set_value(skrevet).run()
    assert [besked in e.value for e in at.error] == [True] and not at.exception
    assert "Betaler (kr.)" not in html_paa(at)
    assert at.text_input(key="deles_kr").value == skrevet


def test_decimals_have_a_comma_and_a_point_is_told_of() -> None:
    at = uden_fejl(aabn("oekonomi", oekonomiemne="kontrolstatistik", kontrolafsnit="takster"))
    at.text_input(key="takst_km").set_value("1.5").run()
    assert ["Skriv 1,5 " in e.value for e in at.error] == [True]
    at.text_input(key="takst_km").set_value("1,5").run()
    assert "1,5 km" in html_paa(uden_fejl(at))


def test_oere_are_read_and_a_year_that_is_refused_is_not_left_out_of_the_answer() -> None:
    at = aabn("oekonomi", oekonomiemne="kontrolstatistik", kontrolafsnit="omsaetningsloft")
    for noegle, tekst in (
        ("loft_kr", "780000,50"),
        ("loft_brugt", "60.000"),
        ("loft_maaneder", "1"),
    ):
        at.text_input(key=noegle).set_value(tekst).run()
    assert at.text_input(key="loft_kr").value == "780.000,50"
    assert "720.000,50 kr. tilbage" in html_paa(uden_fejl(at))
    at = aabn("oekonomi", oekonomiemne="kontrolstatistik", kontrolafsnit="hoejestegraense")
    at.date_input(key="hoejeste_fra").set_value("2025-01-01").run()
    for noegle, tekst in (
        ("hoejeste_kr", "10.000"),
        ("hoejeste_patienter_1", "240"),
        ("hoejeste_beloeb_1", "2.500.000"),
    ):
        at.text_input(key=noegle).set_value(tekst).run()
    assert "100.000,00 kr." in html_paa(uden_fejl(at))
    at.text_input(key="hoejeste_patienter_2").set_value("1.5").run()
    at.text_input(key="hoejeste_beloeb_2").set_value("1,005").run()
    assert len(at.error) == 2 and "100.000,00 kr." not in html_paa(at)


def test_what_is_typed_is_kept_while_another_page_is_shown() -> None:
    at = aabn("oekonomi", oekonomiemne="deling")
    at.text_input(key="deles_kr").set_value("60000").run()
    at = gaa(gaa(at, "data"), "oekonomi")
    at.button_group(key="oekonomiemne").set_value(Skrevet("Del en udgift"))
    assert uden_fejl(at.run()).text_input(key="deles_kr").value == "60.000"


@pytest.mark.parametrize(
    ("emne", "noegle", "valgt", "tilstand"),
    [
        ("deling", "delingsnoegle", "DUT-nøgle 2015", {}),
        ("betaling", "betalingstal", "Udgift i alt", {"betalingsafsnit_husket": "udvikling"}),
        ("knaekgraenser", "eks_speciale", "62", {}),
        ("overenskomster", "ugetal", "53", {}),
    ],
)
def test_what_is_chosen_beside_it_is_kept_too(
    emne: str, noegle: str, valgt: str, tilstand: dict[str, str]
) -> None:
    at = uden_fejl(aabn("oekonomi", oekonomiemne_husket=emne, **tilstand))
    foerst = at.button_group(key=noegle).value
    at.button_group(key=noegle).set_value(Skrevet(valgt)).run()
    givet = uden_fejl(at).button_group(key=noegle).value
    at = uden_fejl(gaa(gaa(at, "data"), "oekonomi"))
    assert at.button_group(key=noegle).value == givet != foerst
