"""`tilgaengelighed`: access (E2SFCA) across the borders of kommuner."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pandas as pd

from data.aldersfordeling import ALDERSFORDELING, laes_aldersfordeling
from kommandolinje.kommando import Kommando, Valgmulighed
from kommandolinje.terminal import raekker, skriv_fingeraftryk, skriv_json, skriv_tabel
from kommandolinje.valg import AFTAGEN, OMRAADER, REJSE, SPECIALER, inddelt, valgt_plan
from planning.adgang import adgangsspaend, behov
from planning.diskretion import diskret_adgang, diskrete_stroemme
from planning.plan import Plan
from saetninger.diskretion import diskretionstekst
from tabeller.borgerstroemme import aftagentabel, stroemtabel
from tabeller.daekning import adgangstabel


def koer(valg: argparse.Namespace) -> int:
    """Print access (E2SFCA): capacities per 10,000 residents, across the borders of kommuner."""
    plan = valgt_plan(valg)
    fordeling = laes_aldersfordeling(Path(valg.alder), plan) if valg.alder else None
    vaegtet = valg.alder is not None or valg.efter_alder
    efter_alder = behov(plan, valg.speciale or "", fordeling) if vaegtet else None
    alderskilde = Path(valg.alder).name if valg.alder else _alderskilde(plan)
    # What is by kommune: ages, and what the source says of patients.
    kommuneplan, plan = plan, inddelt(valg, plan)
    tabel = diskret_adgang(plan, valg.aftagen, efter_alder, valg.speciale)
    # By age the range is not known: demand is another than the residents.
    spaend = pd.DataFrame() if vaegtet else adgangsspaend(plan, valg.aftagen, valg.speciale)
    if len(plan.naboklinikker):
        besked = "Klinikker uden for regionen er ikke med i adgangen: kapaciteten kendes ikke."
        print(f"Bemærk: {besked}", file=sys.stderr)
    stroemme = diskrete_stroemme(kommuneplan)
    felter = ["kommune", "indbyggere", "kapacitet_pr_10000", "afvigelse_pct", "egen_pr_10000"]
    felter += ["netto", "uden_adgang"]
    if valg.json:
        ramme = tabel.kommuner.rename_axis("kode").reset_index()
        return skriv_json(
            {
                "aftagen": tabel.aftagen,
                "alder": alderskilde if vaegtet else None,
                "fingeraftryk": plan.fingeraftryk,
                "kommuner": raekker(ramme[["kode", *felter]]),
                "region": tabel.region[felter].to_dict(),
                "diskretion": diskretionstekst(int(ramme["uden_adgang"].isna().sum())),
                "spaend": raekker(spaend.rename_axis("kode").reset_index()),
                "kilden": stroemme and raekker(stroemme.kilden.rename_axis("kode").reset_index()),
                "valg": stroemme and raekker(stroemme.valg.rename_axis("aftagen").reset_index()),
            }
        )
    skriv_tabel(adgangstabel(plan, tabel, spaend))
    if stroemme:
        skriv_tabel(stroemtabel(kommuneplan, stroemme, tabel.aftagen))
        skriv_tabel(aftagentabel(plan, stroemme, tabel.aftagen))
    if vaegtet:
        print(f"Behovet er vægtet efter alder: {alderskilde}.")
    skriv_fingeraftryk(plan)
    return 0


def _alderskilde(plan: Plan) -> str:
    """Return where the ages of the dataset come from, "" for none."""
    return plan.herkomst[ALDERSFORDELING].kilde if ALDERSFORDELING in plan.herkomst else ""


KOMMANDO = Kommando(
    "tilgaengelighed",
    "adgang på tværs af grænser (E2SFCA)",
    koer,
    (
        AFTAGEN,
        Valgmulighed("--efter-alder", "vægt behovet efter datasættets aldre"),
        Valgmulighed("--alder", "aldersfordeling: vægt behovet efter den i stedet", "FIL"),
        Valgmulighed("--speciale", "hvis brug efter alder, der vægtes med", SPECIALER),
        OMRAADER,
        *REJSE,
    ),
)
