"""`oekonomi`: each clinic's knækgrænse, when it is passed and what that costs."""

from __future__ import annotations

import argparse

import pandas as pd

from dansk import Inputfejl
from kommandolinje.kommando import Kommando, Valgmulighed
from kommandolinje.terminal import raekker, skriv_fingeraftryk, skriv_json, skriv_tabel
from kommandolinje.valg import valgt_plan
from planning.knaekgraense import aar_med_tilskud, aarets_knaekgraenser, kommunesummer
from planning.omkostningsdeling import NOEGLER, omkostningsdeling
from planning.plan import Plan
from saetninger.knaekgraense import graensenyhed
from tabeller.oekonomi import delingstabel, kliniktabel, kommunetabel, regionstabel


def koer(valg: argparse.Namespace) -> int:
    """Print where each clinic is to its limit in a year."""
    plan = valgt_plan(valg)
    if valg.aar is not None and not (valg.aar.isascii() and valg.aar.isdigit()):
        raise Inputfejl(f"»{valg.aar}« er ikke et årstal.")
    if valg.del_kr is not None:
        return _del(plan, valg)
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
                "kommuner": raekker(graenser.kroner(kommunesummer(graenser, plan)).reset_index()),
                "region": raekker(graenser.kroner(graenser.region).reset_index()),
            }
        )
    print(graensenyhed(plan, graenser))
    for tabel in (kliniktabel, kommunetabel, regionstabel):
        skriv_tabel(tabel(plan, graenser))
    skriv_fingeraftryk(plan)
    return 0


def _del(plan: Plan, valg: argparse.Namespace) -> int:
    """Print what each kommune pays of a cost."""
    if not (valg.del_kr.isascii() and valg.del_kr.isdigit()):
        raise Inputfejl(f"»{valg.del_kr}« er ikke et beløb i hele kroner.")
    kr, noegle = int(valg.del_kr), valg.noegle or "indbyggere"
    if valg.json:
        ramme = omkostningsdeling(plan, kr, noegle)
        return skriv_json(
            {
                "kr": kr,
                "noegle": noegle,
                "fingeraftryk": plan.fingeraftryk,
                "kommuner": raekker(ramme.rename_axis("kode").reset_index()),
            }
        )
    skriv_tabel(delingstabel(plan, kr, noegle))
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
    (
        Valgmulighed("--aar", "året; ellers det sidste med tilskud", "ÅR"),
        Valgmulighed("--del-kr", "i stedet: del så mange kroner mellem kommunerne", "KR"),
        Valgmulighed("--noegle", "hvad der deles efter; ellers indbyggere", "|".join(NOEGLER)),
    ),
)
