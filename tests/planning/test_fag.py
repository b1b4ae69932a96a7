"""A field of practice: what its kinds of capacity count, and the words it is told in."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from dansk import Inputfejl
from data.skema import laes_skema
from planning.fag import Fag
from planning.flytning import deling, muligheder
from planning.kapacitet import maengde, rettigheder
from planning.plan import Plan
from planning.scenarie import sammenstilling, vurder
from planning.tiltag import Flytning


@pytest.fixture(scope="module")
def fag() -> Fag:
    return laes_skema().fag


@pytest.fixture(scope="module")
def i_kr(lille_plan: Plan) -> Plan:
    """The small plan by the agreement of 2024: n1 and s1 hold an amount of speciale 62."""
    return dataclasses.replace(
        lille_plan,
        kapaciteter=pd.DataFrame(
            {
                "klinik_id": ["n1", "s1"],
                "speciale": "62",
                "under30": float("nan"),
                "over30": float("nan"),
                "beloeb_kr": [3e6, 1e6],
            }
        ),
    )


def test_a_capacity_is_so_much_of_a_kind(fag: Fag) -> None:
    timer, beloeb = fag.opgoerelser
    assert timer.kapaciteter({"over30": 3, "under30": 5}) == 5.5
    # 393,000 kr. is one capacity of 51, and 0.393 of one of 62.
    assert beloeb.kapaciteter({"beloeb_kr": 393_000}, "51") == 1
    assert beloeb.kapaciteter({"beloeb_kr": 393_000}, "62") == 0.393


def test_an_amount_without_its_speciale_is_no_capacity(fag: Fag) -> None:
    with pytest.raises(KeyError):
        fag.opgoerelser[1].kapaciteter({"beloeb_kr": 1.0})


@pytest.mark.parametrize(
    ("specialer", "noegle"),
    [({"51+62"}, "timer"), ({"51"}, "beloeb"), ({"51", "62"}, "beloeb"), (set(), "timer")],
)
def test_the_definition_is_known_by_how_capacity_is_written(
    fag: Fag, specialer: set[str], noegle: str
) -> None:
    assert fag.opgoerelse(frozenset(specialer)).noegle == noegle


@pytest.mark.parametrize("specialer", [{"51+62", "51"}, {"57"}, {""}])
def test_two_definitions_at_once_and_unknown_specialer_are_none(
    fag: Fag, specialer: set[str]
) -> None:
    with pytest.raises(Inputfejl, match="passer ikke på én"):
        fag.opgoerelse(frozenset(specialer))


def test_an_unknown_speciale_or_kind_is_told_with_those_there_are(fag: Fag) -> None:
    with pytest.raises(Inputfejl, match=r"51 .* eller 62"):
        fag.speciale("57")
    with pytest.raises(Inputfejl, match="over30 og under30"):
        fag.opgoerelser[0].art("ydernummer")


def test_a_split_keeps_the_capacity(lille_plan: Plan) -> None:
    fra, til, antal = deling(lille_plan)
    assert fra.kapaciteter(1) == til.kapaciteter(antal)
    assert (fra.noegle, til.noegle, antal) == ("over30", "under30", 2)


def test_an_amount_is_neither_split_nor_rights_to_practise(i_kr: Plan) -> None:
    assert "deling" not in muligheder(i_kr)
    with pytest.raises(Inputfejl, match="beløb"):
        deling(i_kr)
    assert pd.isna(rettigheder(i_kr)).all()
    assert maengde(i_kr).tolist() == [3e6, 0, 1e6, 0]


def test_every_kind_of_right_counts_one_person(lille_plan: Plan) -> None:
    # n1 has 2 over and 2 under 30 hours: four persons, three capacities.
    assert rettigheder(lille_plan).tolist() == [4, 2, 2, 1]


def test_a_move_of_kroner_touches_the_two_kommuner_and_no_other(i_kr: Plan) -> None:
    efter = vurder(i_kr, [Flytning("n1", "s1", beloeb_kr=5e5, speciale="62")])
    aendret = sammenstilling(efter)["aendret"].drop(index="region")
    assert aendret.to_dict() == {"0101": True, "0102": True, "0825": False}
