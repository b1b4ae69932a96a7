"""What must hold of the regulation of an agreement's amounts in a package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from data.fund import Fund
from data.importressource import REGULERING
from data.skema import Skema


def reguleringsfund(rammer: Mapping[str, pd.DataFrame], skema: Skema) -> Iterator[Fund]:
    """Yield the rows of a package that have both or neither of a percentage and an index."""
    ramme = rammer[REGULERING.navn]
    for nr in ramme.index[ramme["pct"].notna() == ramme["indeks"].notna()]:
        sti = skema.ressourcer[REGULERING.navn].sti
        yield Fund(sti, "", int(nr), "pct", "Skriv enten procent eller indeks, og kun det ene.")
