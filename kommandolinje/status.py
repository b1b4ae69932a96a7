"""`status`: capacity and indbyggere pr. kapacitet per kommune."""

from __future__ import annotations

import argparse
from typing import Any

import pandas as pd

from kommandolinje.kommando import Kommando, Valgmulighed
from kommandolinje.terminal import raekker, skriv_json, skriv_tabel
from kommandolinje.valg import GRUNDLAG, OMRAADER, SPECIALER, inddelt, valgt_plan
from planning.aktivitet import aktivitet
from planning.grundtal import grundtal
from planning.plan import REGIONSRAEKKE, Plan
from planning.status import Status, status
from saetninger.grundtal import uden_klinikker
from tabeller.grundtal import grundtabeller
from tabeller.status import aktivitetstabel, statustabel


def koer(valg: argparse.Namespace) -> int:
    """Print capacity and indbyggere pr. kapacitet per kommune."""
    plan = inddelt(valg, valgt_plan(valg))
    tabel = status(plan, valg.grundlag, valg.speciale)
    ramme, region = statusraekker(tabel)
    if valg.speciale:
        felter = ["patienter", "ydelser", "patienter_pr_kapacitet", "ydelser_pr_kapacitet"]
        mere = aktivitet(plan, valg.speciale, valg.grundlag)[felter]
        ramme = ramme.join(mere, on="kode")
        region |= mere.loc["region"].to_dict()
    if not plan.har_klinikker:
        return _uden_klinikker(plan, json=valg.json)
    if valg.json:
        return skriv_json({"grundlag": valg.grundlag, "kommuner": raekker(ramme), "region": region})
    skriv_tabel(statustabel(plan, tabel).med_raekker([*plan.kommuner.index, REGIONSRAEKKE]))
    if valg.speciale:
        skriv_tabel(aktivitetstabel(plan, plan.fag.speciale(valg.speciale), valg.grundlag))
    return 0


def _uden_klinikker(plan: Plan, *, json: bool) -> int:
    """Print what is known of a field without clinics."""
    if json:
        return skriv_json({"kommuner": raekker(grundtal(plan).rename_axis("kode").reset_index())})
    print(uden_klinikker(plan) + "\n")
    for tabel in grundtabeller(plan):
        skriv_tabel(tabel)
    return 0


def statusraekker(tabel: Status) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Return the rows of a status by kommune, and the region's, with the keys of JSON."""
    ramme = tabel.kommuner.rename_axis("kode").reset_index()
    return ramme, {"kode": None, **tabel.region.to_dict()}


KOMMANDO = Kommando(
    "status",
    "kapacitet og indbyggere pr. kapacitet",
    koer,
    (GRUNDLAG, Valgmulighed("--speciale", "tilføj patienter og ydelser", SPECIALER), OMRAADER),
)
