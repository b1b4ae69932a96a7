"""The tables of capacity: per kommune as in tabel 1, per clinic, and the activity beside it."""

from __future__ import annotations

from typing import get_args

import pandas as pd

from dansk import tal
from planning.aktivitet import aktivitet
from planning.fag import Speciale
from planning.husket import husket
from planning.kapacitet import klinikkapacitet
from planning.plan import REGIONSRAEKKE, Plan
from planning.status import Grundlag, Status, status
from saetninger.fagord import datering, faellestekst
from saetninger.omraadeord import inddelingstekst, omraadeord
from tabeller.felter import (
    AFVIGELSE,
    BY,
    FACILITETER,
    HANDICAPADGANG,
    INDBYGGERE,
    KAPACITET,
    KLINIK_ID,
    KOMMUNE,
    NAVN,
    PR_KAPACITET,
    TRANSPORT,
    i_antal,
    i_kapaciteter,
    omraadekolonne,
)
from tabeller.kilder import kapacitetsressource, kilde, tabelkilde
from tabeller.tabel import Kolonne, Tabel


@husket()
def statustabel(plan: Plan, tabel: Status) -> Tabel:
    """Return capacity and inhabitants per kommune, most inhabitants to a capacity first."""
    return Tabel(
        "status",
        f"Kapacitet hos {plan.fag.udoevere} og indbyggere pr. kapacitet",
        tabel.ordnet(),
        (
            omraadekolonne(plan),
            *i_kapaciteter(plan.fag),
            KAPACITET,
            INDBYGGERE,
            PR_KAPACITET,
            AFVIGELSE,
        ),
        kilde(plan, kapacitetsressource(tabel.grundlag), "kommuner"),
        " ".join(d for d in (plan.opgoerelse.forklaring, inddelingstekst(plan)) if d),
        REGIONSRAEKKE,
    )


def grundlagstabel(plan: Plan) -> Tabel:
    """Return the kommuner by tabel 1 and by the clinic list side by side, where they differ.

    A scenario is counted on the list, so a document by tabel 1 has both.
    """
    stande = {g: status(plan, g).kommuner for g in get_args(Grundlag)}
    felter = ["kapacitet", "indbyggere_pr_kapacitet", "afvigelse_pct"]
    ramme = plan.kommuner[["kommune"]]
    for navn, kommuner in stande.items():
        ramme = ramme.join(kommuner[felter].add_suffix(f"_{navn}"))
    forskellige = ramme["kapacitet_klinikliste"] != ramme["kapacitet_tabel1"]
    titler = {"tabel1": "tabel 1", "klinikliste": plan.fag.klinikliste}
    return Tabel(
        "grundlag",
        "Kommuner, hvor de to grundlag giver hver sit",
        ramme[forskellige],
        (
            KOMMUNE,
            *(
                kolonne.som(f"{kolonne.navn}_{navn}", titel=f"{kolonne.titel}, {titler[navn]}")
                for kolonne in (KAPACITET, PR_KAPACITET, AFVIGELSE)
                for navn in ("tabel1", "klinikliste")
            ),
        ),
        kilde(plan, *map(kapacitetsressource, get_args(Grundlag)), "kommuner"),
        "Dokumentets tabeller og kort af status er efter praksisplanens tabel 1. Scenarier regnes "
        f"efter {plan.fag.klinikliste}, fordi den tabel ingen klinikker har.",
    )


def kliniktabel(plan: Plan) -> Tabel:
    """Return the clinics with what each holds, in the order of the clinic list."""
    oplyst = plan.klinikoplysninger.drop(columns=["handicapadgang", "lat", "lon"]).reindex(
        plan.klinikker.index
    )
    ramme = plan.klinikker.join([klinikkapacitet(plan), plan.transport, oplyst])
    ramme = ramme.rename_axis("klinik_id").reset_index()
    return Tabel(
        "klinikker",
        "Klinikkerne og deres kapacitet",
        ramme.assign(kommune=ramme["kommune_kode"].map(plan.kommuner["kommune"])),
        (
            KLINIK_ID,
            NAVN,
            Kolonne("adresse", "Adresse", bredde=2.0),
            Kolonne("postnr", "Postnr.", forklaring="Postnummer, som det er trykt i kilden"),
            BY,
            KOMMUNE,
            *i_antal(plan.fag, plan.opgoerelse),
            KAPACITET,
            HANDICAPADGANG,
            *(() if plan.klinikoplysninger.empty else FACILITETER),
            *(() if plan.transport.empty else TRANSPORT),
            Kolonne(
                "bysamfund",
                "Bysamfund",
                bredde=1.3,
                forklaring="Det bysamfund, adressen hører til (fast regel)",
            ),
            Kolonne("lat", "Bredde", "grader, WGS84", "tal", 4),
            Kolonne("lon", "Længde", "grader, WGS84", "tal", 4),
            Kolonne(
                "praecision",
                "Punktets præcision",
                forklaring="Hvad punktet er: by eller bydel (midten, ca. 1 km) eller adresse",
            ),
        ),
        kilde(plan, "klinikker", "kapaciteter", "klinikoplysninger", "transport"),
        plan.herkomst["klinikker"].note,
        i_dokument=False,
    )


@husket()
def aktivitetstabel(plan: Plan, speciale: Speciale, grundlag: Grundlag) -> Tabel:
    """Return residents treated and ydelser delivered per kommune, in the order of the kommuner."""
    aar = str(plan.fag.aktivitetsaar[-1]) if plan.fag.aktivitetsaar else ""
    ramme, ord_ = aktivitet(plan, speciale.kode, grundlag), omraadeord(plan)
    return Tabel(
        f"aktivitet-{speciale.kode}",
        f"{speciale.titel}: borgere behandlet og ydelser leveret, {aar}",
        ramme,
        (
            omraadekolonne(plan),
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
            kapacitetsressource(grundlag),
            "kommuner",
        ),
        "Borgere behandlet (forbrug) er efter borgerens bopæl, ydelser leveret (produktion) efter "
        f"klinikkens {ord_.ental}; begge er fra {aar}. "
        f"{datering(plan, kapacitetsressource(grundlag))} "
        f"{faellestekst(plan)}{trykt_sum(ramme, ord_.bestemt_flertal)}",
        REGIONSRAEKKE,
    )


def trykt_sum(ramme: pd.DataFrame, omraaderne: str = "kommunerne") -> str:
    """Return where the region's printed figure is not the sum of the areas, in sentences.

    `ramme`: patienter and ydelser by kode, the region in its row; "" where they are the same.
    `omraaderne` is what the areas are called.
    """
    led = [
        f"{navn} giver {omraaderne} tilsammen {tal(summen)} mod regionens trykte {tal(trykt)}"
        for navn, felt in (("For borgere", "patienter"), ("For ydelser", "ydelser"))
        for summen, trykt in [
            (ramme[felt].drop(index=REGIONSRAEKKE).sum(), ramme.at[REGIONSRAEKKE, felt])
        ]
        if summen != trykt
    ]
    if led:
        led.append("Andelene er af det trykte")
    return "".join(f" {saetning}." for saetning in led)
