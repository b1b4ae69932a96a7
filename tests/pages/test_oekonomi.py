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
from planning.plan import REGULERINGSFELTER, TILSKUDSFELTER, Plan
from tests.pages.apptest import Skrevet, aabn, html_paa, opslag, tabeller, uden_fejl, uden_tegn

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


def _regulering(*raekker: tuple[str, int, float]) -> pd.DataFrame:
    alle = [(kode, aar, pct, float("nan")) for kode, aar, pct in raekker]
    return pd.DataFrame(alle, columns=list(REGULERINGSFELTER))


def test_a_regulation_moves_the_limit_and_is_named_where_it_is(
    plan: Plan, med_plan: Callable[[Plan], None]
) -> None:
    reguleret = _regulering(("51", 2025, 2.4), ("51", 2026, 1.5))
    med_plan(dataclasses.replace(_med_tilskud(plan), regulering=reguleret))
    at = uden_fejl(aabn("oekonomi"))
    # 393,000 x 1.024 = 402,432: 318,000 of the year's 720,000 kr. are above, to the krone.
    assert opslag(at, plan.klinikker.at[A, "navn"], "Knækgrænse (kr.)") == "402.432"
    assert opslag(at, plan.klinikker.at[A, "navn"], "Udbetales ikke (kr.)") == "127.027"
    assert "402.432 kr. på speciale 51 (2025-niveau, reguleret)" in html_paa(at)
    at.button_group(key="oekonomiemne").set_value(Skrevet("Hvad der gælder")).run()
    alt = " ".join(uden_tegn(m.value) for m in at.markdown)
    assert (
        "408.468,48 kr. på speciale 51 og 1.000.000 kr. på speciale 62 i 2026" in alt
        and "ingen regulering" not in alt
    )


def test_hours_of_the_weeks_are_held_against_thirty(plan: Plan) -> None:
    at = uden_fejl(aabn("oekonomi"))
    at.button_group(key="oekonomiemne").set_value(Skrevet("Hvad der gælder")).run()
    felt = at.text_area(key="ugetimer")
    felt.set_value(" ".join(["32"] * 26)).run()
    assert "højst 27,99 timer om ugen" in html_paa(uden_fejl(at))
    felt.set_value("32 mange").run()
    assert any("Uge 2" in e.value for e in at.error)


def test_a_field_shows_its_own_agreement_only(plan: Plan, med_plan: Callable[[Plan], None]) -> None:
    med_plan(dataclasses.replace(plan, fag=dataclasses.replace(plan.fag, navn="Kiropraktik")))
    at = uden_fejl(aabn("oekonomi"))
    at.button_group(key="oekonomiemne").set_value(Skrevet("Hvad der gælder")).run()
    alt = " ".join(uden_tegn(m.value) for m in at.markdown)
    assert "1. april 2025 til 31. marts 2028" in alt and "fysioterapi" not in alt
    assert "s. 24-25" in " ".join(uden_tegn(c.value) for c in at.caption)
    assert not at.text_area


def test_the_command_line_tells_what_applies_and_counts_hours(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["oekonomi", "--emne", "overenskomster", "--json"]) == 0
    timer, beloeb = json.loads(capsys.readouterr().out)["overenskomster"]
    assert timer["beloeb"] == [] and beloeb["til"] == "2026-12-31"
    assert [b["kr"] for b in beloeb["beloeb"]] == [393_000, 1_000_000] * 3
    assert cli.main(["oekonomi", "--emne", "timer", "--timer", "39 " * 40, "--json"]) == 0
    svar = json.loads(capsys.readouterr().out)
    assert (svar["rest"], svar["holdes"], svar["hoejst"]) == (0, False, None)
