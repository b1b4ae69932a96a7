"""Sources and reservations: what is imported is not said to be only roughly so."""

from __future__ import annotations

import dataclasses

import pytest

from planning.plan import IMPORTERET, Plan
from saetninger.kilde import aarsforbehold, kortforbehold


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


@pytest.mark.parametrize(
    ("klinikker", "kommuner", "naevnt"),
    [
        (None, None, set()),
        ("4. juni 2026", None, {"2026", "2019"}),
        (None, "1. kvartal 2026", {"2026", "2019"}),
        ("4. juni 2026", "1. kvartal 2026", set()),
        ("ikke oplyst", None, {"2019", "ikke oplyser"}),
    ],
)
def test_capacities_and_residents_of_two_years_are_told(
    plan: Plan, klinikker: str | None, kommuner: str | None, naevnt: set[str]
) -> None:
    herkomst = dict(plan.herkomst)
    for navn, dato in (("klinikker", klinikker), ("kommuner", kommuner)):
        if dato is not None:
            kilde = f"{IMPORTERET} {navn} (fil.xlsx)"
            herkomst[navn] = dataclasses.replace(herkomst[navn], kilde=kilde, dato=dato)
    saetning = aarsforbehold(dataclasses.replace(plan, herkomst=herkomst, fingeraftryk="andet"))
    assert {o for o in ("2019", "2026", "ikke oplyser") if o in saetning} == naevnt
    assert bool(saetning) == bool(naevnt)
