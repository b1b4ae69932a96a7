"""`oekonomi`: each clinic's knækgrænse, when it is passed and what that costs."""

from __future__ import annotations

import argparse

import pandas as pd

from dansk import Inputfejl
from kommandolinje.kommando import Kommando, Valgmulighed
from kommandolinje.terminal import raekker, skriv_fingeraftryk, skriv_json, skriv_tabel
from kommandolinje.valg import valgt_plan
from planning.knaekgraense import aar_med_tilskud, aarets_knaekgraenser
from saetninger.knaekgraense import graensenyhed
from tabeller.oekonomi import kliniktabel, regionstabel


def koer(valg: argparse.Namespace) -> int:
    """Print where each clinic is to its limit in a year."""
    plan = valgt_plan(valg)
    if valg.aar is not None and not (valg.aar.isascii() and valg.aar.isdigit()):
        raise Inputfejl(f"»{valg.aar}« er ikke et årstal.")
    aarene = aar_med_tilskud(plan)
    if not aarene and valg.aar is None:
        raise Inputfejl(
            "Datasættet har intet tilskud til klinikkerne. Importér det: indlaes FIL --art tilskud."
        )
    graenser = aarets_knaekgraenser(plan, int(valg.aar) if valg.aar else aarene[0])
    if valg.json:
        return skriv_json(
            {
                "aar": graenser.aar,
                "fingeraftryk": plan.fingeraftryk,
                "klinikker": raekker(_med_dage(graenser.ordnet().reset_index())),
                "region": raekker(graenser.kroner(graenser.region).reset_index()),
            }
        )
    print(graensenyhed(plan, graenser))
    skriv_tabel(kliniktabel(plan, graenser))
    skriv_tabel(regionstabel(plan, graenser))
    skriv_fingeraftryk(plan)
    return 0


def _med_dage(ramme: pd.DataFrame) -> pd.DataFrame:
    """The days as text, null where there is none."""
    dage = ("passeret", "ventet_passeret")
    return ramme.assign(
        **{k: [None if d is None else d.isoformat() for d in ramme[k]] for k in dage}
    )


KOMMANDO = Kommando(
    "oekonomi",
    "klinikkernes knækgrænser: brugt, passeret og det, der ikke udbetales",
    koer,
    (Valgmulighed("--aar", "året; ellers det sidste med tilskud", "ÅR"),),
)
