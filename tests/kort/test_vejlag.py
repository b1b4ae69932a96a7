"""The ways to a clinic around a scenario: each state its colours, and the moves over it."""

from __future__ import annotations

import pytest

from geo.baand import byg_gitter
from geo.omraader import tegneomrids
from kort.farver import BAAND, VEJFORSKEL
from kort.vejlag import veje, vejtegn
from planning.daekningsbillede import Daekningsbillede, daekningsbillede
from planning.flytning import beholdning
from planning.plan import Plan
from planning.scenarie import Vurdering, vurder
from planning.tiltag import Nedlaeggelse

LUKKET = "hanstholm-fysioterapi"


@pytest.fixture(scope="module")
def lukning(plan: Plan) -> tuple[Vurdering, Daekningsbillede, Daekningsbillede]:
    """A clinic that closes, and the ways before and after."""
    v = vurder(plan, [Nedlaeggelse(LUKKET, **beholdning(plan, LUKKET))])
    return v, *(daekningsbillede(p, "minutter", 15) for p in (v.plan_foer, v.plan_efter))


@pytest.mark.parametrize(
    ("vist", "farver"),
    [
        ("foer", set(BAAND)),
        ("efter", set(BAAND)),
        # Nobody gets nearer by a clinic that closes.
        ("aendring", set(VEJFORSKEL.farver[2:])),
    ],
)
def test_each_state_has_its_colours_and_what_closes_is_marked(
    plan: Plan,
    lukning: tuple[Vurdering, Daekningsbillede, Daekningsbillede],
    vist: str,
    farver: set[str],
) -> None:
    gitter = byg_gitter(plan.omrids, plan.punkter[["x", "y"]].to_numpy())
    lag = veje(lukning[0], vist, *lukning[1:], gitter, tegneomrids(plan.omrids))
    (flader,) = (b for b in lag[0]._children.values() if hasattr(b, "data"))
    malet = {t["properties"]["style"]["fillColor"] for t in flader.data["features"]}
    assert malet == farver
    assert {farve for farve, _ in vejtegn(vist, lukning[2])} >= malet
    assert "Klinikker" in [gruppe.layer_name for gruppe in lag]
