"""A tiltag under each agreement in words, and what the agreements say differently."""

from __future__ import annotations

from collections.abc import Sequence

from dansk import antal_kapaciteter, kapaciteter, opremsning, tal
from planning.aftalelaesning import Aftalelaesning, mindste_kapacitet
from planning.fag import Fag, Opgoerelse
from planning.overenskomst import Overenskomst, aarsbeloeb
from planning.plan import Plan
from saetninger.overenskomst import kroner, nedsaettelsestekst, niveautekst

UDEN_MAENGDE = "Ændrer ingen kapacitet"
VEJLEDNING = "»Vejledning om brug af kapacitet«"


def laesningstekst(laesning: Aftalelaesning) -> str:
    """Return what a tiltag is under one agreement, for a cell."""
    opgoerelse = laesning.opgoerelse
    if laesning.deles:
        return (
            "En kapacitet deles i to mindre, og tallet af kapaciteter er det samme"
            if opgoerelse.hele
            else "Uden betydning: et beløb har ingen timer at dele"
        )
    if laesning.egen:
        if laesning.kapaciteter is None:
            return UDEN_MAENGDE
        arter = [opgoerelse.art(n).antal(v) for n, v in laesning.maengde.items()]
        af = f" på speciale {laesning.speciale}" if laesning.speciale else ""
        return f"{antal_kapaciteter(laesning.kapaciteter)} ({opremsning(arter)}{af})"
    if laesning.hoejst_kr:
        led = [f"0 til {kroner(kr)} på speciale {kode}" for kode, kr in laesning.hoejst_kr.items()]
        return f"{opremsning(led)}; delingen kendes ikke"
    if opgoerelse.hele:
        return "Kendes ikke: et beløb siger ikke, hvor mange timer det er"
    return UDEN_MAENGDE


def laesningsnote(plan: Plan, laesninger: Sequence[Aftalelaesning]) -> str:
    """Return how readings under two agreements are to be understood, and what to import."""
    led = [
        "Kilderne omregner ikke timer til kroner: timer kan ikke oversættes til en bestemt udgift "
        f"({VEJLEDNING})."
    ]
    beloeb = next((la.beloeb for la in laesninger if la.beloeb), ())
    if plan.opgoerelse.hele:
        led.append(
            "Intervallet er en model: 1 kapacitet i timer regnes for højst 1 kapacitet på hvert "
            f"speciale ({niveautekst(beloeb)}). Det rigtige beløb står i en kapacitetsliste i "
            "beløb: importér den."
        )
    elif beloeb:
        led.append(f"Kapaciteter er kroner delt med årets beløb ({niveautekst(beloeb)}).")
    return " ".join(led)


def regler(fag: Fag, aftale: Overenskomst, opgoerelse: Opgoerelse) -> dict[str, str]:
    """Return what an agreement says of a move, by the question it answers."""
    faelles = (
        f"{opremsning(fag.koder)} under ét" if opgoerelse.faelles else "hvert speciale for sig"
    )
    ud = {"Kapaciteten holdes for": faelles}
    if opgoerelse.hele:
        mindst = kapaciteter(mindste_kapacitet(opgoerelse))
        ud["Der kan flyttes"] = f"hele kapaciteter, mindst {mindst}"
        ud["Deling"] = (
            f"kan søges ({fag.praksisplan}, {fag.afsnit['deling']})"
            if any(art.deles_i for art in opgoerelse.arter)
            else "findes ikke"
        )
    else:
        ud["Der kan flyttes"] = "en del af et beløb; kilden nævner ingen mindste"
        ud["Deling"] = "uden betydning: en del af et beløb er selv et beløb"
    if aftale.nedsaettelse is not None:
        graense = f"beløbet er knækgrænsen; {nedsaettelsestekst(aftale)}"
    elif aftale.timeloft is not None:
        loft = tal(aftale.timeloft)
        graense = (
            f"en kapacitet under {loft} timer holdes under {loft} timer om ugen i gennemsnit på "
            f"året ({VEJLEDNING}); der er ingen knækgrænse"
        )
    else:
        graense = "ingen knækgrænse"
    ud["Grænse for aktiviteten"] = graense
    return ud


def en_kapacitet(plan: Plan, laesning: Aftalelaesning) -> str:
    """Return what one capacity is under an agreement, for a cell."""
    if not laesning.beloeb:
        return laesning.opgoerelse.forklaring
    led = [
        f"{kroner(b.kr)} på speciale {b.speciale}"
        for b in aarsbeloeb(plan.fag, laesning.aar, plan.regulering)
    ]
    return f"{opremsning(led)} ({niveautekst(laesning.beloeb)})"
