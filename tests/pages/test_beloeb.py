"""Capacity as an amount for each speciale: every page opens, and shows that of the one chosen."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from dansk import tal
from kommandolinje.valg import valgt_plan
from pages.dele import tilstand
from planning.kapacitet import for_speciale, klinikkapacitet
from planning.plan import Plan
from planning.status import status
from tests.pages.apptest import aabn, html_paa, uden_fejl

SIDER = ("overblik", "daekning", "ventetid", "flytning", "plandokument", "data", "scenarier")


@pytest.fixture(scope="module")
def beloeb(plan: Plan) -> Plan:
    """The clinics of the dataset, each with one capacity of speciale 51 and two of 62."""
    ider = plan.klinikker.index
    dele = [
        pd.DataFrame({"klinik_id": ider, "speciale": kode, "beloeb_kr": float(kr)})
        for kode, kr in (("51", 393_000), ("62", 2_000_000))
    ]
    kapaciteter = pd.concat(dele, ignore_index=True).reindex(columns=[*plan.kapaciteter])
    return dataclasses.replace(
        plan, kapaciteter=kapaciteter, tabel1=plan.tabel1.iloc[:0], fingeraftryk="beløb"
    )


@pytest.fixture
def _paa_siderne(monkeypatch: pytest.MonkeyPatch, beloeb: Plan) -> None:
    monkeypatch.setattr(tilstand, "_indlaest", lambda mappe, faerger: beloeb)


def test_a_plan_for_one_speciale_has_no_other(beloeb: Plan, plan: Plan) -> None:
    assert (klinikkapacitet(for_speciale(beloeb, "51"))["kapacitet"] == 1).all()
    toere = for_speciale(beloeb, "62")
    assert (klinikkapacitet(toere)["kapacitet"] == 2).all()
    assert (klinikkapacitet(toere)["beloeb_kr"] == 2_000_000).all()
    assert for_speciale(beloeb, "62") is toere, "tables are kept by the plan they are of"
    assert for_speciale(plan, "62") is plan, "a joint capacity is that of every speciale"


@pytest.mark.usefixtures("_paa_siderne")
@pytest.mark.parametrize("side", SIDER)
def test_every_page_opens(side: str) -> None:
    uden_fejl(aabn(side))


@pytest.mark.usefixtures("_paa_siderne")
def test_overblik_shows_the_speciale_that_is_chosen(beloeb: Plan) -> None:
    for kode in ("51", "62"):
        region = status(for_speciale(beloeb, kode)).region["indbyggere_pr_kapacitet"]
        assert tal(region) in html_paa(uden_fejl(aabn("overblik", speciale=kode)))


def test_a_command_says_which_speciale_it_counts(
    beloeb: Plan, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import argparse

    monkeypatch.setattr("kommandolinje.valg.indlaes", lambda *_, **__: beloeb)
    for valgt, kode in ((None, "62"), ("51", "51")):
        plan = valgt_plan(argparse.Namespace(speciale=valgt))
        assert set(plan.kapaciteter["speciale"]) == {kode}
        assert f"speciale {kode}" in capsys.readouterr().err
