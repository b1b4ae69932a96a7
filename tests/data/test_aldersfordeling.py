"""Demand by age: what an imported age distribution does to access, and what it may not be."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from data.aldersfordeling import laes_aldersfordeling
from data.fund import Datafejl
from planning.adgang import adgang, behov
from planning.plan import Plan

GRUPPER = [
    *("0-15 år", "16-19 år", "20-29 år", "30-39 år", "40-49 år"),
    *("50-59 år", "60-69 år", "70-79 år", "80-120 år"),
]
#: Tabel 11: patients of speciale 51 per 1,000 residents of the age group.
BRUG_51 = [16.0, 44.9, 57.0, 80.7, 98.9, 112.0, 115.3, 124.1, 110.3]


def _skriv(mappe: Path, plan: Plan, antal: dict[str, list[int]], *ekstra: str) -> Path:
    linjer = ["kode,aldersgruppe,indbyggere"]
    for kode, indbyggere in plan.kommuner["indbyggere"].items():
        tal = antal.get(str(kode), [100] * len(GRUPPER))
        gange = round(indbyggere / sum(tal))
        linjer += [f"{kode},{g},{n * gange}" for g, n in zip(GRUPPER, tal, strict=True)]
    fil = mappe / "aldersfordeling.csv"
    fil.write_text("\n".join([*linjer, *ekstra]) + "\n", encoding="utf-8")
    return fil


def test_alike_everywhere_changes_nothing(plan: Plan, tmp_path: Path) -> None:
    fordeling = laes_aldersfordeling(_skriv(tmp_path, plan, {}), plan)
    np.testing.assert_allclose(behov(plan, "51", fordeling), plan.punkter["indbyggere"])


def test_a_kommune_of_children_needs_less_by_the_printed_use(plan: Plan, tmp_path: Path) -> None:
    # Morsø all children, the others as many in each group: 16.0 against the mean of tabel 11.
    fil = _skriv(tmp_path, plan, {"0773": [900] + [0] * 8})
    efter = behov(plan, "51", laes_aldersfordeling(fil, plan))
    personer = plan.punkter["indbyggere"].to_numpy()
    morsoe = (plan.punkter["kommune_kode"] == "0773").to_numpy()
    forhold = (efter[morsoe].sum() / personer[morsoe].sum()) / (
        efter[~morsoe].sum() / personer[~morsoe].sum()
    )
    assert forhold == pytest.approx(16.0 / (sum(BRUG_51) / 9))
    assert efter.sum() == pytest.approx(589_605)


def test_less_need_in_the_kommune_gives_its_residents_more_access(
    plan: Plan, tmp_path: Path
) -> None:
    fil = _skriv(tmp_path, plan, {"0773": [900] + [0] * 8})
    efter = adgang(plan, behov=behov(plan, "51", laes_aldersfordeling(fil, plan)))
    assert (
        efter.kommuner.loc["0773", "kapacitet_pr_10000"]
        > adgang(plan).kommuner.loc["0773", "kapacitet_pr_10000"]
    )


def test_unknown_and_missing_rows_are_all_told(plan: Plan, tmp_path: Path) -> None:
    fil = _skriv(tmp_path, plan, {}, "9999,0-15 år,5", "0773,100 år,5")
    tekst = fil.read_text(encoding="utf-8").replace("0787,0-15 år,4800\n", "")
    fil.write_text(tekst, encoding="utf-8")
    with pytest.raises(Datafejl) as fejl:
        laes_aldersfordeling(fil, plan)
    besked = str(fejl.value)
    assert "»9999« er ukendt" in besked
    assert "»100 år« er ukendt" in besked
    assert "Kommune 0787 mangler 0-15 år" in besked


def test_a_row_in_another_unit_is_refused_though_shares_alone_would_hide_it(
    plan: Plan, tmp_path: Path
) -> None:
    fil = _skriv(tmp_path, plan, {})
    tekst = fil.read_text(encoding="utf-8")
    fil.write_text(tekst.replace("0787,0-15 år,4800\n", "0787,0-15 år,480000\n"), encoding="utf-8")
    with pytest.raises(Datafejl, match="0787") as fejl:
        laes_aldersfordeling(fil, plan)
    assert len(fejl.value.fund) == 1
