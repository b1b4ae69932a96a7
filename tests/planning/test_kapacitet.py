"""Capacity under both definitions: hours until 2023, and a yearly amount from 2024."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dansk import Inputfejl
from data.skema import laes_skema
from planning.flytning import udfoer
from planning.kapacitet import klinikkapacitet
from planning.plan import Plan
from planning.scenarie import vurder
from planning.status import status
from planning.tiltag import Flytning

KILDER = Path(__file__).resolve().parents[3] / "shared" / "kilder"
uden_kilder = pytest.mark.skipif(
    not KILDER.is_dir(), reason="the source texts (../shared/kilder) are not on this machine"
)


@pytest.fixture(scope="module")
def beloebsplan(lille_plan: Plan) -> Plan:
    """Return the small plan with made-up amounts: n1 both specialer, s1 only 62, n2 only 51."""
    return dataclasses.replace(
        lille_plan,
        kapaciteter=pd.DataFrame(
            {
                "klinik_id": ["n1", "n1", "s1", "n2"],
                "speciale": ["51", "62", "62", "51"],
                "under30": pd.array([pd.NA] * 4, dtype="Int64"),
                "over30": pd.array([pd.NA] * 4, dtype="Int64"),
                "beloeb_kr": [393_000.0, 2_500_000.0, 400_000.0, 98_250.0],
            }
        ),
    )


@uden_kilder
def test_what_a_capacity_counts_stands_in_the_sources() -> None:
    plan = _tekst("praksisplan_fysioterapi_nordjylland_2020.txt")
    assert "kapacitet over 30 timer tilskrives værdien 1, mens kapacitet under 30 timer" in plan
    assert "timer tilskrives værdien 0,5" in plan
    timer, beloeb = laes_skema().fag.opgoerelser
    assert [art.kapaciteter(1) for art in timer.arter] == [1, 0.5]
    aftale = _tekst("oplaeg_vederlagsfri_fysioterapi_overenskomst_2024.txt")
    assert "Én kapacitet svarer til 1.000.000 kr. på speciale 62 og 393.000 på" in aftale
    assert beloeb.art("beloeb_kr").pr_kapacitet == {"62": 1_000_000, "51": 393_000}


def test_hours_by_hand(lille_plan: Plan) -> None:
    ramme = klinikkapacitet(lille_plan)
    assert ramme.index.to_list() == ["n1", "n2", "s1", "l1"]
    assert ramme["over30"].to_list() == [2, 0, 1, 0]
    assert ramme["under30"].to_list() == [2, 2, 1, 1]
    assert ramme["kapacitet"].to_list() == [3, 1, 1.5, 0.5]


@pytest.mark.parametrize("speciale", [None, "51", "62"])
def test_hours_are_joint_for_both_specialer(lille_plan: Plan, speciale: str | None) -> None:
    assert klinikkapacitet(lille_plan, speciale)["kapacitet"].sum() == 6


def test_a_clinic_without_a_row_of_capacity_has_zero(lille_plan: Plan) -> None:
    uden = dataclasses.replace(lille_plan, kapaciteter=lille_plan.kapaciteter.iloc[1:])
    assert klinikkapacitet(uden)["kapacitet"].to_list() == [0, 1, 1.5, 0.5]


def test_an_amount_gives_a_fraction_of_a_capacity_in_the_speciale_named(beloebsplan: Plan) -> None:
    assert beloebsplan.opgoerelse.noegle == "beloeb"
    # 393,000 kr. is one capacity in 51 and 98,250 a quarter; 1,000,000 is one in 62.
    almen = klinikkapacitet(beloebsplan, "51")
    assert almen["kapacitet"].to_list() == [1, 0.25, 0, 0]
    vederlagsfri = klinikkapacitet(beloebsplan, "62")
    assert vederlagsfri["kapacitet"].to_list() == [2.5, 0, 0.4, 0]
    assert almen[["over30", "under30"]].isna().all(axis=None)


def test_the_same_kroner_are_more_capacities_in_51_than_in_62(beloebsplan: Plan) -> None:
    # 393,000 of 1,000,000: a capacity in 51 is worth 39.3 percent of one in 62.
    ens = dataclasses.replace(
        beloebsplan, kapaciteter=beloebsplan.kapaciteter.assign(beloeb_kr=393_000.0)
    )
    assert klinikkapacitet(ens, "51").loc["n1", "kapacitet"] == 1
    assert klinikkapacitet(ens, "62").loc["n1", "kapacitet"] == 0.393


def test_status_of_amounts_is_per_speciale_without_a_split_by_hours(beloebsplan: Plan) -> None:
    tabel = status(beloebsplan, speciale="51")
    assert tabel.kommuner["kapacitet"].to_list() == [1.25, 0, 0]
    assert tabel.kommuner.loc["0101", "indbyggere_pr_kapacitet"] == 4800
    assert tabel.kommuner["indbyggere_pr_kapacitet"].isna().to_list() == [False, True, True]
    assert tabel.kommuner[["over30", "under30"]].isna().all(axis=None)
    assert np.isnan(tabel.region["over30"])
    assert tabel.region["kapacitet"] == 1.25
    assert status(beloebsplan, speciale="62").region["kapacitet"] == 2.9


def test_amounts_ask_for_a_speciale(beloebsplan: Plan) -> None:
    with pytest.raises(Inputfejl, match="Vælg speciale 51 eller 62"):
        klinikkapacitet(beloebsplan)
    with pytest.raises(Inputfejl, match="Vælg speciale 51 eller 62"):
        status(beloebsplan)


@pytest.mark.parametrize("speciale", ["57", "65", "51+62", "", "almen"])
def test_a_speciale_without_capacities_of_its_own_is_refused(plan: Plan, speciale: str) -> None:
    with pytest.raises(Inputfejl, match="Ukendt speciale"):
        klinikkapacitet(plan, speciale)


def test_amounts_are_not_held_against_a_table_in_hours(beloebsplan: Plan) -> None:
    with pytest.raises(Inputfejl, match="i timer"):
        status(beloebsplan, "tabel1", "51")


def test_a_flytning_in_hours_does_not_fit_amounts(beloebsplan: Plan) -> None:
    with pytest.raises(Inputfejl, match="beløb"):
        udfoer(beloebsplan, Flytning("n1", "s1", 1, 0))


def test_kroner_move_within_their_speciale_and_are_conserved(beloebsplan: Plan) -> None:
    # l1 holds nothing of 62 before and gets half a capacity; 51 is another matter.
    efter = udfoer(beloebsplan, Flytning("n1", "l1", beloeb_kr=500_000.0, speciale="62"))
    assert klinikkapacitet(efter, "62")["kapacitet"].to_list() == [2, 0, 0.4, 0.5]
    assert klinikkapacitet(efter, "51")["kapacitet"].to_list() == [1, 0.25, 0, 0]
    assert efter.kapaciteter["beloeb_kr"].sum() == beloebsplan.kapaciteter["beloeb_kr"].sum()
    assert len(beloebsplan.kapaciteter) == 4


@pytest.mark.parametrize(
    ("beloeb", "speciale", "besked"),
    [
        (400_000.01, "62", "har 400.000 kr. på speciale 62"),
        (1.0, "51", "har 0 kr. på speciale 51"),
        (0.0, "62", "ikke valgt nogen kapacitet"),
        (-1.0, "62", "over 0 kr"),
        (float("nan"), "62", "over 0 kr"),
        (float("inf"), "62", "over 0 kr"),
        (1.0, "57", "Ukendt speciale"),
        ("1", "62", "over 0 kr"),
        (None, "62", "over 0 kr"),
        (True, "62", "over 0 kr"),
    ],
)
def test_kroner_that_do_not_fit_are_refused(
    beloebsplan: Plan, beloeb: float, speciale: str, besked: str
) -> None:
    with pytest.raises(Inputfejl, match=besked):
        udfoer(beloebsplan, Flytning("s1", "n1", beloeb_kr=beloeb, speciale=speciale))


def test_a_move_of_kroner_can_be_assessed(beloebsplan: Plan) -> None:
    vurdering = vurder(beloebsplan, [Flytning("n1", "l1", beloeb_kr=500_000.0, speciale="62")])
    assert vurdering.beslutningsvej.niveau == "regionsraad"
    assert vurdering.efter.kommuner["kapacitet"].to_list() == [2, 0.4, 0.5]


def test_a_plan_in_hours_says_so(plan: Plan) -> None:
    assert plan.opgoerelse.noegle == "timer"


def _tekst(fil: str) -> str:
    """Return a source text with words split over lines put together again."""
    tekst = (KILDER / fil).read_text(encoding="utf-8")
    return re.sub(r"\s+", " ", re.sub(r"-\s*\n\s*", "", tekst))
