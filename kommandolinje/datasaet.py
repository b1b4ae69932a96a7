"""`datasaet`: which datasets there are, which one is in use, going back, and carrying one away."""

from __future__ import annotations

import argparse
import getpass
from dataclasses import asdict
from pathlib import Path

from arkiv.datasaet import alle, gem_pakke, i_brug, indbygget, tag_i_brug
from dansk import Inputfejl
from kommandolinje.kommando import Kommando, Valgmulighed
from kommandolinje.terminal import skriv_json, skriv_tabel
from kommandolinje.valg import som_antal
from saetninger.diskretion import DATAPAKKE
from tabeller.importen import datasaettabel


def koer(valg: argparse.Namespace) -> int:
    """List the datasets; with `--brug` take one into use, with `--gem` write one as a zip."""
    if valg.gem:
        nr = _nr(valg.brug) if valg.brug else i_brug().nr
        gem_pakke(nr, Path(valg.gem))
        print(f"{valg.gem}: datasæt nr. {nr}. {DATAPAKKE}")
        return 0
    if valg.brug:
        tag_i_brug(_nr(valg.brug), valg.hvem or getpass.getuser())
    datasaet, nu = alle(), i_brug().nr
    if valg.json:
        raekker = [asdict(d) | {"tid": d.tid.isoformat()} for d in datasaet]
        return skriv_json({"i_brug": nu, "datasaet": raekker})
    skriv_tabel(datasaettabel(datasaet, nu, indbygget().navn))
    return 0


def _nr(tekst: str) -> int:
    nr = som_antal(tekst, "Datasættets nummer")
    if not isinstance(nr, int) or nr < 0:
        raise Inputfejl(f"Datasættets nummer skal være et helt tal fra 0, ikke »{tekst}«.")
    return nr


KOMMANDO = Kommando(
    "datasaet",
    "hvilke datasæt der er, og hvilket der er i brug",
    koer,
    (
        Valgmulighed("--brug", "tag datasættet i brug; 0 er det indbyggede", "NR"),
        Valgmulighed("--gem", "skriv datasættet som datapakke (zip)", "FIL"),
        Valgmulighed("--hvem", "hvem der skifter; brugeren, når intet er valgt", "HVEM"),
    ),
)
