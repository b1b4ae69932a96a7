"""A dataset as a folder: made anew from another one with some of its files replaced.

A dataset is a Frictionless data package: `datapackage.json` and the files it declares. What is
imported becomes a whole folder of its own, so that its fingerprint covers all it says, captions
name the imported file as the source, and it can be carried elsewhere as it is.
"""

from __future__ import annotations

import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import pandas as pd

from dansk import Inputfejl, tal
from data.indgang.beholder import LAES_ZIP
from data.pakke import PAKKEFIL, laes_pakke, som_json
from data.skema import EGET, Ressource, laes_skema

#: The date of every file in a zip: the same package has the same bytes whenever it is written.
ZIPTID = (1980, 1, 1, 0, 0, 0)
#: Bytes of a package unpacked: the store keeps less than half of it.
HOEJST_UDPAKKET = 500_000_000
HOEJST_NAVN = 200  # bytes of a file's name; a disk has room for 255
HOEJST_FILER = 100  # of a package; the embedded one has a dozen or so


def csv_erklaering(
    navn: str, titel: str, felter: Sequence[Mapping[str, Any]], noegle: Sequence[str], til: str = ""
) -> Mapping[str, Any]:
    """Return how a package declares a CSV of its own whose rows are of those of another.

    `felter`: the fields, of which `noegle` are unique together, and whose first is the key of the
    resource `til` too, where one is named.
    """
    hvem = felter[0]["name"]
    andre = [{"fields": hvem, "reference": {"resource": til, "fields": hvem}}] if til else []
    return {
        "path": f"{navn}.csv",
        "title": titel,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": list(felter),
            "primaryKey": noegle[0] if len(noegle) == 1 else list(noegle),
            "foreignKeys": andre,
            "missingValues": [""],
        },
    }


@dataclass(frozen=True, eq=False)
class Nyt:
    """What takes the place of a resource: its bytes, and where they come from.

    kilde, dato and note as in `planning.plan.Herkomst`. `erklaering` declares a resource that the
    package does not have: its path, title and the like, as in `datapackage.json`. `svar`: what was
    answered of a file that is kept as it came.
    """

    indhold: bytes
    kilde: str
    dato: str
    note: str = ""
    erklaering: Mapping[str, Any] | None = None
    svar: Mapping[str, str] = field(default_factory=dict)


def som_csv(ramme: pd.DataFrame, ressource: Ressource) -> bytes:
    """Return a frame as the CSV file of a resource: its columns in their order, missing as empty.

    Raises KeyError for a frame that lacks a column.
    """
    navne = [felt.navn for felt in ressource.felter]
    return ramme[navne].to_csv(index=False, lineterminator="\n").encode("utf-8")


def ny_pakke(
    fra: Path,
    til: Path,
    nye: Mapping[str, Nyt],
    uden: Collection[str] = (),
    fagord: Mapping[str, str] | None = None,
) -> None:
    """Write the package of a folder to a new one, with resources replaced, added and left out.

    `fagord` takes the place of words of its field. `til` must not be there; it is whole or not
    there at all. Raises Inputfejl when it is, KeyError for a resource that the package does not
    have and `nye` does not declare.
    """
    if til.exists():
        raise Inputfejl(f"Mappen {til.name} findes allerede. Vælg en anden.")
    hel = laes_pakke(fra)
    pakke = dict(hel.erklaering)
    kendte = {r["name"]: r for r in pakke["resources"] if r["name"] not in uden}
    filer: dict[str, bytes] = {}
    for navn, nyt in nye.items():
        if nyt.erklaering is not None:
            kendte.pop(navn, None)  # of another shape than the one it takes the place of
        ressource = kendte.setdefault(navn, dict(nyt.erklaering or {}) | {"name": navn})
        if nyt.svar:
            ressource["svar"] = dict(nyt.svar)
        ressource |= {
            "dato": nyt.dato,
            "description": nyt.note,
            "sources": [{"title": nyt.kilde}],
            "licenses": [{"name": "eget", "title": EGET}],
        }
        filer[ressource["path"]] = nyt.indhold
    pakke["resources"] = list(kendte.values())
    pakke["fag"] = pakke.get("fag", {}) | dict(fagord or {})
    til.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=til.parent) as midlertidig:
        mappe = Path(midlertidig) / til.name
        mappe.mkdir()
        for navn, sti in ((n, r["path"]) for n, r in kendte.items()):
            if sti in filer:
                (mappe / sti).write_bytes(filer[sti])
            else:
                shutil.copyfile(hel.mappe_af(navn) / sti, mappe / sti)
        (mappe / PAKKEFIL).write_bytes(som_json(pakke))
        os.replace(mappe, til)


def filer(mappe: Path) -> dict[str, bytes]:
    """Return the files of a package by name: `datapackage.json` and those it declares."""
    egne = {r.sti: r.fil.read_bytes() for r in laes_skema(mappe).ressourcer.values()}
    return {PAKKEFIL: laes_pakke(mappe).tekst()} | egne


def pak(filer: Mapping[str, bytes]) -> bytes:
    """Return files as a zip with the same bytes whenever it is made."""
    ud = io.BytesIO()
    with zipfile.ZipFile(ud, "w", zipfile.ZIP_DEFLATED) as arkiv:
        for navn in sorted(filer):
            arkiv.writestr(
                zipfile.ZipInfo(navn, ZIPTID), filer[navn], compress_type=zipfile.ZIP_DEFLATED
            )
    return ud.getvalue()


def er_pakke(fil: Path | BinaryIO) -> bool:
    """Return whether a file is a zip with a description of a data package in it."""
    try:
        with zipfile.ZipFile(fil) as zip_:
            return any(Path(navn).name == PAKKEFIL for navn in zip_.namelist())
    except (*LAES_ZIP, OSError):
        return False


def pak_ud(indhold: bytes, navn: str) -> dict[str, bytes]:
    """Return the files of a data package's zip; a folder around them all is taken away.

    Raises Inputfejl for what is no zip, too large, or has no `datapackage.json`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(indhold)) as arkiv:
            poster = [p for p in arkiv.infolist() if not p.is_dir()]
            fylder = sum(p.file_size for p in poster)
            if len(poster) > HOEJST_FILER or fylder > HOEJST_UDPAKKET:
                raise Inputfejl(
                    f"{navn} har {tal(len(poster))} filer på {tal(fylder / 1e6)} MB; en datapakke "
                    f"har højst {tal(HOEJST_FILER)} på {tal(HOEJST_UDPAKKET / 1e6)} MB."
                )
            if any(len(Path(p.filename).name.encode()) > HOEJST_NAVN for p in poster):
                raise Inputfejl(f"{navn} har en fil, hvis navn er for langt. Hent den igen.")
            ud = {Path(p.filename).name: arkiv.read(p) for p in poster}
            if len(ud) < len(poster):
                raise Inputfejl(
                    f"{navn} har filer, der hedder det samme. Hent datapakken igen, og prøv igen."
                )
    except Inputfejl:
        raise
    except LAES_ZIP as fejl:
        raise Inputfejl(
            f"{navn} er ikke en zip, der kan læses. Hent datapakken igen, og prøv igen."
        ) from fejl
    if PAKKEFIL not in ud:
        raise Inputfejl(f"{navn} har ingen {PAKKEFIL} og er ikke en datapakke.")
    return ud


def laeg(filer: Mapping[str, bytes], til: Path) -> None:
    """Write the files of a package to a folder, whole or not at all; one that is there stays."""
    if til.exists():
        return
    til.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=til.parent) as midlertidig:
        mappe = Path(midlertidig) / til.name
        mappe.mkdir()
        for navn, indhold in filer.items():
            (mappe / Path(navn).name).write_bytes(indhold)
        try:
            os.replace(mappe, til)
        except OSError:
            # Another process was first, with the same files.
            if not til.exists():
                raise
