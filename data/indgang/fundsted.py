"""Where a finding stands in the user's own file: the cell of the sheet as it was read."""

from __future__ import annotations

import numpy as np

from data.fund import Fund
from data.indgang.celler import kolonnebogstav, kolonnenummer
from data.indgang.hoved import som_overskrift
from data.indgang.proeve import Proeve

#: A cell by row and column number, both from 1, as the file has them.
Celle = tuple[int, int]


def find_celle(proeve: Proeve, fund: Fund) -> Celle | None:
    """Return the cell of a finding: the heading where it has no row, else None without a place.

    One of a whole row is the row's first column; one in a column the file does not have, as one
    made when the table was given another form, is also of the row.
    """
    raekke = fund.raekke if isinstance(fund.raekke, int) else None
    kolonner = dict(zip(proeve.raa.kolonner, proeve.raa.kolonnebogstaver, strict=True))
    bogstav = kolonner.get(fund.kolonne)
    if proeve.ark is None or (raekke is None and bogstav is None) or not kolonner:
        return None
    raekke = proeve.raa.hovedraekke if raekke is None else raekke
    return raekke, _nummer(bogstav or next(iter(kolonner.values())))


def vaerdi(proeve: Proeve, celle: Celle) -> str:
    """Return what stands in a cell of the file, in one line, "" for nothing."""
    if proeve.ark is None:
        return ""
    sted = int(np.searchsorted(proeve.ark.raekkenumre, celle[0]))
    if sted >= len(proeve.ark.raekkenumre) or celle[1] > proeve.ark.celler.shape[1]:
        return ""
    return som_overskrift(proeve.ark.celler.iat[sted, celle[1] - 1])


def cellenavn(celle: Celle) -> str:
    """Return a cell as a spreadsheet names it."""
    return f"{kolonnebogstav(celle[1])}{celle[0]}"


def _nummer(bogstav: str) -> int:
    return int(bogstav) if bogstav.isdigit() else kolonnenummer(bogstav)
