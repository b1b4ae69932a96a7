"""Datasets in the store: nothing overwritten, each file once, and going back is one more step."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from dansk import Inputfejl
from lager import datasaet
from lager.fejl import Lagerfejl
from lager.scenarielager import Lager
from lager.tabeller import KUN_TILFOEJES, datasaetfil

FILER = {"datapackage.json": b"{}", "kommuner.csv": "kode,kommune\n0825,Læsø\n".encode()}


@pytest.fixture
def lager(tomt_lager: Lager) -> Lager:
    return tomt_lager


def _gem(lager: Lager, fingeraftryk: str = "f1", **andet: object) -> datasaet.Datasaet:
    felter = {
        "navn": "Folketal 2026",
        "hvem": "Åse",
        "forrige": 0,
        "importeret": {"art": "folketal"},
    }
    return datasaet.gem(
        lager, andet.pop("filer", FILER), fingeraftryk=fingeraftryk, **felter | andet
    )  # type: ignore[arg-type]


def test_what_is_saved_comes_back_with_who_and_when(lager: Lager) -> None:
    gemt = _gem(lager)
    assert datasaet.hent(lager, gemt.nr) == gemt
    assert datasaet.indhold(lager, gemt) == FILER
    assert (gemt.navn, gemt.hvem, gemt.importeret) == ("Folketal 2026", "Åse", {"art": "folketal"})
    assert gemt.tid.tzinfo is not None


def test_the_same_dataset_again_is_the_same_and_a_file_is_kept_once(lager: Lager) -> None:
    foerst = _gem(lager)
    assert _gem(lager, hvem="En anden") == foerst
    _gem(lager, "f2", filer=FILER | {"kommuner.csv": b"ny"}, forrige=foerst.nr)
    with lager.laes() as forbindelse:
        assert forbindelse.scalar(select(func.count()).select_from(datasaetfil)) == 3
    assert [d.fingeraftryk for d in datasaet.find(lager)] == ["f2", "f1"]


def test_the_embedded_is_in_use_until_another_is_and_one_can_go_back(lager: Lager) -> None:
    assert datasaet.i_brug(lager) == datasaet.INDBYGGET_NR == 0
    a, b = _gem(lager).nr, _gem(lager, "f2").nr
    for nr in (a, b, a, 0):
        datasaet.tag_i_brug(lager, nr, "Åse")
        assert datasaet.i_brug(lager) == nr
    assert [x.datasaet for x in datasaet.historik(lager)] == [0, a, b, a]
    with pytest.raises(Inputfejl, match="99"):
        datasaet.tag_i_brug(lager, 99, "Åse")


@pytest.mark.parametrize("andet", [{"navn": ""}, {"hvem": " "}, {"navn": "x" * 1000}])
def test_a_name_that_is_none_is_refused_and_nothing_is_saved(
    lager: Lager, andet: dict[str, object]
) -> None:
    with pytest.raises(Inputfejl):
        _gem(lager, **andet)
    assert datasaet.find(lager) == []


def test_too_much_is_refused(lager: Lager, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(datasaet, "HOEJST_BYTES", 10)
    with pytest.raises(Inputfejl, match="MB"):
        _gem(lager)
    assert datasaet.find(lager) == []


def test_the_database_itself_refuses_to_change_what_was_entered(lager: Lager) -> None:
    _gem(lager)
    datasaet.tag_i_brug(lager, 0, "Åse")
    for tabel in KUN_TILFOEJES[4]:
        for udsagn in (
            tabel.delete(),
            tabel.update().values({next(iter(tabel.c)): next(iter(tabel.c))}),
        ):
            with pytest.raises((DBAPIError, Lagerfejl)), lager.skriv() as forbindelse:
                forbindelse.execute(udsagn)


def test_a_file_that_was_changed_behind_its_back_is_told(tmp_path: Path) -> None:
    lager = Lager(f"sqlite:///{tmp_path / 's.sqlite'}")
    gemt = _gem(lager)
    with lager.skriv() as forbindelse:
        forbindelse.exec_driver_sql("DROP TRIGGER datasaetfil_update")
        forbindelse.execute(datasaetfil.update().values(indhold=b"andet"))
    with pytest.raises(Lagerfejl, match="beskadiget"):
        datasaet.indhold(lager, gemt)
