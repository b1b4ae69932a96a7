"""`oekonomi --emne deling`: what each kommune pays of a cost."""

from __future__ import annotations

import argparse

from dansk import Inputfejl
from kommandolinje.emner.emne import Emne, Emnesvar
from kommandolinje.kommando import Valgmulighed
from kommandolinje.terminal import raekker
from kommandolinje.valg import som_kroner
from planning.omkostningsdeling import NOEGLER, omkostningsdeling
from planning.plan import Plan
from saetninger.omkostningsdeling import delingsnyhed
from tabeller.oekonomi import delingstabel


def svar(plan: Plan, valg: argparse.Namespace) -> Emnesvar:
    """Return what each kommune pays; raises Inputfejl without an amount."""
    if valg.kr is None:
        raise Inputfejl("--emne deling deler et beløb. Skriv det: --kr KR.")
    kr = som_kroner(valg.kr, "--kr")
    noegle = "indbyggere" if valg.noegle is None else valg.noegle
    ramme = omkostningsdeling(plan, kr, noegle)
    return Emnesvar(
        delingsnyhed(ramme, noegle),
        [delingstabel(plan, kr, noegle)],
        {"kr": kr, "noegle": noegle, "kommuner": raekker(ramme.rename_axis("kode").reset_index())},
    )


EMNE = Emne(
    "deling",
    "hvad hver kommune betaler af en udgift",
    svar,
    (
        Valgmulighed("--kr", "det beløb, der deles mellem kommunerne", "KR"),
        Valgmulighed("--noegle", "hvad der deles efter; ellers indbyggere", "|".join(NOEGLER)),
    ),
)
