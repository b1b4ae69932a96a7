"""From a figure to where it stands: what is searched for in the printed tables."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from dansk import kapaciteter
from planning.plan import Plan
from tabeller.tabelsoegning import HOEJST_FUNDNE, soegte_tal


def hvor(plan: Plan, soegt: str) -> list[str]:
    return list(soegte_tal(plan, soegt).ramme["hvor"])


@pytest.mark.parametrize(
    ("soegt", "sted"),
    [
        ("13.513", "Tabel 22, s. 34"),  # the expense a patient, Økonomi
        ("4571", "Tabel 1, s. 14"),  # the region's inhabitants a capacity, Overblik
        ("4.571", "Tabel 1, s. 14"),
        ("Morsø 20394", "Tabel 1, s. 14"),
        # 215,443 to 37 capacities on the list of clinics; tabel 1 has 36.5 and 5,903.
        ("5.823", "Bilag 4, s. 49-66"),
        ("aalborg 5903", "Tabel 1, s. 14"),
    ],
)
def test_a_figure_on_a_page_leads_to_its_table_and_page(plan: Plan, soegt: str, sted: str) -> None:
    assert hvor(plan, soegt) == [sted]


def test_every_printed_figure_is_found_by_itself(plan: Plan) -> None:
    for r in plan.tabeller.sample(60, random_state=1).itertuples():
        aar = "" if pd.isna(r.aar) else r.aar
        ramme = soegte_tal(plan, f"{r.raekke} {aar} {kapaciteter(r.vaerdi)}").ramme
        assert ((ramme["tabel"] == r.tabel) & (ramme["vaerdi"] == r.vaerdi)).any()


def test_a_wait_is_found_with_its_answers(plan: Plan) -> None:
    ramme = soegte_tal(plan, "ventetid vesthimmerland almen").ramme
    assert list(ramme["vaerdi"]) == [1, 12] and set(ramme["enhed"]) == {"uger"}
    assert set(ramme["hvor"]) == {"Bilag 4, s. 49-66"}
    assert soegte_tal(plan, "ventetid jammerbugt").ramme.empty, "it has told of none"


def test_a_table_by_its_number_is_that_table_and_no_other_figure(plan: Plan) -> None:
    ramme = soegte_tal(plan, "Tabel 26").ramme
    assert set(ramme["tabel"]) == {"26"}
    assert set(soegte_tal(plan, "tabel 1 aalborg").ramme["tabel"]) == {"1"}


def test_every_word_is_to_be_there_and_a_number_whole(plan: Plan) -> None:
    ramme = soegte_tal(plan, "thisted 2018").ramme
    assert set(ramme["raekke"]) == {"Thisted"} and set(ramme["aar"]) == {2018}
    assert 0 < len(soegte_tal(plan, "thisted 2018 holdtræning").ramme) < len(ramme)
    assert hvor(plan, "1351") == []  # a part of 13.513


def test_many_are_counted_and_none_is_told(plan: Plan) -> None:
    mange = soegte_tal(plan, "tabel")
    assert len(mange.ramme) == HOEJST_FUNDNE and "skriv flere ord" in mange.note
    ingen = soegte_tal(plan, "(regneark")
    assert ingen.ramme.empty and "Intet fundet" in ingen.note


def test_without_tables_nothing_is_found(plan: Plan) -> None:
    uden = dataclasses.replace(
        plan,
        tabeller=plan.tabeller.iloc[:0],
        tabel1=pd.DataFrame(),
        tabelliste=plan.tabelliste.iloc[:0],
        ventetider=plan.ventetider.iloc[:0],
    )
    assert hvor(uden, "thisted") == []
