"""`befolkning`: how a population grid agrees with the kommuner's inhabitants."""

from __future__ import annotations

import argparse
import textwrap
from pathlib import Path

from data.befolkningsnet import laes_befolkningsnet
from kommandolinje.kommando import Kommando, Valgmulighed
from kommandolinje.terminal import LINJEBREDDE, raekker, skriv_json, skriv_tabel
from kommandolinje.valg import SVAR, svar_af, valgt_plan
from planning.diskretion import uden_smaa
from tabeller.befolkningsnet import nettabel


def koer(valg: argparse.Namespace) -> int:
    """Print how a population grid agrees with the kommuner's inhabitants."""
    # The answers are about this file, which the dataset in use does not read.
    plan, sti = valgt_plan(argparse.Namespace()), Path(valg.fil)
    net = laes_befolkningsnet(
        sti, plan.kommuner, plan.omrids, svar_af(valg), valg.lag, plan.punkter
    )
    rapport = uden_smaa(net.rapport, "net_indbyggere")
    if valg.json:
        ramme = rapport.rename_axis("kode").reset_index()
        return skriv_json({"kommuner": raekker(ramme), "bemaerkninger": list(net.bemaerkninger)})
    skriv_tabel(nettabel(plan, rapport, sti.name))
    for bemaerkning in net.bemaerkninger:
        print(textwrap.fill(bemaerkning, LINJEBREDDE, subsequent_indent="  "))
    return 0


KOMMANDO = Kommando(
    "befolkning",
    "afstem et befolkningsnet med kommunernes folketal",
    koer,
    (
        Valgmulighed("fil", "CSV, Parquet, GeoPackage, GeoJSON, Shapefile eller GeoTIFF", "FIL"),
        Valgmulighed("--lag", "filens kortlag, når den har flere", "LAG"),
        SVAR,
    ),
    fag=False,
)
