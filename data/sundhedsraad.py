"""Which sundhedsråd each kommune belongs to: a resource a package may leave out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from data.fund import Fund
from data.skema import Skema

RESSOURCE = "sundhedsraad"
KOLONNER = ["kode", "sundhedsraad"]


def fund(rammer: Mapping[str, pd.DataFrame], skema: Skema) -> Iterator[Fund]:
    """Yield the kommuner without a sundhedsråd, where those of others are told."""
    ramme = rammer[RESSOURCE]
    if ramme.empty:
        return
    kendte, fil = set(ramme["kode"]), skema.ressourcer[RESSOURCE].sti
    for nr, k in rammer["kommuner"].iterrows():
        if k["kode"] not in kendte:
            besked = f"{k['kommune']} har intet sundhedsråd i {fil}. Tilføj det."
            yield Fund(skema.ressourcer["kommuner"].sti, "", int(nr), "kode", besked)
