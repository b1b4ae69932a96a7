"""Use of the economic frame by quarter or month, and the frame: imported, in no source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from data.datapakke import Nyt, csv_erklaering
from planning.plan import LANDET, RAMMEFELTER, REGIONEN

RESSOURCE = "rammeforbrug"
KOLONNER = list(RAMMEFELTER)
NOEGLE = ["niveau", "speciale", "aar", "fra_maaned"]
#: What is imported as one: another use of it takes its place.
AARET = ["niveau", "speciale", "aar"]


def erklaering() -> Mapping[str, Any]:
    """Return how a package declares the resource."""
    kraevet = {"required": True}
    felter = [
        (
            *("niveau", "string", "Niveau", "Hele landet eller regionen"),
            {"required": True, "enum": [LANDET, REGIONEN]},
        ),
        ("speciale", "string", "Speciale", "Specialets kode", kraevet),
        ("aar", "integer", "År", "Året", {"required": True, "minimum": 2000, "maximum": 2100}),
        (
            *("fra_maaned", "integer", "Fra måned", "Periodens første måned, 1 til 12"),
            {"required": True, "minimum": 1, "maximum": 12},
        ),
        (
            *("maaneder", "integer", "Måneder", "1 for en måned, 3 for et kvartal"),
            {"required": True, "minimum": 1, "maximum": 3},
        ),
        ("oere", "integer", "Forbrug", "Periodens forbrug i øre", kraevet),
        ("ramme", "integer", "Ramme", "Hele årets ramme i øre; tom: kendes ikke", {"minimum": 0}),
    ]
    return csv_erklaering(
        RESSOURCE,
        "Forbrug af den økonomiske ramme",
        [
            {"name": n, "type": t, "title": titel, "description": om, "constraints": krav}
            for n, t, titel, om, krav in felter
        ],
        NOEGLE,
    )


def nyt(ramme: pd.DataFrame, et: Nyt) -> Nyt:
    """Return the resource of a frame with `KOLONNER`, with the source of another of its file."""
    ud = ramme[KOLONNER].astype({"ramme": "Int64"}).sort_values(NOEGLE)
    indhold = ud.to_csv(index=False, lineterminator="\n").encode("utf-8")
    return Nyt(indhold, et.kilde, et.dato, et.note, erklaering())
