"""The agreements: their fields and years, and the amounts of a year by a regulation, by hand."""

from __future__ import annotations

import dataclasses
import math
from datetime import date
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dansk import Inputfejl
from planning.fag import Fag
from planning.knaekgraense import aarets_knaekgraenser, knaekgraenser
from planning.overenskomst import (
    aarsbeloeb,
    beloebsaar,
    kapacitetsbeloeb,
    overenskomst,
    overenskomster,
    planens_overenskomst,
    scenariets_overenskomst,
)
from planning.plan import INGEN_REGULERING, REGULERINGSFELTER, TILSKUDSFELTER, Plan
from planning.regulering import niveau
from saetninger.knaekgraense import graenseniveau
from saetninger.overenskomst import overenskomstkilde, overenskomstnavn, overenskomsttekst


def regulering(*raekker: tuple[str, int, float, float]) -> pd.DataFrame:
    """Return a regulation of rows (speciale, aar, pct, indeks)."""
    return pd.DataFrame(raekker, columns=list(REGULERINGSFELTER))


NAN = math.nan
TO_AAR = regulering(
    *((kode, aar, pct, NAN) for kode in ("51", "62") for aar, pct in ((2025, 2.4), (2026, 1.5)))
)


def _kiropraktik(fag: Fag) -> Fag:
    return dataclasses.replace(fag, navn="Kiropraktik")


def test_without_a_regulation_the_amounts_are_those_printed_in_every_year(plan: Plan) -> None:
    for aar in (2024, 2025, 2026):
        assert [b.oere for b in aarsbeloeb(plan.fag, aar)] == [39_300_000, 100_000_000]
        assert {b.niveau.aar for b in aarsbeloeb(plan.fag, aar)} == {2024}


def test_percentages_go_on_top_of_each_other_to_the_oere(plan: Plan) -> None:
    # 393,000 x 1.024 = 402,432.00 kr.; x 1.015 = 408,468.48 kr.
    # 1,000,000 x 1.024 = 1,024,000 kr.; x 1.015 = 1,039,360 kr.
    assert kapacitetsbeloeb(plan.fag, "51", 2024, TO_AAR) == 39_300_000
    assert kapacitetsbeloeb(plan.fag, "51", 2025, TO_AAR) == 40_243_200
    assert kapacitetsbeloeb(plan.fag, "51", 2026, TO_AAR) == 40_846_848
    assert kapacitetsbeloeb(plan.fag, "62", 2026, TO_AAR) == 103_936_000
    # The factor is not rounded between: 393,000 x 1.0101 x 1.0101 = 400,978.68993 kr.
    skaev = regulering(("51", 2025, 1.01, NAN), ("51", 2026, 1.01, NAN))
    assert kapacitetsbeloeb(plan.fag, "51", 2026, skaev) == 40_097_869


def test_half_an_oere_is_rounded_up(plan: Plan) -> None:
    assert kapacitetsbeloeb(plan.fag, "62", 2025, regulering(("62", 2025, 0.0000005, NAN))) == (
        100_000_001  # 100,000,000.5 oere
    )
    assert kapacitetsbeloeb(plan.fag, "62", 2025, regulering(("62", 2025, 0.0000004, NAN))) == (
        100_000_000
    )


def test_an_index_is_of_the_first_year_or_of_its_own_base(plan: Plan) -> None:
    indeks = regulering(("62", 2025, NAN, 102.4), ("62", 2026, NAN, 103.936))
    assert kapacitetsbeloeb(plan.fag, "62", 2026, indeks) == 103_936_000
    # Of another base year: 128 in 2024 and 131.072 in 2025 are 102.4.
    egen = regulering(("62", 2024, NAN, 128.0), ("62", 2025, NAN, 131.072), ("62", 2026, 1.5, NAN))
    assert kapacitetsbeloeb(plan.fag, "62", 2025, egen) == 102_400_000
    assert kapacitetsbeloeb(plan.fag, "62", 2026, egen) == 103_936_000
    assert kapacitetsbeloeb(plan.fag, "62", 2024, egen) == 100_000_000


def test_a_year_after_the_last_one_has_its_level_and_says_so(plan: Plan) -> None:
    kun_2025 = TO_AAR[TO_AAR["aar"] == 2025]
    beloeb = aarsbeloeb(plan.fag, 2026, kun_2025)
    assert [b.oere for b in beloeb] == [40_243_200, 102_400_000]
    assert {(b.aar, b.niveau.aar, b.reguleret) for b in beloeb} == {(2026, 2025, False)}
    aftale = overenskomst(plan.fag, 2026)
    assert "2025-niveau, reguleret, 2026 er ikke reguleret" in overenskomsttekst(
        aftale, plan.fag, kun_2025
    )


def test_one_speciale_alone_may_be_regulated(plan: Plan) -> None:
    beloeb = aarsbeloeb(plan.fag, 2025, regulering(("62", 2025, 2.0, NAN)))
    assert [(b.oere, b.niveau.aar) for b in beloeb] == [(39_300_000, 2024), (102_000_000, 2025)]


@given(st.lists(st.decimals(-5, 12, places=2), min_size=2, max_size=2))
def test_the_slow_way_gives_the_same(plan: Plan, pct: list) -> None:
    r = regulering(*(("51", 2025 + nr, float(p), NAN) for nr, p in enumerate(pct)))
    ventet = Fraction(39_300_000)
    for p in pct:
        ventet = ventet * (100 + Fraction(p)) / 100
    assert abs(kapacitetsbeloeb(plan.fag, "51", 2026, r) - ventet) <= Fraction(1, 2)
    assert niveau(r, "62", 2026, 2024).faktor == 1


def test_the_limit_of_a_year_is_by_its_amounts(plan: Plan) -> None:
    kapacitet = pd.DataFrame(
        [("k", "51", 1, 1.5)], columns=["klinik_id", "speciale", "maaned", "kapaciteter"]
    )
    tilskud = pd.DataFrame(
        [("k", "51", m, 5_000_000) for m in range(1, 13)],
        columns=["klinik_id", "speciale", "maaned", "oere"],
    )
    svar = knaekgraenser(plan.fag, 2026, kapacitet, tilskud, regulering=TO_AAR)
    # 1.5 x 408,468.48 = 612,702.72 kr.: 600,000 is below it, and above 1.5 x 393,000 = 589,500.
    assert svar.klinikker.loc[("k", "51"), "graense"] == 61_270_272
    assert svar.klinikker.loc[("k", "51"), "over"] == 0
    uden = knaekgraenser(plan.fag, 2026, kapacitet, tilskud)
    assert uden.klinikker.loc[("k", "51"), "over"] == 1_050_000
    assert "408.468,48 kr. på speciale 51 (2026-niveau, reguleret)" in graenseniveau(svar)
    assert "393.000 kr. på speciale 51 (2024-niveau, som trykt" in graenseniveau(uden)


def test_amounts_the_dataset_has_of_its_clinics_are_not_regulated_again(plan: Plan) -> None:
    klinik = plan.klinikker.index[0]
    kapaciteter = pd.DataFrame(
        [{"klinik_id": klinik, "speciale": "62", "beloeb_kr": 500_000.0}]
    ).reindex(columns=[*plan.kapaciteter])
    tilskud = pd.DataFrame([(klinik, "62", 2026, 1, 100, NAN)], columns=list(TILSKUDSFELTER))
    ny = dataclasses.replace(plan, kapaciteter=kapaciteter, tilskud=tilskud, regulering=TO_AAR)
    svar = aarets_knaekgraenser(ny, 2026)
    assert svar.klinikker.loc[(klinik, "62"), "graense"] == 50_000_000 and svar.egne_beloeb
    assert "ikke lagt oveni" in graenseniveau(svar)


def test_a_field_has_its_own_agreements_and_no_other(plan: Plan) -> None:
    kiropraktik = _kiropraktik(plan.fag)
    (en,) = overenskomster(kiropraktik)
    assert (en.fra, en.til, en.naeste) == (date(2025, 4, 1), date(2028, 3, 31), date(2028, 4, 1))
    assert [overenskomst(kiropraktik, aar) for aar in (2025, 2028)] == [en, en]
    for aar in (2024, 2029):
        with pytest.raises(Inputfejl, match=str(aar)):
            overenskomst(kiropraktik, aar)
    with pytest.raises(Inputfejl, match="ikke et beløb"):
        kapacitetsbeloeb(kiropraktik, "51", 2026)
    assert "1. april 2025 til 31. marts 2028" in overenskomstnavn(en)
    assert "1. april 2028" in overenskomsttekst(en, kiropraktik)
    assert "s. 24-25" in overenskomstkilde(en)
    assert [a.noegle for a in overenskomster(plan.fag)] == ["timer", "2024"]
    andet = dataclasses.replace(plan.fag, navn="Fodterapi")
    assert overenskomster(andet) == ()
    with pytest.raises(Inputfejl, match="ingen overenskomst for fodterapi"):
        overenskomst(andet, 2025)


def test_a_scenario_without_a_year_runs_under_the_agreement_of_its_dataset(plan: Plan) -> None:
    timer, beloeb = plan.fag.opgoerelser
    for opgoerelse, noegle in ((timer, "timer"), (beloeb, "2024")):
        assert planens_overenskomst(plan.fag, opgoerelse).noegle == noegle
        assert scenariets_overenskomst(plan.fag, opgoerelse, None).noegle == noegle
    assert scenariets_overenskomst(plan.fag, timer, 2025).noegle == "2024"
    with pytest.raises(Inputfejl, match="2031"):
        scenariets_overenskomst(plan.fag, timer, 2031)
    aftale = overenskomst(plan.fag, 2025)
    assert [beloebsaar(aftale, aar) for aar in (None, 2019, 2025)] == [2024, 2024, 2025]


def test_the_sentence_on_the_amounts_says_their_level(plan: Plan) -> None:
    aftale = overenskomst(plan.fag, 2024)
    uden = overenskomsttekst(aftale, plan.fag, INGEN_REGULERING)
    assert "2024-niveau" in uden and "importér" in uden
    med = overenskomsttekst(aftale, plan.fag, TO_AAR)
    assert "408.468,48 kr. på speciale 51" in med and "1.039.360 kr. på speciale 62" in med
    assert "halv øre rundet op" in med and "ingen regulering" not in med
