"""Use of the economic frame: read as statements have it, and asked about where it is not clear."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import Path

import pytest

from data.indgang.kvartaler import periode_af
from data.indgang.proeve import Proeve
from planning.plan import Plan
from tests.data.lister import fejl_i, proevet, taget

HOVED = "Niveau;Speciale;Kvartal;Forbrug;Ramme"

_proev = partial(proevet, "ramme.csv", hoved=HOVED)


def _spurgt(proeve: Proeve) -> list[str]:
    assert not proeve.kan_tages
    return [s.noegle for s in proeve.spoergsmaal]


@pytest.mark.parametrize(
    ("celle", "aar", "kvartal", "ventet"),
    [
        ("1. kvt. 2025", None, False, (2025, 1, 3)),
        ("2. kvartal 2025", None, False, (2025, 4, 3)),
        ("2025K1", None, False, (2025, 1, 3)),
        ("2025 K4", None, False, (2025, 10, 3)),
        ("2025-Q3", None, False, (2025, 7, 3)),
        ("Q1", 2025, False, (2025, 1, 3)),
        ("q2 2025", None, False, (2025, 4, 3)),
        ("1. kvartal", 2025, False, (2025, 1, 3)),
        ("kvartal 3", 2025, False, (2025, 7, 3)),
        ("4. kv.", 2025, False, (2025, 10, 3)),
        ("2025, 1. kvartal", None, False, (2025, 1, 3)),
        (4.0, 2025, True, (2025, 10, 3)),
        (4.0, 2025, False, (2025, 4, 1)),
        ("2025-03", None, True, (2025, 3, 1)),
        ("december 2022", None, False, (2022, 12, 1)),
        (datetime.datetime(2025, 3, 31), None, False, (2025, 3, 1)),
        ("1. kvt.", None, False, None),
        ("5. kvartal 2025", None, False, None),
        ("0. kvt. 2025", None, False, None),
        (5.0, 2025, True, None),
        ("2025K1", 2024, False, None),
        ("2024 1. kvt. 2025", None, False, None),
        ("1. halvår 2025", None, False, None),
        ("", 2025, True, None),
    ],
)
def test_a_period_is_read_as_it_is_written(
    celle: object, aar: int | None, kvartal: bool, ventet: object
) -> None:
    assert periode_af(celle, aar, tal_er_kvartal=kvartal) == ventet


def test_a_statement_is_known_and_kept_to_the_oere(tmp_path: Path, plan: Plan) -> None:
    """The frame stands on one row of its year, and is on all of them after."""
    proeve = _proev(
        tmp_path,
        plan,
        "Hele landet;62;1. kvt. 2025;250.000.000,25;1.000.000.000",
        "Hele landet;62;2. kvt. 2025;255.000.000;",
        "Region Nordjylland;62;2025K1;31.250.000;",
        "Region Midtjylland;62;2025K1;60.000.000;",
    )
    assert proeve.art.noegle == "ramme"
    ny = taget(tmp_path, proeve)
    landet = ny.rammeforbrug[ny.rammeforbrug["niveau"] == "landet"]
    assert landet["oere"].tolist() == [25_000_000_025, 25_500_000_000]
    assert landet["ramme"].tolist() == [100_000_000_000] * 2
    assert landet[["fra_maaned", "maaneder"]].to_numpy().tolist() == [[1, 3], [4, 3]]
    regionen = ny.rammeforbrug[ny.rammeforbrug["niveau"] == "regionen"]
    assert regionen["oere"].tolist() == [3_125_000_000] and regionen["ramme"].isna().all()
    fortalt = " ".join(f.fejl for f in proeve.fund)
    assert "Region Midtjylland" in fortalt and "total" not in fortalt
    forskel = proeve.tolkning.forskel
    assert forskel.loc["landet, speciale 62, 2025", "efter"] == 505_000_000.25
    assert ny.fingeraftryk != plan.fingeraftryk and plan.rammeforbrug.empty
    assert "forbrug af rammen" in ny.herkomst["rammeforbrug"].kilde


def test_a_year_takes_the_place_of_that_of_its_level_and_speciale(
    tmp_path: Path, plan: Plan
) -> None:
    foerst = taget(
        tmp_path,
        _proev(
            tmp_path,
            plan,
            "landet;62;2024K1;250000000;1000000000",
            "landet;62;2025K1;250000000;1000000000",
            "landet;51;2025K1;100000000;400000000",
        ),
    )
    igen = _proev(tmp_path, foerst, "landet;62;2025K1;260000000;1000000000")
    assert any("træder i stedet" in f.fejl for f in igen.fund)
    ny = taget(tmp_path, igen, tmp_path / "ny", "nyere").rammeforbrug
    assert ny[["speciale", "aar", "oere"]].to_numpy().tolist() == [
        ["51", 2025, 10_000_000_000],
        ["62", 2024, 25_000_000_000],
        ["62", 2025, 26_000_000_000],
    ]


@pytest.mark.parametrize(
    ("linjer", "besked"),
    [
        (["landet;62;2025K1;;1000000000"], "intet forbrug"),
        (["landet;62;2025K1;meget;1000000000"], "ikke et tal"),
        (["landet;62;2025K1;250000000;-1"], "under 0"),
        (["landet;62;2025K1;250000000,005;"], "hele øre"),
        (["landet;63;2025K1;250000000;"], "ikke et speciale. Skriv 51 eller 62"),
        (["landet;62;1. kvt.;250000000;"], "har intet år"),
        (["landet;62;forår;250000000;"], "hverken et kvartal eller en måned"),
        (["kommunen;62;2025K1;250000000;"], "hverken landet eller regionen"),
        (["landet;62;2025K1;250000000;", "landet;62;2025K1;260000000;"], "også i række 2"),
        (["landet;62;2025K1;250000000;", "landet;62;2025-02;90000000;"], "også i række 2"),
        (["landet;62;2025K2;250000000;"], "Måned 1, 2 og 3 mangler"),
        (["landet;62;2025K1;250000000;", "landet;62;2025K3;250000000;"], "Måned 4, 5 og 6"),
        (
            ["landet;62;2025K1;250000000;1000000000", "landet;62;2025K2;250000000;1100000000"],
            "forskellig i samme år",
        ),
    ],
)
def test_what_cannot_be_taken_is_told_where_it_stands(
    tmp_path: Path, plan: Plan, linjer: list[str], besked: str
) -> None:
    assert besked in fejl_i(_proev(tmp_path, plan, *linjer))


def test_whose_use_it_is_is_asked_where_the_file_does_not_say(tmp_path: Path, plan: Plan) -> None:
    hoved = HOVED.removeprefix("Niveau;")
    linje = "62;2025K1;250000000;1000000000"
    assert _spurgt(_proev(tmp_path, plan, linje, hoved=hoved)) == ["niveau"]
    ny = taget(tmp_path, _proev(tmp_path, plan, linje, hoved=hoved, niveau="landet"))
    assert ny.rammeforbrug["niveau"].tolist() == ["landet"]


def test_thousands_and_millions_are_asked_about_each_column_by_itself(
    tmp_path: Path, plan: Plan
) -> None:
    tusinde = "landet;62;2025K1;250.000,125;1.000.000"
    assert _spurgt(_proev(tmp_path, plan, tusinde)) == ["forbrugsenhed", "rammeenhed"]
    svar = {"forbrugsenhed": "tusinde", "rammeenhed": "tusinde"}
    ny = taget(tmp_path, _proev(tmp_path, plan, tusinde, **svar)).rammeforbrug
    assert ny[["oere", "ramme"]].to_numpy().tolist() == [[25_000_012_500, 100_000_000_000]]
    mio = _proev(tmp_path, plan, "landet;62;2025K1;250000000;1000")
    assert _spurgt(mio) == ["rammeenhed"] and mio.spoergsmaal[0].forslag == "mio"
    ny = taget(
        tmp_path,
        _proev(tmp_path, plan, "landet;62;2025K1;250000000;1000", rammeenhed="mio"),
        navn="mio",
    )
    assert ny.rammeforbrug["ramme"].tolist() == [100_000_000_000]


def test_sums_since_january_are_asked_about_and_taken_apart(tmp_path: Path, plan: Plan) -> None:
    linjer = [
        f"landet;62;2025K{nr};{v}000000;1000000000" for nr, v in enumerate((250, 490, 760), 1)
    ]
    assert _spurgt(_proev(tmp_path, plan, *linjer)) == ["opgjort"]
    ny = taget(tmp_path, _proev(tmp_path, plan, *linjer, opgjort="i_alt")).rammeforbrug
    assert (ny["oere"] / 1e8).tolist() == [250, 240, 270]
    hver = taget(tmp_path, _proev(tmp_path, plan, *linjer, opgjort="hver"), navn="hver")
    assert (hver.rammeforbrug["oere"] / 1e8).tolist() == [250, 490, 760]
    # A year that grows by a tenth a quarter is no sum.
    jaevn = [f"landet;62;2025K{nr};{v}000000;1000000000" for nr, v in enumerate((250, 275, 300), 1)]
    assert _proev(tmp_path, plan, *jaevn).kan_tages


def test_numbers_alone_are_quarters_by_their_heading_and_asked_about_without(
    tmp_path: Path, plan: Plan
) -> None:
    linje = "landet;62;2025;1;250000000;1000000000"
    for hoved, maaneder in (("Kvartal", 3), ("Måned", 1)):
        proeve = _proev(tmp_path, plan, linje, hoved=f"Niveau;Speciale;År;{hoved};Forbrug;Ramme")
        assert taget(tmp_path, proeve, navn=hoved).rammeforbrug["maaneder"].tolist() == [maaneder]
    uvis = "Niveau;Speciale;År;Periode;Forbrug;Ramme"
    assert _spurgt(_proev(tmp_path, plan, linje, hoved=uvis)) == ["periodetal"]
    svaret = _proev(tmp_path, plan, linje, hoved=uvis, periodetal="kvartaler")
    assert taget(tmp_path, svaret, navn="svaret").rammeforbrug["maaneder"].tolist() == [3]


def test_a_country_without_a_frame_and_a_frame_far_from_its_use_are_told(
    tmp_path: Path, plan: Plan
) -> None:
    uden = _proev(tmp_path, plan, "landet;62;2025K1;250000000;")
    assert uden.kan_tages and any("ingen ramme" in f.fejl for f in uden.advarsler)
    langt = _proev(tmp_path, plan, "landet;62;2025K1;250000000;100000000")
    assert langt.kan_tages and any("1.000 % af rammen" in f.fejl for f in langt.advarsler)
