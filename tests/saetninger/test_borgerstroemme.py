"""What is said of patients' flows: where model and source disagree, with both figures."""

from __future__ import annotations

from planning.adgang import STANDARDAFTAGEN
from planning.borgerstroemme import borgerstroemme
from planning.plan import Plan
from saetninger.borgerstroemme import stroemnyhed, valgnote


def test_the_kommuner_where_the_two_are_furthest_apart_are_named_with_both(plan: Plan) -> None:
    s = borgerstroemme(plan)
    assert s is not None
    # Half an hour away the model has Aalborg get 6.7, and Hjørring give 0.9 where it gets 1.9.
    langt = stroemnyhed(s, "trin")
    assert "Aalborg (model +6,7, kilde +2,6)" in langt
    assert "Hjørring (model −0,9, kilde +1,8)" in langt
    assert "det modsatte om Hjørring og Jammerbugt" in langt and "1,9 kapaciteter" in langt
    kort = stroemnyhed(s, STANDARDAFTAGEN)
    assert "Vesthimmerland (model −1,0, kilde −4,4)" in kort
    assert "modsatte" not in kort and "1,5 kapaciteter" in kort


def test_the_price_of_the_choice_is_told(plan: Plan) -> None:
    s = borgerstroemme(plan)
    assert s is not None
    assert "over 20 minutter" in valgnote(s) and "10/15/20" in valgnote(s)
