"""The field of practice of a dataset: `fag` of its `datapackage.json`, made a `planning.fag.Fag`.

The fields of the file are those of the dataclasses; a fault names its place in the file.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from types import UnionType
from typing import Any

from dansk import opremsning
from data.fund import Datafejl, Fund
from planning.fag import BETALERE, Fag

FIL = "datapackage.json"
TYPENAVNE = {str: "tekst", bool: "true eller false", int: "et helt tal", float: "et tal"}


def byg_fag(raa: object) -> Fag:
    """Return the field of practice a dataset declares; raises Datafejl with every fault."""
    fejl: list[tuple[str, str]] = []
    fag = _byg(Fag, raa, "fag", fejl)
    if not fejl:
        fejl = list(_sammenhaeng(fag))
    if fejl:
        raise Datafejl([Fund(FIL, "", "", sted, besked) for sted, besked in fejl])
    return typing.cast(Fag, fag)


def _byg(type_: Any, vaerdi: Any, sted: str, fejl: list[tuple[str, str]]) -> Any:
    """Return a value of the type declared, or None and the faults it has, added to `fejl`."""
    ydre, indre = typing.get_origin(type_), typing.get_args(type_)
    if is_dataclass(type_):
        return _objekt(type_, vaerdi, sted, fejl)
    if ydre is UnionType:  # or None, which is to leave it out
        return _byg(indre[0], vaerdi, sted, fejl)
    if ydre is tuple:
        if not isinstance(vaerdi, list):
            return fejl.append((sted, "Her skal stå en liste."))
        return tuple(_byg(indre[0], v, f"{sted} nr. {n}", fejl) for n, v in enumerate(vaerdi, 1))
    if ydre is Mapping:
        if not isinstance(vaerdi, dict):
            return fejl.append((sted, "Her skal stå et objekt."))
        return {n: _byg(indre[1], v, f"{sted}, {n}", fejl) for n, v in vaerdi.items()}
    tal_ok = type_ is float and type(vaerdi) is int
    if type(vaerdi) is not type_ and not tal_ok:
        return fejl.append((sted, f"Her skal stå {TYPENAVNE[type_]}, ikke {vaerdi!r}."))
    return float(vaerdi) if type_ is float else vaerdi


def _objekt(type_: Any, vaerdi: Any, sted: str, fejl: list[tuple[str, str]]) -> Any:
    if not isinstance(vaerdi, dict):
        return fejl.append((sted, "Her skal stå et objekt."))
    foer = len(fejl)
    kendte = {f.name: f for f in fields(type_)}
    fejl += [
        (f"{sted}, {n}", f"Feltet kendes ikke. {_felter(kendte)}") for n in vaerdi.keys() - kendte
    ]
    kraevet = {
        n for n, f in kendte.items() if f.default is MISSING and f.default_factory is MISSING
    }
    fejl += [(f"{sted}, {n}", "Feltet mangler.") for n in sorted(kraevet - vaerdi.keys())]
    typer = typing.get_type_hints(type_)
    felter = {n: _byg(typer[n], vaerdi[n], f"{sted}, {n}", fejl) for n in kendte if n in vaerdi}
    return type_(**felter) if len(fejl) == foer else None


def _felter(kendte: Mapping[str, object]) -> str:
    return f"Felterne er {opremsning(list(kendte))}."


def _sammenhaeng(fag: Fag) -> Iterator[tuple[str, str]]:
    """Yield (place, fault) where one part of a field names another that is not there."""
    for sted, noegler in (
        ("specialer", fag.koder),
        ("arter", tuple(art.noegle for art in fag.arter)),
        ("ventetyper", tuple(v.noegle for v in fag.ventetyper)),
    ):
        if gentagne := sorted({n for n in noegler if noegler.count(n) > 1}):
            yield f"fag, {sted}", f"{opremsning(gentagne)} står flere gange."
    for sted, liste in (("specialer", fag.specialer), ("opgoerelser", fag.opgoerelser)):
        if not liste:
            yield f"fag, {sted}", "Der skal være mindst én."
    for s in fag.specialer:
        sted = f"fag, specialer, {s.kode}"
        if s.betaler not in ("", *BETALERE):
            valg = opremsning(BETALERE, "eller")
            yield sted, f"betaler er »{s.betaler}«. Skriv {valg}, eller udelad feltet."
        if not 0 <= s.tilskud_pct <= 100:
            yield sted, "tilskud_pct skal være fra 0 til 100."
    for o in fag.opgoerelser:
        for art in o.arter:
            sted = f"opgoerelser, {o.noegle}, {art.noegle}"
            krav = {""} if o.faelles else set(fag.koder)
            if set(art.pr_kapacitet) not in (krav, {""}, set()):
                yield (
                    f"fag, {sted}",
                    f"pr_kapacitet skal have et tal for {opremsning(sorted(krav))}.",
                )
            if not all(0 < v < float("inf") for v in art.pr_kapacitet.values()):
                yield f"fag, {sted}", "pr_kapacitet skal være over 0."
            if art.deles_i and art.deles_i not in o.noegler:
                yield f"fag, {sted}", f"deles_i er »{art.deles_i}«, som opgørelsen ikke har."
        if not any(art.taeller for art in o.arter):
            yield f"fag, opgoerelser, {o.noegle}", "Mindst én art skal være kapacitet."
    mangler = sorted({"flytning", "deling", "kapacitet", "kriterier"} - fag.afsnit.keys())
    if fag.afsnit and mangler:
        yield "fag, afsnit", f"{opremsning(mangler)} mangler."
    if fag.klynger and (fremmede := sorted(set(fag.klynger.arter) - {a.noegle for a in fag.arter})):
        yield "fag, klynger, arter", f"{opremsning(fremmede)} er ingen art af kapacitet."
    for speciale in [*(v.speciale for v in fag.ventetyper), fag.ventespeciale]:
        if speciale not in fag.koder:
            yield "fag, ventetyper, ventespeciale", f"»{speciale}« er ikke et af fagets specialer."
