"""What GDAL reads of a GeoPackage without a word, and is not what the file says.

Text in a column of numbers comes out as 0, and a layer may be a view, which is whatever its
author wrote and may never end. So the file is asked as the SQLite it is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np

from dansk import Inputfejl
from data.fremmedfil import raekkefejl
from data.net.graenser import HOEJST_UDSNIT

GPKG = "GPKG"


def kraev_tabeller(sti: Path) -> None:
    """Raise Inputfejl where what would be a layer of a GeoPackage is a view."""
    with closing(_aabn(sti)) as base:
        visninger = base.execute(
            "SELECT c.table_name FROM gpkg_contents c JOIN sqlite_master m "
            "ON lower(m.name) = lower(c.table_name) WHERE m.type = 'view'"
        ).fetchall()
    if visninger:
        raise Inputfejl(
            f"{sti.name}: laget {visninger[0][0]} er en visning og ingen tabel. Gem det som et lag "
            "for sig, og prøv igen."
        )


def talfejl(sti: Path, lag: str, kolonne: str) -> Iterator[str]:
    """Yield a sentence on the features whose number is text or bytes, which GDAL reads as 0."""
    navne = [navn.replace('"', '""') for navn in (lag, kolonne)]
    sql = (
        f"SELECT rowid FROM \"{navne[0]}\" WHERE typeof(\"{navne[1]}\") IN ('text', 'blob') LIMIT ?"
    )
    with closing(_aabn(sti)) as base:
        numre = [nr for (nr,) in base.execute(sql, (HOEJST_UDSNIT,))]
    yield from raekkefejl(
        np.array(numre), f"{kolonne} er tekst i en kolonne med tal", "Ret laget", "Objekt"
    )


def _aabn(sti: Path) -> sqlite3.Connection:
    # As it stands: nothing is written beside it, and no other process is waited for.
    return sqlite3.connect(f"{sti.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
