"""Kontrolstatistik: who is above the limit and the calculators, on page and command line."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest

import cli
from planning.plan import PATIENTFELTER, TILSKUDSFELTER, Plan
from tests.pages.apptest import Skrevet, aabn, html_paa, opslag, tabeller, uden_fejl

A, B, C, D = "aars-fysiodanmark", "hobro-benefit", "hjallerup-fys", "frederikshavn-carlsen"


def _med_patienter(plan: Plan) -> Plan:
    """A is 30 % above 1,000 kr. and B 30 % below; C has 3 patients and D hides them. On 62."""
    raekker = [
        (A, "62", 2025, 100, 13_000_000.0),
        (B, "62", 2025, 100, 7_000_000.0),
        (C, "62", 2025, 3, 300_000.0),
        (D, "62", 2025, 7, 700_000.0),
    ]
    return dataclasses.replace(plan, patienter=pd.DataFrame(raekker, columns=list(PATIENTFELTER)))


def _navn(plan: Plan, klinik: str) -> str:
    return str(plan.klinikker.at[klinik, "navn"])


def test_without_a_limit_no_clinic_is_marked(plan: Plan, med_plan: Callable[[Plan], None]) -> None:
    med_plan(_med_patienter(plan))
    at = uden_fejl(aabn("oekonomi", oekonomiemne="kontrolstatistik"))
    assert at.text_input(key="hoeringsgraense").value == ""
    assert "En patient koster i 2025 i gennemsnit 1.000 kr. på speciale 62." in html_paa(at)
    assert "class='valgt'" not in html_paa(at) and "Over høringsgrænsen" not in html_paa(at)
    assert opslag(at, _navn(plan, A), "Afvigelse fra regionen (%)") == "+30,0"
    at.text_input(key="hoeringsgraense").set_value("29,9").run()
    tekst = html_paa(uden_fejl(at))
    assert (
        f"1 af de 2 tilfælde (klinik og speciale), der kan vurderes: {_navn(plan, A)} (62)" in tekst
    )
    assert tekst.count("class='valgt'") == 1
    assert opslag(at, _navn(plan, A), "Over høringsgrænsen") == "ja"
    assert opslag(at, _navn(plan, B), "Over høringsgrænsen") == "nej"
    at.text_input(key="hoeringsgraense").set_value("30").run()
    assert "i ingen af de 2 tilfælde" in html_paa(uden_fejl(at))


def test_few_patients_are_hidden_on_the_screen_too(
    plan: Plan, med_plan: Callable[[Plan], None]
) -> None:
    med_plan(_med_patienter(plan))
    at = uden_fejl(aabn("oekonomi", oekonomiemne="kontrolstatistik", hoeringsgraense="5"))
    for klinik in (C, D):
        for kolonne in ("Patienter", "Beløb (kr.)", "Pr. patient (kr.)", "Over høringsgrænsen"):
            assert opslag(at, _navn(plan, klinik), kolonne) == ".."
    assert "10 tal er skjult" in html_paa(at)
    at.button_group(key="kontrolafsnit").set_value(Skrevet("Regionens gennemsnit")).run()
    (region,) = tabeller(at)
    assert region[1] == ["62", "4", "210", "210.000", "1.000"]


def test_without_patients_it_says_what_to_import_and_still_reckons(plan: Plan) -> None:
    at = uden_fejl(aabn("oekonomi", oekonomiemne="kontrolstatistik"))
    assert "klinikkernes patienter (klinik, speciale, år og patienter)" in html_paa(at)
    assert not tabeller(at)
    at.text_input(key="hoejeste_kr").set_value("10.000").run()
    at.date_input(key="hoejeste_fra").set_value(date(2025, 1, 1)).run()
    at.text_input(key="hoejeste_patienter_1").set_value("240").run()
    assert "både patienter og beløb" in " ".join(e.value for e in at.error)
    at.text_input(key="hoejeste_beloeb_1").set_value("2.500.000,55").run()
    assert "100.000,55 kr." in html_paa(uden_fejl(at)) and "siger ikke" in html_paa(at)
    at.text_input(key="hoejeste_beloeb_1").set_value("2400000").run()
    at.text_input(key="hoejeste_patienter_2").set_value("100").run()
    at.text_input(key="hoejeste_beloeb_2").set_value("1 000 000").run()
    assert "bortfalder efter 31. december 2026" in html_paa(uden_fejl(at))
    # What is written is still there when another section has been shown.
    for afsnit in ("Omsætningsloft", "Højestegrænse"):
        at.button_group(key="kontrolafsnit").set_value(Skrevet(afsnit)).run()
    assert at.text_input(key="hoejeste_kr").value == "10.000"
    assert at.date_input(key="hoejeste_fra").value == date(2025, 1, 1)


def test_a_loft_is_written_and_that_of_a_deling_has_a_model(
    plan: Plan, med_plan: Callable[[Plan], None]
) -> None:
    raekker = [(A, "62", 2025, m, 10_000_000, 2.0) for m in range(1, 13)]
    med_plan(dataclasses.replace(plan, tilskud=pd.DataFrame(raekker, columns=list(TILSKUDSFELTER))))
    at = aabn("oekonomi", oekonomiemne="kontrolstatistik", kontrolafsnit="omsaetningsloft")
    alt = " ".join(m.value for m in uden_fejl(at).markdown)
    assert "1.200.000,00 kr." in alt and "600.000,00 kr." in alt
    assert "En model" in html_paa(at) and "bilag 3" not in html_paa(at), "which says not of deling"
    assert at.text_input(key="loft_kr").value == ""
    for noegle, vaerdi in (
        ("loft_kr", "500.000"),
        ("loft_brugt", "150.000"),
        ("loft_maaneder", "3"),
    ):
        at.text_input(key=noegle).set_value(vaerdi).run()
    assert "350.000,00 kr. tilbage" in html_paa(uden_fejl(at)) and "november" in html_paa(at)
    at.selectbox(key="loftsanledning").set_value(Skrevet("Ansættelse efter § 24 stk. 3")).run()
    at.text_input(key="loft_fysioterapeuter").set_value("3").run()
    at.text_input(key="loft_kapaciteter").set_value("2").run()
    assert "Der kan fastsættes" in " ".join(m.value for m in uden_fejl(at).markdown)
    assert "bilag 3" in html_paa(at)
    at.checkbox(key="loft_har").set_value(True).run()
    assert "ikke regnes et nyt" in " ".join(m.value for m in uden_fejl(at).markdown)


def test_the_tariffs_are_a_table_and_a_distance(plan: Plan) -> None:
    at = aabn("oekonomi", oekonomiemne="kontrolstatistik", kontrolafsnit="takster")
    assert opslag(uden_fejl(at), "16,1-20 km", "Takst (kr.)") == "464,55"
    at.text_input(key="takst_km").set_value("20,2").run()
    assert "20,2 km: 476,31 kr." in html_paa(uden_fejl(at))
    at.text_input(key="takst_km").set_value("4,05").run()
    assert "én decimal" in " ".join(e.value for e in at.error)


@pytest.fixture
def som_json(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, plan: Plan
) -> Callable[..., dict]:
    def koer(*ord_: str) -> dict:
        monkeypatch.setattr("kommandolinje.oekonomi.valgt_plan", lambda _: _med_patienter(plan))
        assert cli.main(["oekonomi", *ord_, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return koer


def test_the_command_line_has_the_same_and_hides_the_same(som_json: Callable[..., dict]) -> None:
    svar = som_json("--emne", "kontrolstatistik", "--hoering", "29,9")
    hver = {r["klinik_id"]: r for r in svar["klinikker"]}
    assert [hver[k]["over"] for k in (A, B, C, D)] == [True, False, None, None]
    assert hver[A]["pr_patient"] == 1300.0 and hver[A]["afvigelse_pct"] == 30.0
    for k in (C, D):
        assert {hver[k][f] for f in ("patienter", "beloeb", "pr_patient")} == {None}
    assert "10 tal er skjult" in svar["diskretion"] and svar["region"][0]["patienter"] == 210
    uden = som_json("--emne", "kontrolstatistik")
    assert {r["over"] for r in uden["klinikker"]} == {None} == {uden["hoeringsgraense_pct"]}


def test_the_calculators_are_on_the_command_line(som_json: Callable[..., dict]) -> None:
    svar = som_json(
        *("--emne", "hoejestegraense", "--graense", "10.000", "--fra", "2025-01-01"),
        *("--foerste", "240:2.500.000,55", "--andet", "100:1000000"),
    )
    assert [a["tilbage"] for a in svar["aar"]] == [100_000.55, 0]
    assert (svar["udfald"], svar["til"]) == ("staar_ikke", "2026-12-31")
    loft = som_json(
        *("--emne", "omsaetningsloft", "--loft", "500000", "--brugt", "150000", "--maaneder", "3")
    )
    assert (loft["rest"], loft["ventet_maaned"], loft["ventet_aaret"]) == (350_000, 11, 600_000)
    assert som_json("--emne", "afstandstakster", "--km", "20,2")["kr"] == 476.31
