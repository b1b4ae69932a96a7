"""The schema of the dataset, read from its Frictionless `datapackage.json`.

Each resource declares its columns (type, unit, meaning, constraints), source and licence once;
the checks, the captions and the data page all read it from here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from dansk import IKKE_OPLYST, citat, opremsning
from data.fag import byg_fag
from data.fund import Datafejl, Fund
from data.pakke import PAKKEFIL, laes_pakke
from planning.fag import Fag
from planning.plan import IMPORTERET, Herkomst

#: The licence of what a user has imported.
EGET = "Eget materiale"
#: What a column can be of; `data.tabelfil` reads each.
TYPER = ("string", "integer", "number")
#: Patterns of ours that the embedded package does not have: a ydernummer.
MOENSTRE = {"^[0-9]{6}$"}
INDBYGGET = Path(__file__).parent / "nordjylland"
#: The datasets of the program, one a field of practice.
INDBYGGEDE = (INDBYGGET, INDBYGGET.parent / "kiropraktik", INDBYGGET.parent / "almen_praksis")


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

    svar: what was answered of an imported file that is read as it came. mappe: the folder it is in.
    maa_vaere_tom: whether it may have no rows, in a field whose clinics are not known.
    """

    navn: str
    sti: str
    titel: str
    felter: tuple[Felt, ...]
    noegle: tuple[str, ...]
    henvisninger: Mapping[str, tuple[str, str]]
    herkomst: Herkomst
    svar: Mapping[str, str] = field(default_factory=dict)
    mappe: Path = Path()
    maa_vaere_tom: bool = False

    @property
    def fil(self) -> Path:
        """Where its file is."""
        return self.mappe / self.sti


@dataclass(frozen=True)
class Skema:
    """A data package: its names, its field of practice and its resources by name."""

    navn: str
    opgjort: str
    fag: Fag
    ressourcer: Mapping[str, Ressource]


@lru_cache(maxsize=50)
def laes_skema(mappe: Path = INDBYGGET) -> Skema:
    """Return the schema declared by the `datapackage.json` of a folder.

    Raises Datafejl for a file that is not UTF-8 or not a JSON object, and with every resource that
    is not declared as it must be: a file outside the folder is none of its own.
    """
    hel = laes_pakke(mappe)
    pakke = hel.erklaering
    fund: list[Fund] = []
    ressourcer: dict[str, Ressource] = {}
    for nr, raa in enumerate(pakke.get("resources") or [{}], 1):
        try:
            ressource = _ressource(raa, hel.mappe_af)
            if ressource.navn in ressourcer or ressource.sti in {
                r.sti for r in ressourcer.values()
            }:
                raise Skemafejl("navn eller sti er en andens")
            ressourcer[ressource.navn] = ressource
        except Skemafejl as fejl:
            besked = f"Ressource nr. {nr} er ikke erklæret, som den skal: {fejl}. Ret pakken."
            fund.append(Fund(PAKKEFIL, "", "", "", besked))
    try:
        navne = _vaerdi(pakke, "plannavn", str), _vaerdi(pakke, "opgjort", str)
    except Skemafejl as fejl:
        fund.append(Fund(PAKKEFIL, "", "", "", f"Pakken er ikke, som den skal være: {fejl}."))
    if mappe != INDBYGGET:
        fund += _fremmede_moenstre(ressourcer)
    if fund:
        raise Datafejl(fund)
    navn, opgjort = _datering(*navne, ressourcer.values())
    return Skema(navn, opgjort, byg_fag(pakke.get("fag")), ressourcer)


def fagets_skema(fag: str) -> Skema | None:
    """Return the schema of the program's dataset of a field by its name; None where it has none."""
    return next((s for s in map(laes_skema, INDBYGGEDE) if s.fag.navn == fag), None)


def fagets_mappe(fag: str) -> Path:
    """Return the program's dataset of a field by its name; the first where it has none."""
    return next((m for m in INDBYGGEDE if laes_skema(m).fag.navn == fag), INDBYGGET)


def _datering(navn: str, opgjort: str, ressourcer: Iterable[Ressource]) -> tuple[str, str]:
    """Return the name of a package and when it is of, with what was imported into it since.

    The year of its name is that of its own figures alone.
    """
    eget = {r.herkomst.kilde: r.herkomst.dato for r in ressourcer if r.herkomst.licens == EGET}
    if not eget:
        return navn, opgjort
    led = []
    for kilde, dato in eget.items():
        hvad = re.sub(rf"^{IMPORTERET}? ", "", kilde).partition(" (")[0]
        led.append(f"{hvad} {'uden dato' if dato in ('', IKKE_OPLYST) else dato}")
    uden_aar = re.sub(r" [0-9]{4}$", "", navn)
    return uden_aar, f"{opgjort}; importeret {opremsning(led)}"


class Skemafejl(Exception):
    """A part of a declaration that is missing or of another type, in Danish."""


def _vaerdi(hvor: object, navn: str, typer: type | tuple[type, ...], *ellers: Any) -> Any:
    """Return a member of an object, or `ellers`; raises Skemafejl for none and for another type."""
    if not isinstance(hvor, dict):
        raise Skemafejl(f"{navn} står ikke i et objekt")
    if navn not in hvor:
        if ellers:
            return ellers[0]
        raise Skemafejl(f"{navn} mangler")
    vaerdi = hvor[navn]
    if not isinstance(vaerdi, typer) or (isinstance(vaerdi, bool) and typer is not bool):
        raise Skemafejl(f"{navn} er {citat(vaerdi, 30)}")
    return vaerdi


def _fremmede_moenstre(ressourcer: Mapping[str, Ressource]) -> Iterator[Fund]:
    """Yield the patterns that are not ours: one made for it keeps a check busy without end."""
    kendte = {f.moenster for r in laes_skema().ressourcer.values() for f in r.felter}
    kendte |= MOENSTRE
    for ressource in ressourcer.values():
        for felt in ressource.felter:
            if felt.moenster not in kendte:
                besked = f"{ressource.navn} har et mønster for {felt.navn}, som ikke kendes."
                yield Fund(PAKKEFIL, "", "", felt.navn, besked)


def _ressource(r: object, mappe_af: Callable[[str], Path]) -> Ressource:
    navn, sti = _vaerdi(r, "name", str), _vaerdi(r, "path", str)
    if not sti or sti != Path(sti).name or "\\" in sti:
        raise Skemafejl(f"{citat(sti, 30)} er ikke navnet på en fil i pakken")
    skema = _vaerdi(r, "schema", dict, {})
    noegle = _vaerdi(skema, "primaryKey", (str, list), [])
    kilder, licenser = (_vaerdi(r, navn, list) or [{}] for navn in ("sources", "licenses"))
    felter = tuple(_felt(f) for f in _vaerdi(skema, "fields", list, []))
    kolonner = [f.navn for f in felter]
    noegle = (noegle,) if isinstance(noegle, str) else tuple(noegle)
    henvisninger = dict(map(_henvisning, _vaerdi(skema, "foreignKeys", list, [])))
    if len(set(kolonner)) < len(kolonner) or not {*noegle, *henvisninger} <= set(kolonner):
        raise Skemafejl("nøgler eller felter passer ikke sammen")
    return Ressource(
        navn=navn,
        sti=sti,
        titel=_vaerdi(r, "title", str),
        felter=felter,
        noegle=noegle,
        henvisninger=henvisninger,
        herkomst=Herkomst(
            kilde=_vaerdi(kilder[0], "title", str),
            tabel=_vaerdi(kilder[0], "tabel", str, ""),
            side=_vaerdi(kilder[0], "side", str, ""),
            dato=_vaerdi(r, "dato", str),
            licens=_vaerdi(licenser[0], "title", str),
            note=_vaerdi(r, "description", str, ""),
            titel=_vaerdi(r, "title", str),
            fil=sti,
        ),
        svar={str(n): str(v) for n, v in _vaerdi(r, "svar", dict, {}).items()},
        mappe=mappe_af(navn),
        maa_vaere_tom=_vaerdi(r, "maa_vaere_tom", bool, False),
    )


def _henvisning(h: object) -> tuple[str, tuple[str, str]]:
    hen = _vaerdi(h, "reference", dict)
    return _vaerdi(h, "fields", str), (
        _vaerdi(hen, "resource", str),
        _vaerdi(hen, "fields", str),
    )


def _felt(f: object) -> Felt:
    krav = _vaerdi(f, "constraints", dict, {})
    type_ = _vaerdi(f, "type", str)
    if type_ not in TYPER:
        raise Skemafejl(f"type er {citat(type_, 30)}")
    valg = _vaerdi(krav, "enum", list, [])
    if not all(isinstance(v, str) for v in valg):
        raise Skemafejl("enum er ikke tekster")
    return Felt(
        navn=_vaerdi(f, "name", str),
        type=type_,
        titel=_vaerdi(f, "title", str),
        beskrivelse=_vaerdi(f, "description", str),
        enhed=_vaerdi(f, "unit", str, ""),
        kraevet=_vaerdi(krav, "required", bool, False),
        enestaaende=_vaerdi(krav, "unique", bool, False),
        mindst=_vaerdi(krav, "minimum", (int, float), None),
        hoejst=_vaerdi(krav, "maximum", (int, float), None),
        moenster=_vaerdi(krav, "pattern", str, None),
        valg=tuple(valg),
    )
