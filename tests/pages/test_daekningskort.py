"""The map of Dækning from limit to limit: what does not hang on the limit is written once."""

from __future__ import annotations

from pages.dele.daekningskort import daekningslagene
from pages.dele.kortgrund import gitter, kortomrids
from planning.adgang import STANDARDAFTAGEN
from planning.daekningsbillede import Filter, daekningsbillede
from planning.plan import Plan


def test_the_clinics_are_the_same_layer_whatever_the_limit_is(plan: Plan) -> None:
    """Another limit has other bands, and another filter other clinics."""

    def lag(graense: float, filtrering: Filter) -> dict[str, object]:
        billede = daekningsbillede(plan, "minutter", graense, filtrering)
        grund = gitter(plan), kortomrids(plan)
        return {
            str(g.layer_name): g for g in daekningslagene(billede, None, STANDARDAFTAGEN, *grund)[0]
        }

    ti, tolv = lag(10.0, Filter()), lag(12.0, Filter())
    assert ti["Klinikker"] is tolv["Klinikker"]
    assert ti["Hvide pletter"] is not tolv["Hvide pletter"]
    med_adgang = lag(12.0, Filter(kun_handicapadgang=True))["Klinikker"]
    assert med_adgang is not tolv["Klinikker"]


def test_a_handful_of_limits_is_kept(plan: Plan) -> None:
    """Those who talk of a limit go back to one they had."""
    foerste = daekningsbillede(plan, "minutter", 10.0)
    for graense in range(11, 21):
        daekningsbillede(plan, "minutter", float(graense))
    assert daekningsbillede(plan, "minutter", 10.0) is foerste
