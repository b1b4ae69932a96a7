"""The schema of the dataset, read from its Frictionless `datapackage.json`.

Each resource declares its columns (type, unit, meaning, constraints), source and licence once;
the checks, the captions and the data page all read it from here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from dansk import IKKE_OPLYST, opremsning
from data.fag import byg_fag
from data.fund import Datafejl, Fund
from planning.fag import Fag
from planning.plan import Herkomst

PAKKE = "datapackage.json"
#: The licence of what a user has imported, and how its source begins.
EGET, IMPORTERET = "Eget materiale", "Importeret"
INDBYGGET = Path(__file__).parent / "nordjylland"


@dataclass(frozen=True)
class Felt:
    """One column: its type (string, integer, number), meaning, unit and constraints.

    In the schema of an input also an example, and `ord`: what users call the column.
    """

    navn: str
    type: str
    titel: str
    beskrivelse: str
    enhed: str = ""
    kraevet: bool = False
    enestaaende: bool = False
    mindst: float | None = None
    hoejst: float | None = None
    moenster: str | None = None
    valg: tuple[str, ...] = ()
    eksempel: str = ""
    ord: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ressource:
    """One file: its columns, its key, the keys it points to, and where it comes from.

    svar: what was answered of an imported file that is read as it came.
    """

    navn: str
    sti: str
    titel: str
    felter: tuple[Felt, ...]
    noegle: tuple[str, ...]
    henvisninger: Mapping[str, tuple[str, str]]
    herkomst: Herkomst
    svar: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Skema:
    """A data package: its names, its field of practice and its resources by name."""

    navn: str
    opgjort: str
    fag: Fag
    ressourcer: Mapping[str, Ressource]


@cache
def laes_skema(mappe: Path = INDBYGGET) -> Skema:
    """Return the schema declared by the `datapackage.json` of a folder.

    Raises Datafejl for a file that is not UTF-8 or not a JSON object.
    """
    pakke = _pakke(mappe / PAKKE)
    ressourcer = {r["name"]: _ressource(r) for r in pakke["resources"]}
    navn, opgjort = _datering(pakke["plannavn"], pakke["opgjort"], ressourcer.values())
    return Skema(navn, opgjort, byg_fag(pakke.get("fag")), ressourcer)


def _datering(navn: str, opgjort: str, ressourcer: Iterable[Ressource]) -> tuple[str, str]:
    """Return the name of a package and when it is of, with what was imported into it since.

    The year of its name is that of its own figures alone.
    """
    eget = {r.herkomst.kilde: r.herkomst.dato for r in ressourcer if r.herkomst.licens == EGET}
    if not eget:
        return navn, opgjort
    led = []
    for kilde, dato in eget.items():
        hvad = kilde.removeprefix(f"{IMPORTERET} ").rpartition(" (")[0] or kilde
        led.append(f"{hvad} {'uden dato' if dato in ('', IKKE_OPLYST) else dato}")
    uden_aar = re.sub(r" [0-9]{4}$", "", navn)
    return uden_aar, f"{opgjort}; importeret {opremsning(led)}"


def _pakke(sti: Path) -> dict[str, Any]:
    """Return what a package file says."""
    try:
        pakke = json.loads(sti.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        besked = "Filen er ikke UTF-8. Gem den som UTF-8."
        raise Datafejl([Fund(sti.name, "", "", "", besked)]) from None
    except (json.JSONDecodeError, RecursionError) as fejl:
        sted = f" (linje {fejl.lineno})" if isinstance(fejl, json.JSONDecodeError) else ""
        besked = f"Filen er ikke JSON{sted}. Ret den, eller hent den igen."
        raise Datafejl([Fund(sti.name, "", "", "", besked)]) from None
    if not isinstance(pakke, dict):
        raise Datafejl([Fund(sti.name, "", "", "", "Filen er ikke en datapakke. Hent den igen.")])
    return pakke


def _ressource(r: Mapping[str, Any]) -> Ressource:
    skema = r.get("schema", {})
    noegle = skema.get("primaryKey", [])
    kilde = r["sources"][0]
    return Ressource(
        navn=r["name"],
        sti=r["path"],
        titel=r["title"],
        felter=tuple(_felt(f) for f in skema.get("fields", [])),
        noegle=(noegle,) if isinstance(noegle, str) else tuple(noegle),
        henvisninger={
            h["fields"]: (h["reference"]["resource"], h["reference"]["fields"])
            for h in skema.get("foreignKeys", [])
        },
        herkomst=Herkomst(
            kilde=kilde["title"],
            tabel=kilde.get("tabel", ""),
            side=kilde.get("side", ""),
            dato=r["dato"],
            licens=r["licenses"][0]["title"],
            note=r.get("description", ""),
        ),
        svar=r.get("svar", {}),
    )


def _felt(f: Mapping[str, Any]) -> Felt:
    krav = f.get("constraints", {})
    return Felt(
        navn=f["name"],
        type=f["type"],
        titel=f["title"],
        beskrivelse=f["description"],
        enhed=f.get("unit", ""),
        kraevet=krav.get("required", False),
        enestaaende=krav.get("unique", False),
        mindst=krav.get("minimum"),
        hoejst=krav.get("maximum"),
        moenster=krav.get("pattern"),
        valg=tuple(krav.get("enum", ())),
    )
