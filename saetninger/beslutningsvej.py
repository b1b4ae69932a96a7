"""Who decides, in Danish: the level, the parties by name, where it is written, and why."""

from __future__ import annotations

from dataclasses import dataclass

from dansk import IKKE_OPLYST, opremsning
from planning.beslutningsvej import Beslutningsvej, Grund, Part
from planning.plan import Plan
from planning.scenarie import Vurdering

INGEN_KILDE = "ingen kilde"
NIVEAUNAVNE = {
    "ukendt": "Ikke oplyst, hvem der beslutter",
    "administrativ": "Administrativ godkendelse",
    "samarbejdsudvalg": "Samarbejdsudvalget",
    "regionsraad": "Regionsrådet og kommunerne",
    "enighed": "Enighed mellem region og kommuner",
}
HVEM = {
    "region": "Region Nordjylland",
    "regionsraad": "Regionsrådet",
    "samarbejdsudvalg": "Samarbejdsudvalget",
    "kommunerne": "kommunerne",
    "alle_kommuner": "de {antal} kommuner i regionen",
    "kommune": "{kommune} Kommune",
}
GRUNDE = {
    "uden_regel": "Kilderne for {fag} har ingen regel om, hvem der beslutter det.",
    "i_bysamfund": (
        "Flytningen bliver i bysamfundet {til_by} og kan godkendes administrativt, medmindre "
        "administrationen umiddelbart ser problemer, fx ringere adgang til adressen."
    ),
    "mellem_bysamfund": (
        "Flytningen bliver i {fra} Kommune, men går fra bysamfundet {fra_by} til {til_by}: "
        "Samarbejdsudvalget indstiller, og region og kommuner beslutter i fællesskab."
    ),
    "mellem_kommuner": (
        "Flytningen går fra {fra} til {til} og er dermed en ændring af praksisplanen: den skal "
        "behandles i Regionsrådet og i {a} Kommune og {b} Kommune."
    ),
    "deling": (
        "{klinik} skal søge Samarbejdsudvalget om deling. Der fastsættes et omsætningsloft, så de "
        "to delte kapaciteter tilsammen ikke har større aktivitet end den ene havde."
    ),
    "udvidelse": (
        "Ny kapacitet er ikke en flytning og kræver enighed mellem Region Nordjylland og "
        "kommunerne."
    ),
    "nedlaeggelse": (
        "En nedlæggelse ændrer det samlede antal kapaciteter. Praksisplanen beskriver kun nye "
        "ydernumre; her regnes det som en sag af samme slags, mellem region og kommuner."
    ),
}


@dataclass(frozen=True)
class Beslutning:
    """A route of decision in words: the level's name, the parties, the source and the reasons."""

    niveau: str
    parter: tuple[str, ...]
    hjemmel: str
    begrundelse: str


def beslutning(vurdering: Vurdering) -> Beslutning | None:
    """Return who decides a whole scenario; None for one without tiltag."""
    vej = vurdering.beslutningsvej
    return None if vej is None else i_ord(vurdering.plan_efter, vej)


def beslutninger(vurdering: Vurdering) -> list[Beslutning]:
    """Return who decides each tiltag of a scenario, in its order."""
    return [i_ord(vurdering.plan_efter, vej) for vej in vurdering.veje]


def i_ord(efter: Plan, vej: Beslutningsvej) -> Beslutning:
    """Return one route in words; `efter` is a plan with its clinics, also the new addresses."""
    return Beslutning(
        NIVEAUNAVNE[vej.niveau],
        tuple(_part(efter, part) for part in vej.parter) or (IKKE_OPLYST,),
        f"{efter.fag.praksisplan}, afsnit {opremsning(vej.afsnit)}" if vej.afsnit else INGEN_KILDE,
        # Two clinics of one name are told of once.
        " ".join(dict.fromkeys(_grund(efter, grund) for grund in vej.grunde)),
    )


def _part(plan: Plan, part: Part) -> str:
    kommune = plan.kommuner["kommune"].get(part.kode)
    navn = HVEM[part.hvem].format(antal=len(plan.kommuner), kommune=kommune)
    return f"{navn} ({part.rolle})" if part.rolle else navn


def _grund(plan: Plan, grund: Grund) -> str:
    if grund.klinik_id:
        return GRUNDE[grund.slags].format(klinik=plan.klinik(grund.klinik_id)["navn"])
    if not grund.koder:
        return GRUNDE[grund.slags].format(fag=plan.fag.i_saetning)
    fra, til = (plan.kommuner["kommune"][kode] for kode in grund.koder)
    (fra_by, til_by), (a, b) = grund.bysamfund, sorted((fra, til))
    ord_ = {"fra": fra, "til": til, "fra_by": fra_by, "til_by": til_by, "a": a, "b": b}
    return GRUNDE[grund.slags].format(**ord_)
