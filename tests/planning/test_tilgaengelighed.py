"""Catchments and accessibility: by hand, against pysal access, and what must always hold."""

import math
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from dansk import Inputfejl
from planning.opland import (
    APL,
    LUO_QI,
    Aftagen,
    dai,
    gauss,
    opland,
    trinvis,
)
from planning.tilgaengelighed import Tilgaengelighed, behov_fra_alder, opgoer

NAN = math.nan


def byg(afstand: np.ndarray, behov: np.ndarray, aftagen: Aftagen = LUO_QI) -> Tilgaengelighed:
    return Tilgaengelighed.byg(opland(afstand, aftagen), behov)


class TestOpland:
    @pytest.mark.parametrize("dtype", [np.float32, np.float64])
    @pytest.mark.parametrize(
        ("aftagen", "vaegte"), [(LUO_QI, (1, 0.68, 0.22)), (APL, (1, 0.3, 0.1))]
    )
    def test_published_steps_are_inclusive(self, aftagen: Any, vaegte: Any, dtype: Any) -> None:
        for (graense, _), vaegt in zip(aftagen.trin, vaegte, strict=True):
            lige_over = np.nextafter(dtype(graense), dtype(np.inf))
            paa, over = aftagen.vaegt(np.array([graense, lige_over], dtype=dtype))
            assert paa == vaegt > over
        assert aftagen.vaegt(np.array([0.0, NAN, np.inf])).tolist() == [1, 0, 0]

    def test_gaussian_as_in_pysal_access(self) -> None:
        vaegt = gauss(60, sigma=20).vaegt(np.array([0.0, 20, 40, 60, 60.1]))
        np.testing.assert_allclose(vaegt, [1, 0.60653066, 0.13533528, 0.011108997, 0], rtol=1e-7)

    @pytest.mark.parametrize("dtype", [np.float32, np.float64])
    def test_gaussian_of_dai_ends_at_zero_on_the_limit(self, dtype: Any) -> None:
        vaegt = dai(30).vaegt(np.array([0, 15, 30, 31], dtype=dtype))
        halvvejs = (math.exp(-0.125) - math.exp(-0.5)) / (1 - math.exp(-0.5))
        np.testing.assert_allclose(vaegt, [1, halvvejs, 0, 0], atol=1e-6)
        assert (vaegt >= 0).all()

    @pytest.mark.parametrize(
        "trin", [(), ((10, 1), (10, 0.5)), ((10, 0.5), (20, 0.6)), ((10, 0),), ((NAN, 1),)]
    )
    def test_bad_steps(self, trin: Any) -> None:
        with pytest.raises(Inputfejl, match="stigende grænser og faldende vægte"):
            trinvis(*trin)

    @pytest.mark.parametrize(("graense", "sigma"), [(0, 10), (30, -1), (NAN, 10), (30, math.inf)])
    def test_bad_gaussian(self, graense: Any, sigma: Any) -> None:
        with pytest.raises(Inputfejl, match="grænse og en bredde større end 0"):
            gauss(graense, sigma)


class TestByHand:
    # Clinic 0 has 100 x 1 + 200 x 0.68 = 236 residents in its catchment, clinic 1 has
    # 200 x 1 + 300 x 0.22 = 266; the fourth point reaches neither.
    afstand = np.array([[5, NAN], [20, 10], [31, 30], [NAN, 45]])
    indbyggere = np.array([100, 200, 300, 40])
    kommune = np.array(["A", "A", "B", "B"])
    kapacitet = np.array([2.0, 3.0])

    def test_demand_and_score(self) -> None:
        til = byg(self.afstand, self.indbyggere)
        np.testing.assert_allclose(til.efterspoergsel, [236, 266], rtol=1e-15)
        forventet = [2 / 236, 0.68 * 2 / 236 + 3 / 266, 0.22 * 3 / 266, 0]
        np.testing.assert_allclose(til.score(self.kapacitet), forventet, rtol=1e-15)

    def test_per_kommune_and_region(self) -> None:
        score = byg(self.afstand, self.indbyggere).score(self.kapacitet)
        opgjort = opgoer(score, self.indbyggere, self.kommune)
        a = 10_000 * (100 * score[0] + 200 * score[1]) / 300
        b = 10_000 * 300 * score[2] / 340
        np.testing.assert_allclose(opgjort.punkter, 10_000 * score)
        np.testing.assert_allclose(opgjort.kommuner["kapacitet_pr_10000"], [a, b])
        assert opgjort.kommuner.index.to_list() == ["A", "B"]
        assert opgjort.kommuner["indbyggere"].to_list() == [300, 340]
        assert opgjort.kommuner["uden_adgang"].to_list() == [0, 40]
        assert opgjort.region == {
            "indbyggere": 640,
            "kapacitet_pr_10000": pytest.approx(10_000 * 5 / 640),  # all 5 capacities are reached
            "uden_adgang": 40,
        }

    def test_kommune_without_residents_is_missing(self) -> None:
        opgjort = opgoer(np.array([1.0]), np.array([0]), ["A"])
        assert opgjort.kommuner["kapacitet_pr_10000"].isna().all()
        assert math.isnan(opgjort.region["kapacitet_pr_10000"])

    def test_clinic_without_demand_has_no_score_and_is_reported(self) -> None:
        # The third clinic reaches nobody, the fourth only a point where nobody lives.
        afstand = np.array([[5, NAN, 31, NAN], [10, NAN, NAN, 5]])
        til = byg(afstand, np.array([100, 0]))
        kapacitet = np.array([1.0, 0.0, 2.0, 4.0])
        assert til.uden_opland(kapacitet).tolist() == [0, 0, 2, 4]
        np.testing.assert_allclose(til.score(kapacitet), [0.01, 0.01])

    def test_more_capacity_takes_nothing_from_anyone(self) -> None:
        til = byg(self.afstand, self.indbyggere)
        assert (til.score(np.array([2.0, 4.0])) >= til.score(self.kapacitet)).all()

    def test_capacity_moved_to_a_bigger_catchment_is_shared_by_more(self) -> None:
        """The same capacity over 266 instead of 236 residents: less for each, more who get it."""
        til = byg(self.afstand, self.indbyggere)
        i_lille, i_stort = til.score(np.array([1.0, 0])), til.score(np.array([0, 1.0]))
        assert i_stort.max() < i_lille.max()
        assert self.indbyggere @ i_stort == pytest.approx(self.indbyggere @ i_lille)


def sammenlign_med_pysal(
    afstand: np.ndarray,
    indbyggere: np.ndarray,
    kapacitet: np.ndarray,
    aftagen: Aftagen,
    vaegt: Callable[[float], float],
) -> None:
    """Assert the same score; any matrix will do where every clinic has demand within the limit."""
    access = pytest.importorskip("access").Access
    i, j = np.nonzero(~np.isnan(afstand))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pysal = access(
            demand_df=pd.DataFrame({"id": range(len(indbyggere)), "p": indbyggere}),
            demand_index="id",
            demand_value="p",
            supply_df=pd.DataFrame({"id": range(len(kapacitet)), "s": kapacitet}),
            supply_index="id",
            supply_value="s",
            cost_df=pd.DataFrame({"i": i, "j": j, "d": afstand[i, j].astype(float)}),
            cost_origin="i",
            cost_dest="j",
            cost_name="d",
        )
        deres = pysal.enhanced_two_stage_fca(name="a", weight_fn=vaegt, max_cost=aftagen.graense)
    deres = deres["a_s"].reindex(range(len(indbyggere))).fillna(0)  # pysal omits the unreached
    vores = byg(afstand, indbyggere, aftagen).score(kapacitet)
    np.testing.assert_allclose(vores, deres, rtol=1e-9, atol=0)


@pytest.mark.parametrize("form", ["luo_qi", "gauss", "dai"])
def test_seeded_region_agrees_with_pysal(form: str) -> None:
    access = pytest.importorskip("access").weights
    nederst = math.exp(-0.5)
    aftagen, vaegt = {
        "luo_qi": (LUO_QI, access.step_fn({10: 1, 20: 0.68, 30: 0.22})),
        "gauss": (gauss(30, 15), access.gaussian(15)),
        "dai": (dai(30), lambda d: (math.exp(-d * d / 1800) - nederst) / (1 - nederst)),
    }[form]
    rng = np.random.default_rng(20)
    afstand = rng.uniform(0, 60, (400, 12)).round(1)
    afstand[rng.random(afstand.shape) < 0.1] = NAN
    indbyggere, kapacitet = rng.integers(0, 900, 400), rng.choice([0, 0.5, 1, 2.5], 12)
    sammenlign_med_pysal(afstand, indbyggere, kapacitet, aftagen, vaegt)


@st.composite
def situationer(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    n, m = draw(st.integers(1, 10)), draw(st.integers(2, 5))
    minutter = st.one_of(st.just(NAN), st.integers(0, 40).map(float))
    return (
        draw(hnp.arrays(np.float64, (n, m), elements=minutter)),
        draw(hnp.arrays(np.int64, n, elements=st.integers(0, 500))),
        draw(hnp.arrays(np.float64, m, elements=st.integers(0, 12).map(lambda k: k / 2))),
    )


def langsom_tvilling(afstand: Any, behov: Any, kapacitet: Any, aftagen: Any) -> Any:
    def vaegt(d: float) -> float:
        return next((v for graense, v in aftagen.trin if d <= graense), 0.0)

    n, m = afstand.shape
    score = [0.0] * n
    for j in range(m):
        efterspoergsel = sum(behov[k] * vaegt(afstand[k, j]) for k in range(n))
        for i in range(n):
            if efterspoergsel:
                score[i] += kapacitet[j] / efterspoergsel * vaegt(afstand[i, j])
    return score


@given(situationer(), st.sampled_from([LUO_QI, APL]))
def test_score_agrees_with_a_slow_twin(situation: Any, aftagen: Any) -> None:
    afstand, behov, kapacitet = situation
    score = byg(afstand, behov, aftagen).score(kapacitet)
    langsom = langsom_tvilling(afstand, behov, kapacitet, aftagen)
    np.testing.assert_allclose(score, langsom, rtol=1e-12)


@given(situationer(), st.sampled_from([LUO_QI, gauss(30, 12), dai(30)]), st.randoms())
def test_what_holds_for_any_score(situation: Any, aftagen: Any, tilfaeldig: Any) -> None:
    afstand, behov, kapacitet = situation
    til = byg(afstand, behov, aftagen)
    score = til.score(kapacitet)

    naaet = kapacitet.sum() - til.uden_opland(kapacitet).sum()
    assert behov @ score == pytest.approx(naaet, rel=1e-9), "capacity is conserved"
    assert (til.score(kapacitet + 1) >= score).all(), "more capacity takes nothing from anyone"

    raekker = list(range(len(behov)))
    tilfaeldig.shuffle(raekker)
    blandet = byg(afstand[raekker], behov[raekker], aftagen).score(kapacitet)
    np.testing.assert_allclose(blandet, score[raekker], rtol=1e-12)


class TestBehovFraAlder:
    brug = pd.Series({"0-15 år": 16.0, "70-79 år": 124.1})  # praksisplan 2020, table 11
    alder = pd.DataFrame({"70-79 år": [0, 100], "0-15 år": [300, 100]})

    def test_by_hand(self) -> None:
        behov = behov_fra_alder(self.alder, self.brug)
        patienter = np.array([300 * 0.016, 100 * 0.016 + 100 * 0.1241])
        np.testing.assert_allclose(behov, 500 * patienter / patienter.sum())
        assert behov.sum() == pytest.approx(500), "residents are conserved"

    def test_same_use_at_any_age_is_the_residents(self) -> None:
        behov = behov_fra_alder(self.alder, pd.Series({"0-15 år": 50.0, "70-79 år": 50.0}))
        np.testing.assert_allclose(behov, [300, 200])

    def test_age_groups_that_differ(self) -> None:
        with pytest.raises(Inputfejl, match="16-19 år og 70-79 år findes kun"):
            behov_fra_alder(self.alder, pd.Series({"0-15 år": 16.0, "16-19 år": 44.9}))

    def test_missing_or_negative_figures(self) -> None:
        with pytest.raises(Inputfejl, match=r"2 tal .* mangler eller er negative"):
            behov_fra_alder(self.alder.astype(float).replace(300, NAN), self.brug - 20)
        with pytest.raises(Inputfejl, match="ingen brug"):
            behov_fra_alder(self.alder, self.brug * 0)
