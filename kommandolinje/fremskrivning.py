"""`fremskrivning`: what an imported projection of the population asks of capacity."""

from __future__ import annotations

import argparse

from kommandolinje.kommando import Kommando, Valgmulighed
from kommandolinje.terminal import raekker, skriv_fingeraftryk, skriv_json, skriv_tabel
from kommandolinje.valg import SPECIALER, som_aarstal, valgt_plan
from planning.fremskrivning import aar, fremskrivning
from saetninger.fremskrivning import fremskrivningsnyhed
from tabeller.fremskrivning import fremskrivningstabel


def koer(valg: argparse.Namespace) -> int:
    """Print residents and capacity in a year of the projection."""
    plan = valgt_plan(valg)
    i_aar = som_aarstal(valg.aar)
    ramme = fremskrivning(plan, i_aar, valg.speciale)
    aarene = aar(plan)
    til = aarene[-1] if i_aar is None else i_aar
    if valg.json:
        return skriv_json(
            {
                "fra": aarene[0],
                "aar": til,
                "fingeraftryk": plan.fingeraftryk,
                "kommuner": raekker(ramme.reset_index()),
            }
        )
    print(fremskrivningsnyhed(ramme, aarene[0], til))
    skriv_tabel(fremskrivningstabel(plan, i_aar, valg.speciale))
    skriv_fingeraftryk(plan)
    return 0


KOMMANDO = Kommando(
    "fremskrivning",
    "folketallet fremover og den kapacitet, det kræver",
    koer,
    (
        Valgmulighed("--aar", "året; ellers det sidste", "ÅR"),
        Valgmulighed("--speciale", "hvis kapacitet, når den er et beløb", SPECIALER),
    ),
)
