"""The tables of the scenario store.

Rows of `KUN_TILFOEJES` are only ever added: the database itself refuses to change them. Times are
UTC.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)


class Tidspunkt(TypeDecorator[datetime]):
    """A moment in UTC, also where the database keeps no time zone (SQLite)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn a moment into UTC on its way in."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn a moment into UTC on its way out."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData()

#: One row for each version the store has had; the highest is what it is.
lagerversion = Table(
    "lagerversion",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("tid", Tidspunkt, nullable=False),
)
scenarie = Table(
    "scenarie",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("slettet", Boolean, nullable=False),
    Column("kopi_af", String(32)),
)
#: `tiltag` is JSON; `soeg` is navn, forfatter and formaal as the search compares them;
#: `aar` is the year the scenario is for, NULL where none is chosen.
version = Table(
    "version",
    metadata,
    Column("scenarie_id", String(32), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("navn", Text, nullable=False),
    Column("forfatter", Text, nullable=False),
    Column("tiltag", Text, nullable=False),
    Column("datasaet", Text, nullable=False),
    Column("gemt", Tidspunkt, nullable=False, index=True),
    Column("formaal", Text, nullable=False, server_default=""),
    Column("soeg", Text, nullable=False, server_default=""),
    Column("aar", Integer),
    ForeignKeyConstraint(["scenarie_id"], ["scenarie.id"]),
)
#: `handling` is one of lager.HANDLINGER; `afgoerelse` is what was decided, `begrundelse` why.
log = Table(
    "log",
    metadata,
    Column("nr", Integer, primary_key=True),
    Column("scenarie_id", String(32), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("tid", Tidspunkt, nullable=False),
    Column("hvem", Text, nullable=False),
    Column("handling", Text, nullable=False),
    Column("afgoerelse", Text, nullable=False),
    Column("begrundelse", Text, nullable=False),
    ForeignKeyConstraint(["scenarie_id", "version"], ["version.scenarie_id", "version.version"]),
)

#: What a group is working on, as it was last; `nr` counts its savings, `indhold` is JSON.
kladde = Table(
    "kladde",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("nr", Integer, nullable=False),
    Column("indhold", Text, nullable=False),
    Column("gemt", Tidspunkt, nullable=False, index=True),
)

#: The files of datasets, each once by its sha256.
datasaetfil = Table(
    "datasaetfil",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("indhold", LargeBinary, nullable=False),
)
#: Datasets as they were entered: `filer` is JSON, name -> sha256; `importeret` is JSON, what was
#: imported on top of `forrige` (up to 0 it is a dataset of the program).
datasaet = Table(
    "datasaet",
    metadata,
    Column("nr", Integer, primary_key=True),
    Column("navn", Text, nullable=False),
    Column("hvem", Text, nullable=False),
    Column("tid", Tidspunkt, nullable=False),
    Column("forrige", Integer, nullable=False),
    Column("fingeraftryk", String(64), nullable=False, unique=True),
    Column("filer", Text, nullable=False),
    Column("importeret", Text, nullable=False),
)
#: Which dataset was taken into use, by whom and when; the last is the one in use.
datasaetbrug = Table(
    "datasaetbrug",
    metadata,
    Column("nr", Integer, primary_key=True),
    Column("datasaet", Integer, nullable=False),
    Column("hvem", Text, nullable=False),
    Column("tid", Tidspunkt, nullable=False),
)

#: The tables that are only added to, by the version of the store that brought them.
KUN_TILFOEJES = {1: (version,), 2: (log,), 4: (datasaetfil, datasaet, datasaetbrug)}
