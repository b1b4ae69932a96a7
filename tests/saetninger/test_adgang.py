"""Access in words: where it is poorest, and where that rests on the model's times."""

from __future__ import annotations

from planning.adgang import adgang, adgangsspaend
from planning.plan import REGIONSRAEKKE, Plan
from saetninger.adgang import adgangsnyhed
from tabeller.daekning import adgangstabel


def test_who_is_only_poor_by_the_models_times_is_named_with_the_range(plan: Plan) -> None:
    tabel = adgangstabel(plan, adgang(plan), adgangsspaend(plan))
    # -13 % as the model has the ways, and -2 % at one end of what they may be; Aalborg is -12 to
    # -17 % and poor at both.
    assert adgangsnyhed(tabel.ramme.drop(index=REGIONSRAEKKE)).endswith(
        "Usikkert er det i Brønderslev (−13 til −2 %)."
    )


def test_without_a_range_nobody_is_uncertain(lille_plan: Plan) -> None:
    kommuner = adgang(lille_plan).kommuner
    assert kommuner["afvigelse_pct"].min() < -10 and "Usikkert" not in adgangsnyhed(kommuner)
    pct = kommuner["afvigelse_pct"]
    ens = kommuner.assign(afvigelse_pct_mindst=pct, afvigelse_pct_hoejst=pct)
    assert "Usikkert" not in adgangsnyhed(ens)
