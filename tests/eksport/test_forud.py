"""Maps made before they are asked for: the same bytes, out of the way as soon as somebody waits."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pytest

from eksport import figurer, forud, medhjaelper, tegningslager
from eksport.bestilling import Bestilling, Valg
from eksport.bilag import Figur
from eksport.figurer import Kortgrundlag, Tegner
from eksport.forud import Forud
from eksport.indhold import byg_bilag
from eksport.medhjaelper import Medhjaelper
from eksport.pakke import Bestilt, bestilte_kort, filer
from eksport.temakort import TEMAER
from kort.tryk.fil import Filtype, Tryk
from kort.tryk.trykkort import Kortdata
from planning.plan import Plan

ET = (("png",), "spalte")


@pytest.fixture
def lager(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("PRAKSISKORT_CACHE", str(tmp_path))
    monkeypatch.setenv(tegningslager.MB_VARIABEL, "50")
    monkeypatch.setattr(medhjaelper, "_kerner", lambda: 2)
    # Here somebody does wait for it, beside all else that is tested.
    monkeypatch.setattr(medhjaelper, "GIVER_PLADS", "")
    return tmp_path


@pytest.fixture
def arbejde() -> Iterator[Forud]:
    arbejde = Forud()
    yield arbejde
    arbejde.stop()


@pytest.fixture(scope="module")
def figur(plan: Plan) -> Figur:
    return TEMAER["indbyggere-pr-kapacitet"](plan, Valg().paa(plan), Kortgrundlag.af_plan(plan))


def _nye(figur: Figur, antal: int, **andet: str) -> list[Bestilt]:
    """So many maps that differ in their titles, none of them drawn."""
    assert isinstance(figur.tegner, Tegner)
    data, omrids = figur.tegner.data, figur.tegner.omrids
    return [
        (replace(figur, tegner=Tegner(replace(data, titel=f"Kort {nr}", **andet), omrids)), *ET)
        for nr in range(antal)
    ]


@pytest.mark.usefixtures("lager")
def test_what_is_made_before_is_what_would_have_been(
    figur: Figur, arbejde: Forud, monkeypatch: pytest.MonkeyPatch
) -> None:
    selv = [figur.tegner(*ET) for figur, *_ in _nye(figur, 2)]
    for fil in figurer.tegningslager.cachemappe().glob("kort-*"):
        fil.unlink()
    arbejde.begynd("en", _nye(figur, 2))
    arbejde.vent(60)
    monkeypatch.setattr(figurer, "tegn", None)  # nothing is drawn any more
    assert [figur.tegner(*ET) for figur, *_ in _nye(figur, 2)] == selv


def test_whoever_waits_has_the_process_and_its_memory(
    figur: Figur, arbejde: Forud, lager: Path
) -> None:
    arbejde.begynd("en", _nye(figur, 40))
    arbejde.begynd("to", _nye(figur, 1))  # goes on with the first
    while not list(lager.glob("kort-*")):
        arbejde.vent(0.05)
    arbejde.stop()
    lavet = len(list(lager.glob("kort-*")))
    assert 0 < lavet < 40
    with Medhjaelper() as hjaelper:
        assert hjaelper.er_der
    assert len(list(lager.glob("kort-*"))) == lavet


def test_all_else_goes_before_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(medhjaelper, "_kerner", lambda: 2)
    with Medhjaelper(giver_plads=True) as hjaelper:
        assert hjaelper._proces is not None
        for _ in range(600):
            if os.getpriority(os.PRIO_PROCESS, hjaelper._proces.pid) == medhjaelper.LAVEST:
                return
            time.sleep(0.1)
    raise AssertionError("it takes its turn with all else")


@pytest.mark.usefixtures("lager")
def test_an_order_is_looked_through_once_however_often_it_is_shown(
    figur: Figur, arbejde: Forud, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_: list[object] = []
    monkeypatch.setattr(Tegner, "mangler_i_lageret", lambda selv, *hvad: set_.append(selv))
    for noegle in ("en", "en", "to", "en"):
        arbejde.begynd(noegle, _nye(figur, 1))
        arbejde.vent(60)
    assert len(set_) == 3


@pytest.mark.parametrize("grund", ["scenarie", "gemt"])
def test_for_what_is_or_may_not_be_stored_no_process_is_begun(
    figur: Figur, arbejde: Forud, lager: Path, monkeypatch: pytest.MonkeyPatch, grund: str
) -> None:
    andet = {"scenarie": "Et"} if grund == "scenarie" else {}
    if grund == "gemt":
        for enkelt, *hvad in _nye(figur, 1):
            enkelt.tegner(*hvad)
    foer = sorted(lager.iterdir())

    def ingen(**_: object) -> Medhjaelper:
        raise AssertionError("a process was begun")

    monkeypatch.setattr(forud, "Medhjaelper", ingen)
    arbejde.begynd("en", _nye(figur, 1, **andet))
    arbejde.vent(60)
    assert sorted(lager.iterdir()) == foer


@pytest.mark.usefixtures("lager")
def test_the_maps_of_the_preview_are_those_the_files_ask_for(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else they would be made in vain: none of them is drawn again, and no other is there."""
    bestilling = Bestilling(afsnit=("kort",), valg=Valg(kort=("indbyggere-pr-kapacitet",)))
    tegnet, tegn = [], figurer.tegn

    def pen(data: Kortdata, omrids: gpd.GeoDataFrame, tryk: Tryk) -> Mapping[Filtype, bytes]:
        tegnet.append(data.titel)
        return tegn(data, omrids, tryk)

    monkeypatch.setattr(figurer, "tegn", pen)
    bilag = byg_bilag(plan, bestilling.scenarier, bestilling.afsnit, bestilling.valg)
    for enkelt, *hvad in bestilte_kort(bilag, bestilling):
        enkelt.tegner(*hvad)
    assert tegnet
    tegnet.clear()
    filer(plan, bestilling)
    assert not tegnet
