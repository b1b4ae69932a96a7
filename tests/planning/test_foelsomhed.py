"""Shaken ground: times, people and weights, by hand and against the plain way of doing it."""

from __future__ import annotations

import dataclasses
import gc
import weakref

import numpy as np
import pandas as pd
import pytest

from planning.effekt import NAERHED, STANDARDVAEGTE, effekt
from planning.egn import stand
from planning.flytning import anvend
from planning.foelsomhed import (
    BEDSTE,
    effektspaend,
    rangfoelsomhed,
)
from planning.interval import USIKKERHED_PCT
from planning.mulige_flytninger import mulige_flytninger
from planning.plan import Plan
from planning.scenarie import vurder
from planning.tiltag import Flytning, Nedlaeggelse
from planning.varianter import paa_andet_grundlag, varianter


def test_all_ways_are_shorter_and_longer(lille_plan: Plan) -> None:
    minutter = lille_plan.afstande["minutter"]
    for variant, faktor in (("kortere", 0.85), ("laengere", 1.15)):
        rystet = paa_andet_grundlag(lille_plan, variant)  # type: ignore[arg-type]
        np.testing.assert_allclose(rystet.afstande["minutter"], faktor * minutter)
        assert rystet.punkter is lille_plan.punkter
    assert USIKKERHED_PCT == 15


def test_the_counted_people_by_hand(lille_plan: Plan) -> None:
    # Counted: d1 5,000 and d2 1,000 as in Nordby's 6,000, d3 3,300 of Sydby's 3,000, d4 600.
    talt = lille_plan.distrikter.assign(personer=[5000, 1000, 3300, 600])
    plan = dataclasses.replace(lille_plan, distrikter=talt)
    rystet = paa_andet_grundlag(plan, "optalt")
    assert rystet.kommuner["indbyggere"].tolist() == [6000, 3300, 600]
    assert rystet.punkter["indbyggere"].tolist() == pytest.approx([3000, 2000, 1000, 3300, 600])
    assert rystet.afstande["minutter"] is plan.afstande["minutter"]


def test_plans_that_share_ground_share_it_shaken(lille_plan: Plan) -> None:
    efter = anvend(lille_plan, [Flytning("n1", "s1", 1, 0)])
    for variant in varianter(lille_plan):
        a, b = (paa_andet_grundlag(p, variant) for p in (lille_plan, efter))
        assert a.afstande["minutter"] is b.afstande["minutter"] and a.punkter is b.punkter


def test_ways_are_held_once_and_have_no_holes(lille_plan: Plan) -> None:
    # Some megabytes each: what is shaken lies as it is read, and who is counted otherwise has the
    # ways of the plan itself.
    med_huller = lille_plan.afstande["minutter"]
    uden_huller = np.nan_to_num(med_huller, nan=90.0)
    for minutter in (med_huller, uden_huller):
        plan = dataclasses.replace(lille_plan, afstande={"minutter": minutter})
        veje = stand(plan).egn.veje.minutter
        np.testing.assert_array_equal(veje, np.nan_to_num(minutter, nan=np.inf).T)
        assert stand(paa_andet_grundlag(plan, "optalt")).egn.veje.minutter is veje
        rystet = paa_andet_grundlag(plan, "kortere")
        rystede = stand(rystet).egn.veje.minutter
        assert np.isinf(rystede).sum() == np.isnan(minutter).sum()
        delt = np.shares_memory(rystede, rystet.afstande["minutter"])
        assert delt is not bool(np.isnan(minutter).any())


def test_imported_times_are_not_shaken(lille_plan: Plan) -> None:
    assert varianter(lille_plan) == ["kortere", "laengere", "optalt"]
    importeret = dataclasses.replace(lille_plan, model=frozenset({"befolkning"}))
    assert varianter(importeret) == ["optalt"]


def test_the_range_of_an_effect_is_that_of_each_ground(plan: Plan) -> None:
    tiltag = [Flytning("hjoerring-kongensgade", "brovst-klinik-for-fysioterapi", 1, 0)]
    v = vurder(plan, tiltag, {NAERHED: 1.0})
    lukket = vurder(plan, [Nedlaeggelse("hanstholm-fysioterapi", 1, 1)], {NAERHED: 1.0})
    spaend = effektspaend(lukket)
    alle = [lukket.effekt.samlet] + [
        effekt(
            paa_andet_grundlag(plan, s), paa_andet_grundlag(lukket.plan_efter, s), {NAERHED: 1}
        ).samlet
        for s in varianter(plan)
    ]
    assert (spaend.mindst, spaend.hoejst) == pytest.approx((min(alle), max(alle)))
    # With one criterion the total is its score.
    assert spaend.kriterier.loc[NAERHED].tolist() == pytest.approx([min(alle), max(alle)])
    assert spaend.hoejst < 0 and spaend.samme_fortegn
    assert not effektspaend(v).samme_fortegn, "nobody's way changes: nought has no sign"


def test_places_are_those_of_each_ground(plan: Plan) -> None:
    alle = mulige_flytninger(plan, undtag=("0825",))
    ramme = rangfoelsomhed(plan, alle, STANDARDVAEGTE, undtag=("0825",))
    assert ramme["plads"].tolist() == list(range(1, BEDSTE + 1))
    assert ramme.index[0] == alle["samlet"].idxmax()
    for variant in varianter(plan):
        andre = mulige_flytninger(paa_andet_grundlag(plan, variant), undtag=("0825",))["samlet"]
        for flytning, plads in ramme[f"plads_{variant}"].items():
            assert plads == 1 + (andre > andre[flytning]).sum()
    pladser = ramme[["plads", *(f"plads_{v}" for v in varianter(plan))]]
    assert ramme["blandt"].tolist() == (pladser.max(axis=1) <= BEDSTE).tolist()
    assert 0 < ramme["blandt"].sum() < BEDSTE


def test_the_share_of_weightings_by_a_slow_twin(lille_plan: Plan) -> None:
    # With one criterion every weighting is the same, and the best are the best in all of them.
    alle = mulige_flytninger(lille_plan, {NAERHED: 1.0})
    kun = alle.drop(columns=[n for n in STANDARDVAEGTE if n != NAERHED and n in alle])
    ramme = rangfoelsomhed(lille_plan, kun, {NAERHED: 1.0})
    assert ramme["vaegte_pct"].tolist() == [100.0] * len(ramme)


def test_no_moves_no_places(lille_plan: Plan) -> None:
    tom = lille_plan.kapaciteter.assign(over30=0, under30=0)
    plan = dataclasses.replace(lille_plan, kapaciteter=tom)
    ramme = rangfoelsomhed(plan, mulige_flytninger(plan), STANDARDVAEGTE)
    assert ramme.empty and isinstance(ramme, pd.DataFrame)


def test_a_shaken_plan_is_forgotten_with_the_plan_it_is_of(lille_plan: Plan) -> None:
    plan = dataclasses.replace(lille_plan)
    rystet = weakref.ref(paa_andet_grundlag(plan, "kortere"))
    assert rystet() is paa_andet_grundlag(plan, "kortere")
    del plan
    gc.collect()
    assert rystet() is None
