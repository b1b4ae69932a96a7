"""The tables of distance: coverage, white spots, access, and the three readings."""

from __future__ import annotations

from planning.adgang import Adgang
from planning.daekningsbillede import Daekningsbillede
from planning.laesninger import laesninger
from planning.plan import MAAL, REGIONSRAEKKE, Plan
from planning.status import Status
from saetninger.laesninger import forklaret
from saetninger.maal import aftagentekst
from saetninger.nyhed import graensetekst
from tabeller.felter import (
    ADGANG,
    ADGANG_AFVIGELSE,
    AFVIGELSE,
    DAEKKET,
    INDBYGGERE,
    KOMMUNE,
    NETTO,
    PR_KAPACITET,
)
from tabeller.kilder import daekningsressourcer, kapacitetsressource, kilde
from tabeller.tabel import Kolonne, Tabel

LAESOE_NOTE = "Læsø nås kun med færge; øens tal læses for sig."
ADGANGSRESSOURCER = ("kapaciteter", "kommuner", "befolkning", "rejsetid")


def daekningstabel(plan: Plan, billede: Daekningsbillede) -> Tabel:
    """Return who is covered per kommune and how far there is, least covered first."""
    enhed = MAAL[billede.maal]
    return Tabel(
        "daekning",
        f"Indbyggere med en klinik inden for {graensetekst(billede.maal, billede.graense)}, og "
        "hvor langt der er",
        billede.ordnet().join(billede.radius).join(billede.valg_pct.rename("valg_pct")),
        (
            # Beside nine columns of figures the region's name still stands on one line.
            KOMMUNE.som("kommune", bredde=2.5),
            DAEKKET,
            INDBYGGERE.som("indbyggere", titel="Dækket", enhed="personer", bredde=1.3),
            INDBYGGERE.som("i_alt", titel="I alt", enhed="personer", bredde=1.3),
            Kolonne("valg_pct", "To klinikker", "%", "tal", 1, 1.2),
            *(Kolonne(a, f"{a} % har højst", enhed, "tal", 1) for a in billede.radius.columns),
        ),
        kilde(plan, *daekningsressourcer(billede.maal)),
        f"»To klinikker« er andelen med mindst to klinikker inden for grænsen. {LAESOE_NOTE}",
        REGIONSRAEKKE,
    )


def hvide_byer(plan: Plan, billede: Daekningsbillede) -> Tabel:
    """Return the towns without a clinic within the limit."""
    return Tabel(
        "hvide-byer",
        f"Byer uden klinik inden for {graensetekst(billede.maal, billede.graense)}",
        billede.hvide_byer(),
        (
            Kolonne("navn", "By", bredde=2.0),
            KOMMUNE,
            INDBYGGERE,
            Kolonne("afstand", "Til nærmeste klinik", MAAL[billede.maal], "tal", 1, 1.3),
        ),
        kilde(plan, *daekningsressourcer(billede.maal)),
    )


def hvidt_land(plan: Plan, billede: Daekningsbillede) -> Tabel:
    """Return the residents outside towns without a clinic within the limit, most first."""
    graense = graensetekst(billede.maal, billede.graense)
    return Tabel(
        "hvidt-land",
        f"Uden for byerne: indbyggere uden klinik inden for {graense}",
        billede.hvidt_land(),
        (
            KOMMUNE,
            INDBYGGERE.som("indbyggere", titel="Indbyggere (model)", bredde=1.2),
            Kolonne("afstand", "Længst til nærmeste klinik", MAAL[billede.maal], "tal", 1, 1.5),
        ),
        kilde(plan, *daekningsressourcer(billede.maal)),
        "Befolkningen uden for byerne er spredt jævnt over kommunens land.",
    )


def adgangstabel(plan: Plan, tabel: Adgang) -> Tabel:
    """Return access (E2SFCA) per kommune beside its own capacity, worst access first."""
    return Tabel(
        "adgang",
        f"Adgang på tværs af kommunegrænser: {aftagentekst(tabel.aftagen)}",
        tabel.ordnet(),
        (
            KOMMUNE,
            ADGANG,
            ADGANG_AFVIGELSE.som("afvigelse_pct"),
            Kolonne("egen_pr_10000", "Egen kapacitet pr. 10.000", "", "tal", 2),
            NETTO,
        ),
        kilde(plan, *ADGANGSRESSOURCER),
        f"Model (E2SFCA). {LAESOE_NOTE}",
        REGIONSRAEKKE,
    )


def laesningstabel(plan: Plan, tabel: Status, billede: Daekningsbillede, adgangen: Adgang) -> Tabel:
    """Return the three readings of the same capacity side by side, least access first."""
    return Tabel(
        "laesninger",
        "Tre læsninger af samme kapacitet",
        forklaret(laesninger(tabel, billede, adgangen)),
        (
            KOMMUNE,
            PR_KAPACITET,
            AFVIGELSE,
            DAEKKET,
            ADGANG,
            ADGANG_AFVIGELSE,
            NETTO,
            Kolonne("forklaring", "Hvor læsningerne er uenige"),
        ),
        kilde(plan, kapacitetsressource(tabel.grundlag), "kapaciteter", *ADGANGSRESSOURCER[1:]),
        f"Dækket: inden for {graensetekst(billede.maal, billede.graense)}. Adgang regnes altid på "
        f"{plan.fag.klinikliste} og er en model (E2SFCA, Luo og Qi 2009): hver borger deler "
        "kapaciteten inden for rækkevidde med alle andre, der kan nå den, og "
        f"{aftagentekst(adgangen.aftagen)}. »Hentet fra naboer« er kapaciteter, borgerne trækker "
        f"på ud over kommunens egne. {LAESOE_NOTE}",
        REGIONSRAEKKE,
    )
