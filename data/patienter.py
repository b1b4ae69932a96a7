"""Patients of each clinic by speciale and year, and what they cost: imported, in no source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from data.datapakke import Nyt, csv_erklaering
from planning.plan import PATIENTFELTER

RESSOURCE = "patienter"
KOLONNER = list(PATIENTFELTER)
NOEGLE = ["klinik_id", "speciale", "aar"]


def erklaering() -> Mapping[str, Any]:
    """Return how a package declares the resource."""
    kraevet = {"required": True}
    felter = [
        ("klinik_id", "string", "Klinik-id", "Klinikken, patienterne er behandlet i", kraevet),
        ("speciale", "string", "Speciale", "Specialets kode", kraevet),
        ("aar", "integer", "År", "Året", {"required": True, "minimum": 2000, "maximum": 2100}),
        ("patienter", "integer", "Patienter", "Patienter i året", {"required": True, "minimum": 0}),
        ("oere", "integer", "Beløb", "Årets beløb i øre; tom: tilskuddet", {"minimum": 0}),
    ]
    return csv_erklaering(
        RESSOURCE,
        "Patienter hos hver klinik efter år",
        [
            {"name": n, "type": t, "title": titel, "description": om, "constraints": krav}
            for n, t, titel, om, krav in felter
        ],
        NOEGLE,
        "klinikker",
    )


def nyt(ramme: pd.DataFrame, et: Nyt) -> Nyt:
    """Return the resource of a frame with `KOLONNER`, with the source of another of its file."""
    ud = ramme[KOLONNER].sort_values(NOEGLE).astype({"oere": "Int64"})
    indhold = ud.to_csv(index=False, lineterminator="\n").encode("utf-8")
    return Nyt(indhold, et.kilde, et.dato, et.note, erklaering())
