"""`kontrol`: the faults of files, or of the embedded dataset."""

from __future__ import annotations

import argparse
from pathlib import Path

from arkiv.datasaet import find_fag, indbygget
from data.kontrol import kontroller
from kommandolinje.kommando import Kommando, Valgmulighed
from kommandolinje.terminal import skriv_json


def koer(valg: argparse.Namespace) -> int:
    """Print the faults of files, or of the embedded dataset; exit code 1 when there are any."""
    fund = kontroller([Path(f) for f in valg.filer], _mappe(valg.fag))
    if valg.json:
        skriv_json([f.som_dict() for f in fund])
    else:
        for f in fund:
            print(f.tekst())
        forklarede = sum(f.alvor == "forklaret" for f in fund)
        heraf = f", heraf {forklarede} med en forklaring" if forklarede else ""
        print("Ingen fejl fundet." if not fund else f"{len(fund)} fund{heraf}.")
    return 1 if fund else 0


def _mappe(fag: str | None) -> Path:
    return indbygget(find_fag(fag) if fag else None).mappe


KOMMANDO = Kommando(
    "kontrol",
    "fejl i filer eller i det indbyggede datasæt",
    koer,
    (Valgmulighed("filer", "datasættets filer under deres egne navne", "FIL", gentages=True),),
)
