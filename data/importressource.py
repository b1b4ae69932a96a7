"""Tables in no source, which a dataset has when a user imports them: declared once each.

What a clinic is paid, and whom it treats, is between it and the region.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.datapakke import Nyt, csv_erklaering
from planning.plan import (
    LANDET,
    PATIENTFELTER,
    RAMMEFELTER,
    REGIONEN,
    REGULERINGSFELTER,
    TILSKUDSFELTER,
)

Krav = Mapping[str, Any]


@dataclass(frozen=True)
class Importressource:
    """A resource of one table, by its name and title.

    `felter`: name, type, title, description and constraints of each. `kolonner`: the columns of
    its file, of which `noegle` are unique together and the rows' order. `til`: the resource whose
    rows these are of, by their first field. `heltal`: columns of whole numbers that may be missing.
    """

    navn: str
    titel: str
    felter: tuple[tuple[str, str, str, str, Krav], ...]
    kolonner: tuple[str, ...]
    noegle: tuple[str, ...]
    til: str = ""
    heltal: tuple[str, ...] = ()

    def erklaering(self) -> Mapping[str, Any]:
        """Return how a package declares the resource."""
        felter = [
            {"name": n, "type": t, "title": titel, "description": om, "constraints": krav}
            for n, t, titel, om, krav in self.felter
        ]
        return csv_erklaering(self.navn, self.titel, felter, self.noegle, self.til)

    def nyt(self, ramme: pd.DataFrame, et: Nyt) -> Nyt:
        """Return the resource of a frame with `kolonner`, with the source of another of its file.

        Raises KeyError for a frame that lacks a column.
        """
        ud = ramme[list(self.kolonner)].astype(dict.fromkeys(self.heltal, "Int64"))
        tekst = ud.sort_values(list(self.noegle)).to_csv(index=False, lineterminator="\n")
        return dataclasses.replace(et, indhold=tekst.encode("utf-8"), erklaering=self.erklaering())


KRAEVET: Krav = {"required": True}
FRA_0: Krav = {"minimum": 0}
MAANEDEN: Krav = {"required": True, "minimum": 1, "maximum": 12}
SPECIALE = ("speciale", "string", "Speciale", "Specialets kode", KRAEVET)
AAR = ("aar", "integer", "År", "Året", {"required": True, "minimum": 2000, "maximum": 2100})

#: Subsidies of each clinic by month, and the capacity it held then.
TILSKUD = Importressource(
    "tilskud",
    "Tilskud til hver klinik efter måned",
    (
        ("klinik_id", "string", "Klinik-id", "Klinikken, tilskuddet er til", KRAEVET),
        SPECIALE,
        AAR,
        ("maaned", "integer", "Måned", "1 til 12", MAANEDEN),
        ("oere", "integer", "Tilskud", "Månedens tilskud i øre, før nedsættelse", KRAEVET),
        ("kapaciteter", "number", "Kapaciteter", "Klinikkens i måneden; tom: datasættets", FRA_0),
    ),
    kolonner=TILSKUDSFELTER,
    noegle=("klinik_id", "speciale", "aar", "maaned"),
    til="klinikker",
)
#: Patients of each clinic by speciale and year, and what they cost.
PATIENTER = Importressource(
    "patienter",
    "Patienter hos hver klinik efter år",
    (
        ("klinik_id", "string", "Klinik-id", "Klinikken, patienterne er behandlet i", KRAEVET),
        SPECIALE,
        AAR,
        ("patienter", "integer", "Patienter", "Patienter i året", {"required": True, "minimum": 0}),
        ("oere", "integer", "Beløb", "Årets beløb i øre; tom: tilskuddet", FRA_0),
    ),
    kolonner=PATIENTFELTER,
    noegle=("klinik_id", "speciale", "aar"),
    til="klinikker",
    heltal=("oere",),
)
#: Use of the economic frame by quarter or month, and the frame.
RAMMEFORBRUG = Importressource(
    "rammeforbrug",
    "Forbrug af den økonomiske ramme",
    (
        (
            *("niveau", "string", "Niveau", "Hele landet eller regionen"),
            {"required": True, "enum": [LANDET, REGIONEN]},
        ),
        SPECIALE,
        AAR,
        ("fra_maaned", "integer", "Fra måned", "Periodens første måned, 1 til 12", MAANEDEN),
        (
            *("maaneder", "integer", "Måneder", "1 for en måned, 3 for et kvartal"),
            {"required": True, "minimum": 1, "maximum": 3},
        ),
        ("oere", "integer", "Forbrug", "Periodens forbrug i øre", KRAEVET),
        ("ramme", "integer", "Ramme", "Hele årets ramme i øre; tom: kendes ikke", FRA_0),
    ),
    kolonner=RAMMEFELTER,
    noegle=("niveau", "speciale", "aar", "fra_maaned"),
    heltal=("ramme",),
)
#: Regulation of the amounts of an agreement by year.
REGULERING = Importressource(
    "regulering",
    "Regulering af overenskomstens beløb efter år",
    (
        SPECIALE,
        AAR,
        ("pct", "number", "Procent", "Regulering oven i året før; tom: se indeks", {}),
        (
            *("indeks", "number", "Indeks", "100 i det år, de trykte beløb er fra; tom: se pct"),
            FRA_0,
        ),
    ),
    kolonner=REGULERINGSFELTER,
    noegle=("speciale", "aar"),
)
