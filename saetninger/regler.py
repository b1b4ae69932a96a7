"""The rules a capacity is used by, in sentences of our own, each with where it stands."""

from __future__ import annotations

from collections.abc import Mapping

from dansk import opremsning
from planning.regler import PRAKSISPLAN, Regel

#: What the guidance is called.
VEJLEDNING = "Danske Fysioterapeuters vejledning om brug af kapacitet"
#: The headings of the guidance, by their keys.
OVERSKRIFTER: Mapping[str, str] = {
    "kapacitet": "Hvordan defineres kapacitet?",
    "behandlingstimer": "Opgørelse af antal behandlingstimer",
    "ansaettelse": "Ansættelse af fysioterapeut på eksisterende kapacitet",
    "vikar": "Brug af vikar",
    "hjaelpepersonale": "Anvendelse af hjælpepersonale",
    "redegoerelse": "Eventuel redegørelse til regionen vedrørende brug af kapacitet",
}
#: The rules that are only to be read: what each is called, and what it says.
REGELTEKSTER: Mapping[str, tuple[str, str]] = {
    "under30": (
        "Over og under 30 timer",
        "Under 30 timer er behandlingstimer om ugen i gennemsnit over hele året. "
        "Over 30 timer er der ingen bestemt grænse for timerne.",
    ),
    "behandlingstimer": (
        "Hvad der er en behandlingstime",
        "Klargøring, journal og kommunikation om patienten tæller med. Den tid, der er sat af i "
        "kalenderen til en behandling, skal i det væsentlige svare til behandlingstiden.",
    ),
    "hjaelpepersonale": (
        "Hjælpepersonale",
        "Ansættelse af hjælpepersonale er ikke mere kapacitet, og dets timer tæller ikke som "
        "fysioterapeutens; men brugen skal kunne gøres op. På et ydernummer under 30 timer må "
        "hverken behandler eller hjælpepersonale komme over 30 behandlingstimer om ugen, og et "
        "omsætningsloft gælder dem tilsammen. Hjælpepersonale er aldrig fysioterapeuter og "
        "bruges kun til holdtræning og opfølgende træningsterapi, én person ad gangen.",
    ),
    "ansaettelse": (
        "Ansættelse efter § 24 stk. 3",
        "Flere fysioterapeuter kan deles om én kapacitet uden begrundelse og uden tidsgrænse, når "
        "kapaciteten ikke udvides. Bliver der flere fysioterapeuter end kapaciteter under "
        "ydernummeret, kan der fastsættes et omsætningsloft: praksisplanen siger, at region og "
        "kommuner gør det, vejledningen, at regionen kan. Er der et loft i forvejen, beregnes der "
        "ikke et nyt.",
    ),
    "vikar": (
        "Vikar",
        "Ved midlertidigt fravær kan en vikar ansættes i op til ét år; derefter kræver det "
        "dispensation. Vikaren må ikke betyde mere kapacitet eller højere omsætning. "
        "Regionen skal have besked; varer det over 2 måneder, også Danske Fysioterapeuter, inden "
        "vikaren begynder. Er fraværet kun delvist "
        "og varer over et år, fastsættes et omsætningsloft.",
    ),
    "redegoerelse": (
        "Når regionen spørger",
        "Regionen kan spørge, om kapaciteten er overholdt, også når det er omsætningen, der giver "
        "anledning til det. Det afgørende er fysioterapeutens redegørelse for timerne: omsætning "
        "er ikke kapacitet.",
    ),
}
#: What else is told on another page.
RESTEN_AF_REGLERNE = (
    "Reglerne om tilgængelighed, deling, ekstra klinikadresse, flytning og ledig kapacitet "
    "(praksisplanen 2.1.8, 2.1.9 og 2.1.12-2.1.14) står som vilkår ved hvert tiltag på siden "
    "Flytning."
)


def regelkilde(regel: Regel) -> str:
    """Return where a rule stands, and the years it is for, as a line under it."""
    return f"Kilde: {_steder(regel, PRAKSISPLAN, VEJLEDNING)}. {_gaelder(regel)}"


def kort_kilde(regel: Regel) -> str:
    """Return where a rule stands, to follow it in a parenthesis."""
    return _steder(regel, "praksisplanen", "vejledningen")


def _steder(regel: Regel, planen: str, vejledningen: str) -> str:
    i_planen = [f"{planen}, afsnit {s.afsnit}, s. {s.side}" for s in regel.steder if s.side]
    overskrifter = [f"»{OVERSKRIFTER[s.afsnit]}«" for s in regel.steder if not s.side]
    i_vejledningen = [f"{vejledningen}, {opremsning(overskrifter)}"] if overskrifter else []
    return "; ".join([*i_planen, *i_vejledningen])


def _gaelder(regel: Regel) -> str:
    if regel.til is not None:
        return f"Vejledningen er uden dato; kapacitet i timer gælder {regel.fra}-{regel.til}."
    if regel.fra is not None:
        return f"Praksisplanen gælder fra september {regel.fra}; slutdatoen er ikke oplyst."
    return "Vejledningen er uden dato."
