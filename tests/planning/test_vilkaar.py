"""The conditions of praksisplan 2.1.8-2.1.14, each met, not met or not told, by hand."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from planning.flytning import udfoer
from planning.plan import INGEN_KLINIKOPLYSNINGER, Plan, Sted
from planning.regler import REGLER
from planning.tiltag import (
    Deling,
    Ekstraadresse,
    Flytning,
    Nedlaeggelse,
    Opslag,
    Overdragelse,
    Tiltag,
    Udvidelse,
)
from planning.vilkaar import REGEL, Vilkaar, vilkaar


def sted(kode: str, bysamfund: str, adgang: str = "ikke oplyst") -> Sted:
    return Sted("ny", "Ny adresse", bysamfund, kode, bysamfund, 57.0, 10.0, 0.0, 0.0, adgang)


def med(plan: Plan, toilet: dict[str, str] | None = None, **adgang: str) -> Plan:
    """The plan with other access, and with toilets told."""
    ny = plan.klinikker["handicapadgang"].copy()
    for klinik_id, svar in adgang.items():
        ny[klinik_id] = svar
    oplyst = pd.DataFrame(
        {"handicaptoilet": toilet or {}}, columns=INGEN_KLINIKOPLYSNINGER.columns
    ).rename_axis("klinik_id")
    return dataclasses.replace(
        plan, klinikker=plan.klinikker.assign(handicapadgang=ny), klinikoplysninger=oplyst
    )


def slags(plan: Plan, tiltag: Tiltag) -> dict[str, str]:
    return {v.slags: v.stand for v in vilkaar(plan, tiltag)}


@pytest.mark.parametrize(
    ("adgang", "toilet", "stand"),
    [
        ("ja", "ja", "opfyldt"),
        ("nej", "ja", "ikke_opfyldt"),
        ("ja", "nej", "ikke_opfyldt"),
        ("nej", "ikke oplyst", "ikke_opfyldt"),
        ("ja", "ikke oplyst", "ikke_oplyst"),
        ("ikke oplyst", "ja", "ikke_oplyst"),
        ("ikke oplyst", "ikke oplyst", "ikke_oplyst"),
    ],
)
def test_both_entrance_and_toilet_must_be_told_for_a_move_to_meet_2_1_8(
    lille_plan: Plan, adgang: str, toilet: str, stand: str
) -> None:
    plan = med(lille_plan, {"s1": toilet}, s1=adgang)
    assert vilkaar(plan, Flytning("n1", "s1", 1, 0)) == (
        Vilkaar("adgang", stand, "s1", adgang, toilet),
    )


def test_without_an_import_no_toilet_is_known_and_none_is_said_to_be_there(
    lille_plan: Plan,
) -> None:
    # n1 has an accessible entrance by the clinic list.
    assert slags(lille_plan, Flytning("s1", "n1", 1, 0)) == {"adgang": "ikke_oplyst"}


def test_a_new_address_is_what_it_is_told_to_be_also_when_it_is_in_the_plan(
    lille_plan: Plan,
) -> None:
    nyt = sted("0102", "Landet", "nej")
    ventet = Vilkaar("adgang", "ikke_opfyldt", "ny", "nej", "ikke oplyst")
    assert vilkaar(lille_plan, Flytning("n1", nyt, 1, 0)) == (ventet,)
    efter = udfoer(lille_plan, Flytning("n1", nyt, 1, 0))
    assert vilkaar(efter, Flytning("n1", nyt, 0, 1)) == (ventet,)


@pytest.mark.parametrize(
    ("foer", "efter", "stand"),
    [
        ("ja", "ja", "opfyldt"),
        ("nej", "nej", "opfyldt"),
        ("nej", "ja", "opfyldt"),
        ("nej", "ikke oplyst", "opfyldt"),
        ("ja", "nej", "ikke_opfyldt"),
        ("ja", "ikke oplyst", "ikke_oplyst"),
        ("ikke oplyst", "nej", "ikke_oplyst"),
        ("ikke oplyst", "ikke oplyst", "ikke_oplyst"),
    ],
)
def test_within_a_bysamfund_worse_access_is_what_the_administration_would_stop(
    lille_plan: Plan, foer: str, efter: str, stand: str
) -> None:
    plan = med(lille_plan, n1=foer)
    flytning = Flytning("n1", sted("0101", "Nordby", efter), 1, 0)
    assert slags(plan, flytning)["ikke_ringere_adgang"] == stand


@pytest.mark.parametrize("til", ["n2", "s1"])
def test_across_bysamfund_it_is_not_decided_administratively(lille_plan: Plan, til: str) -> None:
    assert "ikke_ringere_adgang" not in slags(lille_plan, Flytning("n1", til, 1, 0))


def test_a_deling_has_its_loft_and_needs_its_reason(lille_plan: Plan) -> None:
    assert slags(lille_plan, Deling("n1")) == {
        "over30": "opfyldt",
        "omsaetningsloft": "foelger",
        "delingsgrund": "vurderes",
    }


def test_an_extra_address_is_to_give_cover_access_and_company(lille_plan: Plan) -> None:
    en, to = (
        {v.slags: v for v in vilkaar(lille_plan, Ekstraadresse("n1", nyt, antal, 0))}
        for nyt, antal in ((sted("0101", "Havn", "ja"), 1), (sted("0101", "Landet", "nej"), 2))
    )
    # n2 is the one clinic of Havn; a bysamfund of that name elsewhere would be another.
    assert (en["daekning"].stand, en["daekning"].antal) == ("vurderes", 1)
    assert (to["daekning"].stand, to["daekning"].antal) == ("vurderes", 0)
    assert (en["sparring"].stand, en["sparring"].antal) == ("vurderes", 1)
    assert (to["sparring"].stand, to["sparring"].antal) == ("opfyldt", 2)
    assert en["adgang_paa_ekstra"].stand == "ikke_oplyst"  # the toilet is not told
    assert to["adgang_paa_ekstra"].stand == "ikke_opfyldt"
    assert en["inden_for_kapaciteten"].stand == to["inden_for_kapaciteten"].stand == "opfyldt"


def test_a_clinic_without_capacity_gives_no_cover(lille_plan: Plan) -> None:
    tom = dataclasses.replace(
        lille_plan, kapaciteter=lille_plan.kapaciteter.assign(under30=[2, 0, 1, 1])
    )
    alle = vilkaar(tom, Ekstraadresse("n1", sted("0101", "Havn"), 1, 0))
    assert [v.antal for v in alle if v.slags == "daekning"] == [0]


@pytest.mark.parametrize(
    "tiltag", [Opslag("n1", None, 1), Opslag("n1", "n1", 1), Udvidelse("n1", 1)]
)
def test_capacity_is_advertised_and_given_to_no_one_who_only_asks(
    lille_plan: Plan, tiltag: Tiltag
) -> None:
    assert slags(lille_plan, tiltag) == {"opslag": "foelger"}


def test_filled_elsewhere_it_must_be_accessible_as_at_a_move(lille_plan: Plan) -> None:
    assert set(slags(lille_plan, Opslag("n1", "s1", 1))) == {"opslag", "adgang"}


@pytest.mark.parametrize("tiltag", [Overdragelse("n1", 1), Nedlaeggelse("n1", 1)])
def test_what_goes_nowhere_has_no_condition(lille_plan: Plan, tiltag: Tiltag) -> None:
    assert vilkaar(lille_plan, tiltag) == ()


def test_another_praksisplan_has_other_rules_and_none_are_guessed(lille_plan: Plan) -> None:
    fag = dataclasses.replace(lille_plan.fag, praksisplan="En anden plan")
    anden = dataclasses.replace(lille_plan, fag=fag)
    assert vilkaar(anden, Flytning("n1", "s1", 1, 0)) == vilkaar(anden, Deling("n1")) == ()


def test_the_rules_stand_where_the_praksisplan_has_them() -> None:
    steder = {
        (s.afsnit, s.side) for r in REGLER.values() for s in r.steder if s.kilde == "praksisplan"
    }
    assert steder == {
        ("2.1.6", 9),
        ("2.1.8", 9),
        *((f"2.1.{nr}", 10) for nr in (9, 10, 11, 12)),
        ("2.1.13", 11),
        ("2.1.14", 11),
    }
    assert set(REGEL.values()) <= set(REGLER)
