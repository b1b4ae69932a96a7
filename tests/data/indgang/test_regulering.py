"""A regulation of amounts: read as it is written, gaps told, and what cannot be so asked about."""

from __future__ import annotations

import dataclasses
from functools import partial
from pathlib import Path

import pytest

from data.datasaet import indlaes
from data.fund import Datafejl
from planning.overenskomst import kapacitetsbeloeb
from planning.plan import Plan
from tests.data.lister import proevet, taget

HOVED = "År;Speciale;Regulering (%);Indeks"

_proev = partial(proevet, "regulering.csv", hoved=HOVED)


def _beloeb(plan: Plan, speciale: str, aar: int) -> int:
    return kapacitetsbeloeb(plan.fag, speciale, aar, plan.regulering)


def test_percentages_of_all_specialer_are_taken_and_the_amounts_told(
    tmp_path: Path, plan: Plan
) -> None:
    proeve = _proev(
        tmp_path, plan, "2025;2,4 %", "2026;1,5 %", hoved="Kalenderår;Regulering i procent"
    )
    assert proeve.art.noegle == "regulering"
    ny = taget(tmp_path, proeve)
    assert plan.regulering.empty and ny.fingeraftryk != plan.fingeraftryk
    assert _beloeb(ny, "51", 2026) == 40_846_848 and _beloeb(ny, "62", 2025) == 102_400_000
    forskel = proeve.tolkning.forskel
    assert forskel.loc["speciale 51 i 2026", "efter"] == 408_468.48
    assert forskel.loc["speciale 62 i 2025", "aendring_pct"] == pytest.approx(2.4)
    assert ny.herkomst["regulering"].kilde == "Importeret: regulering (regulering.csv)"


def test_an_index_with_its_own_base_and_a_percentage_of_one_speciale(
    tmp_path: Path, plan: Plan
) -> None:
    linjer = ["2024;62;;128", "2025;62;;131,072", "2026;62;1,5;"]
    ny = taget(tmp_path, _proev(tmp_path, plan, *linjer, decimaltegn=","))
    assert _beloeb(ny, "62", 2025) == 102_400_000 and _beloeb(ny, "62", 2026) == 103_936_000
    assert _beloeb(ny, "51", 2026) == 39_300_000


@pytest.mark.parametrize(
    ("linjer", "besked"),
    [
        (["2026;;1,5;"], "mangler 2025"),
        (["2024;;2,4;"], "Begynd med 2025"),
        (["2025;;2,4;102,4"], "både procent og indeks"),
        (["2025;;2,4;", "2026;;;"], "hverken procent eller indeks"),
        (["2025;;2,4;", "2025;51;2,4;"], "flere gange for speciale 51"),
        (["2025;63;2,4;"], "ikke et speciale. Skriv 51 eller 62"),
        (["næste år;;2,4;"], "ikke et årstal"),
        (["2025;;to;"], "ikke et tal"),
        (["2025;;-100;"], "intet beløb"),
        (["2025;;;0"], "intet beløb"),
        (["2031;;2,4;"], "intet år fra 2025 til 2026"),
    ],
)
def test_what_cannot_be_taken_is_told_where_it_stands(
    tmp_path: Path, plan: Plan, linjer: list[str], besked: str
) -> None:
    proeve = _proev(tmp_path, plan, *linjer)
    assert not proeve.kan_tages
    assert besked in " ".join(f.fejl for f in proeve.fejl)


def test_a_share_of_one_is_asked_about(tmp_path: Path, plan: Plan) -> None:
    """A cell of 2.4 % in a workbook is 0.024."""
    linjer = ["2025;;0,024;", "2026;;0,015;"]
    proeve = _proev(tmp_path, plan, *linjer)
    assert [s.noegle for s in proeve.spoergsmaal] == ["procentform"] and not proeve.kan_tages
    ny = taget(tmp_path, _proev(tmp_path, plan, *linjer, procentform="broek"))
    assert _beloeb(ny, "51", 2026) == 40_846_848
    ny = taget(tmp_path, _proev(tmp_path, plan, *linjer, procentform="procent"), navn="lille")
    # 393,000 x 1.00024 x 1.00015 = 393,153.284148
    assert _beloeb(ny, "51", 2026) == 39_315_328


@pytest.mark.parametrize("linje", ["2025;;24;", "2025;;;240", "2025;;;1,0245"])
def test_a_leap_is_asked_about(tmp_path: Path, plan: Plan, linje: str) -> None:
    assert [s.noegle for s in _proev(tmp_path, plan, linje).spoergsmaal] == ["stor_regulering"]
    nej = _proev(tmp_path, plan, linje, stor_regulering="nej")
    assert not nej.kan_tages and "afvist" in " ".join(f.fejl for f in nej.fejl)
    assert _proev(tmp_path, plan, linje, stor_regulering="ja").kan_tages


def test_years_outside_and_years_to_come_are_told(tmp_path: Path, plan: Plan) -> None:
    proeve = _proev(tmp_path, plan, "2023;;3,1;", "2025;;2,4;")
    sagt = " ".join(f.fejl for f in proeve.advarsler)
    assert "2023 er ikke i overenskomstens periode" in sagt and "går til 2025" in sagt
    assert set(taget(tmp_path, proeve).regulering["aar"]) == {2025}


def test_a_new_file_takes_the_place_of_the_whole_regulation(tmp_path: Path, plan: Plan) -> None:
    foerst = taget(tmp_path, _proev(tmp_path, plan, "2025;;2,4;", "2026;;1,5;"))
    igen = _proev(tmp_path, foerst, "2025;62;2;")
    assert any("træder i stedet" in f.fejl for f in igen.fund)
    ny = taget(tmp_path, igen, tmp_path / "ny", "nyere")
    assert ny.regulering[["speciale", "aar"]].to_numpy().tolist() == [["62", 2025]]


def test_a_field_without_amounts_has_nothing_to_regulate(tmp_path: Path, plan: Plan) -> None:
    andet = dataclasses.replace(plan, fag=dataclasses.replace(plan.fag, navn="Kiropraktik"))
    proeve = _proev(tmp_path, andet, "2025;;2,4;")
    assert "kiropraktik har beløb" in " ".join(f.fejl for f in proeve.fejl)


def test_a_package_with_both_in_a_row_is_refused(tmp_path: Path, plan: Plan) -> None:
    taget(tmp_path, _proev(tmp_path, plan, "2025;62;2,4;"))
    (tmp_path / "ny" / "regulering.csv").write_text("speciale,aar,pct,indeks\n62,2025,2.4,102\n")
    with pytest.raises(Datafejl, match="enten procent eller indeks"):
        indlaes(tmp_path / "ny")
