"""`skabelon`: the columns of a kind of input, and a file to fill in."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from arkiv.datasaet import i_brug
from dansk import opremsning
from data.indgang.arter.liste import ARTER, arter
from data.skema import laes_skema
from kommandolinje.kommando import Kommando, Valgmulighed
from kommandolinje.terminal import gem_fil, skriv_json, skriv_tabel
from tabeller.importen import skematabel


def koer(valg: argparse.Namespace) -> int:
    """Print the columns of a kind of input, or with `--gem` write its template."""
    (art,) = arter(valg.art, laes_skema(i_brug(valg.fag).mappe).fag)
    if valg.gem:
        # Imported here: what writes workbooks takes a while to load.
        from eksport.importskabelon import skabelon

        gem_fil(Path(valg.gem), skabelon(art))
    if valg.json:
        felter = [asdict(f) | {"kolonne": art.overskrift(f)} for f in art.felter]
        svar = {"art": art.noegle, "titel": art.titel, "endelser": art.endelser, "felter": felter}
        return skriv_json(svar | {"skabelon": valg.gem})
    if valg.gem:
        print(f"{valg.gem}: skabelon for {art.titel}. Udfyld den, og importér den med »indlaes«.")
        return 0
    print(f"{art.titel[:1].upper()}{art.titel[1:]}. {art.beskrivelse}")
    if art.felter:
        skriv_tabel(skematabel(art))
    return 0


KOMMANDO = Kommando(
    "skabelon",
    "kolonnerne i en fil med egne tal, og en skabelon at udfylde",
    koer,
    (
        Valgmulighed("art", opremsning([art.noegle for art in ARTER], "eller"), "ART"),
        Valgmulighed("--gem", "skriv skabelonen", "FIL"),
    ),
)
