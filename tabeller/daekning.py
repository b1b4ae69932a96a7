"""The tables of distance: coverage, white spots, access, and the three readings."""

from __future__ import annotations

import pandas as pd

from dansk import omtrent, tal
from planning.adgang import Adgang
from planning.daekningsbillede import MANGE, Daekningsbillede
from planning.interval import USIKKERHED_PCT
from planning.laesninger import laesninger
from planning.plan import MAAL, REGIONSRAEKKE, Plan
from planning.status import Status
from saetninger.daekning import intervaltekst
from saetninger.laesninger import forklaret
from saetninger.maal import aftagentekst, graensetekst
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
DISTRIKT = Kolonne("navn", "Distrikt", bredde=2.2, forklaring="Afstemningsområdets navn")
INTERVAL = Kolonne(
    "interval",
    "Spænd",
    "%",
    "skrevet",
    bredde=1.5,
    forklaring="Dækket, når alle rejsetider er længere og kortere, procent",
)
INTERVALNOTE = (
    f"Spændet er dækningen, når alle rejsetider er {tal(USIKKERHED_PCT)} % længere og "
    "kortere end modellens; ni af ti kendte ture er inden for det. "
)
#: What those beyond the limit are called, by the group's name in planning.
UDEN_FOR = tuple(
    Kolonne(f"{navn}_uden{endelse}", titel, enhed, "tal", decimaler, 1.1, forklaring)
    for navn, titel in (
        ("indbyggere", "Indbyggere uden for"),
        ("personer_70", "70 år og derover uden for"),
        ("husstande_uden_bil", "Husstande uden bil uden for"),
    )
    for endelse, enhed, decimaler, forklaring in (
        ("", "antal", 0, f"{titel} grænsen, antal"),
        ("_pct", "%", 1, f"{titel} grænsen, procent af gruppen"),
    )
)
#: Within a district the model spreads all groups alike, and their shares are one.
ENS_I_DISTRIKTET = ("personer_70_uden_pct", "husstande_uden_bil_uden_pct")
GRUPPENOTE = (
    "Indbyggere er dem i tabel 1; 70 år og derover og husstande uden bil er talt op i juni 2024. "
    "Hvor i distriktet de bor, er en model, hvor alle grupper bor som distriktets indbyggere. "
    "Vejen er regnet i bil også for husstande uden bil; busser er ikke i data."
)
DISTRIKTSNOTE = (
    "Et distrikt er et afstemningsområde. Tallene er talt op for hele distriktet; hvor i det folk "
    "bor, og hvor dets grænse går, er en model, og i et distrikt er andelen uden for grænsen den "
    "samme for alle grupper."
)
ADGANGSRESSOURCER = ("kapaciteter", "kommuner", "befolkning", "rejsetid")


def daekningstabel(plan: Plan, billede: Daekningsbillede) -> Tabel:
    """Return who is covered per kommune and how far there is, least covered first."""
    enhed = MAAL[billede.maal]
    ramme = billede.ordnet().join(billede.radius).join(billede.valg_pct.rename("valg_pct"))
    interval = [intervaltekst(r).removesuffix(" %") for _, r in ramme.iterrows()]
    return Tabel(
        "daekning",
        f"Indbyggere med en klinik inden for {graensetekst(billede.maal, billede.graense)}, og "
        "hvor langt der er",
        ramme.assign(interval=interval),
        (
            # Beside ten columns of figures the region's name still stands on one line.
            KOMMUNE.som("kommune", bredde=2.7),
            DAEKKET.som("andel_pct", bredde=1.3),
            *([INTERVAL] if any(interval) else []),
            INDBYGGERE.som("indbyggere", titel="Dækket", enhed="antal", bredde=1.3),
            INDBYGGERE.som("i_alt", titel="I alt", enhed="antal", bredde=1.3),
            Kolonne("valg_pct", "To klinikker", "%", "tal", 1, 1.45),
            *(Kolonne(a, f"{a} % har højst", enhed, "tal", 1) for a in billede.radius.columns),
        ),
        kilde(plan, *daekningsressourcer(billede.maal)),
        f"»To klinikker« er andelen med mindst to klinikker inden for grænsen. "
        f"{INTERVALNOTE if any(interval) else ''}{LAESOE_NOTE}",
        REGIONSRAEKKE,
    )


def udenfortabel(plan: Plan, billede: Daekningsbillede) -> Tabel:
    """Return who has no clinic within the limit per kommune: all, the oldest, those without a car.

    Most residents first.
    """
    ramme = billede.uden_for.drop(index=REGIONSRAEKKE)
    ramme = ramme.sort_values("indbyggere_uden", ascending=False, kind="stable")
    return Tabel(
        "uden-for-graensen",
        f"Uden klinik inden for {graensetekst(billede.maal, billede.graense)}: hvem og hvor mange",
        pd.concat([ramme, billede.uden_for.loc[[REGIONSRAEKKE]]]),
        (KOMMUNE, *(k.som(k.navn, titel=k.titel.removesuffix(" uden for")) for k in UDEN_FOR)),
        kilde(plan, *daekningsressourcer(billede.maal)),
        GRUPPENOTE,
        REGIONSRAEKKE,
    )


def distriktstabel(plan: Plan, billede: Daekningsbillede, adgangen: Adgang) -> Tabel:
    """Return coverage, the way to a clinic and access by district, most beyond the limit first."""
    ramme = billede.distrikter.join(adgangen.distrikter)
    return Tabel(
        "distrikter",
        "Distrikterne (afstemningsområderne): dækning inden for "
        f"{graensetekst(billede.maal, billede.graense)}, afstand og adgang",
        ramme.sort_values(["indbyggere_uden", "navn"], ascending=[False, True], kind="stable"),
        (
            DISTRIKT,
            KOMMUNE,
            INDBYGGERE,
            DAEKKET,
            *UDEN_FOR,
            Kolonne("afstand", "Til nærmeste klinik, middel", MAAL[billede.maal], "tal", 1),
            ADGANG.som("kapacitet_pr_10000", titel="Adgang, pr. 10.000"),
        ),
        kilde(plan, *daekningsressourcer(billede.maal), "rejsetid"),
        f"{DISTRIKTSNOTE} Adgang er en model (E2SFCA): {aftagentekst(adgangen.aftagen)}.",
        i_dokument=False,
    )


def hvide_distrikter(plan: Plan, billede: Daekningsbillede) -> Tabel:
    """Return the districts with many beyond the limit, most first, and the rest in the note."""
    mange = billede.mange_uden_for
    resten = billede.hvide_distrikter.drop(index=mange.index)
    note = (
        f"Yderligere {omtrent(resten['indbyggere_uden'].sum())} indbyggere uden for grænsen bor i "
        f"{len(resten)} andre distrikter."
        if len(resten)
        else ""
    )
    return Tabel(
        "hvide-pletter",
        f"Distrikter, hvor mindst {MANGE} indbyggere ikke har en klinik inden for "
        f"{graensetekst(billede.maal, billede.graense)}",
        mange,
        (
            DISTRIKT,
            KOMMUNE,
            *(k for k in UDEN_FOR if k.navn not in ENS_I_DISTRIKTET),
            Kolonne("afstand_max", "Længst til nærmeste klinik", MAAL[billede.maal], "tal", 1, 1.2),
        ),
        kilde(plan, *daekningsressourcer(billede.maal)),
        " ".join(d for d in (note, DISTRIKTSNOTE) if d),
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
