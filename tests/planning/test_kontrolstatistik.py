"""The kontrolstatistik: hand-computed at the limit, and no small group by subtraction."""

from __future__ import annotations

import dataclasses
from itertools import product

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dansk import Inputfejl
from planning.kontrolstatistik import Kontrolstatistik, aar_med_patienter, kontrolstatistik
from planning.plan import PATIENTFELTER, TILSKUDSFELTER, Plan

AAR = 2025


def _med(
    plan: Plan,
    tal: list[tuple[int, int | None]],
    tilskud: list[tuple[int, int, int]] | None = None,
    speciale: str = "62",
) -> Plan:
    """Clinics by number: (patients, oere); `tilskud`: (clinic, month, oere)."""
    ider = plan.klinikker.index
    raekker = [(ider[nr], speciale, AAR, n, oere) for nr, (n, oere) in enumerate(tal)]
    patienter = pd.DataFrame(raekker, columns=list(PATIENTFELTER)).astype({"oere": float})
    penge = [(ider[nr], speciale, AAR, maaned, o, 1.0) for nr, maaned, o in tilskud or []]
    return dataclasses.replace(
        plan,
        patienter=patienter,
        tilskud=pd.DataFrame(penge, columns=list(TILSKUDSFELTER)),
    )


def _kolonne(statistik: Kontrolstatistik, plan: Plan, navn: str) -> list[object]:
    """A column in the order of the clinics' numbers."""
    return [
        statistik.klinikker[navn].get((k, "62"))
        for k in plan.klinikker.index[: len(statistik.klinikker)]
    ]


def test_by_hand(plan: Plan) -> None:
    # 100 x 1,100 kr., 200 x 1,000 kr. and 100 x 900 kr.: 400 patients, 400,000 kr., mean 1,000.
    ny = _med(plan, [(100, 11_000_000), (200, 20_000_000), (100, 9_000_000)])
    svar = kontrolstatistik(ny, AAR)
    assert _kolonne(svar, ny, "pr_patient") == [1100.0, 1000.0, 900.0]
    assert _kolonne(svar, ny, "afvigelse_pct") == [10.0, 0.0, -10.0]
    assert _kolonne(svar, ny, "over") == [None] * 3 and svar.over.empty
    assert svar.region.loc["62"].tolist() == [3, 400.0, 400_000.0, 1000.0]
    assert not svar.skjult.any(axis=None)
    # The mean is of sums: not that of the clinics' own means, were they of different size.
    ulige = _med(plan, [(100, 11_000_000), (300, 27_000_000)])
    assert kontrolstatistik(ulige, AAR).region.at["62", "pr_patient"] == 950.0


@pytest.mark.parametrize(
    ("oere", "over"),
    [
        # 100 + 100 patients; the other has 9,000,000 oere. Above by 10 %: x = 11,000,000 oere,
        # as (x + 9,000,000) / 200 is then 100,000 oere a patient.
        (11_000_000, False),  # at the limit
        (10_999_999, False),
        (11_000_001, True),
    ],
)
def test_at_the_limit_and_an_oere_from_it(plan: Plan, oere: int, over: bool) -> None:
    ny = _med(plan, [(100, oere), (100, 9_000_000)])
    svar = kontrolstatistik(ny, AAR, 10.0)
    assert _kolonne(svar, ny, "over") == [over, False]
    assert len(svar.over) == over


def test_a_limit_with_decimals_is_the_one_that_was_typed(plan: Plan) -> None:
    # 0.1 as a float is a little more: a clinic 0.1 % above is at the limit, and no more than that.
    ny = _med(plan, [(100, 10_010_000), (100, 9_990_000)])
    assert not len(kontrolstatistik(ny, AAR, 0.1).over)
    assert len(kontrolstatistik(ny, AAR, 0.09).over) == 1


def test_a_higher_limit_marks_no_more(plan: Plan) -> None:
    ny = _med(plan, [(50 + 7 * nr, 1_000_000 * (nr + 3) ** 2) for nr in range(12)])
    talt = [len(kontrolstatistik(ny, AAR, pct).over) for pct in (0.0, 5.0, 25.0, 60.0, 1000.0)]
    assert talt == sorted(talt, reverse=True) and talt[0] > 0 == talt[-1]


def test_the_years_subsidies_are_used_where_no_amount_is_told(plan: Plan) -> None:
    maaneder = [(1, m, 100_000 + m) for m in range(1, 13)] + [(2, m, 100_000) for m in range(1, 9)]
    ny = _med(plan, [(100, 11_000_000), (50, None), (40, None), (30, None), (0, None)], maaneder)
    svar = kontrolstatistik(ny, AAR)
    # 12 x 1,000 kr. and 78 oere.
    assert _kolonne(svar, ny, "beloeb")[1] == 12_000.78
    assert _kolonne(svar, ny, "kilde") == [
        *("fil", "tilskud", "ikke_hele_aaret", "intet_tilskud", "ingen_patienter")
    ]
    assert _kolonne(svar, ny, "maaneder") == [0, 12, 8, 0, 0]
    # Those without an amount are in no sum.
    assert svar.region.loc["62", ["klinikker", "patienter"]].tolist() == [2, 150]
    assert (svar.af_tilskud, svar.uden_beloeb, svar.vurderede) == (1, 2, 2)
    assert svar.klinikker["patienter"].notna().all()


def test_specialer_are_apart(plan: Plan) -> None:
    a, b = _med(plan, [(100, 10_000_000)] * 2), _med(plan, [(10, 50_000)] * 3, speciale="51")
    begge = dataclasses.replace(plan, patienter=pd.concat([a.patienter, b.patienter]))
    svar = kontrolstatistik(begge, AAR)
    assert svar.region["pr_patient"].to_dict() == {"51": 50.0, "62": 1000.0}
    assert (svar.klinikker["afvigelse_pct"] == 0).all()


def test_few_patients_are_hidden_with_all_that_is_told_of_them(plan: Plan) -> None:
    ny = _med(plan, [(100, 11_000_000), (3, 9_000_000), (50, 5_000_000), (7, 700_000)])
    svar = kontrolstatistik(ny, AAR, 10.0)
    skjult = [plan.klinikker.index[1], plan.klinikker.index[3]]  # the smallest that hides it
    vaek = svar.klinikker.loc[[(k, "62") for k in skjult]]
    assert vaek[["patienter", "beloeb", "pr_patient", "afvigelse_pct"]].isna().all(axis=None)
    assert vaek["over"].tolist() == [None, None] and svar.over.empty
    assert svar.klinikker["patienter"].notna().sum() == 2 == svar.vurderede == svar.antal_skjulte
    # The mean is of all four.
    assert svar.region.loc["62", ["patienter", "beloeb"]].tolist() == [160, 257_000]
    assert not svar.skjult_region.any(axis=None)


def test_a_few_without_an_amount_hide_nobody_else(plan: Plan) -> None:
    svar = kontrolstatistik(_med(plan, [(100, 11_000_000), (3, None), (50, 5_000_000)]), AAR)
    assert svar.antal_skjulte == 1 and svar.region.at["62", "patienter"] == 150


def test_where_nobody_else_is_there_the_sum_and_the_mean_are_hidden(plan: Plan) -> None:
    for tal in ([(3, 900_000)], [(3, 900_000), (4, 100_000)], [(3, 900_000), (0, None)]):
        svar = kontrolstatistik(_med(plan, tal), AAR, 10.0)
        assert svar.region[["patienter", "beloeb", "pr_patient"]].isna().all(axis=None)
        assert svar.vurderede == 0 and svar.skjult_region.all(axis=None)


def _muligheder(svar: Kontrolstatistik, hoejst: int) -> list[tuple[int, ...]]:
    """What the hidden counts can be, tried one by one by who knows all that is told."""
    skjult = svar.skjult["patienter"] & svar.klinikker["kilde"].isin(["fil"])
    fortalt = svar.klinikker.loc[~skjult, "patienter"].sum()
    i_alt = svar.region["patienter"].iloc[0]
    return [
        v
        for v in product(range(hoejst + 1), repeat=int(skjult.sum()))
        if pd.isna(i_alt) or sum(v) + fortalt == i_alt
    ]


@settings(max_examples=60)
@given(st.lists(st.integers(1, 12), min_size=1, max_size=3))
def test_no_few_patients_can_be_found_by_subtraction(plan: Plan, antal: list[int]) -> None:
    ny = _med(plan, [(n, 100_000 * n) for n in antal])
    svar = kontrolstatistik(ny, AAR)
    skjult = svar.skjult["patienter"].reindex(
        ny.patienter.set_index(["klinik_id", "speciale"]).index
    )
    assert skjult[[n < 5 for n in antal]].all()
    muligt = _muligheder(svar, max(5, sum(antal)))
    orden = svar.klinikker.index[svar.skjult["patienter"]]
    for plads, noegle in enumerate(orden):
        sand = antal[list(skjult.index).index(noegle)]
        if sand < 5:
            kan = {v[plads] for v in muligt}
            assert min(kan) == 0 and max(kan) >= 5, (antal, kan)
    if svar.skjult_region.any(axis=None):
        assert skjult.all(), "what is told of a clinic would give the mean away"


def test_the_reader_finds_what_is_hidden_alone(plan: Plan) -> None:
    # The proof can fail: with the small one hidden alone, the sum gives it away.
    svar = kontrolstatistik(_med(plan, [(3, 300_000), (8, 800_000), (20, 2_000_000)]), AAR)
    rigtige = dict(zip(plan.klinikker.index, (3.0, 8.0, 20.0), strict=False))
    hvem = svar.klinikker.index.get_level_values("klinik_id")
    kun_lille = dataclasses.replace(
        svar,
        klinikker=svar.klinikker.assign(patienter=[rigtige[k] for k in hvem]),
        skjult=svar.skjult.assign(patienter=hvem == plan.klinikker.index[0]),
    )
    assert _muligheder(kun_lille, 31) == [(3,)]


def test_what_cannot_be_asked_is_told(plan: Plan) -> None:
    ny = _med(plan, [(100, 11_000_000)])
    assert aar_med_patienter(ny) == [AAR] and aar_med_patienter(plan) == []
    with pytest.raises(Inputfejl, match="2024"):
        kontrolstatistik(ny, 2024)
    for pct in (-1.0, float("nan"), float("inf"), 1001.0):
        with pytest.raises(Inputfejl, match="procent"):
            kontrolstatistik(ny, AAR, pct)
