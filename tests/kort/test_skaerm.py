"""A map of a page in print: the figures under the names are those of the screen."""

from __future__ import annotations

from kort import lag as kortlag
from kort.betalingslag import udgift
from kort.tryk.skaerm import Skaermlag
from pages.dele.kortgrund import kortomrids
from planning.betaling import udgifter
from planning.plan import Plan
from planning.status import status


def test_the_figures_of_the_screen_stand_under_the_names_in_print(plan: Plan) -> None:
    omrids = kortomrids(plan)
    lag = [kortlag.afvigelse(status(plan, "klinikliste"), omrids), kortlag.klinikker(plan)]
    skrevet = Skaermlag(lag, ()).tekster()
    assert set(skrevet) == set(plan.kommuner.index)
    # 5,823 residents to a capacity in Aalborg against the region's 4,571.
    assert skrevet["0851"] == "+27 %" and skrevet["0787"] == "−21 %"
    kroner = Skaermlag([udgift(udgifter(plan, "62", 2018), omrids)], ()).tekster()
    assert kroner["0851"] == "37,4 mio."


def test_a_map_without_figures_has_the_names_alone(plan: Plan) -> None:
    assert Skaermlag([kortlag.klinikker(plan)], ()).tekster() == {}
