"""Økonomi: who passes the knækgrænse, when and at what cost, on the page and the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

import cli
from data.datapakke import ny_pakke
from data.indgang.arter.liste import arter
from data.indgang.proeve import proev
from data.skema import INDBYGGET
from planning.plan import Plan
from tests.pages.apptest import (
    Skrevet,
    aabn,
    html_paa,
    opslag,
    tabeller,
    uden_fejl,
)
from tests.pages.oekonomiplan import A, B, med_tilskud


def test_who_passes_when_and_what_it_costs_is_the_first_to_be_read(
    plan: Plan, med_plan: Callable[[Plan], None]
) -> None:
    med_plan(med_tilskud(plan))
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
    at.button_group(key="oekonomiafsnit").set_value(Skrevet("Klinikkerne i alt")).run()
    (region,) = tabeller(at)
    assert region[1][region[0].index("Knækgrænse (kr.)")] == "786.000"
    assert "Kilde:" in tekst and "nedsættes med 40 %" in tekst


def test_without_subsidies_it_says_what_to_import_and_what_is_agreed(plan: Plan) -> None:
    at = uden_fejl(aabn("oekonomi"))
    assert "Borgerens bopælskommune betaler" in html_paa(at), (
        "what is known of the kommuner comes first"
    )
    at.button_group(key="oekonomiemne").set_value(
        Skrevet(":material/upload_file: Knækgrænser")
    ).run()
    assert "klinikkernes tilskud (klinik, speciale, måned, tilskud og kapaciteter)" in html_paa(at)
    assert not tabeller(uden_fejl(at))
    # The worked example, which says that it is one.
    assert "passeres 18. juli" in html_paa(at) and "130.800 kr. ikke" in html_paa(at)
    assert any("ikke data" in c.value for c in at.caption)
    at.text_input(key="eks_kap").set_value("2").run()
    assert "passeres ikke" in html_paa(uden_fejl(at))
    at.button_group(key="oekonomiemne").set_value(Skrevet("Hvad der gælder")).run()
    alt = " ".join(m.value for m in at.markdown)
    assert "1.000.000 kr. på speciale 62" in alt and "393.000 kr. på speciale 51" in alt
    assert "lysbillederne" in " ".join(c.value for c in at.caption)


def test_years_of_hours_have_no_limit(plan: Plan, med_plan: Callable[[Plan], None]) -> None:
    med_plan(med_tilskud(plan, 2023))
    at = uden_fejl(aabn("oekonomi", oekonomiemne="knaekgraenser"))
    assert "tilskud for 2023" in html_paa(at)


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
    at = uden_fejl(aabn("oekonomi", oekonomiemne="deling", deles_kr="10.178.000"))
    assert opslag(at, "I alt", "Betaler (kr.)") == "10.178.000"
    efter_folk = opslag(at, "Aalborg", "Betaler (kr.)")
    at.button_group(key="delingsnoegle").set_value(Skrevet("DUT-nøgle 2015")).run()
    assert opslag(uden_fejl(at), "Aalborg", "Betaler (kr.)") == "3.521.000" != efter_folk
    assert "bilag 1" in html_paa(at)
    # 0.035 of 10.178 is least, and what is shared is a thousand times as many kroner.
    assert "Delt efter DUT-nøglen 2015 betaler Aalborg mest, 3.521.000" in html_paa(at)
    assert "Læsø mindst, 35.000" in html_paa(at)
