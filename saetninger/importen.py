"""The news of an import: whether the file can be taken into use, and what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dansk import antal, kapaciteter, opremsning, procent, tal
from planning.datasaetforskel import Datasaetforskel
from saetninger.maal import graensetekst


def importdom(
    fil: str, titel: str, fejl: int, spoergsmaal: int, steder: int, advarsler: int
) -> str:
    """Return whether a file can be taken into use, by how many faults and questions it has.

    `steder`: how many clinics are to be put on the map.
    """
    foerst = f"{fil} er læst som {titel}"
    if fejl:
        return (
            f"{foerst} og kan ikke tages i brug: der er {antal(fejl, 'fejl', 'fejl')}. Ret "
            f"{'den' if fejl == 1 else 'dem'} i filen, og vælg den igen. Intet er ændret."
        )
    if spoergsmaal or steder:
        led = [
            *([antal(spoergsmaal, "spørgsmål", "spørgsmål")] if spoergsmaal else []),
            *([f"{antal(steder, 'klinik', 'klinikker')} at placere"] if steder else []),
        ]
        return f"{foerst}. Der er {opremsning(led)}, før den kan bruges."
    se = f" Se {antal(advarsler, 'advarsel', 'advarsler')} først." if advarsler else ""
    return f"{foerst} og kan tages i brug.{se}"


def ingen_aendring(forskel: pd.DataFrame) -> str:
    """Return that a file has the figures the dataset has, where it does; "" where any changes.

    `forskel`: as `data.indgang.art.Tolkning` has it.
    """
    if not (forskel["foer"] == forskel["efter"]).all():
        return ""
    hvad = opremsning([*dict.fromkeys(forskel["hvad"])])
    return f"Ingen af tallene er andre end dem, datasættet har: {hvad} er ens overalt."


#: What each kind of input answers, by its key: where the answer stands, and the question.
SVARER: Mapping[str, tuple[str, str]] = {
    "klinikker": ("Overblik", "Hvor mange indbyggere deler en kapacitet, og hvor er klinikkerne?"),
    "folketal": ("Overblik", "Hvor mange indbyggere deler en kapacitet med nyere folketal?"),
    "fremskrivning": ("Økonomi, Behovet frem", "Hvor meget kapacitet kræver årene frem?"),
    "ventetider": ("Ventetid", "Hvor venter patienterne længst?"),
    "tilskud": ("Økonomi, Knækgrænser", "Hvem passerer sin knækgrænse, og hvornår?"),
    "ramme": ("Økonomi, Rammen", "Holder årets økonomiske ramme?"),
    "patienter": ("Økonomi, Kontrolstatistik", "Hvad koster en patient hos hver klinik?"),
    "regulering": ("Økonomi, Knækgrænser", "Hvad er knækgrænserne i årets beløb?"),
    "tilgaengelighed": ("Flytning", "Har klinikken handicapvenlig adgang og toilet?"),
    "klinikpunkter": ("Dækning", "Hvor langt er der til klinikkens rigtige adresse?"),
    "omrids": ("Alle kort", "Hvor går kommunegrænserne præcist?"),
    "befolkning": ("Dækning", "Hvor mange bor længere fra en klinik end grænsen?"),
    "matrix": ("Dækning", "Hvor lang tid tager turen til nærmeste klinik?"),
    "naboklinikker": ("Dækning", "Er der kortere til en klinik uden for regionen?"),
    "transport": ("Flytning", "Kan klinikken nås med bus og tog?"),
}

#: What an import opens beside the pages that show its figures.
AABNER = {
    "aldersfordeling": (
        "Går aldersgrupperne op i praksisplanens tabeller, kan behovet vægtes efter alder, i "
        "kommandoen tilgaengelighed med --efter-alder."
    ),
    "fremskrivning": "Økonomi viser nu, hvad årene frem kræver.",
    "tilskud": "Økonomi viser nu, hvem der passerer sin knækgrænse.",
    "rammeforbrug": "Økonomi viser nu, om rammen holder.",
    "patienter": "Økonomi viser nu, hvad en patient koster hos hver klinik.",
    "regulering": "Økonomi regner nu knækgrænserne i årets beløb.",
}


def tagettekst(navn: str, nr: int, ressourcer: Sequence[str], *, kendt: bool = False) -> str:
    """Return that a dataset is taken into use, and what it opens by the resources it has new.

    `kendt`: whether it was in the store already, by the name it had.
    """
    led = [f"»{navn}« er taget i brug som datasæt nr. {nr}. Alle sider viser det."]
    if kendt:
        led.insert(0, "Lageret har allerede datasættet under et andet navn.")
    return " ".join([*led, *(AABNER[r] for r in ressourcer if r in AABNER)])


def skiftetekst(nr: int, navn: str, hvem: str, klokken: str) -> str:
    """Return that the pages show another dataset from now on, who changed it and at what time."""
    return f"{hvem} skiftede datasæt kl. {klokken}. Alle sider viser nu nr. {nr}: »{navn}«."


def valgttekst(nr: int, navn: str) -> str:
    """Return that the pages show a dataset which was gone back to."""
    return f"Alle sider viser nu datasæt nr. {nr}: {navn}."


def uden_id(grund: str, vaek: Mapping[str, str]) -> str:
    """Return why a tiltag does not fit, by the name of a clinic that is gone and not by its id.

    `vaek`: the names of the clinics that are gone, by klinik_id.
    """
    navne = [navn for klinik, navn in vaek.items() if f"»{klinik}«" in grund]
    return f"{opremsning(navne)} er ikke i datasættet." if navne else grund


def taget_ud(tiltag: int) -> str:
    """Return that so many tiltag do not fit another dataset, in one short sentence."""
    return f"{tal(tiltag)} tiltag passer ikke på det nye datasæt og er taget ud."


def passer_ikke(fejl: Sequence[tuple[str, str]], *, i_kladde: bool) -> list[str]:
    """Return which tiltag of a scenario do not fit another dataset: a sentence, then one each.

    `fejl`: each tiltag in words, and why. `i_kladde`: whether all of them are in a draft.
    """
    hvor = (
        " Alle tiltag står uændret i kladden fra før; den kan åbnes, når datasættet fra før er i "
        "brug igen."
        if i_kladde
        else ""
    )
    return [f"{taget_ud(len(fejl))}{hvor}", *(f"{tiltag}: {grund}" for tiltag, grund in fejl)]


def aendringsnavn(hvad: str) -> str:
    """Return the name of a figure that changes as a heading."""
    return f"{hvad[:1].upper()}{hvad[1:]}"


def datasaetnyhed(forskel: Datasaetforskel, *, ens: bool) -> str:
    """Return what the headline figures are in the first dataset and in the second."""
    if ens:
        return "De to datasæt har de samme filer og giver de samme tal."
    r, (klinikker_foer, klinikker_efter) = forskel.region, forskel.antal_klinikker
    led = [
        ("indbyggere", tal(r["indbyggere_foer"]), tal(r["indbyggere_efter"])),
        ("klinikker", tal(klinikker_foer), tal(klinikker_efter)),
        ("kapaciteter", kapaciteter(r["kapacitet_foer"]), kapaciteter(r["kapacitet_efter"])),
        (
            "indbyggere pr. kapacitet",
            tal(r["indbyggere_pr_kapacitet_foer"]),
            tal(r["indbyggere_pr_kapacitet_efter"]),
        ),
        (
            f"dækket inden for {graensetekst(forskel.maal, forskel.graense)}",
            procent(r["andel_pct_foer"]),
            procent(r["andel_pct_efter"]),
        ),
    ]
    skrevet = [
        f"{hvad} {foer} i begge" if foer == efter else f"{hvad} fra {foer} til {efter}"
        for hvad, foer, efter in led
    ]
    return f"Regionen: {'; '.join(skrevet)}."


def datasaetforbehold(forskel: Datasaetforskel) -> list[str]:
    """Return what cannot be compared, and why; nothing where all can be."""
    ud = []
    if not forskel.samme_opgoerelse:
        ud.append(
            "En kapacitet er opgjort forskelligt i de to datasæt. Kapacitet og indbyggere pr. "
            "kapacitet kan derfor ikke sammenlignes og er udeladt."
        )
    elif forskel.speciale:
        ud.append(f"Kapaciteten er opgjort for hvert speciale; her er den af {forskel.speciale}.")
    if forskel.uden_daekning:
        ud.append("Dækningen kan ikke opgøres i begge datasæt: målet er ikke i en rejsetidsmatrix.")
    return ud
