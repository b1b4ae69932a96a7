"""Who decides, in words: every level names its parties, its source and its reason."""

from __future__ import annotations

import dataclasses

import pytest

from planning.beslutningsvej import NIVEAUER, beslutningsvej
from planning.flytning import udfoer
from planning.plan import Plan, Sted
from planning.scenarie import vurder
from planning.tiltag import Deling, Flytning, Nedlaeggelse, Tiltag, Udvidelse
from saetninger.beslutningsvej import NIVEAUNAVNE, beslutning, beslutninger, i_ord

REGION = "Region Nordjylland"
PLANEN = "Praksisplan for fysioterapi 2020, afsnit"
INDSTILLING = ("Samarbejdsudvalget (indstiller)", REGION, "kommunerne")
RAADET = ("Regionsrådet", "Nordby Kommune", "Sydby Kommune")


def sted(kode: str, bysamfund: str) -> Sted:
    return Sted("ny", "Ny adresse", bysamfund, kode, bysamfund, 57.0, 10.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("tiltag", "niveau", "parter", "afsnit"),
    [
        (
            Flytning("n1", sted("0101", "Nordby"), 1, 0),
            "Administrativ godkendelse",
            (f"{REGION} (administrativt)",),
            "2.1.13",
        ),
        (
            Flytning("n1", "n2", 1, 0),
            "Region og kommuner efter Samarbejdsudvalgets indstilling",
            INDSTILLING,
            "2.1.13",
        ),
        (Flytning("n1", "s1", 1, 0), "Regionsrådet og kommunerne", RAADET, "2.1.13"),
        (
            Flytning("n1", "l1", 1, 0),
            "Regionsrådet og kommunerne",
            ("Regionsrådet", "Læsø Kommune", "Nordby Kommune"),
            "2.1.13",
        ),
        (Deling("n1"), "Samarbejdsudvalget", ("Samarbejdsudvalget",), "2.1.9"),
        *(
            (
                tiltag,
                "Enighed mellem region og kommuner",
                (REGION, "de 3 kommuner i regionen"),
                "3.4.5",
            )
            for tiltag in (Udvidelse("n1", 1, 0), Nedlaeggelse("n1", 1, 0))
        ),
    ],
)
def test_a_tiltag_names_its_level_its_parties_and_its_source(
    lille_plan: Plan, tiltag: Tiltag, niveau: str, parter: tuple[str, ...], afsnit: str
) -> None:
    (ord_,) = beslutninger(vurder(lille_plan, [tiltag]))
    assert (ord_.niveau, ord_.parter, ord_.hjemmel) == (niveau, parter, f"{PLANEN} {afsnit}")


def test_the_reason_names_the_places(lille_plan: Plan) -> None:
    def grund(til: str | Sted) -> str:
        flytning = Flytning("n1", til, 1, 0)
        vej = beslutningsvej(lille_plan, flytning)
        return i_ord(udfoer(lille_plan, flytning), vej).begrundelse

    assert "fra Nordby til Sydby" in grund("s1")
    assert "i Nordby Kommune og Sydby Kommune" in grund("s1")
    assert "fra bysamfundet Nordby til Havn" in grund("n2")
    assert "bysamfundet Nordby og kan godkendes administrativt" in grund(sted("0101", "Nordby"))


def test_a_scenario_without_tiltag_is_decided_by_nobody(lille_plan: Plan) -> None:
    assert beslutning(vurder(lille_plan, [])) is None
    assert beslutninger(vurder(lille_plan, [])) == []


def test_a_scenario_tells_every_decision_and_names_no_one_twice(lille_plan: Plan) -> None:
    scenarie = [
        Flytning("n1", "s1", 1, 0),
        Udvidelse("l1", 1, 0),
        Flytning("n1", "l1", 1, 0),
    ]
    samlet = beslutning(vurder(lille_plan, scenarie))
    assert samlet is not None
    assert samlet.niveau == "Enighed mellem region og kommuner"
    for led in ("Ny kapacitet", "fra Nordby til Sydby", "fra Nordby til Læsø"):
        assert led in samlet.begrundelse
    assert samlet.parter == ("de 3 kommuner i regionen", "Regionsrådet")
    assert samlet.hjemmel == f"{PLANEN} 3.4.5 og 2.1.13"


def test_a_sentence_that_would_be_the_same_is_told_once(lille_plan: Plan) -> None:
    navne = lille_plan.klinikker.assign(navn="Fys")
    ens = dataclasses.replace(lille_plan, klinikker=navne)
    samlet = beslutning(vurder(ens, [Deling("n1"), Deling("s1")]))
    assert samlet is not None
    assert samlet.begrundelse.count("Fys skal søge Samarbejdsudvalget om deling.") == 1


def test_a_new_address_of_the_scenario_can_be_split(lille_plan: Plan) -> None:
    scenarie = [Udvidelse(sted("0101", "Nordby"), 1, 0), Deling("ny")]
    assert beslutninger(vurder(lille_plan, scenarie))[1].begrundelse.startswith("Ny adresse skal")


def test_every_level_has_a_name() -> None:
    assert list(NIVEAUNAVNE) == list(NIVEAUER)
