"""What a saved scenario is told as in a list of many."""

from __future__ import annotations

import dataclasses

from planning.plan import Plan
from planning.tiltag import Flytning, Nedlaeggelse, som_dict
from saetninger.tiltag import beskriv, gemte_kort, kort_titel


def test_the_first_of_a_saved_scenario_are_told(lille_plan: Plan) -> None:
    flyt = Flytning("n1", "s1", 1, 0)
    assert gemte_kort(lille_plan, []) == []
    assert gemte_kort(lille_plan, [som_dict(flyt)]) == [beskriv(lille_plan, flyt)]
    fire = gemte_kort(lille_plan, [som_dict(flyt)] * 4)
    assert fire == [*[beskriv(lille_plan, flyt)] * 3, "Og flere."]


def test_one_that_does_not_fit_is_passed_by(lille_plan: Plan) -> None:
    fremmed = som_dict(Flytning("findes-ikke", "s1", 1, 0))
    assert gemte_kort(lille_plan, [fremmed]) == []
    assert gemte_kort(lille_plan, [{"type": "noget nyt"}]) == []


def test_a_title_is_the_towns_or_the_clinics_of_one_town(lille_plan: Plan) -> None:
    klinikker = lille_plan.klinikker
    titel = kort_titel(lille_plan, Flytning("n1", "s1", 1, 0))
    assert titel == f"Flyt 1 kapacitet: {klinikker['by']['n1']} → {klinikker['by']['s1']}"
    samme_by = dataclasses.replace(lille_plan, klinikker=klinikker.assign(by="Havn"))
    titel = kort_titel(samme_by, Flytning("n1", "n2", 1, 0))
    assert titel.endswith(f": {klinikker['navn']['n1']} → {klinikker['navn']['n2']}")
    nedlagt = kort_titel(lille_plan, Nedlaeggelse("n1", 1, 0))
    assert nedlagt.endswith(f": {klinikker['by']['n1']}")
