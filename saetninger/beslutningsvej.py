"""Who decides, in Danish: the level, the parties by name, where it is written, and why."""

from __future__ import annotations

from dataclasses import dataclass

from dansk import IKKE_OPLYST, opremsning
from planning.beslutningsvej import IKKE_ANGIVET, Beslutningsvej, Grund, Part
from planning.plan import Plan
from planning.scenarie import Vurdering
from saetninger.omraadeord import ORD, raadskilde
from saetninger.vilkaar import stednavn, vilkaarstekster

INGEN_KILDE, UDEN_KILDE = "ingen kilde", "Ikke oplyst, hvem der beslutter"
#: Where the Samarbejdsudvalg only recommends, it is not the one who decides.
INDSTILLER = Part("samarbejdsudvalg", "indstiller")
INDSTILLING = "Region og kommuner efter Samarbejdsudvalgets indstilling"
NIVEAUNAVNE = {
    "ikke_angivet": "Ikke angivet i praksisplanen",
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
    "fysioterapeuterne": "en repræsentant for fysioterapeuterne",
    "ikke_angivet": "en part, praksisplanen ikke nævner",
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
    "forhaandsgodkendelse": (
        "Der søges forhåndsgodkendelse af flytningen, så betingelserne er kendt og flytningen kan "
        "planlægges, før kapacitet overdrages."
    ),
    "deling": "{klinik} skal søge Samarbejdsudvalget om deling.",
    "ekstraadresse": (
        "{klinik} beholder sin kapacitet og bruger en del af den på {sted}. Praksisplanen siger "
        "ikke, hvem der beslutter om en ekstra klinikadresse."
    ),
    "ekstraadresse_anden_kommune": (
        "{klinik} beholder sin kapacitet og bruger en del af den på {sted}. Praksisplanen siger "
        "ikke, hvem der beslutter om en ekstra klinikadresse, og heller ikke, hvad der gælder, når "
        "den ligger i en anden kommune; en flytning på tværs ville være en ændring af planen."
    ),
    "overdragelse": (
        "Kapaciteten hos {klinik} får en anden ejer på samme adresse: intet flytter. "
        "Praksisplanen siger ikke, hvem der behandler en overdragelse, kun at forhåndsgodkendelse "
        "til en flytning kan hentes, før kapacitet overdrages."
    ),
    "opslag": (
        "Kapacitet bliver ledig hos {klinik}. Ansøgninger behandles som udgangspunkt "
        "administrativt, en repræsentant for fysioterapeuterne inddrages, og Samarbejdsudvalget "
        "orienteres om afgørelsen."
    ),
    "opslag_andet_sted": (
        "Praksisplanen siger ikke, om ledig kapacitet kan besættes et andet sted end der, hvor "
        "den blev ledig; her regnes det som en flytning."
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
    """A route of decision in words: the level's name, the parties, the source and the reasons.

    `vilkaar` are the conditions, each in a line with whether it is so and where it is asked.
    """

    niveau: str
    parter: tuple[str, ...]
    hjemmel: str
    begrundelse: str
    vilkaar: tuple[str, ...] = ()


def beslutning(vurdering: Vurdering) -> Beslutning | None:
    """Return who decides a whole scenario; None for one without tiltag."""
    vej = vurdering.beslutningsvej
    return None if vej is None else i_ord(vurdering.plan_efter, vej)


def hvem_beslutter(vurdering: Vurdering) -> str:
    """Return the same as a sentence; "" where nobody has to."""
    vej = beslutning(vurdering)
    return f"Hvem beslutter: {vej.niveau}." if vej else ""


def beslutninger(vurdering: Vurdering) -> list[Beslutning]:
    """Return who decides each tiltag of a scenario, in its order."""
    return [i_ord(vurdering.plan_efter, vej) for vej in vurdering.veje]


def i_ord(efter: Plan, vej: Beslutningsvej) -> Beslutning:
    """Return one route in words; `efter` is a plan with its clinics, also the new addresses.

    A route is of kommuner, also of a plan by areas.
    """
    efter = efter.efter_kommune
    return Beslutning(
        _niveau(vej),
        tuple(_part(efter, part) for part in vej.parter) or (IKKE_OPLYST,),
        f"{efter.fag.praksisplan}, afsnit {opremsning(vej.afsnit)}" if vej.afsnit else INGEN_KILDE,
        # Two clinics of one name are told of once.
        " ".join(dict.fromkeys(_grund(efter, grund) for grund in vej.grunde)),
        vilkaarstekster(efter, vej.vilkaar),
    )


def _niveau(vej: Beslutningsvej) -> str:
    """Return the level's name, and that one decision of several has none where that is so."""
    if not vej.afsnit:
        return UDEN_KILDE
    navn = INDSTILLING if INDSTILLER in vej.parter else NIVEAUNAVNE[vej.niveau]
    uangivet = vej.niveau != "ikke_angivet" and IKKE_ANGIVET in vej.parter
    return f"{navn} (for en del ikke angivet i praksisplanen)" if uangivet else navn


def _part(plan: Plan, part: Part) -> str:
    kommune = plan.kommuner["kommune"].get(part.kode)
    navn = HVEM[part.hvem].format(antal=len(plan.kommuner), kommune=kommune)
    return f"{navn} ({part.rolle})" if part.rolle else navn


def _grund(plan: Plan, grund: Grund) -> str:
    if grund.klinik_id:
        ord_ = {"klinik": plan.klinik(grund.klinik_id)["navn"]}
        if grund.til_id:
            ord_ |= {"sted": stednavn(plan, grund.til_id)}
        return GRUNDE[grund.slags].format(**ord_)
    if not grund.koder:
        return GRUNDE[grund.slags].format(fag=plan.fag.i_saetning)
    fra, til = (plan.kommuner["kommune"][kode] for kode in grund.koder)
    (fra_by, til_by), (a, b) = grund.bysamfund, sorted((fra, til))
    ord_ = {"fra": fra, "til": til, "fra_by": fra_by, "til_by": til_by, "a": a, "b": b}
    return f"{GRUNDE[grund.slags].format(**ord_)}{_raad(plan, grund)}"


def _raad(plan: Plan, grund: Grund) -> str:
    """The two sundhedsråd a flytning is between, since when, and by what source; "" for one."""
    if not grund.sundhedsraad:
        return ""
    fra, til = (ORD["sundhedsraad"].fuldt(navn) for navn in grund.sundhedsraad)
    saetning = f"Det er også en flytning mellem to sundhedsråd, fra {fra} til {til}."
    return f" {saetning} {raadskilde(plan)}".rstrip()
