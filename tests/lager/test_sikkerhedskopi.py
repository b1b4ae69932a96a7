"""The backups of docs/drift.md, as written there: taken while people save, and brought back."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import NullPool, create_engine, make_url

from lager.scenarielager import Lager
from tests.lager.skriver import (
    POSTGRES,
    ROD,
    UDEN_POSTGRES,
    Skrivere,
    er_hel,
    indhold,
    laes_linjer,
)

KOMMANDOER = re.findall(
    r"```sh\n(.*?)```", (ROD / "docs/drift.md").read_text(encoding="utf-8"), re.S
)


def _kommando(begynder: str, **skift: str) -> list[str]:
    """Return the words of the one command in docs/drift.md that begins so, with words changed."""
    (linje,) = [
        linje
        for blok in KOMMANDOER
        for linje in blok.replace("\\\n", " ").splitlines()
        if linje.startswith(begynder)
    ]
    ord_ = shlex.split(linje)
    for fra, til in skift.items():
        assert any(fra in o for o in ord_), f"{fra} is not in {linje}"
        ord_ = [o.replace(fra, til) for o in ord_]
    return ord_


def _kopier(fil: Path, kopi: Path) -> subprocess.CompletedProcess[str]:
    kommando = _kommando(
        ".venv/bin/python -c",
        **{
            ".venv/bin/python": sys.executable,
            "/var/lib/praksiskort/scenarier.sqlite": str(fil),
            "/var/backups/praksiskort/scenarier.sqlite": str(kopi),
        },
    )
    return subprocess.run(kommando, capture_output=True, text=True, timeout=60, check=False)


def test_a_copy_taken_while_others_save_is_whole(tmp_path: Path) -> None:
    fil, kopi = tmp_path / "scenarier.sqlite", tmp_path / "kopi.sqlite"
    Lager(f"sqlite:///{fil}").luk()
    skrivere = Skrivere(tmp_path)
    pid, ud = skrivere.start("til_draebt", "skriver", f"sqlite:///{fil}")
    frist = time.monotonic() + 60
    while len(_gemte(ud)) < 20 and time.monotonic() < frist:
        time.sleep(0.05)
    foer = _gemte(ud)
    svar = _kopier(fil, kopi)
    efter = _gemte(ud)
    os.kill(pid, signal.SIGKILL)
    skrivere.vent(pid)
    skrivere.luk()
    assert svar.returncode == 0, svar.stderr
    assert len(foer) >= 20 and len(efter) > len(foer), "nobody saved meanwhile"

    with closing(sqlite3.connect(kopi)) as forbindelse:
        assert forbindelse.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert forbindelse.execute("PRAGMA foreign_key_check").fetchall() == []
    tilbage = Lager(f"sqlite:///{kopi}")
    for id, version, navn in foer:
        s = tilbage.hent(id, version)
        assert s.navn == navn and er_hel(s)
    assert tilbage.gem(foer[-1][0], tilbage.hent(foer[-1][0]).version, **indhold()).version > 1
    tilbage.luk()


def _gemte(ud: Path) -> list[list[object]]:
    return [linje for linje in laes_linjer(ud) if len(linje) == 3]


def test_a_copy_overwrites_nothing_and_is_not_made_of_nothing(tmp_path: Path) -> None:
    fil, kopi = tmp_path / "scenarier.sqlite", tmp_path / "kopi.sqlite"
    assert _kopier(fil, kopi).returncode != 0
    assert not fil.exists() and not kopi.exists()
    Lager(f"sqlite:///{fil}").luk()
    kopi.write_bytes(b"en anden fil")
    assert _kopier(fil, kopi).returncode != 0
    assert kopi.read_bytes() == b"en anden fil"


def test_a_copy_takes_the_place_of_what_was_lost(tmp_path: Path) -> None:
    """Also of one that was never closed: its -wal is moved away with it, or it would be read."""
    fil, kopi = tmp_path / "scenarier.sqlite", tmp_path / "kopi.sqlite"
    aaben = Lager(f"sqlite:///{fil}")
    foer = aaben.opret(**indhold("Før kopien"))
    assert _kopier(fil, kopi).returncode == 0
    aaben.opret(**indhold("Efter kopien"))
    assert fil.with_name("scenarier.sqlite-wal").exists()
    til_side = tmp_path / "til_side"
    til_side.mkdir()
    for gammel in tmp_path.glob("scenarier.sqlite*"):
        shutil.move(gammel, til_side)
    shutil.copy(kopi, fil)
    aaben.luk()
    tilbage = Lager(f"sqlite:///{fil}")
    assert tilbage.find() == [foer]
    assert len(tilbage.log(foer.id)) == 1
    tilbage.luk()


def _pg(program: str) -> str | None:
    steder = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return shutil.which(program, path=os.pathsep.join([*map(str, steder), os.environ["PATH"]]))


@pytest.fixture
def to_databaser() -> Iterator[tuple[str, str]]:
    """The URLs of two empty databases of the server, without the driver's name in them."""
    navne = [f"k{uuid4().hex}" for _ in range(2)]
    motor = create_engine(POSTGRES, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with motor.connect() as forbindelse:
        for navn in navne:
            forbindelse.exec_driver_sql(
                f"CREATE DATABASE {navn} ENCODING 'UTF8' TEMPLATE template0"
            )
        url = make_url(POSTGRES).set(drivername="postgresql")
        yield tuple(url.set(database=n).render_as_string(hide_password=False) for n in navne)  # type: ignore[misc]
        for navn in navne:
            forbindelse.exec_driver_sql(f"DROP DATABASE {navn} WITH (FORCE)")


@pytest.mark.skipif(not POSTGRES, reason=UDEN_POSTGRES)
@pytest.mark.skipif(not _pg("pg_dump") or not _pg("pg_restore"), reason="no pg_dump, pg_restore")
def test_a_dump_of_postgresql_is_restored(to_databaser: tuple[str, str], tmp_path: Path) -> None:
    fra, til = to_databaser
    lager = Lager(fra)
    s = lager.opret(**indhold("Før kopien"))
    lager.gem(s.id, 1, **indhold("Igen"))
    lager.beslut(s.id, "SU", "Ja", "Fordi")
    fil = tmp_path / "kopi.dump"
    sted = {"/var/backups/praksiskort/praksiskort.dump": str(fil)}
    dump = _kommando("pg_dump", **sted, **{'"$DATABASE_URL"'.strip('"'): fra})
    subprocess.run([str(_pg("pg_dump")), *dump[1:]], check=True, timeout=60)
    lager.opret(**indhold("Efter kopien"))

    ind = _kommando("pg_restore", **sted, **{"$NY_URL": til})
    subprocess.run([str(_pg("pg_restore")), *ind[1:]], check=True, timeout=60)
    tilbage = Lager(til)
    assert tilbage.find() == [lager.hent(s.id)]
    assert tilbage.log(s.id) == lager.log(s.id)
    assert tilbage.gem(s.id, 2, **indhold("Tredje")).version == 3
    with pytest.raises(Exception, match="only adds rows"), tilbage._motor.begin() as forbindelse:
        forbindelse.exec_driver_sql("DELETE FROM version")
    for aaben in (lager, tilbage):
        aaben.luk()
