"""`klinikker`: the clinics with the ids that `flyt` takes."""

from __future__ import annotations

import argparse

from kommandolinje.kommando import Kommando
from kommandolinje.terminal import raekker, skriv_json, skriv_tabel
from kommandolinje.valg import valgt_plan


def koer(valg: argparse.Namespace) -> int:
    """Print the clinics with the ids that `flyt` takes."""
    plan = valgt_plan(valg)
    noegler = list(plan.opgoerelse.noegler)
    antal = plan.kapaciteter.set_index("klinik_id")[noegler]
    ramme = plan.klinikker.join(antal).rename_axis("klinik_id").reset_index()
    ramme["kommune"] = ramme["kommune_kode"].map(plan.kommuner["kommune"])
    felter = ["klinik_id", "navn", "by", "kommune", *noegler, "handicapadgang"]
    if valg.json:
        return skriv_json({"klinikker": raekker(ramme[[*felter, "lat", "lon", "bysamfund"]])})
    skriv_tabel(ramme, {f: (f.capitalize(), str) for f in felter})
    return 0


KOMMANDO = Kommando("klinikker", "klinikkerne og deres id", koer)
