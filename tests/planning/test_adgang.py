"""Access on the embedded data: against pysal access, balance, and what a planner expects."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

from dansk import Inputfejl
from planning.adgang import AFTAGEN, adgang, adgangsspaend, distriktsspaend
from planning.flytning import udfoer
from planning.kapacitet import klinikkapacitet
from planning.plan import LAESOE, Plan
from planning.tiltag import Flytning, Udvidelse
from planning.varianter import paa_andre_tider
from tests.planning.test_tilgaengelighed import sammenlign_med_pysal

STEP = {10: 1.0, 20: 0.68, 30: 0.22}


def _langsomt(plan: Plan) -> np.ndarray:
    """Return the access of each point by two loops, straight from the definition."""
    minutter = plan.afstande["minutter"].astype(float)
    personer = plan.punkter["indbyggere"].to_numpy(float)
    kapacitet = klinikkapacitet(plan)["kapacitet"].to_numpy(float)
    adgang_ = np.zeros(len(personer))
    for j in range(minutter.shape[1]):
        vaegt = np.zeros(len(personer))
        for graense in sorted(STEP, reverse=True):
            vaegt[minutter[:, j] <= graense] = STEP[graense]
        adgang_ += vaegt * kapacitet[j] / (vaegt * personer).sum()
    return 10_000 * adgang_


def test_equals_the_definition_written_as_a_loop(plan: Plan) -> None:
    np.testing.assert_allclose(adgang(plan, "trin").punkter.to_numpy(), _langsomt(plan), rtol=1e-9)


@pytest.mark.parametrize("aftagen", ["trin20", "trin", "apl"])
def test_agrees_with_pysal_on_the_embedded_data(plan: Plan, aftagen: str) -> None:
    weights = pytest.importorskip("access").weights
    sammenlign_med_pysal(
        plan.afstande["minutter"].astype(float),
        plan.punkter["indbyggere"].to_numpy(),
        klinikkapacitet(plan)["kapacitet"].to_numpy(),
        AFTAGEN[aftagen],
        weights.step_fn(dict(AFTAGEN[aftagen].trin)),
    )


@pytest.mark.parametrize("aftagen", list(AFTAGEN))
def test_what_residents_share_in_is_all_the_capacity(plan: Plan, aftagen: str) -> None:
    tabel = adgang(plan, aftagen)
    personer = plan.punkter["indbyggere"].to_numpy()
    i_alt = (tabel.punkter.to_numpy() * personer).sum() / 10_000
    assert i_alt + tabel.uden_opland.sum() == pytest.approx(129.0, rel=1e-9)
    assert tabel.kommuner["netto"].sum() == pytest.approx(0.0, abs=1e-6)


def test_laesoe_shares_with_nobody(plan: Plan) -> None:
    # The ferry takes two hours with its wait, and no decay reaches beyond half an hour.
    laesoe = adgang(plan).kommuner.loc[LAESOE]
    assert laesoe["netto"] == pytest.approx(0.0, abs=1e-6)
    assert laesoe["kapacitet_pr_10000"] == pytest.approx(10_000 * 1.5 / 1817, rel=1e-6)


def test_more_capacity_lowers_nobodys_access(plan: Plan) -> None:
    mere = udfoer(plan, Udvidelse("fjerritslev-jammerbugt-fysioterapi", over30=1))
    forskel = adgang(mere).punkter - adgang(plan).punkter
    assert forskel.min() >= -1e-12
    assert (
        adgang(mere).kommuner.loc["0849", "kapacitet_pr_10000"]
        > (adgang(plan).kommuner.loc["0849", "kapacitet_pr_10000"])
    )


def test_a_move_takes_access_from_one_side_and_gives_it_to_the_other(plan: Plan) -> None:
    # Thisted and Støvring are an hour apart: no resident shares in both.
    flyttet = udfoer(plan, Flytning("thisted-nordthy-klinik", "stoevring-benefit", under30=2))
    foer, efter = adgang(plan).kommuner, adgang(flyttet).kommuner
    assert efter.loc["0787", "kapacitet_pr_10000"] < foer.loc["0787", "kapacitet_pr_10000"]
    assert efter.loc["0840", "kapacitet_pr_10000"] > foer.loc["0840", "kapacitet_pr_10000"]


def test_unknown_decay_is_told_in_danish(plan: Plan) -> None:
    with pytest.raises(Inputfejl, match=r"Ukendt aftagen.*trin, gauss eller apl"):
        adgang(plan, "lineaer")


def test_the_range_of_access_is_that_of_shorter_and_longer_ways(lille_plan: Plan) -> None:
    spaend = adgangsspaend(lille_plan)
    for faktor in (0.85, 0.95, 1.15):
        minutter = faktor * lille_plan.afstande["minutter"]
        rystet = adgang(dataclasses.replace(lille_plan, afstande={"minutter": minutter})).ordnet()
        for navn in ("afvigelse_pct", "netto"):
            pd.testing.assert_series_equal(
                spaend[f"{navn}_{faktor}"], rystet[navn].reindex(spaend.index), check_names=False
            )
    # p1 and p2 share each other's clinics at 20 minutes; at 23 they have their own alone. Then
    # p1's 3,000 have n1's 3 capacities and p2's 2,000 have n2's one, and p3 has none: all 4 are
    # used by Nordby's 6,000 of the region's 6 by 9,600.
    assert spaend.loc["0101", "afvigelse_pct_1.15"] == pytest.approx(
        100 * ((4 / 6000) / (6 / 9600) - 1)
    )


def test_the_range_of_a_districts_access_holds_every_reading_of_the_ways(plan: Plan) -> None:
    spaend = distriktsspaend(plan)
    assert (spaend["lav"] <= spaend["hoej"]).all() and len(spaend) == 162
    for faktor, rystet in paa_andre_tider(plan):
        hver = adgang(rystet).distrikter.reindex(spaend.index)
        assert ((spaend["lav"] <= hver + 1e-12) & (hver <= spaend["hoej"] + 1e-12)).all(), faktor
    # It is no narrower than the kommune's in a town whose neighbours come and go with the ways.
    assert (spaend["hoej"] - spaend["lav"]).max() > 1


def test_imported_times_have_no_range_of_access(lille_plan: Plan) -> None:
    plan = dataclasses.replace(lille_plan, model=frozenset({"befolkning"}))
    assert adgangsspaend(plan).empty
    assert distriktsspaend(plan).isna().all(axis=None)
