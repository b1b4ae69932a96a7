"""A store of each version there has been opens, whole, and can be saved in.

`aeldre/versionN.sql` is the store that the program of that version wrote, as SQLite dumps it; the
first version is made in test_scenarielager.py. Whoever raises LAGERVERSION adds the one before it.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import inspect, select

from lager import datasaet, kladder, tabeller
from lager.scenarielager import Lager
from lager.skema import LAGERVERSION
from tests.lager.skriver import indhold

AELDRE = {int(f.stem[7:]): f for f in (Path(__file__).parent / "aeldre").glob("version*.sql")}


def _skriv(nr: int, fil: Path) -> str:
    with closing(sqlite3.connect(fil)) as forbindelse:
        forbindelse.executescript(AELDRE[nr].read_text(encoding="utf-8"))
    return f"sqlite:///{fil}"


def test_there_is_one_of_each_version() -> None:
    assert set(AELDRE) >= set(range(2, LAGERVERSION))


@pytest.mark.parametrize("nr", sorted(AELDRE))
def test_an_older_store_opens_whole_and_is_saved_in(nr: int, tmp_path: Path) -> None:
    lager = Lager(_skriv(nr, tmp_path / "gammel.sqlite"))
    (flyt,) = lager.find("læsø")
    assert (flyt.navn, flyt.version, len(flyt.tiltag)) == ("Flyt til Læsø", 2, 2)
    assert [s.navn for s in lager.versioner(flyt.id)] == ["Flyt til Læsø", "Flyt til Hals"]
    assert [s.navn for s in lager.find(slettede=True)] == ["Slettet"]
    assert [(p.handling, p.begrundelse) for p in lager.log(flyt.id)] == [
        ("oprettet", ""),
        ("gemt", ""),
        ("besluttet", "Fordi"),
    ]
    assert lager.gem(flyt.id, 2, **indhold("Ny")).version == 3

    with lager.laes() as forbindelse:
        noegler = forbindelse.scalars(select(tabeller.kladde.c.id)).all()
        versioner = forbindelse.scalars(select(tabeller.lagerversion.c.version)).all()
    assert max(versioner) == LAGERVERSION
    assert len(noegler) == (nr >= 3)
    for noegle in noegler:
        kladde = kladder.hent(lager, noegle)
        assert kladde is not None and kladde.indhold["tiltag"][0]["til"] == {"kommune": "Læsø"}

    assert [d.navn for d in datasaet.find(lager)] == ["Folketal 2026"] * (nr >= 4)
    if nr >= 4:
        i_brug = datasaet.hent(lager, datasaet.i_brug(lager))
        assert b"0825" in datasaet.indhold(lager, i_brug)["kommuner.csv"]
    lager.luk()


@pytest.mark.parametrize("nr", sorted(AELDRE))
def test_its_tables_become_those_of_a_new_one(nr: int, tmp_path: Path) -> None:
    lagre = [Lager(_skriv(nr, tmp_path / "gammel.sqlite")), Lager(f"sqlite:///{tmp_path}/ny")]
    gammel, ny = (
        {
            (tabel, k["name"], k["nullable"])
            for tabel in inspect(lager._motor).get_table_names()
            for k in inspect(lager._motor).get_columns(tabel)
        }
        for lager in lagre
    )
    assert gammel == ny
    for lager in lagre:
        lager.luk()
