"""The themes of the map data: the styles of each layer, with the classes of the maps.

The first of a layer is the one it opens with.
"""

from __future__ import annotations

from dansk import IKKE_OPLYST, MINDSTE_GRUPPE
from eksport.gisstil import Prik, Stil, klassestil, punkter, streger
from kort.daekningslag import baandklasser
from kort.farver import ADGANG, AENDRING, AFGIVER, AFVIGELSE, BLAEK, DAEKNING, KLINIK, MODTAGER
from kort.lag import ventetidsklasser
from planning.daekningsbillede import Daekningsbillede
from planning.plan import Plan
from saetninger.maal import TIL_NAERMESTE, graensetekst

SKJULTE = f"skjult, færre end {MINDSTE_GRUPPE} i en gruppe"
UDEN_KAPACITET, UDEN_VEJ = "ingen kapacitet", "uden vej til en klinik"
KLINIKKER = (punkter("Klinikker", "#ffffff", (KLINIK, 2.6)),)
NABOKLINIKKER = (punkter("Klinikker uden for regionen", "#bdbdbd", (KLINIK, 1.8)),)
HVIDE_PLETTER = (punkter("Uden klinik inden for grænsen", AFGIVER, ("#ffffff", 1.6)),)
AENDREDE_KLINIKKER = (punkter("Klinikker, der ændres", MODTAGER, ("#ffffff", 2.6)),)
#: The circle of a district, and of a demand point.
DISTRIKT, CELLE = (KLINIK, 2.2), ("", 1.0)
FLYTNINGER = (streger("Flytninger", BLAEK),)


def ventetidsfelt(noegle: str) -> str:
    """Return the column that a type of wait is coloured by."""
    return f"ventetid_{noegle}_uger"


def kommunestile(plan: Plan, billede: Daekningsbillede) -> tuple[Stil, ...]:
    """Return the styles of the kommuner: capacity, access, coverage, and each type of wait."""
    klasser = ventetidsklasser(plan)
    return (
        klassestil(
            "afvigelse",
            "Indbyggere pr. kapacitet",
            "Indbyggere pr. kapacitet, afvigelse fra regionen",
            "afvigelse_pct",
            AFVIGELSE,
            UDEN_KAPACITET,
        ),
        klassestil(
            "adgang",
            "Adgang",
            "Adgang på tværs af kommunegrænser (model), afvigelse fra regionen",
            "adgang_afvigelse_pct",
            ADGANG,
            "ingen adgang",
        ),
        _daekning(billede, "daekket_pct"),
        *(
            klassestil(
                f"ventetid-{v.noegle}",
                f"Ventetid: {v.kort}",
                f"Oplyst ventetid til {v.i_saetning}, middel af klinikkernes svar",
                ventetidsfelt(v.noegle),
                klasser,
                IKKE_OPLYST,
            )
            for v in plan.fag.ventetyper
        ),
    )


def distriktsstile(billede: Daekningsbillede) -> tuple[Stil, ...]:
    """Return the styles of the districts: coverage, and the mean way to the nearest clinic."""
    return (
        _daekning(billede, "andel_pct", DISTRIKT),
        _afstand(billede, "afstand", DISTRIKT),
    )


def cellestile(billede: Daekningsbillede) -> tuple[Stil, ...]:
    """Return the style of the demand points: the way to the nearest clinic."""
    return (_afstand(billede, f"naermeste_{billede.maal}", CELLE),)


def scenariestile(hvad: str) -> tuple[Stil, ...]:
    """Return the styles of a scenario's kommuner: after it, before it, and what changes."""
    fra = "indbyggere pr. kapacitet, afvigelse fra regionen før"
    return (
        klassestil(
            "efter",
            "Efter scenariet",
            f"{hvad}, efter: {fra}",
            "afvigelse_pct_efter",
            AFVIGELSE,
            UDEN_KAPACITET,
        ),
        klassestil(
            "foer",
            "Før scenariet",
            f"{hvad}, før: {fra}",
            "afvigelse_pct_foer",
            AFVIGELSE,
            UDEN_KAPACITET,
        ),
        klassestil(
            "aendring",
            "Ændring",
            f"{hvad}: ændring i indbyggere pr. kapacitet, procent",
            "aendring_pct",
            AENDRING,
            f"{UDEN_KAPACITET} før eller efter",
        ),
    )


def _daekning(billede: Daekningsbillede, felt: str, prik: Prik | None = None) -> Stil:
    hvad = f"Indbyggere med en klinik inden for {graensetekst(billede.maal, billede.graense)}"
    return klassestil("daekning", "Dækning", hvad, felt, DAEKNING, SKJULTE, prik)


def _afstand(billede: Daekningsbillede, felt: str, prik: Prik) -> Stil:
    klasser, hvad = baandklasser(billede), TIL_NAERMESTE[billede.maal]
    return klassestil("afstand", "Afstand", hvad, felt, klasser, UDEN_VEJ, prik)
