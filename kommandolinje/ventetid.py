"""`ventetid`: the reported waiting times; what is not reported is missing, not zero."""

from __future__ import annotations

import argparse

from dansk import tal
from kommandolinje.kommando import Kommando
from kommandolinje.terminal import raekker, skriv_json, skriv_tabel
from kommandolinje.valg import valgt_plan
from planning.ventetid import ventetid
from saetninger.nyhed import uger


def koer(valg: argparse.Namespace) -> int:
    """Print the reported waiting times; what is not reported is missing, not zero."""
    ramme = ventetid(valgt_plan(valg))
    felter = ["kode", "kommune", "type", "uger_min", "uger_max", "svar", "klinikker"]
    if valg.json:
        return skriv_json({"kommuner": raekker(ramme[[*felter, "opgoerelse", "note"]])})
    skriv_tabel(
        ramme.assign(uger_tekst=[uger(r) for _, r in ramme.iterrows()]),
        {
            "kommune": ("Kommune", str),
            "type": ("Type", str),
            "uger_tekst": ("Uger", str),
            "svar": ("Svar", tal),
            "klinikker": ("Klinikker", tal),
        },
    )
    return 0


KOMMANDO = Kommando("ventetid", "oplyste ventetider", koer)
