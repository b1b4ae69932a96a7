"""Three readings side by side: they rank by their own question, and a disagreement is explained."""

from __future__ import annotations

from planning.adgang import adgang
from planning.daekningsbillede import daekningsbillede
from planning.laesninger import laesninger, uenighed
from planning.plan import Plan
from planning.status import status


def _ramme(plan: Plan):
    return laesninger(status(plan), daekningsbillede(plan, "minutter", 15), adgang(plan))


def test_every_kommune_and_the_region_stand_once(plan: Plan) -> None:
    ramme = _ramme(plan)
    assert list(ramme.index)[-1] == "region"
    assert sorted(ramme.index[:-1]) == sorted(plan.kommuner.index)


def test_aalborg_is_scarce_by_number_but_draws_on_its_neighbours(plan: Plan) -> None:
    aalborg = _ramme(plan).loc["0851"]
    assert aalborg["afvigelse_pct"] > 20
    assert aalborg["adgang_afvigelse_pct"] > -10
    assert aalborg["netto"] > 0
    assert "naboernes er i rækkevidde" in aalborg["forklaring"]


def test_jammerbugt_is_scarce_in_both_and_needs_no_explanation(plan: Plan) -> None:
    jammerbugt = _ramme(plan).loc["0849"]
    assert jammerbugt["afvigelse_pct"] > 10
    assert jammerbugt["adgang_afvigelse_pct"] < -10
    assert jammerbugt["forklaring"] == ""


def test_the_sentence_counts_those_that_disagree(plan: Plan) -> None:
    ramme = _ramme(plan)
    uenige = ramme.loc[ramme["forklaring"] != "", "kommune"]
    saetning = uenighed(ramme)
    assert f"i {len(uenige)} kommuner" in saetning
    assert all(navn in saetning for navn in uenige)
