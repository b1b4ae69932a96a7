"""Rules and conditions in words: all of them have some, each says where it stands."""

from __future__ import annotations

import re
from typing import get_args, get_type_hints

import pytest

from planning.beslutningsvej import Grund
from planning.plan import Plan, Sted
from planning.regler import LAESES, REGLER
from planning.scenarie import vurder
from planning.tiltag import ARTER, Ekstraadresse, Flytning, Opslag, Overdragelse, Tiltag
from planning.vilkaar import REGEL, STANDE, Slags
from saetninger.begrundelse import begrundelse
from saetninger.beslutningsvej import GRUNDE, beslutning
from saetninger.regler import OVERSKRIFTER, REGELTEKSTER, kort_kilde, regelkilde
from saetninger.scenarienyhed import tiltagsnyhed
from saetninger.tiltag import ORD
from saetninger.vilkaar import STANDNAVNE, TEKSTER

NYT = Sted("ny", "Ny adresse i Landet", "Landet", "0101", "Landet", 57.0, 10.0, 0.0, 20_000.0)


def test_every_kind_has_its_words() -> None:
    assert set(ORD) == set(ARTER)
    assert set(TEKSTER) == set(REGEL) == set(get_args(Slags))
    assert set(STANDNAVNE) == set(STANDE)
    assert set(REGELTEKSTER) == set(LAESES)
    assert set(GRUNDE) == set(get_args(get_type_hints(Grund)["slags"]))
    i_vejledning = {s.afsnit for r in REGLER.values() for s in r.steder if s.kilde == "vejledning"}
    assert i_vejledning == set(OVERSKRIFTER)


@pytest.mark.parametrize("noegle", REGLER)
def test_every_rule_says_where_it_stands(noegle: str) -> None:
    assert re.search(r"afsnit 2\.1\.\d+, s\. \d+|»[^»]+«", kort_kilde(REGLER[noegle]))
    assert re.fullmatch(r"Kilde: .*\.", regelkilde(REGLER[noegle]))


def linjer(plan: Plan, *scenarie: Tiltag) -> tuple[str, ...]:
    vej = beslutning(vurder(plan, scenarie))
    assert vej is not None
    return vej.vilkaar


def test_a_condition_says_whether_it_is_so_what_is_told_and_where_it_stands(
    lille_plan: Plan,
) -> None:
    (linje,) = linjer(lille_plan, Flytning("n1", "n2", 1, 0))
    assert linje.startswith("Ikke opfyldt: ")
    assert "Havnens Fys: adgang nej, toilet ikke oplyst." in linje
    assert linje.endswith("(praksisplanen, afsnit 2.1.8, s. 9)")


def test_a_condition_that_two_tiltag_share_is_told_once(lille_plan: Plan) -> None:
    scenarie = (Flytning("n1", "s1", 1, 0), Flytning("n1", "s1", 0, 1))
    assert len(linjer(lille_plan, *scenarie)) == 1


def test_a_condition_of_two_addresses_is_asked_once_and_told_of_both(lille_plan: Plan) -> None:
    # Neither s1 (access not told) nor l1 (access, toilet not told) is known to be as asked.
    scenarie = (Flytning("n1", "s1", 1, 0), Flytning("n1", "l1", 0, 1))
    (linje,) = linjer(lille_plan, *scenarie)
    assert linje.count("byggelovgivningen") == linje.count("afsnit 2.1.8") == 1
    assert "Syd Fys (Sydby): adgang ikke oplyst" in linje
    assert "Øens Fys (Byrum): adgang ja" in linje
    # One that is known to break it is another matter, and stands alone.
    brudt = linjer(lille_plan, *scenarie, Flytning("s1", "n2", 0, 1))
    assert len(brudt) == 2 and sum("Havnens Fys" in b for b in brudt) == 1


def test_an_extra_address_says_that_the_plan_does_not_say_who_decides(lille_plan: Plan) -> None:
    scenarie = [Ekstraadresse("n1", NYT, 1, 0)]
    vej = beslutning(vurder(lille_plan, scenarie))
    assert vej.niveau == "Ikke angivet i praksisplanen"
    assert "Torvet Fys beholder sin kapacitet" in vej.begrundelse
    assert any("ingen anden klinik" in linje for linje in vej.vilkaar)
    med_flytning = beslutning(vurder(lille_plan, [*scenarie, Flytning("n1", "s1", 1, 0)]))
    assert med_flytning.niveau.startswith("Regionsrådet og kommunerne (for en del ikke angivet")


def test_the_text_of_the_case_has_the_conditions_and_the_approval_in_advance(
    lille_plan: Plan,
) -> None:
    tekst = begrundelse(vurder(lille_plan, [Flytning("n1", "n2", 1, forhaandsgodkendelse=True)]))
    assert "Der søges forhåndsgodkendelse" in tekst
    assert "Vilkår: (1) Ikke opfyldt: " in tekst


def test_vacant_capacity_is_not_told_as_closed(lille_plan: Plan) -> None:
    ledig = tiltagsnyhed(vurder(lille_plan, [Opslag("n1", None, 1, 0)]))
    assert "fra 6 til 5" in ledig and "Ledig, ikke nedlagt, er 1 kapacitet" in ledig
    besat = tiltagsnyhed(vurder(lille_plan, [Opslag("n1", "s1", 1, 0)]))
    assert "Regionen har 6 kapaciteter som før." in besat and "Ledig, ikke" not in besat


def test_an_overdragelse_says_that_nothing_moves(lille_plan: Plan) -> None:
    vurdering = vurder(lille_plan, [Overdragelse("n1", 1, 0)])
    assert "intet flytter" in beslutning(vurdering).begrundelse
    assert "Ingen kommunes kapacitet ændrer sig." in tiltagsnyhed(vurdering)
    assert vurdering.effekt.samlet == 0
    assert "fortegnet holder ikke" not in begrundelse(vurdering)
