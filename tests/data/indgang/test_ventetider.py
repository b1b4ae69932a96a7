"""A file of waiting times: each answer counted once, in its kommune; nothing kept in silence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook

from data.datapakke import ny_pakke
from data.datasaet import indlaes
from data.indgang import datoer
from data.indgang.arter.ventetider import ART
from data.indgang.proeve import Proeve, proev
from data.skema import INDBYGGET
from planning.plan import Plan
from planning.ventetid import ventetid

HOVED = ("Klinik", "Ventetid almen fysioterapi", "Ventetid vederlagsfri", "Opdateret")
Skriv = Callable[..., Path]


@pytest.fixture(autouse=True)
def en_dag(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is 1 October 2026."""
    monkeypatch.setattr(datoer, "idag", lambda: date(2026, 10, 1))
    monkeypatch.setattr("data.indgang.arter.ventetider.idag", lambda: date(2026, 10, 1))


@pytest.fixture
def fil(tmp_path: Path) -> Skriv:
    def skriv(*raekker: tuple[object, ...], hoved: tuple[str, ...] = HOVED) -> Path:
        bog = Workbook()
        for raekke in (hoved, *raekker):
            bog.active.append(raekke)
        bog.save(sti := tmp_path / "ventetider.xlsx")
        return sti

    return skriv


@pytest.fixture
def ider(plan: Plan) -> list[str]:
    """Two clinics of Jammerbugt, and then one of Thisted."""
    hvor = plan.klinikker["kommune_kode"]
    return [*hvor.index[hvor == "0849"][:2], *hvor.index[hvor == "0787"][:1]]


def _proev(sti: Path, plan: Plan, **svar: str) -> Proeve:
    return proev(sti, [ART], lambda: plan, {"omfang": "hele", **svar})


def _fejl(proeve: Proeve) -> dict[int | str, str]:
    return {f.raekke: f.fejl for f in proeve.fejl}


def _taget(proeve: Proeve, tmp_path: Path) -> pd.DataFrame:
    assert proeve.kan_tages, [f.fejl for f in proeve.fund] + [s.tekst for s in proeve.spoergsmaal]
    til = tmp_path / f"ny-{len(list(tmp_path.iterdir()))}"
    ny_pakke(INDBYGGET, til, proeve.tolkning.nye, proeve.tolkning.uden)
    ny = indlaes(til)
    assert "ventetider.xlsx" in ny.herkomst["ventetider"].kilde
    return ventetid(ny).set_index(["kode", "type"])


def test_a_kommune_has_the_answers_of_its_clinics(
    fil: Skriv, ider: list[str], plan: Plan, tmp_path: Path
) -> None:
    a, b, thisted = ider
    proeve = _proev(
        fil(
            (a, "ca. 2-3 uger", "1 uge", "2026-09-30"),
            (b, "ingen ventetid", "10 dage", "12. september 2026"),
            (thisted, "-", "6 uger", 46280),
        ),
        plan,
    )
    ny = _taget(proeve, tmp_path)
    almen, fri = ny.loc[("0849", "51")], ny.loc[("0849", "62")]
    assert (almen["uger_min"], almen["uger_max"]) == (0, 3)
    assert almen["uger"] == pytest.approx((2.5 + 0) / 2), "the middle of an interval, then the mean"
    assert (fri["uger_min"], fri["uger_max"]) == (1, pytest.approx(10 / 7))
    assert almen["svar"] == 2
    assert almen["klinikker"] == (plan.klinikker["kommune_kode"] == "0849").sum()
    # Who told nothing has no wait of 0, and who told of one kind has told of that.
    assert pd.isna(ny.loc[("0787", "51"), "uger"]) and ny.loc[("0787", "62"), "uger"] == 6
    assert (ny.loc[("0787", "51"), "svar"], ny.loc[("0787", "62"), "svar"]) == (0, 1)
    # What changes is the ends that were told, and no middle of other clinics' answers.
    jammerbugt = proeve.tolkning.forskel.loc["Jammerbugt"].set_index("hvad")["efter"]
    assert sorted(jammerbugt.dropna()) == [0, 1, pytest.approx(10 / 7), 3]
    # Nobody answered in the others: the figures of 2019 are gone, and that is said.
    assert plan.ventetider.set_index(["kode", "type"]).loc[("0851", "51"), "uger_max"] > 0
    assert pd.isna(ny.loc[("0851", "51"), "uger"]) and ny.loc[("0851", "51"), "svar"] == 0
    assert any("Aalborg" in f.fejl for f in proeve.advarsler)
    # Nor is the kind of wait kept that the file does not have.
    assert ny.xs("hjemmebehandling", level="type")["uger"].isna().all()
    assert any("hjemmebehandling" in f.fejl for f in proeve.advarsler)


def test_a_file_of_some_kommuner_is_asked_whether_the_others_keep_theirs(
    fil: Skriv, ider: list[str], plan: Plan, tmp_path: Path
) -> None:
    sti = fil((ider[0], "3 uger", "1 uge", "2026-09-30"))
    (spoergsmaal,) = proev(sti, [ART], lambda: plan, {}).spoergsmaal
    assert spoergsmaal.noegle == "omfang" and "Aalborg" in spoergsmaal.tekst
    ny = _taget(_proev(sti, plan, omfang="aendringer"), tmp_path)
    foer = ventetid(plan).set_index(["kode", "type"])
    assert ny.loc[("0849", "51"), "uger"] == 3
    assert ny.loc[("0851", "51"), "uger_max"] == foer.loc[("0851", "51"), "uger_max"]
    assert pd.isna(_taget(_proev(sti, plan), tmp_path).loc[("0851", "51"), "uger_max"])


def test_a_heading_with_a_unit_has_the_last_word_in_its_own_column(
    fil: Skriv, ider: list[str], plan: Plan, tmp_path: Path
) -> None:
    hoved = ("Klinik", "Ventetid almen (uger)", "Ventetid vederlagsfri fysioterapi (dage)")
    proeve = _proev(fil((ider[0], 2, 14), (ider[2], 0.5, 7), hoved=hoved), plan)
    assert not proeve.spoergsmaal
    ny = _taget(proeve, tmp_path)["uger"]
    assert [ny[k] for k in (("0849", "51"), ("0849", "62"), ("0787", "51"))] == [2, 2, 0.5]
    # A heading that only speaks of weeks does not say that its figures are.
    hoved = ("Klinik", "Ventetid almen", "Ventetid vederlagsfri (uge 40)")
    assert [s.noegle for s in _proev(fil((ider[0], 2, 14), hoved=hoved), plan).spoergsmaal]


def test_a_unit_of_its_own_in_each_row_is_that_row_s(
    fil: Skriv, ider: list[str], plan: Plan, tmp_path: Path
) -> None:
    hoved = ("Klinik", "Type", "Ventetid", "Enhed")
    raekker = ((ider[0], "51", 14, "dage"), (ider[2], "51", "3-4", "uger"))
    ny = _taget(_proev(fil(*raekker, hoved=hoved), plan), tmp_path)
    assert ny.loc[("0849", "51"), "uger_max"] == 2
    assert ny.loc[("0787", "51"), ["uger_min", "uger_max"]].to_list() == [3, 4]


def test_the_source_has_the_days_of_the_answers(fil: Skriv, ider: list[str], plan: Plan) -> None:
    proeve = _proev(
        fil((ider[0], "1 uge", "1 uge", "2026-09-30"), (ider[2], "2 uger", "", "12-08-2026")), plan
    )
    assert proeve.tolkning.nye["ventetider"].dato == "12. august 2026 til 30. september 2026"


def test_a_week_of_the_calendar_is_asked_about(
    fil: Skriv, ider: list[str], plan: Plan, tmp_path: Path
) -> None:
    sti = fil((ider[0], "1 uge", "uge 48", "2026-09-30"))
    (spoergsmaal,) = _proev(sti, plan).spoergsmaal
    assert "uge 48" in spoergsmaal.tekst and "række 2" in spoergsmaal.tekst
    assert not _proev(sti, plan).kan_tages
    # From 30 September to Monday 23 November 2026 are 54 days.
    for svar, uger in (("kalenderuge", 54 / 7), ("uger", 48), ("udelad", None)):
        ny = _taget(_proev(sti, plan, **{spoergsmaal.noegle: svar}), tmp_path)
        fundet = ny.loc[("0849", "62"), "uger"]
        assert pd.isna(fundet) if uger is None else fundet == pytest.approx(uger), svar


def test_a_number_without_a_unit_is_asked_about_unless_the_heading_says(
    fil: Skriv, ider: list[str], plan: Plan, tmp_path: Path
) -> None:
    raekke = (ider[0], 14, 7, "2026-09-30")
    (spoergsmaal,) = _proev(fil(raekke), plan).spoergsmaal
    assert spoergsmaal.noegle == "enhed"
    ny = _taget(_proev(fil(raekke), plan, enhed="dage"), tmp_path)
    assert ny.loc[("0849", "51"), "uger"] == 2
    hoved = ("Klinik", "Ventetid almen (uger)", "Ventetid vederlagsfri (uger)", "Opdateret")
    ny = _taget(_proev(fil(raekke, hoved=hoved), plan), tmp_path)
    assert ny.loc[("0849", "51"), "uger"] == 14


def test_what_cannot_be_read_is_told_with_its_cell(fil: Skriv, ider: list[str], plan: Plan) -> None:
    a, b, c = ider
    proeve = _proev(
        fil(
            (a, "akut: ingen, ellers 3 uger", "1 uge", "2026-09-30"),
            (b, date(2026, 3, 2), "1 uge", "31-02-2026"),
            (c, "1 uge", "over 12 uger", "2026-10-02"),
            ("Findes Ikke", "1 uge", "1 uge", "2026-09-30"),
        ),
        plan,
    )
    fund = {(f.raekke, f.kolonne): f.fejl for f in proeve.fejl}
    assert "akut" in fund[(2, HOVED[1])]
    assert "dato" in fund[(3, HOVED[1])], "a workbook made 2-3 a day in March"
    assert "31-02-2026" in fund[(3, HOVED[3])]
    assert "øvre" in fund[(4, HOVED[2])]
    assert "ikke kommet" in fund[(4, HOVED[3])], "of tomorrow"
    assert "Findes Ikke" in fund[(5, HOVED[0])]
    assert len(fund) == 6 and not proeve.kan_tages


def test_old_answers_are_told_and_those_of_a_year_asked_about(
    fil: Skriv, ider: list[str], plan: Plan
) -> None:
    a, b, c = ider
    frisk = _proev(fil((a, "1 uge", "1 uge", "2026-08-01")), plan)
    assert not [f for f in frisk.advarsler if "måneder gamle" in f.fejl], "61 days old"
    gammel = _proev(fil((a, "1 uge", "1 uge", "2026-07-31")), plan)
    assert [f for f in gammel.advarsler if "31. juli 2026" in f.fejl]
    assert gammel.kan_tages
    sti = fil((a, "1 uge", "1 uge", "2025-09-30"), (b, "1 uge", "1 uge", "2026-09-30"))
    (spoergsmaal,) = _proev(sti, plan).spoergsmaal
    assert spoergsmaal.forslag == "nej"
    assert _proev(sti, plan, alder="ja").kan_tages
    assert _proev(sti, plan, alder="nej").fejl
    uden = _proev(fil((a, "1 uge"), (c, "2 uger"), hoved=HOVED[:2]), plan)
    assert [f for f in uden.advarsler if "ingen dato" in f.fejl]


def test_a_clinic_is_known_by_name_ydernummer_or_id_and_only_by_one_of_its_own(
    fil: Skriv, plan: Plan, tmp_path: Path
) -> None:
    navne = plan.klinikker["navn"]
    flere = navne[navne.duplicated(keep=False)].sort_values()
    eget = navne[~navne.duplicated(keep=False)]
    ny = _taget(_proev(fil((eget.iloc[0].upper(), "1 uge", "", "")), plan), tmp_path)
    assert ny.loc[(plan.klinikker["kommune_kode"][eget.index[0]], "51"), "uger"] == 1
    if len(flere):
        proeve = _proev(fil((flere.iloc[0], "1 uge", "", "")), plan)
        assert "2 klinikker" in _fejl(proeve)[2]
        kommune = plan.kommuner["kommune"][plan.klinikker["kommune_kode"][flere.index[0]]]
        hoved = ("Klinik", "Kommune", "Ventetid almen")
        med = _proev(fil((flere.iloc[0], kommune, "1 uge"), hoved=hoved), plan)
        samme = (
            plan.klinikker.loc[flere.index, "kommune_kode"]
            == plan.klinikker["kommune_kode"][flere.index[0]]
        ).sum()
        assert med.kan_tages == (samme == 1)


def test_a_clinic_that_tells_twice_is_not_counted_twice(
    fil: Skriv, ider: list[str], plan: Plan
) -> None:
    a = ider[0]
    proeve = _proev(fil((a, "1 uge", "", "2026-09-30"), (a, "2 uger", "", "2026-09-30")), plan)
    assert "række 2" in _fejl(proeve)[3]
    # Each kind in a row of its own is no contradiction.
    assert _proev(fil((a, "1 uge", "", ""), (a, "", "2 uger", "")), plan).kan_tages


def test_a_very_long_wait_is_asked_about(fil: Skriv, ider: list[str], plan: Plan) -> None:
    sti = fil((ider[0], "2026 uger", "1 uge", "2026-09-30"))
    (spoergsmaal,) = _proev(sti, plan).spoergsmaal
    assert "over et år" in spoergsmaal.tekst and spoergsmaal.forslag == "udelad"
