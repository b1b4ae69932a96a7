"""What lists of amounts have in common: a speciale of the field, and numbers with their faults."""

from __future__ import annotations

import pandas as pd

from dansk import opremsning
from data.fund import Fund
from data.indgang.art import Kilde
from data.indgang.klinikkendte import tekst_af
from data.indgang.spoergsmaal import Spoergsmaal, Svar
from data.indgang.tal import Talkolonne, tolk_tal
from data.indgang.talspoergsmaal import decimalspoergsmaal
from planning.plan import Plan


def ukendte_specialer(speciale: pd.Series, plan: Plan, kilde: Kilde, kolonne: str) -> list[Fund]:
    """Return a fault for each row whose text is no speciale of the plan's field."""
    koder = [s.kode for s in plan.fag.specialer]
    return [
        kilde.fund(
            f"»{speciale[nr]}« er ikke et speciale. Skriv {opremsning(koder, 'eller')}.",
            raekke=int(nr),
            kolonne=kolonne,
        )
        for nr in speciale.index[~speciale.isin(koder)]
    ]


def laes_tal(
    celler: pd.Series, kilde: Kilde, kolonne: str, svar: Svar
) -> tuple[Talkolonne, list[Spoergsmaal], list[Fund]]:
    """Return a column of numbers, what must be asked of it, and a fault for each that is none."""
    fundet = tolk_tal(celler, svar.get("decimaltegn"))
    fund = [
        kilde.fund(
            f"»{tekst_af(celler[nr])}« er ikke et tal. Ret det.", raekke=int(nr), kolonne=kolonne
        )
        for nr in celler.index[fundet.ulaeselig | fundet.tilbageholdt]
    ]
    return fundet, decimalspoergsmaal(fundet), fund
