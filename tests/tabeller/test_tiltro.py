"""Whether a figure can be trusted: the two sources side by side, and the findings of a table."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from data.fund import Fund
from data.kontrol import programmets_fund
from data.skema import fagets_mappe
from planning.plan import REGIONSRAEKKE, Plan
from planning.status import grundlagsforskelle
from tabeller.datasaet import trykt_tabel
from tabeller.tabelsoegning import soegte_tal
from tabeller.tiltro import ENIGE, fund_om, hovedtal


@pytest.fixture(scope="module")
def fund(plan: Plan) -> Sequence[Fund]:
    """What the control finds of the program's own dataset."""
    return programmets_fund(fagets_mappe(plan.fag.navn))


def test_kommuner_whose_sources_differ_are_marked_and_by_how_much(plan: Plan) -> None:
    ramme = hovedtal(plan).ramme
    forskelle = grundlagsforskelle(plan)["forskel"]
    uenige = set(ramme.index[ramme["enige"] != ENIGE])
    assert uenige == set(forskelle.index[forskelle != 0]) == hovedtal(plan).fremhaevet
    assert ramme.loc["0813", "enige"] == "nej, 0,5 til forskel"
    assert ramme.loc[REGIONSRAEKKE, ["listen", "tabel1"]].tolist() == [129, 129]


def test_findings_are_of_the_tables_and_rows_that_are_shown(
    plan: Plan, fund: Sequence[Fund]
) -> None:
    (brovst,) = fund_om(plan, fund, soegte_tal(plan, "tabel 28 brønderslev").ramme)
    assert brovst.fejl.startswith("Tabel 28 har en udvikling på +6,8 procentpoint for Brønderslev")
    (tabel1,) = fund_om(plan, fund, soegte_tal(plan, "tabel 1 jammerbugt kapacitet over").ramme)
    assert tabel1.fejl.startswith("Jammerbugt har 8 kapaciteter i tabel 1")
    assert len(fund_om(plan, fund, trykt_tabel(plan, "37").ramme)) == 4
    assert not fund_om(plan, fund, trykt_tabel(plan, "12").ramme)
    assert not fund_om(plan, fund, soegte_tal(plan, "intet sådant").ramme)
    # The count of the list is one half of what is contradicted; a wait of the kommune is not.
    (listen,) = fund_om(plan, fund, soegte_tal(plan, "5.823").ramme)
    assert listen.fejl.startswith("Aalborg har 36,5 kapaciteter i tabel 1")
    assert not fund_om(plan, fund, soegte_tal(plan, "ventetid aalborg").ramme)


def test_a_row_of_table_1_is_told_by_its_line_and_not_by_its_sentence(plan: Plan) -> None:
    raekker = soegte_tal(plan, "tabel 1 jammerbugt kapacitet over").ramme
    linje = 2 + plan.tabel1.index.get_loc("0849")
    egen, anden = (Fund("tabel1.csv", "", nr, "over30", "En sætning.") for nr in (linje, linje + 1))
    assert fund_om(plan, [egen, anden], raekker) == [egen]
