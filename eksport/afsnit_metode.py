"""The sections on method and limits, on sources, and on what is wrong in the sources."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from dansk import opremsning, tal
from data.fund import Fund
from eksport.bestilling import AFSNIT, Valg
from eksport.bilag import Afsnit, Punkter, Tekst
from planning.effekt import STANDARDVAEGTE, tjek_vaegte
from planning.interval import USIKKERHED_PCT
from planning.kriterier import LOFT_MINUTTER
from planning.plan import Plan
from saetninger.diskretion import REGEL as DISKRETION
from saetninger.fagord import datering, kriteriekilde, opgjorttekst, opgoerelsestekst
from saetninger.maal import aftagentekst, graensetekst
from tabeller.datasaet import fundtabel, sted_i_kilden
from tabeller.kilder import kapacitetsressource, kildetabel


def metodeafsnit(plan: Plan, valg: Valg) -> list[Afsnit]:
    """Return how the figures are made and what they cannot say."""
    afsnit = plan.fag.afsnit
    beslutning = [afsnit[om] for om in ("deling", "flytning", "kapacitet") if om in afsnit]
    opgoerelse = f"Kapacitet er opgjort {plan.opgoerelse.navn}. {opgoerelsestekst(plan)}"
    metode = (
        opgoerelse,
        "Indbyggere pr. kapacitet er kommunens indbyggere delt med kapaciteten på klinikker i "
        "kommunen. Afvigelsen er i procent fra regionens tal; plus er flere om hver kapacitet. "
        "Patienter må vælge klinik i en anden kommune, så tallet siger ikke alene, hvor let det er "
        "at få behandling.",
        f"Dækning er andelen af indbyggere, der har en klinik med kapacitet inden for "
        f"{graensetekst(valg.maal, valg.graense)}; grænsen tæller med.",
        _rejsetiden(plan),
        f"Adgang er beregnet med metoden E2SFCA (Luo og Qi 2009): {aftagentekst(valg.aftagen)}. "
        "Hver borger deler kapaciteten inden for rækkevidde med alle andre, der kan nå den.",
        "Ventetid er den oplyste for ikke-akutte patienter. Ikke oplyst er ikke nul og er hverken "
        "udfyldt eller skønnet.",
        f"Effekten af et scenarie måles på {kriteriekilde(plan.fag)}. "
        "Scoren er ændringen i procentpoint for tal, der er procenter, og i procent for minutter "
        "og uger. Hvor det ikke er oplyst, hvad en ændring gør, tæller kriteriet som uændret. "
        f"{_vaegtene(valg)} Indbyggere uden vej eller med over {tal(LOFT_MINUTTER)} minutter "
        f"tæller i nærhed med {tal(LOFT_MINUTTER)} minutter.",
        (
            f"Hvem der beslutter, er læst af praksisplanens afsnit {opremsning(beslutning)}. "
            if beslutning
            else f"Kilderne for {plan.fag.i_saetning} siger ikke, hvem der beslutter. "
        )
        + "Et "
        "bysamfund følger en fast regel om afstand til byens midte, fordi praksisplanen ikke "
        "definerer ordet.",
    )
    forbehold = (
        *_kortets(plan),
        _befolkningen(plan),
        "Modellen kender ikke patienternes valg, alder eller behov. Flyttes kapacitet, følger "
        "patienter ikke nødvendigvis med.",
        DISKRETION,
        f"{datering(plan, kapacitetsressource(valg.grundlag))} Ændringer siden da er ikke med.",
        *plan.bemaerkninger,
    )
    return [
        Afsnit(
            "metode", AFSNIT["metode"], 1, (Tekst("Sådan er tallene opgjort:"), Punkter(metode))
        ),
        Afsnit("metode", "Forbehold", 2, (Punkter(forbehold),)),
    ]


def _kortets(plan: Plan) -> list[str]:
    """What of a map is only roughly so, and how roughly."""
    omrids = plan.herkomst.get("omrids")
    granser = (
        f"Kommunegrænserne er dem, der er importeret ({omrids.kilde})."
        if omrids is not None and omrids.importeret
        else "Kommunegrænserne er vejledende: på land er de tegnet inden for omkring 100 m."
    )
    klinikker = (
        "En klinik ligger ved byens eller bydelens midte (ca. 1 km), medmindre adressen er "
        "importeret."
    )
    ved_byen = (plan.klinikker["praecision"] != "adresse").any()
    return [granser, *([klinikker] if ved_byen else [])]


def _rejsetiden(plan: Plan) -> str:
    h = plan.herkomst["rejsetid"]
    if "rejsetid" not in plan.model:
        return (
            f"Rejsetid er ikke Praksiskorts model, men læst af en fil: {h.kilde}, {h.note}. Kun "
            "nye adressers rejsetid er regnet med modellen."
        )
    uden = " Færger er ikke regnet med." if "uden færger" in h.tabel else ""
    return (
        "Rejsetid er en model: få hastigheder over et net på 250 m med hovedveje, broer, tunnel og "
        "færger, valgt efter, hvordan veje er, og efter kendte køretider mellem byer. På en tur, "
        "der ikke er brugt til at vælge dem, afviger den i gennemsnit 6 %, på ni af ti ture under "
        f"{tal(USIKKERHED_PCT)} % og på en enkelt op til omkring 20 %. Køretid til enkelte "
        f"adresser kan den ikke bruges til.{uden}"
    )


def _befolkningen(plan: Plan) -> str:
    if "befolkning" not in plan.model:
        h = plan.herkomst["befolkning"]
        return (
            f"Indbyggerne er fordelt efter en fil: {h.kilde}, {h.note}; hver kommunes sum er "
            "afstemt med dens indbyggertal."
        )
    return (
        "Indbyggerne er fordelt på afstemningsområder efter officielle tal fra juni 2024 og "
        "afstemt med kommunernes indbyggertal i praksisplanens tabel 1 (2019). Hvor i et område de "
        "bor, og hvor dets grænse går, er en model: omkring 4 % af regionens og 7 % af "
        "Aalborgs indbyggere står i et forkert område."
    )


def _vaegtene(valg: Valg) -> str:
    if tjek_vaegte(valg.vaegte) == STANDARDVAEGTE:
        return "Vægtene er Praksiskorts forslag; praksisplanen rangordner kun i ord."
    return "Vægtene er sat af arbejdsgruppen; praksisplanen rangordner kun i ord."


def kildeafsnit(plan: Plan) -> list[Afsnit]:
    """Return the sources: what each is, where it stands, its date and licence."""
    led = (Tekst(datasaetlinje(plan)), kildetabel(plan).uden("fil"))
    return [Afsnit("kilder", AFSNIT["kilder"], 1, led)]


def datasaetlinje(plan: Plan) -> str:
    """Return which dataset the figures are of, in one sentence."""
    return (
        f"Datasæt: {opgjorttekst(plan)}. Datasættets fingeraftryk er "
        f"{plan.fingeraftryk}; det er det samme, så længe intet tal er ændret."
    )


def datafejlsafsnit(fund: Sequence[Fund]) -> list[Afsnit]:
    """Return the faults and contradictions that the checks found."""
    if not fund:
        tom = Tekst("Kontrollen har ikke fundet fejl eller modsigelser i datasættet.")
        return [Afsnit("datafejl", AFSNIT["datafejl"], 1, (tom,))]
    forklarede = [f for f in fund if f.alvor == "forklaret"]
    modsigelser = [f for f in fund if f.alvor != "forklaret"]
    tabel = fundtabel(modsigelser).kun("sted", "fejl")
    filer = dataclasses.replace(
        fundtabel([*modsigelser, *forklarede]).uden("sted"),
        noegle="datafejl-filer",
        titel="Fejl, modsigelser og forklarede forskelle, og hvor de står i datasættets filer",
        i_dokument=False,
    )
    steder = "1 sted" if len(modsigelser) == 1 else f"{tal(len(modsigelser))} steder"
    tekst = Tekst(
        "Kontrollen holder kildens tabeller op mod hinanden, mod deres egne summer, mod de tal, "
        f"teksten nævner, og mod listen over postnumre og har fundet {steder}, hvor det ikke "
        "stemmer. Det trykte er beholdt, og tabellernes numre er kildens."
        f"{_forklaring(forklarede)}"
    )
    led = (tekst, tabel, filer) if modsigelser else (tekst, filer)
    return [Afsnit("datafejl", AFSNIT["datafejl"], 1, led)]


def _forklaring(fund: Sequence[Fund]) -> str:
    """Return the differences that are none, and why; each stands in the workbook."""
    led = []
    for forklaring in dict.fromkeys(f.forklaring for f in fund):
        af_den = [f for f in fund if f.forklaring == forklaring]
        steder = opremsning([s.lower() for s in dict.fromkeys(map(sted_i_kilden, af_den))])
        antal = "1 forskel" if len(af_den) == 1 else f"{tal(len(af_den))} forskelle"
        led.append(f" {antal} i {steder} har en forklaring: {forklaring}.")
    return "".join(led)
