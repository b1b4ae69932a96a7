"""Siting against every choice there is: the four problems, with ties, holes and sites kept."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from planning import daekningssag, placeringsloeser, snitmetode
from planning.placering import (
    Placering,
    fuld_daekning,
    p_center,
    p_median,
    stoerste_daekning,
)
from planning.punktsaet import punktsaet, radiustrin

#: Points on a line at 0, 2, 3, 7, 8 and 20; sites at 0, 3, 8 and 20.
PUNKTER, STEDER = np.array([0.0, 2, 3, 7, 8, 20]), np.array([0.0, 3, 8, 20])
LINJE = np.abs(PUNKTER[:, None] - STEDER)
BOR = np.array([10, 5, 20, 10, 10, 1])


#: Ways to an answer: all rows at once, by cuts alone, and by cuts and then every choice left.
VEJE = {"helt": (10**9, -1), "snit": (-1, -1), "optælling": (-1, 10**9)}


def _ad(vej: str, lappe: pytest.MonkeyPatch) -> None:
    helt, faa_valg = VEJE[vej]
    lappe.setattr(placeringsloeser, "HELT", helt)
    lappe.setattr(snitmetode, "FAA_VALG", faa_valg)


@pytest.fixture(params=VEJE)
def vej(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    _ad(request.param, monkeypatch)
    return str(request.param)


def test_the_line_by_hand(vej: str) -> None:
    # Within 2 of the site at 0: 0, 2 (15 people); of 3: 2, 3 (25); of 8: 7, 8 (20); of 20: 1.
    assert stoerste_daekning(LINJE <= 2, BOR, 1) == Placering((1,), 25, 25, 0, "bevist")
    assert stoerste_daekning(LINJE <= 2, BOR, 2) == Placering((1, 2), 45, 45, 0, "bevist")
    # With the one at 3 kept those at 2 are within already, and the next is at 8.
    assert stoerste_daekning(LINJE <= 2, BOR, 1, kendte=[1]) == Placering((2,), 45, 45, 0, "bevist")
    # All within 2: each of the sites has one that no other has.
    assert fuld_daekning(LINJE <= 2) == Placering((0, 1, 2, 3), 4, 4, 0, "bevist")
    assert fuld_daekning(LINJE <= 2, kendte=[1]) == Placering((0, 2, 3), 3, 3, 0, "bevist")
    assert fuld_daekning(LINJE <= 12).vaerdi == 1  # at 8: 8, 6, 5, 1, 0 and 12 away
    # From 3: 30 + 5 + 0 + 40 + 50 + 17; from 8: 80 + 30 + 100 + 10 + 0 + 12.
    assert p_median(LINJE, BOR, 1) == Placering((1,), 142, 142, 0, "bevist")
    # With 3 and 8: 30 + 5 + 0 + 10 + 0 + 12.
    assert p_median(LINJE, BOR, 2) == Placering((1, 2), 57, 57, 0, "bevist")
    assert p_median(LINJE, BOR, 1, kendte=[1]).valgte == (2,)
    # At most 6 each: from 3 it is 30 + 5 + 0 + 40 + 50 + 6.
    assert p_median(LINJE, BOR, 1, loft=6).vaerdi == 131
    # From 8 the farthest is 12 away, from any other more; with 3 and 20 it is 5, at 8.
    assert p_center(LINJE, BOR, 1) == Placering((2,), 12, 12, 0, "bevist")
    assert p_center(LINJE, BOR, 2) == Placering((1, 3), 5, 5, 0, "bevist")


def test_who_is_out_of_reach() -> None:
    vejen = LINJE.copy()
    vejen[5] = np.nan
    for svar in (
        fuld_daekning(vejen <= 30),
        p_median(vejen, BOR, 2),
        p_center(vejen, BOR, 2),
        p_median(LINJE, BOR, 5),
        p_center(LINJE, BOR, 5),
        stoerste_daekning(LINJE <= 3, BOR, 5),
    ):
        assert svar.status == "umulig" and np.isnan(svar.vaerdi)
    # Nobody lives there, or a loft says what it counts.
    tomt = np.where(np.arange(6) == 5, 0, BOR)
    assert p_median(vejen, tomt, 1).vaerdi == 125
    assert p_median(vejen, BOR, 1, loft=100).vaerdi == 225
    assert p_center(vejen, tomt, 1).vaerdi == 5
    assert fuld_daekning(vejen <= 5, vaegt=tomt).vaerdi == 1
    assert stoerste_daekning(vejen <= 3, BOR, 4).vaerdi == 55


def test_arrays_that_do_not_fit_are_refused() -> None:
    for kald in (
        lambda: p_median(LINJE, BOR[:3], 1),
        lambda: p_median(LINJE, -BOR, 1),
        lambda: p_center(LINJE, BOR * np.nan, 1),
        lambda: stoerste_daekning(LINJE <= 3, BOR, -1),
        lambda: stoerste_daekning(LINJE <= 3, BOR, 1, kendte=[4]),
        lambda: fuld_daekning(LINJE <= 3, kendte=[1, 1]),
    ):
        with pytest.raises(ValueError, match=r"points|choose"):
            kald()


Sag = tuple[np.ndarray, np.ndarray, list[int], int, float]


@st.composite
def sager(draw: Any) -> Sag:
    """Few whole distances, so that there are ties; holes, points of nobody, sites kept."""
    n, m = draw(st.integers(1, 9)), draw(st.integers(1, 7))
    celle = st.one_of(st.integers(0, 6).map(float), st.sampled_from([np.nan, np.inf]))
    taet = draw(st.booleans())
    raekke = st.lists(st.integers(0, 6).map(float) if taet else celle, min_size=m, max_size=m)
    afstand = np.array(draw(st.lists(raekke, min_size=n, max_size=n)))
    if draw(st.booleans()):  # several points that are one
        afstand = afstand[np.array(draw(st.lists(st.integers(0, n - 1), min_size=n, max_size=n)))]
    vaegt = np.array(draw(st.lists(st.integers(0, 20), min_size=n, max_size=n)))
    kendte = sorted(draw(st.sets(st.integers(0, m - 1), max_size=m)))
    nye = draw(st.integers(0, m - len(kendte)))
    return afstand, vaegt, kendte, nye, float(draw(st.integers(0, 6)))


def _valg(m: int, kendte: list[int], nye: int) -> Iterator[list[int]]:
    andre = [sted for sted in range(m) if sted not in kendte]
    return ([*kendte, *valg] for valg in combinations(andre, nye))


def _naermest(afstand: np.ndarray, aabne: list[int]) -> np.ndarray:
    return np.array([min([r[j] for j in aabne if r[j] < np.inf], default=np.inf) for r in afstand])


def _holder(svar: Placering, kendte: list[int], bedst: float, vaerdi: float) -> None:
    """An answer is the best there is, proven, of sites that are not open already."""
    if not np.isfinite(bedst):
        assert svar.status == "umulig" and svar.valgte == ()
        return
    assert svar.status == "bevist" and svar.gab == 0
    assert not set(svar.valgte) & set(kendte) and len(set(svar.valgte)) == len(svar.valgte)
    assert svar.vaerdi == svar.skranke == pytest.approx(bedst)
    assert svar.vaerdi == pytest.approx(vaerdi)


TILFAELDE = settings(max_examples=80, deadline=None)


@pytest.mark.parametrize("hvordan", VEJE)
@TILFAELDE
@given(sager())
def test_largest_coverage_is_the_best_of_all_choices(hvordan: str, sag: Sag) -> None:
    afstand, vaegt, kendte, nye, graense = sag

    def daekker(aabne: list[int]) -> float:
        return float(vaegt[_naermest(afstand, aabne) <= graense].sum())

    bedst = max(daekker(v) for v in _valg(afstand.shape[1], kendte, nye))
    with pytest.MonkeyPatch.context() as lappe:
        _ad(hvordan, lappe)
        svar = stoerste_daekning(afstand <= graense, vaegt, nye, kendte)
    assert len(svar.valgte) == nye
    _holder(svar, kendte, bedst, daekker([*kendte, *svar.valgte]))
    tynd = sparse.csr_array(afstand <= graense)
    assert stoerste_daekning(tynd, vaegt, nye, kendte).vaerdi == bedst


@TILFAELDE
@given(sager())
def test_full_coverage_has_the_fewest_of_all_choices(sag: Sag) -> None:
    afstand, vaegt, kendte, _, graense = sag
    m = afstand.shape[1]

    def daekker_alle(aabne: list[int], hvem: np.ndarray) -> bool:
        return bool((_naermest(afstand, aabne)[hvem] <= graense).all())

    for vaegte, hvem in ((None, np.full(len(vaegt), True)), (vaegt, vaegt > 0)):
        antal = range(m - len(kendte) + 1)
        kan = [n for n in antal if any(daekker_alle(v, hvem) for v in _valg(m, kendte, n))]
        svar = fuld_daekning(afstand <= graense, kendte, vaegte)
        _holder(svar, kendte, min(kan, default=np.inf), len(svar.valgte))
        if kan:
            assert daekker_alle([*kendte, *svar.valgte], hvem)


@pytest.mark.parametrize("hvordan", VEJE)
@TILFAELDE
@given(sager(), st.sampled_from([np.inf, 4.0]))
def test_p_median_is_the_least_of_all_choices(hvordan: str, sag: Sag, loft: float) -> None:
    afstand, vaegt, kendte, nye, _ = sag

    def sum_af(aabne: list[int]) -> float:
        vejen = np.minimum(_naermest(afstand, aabne), loft)
        return float(vaegt[vaegt > 0] @ vejen[vaegt > 0])

    bedst = min(sum_af(v) for v in _valg(afstand.shape[1], kendte, nye))
    with pytest.MonkeyPatch.context() as lappe:
        _ad(hvordan, lappe)
        svar = p_median(afstand, vaegt, nye, kendte, loft)
    _holder(svar, kendte, bedst, sum_af([*kendte, *svar.valgte]))


@TILFAELDE
@given(sager())
def test_p_center_is_the_least_of_all_choices(sag: Sag) -> None:
    afstand, vaegt, kendte, nye, _ = sag

    def laengst(aabne: list[int]) -> float:
        return float(_naermest(afstand, aabne)[vaegt > 0].max(initial=0.0))

    bedst = min(laengst(v) for v in _valg(afstand.shape[1], kendte, nye))
    svar = p_center(afstand, vaegt, nye, kendte)
    _holder(svar, kendte, bedst, laengst([*kendte, *svar.valgte]))
    assert len(svar.valgte) <= nye


@TILFAELDE
@given(sager())
def test_points_put_together_lose_nothing(sag: Sag) -> None:
    """Of any choice, not the best alone: the rows say what the points say, and stand once each."""
    afstand, vaegt, kendte, nye, graense = sag
    m, bor = afstand.shape[1], vaegt > 0
    afstand = np.where(np.isnan(afstand), np.inf, afstand)
    raekker = punktsaet(afstand <= graense, vaegt)
    trin = radiustrin(afstand[bor], np.full(bor.sum(), 5.0), vaegt[bor].astype(float))
    for r in (raekker, trin.raekker):
        assert len(np.unique(r.saet.toarray(), axis=0)) == r.saet.shape[0]
    for aabne in _valg(m, kendte, nye):
        y, vej = np.zeros(m), np.minimum(_naermest(afstand, aabne), 5.0)
        y[aabne] = 1
        moedt = [r.vaegt @ (r.saet @ y > 0) for r in (raekker, trin.raekker)]
        assert moedt[0] == vaegt[_naermest(afstand, aabne) <= graense].sum()
        assert trin.i_alt - moedt[1] == pytest.approx(vaegt @ vej)


def test_more_sites_than_bits_of_a_word_are_told_apart() -> None:
    rng = np.random.default_rng(4)
    inden = rng.random((400, 130)) < 0.02
    inden[200:] = inden[:200]
    raekker = punktsaet(inden, np.ones(400))
    forskellige = np.unique(inden, axis=0)
    assert raekker.saet.shape[0] == len(forskellige) - (~forskellige.any(axis=1)).sum()
    afstand = rng.integers(0, 40, (60, 130)).astype(float)
    trin = radiustrin(afstand, np.full(60, 9.0), np.ones(60))
    y = (rng.random(130) < 0.05).astype(float)
    moedt = trin.raekker.vaegt @ (trin.raekker.saet @ y > 0)
    assert trin.i_alt - moedt == np.minimum(_naermest(afstand, list(np.flatnonzero(y))), 9).sum()


@pytest.mark.parametrize("froe", range(3))
def test_the_best_of_thousands_of_choices(froe: int, vej: str) -> None:
    """So many sites that some are settled and cuts are forgotten on the way."""
    rng = np.random.default_rng(froe)
    punkter, steder = rng.uniform(0, 100, (300, 2)), rng.uniform(0, 100, (24, 2))
    vaegt = rng.exponential(10, 300) if froe % 2 else rng.integers(0, 30, 300)
    _bedst_af_tusinder(np.hypot(*(punkter[:, None] - steder).T).T, vaegt)


def test_sites_of_no_plane_are_told_by_looking_all_choices_through() -> None:
    """Where distances have no pattern a site in part is worth much, and cuts prove little."""
    rng = np.random.default_rng(3)
    _bedst_af_tusinder(rng.integers(1, 100, (200, 24)).astype(float), rng.integers(0, 30, 200))


def _bedst_af_tusinder(afstand: np.ndarray, vaegt: np.ndarray) -> None:
    valg = np.array(list(combinations(range(1, 24), 4)))
    naermest = np.minimum(afstand[:, valg].min(axis=2), afstand[:, :1])
    daekning = stoerste_daekning(afstand <= 20, vaegt, 4, kendte=[0])
    median, center = p_median(afstand, vaegt, 4, kendte=[0]), p_center(afstand, vaegt, 4, [0])
    assert {svar.status for svar in (daekning, median, center)} == {"bevist"}
    assert daekning.vaerdi == pytest.approx((vaegt @ (naermest <= 20)).max())
    assert median.vaerdi == pytest.approx((vaegt @ naermest).min())
    assert center.vaerdi == naermest[vaegt > 0].max(axis=0).min()


@pytest.mark.parametrize("svar", ["intet", "optimalt"])
def test_the_word_of_the_solver_is_no_proof(
    svar: str, vej: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Time that ran out, and a solver that calls its answer optimal far from the bound."""
    rng = np.random.default_rng(1)
    afstand, vaegt = rng.uniform(0, 100, (40, 12)), rng.integers(1, 30, 40)
    bedst = [stoerste_daekning(afstand <= 9, vaegt, 5), p_median(afstand, vaegt, 5)]
    bedst += [fuld_daekning(afstand <= 25), p_center(afstand, vaegt, 5)]
    assert {b.status for b in bedst} == {"bevist"}
    aegte = daekningssag.milp

    def milp(*ord_: Any, **valg: Any) -> Any:
        ud = aegte(*ord_, **valg)
        if svar == "intet":
            ud.x, ud.status, ud.mip_dual_bound = None, 1, None
        else:
            ud.status, ud.message, ud.mip_dual_bound = 0, "Optimal", -1e9
        return ud

    monkeypatch.setattr(daekningssag, "milp", milp)
    fundet = [stoerste_daekning(afstand <= 9, vaegt, 5), p_median(afstand, vaegt, 5)]
    fundet += [fuld_daekning(afstand <= 25), p_center(afstand, vaegt, 5)]
    for nr, (fund, mest) in enumerate(zip(fundet, bedst, strict=True)):
        if fund.status == "bevist":  # the other bound may do: sites in part, or a greedy choice
            assert fund.vaerdi == mest.vaerdi and nr != 2
            continue
        assert fund.status in ("bedste fundne", "intet fundet") and fund.gab > 0
        retning = -1 if nr == 0 else 1
        assert retning * fund.skranke <= retning * mest.vaerdi
        assert np.isnan(fund.vaerdi) or retning * fund.vaerdi >= retning * mest.vaerdi
    assert fundet[2].status == "bedste fundne"
    if vej == "helt":
        assert "bevist" not in {f.status for f in fundet[:2]}
