"""Each warning by a flytning made to set it off, and none without cause."""

from __future__ import annotations

import dataclasses

import pytest

from planning.advarsler import advarsler
from planning.beslutningsvej import beslutningsvej
from planning.flytning import forloeb
from planning.plan import Plan, Sted
from planning.tiltag import Deling, Flytning, Nedlaeggelse, Tiltag, Udvidelse
from saetninger.advarsler import advarsel

LAESOE = (
    "Læsø nås kun med færge: øens beboere kan ikke betjenes fra en nabokommune, og en kapacitet "
    "på øen betjener ingen andre."
)


def ved(plan: Plan, *flytning: object) -> tuple[str, ...]:
    return af(plan, Flytning(*flytning))


def af(plan: Plan, *scenarie: Tiltag) -> tuple[str, ...]:
    trin = forloeb(plan, scenarie)
    veje = [beslutningsvej(foer, t) for foer, t in zip(trin, scenarie, strict=False)]
    return tuple(advarsel(trin[-1], a) for a in advarsler(plan, trin[-1], veje))


def med(plan: Plan, **adgang: str) -> Plan:
    """Return the plan with other handicap access at the clinics named."""
    ny = plan.klinikker["handicapadgang"].copy()
    for klinik_id, svar in adgang.items():
        ny[klinik_id] = svar
    return dataclasses.replace(plan, klinikker=plan.klinikker.assign(handicapadgang=ny))


def test_a_good_move_has_nothing_to_mind(plan: Plan) -> None:
    # From Thisted, 21 percent under the region's figure, to an accessible clinic in Aalborg, 27
    # over; both end nearer and both clinics keep company.
    assert ved(plan, "thisted-nordthy-klinik", "aalborg-klinik-for-fysioterapi", 1, 0) == ()


@pytest.mark.parametrize(("fra", "til"), [("n1", "l1"), ("l1", "n1")])
def test_a_move_to_or_from_laesoe_tells_of_the_ferry(lille_plan: Plan, fra: str, til: str) -> None:
    assert LAESOE in ved(lille_plan, fra, til, 0, 1)[:2]


def test_a_move_on_laesoe_itself_does_not(plan: Plan) -> None:
    assert LAESOE not in ved(plan, "laesoe-fysioterapien", "laesoe-ralf-seip", 1, 0)


def test_a_kommune_left_without_capacity(lille_plan: Plan) -> None:
    assert "Sydby Kommune står tilbage uden kapacitet." in ved(lille_plan, "s1", "n1", 1, 1)
    # Nordby still has n2.
    assert "Nordby Kommune står tilbage uden kapacitet." not in ved(lille_plan, "n1", "s1", 2, 2)


def test_a_kommune_left_without_an_accessible_clinic(lille_plan: Plan) -> None:
    besked = "Nordby Kommune står tilbage uden klinik med handicapvenlig adgang."
    # n2 has capacity left, but no access.
    assert besked in ved(lille_plan, "n1", "s1", 2, 2)
    assert besked in ved(lille_plan, "n1", "n2", 2, 2)
    assert besked not in ved(lille_plan, "n1", "s1", 2, 1)
    assert besked not in ved(med(lille_plan, n2="ja"), "n1", "s1", 2, 2)
    # There was none to lose.
    assert besked not in ved(med(lille_plan, n1="nej"), "n1", "s1", 2, 2)


def test_an_accessible_clinic_without_capacity_does_not_count(lille_plan: Plan) -> None:
    # Nordby also has s1, unknown and with capacity, and n2 with access and none.
    tom = dataclasses.replace(
        med(lille_plan, n2="ja"),
        klinikker=med(lille_plan, n2="ja").klinikker.assign(
            kommune_kode=["0101", "0101", "0101", "0825"]
        ),
        kapaciteter=lille_plan.kapaciteter.assign(under30=[2, 0, 1, 1]),
    )
    besked = "Nordby Kommune står tilbage uden klinik med handicapvenlig adgang."
    assert besked in ved(tom, "n1", "l1", 2, 2)
    assert besked not in ved(tom, "n1", "l1", 2, 1)


@pytest.mark.parametrize(
    ("over30", "under30", "besked"),
    [
        (2, 2, "Torvet Fys (Nordby) står tilbage uden kapacitet."),
        (
            2,
            1,
            "Torvet Fys (Nordby) har 0,5 kapacitet tilbage, hos én person: ingen at sparre fagligt "
            "med.",
        ),
    ],
)
def test_a_clinic_left_empty_or_alone(
    lille_plan: Plan, over30: int, under30: int, besked: str
) -> None:
    assert besked in ved(lille_plan, "n1", "s1", over30, under30)


def test_a_clinic_with_two_left_is_not_alone(lille_plan: Plan) -> None:
    assert not any("Torvet Fys" in b for b in ved(lille_plan, "n1", "s1", 1, 1))


def test_a_single_capacity_at_a_new_address_has_nobody_to_spar_with(lille_plan: Plan) -> None:
    nyt = Sted("ny", "Ny adresse", "Landet", "0102", "Landet", 57.0, 10.0, 0.0, 0.0)
    besked = (
        "Ny adresse (Landet) får 1 kapacitet i alt, hos én person: ingen at sparre fagligt med."
    )
    assert besked in ved(lille_plan, "n1", nyt, 1, 0)
    assert besked not in ved(lille_plan, "n1", nyt, 1, 1)


def test_one_more_at_a_clinic_with_one_is_company(lille_plan: Plan) -> None:
    assert not any("hos én person" in b for b in ved(lille_plan, "n1", "l1", 0, 1))


def test_access_at_the_destination(lille_plan: Plan) -> None:
    ingen = "Havnens Fys (Havn) har ikke handicapvenlig adgang."
    ukendt = "Handicapvenlig adgang er ikke oplyst for Syd Fys (Sydby)."
    assert ingen in ved(lille_plan, "s1", "n2", 0, 1)
    assert ukendt in ved(lille_plan, "n1", "s1", 0, 1)
    assert not any("andicapvenlig" in b for b in ved(lille_plan, "n2", "n1", 0, 1))


def test_access_of_a_new_address_is_not_known(lille_plan: Plan) -> None:
    nyt = Sted("ny", "Ny adresse", "Landet", "0102", "Landet", 57.0, 10.0, 0.0, 0.0)
    besked = "Handicapvenlig adgang er ikke oplyst for Ny adresse (Landet)."
    assert besked in ved(lille_plan, "n1", nyt, 1, 1)


def test_a_kommune_moved_further_from_the_region_is_told_with_its_figures(
    lille_plan: Plan,
) -> None:
    # Sydby falls from 1.5 to 1 capacity: 3,000 inhabitants to each against 1,600, 87.5 percent
    # over. Nordby gets 4.5: 1,333 to each, 16.7 percent under, and was 6.25 under.
    beskeder = ved(lille_plan, "s1", "n1", 0, 1)
    assert (
        "Sydby kommer længere fra regionens gennemsnit før: fra +25,0 % til +87,5 % "
        "(3.000 indbyggere pr. kapacitet)." in beskeder
    )
    assert (
        "Nordby kommer længere fra regionens gennemsnit før: fra −6,3 % til −16,7 % "
        "(1.333 indbyggere pr. kapacitet)." in beskeder
    )


def test_a_kommune_moved_nearer_is_not(lille_plan: Plan) -> None:
    # Sydby from 25 percent over to 2,000 / 1,500 - 6.25 under; Nordby from 6.25 under to 7.1 over.
    beskeder = ved(lille_plan, "n1", "s1", 0, 1)
    assert not any("Sydby kommer længere" in b for b in beskeder)
    assert any("Nordby kommer længere" in b and "7,1 %" in b for b in beskeder)


def test_a_move_within_a_kommune_moves_nobody_from_the_mean(lille_plan: Plan) -> None:
    assert not any("længere fra" in b for b in ved(lille_plan, "n1", "n2", 1, 1))


def test_nothing_done_has_nothing_to_mind(lille_plan: Plan) -> None:
    assert af(lille_plan) == ()


def test_what_one_tiltag_breaks_and_the_next_mends_is_not_told(lille_plan: Plan) -> None:
    tomt = "Sydby Kommune står tilbage uden kapacitet."
    ud, hjem = Flytning("s1", "n1", 1, 1), Flytning("n1", "s1", 1, 1)
    assert tomt in af(lille_plan, ud)
    assert af(lille_plan, ud, hjem) == ()


def test_what_two_tiltag_break_together_is_told(lille_plan: Plan) -> None:
    tomt = "Syd Fys (Sydby) står tilbage uden kapacitet."
    et, to = Flytning("s1", "n1", 1, 0), Flytning("s1", "n2", 0, 1)
    assert tomt not in af(lille_plan, et)
    assert tomt in af(lille_plan, et, to)


def test_each_warning_is_given_once(lille_plan: Plan) -> None:
    beskeder = af(lille_plan, Flytning("n1", "l1", 1, 0), Flytning("n2", "l1", 0, 1))
    assert len(beskeder) == len(set(beskeder))
    assert beskeder.count(LAESOE) == 1


def test_closing_and_opening_are_warned_about_too(lille_plan: Plan) -> None:
    assert "Læsø Kommune står tilbage uden kapacitet." in af(lille_plan, Nedlaeggelse("l1", 0, 1))
    ingen = "Havnens Fys (Havn) har ikke handicapvenlig adgang."
    assert ingen in af(lille_plan, Udvidelse("n2", 1, 0))


def test_new_capacity_elsewhere_may_move_the_others_from_the_mean_but_only_touched_are_told(
    lille_plan: Plan,
) -> None:
    # Sydby gets 3 more: the region falls to 9,600 / 9 and Nordby's 1,500 is 41 percent over.
    beskeder = af(lille_plan, Udvidelse("s1", 3, 0))
    # 3,000 / 4.5 is 667: 58.3 percent under the 1,600 of the region before.
    assert any("Sydby kommer længere" in b and "til −58,3 %" in b for b in beskeder)
    assert not any("Nordby kommer længere" in b for b in beskeder)


def test_a_deling_leaves_two_where_there_was_one(plan: Plan) -> None:
    # Fysioterapien Læsø has one over 30 hours: after the deling there are two to spar.
    assert not any("sparre" in b for b in af(plan, Deling("laesoe-fysioterapien")))


def test_the_most_serious_comes_first(lille_plan: Plan) -> None:
    beskeder = ved(lille_plan, "l1", "n2", 0, 1)
    assert [b.split(":")[0].split(" (")[0] for b in beskeder] == [
        "Læsø Kommune står tilbage uden kapacitet.",
        "Læsø nås kun med færge",
        "Øens Fys",
        "Havnens Fys",
        "Nordby kommer længere fra regionens gennemsnit før",
    ]


def test_the_ferry_comes_before_the_kommune_without_an_accessible_clinic(lille_plan: Plan) -> None:
    # All of n1 to Læsø: n2, without access, is what Nordby has left.
    beskeder = ved(lille_plan, "n1", "l1", 2, 2)
    uden_adgang = "Nordby Kommune står tilbage uden klinik med handicapvenlig adgang."
    assert beskeder[:2] == (LAESOE, uden_adgang)
