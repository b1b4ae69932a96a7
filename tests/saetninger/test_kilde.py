"""Sources and reservations: what is imported is not said to be only roughly so."""

from __future__ import annotations

import dataclasses

import pytest

from planning.plan import IMPORTERET, Plan
from saetninger.kilde import kortforbehold


@pytest.mark.parametrize(
    ("omrids", "punkter", "naevnt"),
    [
        (False, False, {"kommunegrænser", "klinikpunkter"}),
        (True, False, {"klinikpunkter"}),
        (False, True, {"kommunegrænser"}),
        (True, True, set()),
    ],
)
def test_only_what_is_not_imported_is_roughly_so(
    plan: Plan, omrids: bool, punkter: bool, naevnt: set[str]
) -> None:
    herkomst = dict(plan.herkomst)
    if omrids:
        kilde = f"{IMPORTERET} omrids (kommuner.gpkg)"
        herkomst["omrids"] = dataclasses.replace(herkomst["omrids"], kilde=kilde)
    klinikker = plan.klinikker.assign(praecision="adresse") if punkter else plan.klinikker
    saetning = kortforbehold(
        dataclasses.replace(plan, herkomst=herkomst, klinikker=klinikker, fingeraftryk="andet")
    )
    assert {ord_ for ord_ in ("kommunegrænser", "klinikpunkter") if ord_ in saetning} == naevnt
    assert (saetning == "") == (not naevnt)
