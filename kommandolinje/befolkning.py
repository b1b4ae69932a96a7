"""`befolkning`: how a population grid agrees with the kommuner's inhabitants."""

from __future__ import annotations

import argparse
from pathlib import Path

from data.befolkningsnet import laes_befolkningsnet
from kommandolinje.kommando import Kommando, Valgmulighed
from kommandolinje.terminal import raekker, skriv_json
from kommandolinje.valg import valgt_plan


def koer(valg: argparse.Namespace) -> int:
    """Print how a population grid agrees with the kommuner's inhabitants."""
    plan = valgt_plan(valg)
    net = laes_befolkningsnet(Path(valg.fil), plan.kommuner, plan.omrids)
    if valg.json:
        ramme = net.rapport.rename_axis("kode").reset_index()
        return skriv_json({"kommuner": raekker(ramme), "bemaerkninger": list(net.bemaerkninger)})
    print(net.rapport.to_string())
    for bemaerkning in net.bemaerkninger:
        print(bemaerkning)
    return 0


KOMMANDO = Kommando(
    "befolkning",
    "afstem et befolkningsnet med kommunernes folketal",
    koer,
    (Valgmulighed("fil", "CSV, GeoPackage eller GeoTIFF", "FIL"),),
)
