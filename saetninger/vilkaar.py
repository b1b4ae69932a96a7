"""The conditions of a decision, each in a line: whether it is so, what is asked, and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dansk import opremsning, tal
from planning.plan import Plan
from planning.regler import REGLER
from planning.scenarie import Vurdering
from planning.vilkaar import REGEL, Vilkaar
from saetninger.regler import kort_kilde

#: Whether a condition is so, in words.
STANDNAVNE: Mapping[str, str] = {
    "opfyldt": "Opfyldt",
    "ikke_opfyldt": "Ikke opfyldt",
    "ikke_oplyst": "Ikke oplyst",
    "vurderes": "Skal vurderes",
    "foelger": "Følger med",
}
#: What is asked; {sted} is the address, {adgang}, {toilet} and {adgang_foer} what is told of it.
TEKSTER: Mapping[str, str] = {
    "adgang": (
        "Ved en flytning skal lokalerne følge byggelovgivningen, så både adgang og toilet kan "
        "bruges af bevægelseshæmmede. {sted}: adgang {adgang}, toilet {toilet}."
    ),
    "ikke_ringere_adgang": (
        "Administrativ godkendelse kræver, at der ikke umiddelbart er problemer, fx ringere adgang "
        "til adressen. Handicapvenlig adgang før: {adgang_foer}, efter: {adgang}; andet om "
        "adgangen er ikke i data."
    ),
    "over30": "Kun en kapacitet over 30 timer kan deles, og den bliver til to under 30 timer.",
    "omsaetningsloft": (
        "Der fastsættes et omsætningsloft, så delene til sammen ikke laver mere, end kapaciteten "
        "gjorde."
    ),
    "delingsgrund": (
        "Delingen skal have en særlig begrundelse, falder bort sammen med den og giver plads til "
        "én ekstra fysioterapeut. Vejledningen siger, at regionen godkender; praksisplanen, at "
        "Samarbejdsudvalget behandler ansøgningen."
    ),
    "inden_for_kapaciteten": (
        "Adressen skal ligge inden for klinikkens egen kapacitet: {sted} får ikke mere."
    ),
    "daekning": (
        "Formålet er dækning, hvor et tilbud ellers er svært at få. I bysamfundet "
        "{bysamfund} er der {andre} med kapacitet."
    ),
    "adgang_paa_ekstra": (
        "Adressen må ikke være i strid med ambitionen om gode adgangsforhold. {sted}: adgang "
        "{adgang}, toilet {toilet}."
    ),
    "sparring": (
        "Adressen må ikke være i strid med muligheden for sparring og kvalitetsudvikling. {sted}: "
        "kapacitet til {personer}."
    ),
    "opslag": (
        "Ledig kapacitet slås op, så alle kvalificerede fysioterapeuter kan søge. Kapacitet "
        "tildeles ikke på en uopfordret ansøgning."
    ),
}


def vilkaarstekster(efter: Plan, vilkaar: Sequence[Vilkaar]) -> tuple[str, ...]:
    """Return each condition in a line, with all its addresses; `efter` is a plan with its clinics.

    What is asked alike of several addresses, and told alike of, is said once.
    """
    ens: dict[tuple[str, str], tuple[Vilkaar, list[str]]] = {}
    for v in vilkaar:
        krav, sted = _dele(efter, v)
        ens.setdefault((v.stand, krav), (v, []))[1].append(sted)
    return tuple(
        _linje(v, krav, "; ".join(dict.fromkeys(s.removesuffix(".") for s in steder)))
        for (_, krav), (v, steder) in ens.items()
    )


def vilkaarstekst(efter: Plan, v: Vilkaar) -> str:
    """Return a condition: whether it is so, what is asked, what is told, and where it stands."""
    krav, sted = _dele(efter, v)
    return _linje(v, krav, sted.removesuffix("."))


def _linje(v: Vilkaar, krav: str, steder: str) -> str:
    tekst = f"{krav}{steder}." if steder else krav
    return f"{STANDNAVNE[v.stand]}: {tekst} ({kort_kilde(REGLER[REGEL[v.slags]])})"


def _dele(efter: Plan, v: Vilkaar) -> tuple[str, str]:
    """Return what is asked, and what is told of the address; "" where that is not apart."""
    antal = v.antal or 0
    ord_ = {
        "sted": stednavn(efter, v.klinik_id) if v.klinik_id else "",
        "adgang": v.adgang,
        "toilet": v.toilet,
        "adgang_foer": v.adgang_foer,
        "bysamfund": v.bysamfund,
        "andre": f"{tal(antal)} andre klinikker" if antal > 1 else ANDRE[antal],
        "personer": "1 person" if antal == 1 else f"{tal(antal)} personer",
    }
    krav, apart, sted = TEKSTER[v.slags].partition(". {sted}: ")
    if not apart:
        return krav.format(**ord_), ""
    return f"{krav.format(**ord_)}. ", f"{ord_['sted']}: {sted.format(**ord_)}"


def brudte_vilkaar(vurdering: Vurdering, foerste: int = 1) -> str:
    """Return which tiltag of a scenario break a condition, and where; "" where none is known to.

    `foerste` is the number of its first tiltag.
    """
    led = [
        f"tiltag {tal(nr)} ({_hvor(vurdering.plan_efter.efter_kommune, v)})"
        for nr, vej in enumerate(vurdering.veje, start=foerste)
        for v in vej.vilkaar
        if v.stand == "ikke_opfyldt"
    ]
    if not led:
        return ""
    return f"Et vilkår er ikke opfyldt i {opremsning(list(dict.fromkeys(led)))}."


def _hvor(efter: Plan, v: Vilkaar) -> str:
    sted = stednavn(efter, v.klinik_id) if v.klinik_id else STANDNAVNE[v.stand].lower()
    svar = [f"{hvad} {svar}" for hvad, svar in (("adgang", v.adgang), ("toilet", v.toilet)) if svar]
    return f"{sted}: {', '.join(svar)}" if svar else sted


#: Other clinics of a bysamfund, where they are few.
ANDRE = ("ingen anden klinik", "1 anden klinik")


def stednavn(plan: Plan, klinik_id: str) -> str:
    """Return a clinic or a new address with its town, which a new one is already named for."""
    klinik = plan.klinik(klinik_id)
    navn, by = str(klinik["navn"]), str(klinik["by"])
    return navn if by in navn else f"{navn} ({by})"
