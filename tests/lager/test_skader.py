"""A damaged store: what cannot be read is named, the rest is shown, and nothing is a traceback."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from lager import datasaet, kladder
from lager.fejl import Lagerfejl
from lager.raekker import UlaeseligRaekke
from lager.scenarielager import Lager
from lager.tabeller import KUN_TILFOEJES
from lager.tabeller import kladde as kladdetabel
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
    udfoer(fil, "DROP TRIGGER version_update", f"UPDATE version SET {saet} WHERE navn = '{navn}'")


def udfoer(fil: Path, *saetninger: str) -> None:
    """Run SQL on the file behind the store's back, without its foreign keys."""
    with sqlite3.connect(fil) as db:
        for saetning in saetninger:
            db.execute(saetning)
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
        "tiltag = '[1]'",
        """tiltag = '[{"antal": NaN}]'""",
        pytest.param(f"tiltag = '{'[' * 5000}{']' * 5000}'", id="deeply nested"),
        "navn = x'42'",
        "forfatter = CAST(x'ff41' AS TEXT)",
        "datasaet = x'00'",
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


@pytest.mark.parametrize("tabel", ["bogmaerker", "lagerversion"])
def test_another_programs_file_is_not_adopted(tmp_path: Path, tabel: str) -> None:
    fil = tmp_path / "scenarier.sqlite"
    udfoer(fil, f"CREATE TABLE {tabel} (version INTEGER)")
    foer = fil.read_bytes()
    with pytest.raises(Lagerfejl, match="et andet program"):
        Lager(f"sqlite:///{fil}")
    assert fil.read_bytes() == foer
    assert [f.name for f in tmp_path.iterdir()] == [fil.name]


@pytest.mark.parametrize(
    ("saetning", "vises"),
    [
        ("UPDATE scenarie SET slettet = 7 WHERE id = '{b}'", {"A", "C"}),
        ("UPDATE scenarie SET id = 'x' WHERE id = '{b}'", {"A", "C"}),
        ("DELETE FROM scenarie WHERE id = '{b}'", {"A", "C"}),
    ],
)
def test_a_scenario_that_no_list_would_show_is_named(
    fil: Path, saetning: str, vises: set[str]
) -> None:
    lager = Lager(f"sqlite:///{fil}")
    (b,) = (s.id for s in lager.find() if s.navn == "B")
    udfoer(fil, saetning.format(b=b))
    for slettede in (False, True):
        fundne = lager.find(slettede=slettede)
        assert {s.navn for s in fundne} == (set() if slettede else vises)
        (besked,) = fundne.ulaeselige
        assert b[:6] in besked
    lager.luk()


@pytest.mark.parametrize("saet", ["tid = 'i går'", "hvem = CAST(x'ff41' AS TEXT)"])
def test_a_bad_line_of_the_log_does_not_hide_the_others(fil: Path, saet: str) -> None:
    lager = Lager(f"sqlite:///{fil}")
    (a,) = (s for s in lager.find() if s.navn == "A")
    udfoer(fil, "DROP TRIGGER log_update", f"UPDATE log SET {saet} WHERE handling = 'gemt'")
    poster = lager.log(a.id)
    assert [p.handling for p in poster] == ["oprettet"]
    assert len(poster.ulaeselige) == 1
    lager.luk()


def test_a_damaged_scenario_can_be_deleted_and_brought_back(fil: Path) -> None:
    ret(fil, "tiltag = '['")
    lager = Lager(f"sqlite:///{fil}")
    (id,) = lager.find().kan_slettes
    assert lager.slet(id, "Bo") is None
    assert lager.find().ulaeselige == () and lager.find(slettede=True).kan_slettes == (id,)
    lager.slet(id, "Bo")
    assert [p.handling for p in lager.log(id)] == ["oprettet", "slettet"]
    lager.gendan(id, "Bo")
    assert lager.find().kan_slettes == (id,)
    lager.luk()


def test_a_damaged_newest_version_leaves_the_older_and_the_log(fil: Path) -> None:
    lager = Lager(f"sqlite:///{fil}")
    (a,) = (s for s in lager.find() if s.navn == "A")
    udfoer(
        fil,
        "DROP TRIGGER version_update",
        "UPDATE version SET tiltag = '[' WHERE version = 2 AND navn = 'A'",
    )
    assert [v.version for v in lager.versioner(a.id)] == [1]
    assert len(lager.log(a.id)) == 2
    lager.luk()


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


def test_a_store_of_the_second_version_gets_its_drafts_and_keeps_the_rest(fil: Path) -> None:
    foer = Lager(f"sqlite:///{fil}")
    gemt = foer.find()
    foer.luk()
    senere = [f"DROP TABLE {tabel.name}" for tabel in (*KUN_TILFOEJES[4], kladdetabel)]
    senere.append("ALTER TABLE version DROP COLUMN aar")
    udfoer(fil, *senere, "DELETE FROM lagerversion WHERE version > 2")
    udfoer(fil, "INSERT OR IGNORE INTO lagerversion VALUES (2, '2025-01-01 00:00:00')")
    lager = Lager(f"sqlite:///{fil}")
    assert lager.find() == gemt
    kladde = kladder.gem(lager, None, {"tiltag": []})
    assert kladde is not None and kladder.hent(lager, kladde.id) == kladde
    assert datasaet.find(lager) == [] and datasaet.i_brug(lager) == 0
    lager.luk()
