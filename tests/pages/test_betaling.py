"""Hvem betaler on Økonomi, on Flytning and on the command line."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import Any

import pytest

import cli
from planning.plan import Plan
from planning.tiltag import Flytning
from tests.pages.apptest import (
    Skrevet,
    aabn,
    html_paa,
    kort,
    opslag,
    tabellen,
    tabeller,
    uden_fejl,
)
from tests.pages.oekonomiplan import A, B


def _betaling(**state: Any) -> Any:
    return uden_fejl(aabn("oekonomi", oekonomiemne="betaling", **state))


def test_who_pays_and_who_gets_is_the_answer_beside_the_map(plan: Plan) -> None:
    at = _betaling()
    tekst = html_paa(at)
    assert "113,2 mio. kr." in tekst and "278 kr. mod regionens 192" in tekst.replace("\xa0", " ")
    assert "114,0 mio. kr.; kilden forklarer ikke forskellen" in tekst.replace("\xa0", " ")
    assert opslag(at, "Aalborg", "Udgift, 62 (kr.)") == "37.425.520"
    assert "Tabel 26, s. 36" in tekst and "Tabel 23, s. 34" in tekst and len(kort(at)) == 1


def test_patients_that_cross_are_one_click_away_in_the_same_words(plan: Plan) -> None:
    at = _betaling(betalingsafsnit_husket="kommuner")
    at.button_group(key="betalingskortet").set_value(Skrevet("Patienter på tværs")).run()
    tekst = html_paa(uden_fejl(at))
    assert "Aalborg har mest netto ud, svarende til 241" in tekst
    assert "Vesthimmerland har mest netto ind, svarende til 276" in tekst
    assert "henter 241" not in tekst and "giver 276" not in tekst
    assert opslag(at, "Rebild", "Netto ud (point)") == "+1,0"
    assert opslag(at, "Vesthimmerland", "Netto ud, borgere") == "−276"
    assert opslag(at, "Vesthimmerland", "Selvforsyning (%)") == "142"
    assert opslag(at, "Vesthimmerland", "Selvforsyning, højst 100 (%)") == "100"
    assert opslag(at, "Region Nordjylland", "Behandlede borgere") == "8.363"
    assert "Tabel 26, s. 36" in tekst and "Tabel 24, s. 35" in tekst
    assert "ikke, hvem der tog hvorhen" in tekst and len(kort(at)) == 1
    at.button_group(key="betalingsaar").set_value(Skrevet("2015")).run()
    assert opslag(uden_fejl(at), "Region Nordjylland", "Behandlede borgere") == "7.492"


def test_the_expense_the_years_and_the_model_are_a_click_away(plan: Plan) -> None:
    at = _betaling(betalingsafsnit_husket="udgift")
    assert opslag(at, "Rebild", "Udgift, 62 (kr.)") == "5.092.224"
    assert opslag(at, "Læsø", "Udgift, 65 (kr.)") == "–"
    assert opslag(at, "2018", "Regionen, trykt (kr.)") == "114.000.000"
    # 8,363 of 13,513 kr.: neither of the region's own figures makes what is printed.
    assert opslag(at, "2018", "Regionen, regnet (kr.)") == "113.009.219"
    at = _betaling(betalingsafsnit_husket="budget")
    assert opslag(at, "Mariagerfjord", "Som Mariagerfjord, forskel (kr.)") == "0"
    assert "model" in html_paa(at) and "ikke en prognose" in html_paa(at)
    at = _betaling(betalingsafsnit_husket="udvikling")
    at.button_group(key="betalingstal").set_value(Skrevet("Udgift i alt")).run()
    assert opslag(uden_fejl(at), "Rebild", "2016 (kr.)") == "4.148.625"


def test_almen_has_patients_who_pay_and_no_expense_by_kommune(plan: Plan) -> None:
    at = _betaling(speciale="51")
    tekst = html_paa(at)
    assert "39,3 %" in tekst and "patienten betaler resten" in tekst and "42,5 mio. kr." in tekst
    assert opslag(at, "Hjørring", "Netto ud (point)") == "+2,4"
    assert "Andel af udgift (%)" not in tabellen(at, "Netto ud (point)")[0]


def test_a_scenario_moves_no_bill(plan: Plan) -> None:
    at = _betaling(betalingsafsnit_husket="scenariet")
    assert "ingen tiltag" in html_paa(at)
    at = _betaling(betalingsafsnit_husket="scenariet", tiltag=(Flytning(B, A, 1),))
    assert "flytter ikke regningen" in html_paa(at)
    assert opslag(at, "Vesthimmerland", "Højst, speciale 62 (kr.)") == "+1.000.000"
    assert opslag(at, "Mariagerfjord", "Højst, speciale 51 (kr.)") == "−393.000"
    assert opslag(at, "Vesthimmerland", "Udgift 2018 (kr.)") == "8.641.374"


def test_flytning_says_who_pays_and_opens_the_section(plan: Plan) -> None:
    at = uden_fejl(aabn("flytning", tiltag=(Flytning(B, A, 1),)))
    knap = at.button(key="aabn_betaling")
    assert "bopælskommunen" in knap.label
    knap.click().run()
    assert "flytter ikke regningen" in html_paa(uden_fejl(at))


def test_without_tables_it_says_so(plan: Plan, med_plan: Callable[[Plan], None]) -> None:
    med_plan(dataclasses.replace(plan, tabeller=plan.tabeller.iloc[:0]))
    at = _betaling()
    assert "ingen tabeller" in html_paa(at) and not tabeller(at) and not kort(at)


def test_the_command_line_says_who_pays(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["oekonomi", "--emne", "betaling", "--json"]) == 0
    svar = json.loads(capsys.readouterr().out)
    assert (svar["betaler"], svar["speciale"], svar["aar"]) == ("kommune", "62", 2018)
    rebild = next(r for r in svar["udgifter"]["62"] if r["kommune"] == "Rebild")
    assert rebild["kr"] == 384 * 13_261
    assert abs(sum(r["netto_point"] for r in svar["stroemme"])) < 1e-9
    assert cli.main(["oekonomi", "--emne", "betaling", "--speciale", "51", "--aar", "2016"]) == 0
    ud = capsys.readouterr().out
    assert "39,3 %" in ud and "45.491" in ud
