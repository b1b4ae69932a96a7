"""Patients by year: read as a payer's list has them, and what cannot be so is told or asked."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from data.indgang.proeve import Proeve
from planning.plan import Plan
from tests.data.lister import proevet, taget

HOVED = "Klinik;Speciale;År;Antal patienter;Beløb i kr."
A, B = "aars-fysiodanmark", "hobro-benefit"

_proev = partial(proevet, "patienter.csv", hoved=HOVED)


def _sagt(proeve: Proeve) -> str:
    return " ".join(f.fejl for f in proeve.advarsler)


def test_a_list_is_known_and_kept_to_the_person_and_the_oere(tmp_path: Path, plan: Plan) -> None:
    proeve = _proev(
        tmp_path, plan, f"{A};62;2025;240;2.412.345,67", f"{B};62;2025;3;", f"{A};51;2025;0;0"
    )
    assert proeve.art.noegle == "patienter"
    ny = taget(tmp_path, proeve).patienter.set_index(["klinik_id", "speciale"])
    assert ny["patienter"].to_dict() == {(A, "51"): 0, (A, "62"): 240, (B, "62"): 3}
    assert ny.at[(A, "62"), "oere"] == 241_234_567 and ny.at[(A, "51"), "oere"] == 0
    assert ny["oere"].isna().to_dict()[B, "62"] and plan.patienter.empty
    assert "intet beløb" in _sagt(proeve) and "ikke i filen for 2025" in _sagt(proeve)


def test_no_sum_is_told_that_would_give_few_patients_away(tmp_path: Path, plan: Plan) -> None:
    proeve = _proev(tmp_path, plan, f"{A};62;2025;240;2400000", f"{B};62;2025;3;30000")
    alt = " ".join(f.fejl for f in proeve.fund)
    assert "243" not in alt and proeve.tolkning.forskel.empty


def test_amounts_need_not_be_there(tmp_path: Path, plan: Plan) -> None:
    uden = HOVED.removesuffix(";Beløb i kr.")
    ny = taget(tmp_path, _proev(tmp_path, plan, f"{A};62;2025;240", hoved=uden))
    assert ny.patienter["oere"].isna().all() and ny.patienter["patienter"].tolist() == [240]


def test_a_year_takes_the_place_of_that_year_and_no_other(tmp_path: Path, plan: Plan) -> None:
    foerst = taget(
        tmp_path,
        _proev(tmp_path, plan, f"{A};62;2024;200;2000000,00", f"{A};62;2025;210;2000000,00"),
    )
    igen = _proev(tmp_path, foerst, f"{B};62;2025;100;1000000,00")
    assert "træder i stedet" in _sagt(igen) and "2025" in _sagt(igen)
    ny = taget(tmp_path, igen, tmp_path / "ny", "nyere").patienter
    assert ny[["klinik_id", "aar", "patienter", "oere"]].to_numpy().tolist() == [
        [A, 2024, 200, 200_000_000],
        [B, 2025, 100, 100_000_000],
    ]


@pytest.mark.parametrize(
    ("linjer", "besked"),
    [
        ([f"{A};62;2025;240;10,0055"], "mere end to decimaler"),
        ([f"{A};62;2025;;10"], "intet antal patienter"),
        ([f"{A};62;2025;mange;10"], "ikke et tal"),
        ([f"{A};62;2025;<5;10"], "ikke et tal"),
        ([f"{A};62;2025;2,5;10"], "et helt tal fra 0"),
        ([f"{A};62;2025;-1;10"], "et helt tal fra 0"),
        ([f"{A};62;2025;700000;10"], "flere patienter"),
        ([f"{A};62;2025;240;-10"], "kroner fra 0"),
        ([f"{A};62;2025;240;2000000000"], "kroner fra 0"),
        ([f"{A};62;2025;0;10"], "0 patienter"),
        ([f"{A};63;2025;240;10"], "ikke et speciale. Skriv 51 eller 62"),
        ([f"{A};62;i år;240;10"], "ikke et år"),
        ([f"{A};62;1925;240;10"], "ikke et år"),
        (["Findes ikke;62;2025;240;10"], "ikke en klinik"),
        ([f"{A};62;2025;240;10", f"{A};62;2025;20;10"], "i række 2"),
    ],
)
def test_what_cannot_be_taken_is_told_where_it_stands(
    tmp_path: Path, plan: Plan, linjer: list[str], besked: str
) -> None:
    proeve = _proev(tmp_path, plan, *linjer)
    assert not proeve.kan_tages
    assert besked in " ".join(f.fejl for f in proeve.fejl)
    assert proeve.fejl[0].raekke == len(linjer) + 1


def test_amounts_in_thousands_are_asked_about(tmp_path: Path, plan: Plan) -> None:
    linjer = [f"{A};62;2025;240;2412", f"{B};62;2025;100;1001"]
    proeve = _proev(tmp_path, plan, *linjer)
    assert [s.noegle for s in proeve.spoergsmaal] == ["beloebsenhed"] and not proeve.kan_tages
    for svar, gange in (("tusinde", 100_000), ("kr", 100)):
        ny = taget(
            tmp_path, _proev(tmp_path, plan, *linjer, beloebsenhed=svar), navn=svar
        ).patienter
        assert sorted(ny["oere"]) == [1001 * gange, 2412 * gange]


def test_what_is_far_from_the_others_is_told(tmp_path: Path, plan: Plan) -> None:
    ider = plan.klinikker.index[:5]
    ens = [f"{k};62;2025;100;1000000,00" for k in ider[:4]]
    assert "midterste" not in _sagt(_proev(tmp_path, plan, *ens))
    mange = _proev(tmp_path, plan, *ens, f"{ider[4]};62;2025;2100;21000000,00")
    assert "Antallet af patienter er 21 gange" in _sagt(mange) and mange.kan_tages
    dyr = _proev(tmp_path, plan, *ens, f"{ider[4]};62;2025;100;21000000,00")
    assert "Beløbet pr. patient er 21 gange" in _sagt(dyr)
    # Tabel 26 has 8,363 of the region's residents in 2018.
    alle = _proev(tmp_path, plan, f"{A};62;2025;83630;836300000,00")
    assert "omkring 10 gange" in _sagt(alle) and "8.363" in _sagt(alle)
    oere = _proev(tmp_path, plan, f"{A};62;2025;100;100000000,00")
    assert "Er de i øre?" in _sagt(oere)
