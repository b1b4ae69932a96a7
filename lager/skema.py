"""How the scenario store is opened: SQLite or PostgreSQL, made when empty, migrated when older.

Nothing else in the house knows which database it is.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    Engine,
    Table,
    bindparam,
    create_engine,
    event,
    func,
    inspect,
    make_url,
    select,
)
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError

from lager.dokument import soegetekst
from lager.fejl import DISKFEJL, FULDT, KAN_IKKE_AABNES, RAAD, Lagerfejl, grund, oversat
from lager.tabeller import (
    KUN_TILFOEJES,
    kladde,
    lagerversion,
    log,
    metadata,
    scenarie,
    version,
)

LAGERVERSION = 5
#: How long a save waits for another one before it gives up.
VENTETID_MS = 15_000
#: How long to wait for a PostgreSQL that does not answer.
OPKALD_SEKUNDER = 5
FORBINDELSER = 5
EKSTRA_FORBINDELSER = 30
#: Names the lock that keeps two processes from making the same PostgreSQL store at once.
OPRETTELSESLAAS = 7_062_051

#: What SQLite says when it cannot make its files beside the store.
PLADSMANGEL = (FULDT, DISKFEJL, KAN_IKKE_AABNES)

#: Bytes SQLite takes beside a store before it can be read (the -shm file is 32 kB).
SQLITES_FILER = 64 * 1024

KUN_TILFOEJ = "Praksiskort only adds rows to this table"


class Aabnet(NamedTuple):
    """An open store: its engine, where it is, for people, and whether it can only be read."""

    motor: Engine
    sted: str
    kun_laes: bool = False


def aabn(adresse: str | URL) -> Aabnet:
    """Return an engine on a store that is of this version, and where the store is, for people.

    Makes the tables of an empty database and migrates those of an older one. A SQLite file on a
    disk too full for SQLite's own files beside it is opened to be read only. Raises Lagerfejl
    when the address is not one of SQLite or PostgreSQL, when the database cannot be reached, and
    when the store is of a newer version, which is then left untouched.
    """
    try:
        url = make_url(adresse)
    except (SQLAlchemyError, ValueError):
        raise Lagerfejl(
            "Lagerets adresse kan ikke læses. Skriv DATABASE_URL som "
            "postgresql://bruger:kode@vært/database, eller lad den være tom."
        ) from None
    if url.drivername in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
    sted = f"databasen {url.database} på {url.host or 'denne maskine'}"
    if url.get_backend_name() == "sqlite":
        sted = f"filen {url.database}"
    with oversat(sted):
        motor = _motor(url)
        try:
            _bring_op(motor, sted)
            if motor.dialect.name == "sqlite":
                # Only now: it changes the file, which must first be known to be ours.
                with motor.connect() as forbindelse:
                    _skift_til_wal(forbindelse.connection.dbapi_connection)
        except BaseException as fejl:
            motor.dispose()
            if isinstance(fejl, SQLAlchemyError | sqlite3.Error) and grund(fejl) in PLADSMANGEL:
                laeser = _uden_plads(url)
                if laeser is not None:
                    return Aabnet(laeser, f"{sted}, åbnet kun til læsning: disken er fuld", True)
            raise
    return Aabnet(motor, sted)


def _uden_plads(url: URL) -> Engine | None:
    """Return an engine that reads a SQLite store on a full disk, where no lock can be made.

    None when the disk has room (the fault is another), when there is no store of this version, or
    when saves lie in its log (the -wal file), which would not be seen.
    """
    fil = Path(url.database or "")
    if fil.parent.is_dir() and shutil.disk_usage(fil.parent).free > SQLITES_FILER:
        return None
    log_fil = fil.with_name(f"{fil.name}-wal")
    if not fil.is_file() or (log_fil.exists() and log_fil.stat().st_size):
        return None
    valg = {"immutable": "1", "uri": "true"}
    motor = _motor(URL.create("sqlite", database=fil.absolute().as_uri(), query=valg))
    try:
        with motor.connect() as forbindelse:
            if _findes(forbindelse) and laes_version(forbindelse, str(fil)) == LAGERVERSION:
                return motor
    except SQLAlchemyError:
        pass  # the first fault, that of the full disk, is the one to tell
    motor.dispose()
    return None


@contextmanager
def skriver(motor: Engine, sted: str) -> Iterator[Connection]:
    """Yield a connection whose writes are all kept, durably, or none of them.

    One writer at a time on SQLite; on PostgreSQL a wait for a lock ends after VENTETID_MS.
    """
    with oversat(sted), motor.connect() as forbindelse:
        forbindelse = forbindelse.execution_options(skriver=True)
        with forbindelse.begin():
            if motor.dialect.name == "postgresql":
                forbindelse.exec_driver_sql(f"SET LOCAL lock_timeout = {VENTETID_MS:d}")
            yield forbindelse


def laes_version(forbindelse: Connection, sted: str) -> int:
    """Return the version of a store that has its tables; raise Lagerfejl when it is newer."""
    fundet = forbindelse.scalar(select(func.max(lagerversion.c.version)))
    if fundet is None or fundet < 1:
        raise Lagerfejl(f"Lageret, {sted}, siger ikke, hvilken version det er. {RAAD}")
    if fundet > LAGERVERSION:
        raise Lagerfejl(
            f"Lageret, {sted}, er lavet af en nyere udgave af Praksiskort: det er version "
            f"{fundet}, og denne udgave kender til og med {LAGERVERSION}. Intet er ændret. "
            "Opdatér Praksiskort, og start igen."
        )
    return int(fundet)


def _motor(url: URL) -> Engine:
    slags = url.get_backend_name()
    if slags == "postgresql":
        opkald: dict[str, Any] = {"connect_timeout": OPKALD_SEKUNDER, "tcp_user_timeout": 10_000}
        opkald = {navn: v for navn, v in opkald.items() if navn not in url.query}
        # No prepared statements: a connection pooler in front of the database may lose them.
        tilvalg: dict[str, Any] = {"connect_args": {**opkald, "prepare_threshold": None}}
    elif slags == "sqlite" and url.database and ":memory:" not in url.database:
        tilvalg = {}
    else:
        raise Lagerfejl(
            f"Lageret kan ikke ligge i {slags}: det skal være en SQLite-fil eller PostgreSQL. "
            "Ret DATABASE_URL, eller lad den være tom."
        )
    motor = create_engine(
        url,
        pool_size=FORBINDELSER,
        max_overflow=EKSTRA_FORBINDELSER,
        pool_timeout=VENTETID_MS / 1000,
        pool_pre_ping=slags == "postgresql",
        hide_parameters=True,
        **tilvalg,
    )
    if slags == "sqlite":
        event.listen(motor, "connect", _indstil_sqlite)
        event.listen(motor, "begin", _begynd_sqlite)
    return motor


def _indstil_sqlite(forbindelse: sqlite3.Connection, _: object) -> None:
    """Set what SQLite keeps per connection; transactions are begun by `_begynd_sqlite`."""
    forbindelse.isolation_level = None
    forbindelse.execute(f"PRAGMA busy_timeout = {VENTETID_MS:d}")
    forbindelse.execute("PRAGMA foreign_keys = ON")
    forbindelse.execute("PRAGMA synchronous = FULL")


def _skift_til_wal(forbindelse: Any) -> None:
    """Turn WAL on; while another process does the same SQLite says busy without waiting."""
    if forbindelse.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        return
    slut = time.monotonic() + VENTETID_MS / 1000
    while True:
        try:
            forbindelse.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as fejl:
            if fejl.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > slut:
                raise
            time.sleep(0.01)


def _begynd_sqlite(forbindelse: Connection) -> None:
    # A writer takes the lock at once: a lock taken halfway cannot be waited for.
    skriv = forbindelse.get_execution_options().get("skriver")
    forbindelse.exec_driver_sql("BEGIN IMMEDIATE" if skriv else "BEGIN")


def _bring_op(motor: Engine, sted: str) -> None:
    with motor.connect() as forbindelse:
        if _findes(forbindelse) and laes_version(forbindelse, sted) == LAGERVERSION:
            return
    with skriver(motor, sted) as forbindelse:
        if motor.dialect.name == "postgresql":
            _tjek_tegnsaet(forbindelse, sted)
            forbindelse.exec_driver_sql(f"SELECT pg_advisory_xact_lock({OPRETTELSESLAAS:d})")
        # Asked again: another process may have made or migrated it since.
        if not _findes(forbindelse):
            _tjek_tom(forbindelse, sted)
            metadata.create_all(forbindelse, checkfirst=False)
            _laas_raekker(forbindelse, *(t for alle in KUN_TILFOEJES.values() for t in alle))
            _skriv_version(forbindelse)
            return
        for fra in range(laes_version(forbindelse, sted), LAGERVERSION):
            MIGRERINGER[fra](forbindelse)
            _skriv_version(forbindelse, fra + 1)


def _tjek_tom(forbindelse: Connection, sted: str) -> None:
    """Raise Lagerfejl for a SQLite file that is another program's: it is not ours to fill."""
    andre = inspect(forbindelse).get_table_names() if forbindelse.dialect.name == "sqlite" else []
    if andre:
        raise Lagerfejl(
            f"Lageret kan ikke ligge i {sted}: det er en database fra et andet program (den har "
            f"tabellen {andre[0]}). Intet er ændret. Vælg en anden mappe eller en anden fil."
        )


def _findes(forbindelse: Connection) -> bool:
    """Return whether the store is there: every table the first version had."""
    fundne = set(inspect(forbindelse).get_table_names())
    return {lagerversion.name, scenarie.name, version.name} <= fundne


def _skriv_version(forbindelse: Connection, nr: int = LAGERVERSION) -> None:
    forbindelse.execute(lagerversion.insert().values(version=nr, tid=datetime.now(UTC)))


def _tjek_tegnsaet(forbindelse: Connection, sted: str) -> None:
    tegnsaet = forbindelse.exec_driver_sql("SHOW server_encoding").scalar_one()
    if tegnsaet != "UTF8":
        raise Lagerfejl(
            f"Lageret, {sted}, er en database i tegnsættet {tegnsaet}; det skal være UTF8. "
            "Lav databasen igen: CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0."
        )


def _laas_raekker(forbindelse: Connection, *tabeller: Table) -> None:
    """Have the database itself refuse to change or remove a row of these tables."""
    if forbindelse.dialect.name == "sqlite":
        for tabel in tabeller:
            for handling in ("UPDATE", "DELETE"):
                forbindelse.exec_driver_sql(
                    f"CREATE TRIGGER {tabel.name}_{handling.lower()} BEFORE {handling} ON "
                    f"{tabel.name} BEGIN SELECT RAISE(ABORT, '{KUN_TILFOEJ}'); END"
                )
        return
    forbindelse.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION praksiskort_kun_tilfoej() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{KUN_TILFOEJ}'; END $$"
    )
    for tabel in tabeller:
        forbindelse.exec_driver_sql(
            f"CREATE TRIGGER {tabel.name}_kun_tilfoej BEFORE UPDATE OR DELETE OR TRUNCATE ON "
            f"{tabel.name} FOR EACH STATEMENT EXECUTE FUNCTION praksiskort_kun_tilfoej()"
        )


def _fra_1_til_2(forbindelse: Connection) -> None:
    """Add the purpose, the search text and the log; what was saved before is in the log too."""
    for kolonne in ("formaal", "soeg"):
        forbindelse.exec_driver_sql(
            f"ALTER TABLE version ADD COLUMN {kolonne} TEXT NOT NULL DEFAULT ''"
        )
    log.create(forbindelse)
    v = version.c
    gemte = forbindelse.execute(
        select(v.scenarie_id, v.version, v.navn, v.forfatter, v.gemt).order_by(v.gemt)
    ).all()
    if gemte:
        forbindelse.execute(
            version.update()
            .where(v.scenarie_id == bindparam("id"), v.version == bindparam("nr"))
            .values(soeg=bindparam("tekst")),
            [
                {"id": r.scenarie_id, "nr": r.version, "tekst": soegetekst(r.navn, r.forfatter)}
                for r in gemte
            ],
        )
        forbindelse.execute(
            log.insert().values(afgoerelse="", begrundelse=""),
            [
                {
                    "scenarie_id": r.scenarie_id,
                    "version": r.version,
                    "tid": r.gemt,
                    "hvem": r.forfatter,
                    "handling": "oprettet" if r.version == 1 else "gemt",
                }
                for r in gemte
            ],
        )
    _laas_raekker(forbindelse, version, log)


def _fra_2_til_3(forbindelse: Connection) -> None:
    """Add the drafts."""
    kladde.create(forbindelse)


def _fra_3_til_4(forbindelse: Connection) -> None:
    """Add the datasets."""
    for tabel in KUN_TILFOEJES[4]:
        tabel.create(forbindelse)
    _laas_raekker(forbindelse, *KUN_TILFOEJES[4])


def _fra_4_til_5(forbindelse: Connection) -> None:
    """Add the year a scenario is for; of those saved before none is chosen."""
    forbindelse.exec_driver_sql("ALTER TABLE version ADD COLUMN aar INTEGER")


MIGRERINGER = {1: _fra_1_til_2, 2: _fra_2_til_3, 3: _fra_3_til_4, 4: _fra_4_til_5}
