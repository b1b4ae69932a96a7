"""Datasets in the store: each as it was entered, by whom and when, and which one is in use.

A dataset is the files of a data package; what they mean is not known here. Nothing is overwritten:
an import is a dataset of its own beside the one it was made from, and going back is taking the
older into use again. Numbers up to 0 are the datasets of the program, which are not in the store.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, select

from dansk import Inputfejl, tal
from lager.dokument import FORFATTER_MAKS, NAVN_MAKS, tjek_felt
from lager.fejl import Lagerfejl
from lager.scenarielager import Lager
from lager.tabeller import datasaet as tabel
from lager.tabeller import datasaetbrug as brug
from lager.tabeller import datasaetfil as fil

INDBYGGET_NR = 0
#: All the files of a dataset together; a travel matrix is some 20 MB.
HOEJST_BYTES = 200_000_000


@dataclass(frozen=True)
class Datasaet:
    """A dataset as it was entered; `filer` is name -> sha256.

    `importeret`: what was entered on top of `forrige`, as plain values for JSON.
    """

    nr: int
    navn: str
    hvem: str
    tid: datetime
    forrige: int
    fingeraftryk: str
    filer: Mapping[str, str]
    importeret: Mapping[str, Any]


@dataclass(frozen=True)
class Brug:
    """One time a dataset was taken into use."""

    datasaet: int
    hvem: str
    tid: datetime


def gem(
    lager: Lager,
    filer: Mapping[str, bytes],
    *,
    navn: str,
    hvem: str,
    forrige: int,
    fingeraftryk: str,
    importeret: Mapping[str, Any],
) -> Datasaet:
    """Save a dataset and return it; the one with the same fingerprint when it is here already.

    Raises Inputfejl for a name or author that is empty or too long and for files beyond
    `HOEJST_BYTES`, Lagerfejl when the database fails; then nothing is saved.
    """
    tjek_felt("Datasættets navn", navn, NAVN_MAKS)
    tjek_felt("Navnet på den, der importerer,", hvem, FORFATTER_MAKS)
    fylder = sum(map(len, filer.values()))
    if fylder > HOEJST_BYTES:
        raise Inputfejl(
            f"Datasættet fylder {tal(fylder / 1e6)} MB; der gemmes højst {tal(HOEJST_BYTES / 1e6)}."
        )
    sha = {navn_: hashlib.sha256(indhold).hexdigest() for navn_, indhold in filer.items()}
    with lager.skriv() as forbindelse:
        kendt = forbindelse.execute(
            select(tabel).where(tabel.c.fingeraftryk == fingeraftryk)
        ).first()
        if kendt is not None:
            return _af_raekke(kendt)
        har = set(
            forbindelse.scalars(select(fil.c.sha256).where(fil.c.sha256.in_(set(sha.values()))))
        )
        nye = {sha[n]: indhold for n, indhold in filer.items() if sha[n] not in har}
        if nye:
            forbindelse.execute(fil.insert(), [{"sha256": s, "indhold": i} for s, i in nye.items()])
        (nr,) = forbindelse.execute(
            tabel.insert()
            .returning(tabel.c.nr)
            .values(
                navn=navn,
                hvem=hvem,
                tid=datetime.now(UTC),
                forrige=forrige,
                fingeraftryk=fingeraftryk,
                filer=json.dumps(sha, ensure_ascii=False),
                importeret=json.dumps(dict(importeret), ensure_ascii=False),
            )
        ).one()
        return _af_raekke(forbindelse.execute(select(tabel).where(tabel.c.nr == nr)).one())


def find(lager: Lager) -> list[Datasaet]:
    """Return the datasets, the newest first; raises Lagerfejl when the database fails."""
    with lager.laes() as forbindelse:
        return [
            _af_raekke(r) for r in forbindelse.execute(select(tabel).order_by(tabel.c.nr.desc()))
        ]


def hent(lager: Lager, nr: int) -> Datasaet:
    """Return a dataset by its number; raises Inputfejl when there is none."""
    with lager.laes() as forbindelse:
        raekke = forbindelse.execute(select(tabel).where(tabel.c.nr == nr)).first()
    if raekke is None:
        raise Inputfejl(
            f"Der er intet datasæt nr. {nr} i lageret. Se, hvilke der er, på siden Import."
        )
    return _af_raekke(raekke)


def indhold(lager: Lager, datasaet: Datasaet) -> dict[str, bytes]:
    """Return the files of a dataset; raises Lagerfejl for one that is gone or has been changed."""
    with lager.laes() as forbindelse:
        raekker = forbindelse.execute(
            select(fil).where(fil.c.sha256.in_(set(datasaet.filer.values())))
        ).all()
    efter_sha = {r.sha256: bytes(r.indhold) for r in raekker}
    ud = {}
    for navn, sha in datasaet.filer.items():
        bytes_ = efter_sha.get(sha)
        if bytes_ is None or hashlib.sha256(bytes_).hexdigest() != sha:
            raise Lagerfejl(
                f"Filen {navn} i datasæt nr. {datasaet.nr} er beskadiget i lageret. Tag et andet "
                "datasæt i brug, og giv den, der driver Praksiskort, besked."
            )
        ud[navn] = bytes_
    return ud


def tag_i_brug(lager: Lager, nr: int, hvem: str) -> None:
    """Make a dataset, up to 0 one of the program's, the one in use; who and when is kept.

    Raises Inputfejl for a number that is not there.
    """
    tjek_felt("Navnet på den, der skifter datasæt,", hvem, FORFATTER_MAKS)
    if nr > INDBYGGET_NR:
        hent(lager, nr)
    with lager.skriv() as forbindelse:
        forbindelse.execute(brug.insert().values(datasaet=nr, hvem=hvem, tid=datetime.now(UTC)))


def i_brug(lager: Lager, blandt: Collection[int] | None = None, ellers: int = INDBYGGET_NR) -> int:
    """Return the number of the dataset that was last taken into use, of those given.

    `ellers` where none was. Raises Lagerfejl when the database fails.
    """
    valgt = select(brug.c.datasaet).order_by(brug.c.nr.desc()).limit(1)
    if blandt is not None:
        valgt = valgt.where(brug.c.datasaet.in_(blandt))
    with lager.laes() as forbindelse:
        nr = forbindelse.scalar(valgt)
    return ellers if nr is None else int(nr)


def historik(lager: Lager) -> list[Brug]:
    """Return each time a dataset was taken into use, the last first."""
    with lager.laes() as forbindelse:
        raekker = forbindelse.execute(select(brug).order_by(brug.c.nr.desc())).all()
    return [Brug(r.datasaet, r.hvem, r.tid) for r in raekker]


def _af_raekke(raekke: Row[Any]) -> Datasaet:
    try:
        filer, importeret = json.loads(raekke.filer), json.loads(raekke.importeret)
    except ValueError:
        raise Lagerfejl(
            f"Datasæt nr. {raekke.nr} er beskadiget i lageret. Tag et andet i brug."
        ) from None
    return Datasaet(
        nr=raekke.nr,
        navn=raekke.navn,
        hvem=raekke.hvem,
        tid=raekke.tid,
        forrige=raekke.forrige,
        fingeraftryk=raekke.fingeraftryk,
        filer=filer,
        importeret=importeret,
    )
