"""`daekning`: the share of residents within a limit of a clinic."""

from __future__ import annotations

import argparse

from kommandolinje.kommando import Kommando, Valgmulighed
from kommandolinje.terminal import raekker, skriv_fingeraftryk, skriv_json, skriv_tabel
from kommandolinje.valg import GRAENSE, MAALVALG, REJSE, som_tal, valgt_plan
from planning.daekningsbillede import Filter, daekningsbillede
from tabeller.daekning import daekningstabel


def koer(valg: argparse.Namespace) -> int:
    """Print the share of residents within a limit of a clinic, per kommune."""
    plan = valgt_plan(valg)
    filtrering = Filter(valg.handicap, som_tal(valg.mindst, "--mindst"))
    billede = daekningsbillede(plan, valg.maal, som_tal(valg.graense, "--graense"), filtrering)
    ramme = billede.kommuner.rename_axis("kode").reset_index()
    felter = ["kode", "kommune", "andel_pct", "indbyggere", "i_alt"]
    if valg.json:
        return skriv_json(
            {
                "maal": billede.maal,
                "fingeraftryk": plan.fingeraftryk,
                "graense": billede.graense,
                "kommuner": raekker(ramme[felter]),
                "region": billede.region[felter[1:]].to_dict(),
            }
        )
    skriv_tabel(daekningstabel(plan, billede))
    skriv_fingeraftryk(plan)
    return 0


KOMMANDO = Kommando(
    "daekning",
    "andel af indbyggerne inden for en grænse",
    koer,
    (
        MAALVALG,
        GRAENSE,
        Valgmulighed("--handicap", "kun klinikker med handicapvenlig adgang"),
        Valgmulighed("--mindst", "kun klinikker med N kapaciteter", "N", "0"),
        *REJSE,
    ),
)
