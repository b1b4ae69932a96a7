"""Regulation of the amounts of an agreement by year: imported, in no source."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from data.datapakke import Nyt, csv_erklaering
from data.fund import Fund
from data.skema import Skema
from planning.plan import REGULERINGSFELTER

RESSOURCE = "regulering"
KOLONNER = list(REGULERINGSFELTER)
NOEGLE = ["speciale", "aar"]


def erklaering() -> Mapping[str, Any]:
    """Return how a package declares the resource."""
    kraevet = {"required": True}
    felter = [
        ("speciale", "string", "Speciale", "Specialets kode", kraevet),
        ("aar", "integer", "År", "Året", {"required": True, "minimum": 2000, "maximum": 2100}),
        ("pct", "number", "Procent", "Regulering oven i året før; tom: se indeks", {}),
        (
            *("indeks", "number", "Indeks", "100 i det år, de trykte beløb er fra; tom: se pct"),
            {"minimum": 0},
        ),
    ]
    return csv_erklaering(
        RESSOURCE,
        "Regulering af overenskomstens beløb efter år",
        [
            {"name": n, "type": t, "title": titel, "description": om, "constraints": krav}
            for n, t, titel, om, krav in felter
        ],
        NOEGLE,
    )


def nyt(ramme: pd.DataFrame, et: Nyt) -> Nyt:
    """Return the resource of a frame with `KOLONNER`, with the source of another of its file."""
    ud = ramme[KOLONNER].sort_values(NOEGLE)
    indhold = ud.to_csv(index=False, lineterminator="\n").encode("utf-8")
    return dataclasses.replace(et, indhold=indhold, erklaering=erklaering())


def reguleringsfund(rammer: Mapping[str, pd.DataFrame], skema: Skema) -> Iterator[Fund]:
    """Yield the rows of a package that have both or neither of a percentage and an index."""
    ramme = rammer[RESSOURCE]
    for nr in ramme.index[ramme["pct"].notna() == ramme["indeks"].notna()]:
        sti = skema.ressourcer[RESSOURCE].sti
        yield Fund(sti, "", int(nr), "pct", "Skriv enten procent eller indeks, og kun det ene.")
