"""The sections of figures: capacity, activity, coverage and access."""

from __future__ import annotations

import dataclasses

import pandas as pd

from dansk import IKKE_OPLYST, opremsning, tal
from eksport.bestilling import AFSNIT, Valg
from eksport.bilag import REGION, Afsnit, Kolonne, Led, Punkter, Tabel, Tekst
from planning.adgang import AFTAGEN, adgang
from planning.aktivitet import aktivitet, med_aktivitet
from planning.daekningsbillede import Daekningsbillede, daekningsbillede
from planning.kapacitet import klinikkapacitet
from planning.laesninger import laesninger
from planning.plan import MAAL, Plan
from planning.status import grundlagsforskelle, status
from saetninger.fagord import faellestekst
from saetninger.kilde import kildelinje
from saetninger.laesninger import forklaret, uenighed
from saetninger.nyhed import (
    daekningsnyhed,
    graensetekst,
    grundlagsnyhed,
    statusdom,
)

LAESOE_NOTE = "Læsø nås kun med færge; øens tal læses for sig."


def kilde(plan: Plan, *ressourcer: str) -> str:
    """Return the source line of resources by name; of those the plan knows."""
    kendte = [plan.herkomst[navn] for navn in ressourcer if navn in plan.herkomst]
    return kildelinje(*kendte) if kendte else f"Kilde: {IKKE_OPLYST}."


def tabelkilde(plan: Plan, dato: str, numre: tuple[str, ...], *ressourcer: str) -> str:
    """Return the source line of printed tables by number, each with its page, and of resources."""
    trykt = plan.herkomst.get("tabeller")
    kendte = [nr for nr in numre if trykt is not None and nr in plan.tabelliste.index]
    if trykt is None or len(kendte) < len(numre):
        return kilde(plan, "tabeller", *ressourcer)
    sider = plan.tabelliste["side"].astype(str)
    egne = [
        dataclasses.replace(trykt, tabel=f"Tabel {nr}", side=sider[nr], dato=dato) for nr in numre
    ]
    return kildelinje(*egne, *(plan.herkomst[r] for r in ressourcer if r in plan.herkomst))


def aftagentekst(aftagen: str) -> str:
    """Return in words how much a clinic counts by the time it takes to reach it."""
    model = AFTAGEN[aftagen]
    if not model.trin:
        graense = tal(model.graense)
        return f"en klinik tæller mindre, jo længere der er til den, og intet fra {graense} min"
    led = [f"{tal(v, 2, fast=False)} inden for {tal(g)} min" for g, v in model.trin]
    return f"en klinik tæller {opremsning(led)}"


def statusafsnit(plan: Plan, valg: Valg) -> list[Afsnit]:
    """Return capacity and inhabitants per kommune, in the form of tabel 1."""
    tabel = status(plan, valg.grundlag)
    kapacitetskilde = "tabel1" if valg.grundlag == "tabel1" else "kapaciteter"
    ramme = tabel.ordnet().loc[[*tabel.kommuner.index, REGION]]
    led: list[Led] = [
        Tekst(statusdom(plan, tabel), "nyhed"),
        Tabel(
            "status",
            f"Kapacitet hos {plan.fag.udoevere} og indbyggere pr. kapacitet",
            ramme,
            (
                Kolonne("kommune", "Kommune", bredde=2.0),
                *(Kolonne(a.noegle, a.kolonne, art="kapacitet") for a in plan.fag.rettigheder),
                Kolonne("kapacitet", "Kapacitet i alt", art="kapacitet"),
                Kolonne("indbyggere", "Indbyggere", art="tal", bredde=1.1),
                Kolonne("indbyggere_pr_kapacitet", "Indbyggere pr. kapacitet", art="tal"),
                Kolonne("afvigelse_pct", "Afvigelse fra regionen", "%", "fortegn", 1, 1.1),
            ),
            kilde(plan, kapacitetskilde, "kommuner"),
            plan.opgoerelse.forklaring,
            REGION,
        ),
    ]
    if plan.opgoerelse.hele and not plan.tabel1.empty:
        led.append(Tekst(grundlagsnyhed(plan.fag, grundlagsforskelle(plan)), "note"))
    led.append(_klinikker(plan))
    return [Afsnit("status", AFSNIT["status"], 1, tuple(led))]


def _klinikker(plan: Plan) -> Tabel:
    ramme = plan.klinikker.join(klinikkapacitet(plan)).rename_axis("klinik_id").reset_index()
    ramme = ramme.assign(kommune=ramme["kommune_kode"].map(plan.kommuner["kommune"]))
    return Tabel(
        "klinikker",
        "Klinikkerne og deres kapacitet",
        ramme,
        (
            Kolonne("klinik_id", "Klinik-id", bredde=2.0),
            Kolonne("navn", "Navn", bredde=2.5),
            Kolonne("adresse", "Adresse", bredde=2.0),
            Kolonne("postnr", "Postnr."),
            Kolonne("by", "By", bredde=1.3),
            Kolonne("kommune", "Kommune", bredde=1.3),
            *(Kolonne(a.noegle, a.kolonne, "antal", "tal") for a in plan.fag.rettigheder),
            Kolonne("kapacitet", "Kapacitet", art="kapacitet"),
            Kolonne("handicapadgang", "Handicapvenlig adgang"),
            Kolonne("bysamfund", "Bysamfund", bredde=1.3),
            Kolonne("lat", "Bredde", "grader, WGS84", "tal", 4),
            Kolonne("lon", "Længde", "grader, WGS84", "tal", 4),
            Kolonne("praecision", "Punktets præcision"),
        ),
        kilde(plan, "klinikker", "kapaciteter"),
        i_dokument=False,
    )


def aktivitetsafsnit(plan: Plan, valg: Valg) -> list[Afsnit]:
    """Return patients and ydelser per kommune for each speciale."""
    led: list[Led] = []
    aar = str(plan.fag.aktivitetsaar[-1]) if plan.fag.aktivitetsaar else ""
    for speciale in med_aktivitet(plan):
        ramme = aktivitet(plan, speciale.kode, valg.grundlag)
        led.append(
            Tabel(
                f"aktivitet-{speciale.kode}",
                f"{speciale.titel}: borgere behandlet og ydelser leveret, {aar}",
                ramme,
                (
                    Kolonne("kommune", "Kommune", bredde=1.9),
                    Kolonne("patienter", "Borgere behandlet", art="tal"),
                    Kolonne("patienter_pr_1000", "pr. 1.000 indbyggere", "", "tal", 1, 1.1),
                    Kolonne("patienter_pr_kapacitet", "Borgere pr. kapacitet", art="tal"),
                    Kolonne("andel_forbrug_pct", "Andel af forbrug", "%", "tal", 1),
                    Kolonne("ydelser", "Ydelser leveret", art="tal"),
                    Kolonne("ydelser_pr_kapacitet", "Ydelser pr. kapacitet", art="tal"),
                    Kolonne("andel_produktion_pct", "Andel af produktion", "%", "tal", 1, 1.1),
                ),
                tabelkilde(
                    plan,
                    aar,
                    (speciale.forbrug, speciale.produktion),
                    "tabel1" if valg.grundlag == "tabel1" else "kapaciteter",
                    "kommuner",
                ),
                "Borgere behandlet (forbrug) er efter borgerens bopæl, ydelser leveret "
                f"(produktion) efter klinikkens kommune; begge er fra {aar}. Kapacitet og "
                f"indbyggere er fra {plan.opgjort}. {faellestekst(plan)}{_trykt_sum(ramme)}",
                REGION,
            )
        )
    return [Afsnit("aktivitet", AFSNIT["aktivitet"], 1, tuple(led))]


def _trykt_sum(ramme: pd.DataFrame) -> str:
    """Return where the printed total is not the sum of the kommuner, in a sentence."""
    led = [
        f"{navn} giver kommunerne tilsammen {tal(summen)} mod regionens trykte {tal(trykt)}"
        for navn, felt in (("For borgere", "patienter"), ("For ydelser", "ydelser"))
        for summen, trykt in [(ramme[felt].drop(index=REGION).sum(), ramme.at[REGION, felt])]
        if summen != trykt
    ]
    return "".join(f" {saetning}." for saetning in led)


def daekningsafsnit(plan: Plan, valg: Valg) -> list[Afsnit]:
    """Return coverage and white spots, then access and where the readings disagree."""
    billede = daekningsbillede(plan, valg.maal, valg.graense)
    return [
        Afsnit(
            "daekning",
            AFSNIT["daekning"],
            1,
            (
                Tekst(daekningsnyhed(billede), "nyhed"),
                _daekning(plan, billede),
                *_hvide(plan, billede),
            ),
        ),
        _adgang(plan, valg, billede),
    ]


def _daekning(plan: Plan, billede: Daekningsbillede) -> Tabel:
    enhed = MAAL[billede.maal]
    ramme = billede.ordnet().join(billede.radius).join(billede.valg_pct.rename("valg_pct"))
    return Tabel(
        "daekning",
        f"Indbyggere med en klinik inden for {graensetekst(billede.maal, billede.graense)}, og "
        "hvor langt der er",
        ramme,
        (
            Kolonne("kommune", "Kommune", bredde=2.3),
            Kolonne("andel_pct", "Dækket", "%", "tal", 1),
            Kolonne("indbyggere", "Dækket", "personer", "tal", bredde=1.3),
            Kolonne("i_alt", "I alt", "personer", "tal", bredde=1.3),
            Kolonne("valg_pct", "To klinikker", "%", "tal", 1, 1.2),
            *(Kolonne(a, f"{a} % har højst", enhed, "tal", 1) for a in billede.radius.columns),
        ),
        _daekningskilde(plan, billede),
        f"»To klinikker« er andelen med mindst to klinikker inden for grænsen. {LAESOE_NOTE}",
        REGION,
    )


def _hvide(plan: Plan, billede: Daekningsbillede) -> list[Led]:
    enhed, graense = MAAL[billede.maal], graensetekst(billede.maal, billede.graense)
    byer, land = billede.hvide_byer(), billede.hvidt_land()
    led: list[Led] = []
    if byer.empty:
        led.append(Tekst(f"Alle datasættets byer har en klinik inden for {graense}."))
    else:
        led.append(
            Tabel(
                "hvide-byer",
                f"Byer uden klinik inden for {graense}",
                byer,
                (
                    Kolonne("navn", "By", bredde=2.0),
                    Kolonne("kommune", "Kommune", bredde=2.0),
                    Kolonne("indbyggere", "Indbyggere", art="tal"),
                    Kolonne("afstand", "Til nærmeste klinik", enhed, "tal", 1, 1.3),
                ),
                _daekningskilde(plan, billede),
            )
        )
    if not land.empty:
        led.append(
            Tabel(
                "hvidt-land",
                f"Uden for byerne: indbyggere uden klinik inden for {graense}",
                land,
                (
                    Kolonne("kommune", "Kommune", bredde=2.0),
                    Kolonne("indbyggere", "Indbyggere (model)", art="tal", bredde=1.2),
                    Kolonne("afstand", "Længst til nærmeste klinik", enhed, "tal", 1, 1.5),
                ),
                _daekningskilde(plan, billede),
                "Befolkningen uden for byerne er spredt jævnt over kommunens land.",
            )
        )
    return led


def _daekningskilde(plan: Plan, billede: Daekningsbillede) -> str:
    return kilde(plan, *daekningsressourcer(billede.maal))


def daekningsressourcer(maal: str) -> tuple[str, ...]:
    """Return what a coverage is made of; a straight line knows no roads."""
    veje = () if maal == "luftlinje" else ("rejsetid",)
    return ("kommuner", "befolkning", "klinikker", "kapaciteter", *veje)


def _adgang(plan: Plan, valg: Valg, billede: Daekningsbillede) -> Afsnit:
    tabel = adgang(plan, valg.aftagen)
    sammen = forklaret(laesninger(status(plan, valg.grundlag), billede, tabel))
    led: list[Led] = [
        Tekst(uenighed(sammen), "nyhed"),
        Tabel(
            "laesninger",
            "Tre læsninger af samme kapacitet",
            sammen,
            (
                Kolonne("kommune", "Kommune", bredde=2.0),
                Kolonne("indbyggere_pr_kapacitet", "Indbyggere pr. kapacitet", art="tal"),
                Kolonne("afvigelse_pct", "Afvigelse fra regionen", "%", "fortegn", 1),
                Kolonne("andel_pct", "Dækket", "%", "tal", 1),
                Kolonne("kapacitet_pr_10000", "Adgang, kapacitet pr. 10.000", "", "tal", 2, 1.2),
                Kolonne(
                    "adgang_afvigelse_pct", "Adgang, afvigelse fra regionen", "%", "fortegn", 1
                ),
                Kolonne("netto", "Hentet fra naboer", "kapaciteter", "fortegn", 1, 1.2),
            ),
            kilde(plan, "kapaciteter", "kommuner", "befolkning", "rejsetid"),
            f"Dækket: inden for {graensetekst(billede.maal, billede.graense)}. Adgang "
            f"(model, E2SFCA): {aftagentekst(tabel.aftagen)}. »Hentet fra naboer« er kapaciteter, "
            f"borgerne trækker på ud over kommunens egne. {LAESOE_NOTE}",
            REGION,
        ),
    ]
    forklaringer = tuple(f for f in sammen["forklaring"] if f)
    if forklaringer:
        led += [Tekst("Hvor læsningerne er uenige:"), Punkter(forklaringer)]
    return Afsnit("daekning", "Adgang på tværs af kommunegrænser", 2, tuple(led))
