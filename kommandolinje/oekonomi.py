"""`oekonomi`: one subject of what capacity costs and who pays; the knækgrænser when none is named.

A subject is a module of `kommandolinje.emner`; a choice of another subject's is refused, not passed
over.
"""

from __future__ import annotations

import argparse

from dansk import Inputfejl, opremsning
from kommandolinje.emner import behov, deling, knaekgraenser
from kommandolinje.kommando import Kommando, Valgmulighed
from kommandolinje.terminal import skriv_fingeraftryk, skriv_json, skriv_tabel
from kommandolinje.valg import SPECIALER, valgt_plan
from planning.omkostningsdeling import NOEGLER

EMNER = {modul.EMNE.noegle: modul.EMNE for modul in (knaekgraenser, behov, deling)}
VALG = (
    Valgmulighed("--aar", "året; ellers det sidste, der er tal for, og 2035 for behovet", "ÅR"),
    Valgmulighed("--kr", "det beløb, der deles mellem kommunerne", "KR"),
    Valgmulighed("--noegle", "hvad der deles efter; ellers indbyggere", "|".join(NOEGLER)),
    Valgmulighed("--speciale", "hvis kapacitet, når den er et beløb", SPECIALER),
)


def koer(valg: argparse.Namespace) -> int:
    """Print one subject, as tables or as JSON."""
    if valg.emne not in EMNER:
        raise Inputfejl(f"Ukendt emne: »{valg.emne}«. Vælg {opremsning(list(EMNER), 'eller')}.")
    emne = EMNER[valg.emne]
    for navn in (mulighed.navn.removeprefix("--") for mulighed in VALG):
        if getattr(valg, navn) is not None and navn not in emne.valg:
            hvis = opremsning([e.noegle for e in EMNER.values() if navn in e.valg], "eller")
            raise Inputfejl(f"--{navn} hører til --emne {hvis}, ikke {emne.noegle}.")
    plan = valgt_plan(valg)
    svar = emne.svar(plan, valg)
    if valg.json:
        return skriv_json({"emne": emne.noegle, "fingeraftryk": plan.fingeraftryk, **svar.indhold})
    if svar.nyhed:
        print(svar.nyhed)
    for tabel in svar.tabeller:
        skriv_tabel(tabel)
    skriv_fingeraftryk(plan)
    return 0


KOMMANDO = Kommando(
    "oekonomi",
    "økonomi: " + "; ".join(f"{e.hvad} ({e.noegle})" for e in EMNER.values()),
    koer,
    (
        Valgmulighed("--emne", "ellers knaekgraenser", "|".join(EMNER), "knaekgraenser"),
        *VALG,
    ),
)
