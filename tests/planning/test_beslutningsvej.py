"""Who decides: the levels of praksisplan 2.1.13, 2.1.9 and 3.4.5, with the parties by name."""

from __future__ import annotations

import pytest

from dansk import Inputfejl
from planning.beslutningsvej import beslutningsvej, hoejeste
from planning.plan import Plan, Sted
from planning.tiltag import Deling, Flytning, Nedlaeggelse, Udvidelse

REGION = "Region Nordjylland"


def sted(kode: str, bysamfund: str) -> Sted:
    return Sted("ny", "Ny adresse", bysamfund, kode, bysamfund, 57.0, 10.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("til", "niveau", "parter"),
    [
        # n1 is in the bysamfund Nordby of the kommune Nordby.
        (sted("0101", "Nordby"), "administrativ", (f"{REGION} (administrativt)",)),
        (
            sted("0101", "Landet"),
            "samarbejdsudvalg",
            ("Samarbejdsudvalget (indstiller)", REGION, "kommunerne"),
        ),
        (
            "n2",
            "samarbejdsudvalg",
            ("Samarbejdsudvalget (indstiller)", REGION, "kommunerne"),
        ),
        ("s1", "regionsraad", ("Regionsrådet", "Nordby Kommune", "Sydby Kommune")),
        ("l1", "regionsraad", ("Regionsrådet", "Læsø Kommune", "Nordby Kommune")),
        # A bysamfund of the same name in another kommune is another place.
        (
            sted("0102", "Nordby"),
            "regionsraad",
            ("Regionsrådet", "Nordby Kommune", "Sydby Kommune"),
        ),
    ],
)
def test_the_level_and_the_parties_follow_from_the_two_places(
    lille_plan: Plan, til: str | Sted, niveau: str, parter: tuple[str, ...]
) -> None:
    vej = beslutningsvej(lille_plan, Flytning("n1", til, 1, 0))
    assert (vej.niveau, vej.parter) == (niveau, parter)
    assert "2.1.13" in vej.hjemmel


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


def test_the_reason_names_the_places(lille_plan: Plan) -> None:
    def grund(til: str | Sted) -> str:
        return beslutningsvej(lille_plan, Flytning("n1", til, 1, 0)).begrundelse

    assert "fra Nordby til Sydby" in grund("s1")
    assert "i Nordby Kommune og Sydby Kommune" in grund("s1")
    assert "fra bysamfundet Nordby til Havn" in grund("n2")
    assert "bysamfundet Nordby og kan godkendes administrativt" in grund(sted("0101", "Nordby"))


@pytest.mark.parametrize(("fra", "til"), [("n9", "s1"), ("n1", "s9")])
def test_an_unknown_clinic_has_no_route(lille_plan: Plan, fra: str, til: str) -> None:
    with pytest.raises(Inputfejl, match="Ukendt klinik"):
        beslutningsvej(lille_plan, Flytning(fra, til, 1, 0))


def test_a_deling_is_applied_for_at_the_samarbejdsudvalg(lille_plan: Plan) -> None:
    # Praksisplan 2.1.9: "Ansøgning herom behandles i Samarbejdsudvalget."
    vej = beslutningsvej(lille_plan, Deling("n1"))
    assert (vej.niveau, vej.parter) == ("samarbejdsudvalg", ("Samarbejdsudvalget",))
    assert "2.1.9" in vej.hjemmel


@pytest.mark.parametrize("tiltag", [Udvidelse("n1", 1, 0), Nedlaeggelse("n1", 1, 0)])
def test_a_new_total_is_a_matter_between_region_and_kommuner(
    lille_plan: Plan, tiltag: Udvidelse | Nedlaeggelse
) -> None:
    vej = beslutningsvej(lille_plan, tiltag)
    assert vej.niveau == "enighed"
    assert vej.parter == (REGION, "de 3 kommuner i regionen")
    assert "3.4.5" in vej.hjemmel


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
    assert sorted(hoejeste(veje).parter) == [
        "Læsø Kommune",
        "Nordby Kommune",
        "Regionsrådet",
        "Sydby Kommune",
    ]


def test_every_party_of_a_scenario_is_named_also_those_of_the_lower_levels(
    lille_plan: Plan,
) -> None:
    # The move to n2 still has to be recommended by the Samarbejdsudvalg.
    veje = [beslutningsvej(lille_plan, Flytning("n1", til, 1, 0)) for til in ("s1", "n2")]
    assert {"Regionsrådet", "Samarbejdsudvalget (indstiller)"} <= set(hoejeste(veje).parter)


def test_a_party_with_two_parts_to_play_is_named_once(lille_plan: Plan) -> None:
    veje = [
        beslutningsvej(lille_plan, Flytning("n1", "n2", 1, 0)),
        beslutningsvej(lille_plan, Deling("n1")),
    ]
    parter = hoejeste(veje).parter
    assert "Samarbejdsudvalget" in parter
    assert len([p for p in parter if p.startswith("Samarbejdsudvalget")]) == 1


def test_a_scenario_tells_every_decision_and_names_no_one_twice(lille_plan: Plan) -> None:
    veje = [
        beslutningsvej(lille_plan, Flytning("n1", "s1", 1, 0)),
        beslutningsvej(lille_plan, Udvidelse("l1", 1, 0)),
        beslutningsvej(lille_plan, Flytning("n1", "l1", 1, 0)),
    ]
    samlet = hoejeste(veje)
    assert samlet.niveau == "enighed"
    for led in ("Ny kapacitet", "fra Nordby til Sydby", "fra Nordby til Læsø"):
        assert led in samlet.begrundelse
    # All kommuner agree, so none is named by itself; the Region decides in the Regionsråd.
    assert samlet.parter == ("de 3 kommuner i regionen", "Regionsrådet")
    assert samlet.hjemmel.endswith("afsnit 3.4.5 og 2.1.13")
