"""The districts of a projection: sums, shares by hand, and which ages grow each for itself."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

from dansk import Inputfejl
from planning.distriktsbehov import SUM, distriktsbehov
from planning.fremskrivning import fremskrivning
from planning.plan import REGIONSRAEKKE, Plan
from tests.planning.fremskrevne import med_grupper

Gruppe = tuple[int, float, float, float]
#: The young are fewer, 65-69 as many, the old twice as many.
TRE: tuple[Gruppe, ...] = ((0, 64, 0.8, 0.6), (65, 69, 0.05, 0.05), (70, np.nan, 0.15, 0.30))


def _frem(plan: Plan, *grupper: Gruppe) -> Plan:
    return med_grupper(plan, *grupper, aar_=(2025, 2035))


def test_districts_sum_to_the_kommune_and_its_capacities(plan: Plan) -> None:
    frem = _frem(plan, *TRE)
    d, k = distriktsbehov(frem).distrikter, fremskrivning(frem)
    for felt, kommunens in (
        ("indbyggere_foer", "indbyggere_foer"),
        ("indbyggere", "indbyggere"),
        ("kapacitet_kommunens", "kapacitet_samme_niveau"),
    ):
        summer = d.groupby("kommune_kode")[felt].sum()
        np.testing.assert_allclose(summer, k.loc[summer.index, kommunens], rtol=1e-12)
    assert set(d["kommune_kode"]) == set(plan.kommuner.index)
    assert d["kapacitet_regionens"].sum() == pytest.approx(
        k.loc[REGIONSRAEKKE, "kapacitet_samme_niveau"]
    )


def test_a_district_has_its_share_of_each_age(plan: Plan) -> None:
    behov = distriktsbehov(_frem(plan, *TRE))
    assert behov.grupper == ("0-64 år", "65-69 år", "70+ år") and behov.uden == ()
    # Nordmors: 1,362 residents, 123 of them 65-69 and 280 70+; Morsø: 20,246, 1,442 and 3,857.
    nord = behov.distrikter.loc[["773001"]]
    morsoe = plan.kommuner["indbyggere"]["0773"]
    unge = (1362 - 123 - 280) / (20246 - 1442 - 3857)
    ventet = morsoe * (0.6 * unge + 0.05 * 123 / 1442 + 0.30 * 280 / 3857)
    assert nord["indbyggere"].iloc[0] == pytest.approx(ventet)
    assert nord["aeldre"].iloc[0] == pytest.approx(morsoe * 0.30 * 280 / 3857)
    assert nord["aeldre_pct"].iloc[0] == pytest.approx(100)


def test_where_the_old_are_many_a_district_grows_when_the_old_do(plan: Plan) -> None:
    behov = distriktsbehov(_frem(plan, *TRE)).distrikter
    d = plan.distrikter
    andel = d["personer_70"] / d["personer"]
    for kode in plan.kommuner.index:
        egne = behov[behov["kommune_kode"] == kode].index
        if len(egne) > 1:
            aeldst, yngst = andel[egne].idxmax(), andel[egne].idxmin()
            assert behov.at[aeldst, "aendring_pct"] > behov.at[yngst, "aendring_pct"]


def test_ages_that_cannot_be_parted_grow_together(plan: Plan) -> None:
    to = distriktsbehov(_frem(plan, (0, 69, 0.85, 0.7), (70, np.nan, 0.15, 0.3)))
    assert to.grupper == ("0-69 år", "70+ år")
    et = distriktsbehov(_frem(plan, (0, np.nan, 1.0, 1.1)))
    assert et.grupper == ("alle aldre",) and et.distrikter["aeldre"].isna().all()
    np.testing.assert_allclose(et.distrikter["aendring_pct"], 10)
    assert distriktsbehov(_frem(plan, (0, 66, 0.9, 0.9), (67, np.nan, 0.1, 0.2))).grupper == (
        "alle aldre",
    )


def test_the_sum_of_a_kommune_is_its_own(plan: Plan) -> None:
    frem = _frem(plan, *TRE)
    egne = distriktsbehov(frem).i_kommunen("0851")
    assert set(egne["kommune"]) == {"Aalborg"} and egne.index[-1] == SUM
    vokser = egne.drop(index=SUM).eval("indbyggere - indbyggere_foer")
    assert vokser.is_monotonic_decreasing
    kommunens = fremskrivning(frem).loc["0851"]
    for felt in ("indbyggere", "aendring_pct"):
        assert egne.at[SUM, felt] == pytest.approx(kommunens[felt])


def test_a_kommune_without_districts_is_named_and_a_group_of_nobody_follows_all(plan: Plan) -> None:
    d = plan.distrikter
    uden = dataclasses.replace(_frem(plan, *TRE), distrikter=d[d["kommune_kode"] != "0825"])
    assert distriktsbehov(uden).uden == ("Læsø",)
    tom = d.assign(personer_70=d["personer_70"].where(d["kommune_kode"] != "0773", 0))
    behov = distriktsbehov(dataclasses.replace(_frem(plan, *TRE), distrikter=tom)).distrikter
    morsoe = behov[behov["kommune_kode"] == "0773"]["indbyggere"].sum()
    assert morsoe == pytest.approx(plan.kommuner["indbyggere"]["0773"] * 0.95)


def test_no_projection_is_told(plan: Plan) -> None:
    with pytest.raises(Inputfejl, match="FRKM"):
        distriktsbehov(plan)
    assert isinstance(distriktsbehov(_frem(plan, *TRE), 2025).distrikter, pd.DataFrame)
