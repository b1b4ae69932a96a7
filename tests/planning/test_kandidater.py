"""The places a capacity can be put: each once, and the ways there those of a new address."""

from __future__ import annotations

import dataclasses
from collections import Counter

import numpy as np
import pytest

from data.steder import ny_adresse_i_by, ny_adresse_i_distrikt, ny_adresse_i_punkt
from planning.flytning import anvend
from planning.inddeling import Inddeling
from planning.kandidater import kandidater, minutter_til, nye_adresser
from planning.plan import SAMME_STED_M, Plan, Sted
from planning.planomraade import efter_planomraade, sundhedsraad
from planning.tiltag import Flytning
from planning.varianter import FAKTOR, paa_andet_grundlag


def sted(navn: str, x: float, y: float = 0.0, kode: str = "0101") -> Sted:
    return Sted(f"ny-{navn}", navn, "Landet", kode, "Landet", 57.0, 10.0, x, y)


# n1 is at (0, 0) and n2 at (10 km, 0).
NAER, LANDET = sted("naer", 10_400), sted("landet", 0, 20_000)
EGET, ETEMERE = sted("eget", 0, 20_300), sted("etmere", 5_000)


@pytest.fixture
def toy(lille_plan: Plan) -> Plan:
    """Return the small plan with a place near n2 and one in the country."""
    return dataclasses.replace(lille_plan, steder=(NAER, LANDET))


def test_each_place_stands_once_and_the_clinic_is_the_first(toy: Plan) -> None:
    navne = [k.sted.sted_id for k in kandidater(toy, [EGET, ETEMERE])]
    # The place near n2 is n2, and the user's own near the one in the country is that.
    assert navne == ["n1", "n2", "s1", "l1", "ny-landet", "ny-etmere"]
    assert [k.slags for k in kandidater(toy, [ETEMERE])][-2:] == ["distrikt", "punkt"]
    assert nye_adresser(toy) == (LANDET,)


def test_a_place_is_another_from_just_beyond_the_limit(toy: Plan) -> None:
    for meter, antal in ((SAMME_STED_M, 0), (SAMME_STED_M + 1, 1)):
        plan = dataclasses.replace(toy, steder=(sted("ny", -meter),))
        assert len(nye_adresser(plan)) == antal


def test_where_a_scenario_has_put_one_there_is_a_clinic(plan: Plan) -> None:
    hals = ny_adresse_i_by(plan, "0851", "Hals")
    assert hals in nye_adresser(plan)
    efter = anvend(plan, [Flytning("aalborg-klinik-for-fysioterapi", hals, 1, 0)])
    assert hals not in nye_adresser(efter)
    assert len(nye_adresser(efter)) == len(nye_adresser(plan)) - 1
    assert [k.slags for k in kandidater(efter) if k.sted.sted_id == hals.sted_id] == ["klinik"]


def test_towns_and_districts_of_the_dataset(plan: Plan) -> None:
    alle = kandidater(plan)
    antal = Counter(k.slags for k in alle)
    assert antal == {"klinik": len(plan.klinikker), "by": 36, "distrikt": 124}
    xy = np.array([(k.sted.x, k.sted.y) for k in alle])
    afstand = np.hypot(*(xy[:, None] - xy).transpose(2, 0, 1))
    klinikker = antal["klinik"]
    # Clinics may be as near each other as they are; nothing else is.
    assert (afstand[klinikker:] <= SAMME_STED_M).sum() == len(alle) - klinikker
    # What is left out is near one that is there.
    for distrikt in plan.distrikter.index:
        der = ny_adresse_i_distrikt(plan, distrikt)
        assert np.hypot(*(xy - (der.x, der.y)).T).min() <= SAMME_STED_M or der in plan.steder
    assert [k.sted for k in alle[klinikker:]] == list(plan.steder)


def test_a_district_is_where_a_point_there_is(plan: Plan) -> None:
    for nye in (s for s in plan.steder if "distrikt" in s.sted_id):
        punkt = ny_adresse_i_punkt(plan, nye.lat, nye.lon)
        assert (punkt.x, punkt.y) == (nye.x, nye.y)
        assert (punkt.bysamfund, punkt.kommune_kode) == (nye.bysamfund, nye.kommune_kode)


def test_the_ways_to_all_are_those_to_each(plan: Plan) -> None:
    steder = [k.sted for k in kandidater(plan)]
    punkt = ny_adresse_i_punkt(plan, 56.85, 9.55)
    alle = minutter_til(plan, [*steder, punkt])
    assert alle.shape == (len(plan.punkter), len(steder) + 1)
    np.testing.assert_array_equal(alle[:, :57], plan.afstande["minutter"])
    for nr in (57, 80, 120, 200, 216, 217):
        alene = plan.afstand_til([*steder, punkt][nr])
        np.testing.assert_array_equal(alle[:, nr], alene["minutter"])
    for maal, matrix in plan.stedafstande.items():
        kolonne = plan.afstand_til(plan.steder[7])[maal]
        np.testing.assert_array_equal(matrix[:, 7], kolonne)


def test_no_way_to_any_is_made_before_it_is_asked_for(plan: Plan) -> None:
    frisk = dataclasses.replace(plan)
    assert minutter_til(frisk, []).shape == (len(plan.punkter), 0)
    assert len(kandidater(frisk)) == 217


def test_by_areas_places_are_of_the_same_kommune(plan: Plan) -> None:
    # A plan of its own: others' by areas share ground with what is made after them.
    raad = efter_planomraade(dataclasses.replace(plan), sundhedsraad(plan))
    assert isinstance(raad.inddeling, Inddeling)
    assert kandidater(raad) == kandidater(plan)


def test_shaken_times_are_shaken_to_new_addresses_too(plan: Plan) -> None:
    steder = [*plan.steder[:3], ny_adresse_i_punkt(plan, 56.85, 9.55)]
    rystet = paa_andet_grundlag(plan, "laengere")
    np.testing.assert_allclose(
        minutter_til(rystet, steder), FAKTOR["laengere"] * minutter_til(plan, steder), rtol=1e-6
    )
    optalt = paa_andet_grundlag(plan, "optalt")
    np.testing.assert_array_equal(minutter_til(optalt, steder), minutter_til(plan, steder))
