"""The key figures of a scenario, by hand from the small plan (tests/conftest.py)."""

from __future__ import annotations

from planning.plan import Plan
from planning.scenarie import vurder
from planning.tiltag import Flytning, Nedlaeggelse, Udvidelse
from saetninger.scenarietal import scenarietal


def test_each_kommune_that_is_touched_is_told_before_and_after(lille_plan: Plan) -> None:
    # Nordby 6,000 / 4 to 6,000 / 3; Sydby 3,000 / 1.5 to 3,000 / 2.5.
    tal = dict(
        (hvad, tallet)
        for tallet, hvad in scenarietal(vurder(lille_plan, [Flytning("n1", "s1", 1, 0)]))
    )
    assert tal["indbyggere pr. kapacitet i Nordby"] == "1.500 → 2.000"
    assert tal["indbyggere pr. kapacitet i Sydby"] == "2.000 → 1.200"
    # Scarcer than 1,600: Sydby lacked 3,000 / 1,600 - 1.5 = 0.375 of 6; then Nordby lacks 0.75.
    assert "6,3 → 12,5 %" in tal.values()
    assert any(hvad.startswith("samlet effekt") for hvad in tal)


def test_a_kommune_left_with_nothing_and_one_moved_within(lille_plan: Plan) -> None:
    sidste = [Nedlaeggelse("l1", 0, 1)]
    assert ("0", "kapaciteter i Læsø") in scenarietal(vurder(lille_plan, sidste))
    inden_for = scenarietal(vurder(lille_plan, [Flytning("n1", "n2", 1, 0)]))
    assert inden_for[0] == ("Ingen", "kommune får anden kapacitet")


def test_more_than_two_are_counted(lille_plan: Plan) -> None:
    tiltag = [Flytning("n1", "s1", 1, 0), Udvidelse("l1", 1, 0)]
    tal = scenarietal(vurder(lille_plan, tiltag))
    assert tal[0] == ("3", "kommuner får anden kapacitet")
    # Whoever reads the figure alone is told that more capacity is not in it.
    assert "ikke at der bliver mere eller mindre" in tal[-1][1]


def test_nothing_is_told_of_nothing(lille_plan: Plan) -> None:
    assert scenarietal(vurder(lille_plan, [])) == []
