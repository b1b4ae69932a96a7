"""What the region gains and loses, and who gets further: counted by hand on the small plan."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest

from dansk import Inputfejl
from planning.daekningsbillede import daekningsbillede
from planning.flytning import anvend, beholdning
from planning.foelger import KENDELIG_MIN, foelger, vejforskel
from planning.plan import Plan, Sted
from planning.tiltag import Deling, Ekstraadresse, Flytning, Nedlaeggelse, Opslag, Udvidelse


def test_nothing_done_changes_nothing(lille_plan: Plan) -> None:
    f = foelger(lille_plan, lille_plan, 15)
    assert f.kapacitet_foer == f.kapacitet_efter == 6
    assert (f.laengere, f.kortere, f.laengst, f.flere_uden_for) == (0, 0, 0, 0)
    assert (f.uden_kapacitet, f.lukkede) == ((), ())


@pytest.mark.parametrize(
    ("tiltag", "i_alt"),
    [
        (Flytning("n1", "s1", 1, 1), 6.0),
        (Deling("n1"), 6.0),
        (Udvidelse("s1", 1, 1), 7.5),
        (Nedlaeggelse("n1", 1, 0), 5.0),
    ],
)
def test_only_new_and_closed_capacity_changes_the_sum(
    lille_plan: Plan, tiltag: object, i_alt: float
) -> None:
    f = foelger(lille_plan, anvend(lille_plan, [tiltag]), 15)
    assert f.kapacitet_forskel == i_alt - 6


def test_a_kommune_that_had_none_before_is_not_left_with_none(lille_plan: Plan) -> None:
    tom = anvend(lille_plan, [Nedlaeggelse("l1", 0, 1)])
    assert foelger(lille_plan, tom, 15).uden_kapacitet == ("0825",)
    assert foelger(tom, tom, 15).uden_kapacitet == ()


def test_closing_the_only_clinic_leaves_the_kommune_without_and_its_people_further(
    plan: Plan,
) -> None:
    """A slow twin: every resident counted by a loop over the matrix, what is felt as longer."""
    lukket = anvend(
        plan, [Nedlaeggelse("hanstholm-fysioterapi", **beholdning(plan, "hanstholm-fysioterapi"))]
    )
    f = foelger(plan, lukket, 15)
    position = plan.klinikker.index.get_loc("hanstholm-fysioterapi")
    uden_foer = uden_efter = laengere = 0.0
    for raekke, personer in zip(plan.afstande["minutter"], plan.punkter["indbyggere"], strict=True):
        foer, efter = np.nanmin(raekke), np.nanmin(np.delete(raekke, position))
        uden_foer += personer * (foer > 15)
        uden_efter += personer * (efter > 15)
        laengere += personer * (efter > foer + KENDELIG_MIN)
    assert (f.uden_for_foer, f.uden_for_efter) == (uden_foer, uden_efter)
    assert f.laengere == laengere > f.flere_uden_for > 0
    assert f.lukkede == ("hanstholm-fysioterapi",)
    assert f.uden_kapacitet == ()
    assert f.inden_for_foer_pct > f.inden_for_efter_pct


def test_a_clinic_that_gives_some_of_what_it_has_is_not_closed(lille_plan: Plan) -> None:
    assert foelger(lille_plan, anvend(lille_plan, [Flytning("n1", "s1", 2, 1)]), 15).lukkede == ()
    alt = foelger(lille_plan, anvend(lille_plan, [Flytning("n1", "s1", 2, 2)]), 15)
    assert alt.lukkede == ("n1",)


def test_the_longest_detour_is_the_greatest_growth_of_those_who_get_further(
    lille_plan: Plan,
) -> None:
    # Without n1, p1 goes 20 minutes to n2, and p3 44.7 minutes in place of 40.
    f = foelger(lille_plan, anvend(lille_plan, [Nedlaeggelse("n1", 2, 2)]), 15)
    assert (f.laengere, f.kortere) == (4000, 0)
    assert f.laengst == pytest.approx(20)


def test_who_has_no_way_left_gets_further_and_is_beyond_the_limit(lille_plan: Plan) -> None:
    f = foelger(lille_plan, anvend(lille_plan, [Nedlaeggelse("l1", 0, 1)]), 15)
    assert (f.laengere, f.laengst, f.flere_uden_for) == (600, math.inf, 600)


def test_the_way_back_is_the_opposite(lille_plan: Plan) -> None:
    tom = anvend(lille_plan, [Flytning("s1", "n1", 1, 1)])
    frem, tilbage = foelger(lille_plan, tom, 15), foelger(tom, lille_plan, 15)
    assert frem.uden_kapacitet == ("0102",)
    assert (frem.laengere, frem.kortere) == (tilbage.kortere, tilbage.laengere)
    assert frem.flere_uden_for == -tilbage.flere_uden_for


def test_a_limit_that_is_none_is_refused(lille_plan: Plan) -> None:
    with pytest.raises(Inputfejl, match="Grænsen"):
        foelger(lille_plan, lille_plan, 0)


@pytest.mark.parametrize(
    ("graense", "flere", "mindst", "hoejst"),
    [(18, 2000, 0, 2000), (20, 0, 0, 2000), (10, 2000, 2000, 2000)],
)
def test_how_many_more_are_beyond_the_limit_has_a_range_by_hand(
    lille_plan: Plan, graense: float, flere: int, mindst: int, hoejst: int
) -> None:
    # Without n2 the 2,000 at p2 have 20 minutes to n1: 17 when ways are shorter, 23 when longer.
    f = foelger(lille_plan, anvend(lille_plan, [Nedlaeggelse("n2", 0, 2)]), graense)
    assert (f.flere_uden_for, f.flere_mindst, f.flere_hoejst) == (flere, mindst, hoejst)


def test_imported_times_give_no_range(lille_plan: Plan) -> None:
    plan = dataclasses.replace(lille_plan, model=frozenset({"befolkning"}))
    f = foelger(plan, anvend(plan, [Nedlaeggelse("n2", 0, 2)]), 18)
    assert f.flere_mindst == f.flere_hoejst == f.flere_uden_for == 2000


def test_an_extra_address_is_nearer_for_those_around_it_and_no_one_gets_further(
    lille_plan: Plan,
) -> None:
    # At p3, (0, 20): its 1,000 residents had 40 minutes to n1, which keeps a capacity.
    sted = Sted("ny", "Ny adresse", "Landet", "0101", "Landet", 57.2, 10.0, 0.0, 20_000.0)
    f = foelger(lille_plan, anvend(lille_plan, [Ekstraadresse("n1", sted, 1, 0)]), 15)
    assert (f.kortere, f.laengere, f.kapacitet_forskel) == (1000, 0, 0)
    assert (f.uden_for_foer, f.uden_for_efter, f.lukkede) == (1000, 0, ())


def test_a_clinic_all_of_whose_capacity_is_vacant_is_no_nearest_clinic(lille_plan: Plan) -> None:
    # Sydby's 3,000 then have 40 minutes to n2, 20 km away.
    f = foelger(lille_plan, anvend(lille_plan, [Opslag("s1", None, 1, 1)]), 15)
    assert (f.laengere, f.laengst, f.kapacitet_forskel) == (3000, 40, -1.5)
    assert f.lukkede == ("s1",)


def test_how_much_further_each_point_gets(lille_plan: Plan) -> None:
    # Without n1, p1 goes 20 minutes to n2, and p3 44.7 minutes in place of 40; p2 and p4 as before.
    lukket = anvend(lille_plan, [Nedlaeggelse("n1", 2, 2)])
    foer, efter = (daekningsbillede(p, "minutter", 15) for p in (lille_plan, lukket))
    vej_foer, vej_efter = foer.naermeste.afstand, efter.naermeste.afstand
    forskel = vejforskel(foer, efter)
    assert forskel == pytest.approx(vej_efter - vej_foer)
    assert forskel.max() == pytest.approx(20 - vej_foer[0]) and forskel[2] == pytest.approx(
        4.7, abs=0.05
    )
    assert (vejforskel(efter, foer) == -forskel).all() and not vejforskel(foer, foer).any()


def test_a_way_that_is_lost_is_without_end_and_one_there_never_was_is_no_change(
    lille_plan: Plan,
) -> None:
    foer = daekningsbillede(lille_plan, "minutter", 15)
    ingen = dataclasses.replace(
        foer.naermeste, afstand=np.full_like(foer.naermeste.afstand, np.nan)
    )
    uden = dataclasses.replace(foer, naermeste=ingen)
    assert (vejforskel(foer, uden) == np.inf).all()
    assert not vejforskel(uden, uden).any()
