"""Where the next clinics go, in words: what they do, what is proven, and what it is made of."""

from __future__ import annotations

from collections.abc import Mapping

from dansk import antal, fra_til, omtrent, opremsning, procent, rundet_op, tal
from planning.kandidater import Kandidat
from planning.kapacitetsforslag import Kapacitetsforslag
from planning.kapacitetsforslag import Maal as Kapacitetsmaal
from planning.placeringsforslag import Hvem, Maal, Placeringsforslag
from planning.plan import Plan
from saetninger.placering import STATUS

MAALNAVNE: Mapping[Maal, str] = {
    "flest": "Flest inden for grænsen",
    "middel": "Færrest minutter i gennemsnit",
    "laengst": "Kortest for dem med længst",
    "alle": "Færrest klinikker, så alle er inden for",
}
HVEMNAVNE: Mapping[Hvem, str] = {
    "indbyggere": "indbyggere",
    "over70": "indbyggere på 70 år og derover",
    "uden_bil": "husstande uden bil",
}
HVEM_BESTEMT: Mapping[Hvem, str] = {
    "indbyggere": "indbyggerne",
    "over70": "indbyggerne på 70 år og derover",
    "uden_bil": "husstandene uden bil",
}
SLAGSNAVNE: Mapping[str, str] = {
    "klinik": "klinik uden kapacitet",
    "by": "by",
    "distrikt": "afstemningssted",
    "punkt": "eget punkt",
}
KAPACITETSMAAL: Mapping[Kapacitetsmaal, str] = {
    "mangler": "Mindst mangel i kommunerne",
    "adgang": "Bedst adgang for den dårligst stillede tiendedel",
}
FORBEHOLD = (
    "Hvert sted er ét punkt i en by eller et afstemningssted og kun vejledende. Rejsetiderne er i "
    "bil og en model. Om nogen vil åbne dér, og om der er lokaler, ved programmet ikke."
)


def stednavn(kandidat: Kandidat) -> str:
    """Return what a place is called inside a sentence: its town, its district, or its own name."""
    return kandidat.sted.navn.removeprefix("Ny adresse i ")


def placeringsnyhed(plan: Plan, svar: Placeringsforslag) -> str:
    """Return where the next clinics go, what that does, and what is proven of it."""
    hvem, graense = HVEM_BESTEMT[svar.hvem], f"{tal(svar.graense, 3, fast=False)} minutters kørsel"
    if svar.maal == "alle":
        return _alle(svar, hvem, graense)
    if not svar.valg:
        return STATUS[svar.status]
    steder = [stednavn(v.kandidat) for v in svar.valg]
    hvor = f"{antal(len(steder), 'ny klinik', 'nye klinikker')}, i {opremsning(steder)}"
    foer, efter = svar.foer, svar.efter
    if svar.maal == "flest":
        goer = (
            f"får {procent(efter.andel_pct)} af {hvem} højst {graense} til en klinik mod "
            f"{procent(foer.andel_pct)} før ({omtrent(svar.flere)} flere)"
        )
    elif svar.maal == "middel":
        da, nu = fra_til(foer.middel, efter.middel, 1)
        goer = f"har {hvem} i gennemsnit {nu} minutters kørsel til nærmeste klinik mod {da} før"
    else:
        da, nu = rundet_op(foer.laengst, 1), rundet_op(efter.laengst, 1)
        goer = (
            f"har ingen af {hvem} med vejforbindelse mere end {nu} minutters kørsel til nærmeste "
            f"klinik mod {da} før"
        )
    bus = " Regnet som kørsel i bil; bus er ikke med." if svar.hvem == "uden_bil" else ""
    return f"Med {hvor}, {goer}. {bevistekst(svar)}{bus}"


def _alle(svar: Placeringsforslag, hvem: str, graense: str) -> str:
    """How many it takes for all to be within the limit, or the least limit that all can meet."""
    if svar.status == "umulig":
        return (
            f"Ikke alle kan komme inden for {graense}: nogle af {hvem} har længere til det "
            f"nærmeste af {tal(svar.kandidater)} steder. Alle kan være inden for "
            f"{rundet_op(svar.mindste_graense, 1)} minutter."
        )
    if not svar.valg:
        return STATUS[svar.status] if svar.status != "bevist" else f"Alle er inden for {graense}."
    steder = opremsning([stednavn(v.kandidat) for v in svar.valg], hoejst=8)
    hvor_mange = antal(len(svar.valg), "ny klinik", "nye klinikker")
    fald = (
        "Færre kan ikke gøre det; det er bevist."
        if svar.status == "bevist"
        else (f"Mindst {rundet_op(svar.skranke, 0)} skal der til; tiden slap op.")
    )
    alle = f"er alle {hvem} med vejforbindelse inden for {graense}"
    return f"Med {hvor_mange}, i {steder}, {alle}. {fald}"


def bevistekst(svar: Placeringsforslag) -> str:
    """Return whether another choice could be better, and by how much at most."""
    steder = f"{tal(svar.kandidater)} steder"
    if svar.status == "bevist":
        hvad = {
            "flest": "giver flere",
            "middel": "giver færre minutter",
            "laengst": "giver kortere for dem med længst",
            "alle": "gør det med færre",
        }[svar.maal]
        return f"Intet andet valg blandt {steder} {hvad}; det er bevist."
    if svar.status == "bedste fundne":
        return (
            f"Det er det bedste fundne blandt {steder}; tiden slap op, og et andet valg kan være "
            f"op til {procent(svar.gab_pct)} bedre."
        )
    return STATUS[svar.status]


def hvorfra(plan: Plan, fra: str | None) -> str:
    """Return where the capacity of each new clinic comes from."""
    if fra is None:
        return "Hver ny klinik får én ny kapacitet: en udvidelse, som kræver plads i praksisplanen."
    return f"Hver ny klinik får én kapacitet fra {plan.klinik(fra)['navn']}."


def kapacitetsnyhed(plan: Plan, svar: Kapacitetsforslag) -> str:
    """Return which clinics the next capacities go to, what that does, and what is proven of it."""
    klinikker = [plan.klinik(str(t.til)) for t in svar.tiltag]
    steder = opremsning([f"{k['navn']} ({k['by']})" for k in klinikker])
    foer, efter = fra_til(svar.foer, svar.efter[-1], 2)
    if svar.maal == "mangler":
        goer = f"det, kommunerne mangler i regionens niveau, går fra {foer} til {efter} %"
    else:
        goer = (
            f"den dårligst stillede tiendedel får fra {foer} til {efter} kapaciteter pr. 10.000 "
            "inden for rækkevidde (model)"
        )
    bevis = (
        "Intet andet valg er bedre; det er bevist."
        if svar.status == "bevist"
        else f"Et andet valg kan være op til {procent(svar.gab_pct)} bedre; tiden slap op."
    )
    return (
        f"{antal(len(klinikker), 'ny kapacitet', 'nye kapaciteter')} til {steder}: {goer}. {bevis}"
    )
