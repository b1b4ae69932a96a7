"""The agreements capacity is held under, as a table: what each says, and where it is written."""

from __future__ import annotations

import pandas as pd

from dansk import Inputfejl
from planning.husket import husket
from planning.overenskomst import overenskomster
from planning.plan import Plan
from saetninger.overenskomst import (
    overenskomstkilde,
    overenskomstnavn,
    overenskomsttekst,
    uden_overenskomst,
)
from tabeller.tabel import Kolonne, Tabel


@husket()
def overenskomsttabel(plan: Plan) -> Tabel:
    """Return each agreement in the order of time: its name with years, what it says, its source.

    Raises Inputfejl where the sources have none for the field.
    """
    egne = overenskomster(plan.fag)
    if not egne:
        raise Inputfejl(uden_overenskomst(plan.fag))
    ramme = pd.DataFrame(
        [
            {
                "aftale": overenskomstnavn(aftale),
                "tekst": overenskomsttekst(aftale, plan.fag, plan.regulering),
                "kilde": overenskomstkilde(aftale).removeprefix("Kilde: ").removesuffix("."),
            }
            for aftale in egne
        ],
        index=[aftale.noegle for aftale in egne],
    )
    return Tabel(
        "overenskomster",
        "Hvad en kapacitet er, og hvad der sker over grænsen",
        ramme,
        (
            Kolonne("aftale", "Aftale", bredde=1.2),
            Kolonne("tekst", "Hvad der gælder", bredde=2.6),
            Kolonne("kilde", "Kilde", bredde=1.6),
        ),
        "Kilde: som angivet for hver aftale.",
    )
