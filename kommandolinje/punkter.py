"""`punkter`: the demand points and clinics as a routing engine wants them."""

from __future__ import annotations

import argparse
from pathlib import Path

from kommandolinje.kommando import Kommando, Valgmulighed
from kommandolinje.terminal import skriv_json
from kommandolinje.valg import BEFOLKNING, valgt_plan
from planning.grundtal import kraev_klinikker


def koer(valg: argparse.Namespace) -> int:
    """Write the files, print their paths and what their order is for."""
    # Imported here: what writes map data takes a while to load.
    from eksport.mappe import skriv_til_mappe, tjek_mappe
    from eksport.rutepunkter import ordenstekst, rutepunkter

    tjek_mappe(Path(valg.ud))
    plan = valgt_plan(valg)
    kraev_klinikker(plan)
    stier = [str(fil) for fil in skriv_til_mappe(Path(valg.ud), rutepunkter(plan))]
    if valg.json:
        return skriv_json({"filer": stier, "orden": ordenstekst(plan)})
    print("\n".join([*stier, ordenstekst(plan)]))
    return 0


KOMMANDO = Kommando(
    "punkter",
    "punkter og klinikker til en ruteberegning, hvis svar læses med --matrix",
    koer,
    (Valgmulighed("--ud", "hvor filerne skrives", "MAPPE", kraevet=True), BEFOLKNING),
)
