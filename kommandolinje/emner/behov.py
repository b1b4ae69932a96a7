"""`oekonomi --emne behov`: what a projection of the population asks of capacity in a year."""

from __future__ import annotations

import argparse

from kommandolinje.emner.emne import AAR, SPECIALE, Emne, Emnesvar
from kommandolinje.terminal import raekker
from kommandolinje.valg import som_aarstal
from planning.distriktsbehov import distriktsbehov
from planning.fremskrivning import aar, fremskrivning, pr_kapacitet_efter_aar, valgt_aar
from planning.plan import Plan
from saetninger.fremskrivning import fremskrivningsnyhed
from tabeller.fremskrivning import behovstabeller


def svar(plan: Plan, valg: argparse.Namespace) -> Emnesvar:
    """Return what a year asks; raises Inputfejl without a projection, and for another year."""
    til = valgt_aar(plan, som_aarstal(valg.aar))
    ramme, foerste = fremskrivning(plan, til, valg.speciale), aar(plan)[0]
    distrikter = distriktsbehov(plan, til, valg.speciale).distrikter
    return Emnesvar(
        fremskrivningsnyhed(ramme, foerste, til),
        behovstabeller(plan, til, valg.speciale),
        {
            "fra": foerste,
            "aar": til,
            "kommuner": raekker(ramme.reset_index()),
            "distrikter": raekker(distrikter.rename_axis("distrikt").reset_index()),
            "pr_kapacitet": raekker(pr_kapacitet_efter_aar(plan, valg.speciale).reset_index()),
        },
    )


EMNE = Emne(
    "behov",
    "folketallet fremover og den kapacitet, det kræver",
    svar,
    (
        AAR,
        SPECIALE,
    ),
)
