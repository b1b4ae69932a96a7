"""Choices that several commands share: how people travel, and numbers as they are typed."""

from __future__ import annotations

import argparse
import math
from pathlib import Path

from dansk import Inputfejl
from data.datasaet import indlaes
from planning.plan import Plan


def rejsevalg(parser: argparse.ArgumentParser) -> None:
    """Add the choices of how people travel, and of who lives where."""
    parser.add_argument("--uden-faerger", action="store_true", help="kun broer og tunnel")
    parser.add_argument("--befolkning", metavar="FIL", help="befolkningsnet i stedet for modellen")
    parser.add_argument("--matrix", metavar="FIL", help="rejsetider fra en anden beregning")


def valgt_plan(valg: argparse.Namespace) -> Plan:
    """Return the plan that `rejsevalg` asks for; raises Inputfejl for a file of no use."""
    return indlaes(
        faerger=not valg.uden_faerger,
        befolkning=Path(valg.befolkning) if valg.befolkning else None,
        matrix=Path(valg.matrix) if valg.matrix else None,
    )


def som_tal(tekst: str, navn: str) -> float:
    """Return a number with Danish or English decimals; Inputfejl names the choice it was for."""
    try:
        return float(tekst.replace(",", "."))
    except ValueError:
        raise Inputfejl(f"{navn} skal være et tal, ikke »{tekst}«. Skriv fx 15.") from None


def som_antal(tekst: str, navn: str) -> float | int:
    """Return a whole number as int, and any other as it is, for who checks it to refuse."""
    vaerdi = som_tal(tekst, navn)
    return int(vaerdi) if math.isfinite(vaerdi) and vaerdi == int(vaerdi) else vaerdi
