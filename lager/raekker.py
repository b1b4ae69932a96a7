"""The rows of the scenario store: read one, add one; each works within the caller's transaction."""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, NoReturn, TypeVar
from uuid import uuid4

from sqlalchemy import Column, Connection, Row, Select, and_, select
from sqlalchemy.exc import DBAPIError

from dansk import Inputfejl, tal
from lager.dokument import VERSION_MAKS, Scenarie, soegetekst
from lager.tabeller import log, scenarie, version

ID = re.compile(r"[0-9a-f]{32}")
T = TypeVar("T")


class UkendtScenarie(Inputfejl):
    """The store has no such scenario, or not that version of it."""


class Fundne(list[T]):
    """Rows found; `ulaeselige` are sentences on those that cannot be read.

    `kan_slettes` are the ids of the scenarios among the latter, which `Lager.slet` takes away.
    """

    ulaeselige: tuple[str, ...] = ()
    kan_slettes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Logpost:
    """A line of the log: who did what to which version when, what was decided and why.

    `handling` is one of `lager.HANDLINGER`; `afgoerelse` is empty when nothing was decided.
    """

    scenarie_id: str
    version: int
    tid: datetime
    hvem: str
    handling: str
    afgoerelse: str
    begrundelse: str


def vaelg() -> Select[Any]:
    """Return the query of every version of every scenario, for the caller to narrow."""
    return select(version, scenarie.c.slettet, scenarie.c.kopi_af).join(
        scenarie, scenarie.c.id == version.c.scenarie_id
    )


class UlaeseligRaekke(Inputfejl):
    """One version of a scenario cannot be read; the others can."""

    def __init__(self, id: str, nr: int) -> None:
        super().__init__(
            f"Scenariet med id {str(id)[:6]}, version {nr}, kan ikke læses: dets række i lageret "
            "er beskadiget. De andre er, som de var. Hent det fra en sikkerhedskopi."
        )
        self.id, self.version = id, nr


def som_scenarie(raekke: Row[Any]) -> Scenarie:
    """Return a row of `vaelg` as a Scenarie; raises UlaeseligRaekke for a damaged one."""
    try:
        tiltag = json.loads(raekke.tiltag, parse_constant=_intet_tal)
        hel = all(isinstance(t, dict) for t in tiltag) and all(
            isinstance(felt, str)
            for felt in (raekke.navn, raekke.forfatter, raekke.formaal, raekke.datasaet)
        )
        hel = hel and isinstance(raekke.aar, int | None)
    except (ValueError, TypeError, AttributeError, RecursionError):
        hel = False
    if not hel or not isinstance(tiltag, list):
        raise UlaeseligRaekke(raekke.scenarie_id, raekke.version)
    return Scenarie(
        id=raekke.scenarie_id,
        navn=raekke.navn,
        forfatter=raekke.forfatter,
        formaal=raekke.formaal,
        tiltag=tuple(tiltag),
        datasaet=raekke.datasaet,
        version=raekke.version,
        gemt=raekke.gemt,
        slettet=raekke.slettet,
        kopi_af=raekke.kopi_af,
        aar=raekke.aar,
    )


def _intet_tal(navn: str) -> NoReturn:
    raise ValueError(navn)


def laes_alle(forbindelse: Connection, valg: Select[Any]) -> Fundne[Scenarie]:
    """Return the scenarios of a query of `vaelg`, and a sentence on each that cannot be read."""
    fundne: Fundne[Scenarie] = Fundne()
    v = version.c
    for raekke in en_ad_gangen(forbindelse, valg, (v.scenarie_id, v.version)):
        try:
            fundne.append(som_scenarie(raekke))
        except UlaeseligRaekke as fejl:
            fundne.ulaeselige += (str(fejl),)
            fundne.kan_slettes += (fejl.id,)
    return fundne


def en_ad_gangen(
    forbindelse: Connection, valg: Select[Any], noegle: tuple[Column[Any], ...]
) -> list[Any]:
    """Return the rows of a query; of one that cannot be read only its key (columns `noegle`).

    A moment that is none, or text that is none, fails the whole answer: each row is then asked
    for by itself.
    """
    if (raekker := _svar(forbindelse, valg)) is not None:
        return raekker
    fundne = []
    for vaerdier in forbindelse.execute(valg.with_only_columns(*noegle)).all():
        den = and_(*(k == v for k, v in zip(noegle, vaerdier, strict=True)))
        fundne.append((_svar(forbindelse, valg.where(den)) or [_kun(vaerdier)])[0])
    return fundne


def _svar(forbindelse: Connection, valg: Select[Any]) -> list[Any] | None:
    """Return the rows of a query, or None when one of them has content that cannot be read."""
    try:
        return list(forbindelse.execute(valg))
    except (ValueError, TypeError):
        return None
    except DBAPIError as fejl:
        if _er_indhold(fejl):
            return None
        raise


def _kun(noegle: Row[Any]) -> SimpleNamespace:
    return SimpleNamespace(**noegle._mapping)


def _er_indhold(fejl: DBAPIError) -> bool:
    """Return whether a row's content is at fault: sqlite3 gives such text no code of SQLite's."""
    return isinstance(fejl.orig, sqlite3.OperationalError) and not hasattr(
        fejl.orig, "sqlite_errorcode"
    )


def hjemloese(forbindelse: Connection) -> list[str]:
    """Return a sentence on each version that no list can show: damaged where it says whose it is.

    Its scenario is not there, or is neither deleted nor not.
    """
    valg = (
        select(version.c.scenarie_id, version.c.version)
        .outerjoin(scenarie, scenarie.c.id == version.c.scenarie_id)
        .where(scenarie.c.slettet.is_not(True), scenarie.c.slettet.is_not(False))
    )
    return [str(UlaeseligRaekke(r.scenarie_id, r.version)) for r in forbindelse.execute(valg)]


def hent(
    forbindelse: Connection, id: str, nr: int | None = None, *, laas: bool = False
) -> Scenarie:
    """Return the newest version of a scenario, or version `nr`; raise UkendtScenarie.

    With `laas` others wait with their saves of this scenario until the transaction ends.
    """
    tjek_id(id, 1 if nr is None else nr)
    if laas:
        forbindelse.execute(select(scenarie.c.id).where(scenarie.c.id == id).with_for_update())
    valg = vaelg().where(version.c.scenarie_id == id)
    if nr is not None:
        valg = valg.where(version.c.version == nr)
    v = version.c
    valg = valg.order_by(v.version.desc()).limit(1)
    raekke = next(iter(en_ad_gangen(forbindelse, valg, (v.scenarie_id, v.version))), None)
    if raekke is None:
        raise _ukendt(f"scenariet {id}" if nr is None else f"version {tal(nr)} af scenariet {id}")
    return som_scenarie(raekke)


def _ukendt(hvad: str) -> UkendtScenarie:
    return UkendtScenarie(f"Lageret har ikke {hvad}. Vælg et, der står i listen.")


def tjek_findes(forbindelse: Connection, id: str) -> None:
    """Raise UkendtScenarie when the store has no such scenario, readable or not."""
    tjek_id(id, 1)
    if forbindelse.scalar(select(scenarie.c.id).where(scenarie.c.id == id)) is None:
        raise _ukendt(f"scenariet {id}")


def laes_log(forbindelse: Connection, valg: Select[Any]) -> Fundne[Logpost]:
    """Return the lines of a query of the log, and a sentence on each that cannot be read."""
    poster: Fundne[Logpost] = Fundne()
    felter = [k.name for k in log.c if k.name != "nr"]
    for raekke in en_ad_gangen(forbindelse, valg, (log.c.nr,)):
        try:
            poster.append(Logpost(**{felt: getattr(raekke, felt) for felt in felter}))
        except AttributeError:
            poster.ulaeselige += (f"Linje {raekke.nr} i loggen er beskadiget og vises ikke.",)
    return poster


def tjek_id(id: str, nr: int) -> None:
    """Raise UkendtScenarie when no store could have such an id, or such a version."""
    if not isinstance(id, str) or not ID.fullmatch(id):
        raise UkendtScenarie("Et scenarie angives med sit id på 32 hexcifre. Vælg det i listen.")
    if not isinstance(nr, int) or not 1 <= nr <= VERSION_MAKS:
        raise UkendtScenarie("En version er et helt tal fra 1. Vælg den i listen.")


def indsaet(forbindelse: Connection, ny: Scenarie) -> None:
    """Add a scenario with its first version."""
    forbindelse.execute(scenarie.insert().values(id=ny.id, slettet=ny.slettet, kopi_af=ny.kopi_af))
    tilfoej_version(forbindelse, ny)


def tilfoej_version(forbindelse: Connection, ny: Scenarie) -> None:
    """Add a version to a scenario that is there."""
    forbindelse.execute(
        version.insert().values(
            scenarie_id=ny.id,
            version=ny.version,
            navn=ny.navn,
            forfatter=ny.forfatter,
            formaal=ny.formaal,
            tiltag=tiltagstekst(ny),
            datasaet=ny.datasaet,
            gemt=ny.gemt,
            aar=ny.aar,
            soeg=soegetekst(ny.navn, ny.forfatter, ny.formaal),
        )
    )


def skriv_log(
    forbindelse: Connection,
    s: Scenarie | UlaeseligRaekke,
    hvem: str,
    handling: str,
    afgoerelse: str = "",
    begrundelse: str = "",
) -> Logpost:
    """Add a line to the log of a version, dated now."""
    post = Logpost(s.id, s.version, datetime.now(UTC), hvem, handling, afgoerelse, begrundelse)
    forbindelse.execute(log.insert().values(**vars(post)))
    return post


def indfoer(forbindelse: Connection, s: Scenarie, nye: set[str]) -> tuple[Scenarie | None, str]:
    """Add an imported version; return it, or None when it is here already, and a note or "".

    `nye` are the ids that the same import has added: more versions of them are added as they are.
    """
    her = forbindelse.execute(
        vaelg().where(version.c.scenarie_id == s.id, version.c.version == s.version)
    ).first()
    if her is not None and samme(som_scenarie(her), s):
        slettet = "; det er slettet og kan gendannes" if her.slettet else ""
        return None, f"»{s.navn}« version {s.version} er her allerede og er sprunget over{slettet}."
    kendt = forbindelse.scalar(select(scenarie.c.id).where(scenarie.c.id == s.id))
    if kendt is None:
        indsaet(forbindelse, s)
        return s, ""
    if her is None and s.id in nye:
        tilfoej_version(forbindelse, s)
        return s, ""
    for kopi in laes_alle(forbindelse, vaelg().where(scenarie.c.kopi_af == s.id)):
        if samme(kopi, s):
            return None, f"»{s.navn}« version {s.version} er her allerede som kopi; sprunget over."
    note = (
        f"»{s.navn}« version {s.version} er en anden end den, der er her, og er gemt som en kopi."
        if her is not None
        else f"»{s.navn}« er her med andre versioner; version {s.version} er gemt som en kopi."
    )
    ny = replace(s, id=uuid4().hex, version=1, kopi_af=s.id)
    indsaet(forbindelse, ny)
    return ny, note


def samme(a: Scenarie, b: Scenarie) -> bool:
    """Return whether two versions say the same, whoever they belong to and whenever saved."""
    felter = ("navn", "forfatter", "formaal", "datasaet", "aar")
    return all(getattr(a, f) == getattr(b, f) for f in felter) and (
        tiltagstekst(a) == tiltagstekst(b)
    )


def tiltagstekst(s: Scenarie) -> str:
    """Return the tiltag of a scenario as the JSON that is stored."""
    return json.dumps(list(s.tiltag), ensure_ascii=False, allow_nan=False)
