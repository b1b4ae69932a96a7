"""Who decides: the levels of praksisplan 2.1.13, 2.1.9 and 3.4.5, with the parties."""

from __future__ import annotations

import pytest

from dansk import Inputfejl
from planning.beslutningsvej import IKKE_ANGIVET, VEJE, Grund, Part, beslutningsvej, hoejeste
from planning.plan import Plan, Sted
from planning.tiltag import (
    ARTER,
    Deling,
    Ekstraadresse,
    Flytning,
    Nedlaeggelse,
    Opslag,
    Overdragelse,
    Udvidelse,
)

REGIONEN, RAADET, UDVALGET = (Part(h) for h in ("region", "regionsraad", "samarbejdsudvalg"))
ALLE = Part("alle_kommuner")
NORDBY, SYDBY, LAESOE = (Part("kommune", kode=k) for k in ("0101", "0102", "0825"))
INDSTILLING = (Part("samarbejdsudvalg", "indstiller"), REGIONEN, Part("kommunerne"))


def sted(kode: str, bysamfund: str) -> Sted:
    return Sted("ny", "Ny adresse", bysamfund, kode, bysamfund, 57.0, 10.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("til", "niveau", "parter"),
    [
        # n1 is in the bysamfund Nordby of the kommune Nordby.
        (sted("0101", "Nordby"), "administrativ", (Part("region", "administrativt"),)),
        (sted("0101", "Landet"), "samarbejdsudvalg", INDSTILLING),
        ("n2", "samarbejdsudvalg", INDSTILLING),
        ("s1", "regionsraad", (RAADET, NORDBY, SYDBY)),
        ("l1", "regionsraad", (RAADET, LAESOE, NORDBY)),
        # A bysamfund of the same name in another kommune is another place.
        (sted("0102", "Nordby"), "regionsraad", (RAADET, NORDBY, SYDBY)),
    ],
)
def test_the_level_and_the_parties_follow_from_the_two_places(
    lille_plan: Plan, til: str | Sted, niveau: str, parter: tuple[Part, ...]
) -> None:
    vej = beslutningsvej(lille_plan, Flytning("n1", til, 1, 0))
    assert (vej.niveau, vej.parter) == (niveau, parter)
    assert vej.afsnit == ("2.1.13",)


@pytest.mark.parametrize(
    ("fra", "til", "niveau"),
    [
        ("broenderslev-inmotus", "broenderslev-fysiodanmark", "administrativ"),
        ("aalborg-oest-fysioterapien", "aalborg-hasseris-fysioterapi", "administrativ"),
        ("stoevring-fysioterapi", "stoevring-benefit", "administrativ"),
        ("broenderslev-inmotus", "hjallerup-fys", "samarbejdsudvalg"),
        ("noerresundby-fysioterapi", "aalborg-fysioterapi", "samarbejdsudvalg"),
        ("laesoe-ralf-seip", "laesoe-fysioterapien", "samarbejdsudvalg"),
        ("hobro-benefit", "stoevring-benefit", "regionsraad"),
        ("loekken-loekkenshus", "pandrup-klinik-for-fysioterapi", "regionsraad"),
    ],
)
def test_known_pairs_of_clinics_have_the_level_of_the_praksisplan(
    plan: Plan, fra: str, til: str, niveau: str
) -> None:
    assert beslutningsvej(plan, Flytning(fra, til, 0, 1)).niveau == niveau


def test_the_route_is_the_same_back_again(plan: Plan) -> None:
    klinikker = list(plan.klinikker.index)
    for fra, til in zip(klinikker, klinikker[1:] + klinikker[:1], strict=True):
        frem, tilbage = (
            beslutningsvej(plan, Flytning(a, b, 1, 0)) for a, b in ((fra, til), (til, fra))
        )
        assert (frem.niveau, frem.parter) == (tilbage.niveau, tilbage.parter)


def test_the_reason_is_the_two_places(lille_plan: Plan) -> None:
    def grunde(til: str | Sted) -> tuple[Grund, ...]:
        return beslutningsvej(lille_plan, Flytning("n1", til, 1, 0)).grunde

    syd = Grund("mellem_kommuner", "", ("0101", "0102"), ("Nordby", "Sydby"))
    havn = Grund("mellem_bysamfund", "", ("0101", "0101"), ("Nordby", "Havn"))
    nordby = Grund("i_bysamfund", "", ("0101", "0101"), ("Nordby", "Nordby"))
    assert grunde("s1") == (syd,)
    assert grunde("n2") == (havn,)
    assert grunde(sted("0101", "Nordby")) == (nordby,)


@pytest.mark.parametrize(("fra", "til"), [("n9", "s1"), ("n1", "s9")])
def test_an_unknown_clinic_has_no_route(lille_plan: Plan, fra: str, til: str) -> None:
    with pytest.raises(Inputfejl, match="Ukendt klinik"):
        beslutningsvej(lille_plan, Flytning(fra, til, 1, 0))


def test_a_deling_is_applied_for_at_the_samarbejdsudvalg(lille_plan: Plan) -> None:
    # Praksisplan 2.1.9: "Ansøgning herom behandles i Samarbejdsudvalget."
    vej = beslutningsvej(lille_plan, Deling("n1"))
    assert (vej.niveau, vej.parter) == ("samarbejdsudvalg", (UDVALGET,))
    assert (vej.afsnit, vej.grunde) == (("2.1.9",), (Grund("deling", "n1"),))


@pytest.mark.parametrize("tiltag", [Udvidelse("n1", 1, 0), Nedlaeggelse("n1", 1, 0)])
def test_a_new_total_is_a_matter_between_region_and_kommuner(
    lille_plan: Plan, tiltag: Udvidelse | Nedlaeggelse
) -> None:
    vej = beslutningsvej(lille_plan, tiltag)
    assert vej.niveau == "enighed"
    assert vej.parter == (REGIONEN, ALLE)
    assert vej.afsnit == ("3.4.5",)
    assert [g.slags for g in vej.grunde] == [tiltag.noegle]


@pytest.mark.parametrize("tiltag", [Deling("n9"), Nedlaeggelse("n9", 1), Udvidelse("n9", 1)])
def test_an_unknown_clinic_has_no_route_for_the_other_tiltag_either(
    lille_plan: Plan, tiltag: Deling | Nedlaeggelse | Udvidelse
) -> None:
    with pytest.raises(Inputfejl, match="Ukendt klinik"):
        beslutningsvej(lille_plan, tiltag)


def test_a_scenario_without_tiltag_needs_no_decision() -> None:
    assert hoejeste([]) is None


def test_a_scenario_is_decided_at_the_highest_level_of_its_tiltag(lille_plan: Plan) -> None:
    veje = [
        beslutningsvej(lille_plan, Flytning("n1", til, 1, 0))
        for til in (sted("0101", "Nordby"), "s1", "n2")
    ]
    for orden in (veje, veje[::-1]):
        assert hoejeste(orden).niveau == "regionsraad"
    assert hoejeste([veje[0], veje[2]]).niveau == "samarbejdsudvalg"
    assert hoejeste(veje[:1]) == veje[0]


def test_kommuner_of_several_flytninger_are_each_named_once(lille_plan: Plan) -> None:
    veje = [
        beslutningsvej(lille_plan, Flytning(fra, til, 0, 1))
        for fra, til in (("n1", "s1"), ("s1", "n2"), ("n1", "l1"))
    ]
    parter = hoejeste(veje).parter
    assert len(parter) == 4 and set(parter) == {RAADET, NORDBY, SYDBY, LAESOE}


def test_every_party_of_a_scenario_is_named_also_those_of_the_lower_levels(
    lille_plan: Plan,
) -> None:
    # The move to n2 still has to be recommended by the Samarbejdsudvalg.
    veje = [beslutningsvej(lille_plan, Flytning("n1", til, 1, 0)) for til in ("s1", "n2")]
    assert {RAADET, INDSTILLING[0]} <= set(hoejeste(veje).parter)


def test_a_party_with_two_parts_to_play_is_named_once(lille_plan: Plan) -> None:
    veje = [
        beslutningsvej(lille_plan, Flytning("n1", "n2", 1, 0)),
        beslutningsvej(lille_plan, Deling("n1")),
    ]
    parter = hoejeste(veje).parter
    assert [p for p in parter if p.hvem == "samarbejdsudvalg"] == [UDVALGET]


def test_a_scenario_tells_every_decision_and_names_no_one_twice(lille_plan: Plan) -> None:
    veje = [
        beslutningsvej(lille_plan, Flytning("n1", "s1", 1, 0)),
        beslutningsvej(lille_plan, Udvidelse("l1", 1, 0)),
        beslutningsvej(lille_plan, Flytning("n1", "l1", 1, 0)),
    ]
    samlet = hoejeste(veje)
    assert samlet.niveau == "enighed"
    slags = [(g.slags, g.koder) for g in samlet.grunde]
    fra_nordby = [("mellem_kommuner", ("0101", kode)) for kode in ("0102", "0825")]
    assert slags == [("udvidelse", ()), *fra_nordby]
    # All kommuner agree, so none is named by itself; the Region decides in the Regionsråd.
    assert samlet.parter == (ALLE, RAADET)
    assert samlet.afsnit == ("3.4.5", "2.1.13")


def test_what_the_region_approves_alone_is_told_beside_the_regionsraad(lille_plan: Plan) -> None:
    veje = [
        beslutningsvej(lille_plan, Flytning("n1", til, 1, 0))
        for til in ("s1", sted("0101", "Nordby"))
    ]
    assert hoejeste(veje).parter == (RAADET, NORDBY, SYDBY, Part("region", "administrativt"))


OPSLAG = (
    Part("region", "administrativt"),
    Part("fysioterapeuterne", "inddrages"),
    Part("samarbejdsudvalg", "orienteres"),
)


def test_every_kind_of_tiltag_has_a_route() -> None:
    assert set(VEJE) == set(ARTER.values())


@pytest.mark.parametrize(
    ("kode", "slags"), [("0101", "ekstraadresse"), ("0102", "ekstraadresse_anden_kommune")]
)
def test_who_decides_an_extra_address_is_not_told_by_the_praksisplan(
    lille_plan: Plan, kode: str, slags: str
) -> None:
    vej = beslutningsvej(lille_plan, Ekstraadresse("n1", sted(kode, "Landet"), 1, 0))
    assert (vej.niveau, vej.parter, vej.afsnit) == ("ikke_angivet", (IKKE_ANGIVET,), ("2.1.12",))
    assert vej.grunde == (Grund(slags, "n1", til_id="ny"),)


def test_nor_is_who_decides_an_overdragelse(lille_plan: Plan) -> None:
    vej = beslutningsvej(lille_plan, Overdragelse("n1", 1, 0))
    assert (vej.niveau, vej.parter, vej.afsnit) == ("ikke_angivet", (IKKE_ANGIVET,), ("2.1.13",))
    assert (vej.grunde, vej.vilkaar) == ((Grund("overdragelse", "n1"),), ())


@pytest.mark.parametrize("til", [None, "n1"])
def test_vacant_capacity_is_treated_administratively(lille_plan: Plan, til: str | None) -> None:
    vej = beslutningsvej(lille_plan, Opslag("n1", til, 1, 0))
    assert (vej.niveau, vej.parter, vej.afsnit) == ("administrativ", OPSLAG, ("2.1.14",))
    assert vej.grunde == (Grund("opslag", "n1"),)


def test_vacant_capacity_that_is_filled_elsewhere_is_no_way_round_a_flytning(
    lille_plan: Plan,
) -> None:
    for til, niveau in (("n2", "samarbejdsudvalg"), ("s1", "regionsraad")):
        vej = beslutningsvej(lille_plan, Opslag("n1", til, 1, 0))
        flyttet = beslutningsvej(lille_plan, Flytning("n1", til, 1, 0))
        assert vej.niveau == flyttet.niveau == niveau
        assert vej.afsnit == ("2.1.13", "2.1.14")
        slags = [g.slags for g in vej.grunde]
        assert slags == ["opslag", "opslag_andet_sted", flyttet.grunde[0].slags]
        assert {p.hvem for p in flyttet.parter} <= {p.hvem for p in vej.parter}
        assert set(flyttet.vilkaar) < set(vej.vilkaar)


def test_an_approval_in_advance_changes_no_level_and_is_told(lille_plan: Plan) -> None:
    uden, med = (
        beslutningsvej(lille_plan, Flytning("n1", "s1", 1, forhaandsgodkendelse=paa_forhaand))
        for paa_forhaand in (False, True)
    )
    assert (uden.niveau, uden.parter, uden.vilkaar) == (med.niveau, med.parter, med.vilkaar)
    assert med.grunde == (*uden.grunde, Grund("forhaandsgodkendelse"))


def test_what_is_not_told_does_not_hide_behind_what_is(lille_plan: Plan) -> None:
    veje = [
        beslutningsvej(lille_plan, t)
        for t in (Ekstraadresse("n1", sted("0101", "Landet"), 1, 0), Deling("n1"))
    ]
    samlet = hoejeste(veje)
    assert samlet.niveau == "samarbejdsudvalg"
    assert samlet.parter == (UDVALGET, IKKE_ANGIVET)
    assert set(samlet.vilkaar) == {v for vej in veje for v in vej.vilkaar}
