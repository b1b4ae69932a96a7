"""What a database says when it refuses, as a Danish sentence with what to do.

Every fault of the scenario store leaves `data` as a Lagerfejl; what the database itself said goes
to the log of the program, without the contents of a scenario.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.exc import TimeoutError as Poolfejl

from dansk import Inputfejl

RAAD = (
    "Det, du arbejder på, er ikke gemt, men det er stadig her i vinduet: lad vinduet stå, og "
    "eksportér scenariet som en fil, hvis fejlen bliver ved."
)

LAAST = "Lageret er optaget: en anden har holdt det låst for længe. Prøv igen om lidt."
FULDT = "Der er ikke plads til at gemme: disken er fuld. Gør plads, og gem igen."
SKRIVEBESKYTTET = "Lageret er skrivebeskyttet. Få skriverettighed til det, og gem igen."
KAN_IKKE_NAAS = (
    "Lageret kan ikke nås. Se efter, om databasen er i gang, og om adresse og kode passer."
)
KAN_IKKE_AABNES = "Lageret kan ikke åbnes. Se efter, om mappen findes, og om du må skrive i den."
OEDELAGT = "Lagerets fil er ikke en database eller er beskadiget. Sæt en sikkerhedskopi i stedet."
DISKFEJL = "Disken tager ikke imod: den er fuld eller svarer forkert. Gør plads, og gem igen."
AFVIST = "Databasen afviser brugeren. Se efter, om navn, kode og rettigheder er rigtige."
UKENDT = "Lageret afviste af en grund, som Praksiskort ikke kender; den står i programmets log."

SQLITE_GRUNDE = {
    sqlite3.SQLITE_PERM: SKRIVEBESKYTTET,
    sqlite3.SQLITE_BUSY: LAAST,
    sqlite3.SQLITE_LOCKED: LAAST,
    sqlite3.SQLITE_READONLY: SKRIVEBESKYTTET,
    sqlite3.SQLITE_IOERR: DISKFEJL,
    sqlite3.SQLITE_CORRUPT: OEDELAGT,
    sqlite3.SQLITE_FULL: FULDT,
    sqlite3.SQLITE_CANTOPEN: KAN_IKKE_AABNES,
    sqlite3.SQLITE_NOTADB: OEDELAGT,
}
#: By the first characters of SQLSTATE, the longest first (PostgreSQL 15, appendix A).
POSTGRES_GRUNDE = {
    "53100": FULDT,
    "55P03": LAAST,
    "57014": LAAST,
    "25006": SKRIVEBESKYTTET,
    "42501": AFVIST,
    "57P": KAN_IKKE_NAAS,
    "08": KAN_IKKE_NAAS,
    "3D": KAN_IKKE_NAAS,
    "28": AFVIST,
    "40": LAAST,
    "53": LAAST,
}

_log = logging.getLogger(__name__)


class Lagerfejl(Inputfejl):
    """The store cannot be opened, read or written: why, that the work is not gone, what to do."""

    raad = RAAD


@contextmanager
def oversat(sted: str) -> Iterator[None]:
    """Turn what a database throws into a Lagerfejl; `sted` says where the store is."""
    try:
        yield
    except Inputfejl:
        raise
    except (ValueError, TypeError, LookupError) as fejl:
        # Content that is not what its column says, which drivers meet with errors of their own.
        _log.warning("The store could not be read (%s): %s: %s", sted, type(fejl).__name__, fejl)
        raise Lagerfejl(f"{OEDELAGT} Lageret er {sted}. {RAAD}") from None
    except (SQLAlchemyError, sqlite3.Error) as fejl:
        # The first line only: PostgreSQL's details may quote a row.
        sagt = str(getattr(fejl, "orig", None) or fejl).partition("\n")[0]
        _log.warning("The store failed (%s): %s: %s", sted, type(fejl).__name__, sagt)
        raise Lagerfejl(f"{grund(fejl)} Lageret er {sted}. {RAAD}") from None
    except ImportError:
        raise Lagerfejl(f"Driveren til {sted} er ikke installeret. Kør make run igen.") from None


def grund(fejl: Exception) -> str:
    """Return why a database refused, from the codes of SQLite and PostgreSQL."""
    inderst = getattr(fejl, "orig", None) or fejl
    if isinstance(fejl, Poolfejl):
        return LAAST
    if isinstance(inderst, sqlite3.Error):
        return SQLITE_GRUNDE.get(getattr(inderst, "sqlite_errorcode", 0) & 0xFF, UKENDT)
    # A connection that could not be made, or was lost, has no SQLSTATE.
    tilstand = getattr(inderst, "sqlstate", UKENDT) or "08"
    return next((g for kode, g in POSTGRES_GRUNDE.items() if tilstand.startswith(kode)), UKENDT)
