"""The sentences of a projection: where capacity will be lacking, and how sure the use is."""

from __future__ import annotations

import pandas as pd

from dansk import fortegn, kapaciteter, opremsning, procent, tal
from planning.brugsspaend import Brugsspaend
from planning.distriktsbehov import Distriktsbehov
from planning.fag import Speciale
from planning.plan import REGIONSRAEKKE, Plan

UDEN_FREMSKRIVNING = (
    "Importér en fremskrivning af folketallet (fx Danmarks Statistiks FRKM med kommune, alder og "
    "år), så ses, hvor mange kapaciteter hver kommune vil mangle år for år; kilderne har ingen."
)


def uden_fremskrivning(plan: Plan) -> str:
    """Return why nothing is told of the years to come, and what to do; "" with a projection."""
    return UDEN_FREMSKRIVNING if plan.fremskrivning.empty else ""


def fremskrivningsnyhed(ramme: pd.DataFrame, fra: int, til: int) -> str:
    """Return what a projection asks in a sentence; `ramme` is that of `planning.fremskrivning`."""
    region = ramme.loc[REGIONSRAEKKE]
    mest = ramme.drop(index=REGIONSRAEKKE).sort_values("mangler", ascending=False)
    folk = (
        f"Folketallet går fra {tal(region['indbyggere_foer'])} i {fra} til "
        f"{tal(region['indbyggere'])} i {til} ({fortegn(region['aendring_pct'])} %)."
    )
    kraever = (
        f"Regionens niveau i datasættet, {tal(region['indbyggere_pr_kapacitet_nu'])} indbyggere "
        f"pr. kapacitet, kræver {tal(region['kapacitet_samme_niveau'], 1)} kapaciteter i {til}; "
        f"der er {kapaciteter(region['kapacitet'])}."
    )
    if mest.empty or not mest["mangler"].iloc[0] > 0:
        hver = "Ingen kommune skal have flere kapaciteter for at holde sit eget niveau."
    else:
        hver = (
            f"Skal hver kommune holde sit eget niveau, mangler {mest['kommune'].iloc[0]} mest: "
            f"{tal(mest['mangler'].iloc[0], 1)}."
        )
    return f"{kraever} {hver} {folk}"


def behovsnoegletal(
    ramme: pd.DataFrame, specialer: tuple[Speciale, ...], fra: int, til: int
) -> list[tuple[str, str]]:
    """Return the key figures of a year: capacity, residents to one, and who would be treated."""
    region = ramme.loc[REGIONSRAEKKE]
    led = [
        (tal(region["indbyggere_pr_kapacitet"]), f"indbyggere pr. kapacitet i {til}"),
        (fortegn(region["mangler"]), f"kapaciteter for at holde regionens niveau i {til}"),
    ]
    for s in specialer:
        if (pct := region.get(f"patienter_{s.kode}_pct", float("nan"))) == pct:
            led.append((f"{fortegn(pct)} %", f"ændring i behandlede {fra}-{til}, {s.kort}"))
    return led


def brugstekst(ramme: pd.DataFrame, om: Speciale, spaend: Brugsspaend | None, til: int) -> str:
    """Return who would be treated by the use of one year, and how far another year has been."""
    region = ramme.loc[REGIONSRAEKKE]
    efter = region[f"patienter_{om.kode}"]
    if efter != efter:
        return ""
    behandles = f"behandles {tal(efter)} borgere i {til}"
    if spaend is None:
        return (
            f"{om.titel}: bruger hver aldersgruppe lige så meget som i det trykte år, {behandles}."
        )
    lav, hoej = (tal(region[f"patienter_{om.kode}_{ende}"]) for ende in ("lav", "hoej"))
    antal = dict(spaend.antal)
    return (
        f"{om.titel}: bruger hver aldersgruppe lige så meget som i {spaend.brugsaar}, {behandles}. "
        f"Lav læsning {lav}, høj læsning {hoej}: regionens behandlede var "
        f"{tal(antal[spaend.yderst])} i {spaend.yderst} og {tal(antal[spaend.brugsaar])} i "
        f"{spaend.brugsaar}, {procent(spaend.udsving_pct)} fra hinanden."
    )


def spaendnote(spaendene: list[Brugsspaend]) -> str:
    """Return what the range is and is not."""
    if not spaendene:
        return "Datasættet har ikke flere års behandlede, så der er ingen lav og høj læsning."
    aarene = [aar for aar, _ in spaendene[0].antal]
    hver = [f"{tal(s.hoej, 3)} på speciale {s.speciale}" for s in spaendene]
    steg = (
        f" Antallet steg hvert år fra {aarene[0]} til {aarene[-1]}; fortsætter det, bliver det "
        "mere end den høje læsning."
        if all(s.steg_hvert_aar for s in spaendene)
        else ""
    )
    return (
        "Lav og høj er en læsning, ikke en statistisk usikkerhed: det største forhold mellem "
        f"brugsårets antal behandlede i regionen og et andet af de trykte år "
        f"{aarene[0]}-{aarene[-1]}, {opremsning(hver)}, ganget på og delt med. Kilden trykker ikke "
        "folketallet for de tidligere år, så tal pr. 1.000 indbyggere kan ikke følges, og "
        f"folketallets vækst er med i spændet.{steg}"
    )


def distriktsnote(behov: Distriktsbehov) -> str:
    """Return that the districts are a model, what it assumes, and what they sum to."""
    aldre = (
        f"hver af aldersgrupperne {opremsning(behov.grupper)}"
        if len(behov.grupper) > 1
        else "alle aldre under ét (fremskrivningen kan ikke deles ved 70 år)"
    )
    rest = (
        f" {opremsning(behov.uden)} har ingen distrikter og er ikke med."
        if behov.uden
        else " Distrikternes sum er præcis kommunens tal."
    )
    return (
        "En model: hvert distrikt beholder sin del af kommunens indbyggere, som de blev talt til "
        f"valget 9. juni 2024, for {aldre}, og gruppen vokser som i kommunen. Nybyggeri og "
        f"flytning inden for kommunen er ikke med.{rest}"
    )
