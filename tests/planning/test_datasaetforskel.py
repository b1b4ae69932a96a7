"""Two datasets held against each other: what was changed is found, and nothing else is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from planning.daekningsbillede import daekningsbillede
from planning.datasaetforskel import FORDELING, KAPACITET, NY, UDGAAET, datasaetforskel
from planning.kapacitet import klinikkapacitet
from planning.plan import Plan
from planning.status import status


def _uden_klinik(plan: Plan, nr: int) -> Plan:
    """The plan without a clinic and its column of distances."""
    klinik = plan.klinikker.index[nr]
    med = np.arange(len(plan.klinikker)) != nr
    return replace(
        plan,
        klinikker=plan.klinikker[med],
        kapaciteter=plan.kapaciteter[plan.kapaciteter["klinik_id"] != klinik],
        afstande={m: plan.afstande[m][:, med] for m in ("minutter", "km", "luftlinje")},
    )


def test_a_dataset_does_not_differ_from_itself(plan: Plan) -> None:
    forskel = datasaetforskel(plan, replace(plan))
    assert forskel.klinikker.empty and forskel.ventetider.empty and forskel.samme_opgoerelse
    assert (forskel.kommuner[["indbyggere_pct", "andel_point"]].fillna(0) == 0).all(axis=None)


def test_headline_figures_are_those_of_each_dataset(plan: Plan) -> None:
    flere = plan.kommuner.assign(indbyggere=plan.kommuner["indbyggere"] + 100)
    efter = replace(plan, kommuner=flere)
    forskel = datasaetforskel(plan, efter, "luftlinje", 5)
    for hvornaar, p in (("foer", plan), ("efter", efter)):
        tabel, billede = status(p), daekningsbillede(p, "luftlinje", 5)
        for felt in ("indbyggere", "kapacitet", "indbyggere_pr_kapacitet"):
            egne = forskel.kommuner[f"{felt}_{hvornaar}"]
            np.testing.assert_allclose(egne[tabel.kommuner.index], tabel.kommuner[felt])
            assert egne["region"] == pytest.approx(tabel.region[felt])
        andel = forskel.kommuner[f"andel_pct_{hvornaar}"]
        np.testing.assert_allclose(andel[billede.kommuner.index], billede.kommuner["andel_pct"])
    laesoe = forskel.kommuner.loc["0825"]
    assert laesoe["indbyggere_pct"] == pytest.approx(100 * 100 / laesoe["indbyggere_foer"])


def test_clinics_come_go_and_hold_another_capacity(plan: Plan) -> None:
    kapaciteter = plan.kapaciteter.copy()
    # One over 30 hours is two under: the same capacity of another kind.
    nr = kapaciteter.index[kapaciteter["over30"] > 0][0]
    kapaciteter.loc[nr, ["over30", "under30"]] += [-1, 2]
    andet = kapaciteter.index[-1]
    kapaciteter.loc[andet, "over30"] += 1
    ider = kapaciteter["klinik_id"]
    vaek = next(i for i, k in enumerate(plan.klinikker.index) if k not in (ider[nr], ider[andet]))
    efter = _uden_klinik(replace(plan, kapaciteter=kapaciteter), vaek)
    forskel = datasaetforskel(plan, efter, "luftlinje", 5)
    ventet = {ider[nr]: FORDELING, ider[andet]: KAPACITET, plan.klinikker.index[vaek]: UDGAAET}
    assert forskel.klinikker["hvad"].to_dict() == ventet
    assert np.isnan(forskel.klinikker.loc[plan.klinikker.index[vaek], "kapacitet_efter"])
    tilbage = datasaetforskel(efter, plan, "luftlinje", 5)
    assert tilbage.klinikker["hvad"].to_dict() == ventet | {plan.klinikker.index[vaek]: NY}
    i_alt = [klinikkapacitet(p)["kapacitet"].sum() for p in (plan, efter)]
    region = forskel.region
    assert [region["kapacitet_foer"], region["kapacitet_efter"]] == i_alt


def test_only_waits_that_differ_are_told_and_silence_is_no_zero(plan: Plan) -> None:
    ventetider = plan.ventetider.copy()
    kendte = ventetider.index[ventetider["uger_min"].notna()]
    a, b = kendte[:2]
    ventetider.loc[a, ["uger_min", "uger_max", "svar_uger"]] = [7.0, 9.0, ""]
    ventetider.loc[b, ["uger_min", "uger_max", "svar_uger"]] = [np.nan, np.nan, ""]
    forskel = datasaetforskel(plan, replace(plan, ventetider=ventetider), "luftlinje", 5).ventetider
    assert set(zip(forskel["kode"], forskel["type"], strict=True)) == {
        (ventetider.at[i, "kode"], ventetider.at[i, "type"]) for i in (a, b)
    }
    assert forskel["uger_efter"].tolist()[0] == 8
    assert np.isnan(forskel["uger_efter"].tolist()[1]) and np.isnan(forskel["aendring"].tolist()[1])


def test_hours_and_amounts_are_not_held_against_each_other(plan: Plan) -> None:
    beloeb = plan.kapaciteter.assign(speciale="62", over30=np.nan, under30=np.nan, beloeb=1e6)
    efter = replace(plan, kapaciteter=beloeb)
    assert efter.opgoerelse is not plan.opgoerelse
    forskel = datasaetforskel(plan, efter, "luftlinje", 5)
    assert not forskel.samme_opgoerelse
    felter = ["kapacitet_foer", "kapacitet_efter", "indbyggere_pr_kapacitet_efter"]
    assert forskel.kommuner[felter].isna().all(axis=None)
    assert forskel.klinikker.empty
    assert forskel.region["indbyggere_foer"] == forskel.region["indbyggere_efter"]


def test_coverage_by_a_measure_one_does_not_have_is_missing(plan: Plan) -> None:
    efter = replace(plan, afstande={"luftlinje": plan.afstande["luftlinje"]})
    forskel = datasaetforskel(plan, efter, "km", 10)
    assert forskel.uden_daekning and forskel.region["andel_pct_foer"] > 0


def test_a_group_under_five_is_not_told_by_a_comparison(lille_plan: Plan) -> None:
    """Of Nordby's 6,000 all but three are within the limit: the share would tell of the three."""
    p = lille_plan.punkter.copy()
    nordby = p.index[p["kommune_kode"] == "0101"]
    p.loc[nordby, "indbyggere"] = [2000, 3997, 3]
    faa = replace(lille_plan, punkter=p, fingeraftryk="tre")
    forskel = datasaetforskel(lille_plan, faa, "minutter", 15)
    assert pd.isna(forskel.kommuner.loc["0101", "andel_pct_efter"])
    assert pd.isna(forskel.kommuner.loc["0101", "andel_point"])
    assert forskel.kommuner["andel_pct_foer"].notna().all()
    assert forskel.skjult and not forskel.uden_daekning
