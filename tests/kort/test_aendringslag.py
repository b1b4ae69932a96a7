"""The map of what changes: one scale to both sides of no change, and missing told apart."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from geo.omraader import tegneomrids
from kort.aendringslag import aendring, aendringsklasser
from kort.farver import AFVIGELSE, MANGLER
from planning.plan import Plan


@pytest.mark.parametrize("yderst", [0.03, 1, 4, 6, 25, 1000])
def test_the_greatest_change_is_beyond_the_breaks_and_both_sides_are_alike(yderst: float) -> None:
    klasser = aendringsklasser(pd.Series([yderst, -yderst / 10, np.nan]))
    assert klasser.farve(yderst) == AFVIGELSE.farver[-1]
    assert klasser.farve(-yderst) == AFVIGELSE.farver[0]
    assert klasser.farve(0.0) == AFVIGELSE.farver[2]
    for graense in klasser.graenser[:2]:
        assert 4 - klasser.nummer(-graense) == klasser.nummer(graense), "a break is no less"
    assert klasser.farve(np.nan) == MANGLER


def test_nothing_is_said_to_fall_by_more_than_all_of_it() -> None:
    klasser = aendringsklasser(pd.Series([350.0, -73.5]))
    assert klasser.graenser[0] >= -100
    assert klasser.farve(-73.5) != klasser.farve(0.0) != klasser.farve(350.0)


def test_more_people_are_scarcity_and_more_capacity_is_not() -> None:
    pct = pd.Series([10.0, -10.0])
    folk, kapacitet = aendringsklasser(pct), aendringsklasser(pct, mere_er_knaphed=False)
    assert folk.farve(10.0) == kapacitet.farve(-10.0) != folk.farve(-10.0)


def test_each_kommune_is_on_the_map_with_its_figures(plan: Plan) -> None:
    ramme = pd.DataFrame(
        {"kommune": plan.kommuner["kommune"], "foer": 100.0, "efter": 110.0, "aendring_pct": 10.0}
    ).drop(index="0825")
    lag = aendring(ramme, aendringsklasser(ramme["aendring_pct"]), tegneomrids(plan.omrids), "x")
    (geojson,) = (b for b in lag._children.values() if hasattr(b, "data"))
    traek = {t["id"]: t["properties"] for t in geojson.data["features"]}
    assert set(traek) == set(plan.kommuner.index)
    assert traek["0825"]["style"]["fillColor"] == MANGLER and "ikke oplyst" in traek["0825"]["tip"]
    assert "+10,0" in traek["0851"]["tip"] and "110" in traek["0851"]["tip"]
