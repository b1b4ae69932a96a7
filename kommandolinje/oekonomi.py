"""`oekonomi`: each clinic's knækgrænse, when it is passed and what that costs."""

from __future__ import annotations

import argparse

from dansk import Inputfejl
from kommandolinje.kommando import Kommando, Valgmulighed
from kommandolinje.terminal import raekker, skriv_fingeraftryk, skriv_json, skriv_tabel
from kommandolinje.valg import som_aarstal, som_kroner, valgt_plan
from planning.knaekgraense import aar_med_tilskud, aarets_knaekgraenser, kommunesummer
from planning.omkostningsdeling import NOEGLER, omkostningsdeling
from saetninger.knaekgraense import graensenyhed
from tabeller.oekonomi import delingstabel, kliniktabel, kommunetabel, regionstabel


def koer(valg: argparse.Namespace) -> int:
    """Print where each clinic is to its limit in a year."""
    aar = som_aarstal(valg.aar)
    if valg.del_kr is not None:
        return _del(valg)
    if valg.noegle is not None:
        raise Inputfejl("--noegle er, hvad et beløb deles efter. Skriv også beløbet: --del-kr KR.")
    plan = valgt_plan(valg)
    aarene = aar_med_tilskud(plan)
    if not aarene and aar is None:
        raise Inputfejl(
            "Datasættet har intet tilskud til klinikkerne. Importér det: indlaes FIL --art tilskud."
        )
    graenser = aarets_knaekgraenser(plan, aarene[0] if aar is None else aar)
    if valg.json:
        return skriv_json(
            {
                "aar": graenser.aar,
                "fingeraftryk": plan.fingeraftryk,
                "klinikker": raekker(graenser.ordnet().reset_index()),
                "kommuner": raekker(graenser.kroner(kommunesummer(graenser, plan)).reset_index()),
                "region": raekker(graenser.kroner(graenser.region).reset_index()),
            }
        )
    print(graensenyhed(plan, graenser))
    for tabel in (kliniktabel, kommunetabel, regionstabel):
        skriv_tabel(tabel(plan, graenser))
    skriv_fingeraftryk(plan)
    return 0


def _del(valg: argparse.Namespace) -> int:
    """Print what each kommune pays of a cost."""
    if valg.aar is not None:
        raise Inputfejl("--del-kr deler et beløb, som ikke er noget års. Udelad --aar.")
    kr = som_kroner(valg.del_kr, "--del-kr")
    noegle = "indbyggere" if valg.noegle is None else valg.noegle
    plan = valgt_plan(valg)
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
