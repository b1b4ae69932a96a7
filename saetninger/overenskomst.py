"""The agreements by name, each with where it stands, and the level amounts are of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from babel.dates import format_date

from dansk import opremsning, procent, tal
from planning.fag import Fag
from planning.overenskomst import (
    Aarsbeloeb,
    Overenskomst,
    aarsbeloeb,
    overenskomster,
    scenariets_overenskomst,
)
from planning.plan import INGEN_REGULERING, Plan

LOCALE = "da_DK"


@dataclass(frozen=True)
class Kildested:
    """What an agreement is called, and in short; the document that tells of it, and where in it."""

    navn: str
    kort: str
    dokument: str
    steder: str


#: By the key of an agreement; the slides of 2024 have no pages.
KILDESTEDER = {
    "timer": Kildested(
        "Kapacitet i timer",
        "Timer",
        "Praksisplan for fysioterapi 2020",
        "3.1, s. 13. Årene er læst af, at overenskomsten gjaldt fra 1. januar 2019 og den næste "
        "fra 1. januar 2024",
    ),
    "2024": Kildested(
        "Overenskomst for vederlagsfri fysioterapi 2024",
        "Overenskomst 2024 (beløb)",
        "Det Fælleskommunale Sundhedssekretariats oplæg om overenskomsten for 2024",
        "lysbillederne »Ny overenskomst – i hovedtræk«, »Kapacitet og styring – formål og "
        "ændring« og »Kapacitet og styring - Knækgrænser«",
    ),
    "kiropraktik2025": Kildested(
        "Overenskomst om kiropraktik 2025",
        "Overenskomst 2025",
        "Aftale om overenskomst om kiropraktik, 20. november 2024",
        "s. 24-25",
    ),
}


def overenskomstnavn(aftale: Overenskomst) -> str:
    """Return what an agreement is called, with the years or days it is for."""
    return f"{KILDESTEDER[aftale.noegle].navn} ({periode(aftale)})"


def periode(aftale: Overenskomst) -> str:
    """Return when an agreement is in force: years where they are whole, else days."""
    if (aftale.fra.month, aftale.til.month, aftale.fra.day) == (1, 12, 1):
        return f"{aftale.fra.year}-{aftale.til.year}"
    return f"{_dag(aftale.fra)} til {_dag(aftale.til)}"


def _dag(dag: date) -> str:
    return format_date(dag, "d. MMMM y", LOCALE)


def overenskomsttekst(
    aftale: Overenskomst, fag: Fag, regulering: pd.DataFrame = INGEN_REGULERING
) -> str:
    """Return what a capacity is under an agreement, and what is above it."""
    opgoerelse = aftale.opgoerelse_i(fag)
    if not aftale.opgoerelse:
        frist = (
            f" Overenskomsten gælder fra {_dag(aftale.fra)}, og næste forhandling bør være "
            f"gennemført, så resultatet kan træde i kraft {_dag(aftale.naeste)}."
            if aftale.forhandles
            else ""
        )
        return f"Kilden siger ikke, hvor meget en kapacitet er, og har ingen knækgrænse.{frist}"
    if aftale.nedsaettelse is None:
        return opgoerelse.forklaring if opgoerelse else "Faget har ingen kapacitet i timer."
    if opgoerelse is None:
        return "Faget har ingen kapacitet som beløb."
    trykt = aarsbeloeb(fag, aftale.fra.year)
    return (
        f"En kapacitet er {beloebsliste(trykt)} om året. Beløbet er klinikkens knækgrænse; "
        f"{nedsaettelsestekst(aftale)}. {reguleringstekst(aftale, fag, regulering)}"
    )


def beloebsliste(beloeb: Sequence[Aarsbeloeb]) -> str:
    """Return the amount of each speciale, without its level."""
    return opremsning([f"{kroner(b.kr)} på speciale {b.speciale}" for b in beloeb])


def kroner(kr: float) -> str:
    """Return an amount to the oere, without the oere where there are none."""
    return f"{tal(kr, 0 if float(kr).is_integer() else 2)} kr."


def niveautekst(beloeb: Sequence[Aarsbeloeb]) -> str:
    """Return the level amounts of one year are of, and how they are regulated to it."""
    led = []
    for aar in sorted({b.niveau.aar for b in beloeb}):
        egne = [b for b in beloeb if b.niveau.aar == aar]
        hvis = "" if len(egne) == len(beloeb) else f" (speciale {_koder(egne)})"
        regulering = "reguleret" if any(b.niveau.faktor != 1 for b in egne) else "som trykt"
        senere = f", {egne[0].aar} er ikke reguleret" if aar < egne[0].aar else ""
        led.append(f"{aar}-niveau{hvis}, {regulering}{senere}")
    return "; ".join(led)


def _koder(beloeb: Sequence[Aarsbeloeb]) -> str:
    return opremsning([b.speciale for b in beloeb])


def reguleringstekst(aftale: Overenskomst, fag: Fag, regulering: pd.DataFrame) -> str:
    """Return the level the printed amounts are of, and whether the dataset regulates them."""
    foerst = (
        f"Beløbene er de trykte og regnes som {aftale.fra.year}-niveau, overenskomstens første "
        "år; kilden siger ikke selv, hvilket niveau det er."
    )
    if regulering.empty:
        return (
            f"{foerst} Datasættet har ingen regulering, så de er de samme i alle år: importér "
            "reguleringen i procent eller som indeks."
        )
    led = [
        f"{beloebsliste(b)} i {b[0].aar} ({niveautekst(b)})"
        for b in (aarsbeloeb(fag, aar, regulering) for aar in aftale.aarene[1:])
    ]
    return (
        f"{foerst} Med den importerede regulering er de {opremsning(led)}. Der er regnet i hele "
        "øre, en halv øre rundet op."
    )


def aftalevalg(plan: Plan, aar: int | None) -> str:
    """Return what choosing a year for a scenario is called; None is the dataset's own definition.

    Years of an agreement in hours are all alike, and go by the agreement alone.
    """
    aftale = scenariets_overenskomst(plan.fag, plan.opgoerelse, aar)
    if aftale is None:
        return "Ingen kendt"
    navn = KILDESTEDER[aftale.noegle].kort
    if aar is None:
        return f"Som datasættet: {navn}"
    return f"{aar}: {navn}" if aftale.nedsaettelse is not None else f"{navn} ({periode(aftale)})"


def aftalenavn(plan: Plan, aar: int | None) -> str:
    """Return the name of the agreement a scenario runs under, and its year where one is chosen."""
    if aar_uden_overenskomst(plan, aar):
        return f"{aar}, ukendt overenskomst"
    aftale = scenariets_overenskomst(plan.fag, plan.opgoerelse, aar)
    if aftale is None:
        return ""
    navn = KILDESTEDER[aftale.noegle].navn
    return f"{navn}, år {aar}" if aar is not None and aftale.nedsaettelse is not None else navn


def scenarieaftale(plan: Plan, aar: int | None) -> str:
    """Return the agreement a scenario runs under, and whether its figures are counted by it."""
    if ukendt := aar_uden_overenskomst(plan, aar):
        return ukendt
    aftale = scenariets_overenskomst(plan.fag, plan.opgoerelse, aar)
    if aftale is None:
        return ""
    hvornaar = "datasættets egen opgørelse" if aar is None else f"valgt år {aar}"
    tekst = f"Overenskomst: {overenskomstnavn(aftale)}, {hvornaar}."
    if aftale.opgoerelse != plan.opgoerelse.noegle:
        tekst += (
            f" Tallene er regnet {plan.opgoerelse.navn}, som datasættet har kapaciteten. De kan "
            "ikke omregnes."
        )
    return tekst


def aar_uden_overenskomst(plan: Plan, aar: int | None) -> str:
    """Return that no agreement of the field is known of a scenario's year; "" where one is."""
    if aar is None or any(o.gaelder(aar) for o in overenskomster(plan.fag)):
        return ""
    return (
        f"Scenariet gælder {aar}, og der kendes ingen overenskomst for {plan.fag.i_saetning} i "
        f"{aar}. Det læses under datasættets."
    )


def uden_overenskomst(fag: Fag) -> str:
    """Return that no source has an agreement of a field."""
    return f"Kilderne har ingen overenskomst for {fag.i_saetning}."


def nedsaettelsestekst(aftale: Overenskomst) -> str:
    """Return what happens above the limit, without a full stop."""
    return f"tilskud over grænsen nedsættes med {procent(aftale.nedsaettelse_pct, 0)}"


def overenskomstkilde(aftale: Overenskomst) -> str:
    """Return where an agreement stands."""
    sted = KILDESTEDER[aftale.noegle]
    return f"Kilde: {sted.dokument}, {sted.steder}."
