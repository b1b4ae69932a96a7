"""`oekonomi --emne afstandstakster`: the distance tariffs of chiropractors, and one distance's."""

from __future__ import annotations

import argparse
from decimal import Decimal

from kommandolinje.emner.emne import Emne, Emnesvar
from kommandolinje.kommando import Valgmulighed
from kommandolinje.terminal import raekker
from kommandolinje.valg import som_tal
from planning.afstandstakst import afstandstakst
from planning.overenskomst import kroner
from planning.plan import Plan
from saetninger.afstandstakst import takstsvar
from tabeller.kontrolstatistik import taksttabel


def svar(plan: Plan, valg: argparse.Namespace) -> Emnesvar:
    """Return the table, and what a distance is paid with where one is asked for."""
    tabel = taksttabel()
    indhold = {"takster": raekker(tabel.ramme)}
    if valg.km is None:
        return Emnesvar("", [tabel], indhold)
    km = Decimal(repr(som_tal(valg.km, "--km")))
    oere = afstandstakst(km)
    return Emnesvar(takstsvar(km, oere), [tabel], {"km": float(km), "kr": kroner(oere), **indhold})


EMNE = Emne(
    "afstandstakster",
    "kiropraktorers takst for afstand til en konference",
    svar,
    (Valgmulighed("--km", "afstanden fra klinik til konference", "KM"),),
)
