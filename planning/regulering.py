"""What the amounts of an agreement are in a year: an imported regulation on top of those printed.

No source has one. A year is told either as a percentage on top of the year before or as an index,
100 in the year the printed amounts are taken to be of: the first of their agreement.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import pandas as pd


@dataclass(frozen=True)
class Niveau:
    """The level of an amount: the last year that is regulated to, and the factor on the printed.

    `aar` is the year the printed amounts are of, and `faktor` 1, where nothing is regulated.
    """

    aar: int
    faktor: Fraction

    @property
    def indeks(self) -> float:
        """The factor with 100 for the printed amounts."""
        return float(100 * self.faktor)


def niveau(regulering: pd.DataFrame, speciale: str, aar: int, trykt: int) -> Niveau:
    """Return the level of a speciale's amount in a year, exactly.

    `regulering`: speciale, aar, pct (on top of the year before), indeks; one of the two is NaN.
    `trykt` is the year the printed amounts are of; an index of that year is the index's own base,
    else it is 100. A year that is not regulated has the level of
    the last one before it that is, and `Niveau.aar` tells which. Where a year is missing between
    (the door refuses that), what comes after it is not counted.
    """
    egne = regulering[regulering["speciale"] == speciale]
    grundlag = Fraction(str(indeksgrundlag(egne, trykt)))
    kendte = {int(r.aar): r for r in egne.itertuples()}
    sidste, faktor = trykt, Fraction(1)
    for naeste in range(trykt + 1, aar + 1):
        if (raekke := kendte.get(naeste)) is None:
            break
        if pd.notna(raekke.indeks):
            faktor = Fraction(str(raekke.indeks)) / grundlag
        else:
            faktor *= 1 + Fraction(str(raekke.pct)) / 100
        sidste = naeste
    return Niveau(sidste, faktor)


def indeksgrundlag(regulering: pd.DataFrame, trykt: int) -> float:
    """Return what an index is in the year the printed amounts are of: 100 where it is not told."""
    kendt = regulering.loc[regulering["aar"] == trykt, "indeks"].dropna()
    return float(kendt.iloc[0]) if len(kendt) else 100.0
