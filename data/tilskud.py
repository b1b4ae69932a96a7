"""Subsidies of each clinic by month, and the capacity it held then: imported, in no source.

What a clinic is paid is between it and the region; a dataset that has it has it as a resource.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from data.datapakke import Nyt, csv_erklaering
from planning.plan import TILSKUDSFELTER

RESSOURCE = "tilskud"
KOLONNER = list(TILSKUDSFELTER)
NOEGLE = ["klinik_id", "speciale", "aar", "maaned"]


def erklaering() -> Mapping[str, Any]:
    """Return how a package declares the resource."""
    kraevet = {"required": True}
    felter = [
        ("klinik_id", "string", "Klinik-id", "Klinikken, tilskuddet er til", kraevet),
        ("speciale", "string", "Speciale", "Specialets kode", kraevet),
        ("aar", "integer", "År", "Året", {"required": True, "minimum": 2000, "maximum": 2100}),
        ("maaned", "integer", "Måned", "1 til 12", {"required": True, "minimum": 1, "maximum": 12}),
        ("oere", "integer", "Tilskud", "Månedens tilskud i øre, før nedsættelse", kraevet),
        (
            *("kapaciteter", "number", "Kapaciteter", "Klinikkens i måneden; tom: datasættets"),
            {"minimum": 0},
        ),
    ]
    return csv_erklaering(
        RESSOURCE,
        "Tilskud til hver klinik efter måned",
        [
            {"name": n, "type": t, "title": titel, "description": om, "constraints": krav}
            for n, t, titel, om, krav in felter
        ],
        NOEGLE,
        "klinikker",
    )


def nyt(ramme: pd.DataFrame, et: Nyt) -> Nyt:
    """Return the resource of a frame with `KOLONNER`, with the source of another of its file."""
    ud = ramme[KOLONNER].sort_values(NOEGLE)
    indhold = ud.to_csv(index=False, lineterminator="\n").encode("utf-8")
    return Nyt(indhold, et.kilde, et.dato, et.note, erklaering())
