"""`oekonomi`: each clinic's knækgrænse, when it is passed and what that costs."""

from __future__ import annotations

import argparse

from dansk import Inputfejl
from kommandolinje.emner.emne import AAR, Emne, Emnesvar
from kommandolinje.terminal import raekker
from kommandolinje.valg import som_aarstal
from planning.knaekgraense import aar_med_tilskud, aarets_knaekgraenser, kommunesummer
from planning.overenskomst import har_graenser
from planning.plan import Plan
from saetninger.knaekgraense import graensenyhed
from tabeller.oekonomi import kliniktabel, kommunetabel, regionstabel


def svar(plan: Plan, valg: argparse.Namespace) -> Emnesvar:
    """Return where each clinic is to its limit in a year; raises Inputfejl without subsidies."""
    aar = som_aarstal(valg.aar)
    if not har_graenser(plan.fag):
        raise Inputfejl(
            f"Kilderne for {plan.fag.i_saetning} har ingen knækgrænse. Vælg --emne deling."
        )
    aarene = aar_med_tilskud(plan)
    if not aarene and aar is None:
        raise Inputfejl(
            "Datasættet har intet tilskud til klinikkerne. Importér det: indlaes FIL --art tilskud."
        )
    graenser = aarets_knaekgraenser(plan, aarene[0] if aar is None else aar)
    return Emnesvar(
        graensenyhed(plan, graenser),
        [tabel(plan, graenser) for tabel in (kliniktabel, kommunetabel, regionstabel)],
        {
            "aar": graenser.aar,
            "klinikker": raekker(graenser.ordnet().reset_index()),
            "kommuner": raekker(graenser.kroner(kommunesummer(graenser, plan)).reset_index()),
            "region": raekker(graenser.kroner(graenser.region).reset_index()),
        },
    )


EMNE = Emne(
    "knaekgraenser",
    "klinikkernes knækgrænser i et år",
    svar,
    (AAR,),
)
