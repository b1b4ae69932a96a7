"""A tiltag under each agreement: hours are never kroner as a fact, and the other way round."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from planning.aftalelaesning import aftalelaesning, kan_sammenlignes, mindste_kapacitet
from planning.plan import Plan
from planning.scenarie import vurder
from planning.tiltag import Deling, Flytning, Nedlaeggelse, Udvidelse
from saetninger.aftalelaesning import laesningstekst
from saetninger.beslutningsvej import beslutninger
from tabeller.aftalelaesning import har_aftalelaesning, laesningstabel, regeltabel
from tests.planning.test_overenskomst import TO_AAR

FLYT = Flytning("hobro-benefit", "stoevring-benefit", over30=1, under30=1)


@pytest.fixture(scope="module")
def beloeb(plan: Plan) -> Plan:
    """The clinics of the dataset with 2,000,000 kr. each on 62."""
    kapaciteter = pd.DataFrame(
        {"klinik_id": plan.klinikker.index, "speciale": "62", "beloeb_kr": 2_000_000.0}
    ).reindex(columns=[*plan.kapaciteter])
    return dataclasses.replace(plan, kapaciteter=kapaciteter, tabel1=plan.tabel1.iloc[:0])


def test_hours_are_capacities_and_an_interval_of_kroner(plan: Plan) -> None:
    timer, kroner = aftalelaesning(plan, FLYT)
    # One over and one under 30 hours: 1.5 capacities.
    assert timer.egen and timer.kapaciteter == 1.5
    assert timer.maengde == {"over30": 1, "under30": 1} and not timer.hoejst_kr
    # 1.5 x 393,000 and 1.5 x 1,000,000; how many capacities it is there is not known.
    assert kroner.hoejst_kr == {"51": 589_500, "62": 1_500_000}
    assert not kroner.egen and kroner.kapaciteter is None and not kroner.maengde
    tekst = laesningstekst(kroner)
    assert "0 til 589.500 kr. på speciale 51" in tekst and "delingen kendes ikke" in tekst


def test_the_interval_is_of_the_year_that_is_chosen(plan: Plan) -> None:
    reguleret = dataclasses.replace(plan, regulering=TO_AAR)
    # 1.5 x 408,468.48 and 1.5 x 1,039,360.
    assert aftalelaesning(reguleret, FLYT, 2026)[1].hoejst_kr == pytest.approx(
        {"51": 612_702.72, "62": 1_559_040}
    )
    for aar in (None, 2021, 2024):
        assert aftalelaesning(reguleret, FLYT, aar)[1].hoejst_kr["62"] == 1_500_000


def test_an_amount_is_a_part_of_a_capacity_and_no_hours(beloeb: Plan) -> None:
    flyt = Flytning("hobro-benefit", "stoevring-benefit", beloeb_kr=250_000, speciale="62")
    timer, kroner = aftalelaesning(beloeb, flyt)
    assert kroner.egen and kroner.kapaciteter == 0.25 and kroner.speciale == "62"
    assert laesningstekst(kroner) == "0,25 kapacitet (250.000 kr. på speciale 62)"
    assert not timer.egen and timer.kapaciteter is None and not timer.hoejst_kr
    assert "hvor mange timer" in laesningstekst(timer)
    # Of the amounts of 2026 it is a smaller part: 250,000 / 1,039,360.
    reguleret = dataclasses.replace(beloeb, regulering=TO_AAR)
    assert aftalelaesning(reguleret, flyt, 2026)[1].kapaciteter == pytest.approx(0.240532635)


@pytest.mark.parametrize(
    "tiltag", [Udvidelse("hobro-benefit", 1), Nedlaeggelse("hobro-benefit", 1)]
)
def test_more_and_less_capacity_are_read_as_a_move_is(plan: Plan, tiltag: object) -> None:
    timer, kroner = aftalelaesning(plan, tiltag)
    assert timer.kapaciteter == 1 and kroner.hoejst_kr == {"51": 393_000, "62": 1_000_000}


def test_a_split_has_a_meaning_under_hours_only(plan: Plan) -> None:
    timer, kroner = aftalelaesning(plan, Deling("hobro-benefit"))
    assert timer.deles and "deles i to" in laesningstekst(timer)
    assert not kroner.hoejst_kr and laesningstekst(kroner).startswith("Uden betydning")


def test_the_smallest_is_half_a_capacity_of_hours_and_any_part_of_an_amount(plan: Plan) -> None:
    timer, kroner = plan.fag.opgoerelser
    assert mindste_kapacitet(timer) == 0.5
    assert mindste_kapacitet(kroner) != mindste_kapacitet(kroner)


def test_a_field_with_one_agreement_is_read_under_none(plan: Plan) -> None:
    for navn in ("Kiropraktik", "Fodterapi"):
        fag = dataclasses.replace(plan.fag, navn=navn)
        assert not kan_sammenlignes(fag)
        assert aftalelaesning(dataclasses.replace(plan, fag=fag), FLYT) == []


def test_the_tables_have_a_row_a_tiltag_and_a_column_an_agreement(plan: Plan) -> None:
    vurdering = vurder(plan, [FLYT, Deling("hobro-benefit")])
    assert har_aftalelaesning(vurdering) and not har_aftalelaesning(vurder(plan, []))
    tabel = laesningstabel(vurdering, 2025)
    assert [k.navn for k in tabel.kolonner] == ["tiltag", "timer", "2024"]
    assert len(tabel.ramme) == 2 and "model" in tabel.note and "s. 13" in tabel.kilde
    regler = regeltabel(vurdering, None).ramme.set_index("hvad")
    assert "2.1.9" in regler.at["Deling", "timer"]
    assert "40 %" in regler.at["Grænse for aktiviteten", "2024"]
    assert "ingen knækgrænse" in regler.at["Grænse for aktiviteten", "timer"]
    hvem = regler.loc["Hvem beslutter"]
    assert "2.1.13" in hvem["timer"] and hvem["timer"] == hvem["2024"]
    assert beslutninger(vurdering)[0].niveau in hvem["timer"]
