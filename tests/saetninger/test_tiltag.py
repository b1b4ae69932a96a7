"""What a saved scenario is told as in a list of many."""

from __future__ import annotations

from planning.plan import Plan
from planning.tiltag import Flytning, som_dict
from saetninger.tiltag import beskriv, gemte_kort


def test_the_first_of_a_saved_scenario_are_told(lille_plan: Plan) -> None:
    flyt = Flytning("n1", "s1", 1, 0)
    assert gemte_kort(lille_plan, []) == ""
    assert gemte_kort(lille_plan, [som_dict(flyt)]) == f"{beskriv(lille_plan, flyt)}."
    fire = gemte_kort(lille_plan, [som_dict(flyt)] * 4)
    assert fire.count(beskriv(lille_plan, flyt)) == 3 and fire.endswith("Og flere.")


def test_one_that_does_not_fit_is_passed_by(lille_plan: Plan) -> None:
    fremmed = som_dict(Flytning("findes-ikke", "s1", 1, 0))
    assert gemte_kort(lille_plan, [fremmed]) == ""
    assert gemte_kort(lille_plan, [{"type": "noget nyt"}]) == ""
