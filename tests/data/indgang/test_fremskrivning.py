"""A projection of the population: known from a population, kept beside it, and nothing left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.datapakke import ny_pakke
from data.datasaet import indlaes
from data.indgang.arter.liste import ARTER, arter
from data.indgang.proeve import Proeve, proev
from data.skema import INDBYGGET
from planning.plan import Plan

AAR = range(2025, 2036)
Raekke = tuple[object, ...]
Skriv = Callable[[Iterable[Raekke]], Path]


@pytest.fixture(autouse=True)
def en_dag(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is 1 October 2026."""
    monkeypatch.setattr("data.indgang.kommunetal.idag", lambda: date(2026, 10, 1))


@pytest.fixture
def fil(tmp_path: Path) -> Skriv:
    def skriv(raekker: Iterable[Raekke]) -> Path:
        sti = tmp_path / "frkm.csv"
        sti.write_text("\n".join(";".join(map(str, r)) for r in raekker), encoding="utf-8-sig")
        return sti

    return skriv


def _raekker(plan: Plan, *, vaek: tuple[object, ...] = ()) -> list[Raekke]:
    """One per cent of today's more each year, half of them under 70."""
    ud: list[Raekke] = [("OMRÅDE", "ALDER", "TID", "INDHOLD")]
    for kode, folk in plan.kommuner["indbyggere"].items():
        for nr, aar in enumerate(AAR):
            tal = round(folk * (100 + nr) / 100)
            ud += [(kode, "0-69", aar, tal // 2), (kode, "70+", aar, tal - tal // 2)]
    return [r for r in ud if r[: len(vaek)] != vaek or not vaek]


def _proev(sti: Path, plan: Plan, art: str | None = None, **svar: str) -> Proeve:
    return proev(sti, arter(art), lambda: plan, svar)


def test_years_to_come_are_known_as_a_projection_and_leave_the_population_as_it_is(
    fil: Skriv, plan: Plan, tmp_path: Path
) -> None:
    proeve = _proev(fil(_raekker(plan)), plan)
    assert proeve.art.noegle == "fremskrivning" and proeve.kan_tages, proeve.fejl
    ny_pakke(INDBYGGET, til := tmp_path / "ny", proeve.tolkning.nye, proeve.tolkning.uden)
    ny = indlaes(til)
    pd.testing.assert_frame_equal(ny.kommuner, plan.kommuner)
    f = ny.fremskrivning
    assert len(f) == 11 * 11 * 2 and set(f["aar"]) == set(AAR)
    # Jammerbugt, 38,480 today: 42,328 in 2035.
    assert f[(f["kode"] == "0849") & (f["aar"] == 2035)]["indbyggere"].to_list() == [21_164, 21_164]
    assert ny.herkomst["fremskrivning"].dato == "2025-2035"
    assert proeve.tolkning.forskel.loc["Jammerbugt", "aendring_pct"] == pytest.approx(10, abs=0.01)


def test_years_that_have_been_are_a_population_of_one_of_them(fil: Skriv, plan: Plan) -> None:
    gamle = [(k, a, t - 10 if t != "TID" else t, i) for k, a, t, i in _raekker(plan)]  # type: ignore[operator]
    proeve = _proev(fil(gamle), plan)
    assert proeve.art.noegle == "folketal"
    assert [s.noegle for s in proeve.spoergsmaal] == ["tid"]


def test_years_as_columns_without_ages(fil: Skriv, plan: Plan, tmp_path: Path) -> None:
    folk = plan.kommuner["indbyggere"]
    bred = [("Kommune", *AAR), *((k, *(v + nr for nr in range(11))) for k, v in folk.items())]
    proeve = _proev(fil(bred), plan)
    ny_pakke(INDBYGGET, til := tmp_path / "ny", proeve.tolkning.nye, proeve.tolkning.uden)
    f = indlaes(til).fremskrivning.set_index(["kode", "aar"])
    assert f.at[("0849", 2030), "indbyggere"] == 38_485 and f["alder_til"].isna().all()


@pytest.mark.parametrize(
    ("vaek", "ord_"),
    [
        (("0849",), "Jammerbugt"),
        (("0849", "70+", 2030), "70+"),
        (("0849", "0-69"), "0-69"),
    ],
)
def test_what_is_missing_of_a_kommune_is_told(
    fil: Skriv, plan: Plan, vaek: tuple[object, ...], ord_: str
) -> None:
    proeve = _proev(fil(_raekker(plan, vaek=vaek)), plan)
    assert any(ord_ in f.fejl for f in proeve.fejl) and not proeve.kan_tages


def test_a_year_missing_of_one_kommune_is_told(fil: Skriv, plan: Plan) -> None:
    raekker = [r for r in _raekker(plan) if (r[0], r[2]) != ("0849", 2031)]
    assert any("2031" in f.fejl and "Jammerbugt" in f.fejl for f in _proev(fil(raekker), plan).fejl)


def test_a_leap_is_told_and_another_unit_is_asked_about(fil: Skriv, plan: Plan) -> None:
    hop = [
        (k, a, t, round(i * 1.1) if (k, t) == ("0849", 2030) else i)  # type: ignore[operator]
        for k, a, t, i in _raekker(plan)
    ]
    proeve = _proev(fil(hop), plan)
    (advarsel,) = proeve.advarsler
    assert proeve.kan_tages and "Jammerbugt" in advarsel.fejl
    assert "2030" in advarsel.fejl and "2031" in advarsel.fejl
    stort = [
        (k, a, t, round(i * 2) if (k, t) == ("0849", 2030) else i)  # type: ignore[operator]
        for k, a, t, i in _raekker(plan)
    ]
    assert [s.noegle for s in _proev(fil(stort), plan).spoergsmaal] == ["spring"]
    assert _proev(fil(stort), plan, spring="ja").kan_tages
    assert not _proev(fil(stort), plan, spring="nej").kan_tages
    ingen = [(k, a, t, 0 if (k, t) == ("0849", 2030) else i) for k, a, t, i in _raekker(plan)]
    assert "2030" in _proev(fil(ingen), plan).fejl[0].fejl
    tusinder = [(k, a, t, i / 1000 if t != "TID" else i) for k, a, t, i in _raekker(plan)]  # type: ignore[operator]
    proeve = _proev(fil(tusinder), plan)
    assert proeve.spoergsmaal and not proeve.kan_tages


def test_a_kommune_without_ages_and_one_without_a_year_of_them_are_told(
    fil: Skriv, plan: Plan
) -> None:
    folk = plan.kommuner["indbyggere"]
    i_alt = [(k, "i alt", a, v) for k, v in folk.items() for a in AAR]
    alle = [r for r in _raekker(plan)[1:] if r[0] != "0851"]
    hoved = ("OMRÅDE", "ALDER", "TID", "INDHOLD")
    fejl = [f.fejl for f in _proev(fil([hoved, *i_alt, *alle]), plan).fejl]
    assert len(fejl) == len(AAR) and all("alle aldre" in f for f in fejl)
    et_aar = [(k, a, 2025, folk[k] // 2) for k in folk.index for a in ("0-69", "70+")]
    fejl = [f.fejl for f in _proev(fil([hoved, *i_alt, *et_aar]), plan).fejl]
    assert len(fejl) == 11 * 10 and "2026" in fejl[0]


def test_a_base_far_from_the_datasets_and_years_gone_by_are_told(fil: Skriv, plan: Plan) -> None:
    mere = [(k, a, t, round(i * 1.1) if t != "TID" else i) for k, a, t, i in _raekker(plan)]  # type: ignore[operator]
    proeve = _proev(fil(mere), plan)
    assert proeve.kan_tages and any("Over 5 %" in f.fejl for f in proeve.advarsler)
    gamle = [(k, a, t - 20 if t != "TID" else t, i) for k, a, t, i in _raekker(plan)]  # type: ignore[operator]
    assert any("2015" in f.fejl for f in _proev(fil(gamle), plan, "fremskrivning").advarsler)
    langt = [(k, a, 9999 if t == 2035 else t, i) for k, a, t, i in _raekker(plan)]
    assert any("9999" in f.fejl for f in _proev(fil(langt), plan).fejl)


def test_quarters_and_one_year_are_no_projection(fil: Skriv, plan: Plan) -> None:
    kvartaler = [(k, a, f"{t}K1" if t != "TID" else t, i) for k, a, t, i in _raekker(plan)]
    assert "årstal" in _proev(fil(kvartaler), plan, "fremskrivning").fejl[0].fejl
    et = [r for r in _raekker(plan) if r[2] in ("TID", 2030)]
    assert "kun ét år" in _proev(fil(et), plan, "fremskrivning").fejl[0].fejl


def test_a_projection_has_a_key_of_its_own() -> None:
    assert [a.noegle for a in ARTER].count("fremskrivning") == 1
