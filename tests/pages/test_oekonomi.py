"""Økonomi: who passes the knækgrænse, when and at what cost, on the page and the command line."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import cli
from data.datapakke import ny_pakke
from data.indgang.arter.liste import arter
from data.indgang.proeve import proev
from data.skema import INDBYGGET
from pages.dele import tilstand
from planning.plan import RAMMEFELTER, TILSKUDSFELTER, Plan
from planning.tiltag import Flytning
from tests.pages.apptest import (
    Skrevet,
    aabn,
    gaa,
    html_paa,
    kort,
    opslag,
    tabellen,
    tabeller,
    uden_fejl,
)

A, B = "aars-fysiodanmark", "hobro-benefit"


def _med_tilskud(plan: Plan, aar: int = 2025) -> Plan:
    """One capacity each: A has 60,000 kr. a month to August, B 10,000; both on 51."""
    raekker = [
        (klinik, "51", aar, maaned, oere, 1.0)
        for klinik, oere in ((A, 6_000_000), (B, 1_000_000))
        for maaned in range(1, 9)
    ]
    return dataclasses.replace(plan, tilskud=pd.DataFrame(raekker, columns=list(TILSKUDSFELTER)))


@pytest.fixture
def med_plan(monkeypatch: pytest.MonkeyPatch) -> Callable[[Plan], None]:
    return lambda ny: monkeypatch.setattr(tilstand, "plan", lambda: ny)


def test_who_passes_when_and_what_it_costs_is_the_first_to_be_read(
    plan: Plan, med_plan: Callable[[Plan], None]
) -> None:
    med_plan(_med_tilskud(plan))
    at = uden_fejl(aabn("oekonomi"))
    tekst = html_paa(at)
    # 33,000 of July's 60,000 kr. are left: the 18th. The year is 720,000 kr., 327,000 above.
    navn = plan.klinikker.at[A, "navn"]
    assert f"1 knækgrænse er passeret i 2025: {navn} (51) 18. juli." in tekst
    assert "I alt udbetales 130.800 kr. ikke i året." in tekst
    assert opslag(at, navn, "Udbetales ikke (kr.)") == "130.800"
    assert opslag(at, navn, "Brugt (kr.)") == "480.000"
    assert opslag(at, plan.klinikker.at[B, "navn"], "Passerer grænsen") == "ikke i år"
    at.button_group(key="oekonomiafsnit").set_value(Skrevet("Kommunerne")).run()
    for klinik in (A, B):
        kommune = plan.kommuner["kommune"][plan.klinikker.at[klinik, "kommune_kode"]]
        assert opslag(at, kommune, "Knækgrænse (kr.)") == "393.000"
    at.button_group(key="oekonomiafsnit").set_value(Skrevet("Regionen i alt")).run()
    (region,) = tabeller(at)
    assert region[1][region[0].index("Knækgrænse (kr.)")] == "786.000"
    assert "Kilde:" in tekst and "nedsættes med 40 %" in tekst


def test_without_subsidies_it_says_what_to_import_and_what_is_agreed(plan: Plan) -> None:
    at = uden_fejl(aabn("oekonomi"))
    assert "intet tilskud" in html_paa(at) and not tabeller(at)
    at.button_group(key="oekonomiemne").set_value(Skrevet("Hvad der gælder")).run()
    alt = " ".join(m.value for m in at.markdown)
    assert "1.000.000 kr. på speciale 62" in alt and "393.000 kr. på speciale 51" in alt
    assert "lysbillederne" in " ".join(c.value for c in at.caption)


def test_years_of_hours_have_no_limit(plan: Plan, med_plan: Callable[[Plan], None]) -> None:
    med_plan(_med_tilskud(plan, 2023))
    assert "tilskud for 2023" in html_paa(uden_fejl(aabn("oekonomi")))


def test_the_command_line_has_the_same_figures(
    tmp_path: Any, plan: Plan, capsys: pytest.CaptureFixture[str], monkeypatch: Any
) -> None:
    fil = tmp_path / "tilskud.csv"
    linjer = [f"{A};51;2025-{m:02};60000;1" for m in range(1, 9)]
    fil.write_text(
        "Klinik;Speciale;Måned;Tilskud;Kapaciteter\n" + "\n".join(linjer) + "\n", "utf-8"
    )
    proeve = proev(fil, arter(None), lambda: plan, {})
    assert proeve.kan_tages
    ny_pakke(INDBYGGET, tmp_path / "ny", proeve.tolkning.nye, proeve.tolkning.uden)
    from data.datasaet import indlaes

    ny = indlaes(tmp_path / "ny")
    monkeypatch.setattr("kommandolinje.oekonomi.valgt_plan", lambda _: ny)
    assert cli.main(["oekonomi", "--json"]) == 0
    svar = json.loads(capsys.readouterr().out)
    (klinik,) = svar["klinikker"]
    assert (klinik["graense"], klinik["over"], klinik["nedsat"]) == (393_000, 87_000, 34_800)
    assert klinik["passeret"] == "2025-07-18" and svar["aar"] == 2025
    assert cli.main(["oekonomi"]) == 0
    assert "18. juli" in capsys.readouterr().out


def test_a_cost_is_shared_by_the_key_that_is_chosen(plan: Plan) -> None:
    at = uden_fejl(aabn("oekonomi", oekonomiemne="deling", deles_kr=10_178_000))
    assert opslag(at, "I alt", "Betaler (kr.)") == "10.178.000"
    efter_folk = opslag(at, "Aalborg", "Betaler (kr.)")
    at.button_group(key="delingsnoegle").set_value(Skrevet("DUT-nøgle 2015")).run()
    assert opslag(uden_fejl(at), "Aalborg", "Betaler (kr.)") == "3.521.000" != efter_folk
    assert "bilag 1" in html_paa(at)


def _betaling(**state: Any) -> Any:
    return uden_fejl(aabn("oekonomi", oekonomiemne="betaling", **state))


def test_who_pays_and_who_gets_is_the_answer_beside_the_map(plan: Plan) -> None:
    at = _betaling()
    tekst = html_paa(at)
    assert "113,2 mio. kr." in tekst and "Aalborg" in tekst and "Vesthimmerland" in tekst
    assert opslag(at, "Rebild", "Netto (point)") == "+1,0"
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
    assert opslag(at, "Hjørring", "Netto (point)") == "+2,4"
    assert "Andel af udgift (%)" not in tabellen(at, "Netto (point)")[0]


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


def _med_ramme(plan: Plan) -> Plan:
    """62: 85 of 1,000 mio. kr. a month to September 2022, and the region's first quarter."""
    maaneder = [("landet", "62", 2022, m, 1, 8_500_000_000, 100_000_000_000) for m in range(1, 10)]
    region = [("regionen", "62", 2022, 1, 3, 3_000_000_000, None)]
    alle = pd.DataFrame(maaneder + region, columns=list(RAMMEFELTER))
    return dataclasses.replace(plan, rammeforbrug=alle.astype({"ramme": "Int64"}))


def test_when_the_frame_goes_and_what_that_costs_is_the_first_to_be_read(
    plan: Plan, med_plan: Callable[[Plan], None]
) -> None:
    med_plan(_med_ramme(plan))
    at = uden_fejl(aabn("oekonomi", oekonomiemne="ramme"))
    tekst = html_paa(at)
    assert "Landets ramme for speciale 62 ventes brugt op i december 2022: 76,5 %" in tekst
    assert "75 % af året er gået" in tekst and "20,0 mio. kr." in tekst
    # 20 of 1,020 mio. kr.
    takst = " ".join(m.value for m in at.markdown)
    assert "2,0 %" in takst and "1. april 2023 til 31. marts 2024" in takst
    assert opslag(at, "3. kvartal", "Brugt (kr.)") == "255.000.000"
    assert opslag(at, "4. kvartal", "Del af rammen (%)") == "102,0"
    assert "Overenskomstens økonomiske rammer" in tekst
    at.button_group(key="rammevalg").set_value(Skrevet("Regionen, speciale 62")).run()
    assert opslag(uden_fejl(at), "1. kvartal", "Brugt (kr.)") == "30.000.000"
    at.button_group(key="rammeafsnit").set_value(Skrevet("Alle rammer")).run()
    (hoved, landet, _) = tabeller(uden_fejl(at))[0]
    assert landet[hoved.index("Brugt op i")] == "december"
    assert landet[hoved.index("Lavere takst året efter (%)")] == "2,0"


def test_without_use_the_frame_says_what_to_import_and_kiropraktik_is_worked_out(
    plan: Plan,
) -> None:
    at = uden_fejl(aabn("oekonomi", oekonomiemne="ramme"))
    assert "intet forbrug af den økonomiske ramme" in html_paa(at)
    assert opslag(at, "Rammen i alt", "Beløb (kr.)") == "153.971.000,00"
    at.number_input(key="kiropraktikpatienter").set_value(14_999).run()
    assert opslag(at, "Prolaps- og stenoseforløb", "Beløb (kr.)") == "6.099.593,33"
    at.number_input(key="kiropraktikudgift").set_value(153_000_000).run()
    # 970,593 kr. are left, and below 1.351 mio. kr. all of it goes to the fund.
    assert "970.593 kr. under rammen. Af det går 970.593 kr. til fonden." in html_paa(at)
    at.number_input(key="kiropraktikudgift").set_value(156_000_000).run()
    # 2.029 mio. kr. and 407 kr. above, of a half-year of 78.
    assert "2,0 mio. kr. over rammen" in html_paa(at) and "2,6 % lavere" in html_paa(at)
    assert "s. 21-22" in html_paa(at)
    # What is written is there after another page.
    igen = gaa(gaa(at, "data"), "oekonomi")
    assert igen.number_input(key="kiropraktikpatienter").value == 14_999


def test_the_region_is_its_clinics_where_no_use_is_imported(
    plan: Plan, med_plan: Callable[[Plan], None]
) -> None:
    med_plan(_med_tilskud(plan))
    tekst = html_paa(uden_fejl(aabn("oekonomi", oekonomiemne="ramme")))
    # A: 480,000 less 40 % of 87,000; B: 80,000.
    assert "Regionens forbrug på speciale 51 er 525.200 kr. efter 8 måneder" in tekst
    assert "2 klinikker får udbetalt" in tekst and "ingen for en region" in tekst
    assert "kan ikke siges, om landets rammer holder" in tekst


def test_the_command_line_has_the_frames_and_that_of_kiropraktik(
    plan: Plan, capsys: pytest.CaptureFixture[str], monkeypatch: Any
) -> None:
    monkeypatch.setattr("kommandolinje.oekonomi.valgt_plan", lambda _: _med_ramme(plan))
    emne = ["oekonomi", "--emne", "ramme"]
    kiropraktik = ["--patienter", "15000", "--indeks", "103,25", "--udgift", "160.000.000"]
    assert cli.main([*emne, *kiropraktik, "--json"]) == 0
    svar = json.loads(capsys.readouterr().out)
    landet, regionen = svar["rammer"]
    assert (landet["over"], landet["fra_maaned"]) == (20_000_000, 12)
    assert landet["takstfald_pct"] == pytest.approx(2_000 / 1_020)
    assert regionen["ramme"] is None and len(svar["kvartaler"]) == 8
    assert svar["kiropraktik"]["i_alt"] == 158_732_900 and svar["kiropraktik"]["over"] == 1_267_100
    assert cli.main(emne) == 0
    assert "december 2022" in capsys.readouterr().out
