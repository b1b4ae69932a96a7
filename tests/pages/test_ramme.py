"""Rammen on Økonomi and on the command line."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import cli
from planning.plan import RAMMEFELTER, Plan
from tests.pages.apptest import (
    Skrevet,
    aabn,
    gaa,
    html_paa,
    opslag,
    tabeller,
    uden_fejl,
)
from tests.pages.oekonomiplan import med_tilskud


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
    assert "forbruget af den økonomiske ramme (niveau, speciale, kvartal, forbrug" in html_paa(at)
    assert opslag(at, "Rammen i alt", "Beløb (kr.)") == "153.971.000,00"
    at.text_input(key="kiropraktikpatienter").set_value("14.999").run()
    assert opslag(at, "Prolaps- og stenoseforløb", "Beløb (kr.)") == "6.099.593,33"
    at.text_input(key="kiropraktikudgift").set_value("153.000.000").run()
    # 970,593 kr. are left, and below 1.351 mio. kr. all of it goes to the fund.
    assert "970.593 kr. under rammen. Af det går 970.593 kr. til fonden." in html_paa(at)
    at.text_input(key="kiropraktikudgift").set_value("156.000.000").run()
    # 2.029 mio. kr. and 407 kr. above, of a half-year of 78.
    assert "2,0 mio. kr. over rammen" in html_paa(at) and "2,6 % lavere" in html_paa(at)
    assert "s. 21-22" in html_paa(at)
    # What is written is there after another page.
    igen = gaa(gaa(at, "data"), "oekonomi")
    assert igen.text_input(key="kiropraktikpatienter").value == "14.999"


def test_the_region_is_its_clinics_where_no_use_is_imported(
    plan: Plan, med_plan: Callable[[Plan], None]
) -> None:
    med_plan(med_tilskud(plan))
    tekst = html_paa(uden_fejl(aabn("oekonomi", oekonomiemne="ramme")))
    # A: 480,000 less 40 % of 87,000; B: 80,000.
    assert "Regionens forbrug på speciale 51 er 525.200 kr. efter 8 måneder" in tekst
    assert "2 af regionens 57 klinikker får udbetalt" in tekst and "ingen for en region" in tekst
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


def test_kiropraktik_is_followed_quarter_by_quarter(plan: Plan) -> None:
    at = uden_fejl(aabn("oekonomi", oekonomiemne="ramme"))
    at.text_input(key="kiropraktikkvartal_1").set_value("40.000.000").run()
    tekst = html_paa(uden_fejl(at))
    assert "40,0 mio. kr. er brugt, 26,0 % af rammen, og 25 % af året er gået." in tekst
    assert "160,0 mio. kr., 6,0 mio. kr. over rammen: en model." in tekst
    at.text_input(key="kiropraktikkvartal_3").set_value("40.000.000").run()
    assert "uden huller" in " ".join(e.value for e in at.error)
