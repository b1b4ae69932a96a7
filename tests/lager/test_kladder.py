"""Drafts in the store: never saved over another's, and forgotten when old or too many."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dansk import Inputfejl
from lager import kladder
from lager.scenarielager import Lager
from lager.tabeller import kladde as tabel


@pytest.fixture
def lager(tomt_lager: Lager) -> Lager:
    return tomt_lager


def test_what_is_saved_comes_back(lager: Lager) -> None:
    foerst = kladder.gem(lager, None, {"tiltag": [1]})
    saa = kladder.gem(lager, foerst, {"tiltag": [1, "æ"]})
    assert (saa.id, saa.nr) == (foerst.id, 2)
    assert kladder.hent(lager, foerst.id) == saa


def test_one_that_saved_first_keeps_its_draft(lager: Lager) -> None:
    faelles = kladder.gem(lager, None, {"tiltag": []})
    en = kladder.gem(lager, faelles, {"tiltag": ["en"]})
    anden = kladder.gem(lager, faelles, {"tiltag": ["anden"]})
    assert anden.id != en.id
    assert kladder.hent(lager, en.id) == en
    assert kladder.hent(lager, anden.id) == anden


@pytest.mark.parametrize("noegle", ["", "x", "0" * 32, "../" * 10, "A" * 32])
def test_a_key_nobody_has_gives_none(lager: Lager, noegle: str) -> None:
    assert kladder.hent(lager, noegle) is None


def test_one_that_cannot_be_read_is_none(lager: Lager) -> None:
    k = kladder.gem(lager, None, {})
    for tekst in ("{", "[]", "null"):
        with lager.skriv() as forbindelse:
            forbindelse.execute(tabel.update().values(indhold=tekst))
        assert kladder.hent(lager, k.id) is None


def test_the_old_and_the_many_are_forgotten(lager: Lager, monkeypatch: pytest.MonkeyPatch) -> None:
    gammel = kladder.gem(lager, None, {"nr": "gammel"})
    foer = datetime.now(UTC) - timedelta(days=kladder.HOEJST_DAGE + 1)
    with lager.skriv() as forbindelse:
        forbindelse.execute(tabel.update().values(gemt=foer))
    monkeypatch.setattr(kladder, "HOEJST_KLADDER", 3)
    nye = [kladder.gem(lager, None, {"nr": nr}) for nr in range(5)]
    assert kladder.hent(lager, gammel.id) is None
    assert [kladder.hent(lager, k.id) is not None for k in nye] == [False, False, True, True, True]


def test_too_much_is_refused_and_nothing_written(
    lager: Lager, monkeypatch: pytest.MonkeyPatch
) -> None:
    k = kladder.gem(lager, None, {"a": 1})
    monkeypatch.setattr(kladder, "HOEJST_TEGN", 10)
    with pytest.raises(Inputfejl, match="der er plads til 10"):
        kladder.gem(lager, k, {"a": "0123456789"})
    assert kladder.hent(lager, k.id) == k
