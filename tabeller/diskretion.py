"""A table with hidden figures: its cells marked, and its note saying how many and why."""

from __future__ import annotations

import dataclasses

import pandas as pd

from planning.diskretion import antal_skjulte
from saetninger.diskretion import diskretionstekst
from tabeller.tabel import Tabel


def diskret(tabel: Tabel, skjult: pd.DataFrame) -> Tabel:
    """Return the table with the cells marked that `skjult` hides, by index and column."""
    vist = tabel.ramme[[k.navn for k in tabel.kolonner]]
    if not (antal := antal_skjulte(skjult, vist)):
        return tabel
    maske = skjult.reindex(index=vist.index, columns=vist.columns, fill_value=False)
    note = " ".join(d for d in (tabel.note, diskretionstekst(antal)) if d)
    celler = maske.stack()
    return dataclasses.replace(tabel, note=note, skjult=frozenset(celler.index[celler]))
