"""Subsidies by month: read as a payer's list has them, and held against what a clinic is."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path

import pytest

from data.indgang.maaneder import maaned_af
from planning.plan import Plan
from tests.data.lister import fejl_i, proevet, taget

HOVED = "Klinik;Speciale;Måned;Tilskud i kr.;Kapaciteter"
A, B = "aars-fysiodanmark", "hobro-benefit"

_proev = partial(proevet, "tilskud.csv", hoved=HOVED)


@pytest.mark.parametrize(
    ("celle", "aar", "ventet"),
    [
        ("2025-03", None, (2025, 3)),
        ("202503", None, (2025, 3)),
        ("03-2025", None, (2025, 3)),
        ("3/2025", None, (2025, 3)),
        ("marts 2025", None, (2025, 3)),
        ("mar. 2025", None, (2025, 3)),
        ("Marts", 2025, (2025, 3)),
        (3.0, 2025, (2025, 3)),
        ("31-03-2025", None, (2025, 3)),
        (datetime.datetime(2025, 3, 1), None, (2025, 3)),
        (45717.0, None, (2025, 3)),  # a workbook's serial number, 1 March 2025
        (3.0, None, None),
        ("13", 2025, None),
        ("2025-03", 2024, None),
        ("uge 9", 2025, None),
        ("ma", 2025, None),  # marts or maj
        ("", 2025, None),
    ],
)
def test_a_month_is_read_as_it_is_written(celle: object, aar: int | None, ventet: object) -> None:
    assert maaned_af(celle, aar) == ventet


def test_a_list_is_known_and_kept_to_the_oere(tmp_path: Path, plan: Plan) -> None:
    linjer = [f"{A};62;2025-{m:02};81.250,55;1,5" for m in range(1, 4)]
    proeve = _proev(tmp_path, plan, *linjer, f"{B};51;2025-01;0;0,5")
    assert proeve.art.noegle == "tilskud"
    ny = taget(tmp_path, proeve)
    egne = ny.tilskud[ny.tilskud["klinik_id"] == A]
    assert egne["oere"].tolist() == [8_125_055] * 3 and set(egne["kapaciteter"]) == {1.5}
    assert ny.fingeraftryk != plan.fingeraftryk and plan.tilskud.empty
    # 3 x 81,250.55 kr. in Vesthimmerland, where Aars is, and nothing anywhere else.
    forskel = proeve.tolkning.forskel
    assert forskel.loc["Vesthimmerland", "efter"] == 243_751.65
    assert forskel["efter"].sum() == 243_751.65 and not forskel["foer"].any()


def test_a_year_takes_the_place_of_that_year_and_no_other(tmp_path: Path, plan: Plan) -> None:
    foerst = taget(
        tmp_path, _proev(tmp_path, plan, f"{A};62;2024-01;10000;1", f"{A};62;2025-01;20000;1")
    )
    igen = _proev(tmp_path, foerst, f"{A};62;2025-01;30000;1", f"{A};62;2025-02;40000;1")
    assert any("træder i stedet" in f.fejl and "2025" in f.fejl for f in igen.fund)
    ny = taget(tmp_path, igen, tmp_path / "ny", "nyere").tilskud
    assert ny[["aar", "maaned", "oere"]].to_numpy().tolist() == [
        [2024, 1, 1_000_000],
        [2025, 1, 3_000_000],
        [2025, 2, 4_000_000],
    ]


@pytest.mark.parametrize(
    ("linjer", "besked"),
    [
        ([f"{A};62;2025-01;10,0055;1"], "mere end to decimaler"),
        ([f"{A};62;2025-01;;1"], "intet tilskud"),
        ([f"{A};62;2025-01;ti;1"], "ikke et tal"),
        ([f"{A};63;2025-01;10;1"], "ikke et speciale. Skriv 51 eller 62"),
        ([f"{A};62;marts;10;1"], "har intet år"),
        ([f"{A};62;snart;10;1"], "Skriv den som 2025-03"),
        ([f"{A};62;2025-01;10;0"], "0 kapaciteter"),
        ([f"{A};62;2025-01;10;1", f"{A};62;2025-02;10;"], "ingen kapacitet"),
        (["Findes ikke;62;2025-01;10;1"], "ikke en klinik"),
        ([f"{A};62;2025-01;10;1", f"{A};62;2025-01;20;1"], "i række 2"),
        ([f"{A};62;2025-01;10;1", f"{A};62;2025-04;20;1"], "mangler måned 2 og 3"),
    ],
)
def test_what_cannot_be_taken_is_told_where_it_stands(
    tmp_path: Path, plan: Plan, linjer: list[str], besked: str
) -> None:
    assert besked in fejl_i(_proev(tmp_path, plan, *linjer))


def test_in_hours_the_file_must_say_how_much_a_clinic_has(tmp_path: Path, plan: Plan) -> None:
    uden = HOVED.removesuffix(";Kapaciteter")
    assert "Tilføj en kolonne" in fejl_i(_proev(tmp_path, plan, f"{A};62;2025-01;10", hoved=uden))


def test_a_late_beginning_is_told(tmp_path: Path, plan: Plan) -> None:
    proeve = _proev(tmp_path, plan, f"{A};62;2025-07;10000;1")
    assert proeve.kan_tages
    assert any("efter januar" in f.fejl for f in proeve.fund)


def test_amounts_in_thousands_and_capacities_that_are_kroner_are_asked_about(
    tmp_path: Path, plan: Plan
) -> None:
    linjer = [f"{A};62;2025-01;81,25;1", f"{B};62;2025-01;79;1"]
    proeve = _proev(tmp_path, plan, *linjer)
    assert [s.noegle for s in proeve.spoergsmaal] == ["beloebsenhed"] and not proeve.kan_tages
    tusinde = taget(tmp_path, _proev(tmp_path, plan, *linjer, beloebsenhed="tusinde")).tilskud
    assert sorted(tusinde["oere"]) == [7_900_000, 8_125_000]
    kroner = taget(tmp_path, _proev(tmp_path, plan, *linjer, beloebsenhed="kr"), navn="kr").tilskud
    assert sorted(kroner["oere"]) == [7_900, 8_125]
    mange = f"{A};62;2025-01;81250,00;1000000"
    spurgt = {s.noegle for s in _proev(tmp_path, plan, mange).spoergsmaal}
    assert "mange_kapaciteter" in spurgt
    nej = _proev(tmp_path, plan, mange, mange_kapaciteter="nej", beloebsenhed="kr")
    assert "Skriv antallet" in fejl_i(nej)


def test_what_is_paid_back_and_a_year_in_a_month_are_told(tmp_path: Path, plan: Plan) -> None:
    proeve = _proev(tmp_path, plan, f"{A};62;2025-01;81250,00;1", f"{A};62;2025-02;-1250,00;1")
    assert proeve.kan_tages and any("under 0" in f.fejl for f in proeve.fund)
    aaret = _proev(tmp_path, plan, f"{A};62;2025-01;981250,00;1")
    assert aaret.kan_tages and any("gange klinikkernes" in f.fejl for f in aaret.fund)
