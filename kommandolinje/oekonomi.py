"""`oekonomi`: one subject of what capacity costs and who pays; the knækgrænser when none is named.

A subject is a module of `kommandolinje.emner`; a choice of another subject's is refused, not passed
over.
"""

from __future__ import annotations

import argparse

from dansk import Inputfejl, opremsning
from kommandolinje.emner import (
    afstandstakster,
    behov,
    betaling,
    deling,
    hoejestegraense,
    knaekgraenser,
    kontrolstatistik,
    omsaetningsloft,
    overenskomster,
    ramme,
    timer,
)
from kommandolinje.kommando import Kommando, Valgmulighed
from kommandolinje.terminal import skriv_fingeraftryk, skriv_json, skriv_tabel
from kommandolinje.valg import valgt_plan

EMNER = {
    modul.EMNE.noegle: modul.EMNE
    for modul in (
        knaekgraenser,
        ramme,
        betaling,
        behov,
        deling,
        kontrolstatistik,
        hoejestegraense,
        omsaetningsloft,
        afstandstakster,
        overenskomster,
        timer,
    )
}
#: Each choice once, also what several subjects take.
VALG = {mulighed.navn: mulighed for emne in EMNER.values() for mulighed in emne.valg}


def koer(valg: argparse.Namespace) -> int:
    """Print one subject, as tables or as JSON."""
    if valg.emne not in EMNER:
        raise Inputfejl(f"Ukendt emne: »{valg.emne}«. Vælg {opremsning(list(EMNER), 'eller')}.")
    emne = EMNER[valg.emne]
    for navn, mulighed in VALG.items():
        if getattr(valg, navn.removeprefix("--")) is not None and mulighed not in emne.valg:
            hvis = opremsning([e.noegle for e in EMNER.values() if mulighed in e.valg], "eller")
            raise Inputfejl(f"{navn} hører til --emne {hvis}, ikke {emne.noegle}.")
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
        *VALG.values(),
    ),
)
