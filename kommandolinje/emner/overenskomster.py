"""`oekonomi --emne overenskomster`: what applies, and what a capacity is in each year."""

from __future__ import annotations

import argparse

from kommandolinje.emner.emne import Emne, Emnesvar
from planning.overenskomst import aarsbeloeb, beloeb_kr, overenskomster
from planning.plan import Plan
from saetninger.overenskomst import (
    overenskomstkilde,
    overenskomstnavn,
    overenskomsttekst,
    uden_overenskomst,
)


def svar(plan: Plan, valg: argparse.Namespace) -> Emnesvar:
    """Return the agreements of the plan's field, each with its amounts by year."""
    egne = overenskomster(plan.fag)
    tekster = [
        f"{overenskomstnavn(o)}\n{overenskomsttekst(o, plan.fag, plan.regulering)}\n"
        f"{overenskomstkilde(o)}"
        for o in egne
    ]
    return Emnesvar(
        "\n\n".join(tekster) or uden_overenskomst(plan.fag),
        [],
        {
            "overenskomster": [
                {
                    "noegle": o.noegle,
                    "fra": o.fra,
                    "til": o.til,
                    "nedsaettelse_pct": o.nedsaettelse_pct,
                    "beloeb": [
                        {"aar": aar, "speciale": b.speciale, "kr": b.kr, "niveau": b.niveau.aar}
                        for aar in (o.aarene if beloeb_kr(plan.fag, o) else ())
                        for b in aarsbeloeb(plan.fag, aar, plan.regulering)
                    ],
                }
                for o in egne
            ]
        },
    )


EMNE = Emne("overenskomster", "hvad der gælder, og årets beløb", svar)
