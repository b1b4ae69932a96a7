"""`oekonomi --emne hoejestegraense`: what a clinic pays back, and whether its limit lapses."""

from __future__ import annotations

import argparse
from datetime import date

from dansk import Inputfejl
from kommandolinje.emner.emne import Emne, Emnesvar
from kommandolinje.kommando import Valgmulighed
from kommandolinje.terminal import raekker
from kommandolinje.valg import VIST, som_dag, som_kroner, som_oerebeloeb
from planning.hoejestegraense import hoejestegraense
from planning.plan import Plan
from saetninger.hoejestegraense import hoejestenyhed
from tabeller.kontrolstatistik import hoejestegraensetabel


def svar(plan: Plan, valg: argparse.Namespace) -> Emnesvar:
    """Return what is paid back in each year; raises Inputfejl without a limit and a day."""
    if valg.graense is None or valg.fra is None:
        raise Inputfejl("--emne hoejestegraense kræver --graense KR og --fra ÅÅÅÅ-MM-DD.")
    fra: date = som_dag(valg.fra, "--fra")
    aarene = [_aar(valg.foerste, "--foerste"), _aar(valg.andet, "--andet")]
    graense = hoejestegraense(som_oerebeloeb(valg.graense, "--graense"), fra, aarene)
    tabel = hoejestegraensetabel(graense)
    return Emnesvar(
        hoejestenyhed(graense),
        [tabel],
        {"fra": fra, "til": graense.til, "udfald": graense.udfald, "aar": raekker(tabel.ramme)},
    )


def _aar(tekst: str | None, navn: str) -> tuple[int | None, int | None]:
    """Return the patients and the amount of a year in oere; None for both where it is not told."""
    if tekst is None:
        return None, None
    patienter, kolon, kr = tekst.partition(":")
    if not kolon:
        raise Inputfejl(
            f"{navn} er »{tekst[:VIST]}«. Skriv patienter og beløb, fx {navn} 240:1250000."
        )
    return som_kroner(patienter, f"{navn}: patienter"), som_oerebeloeb(kr, f"{navn}: beløb")


EMNE = Emne(
    "hoejestegraense",
    "hvad en klinik med højestegrænse betaler tilbage",
    svar,
    (
        Valgmulighed("--graense", "højestegrænsen pr. patient", "KR"),
        Valgmulighed("--fra", "den dag, højestegrænsen gælder fra", "ÅÅÅÅ-MM-DD"),
        Valgmulighed("--foerste", "patienter og beløb i grænsens 1. år", "PATIENTER:KR"),
        Valgmulighed("--andet", "patienter og beløb i grænsens 2. år", "PATIENTER:KR"),
    ),
)
