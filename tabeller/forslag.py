"""The tables of a proposal: its steps, those as short beside each other, and the front."""

from __future__ import annotations

import pandas as pd

from dansk import opremsning, tal
from planning.forslagsfront import Front
from planning.forslagssvar import RETNINGER, Forslag, hver
from planning.husket import husket
from planning.plan import Plan
from planning.scenarie import Vurdering
from saetninger.beslutningsvej import beslutninger
from saetninger.forslag import AKSENAVNE, FORBEHOLD, maengde, maengdeenhed, udkastnavn
from saetninger.omraadeord import omraadeord
from saetninger.tiltag import beskriv_alle
from tabeller.kilder import kilde
from tabeller.tabel import Kolonne, Tabel

RESSOURCER = ("kapaciteter", "kommuner")
STOERSTE = Kolonne("stoerste_pct", "Største afvigelse bagefter", "%", "tal", 1, 1.1)
FRONTENHED = {"afvigelse": "%", "minutter": "personminutter", "uden_bil": "husstande"}


@husket()
def trintabel(vurdering: Vurdering, trin: pd.DataFrame) -> Tabel:
    """Return the steps of a proposal in order: what moves, who decides, how even it is after.

    `trin` as `planning.forslag.Udkast` has it, `vurdering` of its tiltag.
    """
    plan = vurdering.plan_foer
    ramme = trin.iloc[1:].assign(
        tiltag=beskriv_alle(plan, vurdering.scenarie),
        beslutter=[b.niveau for b in beslutninger(vurdering)],
    )
    i_dag = trin.iloc[0]
    return Tabel(
        "forslag",
        "Forslaget trin for trin",
        ramme,
        (
            Kolonne("nummer", "Trin", "", "tal", bredde=0.5),
            Kolonne("tiltag", "Tiltag", bredde=4.0),
            Kolonne("beslutter", "Hvem beslutter", bredde=1.8),
            STOERSTE,
            Kolonne(
                "uden_for",
                f"{omraadeord(plan).flertal.capitalize()} uden for tolerancen",
                "",
                "tal",
            ),
            Kolonne("mangler", "Mangler for at nå middel", "kapaciteter", "tal", 1, 1.1),
        ),
        kilde(plan, *RESSOURCER),
        f"I dag er den største afvigelse {tal(i_dag['stoerste_pct'], 1)} %, og "
        f"{tal(i_dag['mangler'], 1)} kapaciteter mangler. {FORBEHOLD}",
    )


@husket()
def udkasttabel(plan: Plan, svar: Forslag) -> Tabel:
    """Return the proposals that are as short beside each other: who gives and who gets."""
    raekker, enhed = [], maengdeenhed(plan)
    for nr, udkast in enumerate(svar.udkast, start=1):
        raekker.append(
            {
                "navn": udkastnavn(nr),
                **{retning: _hvem(plan, hver(udkast, retning)) for retning in RETNINGER},
                "stoerste_pct": udkast.trin["stoerste_pct"].iloc[-1],
                "mangler": udkast.trin["mangler"].iloc[-1],
            }
        )
    return Tabel(
        "forslag-lige-korte",
        "Forslag med lige så få flytninger",
        pd.DataFrame(raekker),
        (
            Kolonne("navn", "Forslag", bredde=0.9),
            Kolonne("giver", "Afgiver", enhed, bredde=3.0),
            Kolonne("faar", "Modtager", enhed, bredde=2.4),
            STOERSTE,
            Kolonne("mangler", "Mangler for at nå middel", "kapaciteter", "tal", 1, 1.1),
        ),
        kilde(plan, *RESSOURCER),
    )


def _hvem(plan: Plan, omraader: list[tuple[str, float]]) -> str:
    return opremsning([f"{navn} {maengde(plan, antal)}" for navn, antal in omraader])


@husket()
def fronttabel(plan: Plan, front: Front) -> Tabel:
    """Return the points of a front: moves, and the least there is with so many."""
    enhed = FRONTENHED[front.akse]
    decimaler = 1 if front.akse == "afvigelse" else 0
    return Tabel(
        "forslag-front",
        f"{AKSENAVNE[front.akse]}, efter antal flytninger",
        front.punkter.assign(bevis=front.punkter["bevist"].map({True: "bevist", False: "fundet"})),
        (
            Kolonne("antal", "Flytninger", "", "tal"),
            Kolonne("vaerdi", AKSENAVNE[front.akse], enhed, "tal", decimaler, 1.6),
            Kolonne("bevis", "Bevis"),
        ),
        kilde(plan, *RESSOURCER),
        "Hvert punkt er det laveste, så mange flytninger kan give; hvert er regnet for sig.",
    )
