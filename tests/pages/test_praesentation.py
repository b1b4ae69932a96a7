"""Presentation: a step for each tiltag between what is and what comes of all of them."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from dansk import omtrent
from data.steder import ny_adresse_i_by
from planning.daekningsbillede import daekningsbillede
from planning.flytning import anvend
from planning.plan import Plan
from planning.scenarie import vurder
from planning.tiltag import Flytning
from saetninger.daekning import daekningsdom
from saetninger.scenarienyhed import kort_nyhed, samlet_nyhed
from tests.pages.apptest import aabn, html_paa, kort, uden_fejl


def _titel(at: AppTest) -> str:
    return at.title[0].value


def test_a_scenario_is_walked_from_what_is_to_what_comes_of_it(
    plan: Plan, tiltag: tuple[Flytning, Flytning]
) -> None:
    at = uden_fejl(aabn("praesentation", tiltag=tiltag))
    assert at.button(key="forrige").disabled and not at.button(key="naeste").disabled
    assert len(kort(at)) == 1
    titler = [_titel(at)]
    for nr in (1, 2):
        uden_fejl(at.button(key="naeste").click().run())
        titler.append(_titel(at))
        # What this one does, after those before it.
        foer = anvend(plan, tiltag[: nr - 1])
        assert kort_nyhed(vurder(foer, [tiltag[nr - 1]])) in html_paa(at)
    uden_fejl(at.button(key="naeste").click().run())
    assert at.button(key="naeste").disabled
    assert samlet_nyhed(vurder(plan, tiltag)) in html_paa(at)
    assert len({*titler, _titel(at)}) == 4
    uden_fejl(at.button(key="forrige").click().run())
    assert _titel(at) == titler[2]


def test_a_step_that_breaks_a_condition_says_so_and_no_other(
    tiltag: tuple[Flytning, Flytning],
) -> None:
    """Whoever votes by the slide is to see it there: the clinic in Brovst has no access."""
    brudt = Flytning("thisted-nordthy-klinik", "brovst-klinik-for-fysioterapi", 1, 0)
    at = uden_fejl(aabn("praesentation", tiltag=(tiltag[0], brudt)))
    brud, siger = "Et vilkår er ikke opfyldt i tiltag 2", []
    for _ in range(4):
        siger.append(brud in html_paa(at))
        if not at.button(key="naeste").disabled:
            uden_fejl(at.button(key="naeste").click().run())
    assert siger == [False, False, True, True]


def test_without_a_scenario_the_region_is_shown_by_each_measure() -> None:
    at = uden_fejl(aabn("praesentation"))
    assert all(navn in html_paa(at) for navn in ("Aalborg", "Morsø", "Jammerbugt"))
    set_ = [_titel(at)]
    while not at.button(key="naeste").disabled:
        set_.append(_titel(uden_fejl(at.button(key="naeste").click().run())))
    # Who is worst off by each, and each of the four.
    assert len(set_) == len(set(set_)) == 5


def test_where_ways_change_they_are_shown_before_and_after(plan: Plan) -> None:
    """Somebody far from a clinic gets one: a map of capacity says nothing of it."""
    hals = ny_adresse_i_by(plan, "0851", "Hals")
    flytning = Flytning("thisted-nordthy-klinik", hals, 1, 0)
    efter = vurder(plan, [flytning])
    assert efter.foelger.kortere > 0
    at = uden_fejl(aabn("praesentation", tiltag=(flytning,)))
    titler, siger = [], []
    while True:
        titler.append(_titel(at))
        siger.append(html_paa(at))
        if at.button(key="naeste").disabled:
            break
        uden_fejl(at.button(key="naeste").click().run())
    assert "Thisted → Hals" in titler[1]
    foer, til_sidst = (daekningsbillede(p, "minutter", 15) for p in (plan, efter.plan_efter))
    assert daekningsdom(foer) in siger[-2] and titler[-2].startswith("Før")
    assert titler[-1] == titler[-2].replace("Før", "Efter")
    assert omtrent(til_sidst.udaekkede) in siger[-1] != siger[-2]


def test_a_step_that_is_gone_is_the_last_there_is(tiltag: tuple[Flytning, Flytning]) -> None:
    at = uden_fejl(aabn("praesentation", tiltag=tiltag[:1], praesentationstrin=7))
    assert at.button(key="naeste").disabled
    assert at.button(key="afslut").proto.shortcut


@pytest.mark.parametrize("side", ["scenarier", "daekning"])
def test_it_ends_on_the_page_it_was_opened_from(side: str) -> None:
    at = uden_fejl(aabn(side))
    overskrift = at.title[0].value
    at = uden_fejl(at.button(key="vis_praesentation").click().run())
    at = uden_fejl(at.button(key="afslut").click().run())
    assert at.title[0].value == overskrift
