"""`datasaet`: which datasets there are, which one is in use, going back, and carrying one away."""

from __future__ import annotations

import argparse
import getpass
from pathlib import Path

from arkiv.datasaet import INDBYGGET_NR, indbygget, som_pakke
from dansk import Inputfejl
from kommandolinje.kommando import Kommando, Valgmulighed
from kommandolinje.terminal import skriv_json
from kommandolinje.valg import som_antal
from lager import datasaet as lagret
from lager.scenarielager import TIDSZONE, findes, standardlager


def koer(valg: argparse.Namespace) -> int:
    """List the datasets; with `--brug` take one into use, with `--gem` write one as a zip."""
    if valg.gem:
        nr = _nr(valg.brug) if valg.brug else _i_brug()
        Path(valg.gem).write_bytes(som_pakke(nr))
        print(f"{valg.gem}: datasæt nr. {nr}.")
        return 0
    if valg.brug:
        lagret.tag_i_brug(standardlager(), _nr(valg.brug), valg.hvem or getpass.getuser())
    alle = lagret.find(standardlager()) if findes() else []
    if valg.json:
        return skriv_json(
            {
                "i_brug": _i_brug(),
                "datasaet": [
                    {
                        "nr": d.nr,
                        "navn": d.navn,
                        "hvem": d.hvem,
                        "tid": d.tid.isoformat(),
                        "forrige": d.forrige,
                        "fingeraftryk": d.fingeraftryk,
                        "importeret": dict(d.importeret),
                    }
                    for d in alle
                ],
            }
        )
    for d in alle:
        tid = d.tid.astimezone(TIDSZONE)
        print(
            f"{d.nr:4} {d.navn} ({d.importeret.get('fil', '')}), {d.hvem}, {tid:%d.%m.%Y kl. %H.%M}"
        )
    print(f"{INDBYGGET_NR:4} {indbygget().navn} (indbygget)")
    print(f"I brug: nr. {_i_brug()}.")
    return 0


def _i_brug() -> int:
    return lagret.i_brug(standardlager()) if findes() else INDBYGGET_NR


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
