"""The printed tables as they are looked up: words for what is measured, figures as printed."""

from __future__ import annotations

import pytest

from data.datasaet import indlaes
from data.skema import fagets_mappe
from tabeller.datasaet import trykt_tabel


@pytest.mark.parametrize("fag", ["Fysioterapi", "Almen praksis"])
def test_every_measure_of_every_table_has_a_name(fag: str) -> None:
    plan = indlaes(fagets_mappe(fag))
    assert len(plan.tabelliste)
    for nummer in plan.tabelliste.index:
        ramme = trykt_tabel(plan, nummer).ramme
        for felt in ("maal", "enhed"):
            navne = ramme[felt].dropna().astype(str)
            assert not navne.str.contains("_|pct|aars", regex=True).any(), (nummer, set(navne))
        # One name is one measure: rows of a table can be told from each other.
        raa = plan.tabeller[plan.tabeller["tabel"] == nummer]
        assert ramme.groupby(["maal", "enhed"]).ngroups == raa.groupby(["maal", "enhed"]).ngroups
        assert ramme["vaerdi"].equals(raa["vaerdi"])
