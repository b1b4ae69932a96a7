"""`klinikker`: the clinics with the ids that `flyt` takes."""

from __future__ import annotations

import argparse

from kommandolinje.kommando import Kommando
from kommandolinje.terminal import raekker, skriv_json, skriv_tabel
from kommandolinje.valg import TRANSPORT, valgt_plan
from planning.grundtal import kraev_klinikker
from tabeller.status import kliniktabel


def koer(valg: argparse.Namespace) -> int:
    """Print the clinics with the ids that `flyt` takes."""
    plan = valgt_plan(valg)
    kraev_klinikker(plan)
    tabel = kliniktabel(plan)
    felter = ["klinik_id", "navn", "by", "kommune", *plan.opgoerelse.noegler, "handicapadgang"]
    felter += [] if plan.transport.empty else plan.transport.columns.to_list()
    if valg.json:
        return skriv_json({"klinikker": raekker(tabel.ramme[[*felter, "lat", "lon", "bysamfund"]])})
    skriv_tabel(tabel.kun(*felter))
    return 0


KOMMANDO = Kommando("klinikker", "klinikkerne og deres id", koer, (TRANSPORT,))
