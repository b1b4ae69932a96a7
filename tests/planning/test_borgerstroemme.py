"""What residents get outside their kommune: three kommuner by hand, and what the source says."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pandas as pd
import pytest

from planning.adgang import AFTAGEN, STANDARDAFTAGEN, adgang
from planning.borgerstroemme import borgerstroemme
from planning.plan import Plan


@pytest.fixture
def med_tabeller(lille_plan: Plan) -> Plan:
    """The toy with both sides of both specialer.

    Of 51 Nordby uses 60 of 100 patients and delivers 50 of 100 ydelser, Sydby 30 and 50, Læsø 10
    and 0; of 62 all use what they deliver.
    """
    raekker = []
    for tabel, tal in (
        ("16", (60, 30, 10, 100)),
        ("14", (500, 500, 0, 1000)),
        ("26", (5, 3, 2, 10)),
        ("24", (50, 30, 20, 100)),
    ):
        maal = "antal_borgere" if tabel in ("16", "26") else "antal_ydelser"
        for navn, antal in zip(("Nordby", "Sydby", "Læsø", "Region"), tal, strict=True):
            raekker.append((tabel, navn, 2018, maal, float(antal)))
    tabeller = pd.DataFrame(raekker, columns=["tabel", "raekke", "aar", "maal", "vaerdi"])
    tabeller["raekke"] = tabeller["raekke"].replace({"Region": "Region Nordjylland"})
    return dataclasses.replace(lille_plan, tabeller=tabeller)


def test_the_source_by_hand(med_tabeller: Plan) -> None:
    s = borgerstroemme(med_tabeller)
    assert s is not None and (s.specialer, s.aar) == (["51", "62"], 2018)
    # The region has 6 capacities: a tenth of the use more than of the production is 0.6.
    assert s.kilden["51"].tolist() == pytest.approx([0.6, -1.2, 0.6])
    assert s.kilden["62"].tolist() == pytest.approx([0, 0, 0])
    assert s.kilden_middel.tolist() == pytest.approx([0.3, -0.6, 0.3])
    assert s.ingen == pytest.approx(math.sqrt((0.09 + 0.36 + 0.09) / 3))


def test_the_model_is_that_of_access_and_its_distance_is_a_root_mean_square(
    med_tabeller: Plan,
) -> None:
    s = borgerstroemme(med_tabeller)
    assert s is not None and list(s.valg.index) == list(AFTAGEN)
    for navn in AFTAGEN:
        netto = adgang(med_tabeller, navn).kommuner["netto"]
        assert s.model[navn].tolist() == netto.tolist()
        fejl = netto.to_numpy() - [0.3, -0.6, 0.3]
        assert s.valg.at[navn, "afvigelse"] == pytest.approx(np.sqrt((fejl**2).mean()))


def test_the_choice_is_judged_on_the_kommune_left_out(med_tabeller: Plan) -> None:
    s = borgerstroemme(med_tabeller)
    assert s is not None
    fejl = s.model.sub(s.kilden_middel, axis=0)
    ude = []
    for kode in fejl.index:
        andre = [k for k in fejl.index if k != kode]
        bedst = min(AFTAGEN, key=lambda n: math.sqrt(np.mean(fejl.loc[andre, n] ** 2)))
        ude.append(fejl.at[kode, bedst])
    assert s.krydsvalideret == pytest.approx(math.sqrt(np.mean(np.square(ude))))
    assert s.valg["valgt"].sum() == 3


def test_no_tables_no_comparison(lille_plan: Plan) -> None:
    assert borgerstroemme(lille_plan) is None


def test_the_opposite_needs_a_sign_and_a_size_on_both_sides(med_tabeller: Plan) -> None:
    s = borgerstroemme(med_tabeller)
    assert s is not None
    model = pd.DataFrame({"trin20": [-1.0, 0.1, -1.0]}, s.kilden.index)
    kilden = s.kilden.assign(**{"51": [1.0, -1.5, 0.4], "62": [1.0, -1.5, 0.4]})
    holdt = dataclasses.replace(s, model=model, kilden=kilden).holdt_op("trin20")
    # Gaps of 2, 1.6 and 1.4; Sydby's 0.1 and Læsø's 0.4 are too little to say anything.
    assert holdt["kommune"].tolist() == ["Nordby", "Sydby", "Læsø"]
    assert holdt["modsat"].tolist() == [True, False, False]


def test_the_default_meets_the_flows_better_than_the_catchments_of_half_an_hour(
    plan: Plan,
) -> None:
    s = borgerstroemme(plan)
    assert s is not None
    afvigelse = s.valg["afvigelse"]
    assert afvigelse[STANDARDAFTAGEN] < 0.85 * afvigelse["trin"]
    assert afvigelse[STANDARDAFTAGEN] - afvigelse.min() < 0.05
    # Foreseen where it was not looked, and better than saying that nobody goes anywhere.
    assert s.krydsvalideret < 0.8 * s.ingen
    assert s.valg["valgt"].sum() == 11 and s.valg.loc[["trin", "gauss", "apl"], "valgt"].sum() == 0


def test_the_source_of_aalborg(plan: Plan) -> None:
    # Tabel 16 and 14 of 2018: 16,378 of the kommuner's 47,416 patients (the region's 47,300 counts
    # once who is in two) and 403,491 of 1,209,104 ydelser of 51.
    s = borgerstroemme(plan)
    assert s is not None
    assert s.kilden.loc["0851", "51"] == pytest.approx(
        129 * (16_378 / 47_416 - 403_491 / 1_209_104)
    )
    assert s.kilden.loc["0851", "62"] == pytest.approx(3.7, abs=0.05)
    # What one gets another gives: no capacity comes from nowhere.
    assert s.kilden[["51", "62"]].sum().abs().max() < 1e-9
