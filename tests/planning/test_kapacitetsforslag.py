"""Which clinics the next capacities go to: against every choice, and the plan that follows."""

from __future__ import annotations

import dataclasses
from itertools import combinations_with_replacement

import numpy as np
import pytest

from dansk import Inputfejl
from planning import kapacitetsforslag as modul
from planning.daekningssag import Svar
from planning.effekt import HARMONISERING
from planning.egn import Stande, stand
from planning.kapacitetsforslag import MAAL, Maal, kapacitetsforslag
from planning.kriterier import daarligst_stillede, mangler_i_kommuner, niveau
from planning.plan import Plan
from planning.scenarie import vurder
from planning.tiltag import Udvidelse


def _alle(plan: Plan, maal: Maal, nye: int) -> np.ndarray:
    """Return the figure of every way to give so many capacities to the clinics."""
    foer = stand(plan)
    antal = foer.kapacitet.shape[1]
    valg = list(combinations_with_replacement(range(antal), nye))
    flere = np.array([np.bincount(v, minlength=antal) for v in valg])
    efter = Stande(foer.egn, foer.kapacitet + flere, np.tile(foer.rettigheder, (len(valg), 1)))
    if maal == "adgang":
        return daarligst_stillede(efter)
    return mangler_i_kommuner(efter, float(niveau(foer).item()))


@pytest.mark.parametrize("nye", [1, 2, 3])
def test_the_best_of_all_ways(nye: int, lille_plan: Plan) -> None:
    _holder(lille_plan, nye)


def test_the_best_of_all_ways_in_the_region(plan: Plan) -> None:
    _holder(plan, 2)


def _holder(plan: Plan, nye: int) -> None:
    mangler, adgang = (kapacitetsforslag(plan, maal, nye) for maal in MAAL)
    assert mangler.efter[-1] == pytest.approx(_alle(plan, "mangler", nye).min())
    assert adgang.efter[-1] == pytest.approx(_alle(plan, "adgang", nye).max())
    for svar in (mangler, adgang):
        assert svar.status == "bevist" and svar.gab == 0 and svar.skranke == svar.efter[-1]
        assert len(svar.tiltag) == len(svar.efter) == nye


def test_by_hand(lille_plan: Plan) -> None:
    # The level is 6 of 9,600. Sydby (3,000) should have 1.875 and has 1.5, Læsø (600) has 0.5 and
    # should have 0.375: 0.375 of 6 are lacked, 6.25 percent, and one more at s1 is enough.
    svar = kapacitetsforslag(lille_plan, "mangler", 1)
    assert svar.tiltag == (Udvidelse("s1", over30=1),)
    assert svar.foer == 6.25 and svar.efter == (0.0,)


def test_the_plan_after_says_the_same(plan: Plan) -> None:
    svar = kapacitetsforslag(plan, "mangler", 3)
    v = vurder(plan, svar.tiltag)
    raekke = v.effekt.kriterier.set_index("kriterium").loc[HARMONISERING]
    assert raekke["foer"] == pytest.approx(svar.foer)
    assert raekke["efter"] == pytest.approx(svar.efter[-1])
    adgang = kapacitetsforslag(plan, "adgang", 3)
    (efter,) = daarligst_stillede(stand(vurder(plan, adgang.tiltag).plan_efter))
    assert adgang.efter[-1] == pytest.approx(efter)
    assert (np.diff([adgang.foer, *adgang.efter]) > 0).all()


def test_a_search_without_an_answer_claims_no_proof(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(modul, "loes", lambda *_: Svar(None, -np.inf, False))
    svar = kapacitetsforslag(plan, "adgang", 2)
    assert svar.status == "bedste fundne" and svar.gab > 0 and svar.skranke > svar.efter[-1]


def test_what_cannot_be_asked_is_said(lille_plan: Plan) -> None:
    for ord_, maal, nye in (("Ukendt mål", "mest", 1), ("1, 2, 3", "adgang", 0)):
        with pytest.raises(Inputfejl, match=ord_):
            kapacitetsforslag(lille_plan, maal, nye)  # type: ignore[arg-type]
    tom = dataclasses.replace(lille_plan, klinikker=lille_plan.klinikker.iloc[:0])
    with pytest.raises(Inputfejl, match="ingen klinikker"):
        kapacitetsforslag(tom, "adgang", 1)
