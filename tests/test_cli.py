"""The command line: keys people script against, numbers as they are, faults in one sentence."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cli
from dansk import Inputfejl, tal
from data.indgang.tal import tolk_tal
from data.skema import INDBYGGET
from kommandolinje import valg as kommandovalg
from kommandolinje.kommando import JSON, Kommando
from kommandolinje.liste import kommandoer
from kommandolinje.valg import som_tal
from planning.plan import Plan
from tests.data.koereplaner import haandlavet, pak, stop, tur

ROD = Path(__file__).resolve().parents[1]

# The keys of the design, and beside them what each command adds.
STATUS = {
    *("kode", "kommune", "over30", "under30", "kapacitet", "indbyggere"),
    *("indbyggere_pr_kapacitet", "afvigelse_pct"),
}
AKTIVITET = {"patienter", "ydelser", "patienter_pr_kapacitet", "ydelser_pr_kapacitet"}
DAEKNING = {"kommune", "andel_pct", "indbyggere"}
DAEKNING_MERE = {"i_alt", "lav_pct", "hoej_pct"}
VENTETID = {"kommune", "type", "uger_min", "uger_max", "uger", "svar", "klinikker"}
VENTETID_MERE = {"kode", "opgoerelse", "note"}
FLYT = {"foer", "efter", "effekt", "beslutningsvej", "advarsler"}
FLYT_MERE = {"flytning", "region", "overenskomster"}
KRITERIUM = {"kriterium", "enhed", "foer", "efter", "score"}
KRITERIUM_MERE = {"vaegt", "bemaerkning"}
VEJ, VEJ_MERE = {"niveau", "parter", "hjemmel"}, {"begrundelse", "vilkaar"}
FEJL, FEJL_MERE = {"fil", "ark", "raekke", "kolonne", "fejl"}, {"alvor"}

Svar = tuple[int, str, str]
HOBRO = ["flyt", "--fra", "hobro-benefit", "--til", "stoevring-benefit"]
DEL = ["oekonomi", "--emne", "deling", "--kr"]
RAMME = ["oekonomi", "--emne", "ramme"]
KONTROL = ["oekonomi", "--emne", "kontrolstatistik"]
HOEJEST = ["oekonomi", "--emne", "hoejestegraense"]
LOFT = ["oekonomi", "--emne", "omsaetningsloft", "--loft", "10", "--brugt", "5", "--maaneder"]


@pytest.fixture(autouse=True)
def samme_plan(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the embedded dataset once; the tests of the program itself read it anew."""
    rigtig = kommandovalg.indlaes

    def indlaes(mappe: Path, **valg: Any) -> Plan:
        standard = (
            mappe == INDBYGGET
            and valg.get("faerger", True)
            and not any(valg.get(k) for k in ("befolkning", "matrix", "transport"))
        )
        return plan if standard else rigtig(mappe, **valg)

    monkeypatch.setattr(kommandovalg, "indlaes", indlaes)


@pytest.fixture
def koer(capsys: pytest.CaptureFixture[str]) -> Callable[..., Svar]:
    """Return a function that runs a command and gives exit code, stdout and stderr."""

    def koer_(*argumenter: str) -> Svar:
        kode = cli.main(list(argumenter))
        return kode, *capsys.readouterr()

    return koer_


@pytest.fixture
def som_json(koer: Callable[..., Svar]) -> Callable[..., Any]:
    """Return a function that runs a command with --json and gives what it printed."""

    def som_json_(*argumenter: str, kode: int = 0) -> Any:
        fik, ud, fejl = koer(*argumenter, "--json")
        assert (fik, fejl) == (kode, "")
        return json.loads(ud, parse_constant=lambda c: pytest.fail(f"{c} is not JSON"))

    return som_json_


# ------------------------------------------------------------------ JSON


@pytest.mark.parametrize("grundlag", ["klinikliste", "tabel1"])
def test_status_has_the_keys_of_the_design(som_json: Callable[..., Any], grundlag: str) -> None:
    svar = som_json("status", "--grundlag", grundlag)
    assert set(svar) == {"grundlag", "kommuner", "region"}
    assert svar["grundlag"] == grundlag
    assert len(svar["kommuner"]) == 11
    assert all(set(raekke) == STATUS for raekke in svar["kommuner"])
    assert set(svar["region"]) == STATUS


def test_flyt_and_klinikker_with_a_timetable(
    som_json: Callable[..., Any], koer: Callable[..., Svar], tmp_path: Path
) -> None:
    fil = tmp_path / "nt.zip"
    aalborg = {"fra": "thisted-nordthy-klinik", "til": "aalborg-fysioterapi"}
    argumenter = ["--fra", aalborg["fra"], "--til", aalborg["til"], "--over30", "1"]

    def kriterium(svar: Any) -> Any:
        navn = "Offentlig transport og infrastruktur"
        return next(k for k in svar["effekt"]["kriterier"] if k["kriterium"] == navn)

    uden = kriterium(som_json("flyt", *argumenter))
    assert uden["foer"] is None and "--transport" in uden["bemaerkning"]
    klinikker = {k["klinik_id"]: k for k in som_json("klinikker")["klinikker"]}
    assert not any("afgange" in k for k in klinikker.values())
    til = klinikker[aalborg["til"]]
    her = {**stop("her", "A", 0, 0), "stop_lat": til["lat"], "stop_lon": til["lon"]}
    t, kald = tur("t1", "HV", ("her", "08:00:00"), ("her", "09:00:00"))
    pak(fil, haandlavet() | {"stops": [her], "trips": [t], "stop_times": kald}, frequencies=None)
    kode, ud, fejl = koer("flyt", *argumenter, "--transport", str(fil), "--json")
    assert kode == 0 and "Bemærk" in fejl
    assert kriterium(json.loads(ud))["score"] == pytest.approx(100 / 44 / 129)
    kode, ud, _ = koer("klinikker", "--transport", str(fil), "--json")
    svar = {k["klinik_id"]: k["afgange"] for k in json.loads(ud)["klinikker"]}
    assert svar[aalborg["til"]] == 1 and svar[aalborg["fra"]] == 0


def test_status_numbers_are_not_rounded_and_not_text(som_json: Callable[..., Any]) -> None:
    svar = som_json("status", "--grundlag", "tabel1")
    # Tabel 1 prints 3.705 for Vesthimmerland and 4.571 for the region.
    vesthimmerland = next(r for r in svar["kommuner"] if r["kommune"] == "Vesthimmerland")
    assert vesthimmerland["indbyggere_pr_kapacitet"] == 37045 / 10
    assert svar["region"]["indbyggere_pr_kapacitet"] == 589605 / 129
    assert svar["region"]["kapacitet"] == 129
    assert svar["region"]["indbyggere"] == 589605
    morsoe = next(r for r in svar["kommuner"] if r["kommune"] == "Morsø")
    assert morsoe["kode"] == "0773"
    assert morsoe["under30"] == 2  # four halves, as tabel 1 has it
    assert morsoe["afvigelse_pct"] == pytest.approx(100 * (20394 / 5 / (589605 / 129) - 1))


def test_status_of_a_speciale_adds_its_activity(som_json: Callable[..., Any]) -> None:
    svar = som_json("status", "--speciale", "62")
    rebild = next(r for r in svar["kommuner"] if r["kommune"] == "Rebild")
    assert set(rebild) == STATUS | AKTIVITET
    # Tabel 24 and 26, 2018.
    assert (rebild["ydelser"], rebild["patienter"]) == (42693, 384)
    assert rebild["ydelser_pr_kapacitet"] == 42693 / 5.5
    assert svar["region"]["ydelser"] == 1195193


def test_daekning_has_the_keys_of_the_design(som_json: Callable[..., Any]) -> None:
    svar = som_json("daekning", "--maal", "luftlinje", "--graense", "10")
    mere = {"fingeraftryk", "uden_for", "naboklinikker", "bemaerkninger", "diskretion"}
    assert set(svar) == {"maal", "graense", "kommuner", "region"} | mere
    assert (svar["maal"], svar["graense"]) == ("luftlinje", 10)
    assert len(svar["kommuner"]) == 11
    assert all(set(r) == DAEKNING | DAEKNING_MERE | {"kode"} for r in svar["kommuner"])
    assert set(svar["region"]) == DAEKNING | DAEKNING_MERE
    assert sum(r["indbyggere"] for r in svar["kommuner"]) == svar["region"]["indbyggere"]
    assert svar["region"]["i_alt"] == 589605
    for raekke in (*svar["kommuner"], svar["region"]):
        assert raekke["andel_pct"] == pytest.approx(100 * raekke["indbyggere"] / raekke["i_alt"])


def test_daekning_by_district(som_json: Callable[..., Any], koer: Callable[..., Any]) -> None:
    svar = som_json("daekning", "--niveau", "distrikt")
    assert len(svar["distrikter"]) == 162
    (region,) = [r for r in svar["uden_for"] if r["kode"] == "region"]
    for gruppe in ("indbyggere", "personer_70", "husstande_uden_bil"):
        hver = [r[f"{gruppe}_uden"] for r in svar["distrikter"]]
        fortalt = [v for v in hver if v is not None]
        # What is hidden is more than one figure, and together no small group.
        assert len(hver) - len(fortalt) >= 2
        assert region[f"{gruppe}_uden"] - sum(fortalt) >= 5
        assert not [v for v in fortalt if 0 < v < 5]
    assert "færre end 5" in svar["diskretion"]
    assert {"navn", "kommune", "afstand", "andel_pct", "kapacitet_pr_10000"} <= set(
        svar["distrikter"][0]
    )


def test_a_danish_decimal_comma_is_a_number_too(som_json: Callable[..., Any]) -> None:
    med_komma = som_json("daekning", "--maal", "luftlinje", "--graense", "7,5")
    assert med_komma == som_json("daekning", "--maal", "luftlinje", "--graense", "7.5")
    assert med_komma["graense"] == 7.5


def test_daekning_of_accessible_or_larger_clinics_is_less(som_json: Callable[..., Any]) -> None:
    alle, adgang, stoerre = (
        som_json("daekning", "--maal", "luftlinje", "--graense", "5", *valg)["region"]["indbyggere"]
        for valg in ([], ["--handicap"], ["--mindst", "3"])
    )
    assert adgang < alle
    assert stoerre < alle


def test_ventetid_has_the_keys_of_the_design_and_null_for_what_is_not_reported(
    som_json: Callable[..., Any],
) -> None:
    svar = som_json("ventetid")
    assert set(svar) == {"kommuner"}
    assert len(svar["kommuner"]) == 33
    assert all(set(r) == VENTETID | VENTETID_MERE for r in svar["kommuner"])
    assert {r["type"] for r in svar["kommuner"]} == {"51", "62", "hjemmebehandling"}
    for raekke in svar["kommuner"]:
        tavs = raekke["kommune"] == "Jammerbugt"
        assert (raekke["uger_min"] is None) == (raekke["uger_max"] is None) == tavs
    morsoe = next(r for r in svar["kommuner"] if r["kommune"] == "Morsø" and r["type"] == "51")
    assert morsoe["uger_min"] == morsoe["uger_max"] == 3 / 7
    assert (morsoe["svar"], morsoe["klinikker"]) == (1, 1)


def test_flyt_has_the_keys_of_the_design(som_json: Callable[..., Any]) -> None:
    svar = som_json("flyt", "--fra", "hobro-benefit", "--til", "stoevring-benefit", "--over30", "1")
    assert set(svar) == FLYT | FLYT_MERE
    for tidspunkt in ("foer", "efter"):
        assert len(svar[tidspunkt]) == 11
        assert all(set(r) == STATUS for r in svar[tidspunkt])
    assert set(svar["effekt"]) == {"samlet", "kriterier"}
    assert svar["effekt"]["kriterier"]
    assert all(set(k) == KRITERIUM | KRITERIUM_MERE for k in svar["effekt"]["kriterier"])
    assert set(svar["beslutningsvej"]) == VEJ | VEJ_MERE
    assert all(isinstance(a, str) for a in svar["advarsler"])


def test_flyt_is_read_under_both_agreements(
    som_json: Callable[..., Any], koer: Callable[..., tuple[int, str, str]]
) -> None:
    timer, kroner = som_json(*HOBRO, "--over30", "1", "--under30", "1", "--aar", "2025")[
        "overenskomster"
    ]
    assert (timer["kapaciteter"], timer["egen"]) == (1.5, True)
    assert kroner["hoejst_kr"] == {"51": 589_500, "62": 1_500_000}
    assert (kroner["aar"], kroner["beloeb"][0]["niveau"]) == (2025, 2024)
    kode, ud, _ = koer(*HOBRO, "--over30", "1", "--aar", "2025")
    assert kode == 0 and "valgt år 2025" in ud and "0 til 393.000 kr. på speciale 51" in ud
    assert "Tallene er regnet i timer" in ud


def test_flyt_before_and_after_by_hand(som_json: Callable[..., Any]) -> None:
    svar = som_json("flyt", "--fra", "hobro-benefit", "--til", "stoevring-benefit", "--over30", "1")
    foer, efter = ({r["kommune"]: r for r in svar[t]} for t in ("foer", "efter"))
    assert (foer["Rebild"]["kapacitet"], efter["Rebild"]["kapacitet"]) == (5.5, 6.5)
    assert (foer["Mariagerfjord"]["kapacitet"], efter["Mariagerfjord"]["kapacitet"]) == (10.5, 9.5)
    assert efter["Rebild"]["indbyggere_pr_kapacitet"] == 29917 / 6.5
    urort = set(foer) - {"Rebild", "Mariagerfjord"}
    assert all(foer[navn] == efter[navn] for navn in urort)
    assert svar["effekt"]["samlet"] > 0  # Rebild is among the worst served, Mariagerfjord not
    vej = svar["beslutningsvej"]
    assert vej["niveau"] == "regionsraad"
    assert vej["parter"] == ["Regionsrådet", "Mariagerfjord Kommune", "Rebild Kommune"]


def test_flyt_marks_who_gets_and_who_gives_how_much(
    koer: Callable[..., Svar],
) -> None:
    flyt = ("flyt", "--fra", "hobro-benefit", "--til", "stoevring-benefit", "--over30", "1")
    _, ud, _ = koer(*flyt)
    assert re.search(r"^Mariagerfjord −1 ", ud, re.MULTILINE)
    assert re.search(r"^Rebild \+1 ", ud, re.MULTILINE)


@pytest.mark.parametrize(
    ("til", "kommune"), [("Rebild", "Rebild"), ("56.885,9.838", "Rebild"), ("Læsø", "Læsø")]
)
def test_flyt_takes_a_kommune_or_a_point(
    som_json: Callable[..., Any], til: str, kommune: str
) -> None:
    svar = som_json("flyt", "--fra", "hobro-benefit", "--til", til, "--under30", "2")
    foer, efter = (
        next(r["kapacitet"] for r in svar[t] if r["kommune"] == kommune) for t in ("foer", "efter")
    )
    assert efter == foer + 1


def test_what_becomes_undefined_is_null(som_json: Callable[..., Any]) -> None:
    alt = ["--over30", "3", "--under30", "4"]
    svar = som_json("flyt", "--fra", "nykoebing-morsoe-fysioterapi", "--til", "hobro-benefit", *alt)
    morsoe = next(r for r in svar["efter"] if r["kommune"] == "Morsø")
    assert morsoe["kapacitet"] == 0
    assert morsoe["indbyggere_pr_kapacitet"] is None
    assert morsoe["afvigelse_pct"] is None


@pytest.mark.parametrize(
    ("tiltag", "resten", "forskel", "niveau", "vilkaar"),
    [
        ("flytning", ["--til", "Rebild", "--forhaandsgodkendelse"], (-1, 1), "regionsraad", 1),
        ("ekstraadresse", ["--til", "Rebild"], (-1, 1), "ikke_angivet", 4),
        ("deling", [], (0, 0), "samarbejdsudvalg", 3),
        ("overdragelse", [], (0, 0), "ikke_angivet", 0),
        ("opslag", [], (-1, 0), "administrativ", 1),
        ("opslag", ["--til", "Rebild"], (-1, 1), "regionsraad", 2),
        ("nedlaeggelse", [], (-1, 0), "enighed", 0),
    ],
)
def test_flyt_tries_every_kind_of_tiltag(
    som_json: Callable[..., Any],
    tiltag: str,
    resten: list[str],
    forskel: tuple[int, int],
    niveau: str,
    vilkaar: int,
) -> None:
    hvad = ["--tiltag", tiltag, "--fra", "hobro-benefit", "--over30", "1"]
    svar = som_json("flyt", *hvad, *resten)
    kapacitet = [{r["kommune"]: r["kapacitet"] for r in svar[t]} for t in ("foer", "efter")]
    kommuner = ("Mariagerfjord", "Rebild")
    assert tuple(kapacitet[1][k] - kapacitet[0][k] for k in kommuner) == forskel
    vej = svar["beslutningsvej"]
    assert svar[tiltag] and (vej["niveau"], len(vej["vilkaar"])) == (niveau, vilkaar)


@pytest.mark.parametrize(
    ("til", "niveau"),
    [
        ("broenderslev-fysiodanmark", "administrativ"),
        ("hjallerup-fys", "samarbejdsudvalg"),
        ("hobro-benefit", "regionsraad"),
    ],
)
def test_flyt_names_the_level_that_decides(
    som_json: Callable[..., Any], til: str, niveau: str
) -> None:
    svar = som_json("flyt", "--fra", "broenderslev-inmotus", "--til", til, "--under30", "1")
    assert svar["beslutningsvej"]["niveau"] == niveau


def test_rejsetid_has_the_keys_of_the_design(som_json: Callable[..., Any]) -> None:
    svar = som_json("rejsetid", "--fra", "57.048,9.919", "--til", "56.643,9.790")
    assert set(svar) == {"minutter", "km", "luftlinje_km"}
    assert svar["luftlinje_km"] == pytest.approx(45.8, abs=0.3)
    assert svar["km"] > svar["luftlinje_km"]


def test_kontrol_has_the_keys_of_the_design(som_json: Callable[..., Any], tmp_path: Path) -> None:
    fil = tmp_path / "kommuner.csv"
    fil.write_text("kode,kommune,indbyggere\n0773,Morsø,mange\n", encoding="utf-8")
    (fund, *_) = svar = som_json("kontrol", str(fil), kode=1)
    assert all(set(f) == FEJL | FEJL_MERE for f in svar)
    assert (fund["fil"], fund["ark"], fund["raekke"], fund["kolonne"]) == (
        "kommuner.csv",
        "",
        2,
        "indbyggere",
    )
    assert "mange" in fund["fejl"]


def test_kontrol_of_the_dataset_tells_the_contradictions_of_the_source(
    som_json: Callable[..., Any],
) -> None:
    svar = som_json("kontrol", kode=1)
    assert {f["alvor"] for f in svar} == {"kilde", "forklaret"}
    assert sum(f["fil"] == "klinikker.csv" for f in svar) == 5
    assert sum(f["fil"] == "tabel1.csv" for f in svar) == 5


def test_klinikker_lists_the_ids_flyt_takes(som_json: Callable[..., Any]) -> None:
    klinikker = som_json("klinikker")["klinikker"]
    assert len({k["klinik_id"] for k in klinikker}) == 57
    assert sum(k["over30"] + k["under30"] / 2 for k in klinikker) == 129


# ------------------------------------------------------------------ tables


def test_status_prints_danish_numbers(koer: Callable[..., Svar], plan: Plan) -> None:
    kode, ud, fejl = koer("status", "--grundlag", "tabel1")
    assert (kode, fejl) == (0, "")
    linjer = {re.split(r"\s{2,}", linje)[0]: linje for linje in ud.splitlines()}
    assert len(set(linjer) & {*plan.kommuner["kommune"], "Region Nordjylland"}) == 12
    assert "Kilde: " in ud and "Tabel 1, s. 14" in ud
    region = re.split(r"\s{2,}", linjer["Region Nordjylland"])
    assert region == ["Region Nordjylland", "52", "77", "129", "589.605", "4.571", "0,0"]
    vesthimmerland = re.split(r"\s{2,}", linjer["Vesthimmerland"])
    assert vesthimmerland[1:6] == ["4", "6", "10", "37.045", "3.705"]
    assert "+29,1" in linjer["Aalborg"]


def test_columns_of_a_table_line_up(koer: Callable[..., Svar]) -> None:
    _, ud, _ = koer("status")
    linjer = ud.splitlines()
    foerst = next(nr for nr, linje in enumerate(linjer) if linje.startswith("Kommune "))
    assert linjer[foerst + 12].startswith("Region Nordjylland ")
    assert len({len(linje) for linje in linjer[foerst : foerst + 13]}) == 1


@pytest.mark.parametrize(
    ("argumenter", "tekster"),
    [
        (["status"], ["4.571", "5.823"]),
        (["status", "--speciale", "51"], ["4.571", "Ydelser", "9.373"]),
        (["ventetid"], ["Jammerbugt", "–", "1–12", "3 dage"]),
        (["klinikker"], ["hobro-benefit", "Støvring", "ikke oplyst"]),
        (
            ["daekning", "--maal", "luftlinje", "--graense", "7,5"],
            ["7,5 km i luftlinje", "589.605"],
        ),
        (
            ["flyt", "--fra", "hobro-benefit", "--til", "stoevring-benefit", "--over30", "1"],
            ["Flyt 1 kapacitet over 30 timer", "5.439", "4.603", "Hvem beslutter:", "2.1.13"],
        ),
        (["rejsetid", "--fra", "57.048,9.919", "--til", "56.643,9.790"], ["minutter", "luftlinje"]),
    ],
)
def test_tables_are_for_people(
    koer: Callable[..., Svar], argumenter: list[str], tekster: list[str]
) -> None:
    kode, ud, fejl = koer(*argumenter)
    assert (kode, fejl) == (0, "")
    for tekst in tekster:
        assert tekst in ud
    assert "nan" not in ud.casefold()
    assert "<NA>" not in ud


# ------------------------------------------------------------------ exit codes and faults


def test_kontrol_ends_with_0_when_there_is_nothing_to_tell(
    koer: Callable[..., Svar], som_json: Callable[..., Any]
) -> None:
    fil = str(INDBYGGET / "kommuner.csv")
    assert koer("kontrol", fil) == (0, "Ingen fejl fundet.\n", "")
    assert som_json("kontrol", fil) == []


def test_kontrol_ends_with_1_and_a_line_a_fault(koer: Callable[..., Svar], tmp_path: Path) -> None:
    fil = tmp_path / "kommuner.csv"
    fil.write_text("kode,kommune,indbyggere\n773,Morsø,0\n", encoding="utf-8")
    kode, ud, fejl = koer("kontrol", str(fil))
    assert (kode, fejl) == (1, "")
    assert "kommuner.csv, række 2, kolonne kode: " in ud
    assert "kommuner.csv, række 2, kolonne indbyggere: " in ud
    assert ud.endswith("2 fund.\n")


@pytest.mark.parametrize(
    ("argumenter", "besked"),
    [
        ([], "Der mangler: KOMMANDO"),
        (["stautus"], "Ukendt kommando: 'stautus'"),
        (["status", "--grundlag", "bilag4"], "Vælg klinikliste eller tabel1"),
        (["status", "--grundlag"], "--grundlag mangler en værdi"),
        (["status", "--speciale", "57"], "Ukendt speciale: »57«"),
        (["status", "ekstra"], "Ukendt: ekstra"),
        (["status", "--json=ja"], "--json"),
        (["daekning", "--maal", "mil"], "Ukendt mål: »mil«"),
        (["daekning", "--maal", "luftlinje", "--graense", "langt"], "skal være et tal"),
        (["daekning", "--maal", "luftlinje", "--graense", ""], "skal være et tal"),
        (["daekning", "--graense", "1.000"], "1000 eller 1,000"),
        (["daekning", "--graense", "1_5"], "skal være et tal"),
        (["daekning", "--graense", "\u0661\u0665"], "skal være et tal"),
        (["daekning", "--maal", "luftlinje", "--graense", "0"], "større end 0"),
        (["daekning", "--maal", "luftlinje", "--graense", "-5"], "større end 0"),
        (["daekning", "--maal", "luftlinje", "--graense", "nan"], "større end 0"),
        (["daekning", "--maal", "luftlinje", "--graense", "inf"], "større end 0"),
        (["daekning", "--maal", "luftlinje", "--mindst", "99"], "opfylder filtret"),
        (["daekning", "--maal", "luftlinje", "--mindst", "-1"], "0 eller mere"),
        (["daekning", "--maal", "luftlinje", "--mindst", "nan"], "0 eller mere"),
        (["daekning", "--m", "5"], "--m"),
        (["flyt"], "Der mangler: --fra, --til"),
        (["flyt", "--fra", "hobro-benefit"], "Der mangler: --til"),
        (
            ["flyt", "--fra", "hobro", "--til", "hjallerup-fys", "--over30", "1"],
            "klinik: »hobro«. En",
        ),
        (["flyt", "--fra", "hobro-benfit", "--til", "hjallerup-fys"], "Mente du hobro-benefit?"),
        (["flyt", "--fra", "hobro-benefit", "--til", "Skive", "--over30", "1"], "»Skive«"),
        (["flyt", "--fra", "hobro-benefit", "--til", "57.4,10.8", "--over30", "1"], "km fra"),
        (["flyt", "--fra", "hobro-benefit", "--til", "10.8,57.4", "--over30", "1"], "omvendt"),
        (["flyt", "--fra", "hobro-benefit", "--til", "hobro-benefit", "--over30", "1"], "sig selv"),
        (HOBRO, "ikke valgt nogen kapacitet"),
        (["flyt", "--tiltag", "fusion"], "Ukendt tiltag: »fusion«"),
        (["flyt", "--tiltag", "opslag"], "Der mangler: --fra"),
        ([*HOBRO, "--tiltag", "overdragelse"], "--til hører ikke til --tiltag overdragelse"),
        ([*HOBRO, "--tiltag", "ekstraadresse", "--over30", "1"], "er en ny adresse"),
        (
            ["flyt", "--tiltag", "deling", "--fra", "hobro-benefit", "--under30", "1"],
            "En deling er af --over30, ikke --under30",
        ),
        (
            ["flyt", "--tiltag", "opslag", "--fra", "hobro-benefit", "--forhaandsgodkendelse"],
            "--forhaandsgodkendelse hører ikke til --tiltag opslag",
        ),
        ([*HOBRO, "--over30", "3"], "har 2 kapaciteter over 30 timer"),
        ([*HOBRO, "--over30", "-1"], "negativt"),
        ([*HOBRO, "--over30", "0,5"], "helt tal, ikke 0,5"),
        ([*HOBRO, "--over30", "nan"], "helt tal"),
        ([*HOBRO, "--over30", "inf"], "helt tal"),
        ([*HOBRO, "--over30", "1e30"], "har 2 kapaciteter over 30 timer"),
        ([*HOBRO, "--over30", "en"], "skal være et tal"),
        (["rejsetid", "--fra", "her", "--til", "57.0,9.9"], "»her« er ikke et punkt"),
        (["rejsetid", "--fra", "57.0,9.9"], "Der mangler: --til"),
        (["kontrol", "andet.csv"], "Ukendt fil: andet.csv"),
        (["kontrol", "--ud", "x"], "Ukendt: --ud"),
        (["daekning", "--handicap=ja"], "--handicap"),
        (["flyt", "--fag", "Kiropraktik", "--fra", "a", "--til", "b", "--ejere", "1"], "Importér"),
        (["oekonomi", "--aar", "i år"], "ikke et årstal"),
        (["oekonomi", "--aar", ""], "ikke et årstal"),
        (["oekonomi", "--aar", "9" * 5000], "ikke et årstal"),
        (["oekonomi", "--aar", "2031"], "intet tilskud for 2031"),
        (["oekonomi", "--emne", "behov", "--aar", "snart"], "ikke et årstal"),
        (["oekonomi", "--emne", "behov"], "FRKM"),
        (["oekonomi", "--speciale", "51"], "--emne betaling eller behov"),
        ([*DEL, "meget"], "hele kroner"),
        ([*DEL, "-5"], "hele kroner"),
        ([*DEL, "10,5"], "hele kroner"),
        ([*DEL, "10.00"], "hele kroner"),
        ([*DEL, "9" * 5000], "hele kroner"),
        ([*DEL, "1000000000001"], "1.000 mia."),
        ([*DEL, "100", "--noegle", "areal"], "Ukendt nøgle: »areal«"),
        ([*DEL, "100", "--noegle", ""], "Ukendt nøgle: »«"),
        (["oekonomi", "--noegle", "dut"], "--emne deling"),
        (DEL[:-1], "--kr"),
        (["oekonomi", "--emne", "takster"], "Ukendt emne: »takster«"),
        (KONTROL, "indlaes FIL --art patienter"),
        ([*KONTROL, "--aar", "2025"], "ingen patienter for 2025"),
        ([*KONTROL, "--aar", "2025", "--hoering", "-1"], "procent fra 0"),
        ([*KONTROL, "--aar", "2025", "--hoering", "nan"], "procent fra 0"),
        (["oekonomi", "--hoering", "10"], "--emne kontrolstatistik"),
        ([*HOEJEST, "--graense", "10000"], "--fra ÅÅÅÅ-MM-DD"),
        ([*HOEJEST, "--graense", "0", "--fra", "2025-01-01"], "over 0 kr."),
        ([*HOEJEST, "--graense", "10,005", "--fra", "2025-01-01"], "to decimaler"),
        ([*HOEJEST, "--graense", "10.5", "--fra", "2025-01-01"], "Skriv 10,5 i stedet"),
        ([*HOEJEST, "--graense", "10", "--fra", "i går"], "2026-11-22"),
        ([*HOEJEST, "--graense", "10", "--fra", "9999-01-01"], "Ret året"),
        ([*HOEJEST, "--graense", "10", "--fra", "2025-01-01", "--foerste", "5"], "240:1250000"),
        ([*HOEJEST, "--graense", "10", "--fra", "2025-01-01", "--andet", "0:5"], "mindst 1"),
        (["oekonomi", "--emne", "omsaetningsloft", "--loft", "10"], "--maaneder N"),
        ([*LOFT, "1,5"], "helt tal"),
        ([*LOFT, "13"], "1 til 12 måneder"),
        (["oekonomi", "--emne", "afstandstakster", "--km", "4,05"], "én decimal"),
        (["oekonomi", "--emne", "afstandstakster", "--km", "-1"], "fra 0 til 1000"),
        (["oekonomi", "--emne", "afstandstakster", "--km", "nan"], "fra 0 til 1000"),
        (["oekonomi", "--emne", "timer"], "Skriv dem"),
        (["oekonomi", "--emne", "timer", "--timer", "30 x"], "Uge 2"),
        (["oekonomi", "--emne", "timer", "--timer", "30", "--uger", "51"], "52 eller 53"),
        (["oekonomi", "--timer", "30"], "--emne timer"),
        ([*HOBRO, "--over30", "1", "--aar", "2031"], "ingen overenskomst for fysioterapi i 2031"),
        ([*HOBRO, "--over30", "1", "--aar", "i år"], "ikke et årstal"),
        ([*DEL, "100", "--aar", "2025"], "--aar"),
        (["oekonomi", "--speciale", "62"], "--emne betaling eller behov"),
        (["oekonomi", "--emne", "betaling", "--aar", "2014"], "2015-2018, ikke 2014"),
        (["oekonomi", "--emne", "betaling", "--speciale", "65"], "Ukendt speciale: »65«"),
        (RAMME, "indlaes FIL --art ramme"),
        ([*RAMME, "--aar", "2031"], "intet forbrug af rammen for 2031"),
        ([*RAMME, "--indeks", "100"], "--patienter"),
        ([*RAMME, "--patienter", "-1"], "helt tal fra 0"),
        ([*RAMME, "--patienter", "1,5"], "helt tal fra 0"),
        ([*RAMME, "--patienter", "5", "--indeks", "0"], "over 0"),
        ([*RAMME, "--patienter", "5", "--udgift", "meget"], "hele kroner"),
        ([*RAMME, "--patienter", "5", "--udgift", "1000000000001"], "højst være"),
        (["oekonomi", "--patienter", "5"], "--emne ramme"),
    ],
)
def test_bad_input_is_one_danish_sentence_and_exit_code_2(
    koer: Callable[..., Svar], argumenter: list[str], besked: str
) -> None:
    kode, ud, fejl = koer(*argumenter)
    assert (kode, ud) == (2, "")
    assert besked in fejl
    assert fejl.count("\n") == 1
    assert "Traceback" not in fejl
    assert not re.search(r"\b(argument|option|invalid|required|expected|error|could)\b", fejl)


def test_kroner_may_have_their_thousands_parted(som_json: Callable[..., Any]) -> None:
    med, uden = (som_json(*DEL, kr) for kr in ("10.178.000", "10178000"))
    assert med == uden and sum(k["kr"] for k in med["kommuner"]) == 10_178_000


def test_a_limit_beyond_all_measure_covers_everybody(koer: Callable[..., Svar]) -> None:
    kode, ud, fejl = koer("daekning", "--maal", "luftlinje", "--graense", "1e30")
    assert (kode, fejl) == (0, "")
    region = next(linje for linje in ud.splitlines() if linje.startswith("Region Nordjylland"))
    assert re.split(r"\s{2,}", region)[1:4] == ["100,0", "589.605", "589.605"]


def _matrix(plan: Plan, fil: Path, minutter: Any) -> Path:
    """Write minutes (points x clinics) in the columns of r5py; NaN is a pair that is left out."""
    n, m = minutter.shape
    ramme = pd.DataFrame(
        {
            "from_id": np.repeat(plan.punkter.index, m),
            "to_id": np.tile(plan.klinikker.index, n),
            "travel_time": minutter.ravel(),
        }
    )
    ramme.dropna().to_parquet(fil)
    return fil


def test_a_matrix_with_holes_is_used_and_its_holes_are_told(
    koer: Callable[..., Svar], plan: Plan, tmp_path: Path
) -> None:
    minutter = plan.afstande["minutter"].copy()
    minutter[minutter > 60] = np.nan
    fil = _matrix(plan, tmp_path / "hul.parquet", minutter)
    kode, _, fejl = koer("daekning", "--matrix", str(fil))
    assert kode == 0
    assert "par har ingen rejsetid" in fejl and "over 60 minutter" in fejl
    kode, ud, fejl = koer("daekning", "--matrix", str(fil), "--maal", "km")
    assert (kode, ud) == (2, "") and "importér en matrix" in fejl


@pytest.mark.parametrize("skade", ["et par", "hvert 40. punkt", "uden en klinik"])
def test_a_matrix_that_lacks_what_is_asked_about_is_refused(
    koer: Callable[..., Svar], plan: Plan, tmp_path: Path, skade: str
) -> None:
    """Each of these gave a coverage, in silence."""
    minutter = plan.afstande["minutter"].copy()
    if skade == "et par":
        minutter.ravel()[1:] = np.nan
    elif skade == "hvert 40. punkt":
        minutter[np.arange(len(minutter)) % 40 > 0] = np.nan
    else:
        minutter[:, 5] = np.nan
    fil = _matrix(plan, tmp_path / "m.parquet", minutter)
    kode, ud, fejl = koer("daekning", "--matrix", str(fil))
    assert (kode, ud) == (2, "") and "Beregn matricen" in fejl


def test_a_matrix_of_missing_values_alone_is_refused(
    koer: Callable[..., Svar], plan: Plan, tmp_path: Path
) -> None:
    fil = tmp_path / "m.csv"
    par = f"{plan.klinikker.index[0]},{plan.punkter.index[0]},"
    fil.write_text(f"klinik_id,punkt_id,minutter\n{par}\n", encoding="utf-8")
    kode, ud, fejl = koer("daekning", "--matrix", str(fil))
    assert (kode, ud) == (2, "") and "Ingen par har en rejsetid" in fejl


def test_a_matrix_in_seconds_is_asked_about_and_read_as_answered(
    koer: Callable[..., Svar], plan: Plan, tmp_path: Path
) -> None:
    """Seconds gave 0,0 % within 15 minutes, and exit code 0."""
    fil = str(_matrix(plan, tmp_path / "m.parquet", 60 * plan.afstande["minutter"]))
    kode, ud, fejl = koer("daekning", "--matrix", fil)
    assert (kode, ud) == (2, "") and "enhed=sekunder" in fejl and "60,0 gange" in fejl
    kode, ud, fejl = koer("daekning", "--matrix", fil, "--svar", "enhed=sekunder", "--json")
    _, uden, _ = koer("daekning", "--json")
    svar, modellen = json.loads(ud), json.loads(uden)
    assert kode == 0 and "som sekunder" in fejl
    assert svar["region"]["andel_pct"] == pytest.approx(modellen["region"]["andel_pct"], abs=0.01)
    assert svar["fingeraftryk"] != modellen["fingeraftryk"]
    kode, ud, fejl = koer("daekning", "--matrix", fil, "--svar", "enhed=timer")
    assert (kode, ud) == (2, "") and "enhed=sekunder" in fejl


def test_points_and_clinics_are_written_in_the_order_a_matrix_without_ids_must_have(
    koer: Callable[..., Svar], plan: Plan, tmp_path: Path
) -> None:
    mappe = tmp_path / "rute"
    kode, ud, fejl = koer("punkter", "--ud", str(mappe))
    assert (kode, fejl) == (0, "") and "orden" in ud
    for navn, ramme in (("punkter", plan.punkter), ("klinikker", plan.klinikker)):
        skrevet = pd.read_csv(mappe / f"{navn}.csv", dtype={"id": str})
        assert list(skrevet.columns) == ["id", "lat", "lon"]
        assert list(skrevet["id"]) == list(ramme.index)
        np.testing.assert_allclose(skrevet[["lat", "lon"]], ramme[["lat", "lon"]], atol=1e-6)
    # An answer in that order, as OSRM gives it, is the model again.
    svar = {"code": "Ok", "durations": (plan.afstande["minutter"] * 60).astype(float).tolist()}
    fil = tmp_path / "osrm.json"
    fil.write_text(json.dumps(svar), encoding="utf-8")
    andele = []
    for valg in ((), ("--matrix", str(fil))):
        kode, ud, _ = koer("daekning", *valg, "--json")
        assert kode == 0
        andele.append(json.loads(ud)["region"]["andel_pct"])
    assert andele[0] == pytest.approx(andele[1], abs=0.01)
    lag = {n: gpd.read_file(mappe / "rutepunkter.gpkg", layer=n) for n in ("punkter", "klinikker")}
    assert list(lag["punkter"]["id"]) == list(plan.punkter.index)
    assert list(lag["klinikker"]["id"]) == list(plan.klinikker.index)
    assert all(ramme.crs.to_epsg() == 4326 for ramme in lag.values())


@pytest.mark.parametrize(
    ("svar", "ventet"),
    [
        (["enhed"], "enhed=sekunder"),
        (["=sekunder"], "enhed=sekunder"),
        (["enhed=sekunder", "enhed=timer"], "både sekunder og timer"),
        (["farve=blaa"], "intet spørgsmål om farve"),
    ],
)
def test_an_answer_to_nothing_is_told(
    koer: Callable[..., Svar], tmp_path: Path, svar: list[str], ventet: str
) -> None:
    valg = [led for s in svar for led in ("--svar", s)]
    kode, ud, fejl = koer("daekning", "--matrix", str(tmp_path / "m.csv"), *valg)
    assert (kode, ud) == (2, "") and ventet in fejl


@pytest.mark.parametrize(
    "argumenter", [("daekning", "--matrix", ""), ("tilgaengelighed", "--alder", "")]
)
def test_an_empty_value_is_no_value_left_out(
    koer: Callable[..., Svar], argumenter: tuple[str, ...]
) -> None:
    kode, ud, fejl = koer(*argumenter)
    assert (kode, ud) == (2, "") and argumenter[1].strip("-") in fejl


# ------------------------------------------------------------------ the list of commands


def test_the_readme_lists_every_command_with_its_choices() -> None:
    """The block in the README is what the declarations say, however its lines are broken."""
    blok = re.search(r"```\n(python cli\.py .*?)```", (ROD / "README.md").read_text("utf-8"), re.S)
    assert blok is not None
    skrevet = " ".join(blok[1].split())
    assert skrevet == " ".join(kommando.brug() for kommando in kommandoer())


@pytest.mark.parametrize("kommando", kommandoer(), ids=lambda k: k.navn)
def test_the_help_of_a_command_is_danish_and_names_each_choice(
    kommando: Kommando, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as slut:
        cli.main([kommando.navn, "--help"])
    hjaelp = capsys.readouterr().out
    assert slut.value.code == 0
    assert not re.search(r"usage|options|positional|show this", hjaelp)
    assert hjaelp.count("brug:") == 1
    for mulighed in (*kommando.valg, JSON):
        assert (mulighed.form if mulighed.paa_plads else mulighed.navn) in hjaelp


@pytest.mark.parametrize("kommando", kommandoer(), ids=lambda k: k.navn)
def test_a_choice_no_command_has_is_refused_in_danish(
    kommando: Kommando, koer: Callable[..., Svar]
) -> None:
    krav = [ord_ for v in kommando.valg if v.kraevet for ord_ in (v.navn, "x")]
    krav += ["x"] if any(v.paa_plads and not v.gentages for v in kommando.valg) else []
    kode, ud, fejl = koer(kommando.navn, *krav, "--findes-ikke")
    assert (kode, ud) == (2, "")
    assert "--findes-ikke" in fejl


# ------------------------------------------------------------------ as a program


def koer_program(*argumenter: str, mappe: Path = ROD, **miljoe: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, str(ROD / "cli.py"), *argumenter],
        cwd=mappe,
        env=os.environ | miljoe,
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_the_program_works_from_any_folder(tmp_path: Path) -> None:
    svar = koer_program("status", "--json", mappe=tmp_path)
    assert (svar.returncode, svar.stderr) == (0, b"")
    assert json.loads(svar.stdout)["region"]["kapacitet"] == 129


def test_what_is_written_past_python_is_no_part_of_the_answer() -> None:
    """As HiGHS can: written to the file descriptor, before and after what is printed."""
    kode = (
        "import os, cli\ncli.kun_svaret()\nos.write(1, b'fra HiGHS\\n')\n"
        "print('{\"a\": 1}')\nos.write(1, b'mere\\n')"
    )
    svar = subprocess.run([sys.executable, "-c", kode], cwd=ROD, capture_output=True, check=True)
    assert json.loads(svar.stdout) == {"a": 1}
    assert svar.stderr.decode().split() == ["fra", "HiGHS", "mere"]


def test_the_program_ends_with_2_and_says_why() -> None:
    svar = koer_program("flyt", "--fra", "hobro-benfit", "--til", "hjallerup-fys")
    assert (svar.returncode, svar.stdout) == (2, b"")
    assert svar.stderr.decode() == (
        "Tiltag 1: Ukendt klinik: »hobro-benfit«. Mente du hobro-benefit? En klinik angives med "
        "sit id, som står i kliniklisten.\n"
    )


def test_a_table_can_be_sent_to_a_file_on_danish_windows() -> None:
    # There a file or a pipe is cp1252, which has æ, ø, å and – but no minus sign.
    svar = koer_program("status", PYTHONIOENCODING="cp1252")
    assert svar.returncode == 0
    assert b"Traceback" not in svar.stderr
    assert b"4.571" in svar.stdout


# ------------------------------------------------------------------ population grids


@pytest.fixture
def netfil(tmp_path: Path, plan: Plan) -> Path:
    """A square grid of the region, of the model's own people."""
    p = plan.punkter
    navne = [f"1km_{int(n // 1000)}_{int(e // 1000)}" for e, n in zip(p["x"], p["y"], strict=True)]
    folk = p["indbyggere"].groupby(navne).sum()
    sti = tmp_path / "net.csv"
    folk.rename_axis("KN1kmDK").rename("beboere").to_csv(sti)
    return sti


def test_a_grid_is_a_table_and_its_json_has_the_report(
    koer: Callable[..., Svar], netfil: Path
) -> None:
    svar = ("--svar", "kolonne:indbyggere=beboere")
    kode, ud, _ = koer("befolkning", str(netfil), *svar)
    assert kode == 0
    assert all(ord_ in ud for ord_ in ("Aalborg", "Uden for regionen", "215.443", "regionens land"))
    kode, ud, _ = koer("befolkning", str(netfil), *svar, "--json")
    fundet = json.loads(ud)
    assert set(fundet) == {"kommuner", "bemaerkninger"} and len(fundet["kommuner"]) == 12
    assert {"kode", "net_indbyggere", "indbyggere", "afvigelse_pct"} <= set(fundet["kommuner"][0])


def test_a_grids_questions_are_told_with_their_keys(
    koer: Callable[..., Svar], netfil: Path
) -> None:
    for argumenter in (("befolkning", str(netfil)), ("daekning", "--befolkning", str(netfil))):
        kode, _, fejl = koer(*argumenter)
        assert kode == 2 and "kolonne:indbyggere=beboere" in fejl
    kode, _, fejl = koer("befolkning", str(netfil), "--svar", "beboere")
    assert kode == 2 and "beboere" in fejl
    kode, _, fejl = koer("befolkning", str(netfil), "--lag", "celler")
    assert kode == 2 and "kortlag" in fejl


def test_a_grids_remarks_are_heard_where_it_is_used(
    koer: Callable[..., Svar], netfil: Path
) -> None:
    svar = ("--svar", "kolonne:indbyggere=beboere")
    kode, _, fejl = koer("daekning", "--maal", "luftlinje", "--befolkning", str(netfil), *svar)
    assert kode == 0 and "regionens land" in fejl


@given(st.floats(-1e9, 1e9).map(lambda v: round(v, 4)), st.integers(0, 4))
def test_a_number_is_read_as_it_is_printed(vaerdi: float, decimaler: int) -> None:
    """What stands in a table can be typed: U+2212 for minus, points for thousands, a comma."""
    trykt = tal(vaerdi, decimaler)
    ventet = float(trykt.replace(".", "").replace(",", ".").replace("\u2212", "-"))
    laest = tolk_tal(pd.Series([trykt], dtype=object), ",").tal[0]
    # Half of the last decimal, and what a number of nine digits is off by itself.
    assert laest == ventet == pytest.approx(vaerdi, abs=0.501 / 10**decimaler)
    if "." not in trykt:  # with thousands a choice on the command line asks which they are
        assert som_tal(trykt, "--graense") == ventet


def test_thousands_on_the_command_line_are_asked_about_not_guessed() -> None:
    with pytest.raises(Inputfejl, match="tusindtal"):
        som_tal(tal(-1234), "--graense")
    assert [som_tal(t, "x") for t in ("\u22125", "\u22121,5", "-1,5")] == [-5, -1.5, -1.5]


@pytest.mark.parametrize("kommando", ["status", "daekning", "tilgaengelighed"])
def test_figures_by_sundhedsraad(kommando: str, koer: Callable[..., Svar]) -> None:
    kode, ud, _ = koer(kommando, "--omraader", "sundhedsraad", "--json")
    raekker = {r["kommune"]: r for r in json.loads(ud)["kommuner"]}
    assert kode == 0 and set(raekker) == {"Vendsyssel", "Limfjorden"}
    felt = "i_alt" if kommando == "daekning" else "indbyggere"
    assert (raekker["Vendsyssel"][felt], raekker["Limfjorden"][felt]) == (162_784, 426_821)


def test_a_flytning_by_sundhedsraad_says_it_is_between_two(koer: Callable[..., Svar]) -> None:
    fra, til = ["--fra", "hjoerring-kongensgade"], ["--til", "skoerping-benefit"]
    _, ud, _ = koer("flyt", *fra, *til, "--over30", "1", "--omraader", "sundhedsraad", "--json")
    svar = json.loads(ud)
    efter = {r["kommune"]: r["kapacitet"] for r in svar["efter"]}
    assert efter == {"Vendsyssel": 41, "Limfjorden": 88}
    assert "mellem to sundhedsråd" in svar["beslutningsvej"]["begrundelse"]
    assert "Rebild Kommune" in svar["beslutningsvej"]["parter"]


def test_figures_by_a_grouping_in_a_file(koer: Callable[..., Svar], tmp_path: Path) -> None:
    koder = pd.read_csv(INDBYGGET / "kommuner.csv", dtype=str)["kode"]
    linjer = [f"{k};{'Øen' if k == '0825' else 'Fastlandet'}" for k in koder]
    (fil := tmp_path / "egen.csv").write_text("\n".join(["kommune;område", *linjer]), "utf-8")
    _, ud, _ = koer("status", "--omraader", str(fil), "--json")
    raekker = {r["kommune"]: r["indbyggere"] for r in json.loads(ud)["kommuner"]}
    assert raekker == {"Øen": 1817, "Fastlandet": 587_788}
    kode, _, fejl = koer("status", "--omraader", str(tmp_path / "ingen.csv"))
    assert kode == 2 and "ingen.csv" in fejl
