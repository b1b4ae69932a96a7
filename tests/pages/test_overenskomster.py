"""What applies on Økonomi: the agreements, their regulation, and hours by week."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable

import pandas as pd
import pytest

import cli
from planning.plan import REGULERINGSFELTER, Plan
from tests.pages.apptest import Skrevet, aabn, html_paa, opslag, uden_fejl, uden_tegn
from tests.pages.oekonomiplan import A, med_tilskud


def _regulering(*raekker: tuple[str, int, float]) -> pd.DataFrame:
    alle = [(kode, aar, pct, float("nan")) for kode, aar, pct in raekker]
    return pd.DataFrame(alle, columns=list(REGULERINGSFELTER))


def test_a_regulation_moves_the_limit_and_is_named_where_it_is(
    plan: Plan, med_plan: Callable[[Plan], None]
) -> None:
    reguleret = _regulering(("51", 2025, 2.4), ("51", 2026, 1.5))
    med_plan(dataclasses.replace(med_tilskud(plan), regulering=reguleret))
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
