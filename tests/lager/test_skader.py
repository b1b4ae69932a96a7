"""A damaged store: what cannot be read is named, the rest is shown, and nothing is a traceback."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from lager.fejl import Lagerfejl
from lager.raekker import UlaeseligRaekke
from lager.scenarielager import Lager
from tests.lager.skriver import indhold

#: Seeded places to damage, so that a failure can be had again.
SKADER = 20


@pytest.fixture
def fil(tmp_path: Path) -> Path:
    """A store with three scenarios, one of them in two versions."""
    fil = tmp_path / "scenarier.sqlite"
    lager = Lager(f"sqlite:///{fil}")
    a, _, _ = (lager.opret(**indhold(navn)) for navn in ("A", "B", "C"))
    lager.gem(a.id, 1, **indhold("A"))
    lager.luk()
    return fil


def ret(fil: Path, saet: str, navn: str = "B") -> None:
    """Change a row behind the store's back."""
    with sqlite3.connect(fil) as db:
        db.execute("DROP TRIGGER version_update")
        db.execute(f"UPDATE version SET {saet} WHERE navn = ?", (navn,))
    db.close()


@pytest.mark.parametrize(
    "saet",
    [
        "tiltag = '[{'",
        "tiltag = ''",
        "tiltag = 'null'",
        "tiltag = '{}'",
        "tiltag = x'00'",
        "gemt = 'i går'",
        "gemt = ''",
        "gemt = '2026-13-45 99:99:99'",
        "gemt = 12",
    ],
)
def test_one_bad_row_is_named_and_the_rest_is_shown(fil: Path, saet: str) -> None:
    ret(fil, saet)
    lager = Lager(f"sqlite:///{fil}")
    fundne = lager.find()
    assert sorted(s.navn for s in fundne) == ["A", "C"]
    (besked,) = fundne.ulaeselige
    assert "version 1" in besked and "beskadiget" in besked
    lager.luk()


def test_a_bad_version_does_not_hide_the_others_of_a_scenario(fil: Path) -> None:
    lager = Lager(f"sqlite:///{fil}")
    (a,) = (s for s in lager.find() if s.navn == "A")
    with sqlite3.connect(fil) as db:
        db.execute("DROP TRIGGER version_update")
        db.execute("UPDATE version SET tiltag = '[' WHERE version = 1 AND navn = 'A'")
    db.close()
    versioner = lager.versioner(a.id)
    assert [v.version for v in versioner] == [2]
    assert len(versioner.ulaeselige) == 1
    with pytest.raises((Lagerfejl, UlaeseligRaekke)):
        lager.hent(a.id, 1)
    lager.luk()


def test_another_programs_file_is_not_adopted(tmp_path: Path) -> None:
    fil = tmp_path / "scenarier.sqlite"
    with sqlite3.connect(fil) as db:
        db.execute("CREATE TABLE bogmaerker (url TEXT)")
    db.close()
    foer = fil.read_bytes()
    with pytest.raises(Lagerfejl, match="et andet program"):
        Lager(f"sqlite:///{fil}")
    with sqlite3.connect(fil) as db:
        assert [r[0] for r in db.execute("SELECT name FROM sqlite_master")] == ["bogmaerker"]
    db.close()
    assert foer


@pytest.mark.parametrize("froe", range(SKADER))
def test_damaged_bytes_are_a_sentence_or_do_no_harm(fil: Path, froe: int) -> None:
    """Bytes of the first page, where the tables are described, turned into others."""
    tal = random.Random(froe)
    with sqlite3.connect(fil) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    raa = bytearray(fil.read_bytes())
    for _ in range(60):
        raa[tal.randrange(100, 4096)] = tal.randrange(256)
    fil.write_bytes(raa)
    try:
        lager = Lager(f"sqlite:///{fil}")
        lager.find()
        lager.luk()
    except Lagerfejl as fejl:
        assert "beskadiget" in str(fejl) or "Lageret" in str(fejl)
