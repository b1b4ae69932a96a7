"""`ventetid`: the reported waiting times; what is not reported is missing, not zero."""

from __future__ import annotations

import argparse

from kommandolinje.kommando import Kommando
from kommandolinje.terminal import raekker, skriv_json, skriv_tabel
from kommandolinje.valg import valgt_plan
from planning.ventetid import ventetid
from tabeller.ventetid import ventetidsdata


def koer(valg: argparse.Namespace) -> int:
    """Print the reported waiting times; what is not reported is missing, not zero."""
    plan = valgt_plan(valg)
    ramme = ventetid(plan)
    felter = ["kode", "kommune", "type", "uger_min", "uger_max", "uger", "svar", "klinikker"]
    if valg.json:
        return skriv_json({"kommuner": raekker(ramme[[*felter, "opgoerelse", "note"]])})
    skriv_tabel(
        ventetidsdata(plan).kun(
            *("kommune", "typenavn", "uger_tekst", "opgoerelse", "svar", "klinikker")
        )
    )
    return 0


KOMMANDO = Kommando("ventetid", "oplyste ventetider", koer)
