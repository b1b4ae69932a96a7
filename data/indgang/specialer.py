"""Which speciale a row of a file is of: by its code, as the field of the dataset has it."""

from __future__ import annotations

import pandas as pd

from dansk import opremsning
from data.fund import Fund
from data.indgang.art import Kilde
from planning.plan import Plan


def ukendte_specialer(speciale: pd.Series, plan: Plan, kilde: Kilde, kolonne: str) -> list[Fund]:
    """Return a fault for each row whose code is no speciale of the field; index the row."""
    koder = [s.kode for s in plan.fag.specialer]
    return [
        kilde.fund(
            f"»{speciale[nr]}« er ikke et speciale. Skriv {opremsning(koder, 'eller')}.",
            raekke=int(nr),
            kolonne=kolonne,
        )
        for nr in speciale.index[~speciale.isin(koder)]
    ]
