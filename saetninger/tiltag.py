"""What a tiltag is in words: a line in a list, a request to decide, a button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from dansk import Inputfejl, antal_kapaciteter, opremsning, tal
from planning.flytning import aendringer, deling, forloeb, omfang
from planning.plan import Plan, Sted
from planning.tiltag import (
    AfMaengde,
    Deling,
    Flytning,
    Opslag,
    Tiltag,
    afgiver,
    fra_dict,
    modtager,
    sted_id,
)


@dataclass(frozen=True)
class Tiltagsord:
    """The words of one kind of tiltag.

    `verber`: what is asked for, in the imperative and after an "at". `sag` follows either, and
    `linje` is the tiltag in a list; {hvad} is how much, {fra} and {til} where, {delt} what a deling
    makes, {besat} where vacant capacity is filled. `antal`: its type in the singular and plural.
    `knap` is what a button says after how much, and `kort` what a map says after it: {hvad} with
    the sign of what is new or gone.
    """

    verber: tuple[str, str]
    linje: str
    sag: str
    antal: tuple[str, str]
    knap: str = ""
    kort: str = "{hvad}"


#: The words of every kind of tiltag, by its key.
ORD: Mapping[str, Tiltagsord] = {
    "flytning": Tiltagsord(
        ("Flyt", "flytte"),
        "{hvad} fra {fra} til {til}",
        "{hvad} fra {fra} til {til}",
        ("flytning", "flytninger"),
    ),
    "ekstraadresse": Tiltagsord(
        ("Brug", "bruge"),
        "Ekstra klinikadresse: {hvad} hos {fra} bruges på {til}",
        "{hvad} hos {fra} på en ekstra klinikadresse: {til}",
        ("ekstra klinikadresse", "ekstra klinikadresser"),
        " på en ekstra adresse",
        "{hvad} på ekstra adresse",
    ),
    "deling": Tiltagsord(
        ("Del", "dele"),
        "Deling: {hvad} hos {fra} i {delt}",
        "{hvad} hos {fra} i {delt}",
        ("deling", "delinger"),
        kort="{hvad} deles",
    ),
    "overdragelse": Tiltagsord(
        ("Overdrag", "overdrage"),
        "Overdragelse: {hvad} hos {fra} til en anden ejer på samme adresse",
        "{hvad} hos {fra} til en anden ejer på samme adresse",
        ("overdragelse", "overdragelser"),
        kort="{hvad} overdrages",
    ),
    "opslag": Tiltagsord(
        ("Opslå", "opslå"),
        "Ledig kapacitet: {hvad} hos {fra}, opslås{besat}",
        "{hvad}, der bliver ledig hos {fra}{besat}",
        ("opslag af ledig kapacitet", "opslag af ledig kapacitet"),
        kort="{hvad} opslås",
    ),
    "udvidelse": Tiltagsord(
        ("Opret", "oprette"),
        "Ny kapacitet: {hvad} hos {til}",
        "{hvad} hos {til}",
        ("udvidelse", "udvidelser"),
        kort="{hvad} ny",
    ),
    "nedlaeggelse": Tiltagsord(
        ("Nedlæg", "nedlægge"),
        "Nedlagt: {hvad} hos {fra}",
        "{hvad} hos {fra}",
        ("nedlæggelse", "nedlæggelser"),
        kort="{hvad} nedlægges",
    ),
}


def beskriv(plan: Plan, tiltag: Tiltag) -> str:
    """Return a tiltag in one line: how much, from where, to where."""
    paa_forhaand = isinstance(tiltag, Flytning) and tiltag.forhaandsgodkendelse
    linje = ORD[tiltag.noegle].linje.format(**_led(plan, tiltag))
    return f"{linje}, med forhåndsgodkendelse" if paa_forhaand else linje


def beskriv_alle(plan: Plan, scenarie: Sequence[Tiltag]) -> list[str]:
    """Return each tiltag of a scenario in one line, read against the state it meets."""
    trin = forloeb(plan, scenarie)
    return [beskriv(foer, tiltag) for foer, tiltag in zip(trin, scenarie, strict=False)]


#: So many tiltag of a scenario are told where room is short.
FORTALTE = 3


def gemte_kort(plan: Plan, gemte: Sequence[Mapping[str, object]]) -> list[str]:
    """Return the first tiltag of a saved scenario (`som_dict`), and that there are more.

    Read against the plan alone, as a list of many scenarios is: one that rests on another, or does
    not fit the plan, is passed by.
    """
    led = []
    for gemt in gemte[:FORTALTE]:
        with suppress(Inputfejl):
            led.append(beskriv(plan, fra_dict(gemt)))
    if led and len(gemte) > FORTALTE:
        led.append("Og flere.")
    return led


def handling(plan: Plan, tiltag: Tiltag, *, navneform: bool = False) -> str:
    """Return a tiltag as what is asked for: `Flyt 1,5 kapacitet (...) fra ... til ...`.

    With `navneform` it follows an "at": `flytte 1,5 kapacitet ...`.
    """
    ord_ = ORD[tiltag.noegle]
    return f"{ord_.verber[navneform]} {ord_.sag.format(**_led(plan, tiltag))}"


def knap(plan: Plan, tiltag: Tiltag) -> str:
    """Return what a button that adds the tiltag says: `Flyt 1,5 kapacitet`."""
    ord_ = ORD[tiltag.noegle]
    return f"{ord_.verber[0]} {antal_kapaciteter(omfang(plan, tiltag))}{ord_.knap}"


def kort_titel(plan: Plan, tiltag: Tiltag) -> str:
    """Return a tiltag as a title: `Flyt 1 kapacitet: Thisted → Storvorde`.

    The towns; where both are one, the clinics.
    """
    ender = [ende for ende in (afgiver(tiltag), modtager(tiltag)) if ende is not None]
    byer, navne = ([_navn_og_by(plan, ende)[nr] for ende in ender] for nr in (1, 0))
    hvor = byer if len(set(byer)) == len(byer) else list(dict.fromkeys(navne))
    return f"{knap(plan, tiltag)}: {' → '.join(hvor)}"


def paa_kort(art: str, hvad: str, *, modtages: bool) -> str:
    """Return what stands by a tiltag on a map: how much, and what happens where no arrow says it.

    `hvad` is how much with its sign; `modtages`: whether the place has it afterwards.
    """
    if art == Opslag.noegle and modtages:
        return f"{hvad} genbesættes"
    return ORD[art].kort.format(hvad=hvad)


def _led(plan: Plan, tiltag: Tiltag) -> Mapping[str, str]:
    """Return how much, where from and where to."""
    fra, til = afgiver(tiltag), modtager(tiltag)
    led = {
        "fra": "" if fra is None else _sted(plan, fra),
        "til": "" if til is None else _sted(plan, til),
        "besat": "",
    }
    if isinstance(tiltag, Opslag) and til is not None:
        paa_stedet = sted_id(til) == fra
        hvor = "på samme adresse" if paa_stedet else f"hos {led['til']}"
        led["besat"] = f" og besættes {hvor}"
    if not isinstance(tiltag, Deling):
        return led | {"hvad": _maengde(plan, tiltag)}
    delt, til_art, _ = deling(plan)
    (aendring,) = aendringer(plan, tiltag)
    return led | {
        "hvad": f"{antal_kapaciteter(tiltag.antal)} {delt.navn}",
        "delt": f"{tal(aendring.maengde[til_art.noegle])} {til_art.navn}",
    }


def _maengde(plan: Plan, tiltag: AfMaengde) -> str:
    """Return the sum first, then the kinds it is made of: `1,5 kapacitet (1 ..., 1 ...)`."""
    arter = [a for a in plan.opgoerelse.arter if tiltag.maengde.get(a.noegle)]
    af = f" på speciale {tiltag.speciale}" if tiltag.speciale else ""
    i_alt = antal_kapaciteter(omfang(plan, tiltag))
    if len(plan.opgoerelse.arter) == 1 and not af and arter:
        return arter[0].antal(tiltag.maengde[arter[0].noegle])
    if len(arter) == 1 and arter[0].kapaciteter(1.0, tiltag.speciale) == 1:
        return f"{i_alt} {arter[0].navn}{af}"
    led = opremsning([a.antal(tiltag.maengde[a.noegle]) for a in arter])
    return f"{i_alt} ({led}{af})"


def _sted(plan: Plan, sted: str | Sted) -> str:
    """A place by its name, town and kommune, none of them said twice."""
    navn, by, kode = _navn_og_by(plan, sted)
    kommune = plan.efter_kommune.kommuner["kommune"][kode]
    hvor = navn if isinstance(sted, Sted) and navn.endswith(f" {by}") else f"{navn}, {by}"
    return hvor if by == kommune else f"{hvor} ({kommune})"


def _navn_og_by(plan: Plan, sted: str | Sted) -> tuple[str, str, str]:
    """A place's name, its town and the code of its kommune."""
    if isinstance(sted, Sted):
        return sted.navn, sted.by, sted.kommune_kode
    raekke = plan.efter_kommune.klinik(sted)
    return raekke["navn"], raekke["by"], raekke["kommune_kode"]
