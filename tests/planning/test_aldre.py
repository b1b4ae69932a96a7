"""Ages put together to the groups of a table, and never across them."""

from __future__ import annotations

import pandas as pd
import pytest

from dansk import Inputfejl
from planning.aldre import brug_efter_alder, efter_grupper
from planning.plan import Plan

ALDRE = pd.DataFrame(
    [("a", 0, 9, 5), ("a", 10, 15, 2), ("a", 16, None, 4), ("b", 0, 9, 0), ("b", 16, None, 7)],
    columns=["kode", "alder_fra", "alder_til", "indbyggere"],
).astype({"alder_til": float})


def test_ages_are_summed_to_the_groups_of_a_table() -> None:
    ramme = efter_grupper(ALDRE, ["0-15 år", "16-120 år"])
    assert ramme.loc["a"].to_list() == [7, 4]
    assert ramme.loc["b"].to_list() == [0, 7]


def test_an_age_of_two_groups_is_refused_by_name() -> None:
    with pytest.raises(Inputfejl, match=r"16\+ år"):
        efter_grupper(ALDRE, ["0-15 år", "16-64 år", "65-120 år"])


def test_the_use_is_that_of_the_printed_table(plan: Plan) -> None:
    brug = brug_efter_alder(plan, "51")
    assert brug["70-79 år"] == 124.1 and len(brug) == 9
    with pytest.raises(Inputfejl, match="51"):
        brug_efter_alder(plan, "99")
