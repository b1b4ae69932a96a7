"""Destinations: what a user writes becomes a clinic or a place, or is met with what to write."""

from __future__ import annotations

import numpy as np
import pytest

from dansk import Inputfejl
from data.steder import byer, destination, ny_adresse_i_by, ny_adresse_i_punkt
from planning.plan import Plan, Sted

# The largest town of each kommune (GeoNames).
STOERSTE = {
    "Morsø": "Nykøbing Mors",
    "Thisted": "Thisted",
    "Brønderslev": "Brønderslev",
    "Frederikshavn": "Frederikshavn",
    "Vesthimmerland": "Aars",
    "Læsø": "Byrum",
    "Rebild": "Støvring",
    "Mariagerfjord": "Hobro",
    "Jammerbugt": "Åbybro",
    "Aalborg": "Aalborg",
    "Hjørring": "Hjørring",
}


def test_a_clinic_id_is_itself(plan: Plan) -> None:
    for klinik_id in plan.klinikker.index:
        assert destination(plan, klinik_id) == klinik_id


@pytest.mark.parametrize(("kommune", "by"), STOERSTE.items())
def test_a_kommune_means_its_largest_town(plan: Plan, kommune: str, by: str) -> None:
    sted = destination(plan, kommune)
    assert isinstance(sted, Sted)
    assert (sted.by, sted.bysamfund) == (by, by)
    assert plan.kommuner["kommune"][sted.kommune_kode] == kommune
    assert sted.sted_id not in plan.klinikker.index


@pytest.mark.parametrize("skrevet", ["rebild", "REBILD", "  Rebild "])
def test_a_kommune_is_known_however_it_is_written(plan: Plan, skrevet: str) -> None:
    assert destination(plan, skrevet) == destination(plan, "Rebild")


@pytest.mark.parametrize(
    ("punkt", "kommune", "bysamfund"),
    [
        ("57.048,9.919", "Aalborg", "Aalborg"),
        # In Gistrup's radius although Aalborg's is near.
        ("56.9943,9.99085", "Aalborg", "Gistrup"),
        ("56.885,9.838", "Rebild", "Støvring"),
        ("57.2568,10.9974", "Læsø", "Byrum"),
        # Far from every town.
        ("57.0,8.45", "Thisted", None),
    ],
)
def test_a_point_is_a_new_address_in_its_kommune(
    plan: Plan, punkt: str, kommune: str, bysamfund: str | None
) -> None:
    sted = destination(plan, punkt)
    assert isinstance(sted, Sted)
    assert plan.kommuner["kommune"][sted.kommune_kode] == kommune
    if bysamfund is None:
        assert sted.bysamfund not in set(plan.byer["by"])
    else:
        assert sted.bysamfund == bysamfund
    assert (sted.lat, sted.lon) == tuple(float(d) for d in punkt.split(","))


def test_the_measured_point_is_the_drawn_one(plan: Plan) -> None:
    # The towns of the dataset have both: a new address on one has the same metres.
    by = plan.byer[plan.byer["by"] == "Hobro"].iloc[0]
    sted = ny_adresse_i_punkt(plan, by["lat"], by["lon"])
    assert np.hypot(sted.x - by["x"], sted.y - by["y"]) < 1


def test_two_points_apart_are_two_addresses(plan: Plan) -> None:
    a, b = (ny_adresse_i_punkt(plan, 57.05, lon) for lon in (9.92, 9.93))
    assert a.sted_id != b.sted_id


def test_the_harbour_is_on_land_but_the_middle_of_kattegat_is_not(plan: Plan) -> None:
    assert ny_adresse_i_punkt(plan, 57.4355, 10.546).kommune_kode == "0813"
    with pytest.raises(Inputfejl, match=r"ligger ikke i en af regionens kommuner, men \d+,\d km"):
        ny_adresse_i_punkt(plan, 57.4, 10.8)


@pytest.mark.parametrize(
    ("skrevet", "besked"),
    [
        ("Skive", "hverken et klinik-id, en kommune eller et punkt"),
        ("", "hverken et klinik-id"),
        ("hobro", "hverken et klinik-id"),
        ("HOBRO-BENEFIT", "hverken et klinik-id"),
        ("57.05", "hverken et klinik-id"),
        ("57.05,9.92,3", "er ikke et punkt"),
        ("57,05,9,92", "er ikke et punkt"),
        ("Hobro, Rebild", "er ikke et punkt"),
        (",", "er ikke et punkt"),
        ("9.92,57.05", "omvendt rækkefølge"),
        ("nan,9.9", "uden for Nordjylland"),
        ("57.05,inf", "uden for Nordjylland"),
        ("56.15,10.2", "ligger ikke i en af regionens kommuner"),
        ("56.57,9.03", "ligger ikke i en af regionens kommuner"),
    ],
)
def test_what_is_no_destination_is_met_with_what_to_write(
    plan: Plan, skrevet: str, besked: str
) -> None:
    with pytest.raises(Inputfejl, match=besked):
        destination(plan, skrevet)


def test_the_towns_of_a_kommune_come_largest_first(plan: Plan) -> None:
    navne = byer(plan, "0840")
    assert navne[:3] == ["Støvring", "Skørping", "Nørager"]
    antal = plan.byer.set_index("by").loc[navne, "indbyggere"]
    assert antal.is_monotonic_decreasing


def test_a_town_of_another_kommune_is_met_with_those_there_are(plan: Plan) -> None:
    with pytest.raises(Inputfejl, match=r"»Hobro« i datasættet.*Støvring, Skørping"):
        ny_adresse_i_by(plan, "0840", "Hobro")
