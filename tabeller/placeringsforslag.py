"""The table of the next clinics: the places in order, and how far people have with each."""

from __future__ import annotations

import pandas as pd

from dansk import tal
from planning.husket import husket
from planning.kapacitetsforslag import Kapacitetsforslag
from planning.placeringsforslag import Hvem, Placeringsforslag
from planning.plan import Plan
from saetninger.placering import STATUS
from saetninger.placeringsforslag import FORBEHOLD, HVEMNAVNE, SLAGSNAVNE, bevistekst, stednavn
from saetninger.tiltag import beskriv
from tabeller.kilder import daekningsressourcer, kilde
from tabeller.tabel import Kolonne, Tabel


@husket()
def placeringstabel(plan: Plan, svar: Placeringsforslag) -> Tabel:
    """Return today and then the places in order, each with those before it."""
    navne = plan.efter_kommune.kommuner["kommune"]
    raekker = [("I dag", "", "", svar.foer)] + [
        (
            stednavn(v.kandidat),
            navne[v.kandidat.sted.kommune_kode],
            SLAGSNAVNE[v.kandidat.slags],
            v.efter,
        )
        for v in svar.valg
    ]
    ramme = pd.DataFrame(
        [
            (sted, kommune, slags, s.andel_pct, s.middel, s.laengst)
            for sted, kommune, slags, s in raekker
        ],
        columns=["sted", "kommune", "slags", "andel_pct", "middel", "laengst"],
    )
    hvem = HVEMNAVNE[svar.hvem]
    return Tabel(
        "placering",
        f"De næste klinikker, og hvad de gør for {hvem}",
        ramme,
        (
            Kolonne("sted", "Sted", bredde=2.0),
            Kolonne("kommune", "Kommune", bredde=1.4),
            Kolonne("slags", "Slags", bredde=1.4),
            Kolonne(
                "andel_pct",
                f"Inden for {tal(svar.graense, 1, fast=False)} minutter",
                "%",
                "tal",
                1,
                1.3,
            ),
            Kolonne("middel", "I gennemsnit", "minutter", "tal", 2, 1.1),
            Kolonne("laengst", "Længst", "minutter", "tal", 0, 1.0),
        ),
        kilde(plan, *daekningsressourcer("minutter")),
        f"{bevistekst(svar)} Hver række er med dem over den. »Længst« er blandt dem, der har vej "
        f"til en klinik eller et af stederne. {FORBEHOLD}",
    )


@husket()
def kapacitetstabel(plan: Plan, svar: Kapacitetsforslag) -> Tabel:
    """Return today and then the clinics that get the next capacities, each with those before it."""
    tiltag = [("I dag", svar.foer)] + [
        (beskriv(plan, t), efter) for t, efter in zip(svar.tiltag, svar.efter, strict=True)
    ]
    titel = {
        "mangler": ("Mangler i regionens niveau", "% af kapaciteten"),
        "adgang": ("Adgang for den dårligst stillede tiendedel (model)", "kapaciteter pr. 10.000"),
    }[svar.maal]
    return Tabel(
        "naeste-kapacitet",
        "De næste kapaciteter, og hvad de gør",
        pd.DataFrame(tiltag, columns=["tiltag", "tal"]),
        (
            Kolonne("tiltag", "Tiltag", bredde=4.0),
            Kolonne("tal", titel[0], titel[1], "tal", 2, 1.8),
        ),
        kilde(plan, "kapaciteter", "kommuner", "befolkning", "rejsetid"),
        "Hver række er med dem over den. Adressen er den samme, så ingen får kortere vej.",
    )


def kurvetabel(plan: Plan, hvem: Hvem, graense: float, kurve: pd.DataFrame) -> Tabel:
    """Return what each number of new clinics gives at most; as `planning.placeringskurve.kurve`."""
    return Tabel(
        "placeringskurve",
        f"Hvad flere klinikker giver for {HVEMNAVNE[hvem]}",
        kurve.assign(kendt=[STATUS[status] for status in kurve["status"]]),
        (
            Kolonne("antal", "Nye klinikker", "", "tal"),
            Kolonne(
                "andel_pct", f"Inden for {tal(graense, 1, fast=False)} minutter", "%", "tal", 2
            ),
            Kolonne("hoejst_pct", "Højst muligt", "%", "tal", 2),
            Kolonne("kendt", "Bevis", bredde=2.4),
        ),
        kilde(plan, *daekningsressourcer("minutter")),
        f"Hvert antal er regnet for sig. {FORBEHOLD}",
    )


def _inden(graense: float) -> str:
    return f"Inden for {tal(graense, 1, fast=False)} minutter"
