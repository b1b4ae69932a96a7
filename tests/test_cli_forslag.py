"""`forslag` on the command line: keys people script against, and what cannot be asked."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import cli
from planning.flytning import anvend
from planning.plan import LAESOE, Plan
from planning.status import status
from planning.tiltag import fra_dict

ROD = Path(__file__).resolve().parents[1]
NOEGLER = {"antal", "status", "graense", "tiltag", "lige_gode"}
MERE = {"gab_pct", "middel", "beskrivelse", "udkast", "hindring", "krav", "hensyn", "forklaring"}


def _svar(capsys: pytest.CaptureFixture[str], *argumenter: str) -> Any:
    assert cli.main(["forslag", *argumenter, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_keys_of_the_design_and_tiltag_that_can_be_read(
    plan: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    svar = _svar(capsys, "--tolerance", "10")
    assert set(svar) == NOEGLER | MERE
    assert (svar["antal"], svar["status"], svar["graense"], svar["lige_gode"]) == (
        8,
        "bevist",
        8,
        1,
    )
    tiltag = [fra_dict(t) for t in svar["tiltag"]]
    efter = status(anvend(plan, tiltag)).mod(status(plan)).kommuner["afvigelse_pct"]
    assert efter.drop(LAESOE).abs().max() <= 10.0
    assert len(svar["beskrivelse"]) == len(tiltag)
    assert svar["krav"]["loft"] is None


def test_nothing_but_the_answer_is_written(tmp_path: Path) -> None:
    """As a program of its own, where a library's own lines would come out too."""
    svar = subprocess.run(
        [sys.executable, "cli.py", "forslag", "--tolerance", "20", "--json"],
        cwd=ROD,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(svar.stdout)["antal"] == 4


def test_what_is_in_the_way_is_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    svar = _svar(capsys, "--alle")
    assert (svar["antal"], svar["status"], svar["tiltag"]) == (None, "kan_ikke", [])
    assert set(svar["hindring"]["alene"]) == {LAESOE}
    assert svar["hindring"]["tolerance_pct"] == pytest.approx(20.4915, abs=1e-3)
    assert "Læsø" in svar["hindring"]["forklaring"]


def test_each_choice_is_asked(plan: Plan, capsys: pytest.CaptureFixture[str]) -> None:
    svar = _svar(
        capsys,
        *("--tolerance", "25", "--giver-ikke", "Thisted", "--faar-ikke", "Rebild", "--behold", "2"),
        *("--laas", "saeby-benefit-nord", "--slags", "over30", "--hoejst", "9", "--nye", "1"),
        *("--middel", "deltagere", "--vaegt", "patienter", "--undtag", "Læsø", "--undtag", "Morsø"),
        *("--hensyn", "minutter"),
    )
    kode = plan.kommune_kode
    assert svar["krav"] == {
        "tolerance_pct": 25.0,
        "undtag": [LAESOE, kode("Morsø")],
        "giver_ikke": [kode("Thisted")],
        "faar_ikke": [kode("Rebild")],
        "laaste": ["saeby-benefit-nord"],
        "arter": ["over30"],
        "tilbage": 2,
        "loft": 9.0,
        "nye": 1.0,
        "nye_adresser": False,
        "middel": "deltagere",
        "vaegt": "patienter",
    }
    assert svar["hensyn"] == "minutter"


def test_the_front_falls(capsys: pytest.CaptureFixture[str]) -> None:
    punkter = _svar(capsys, "--front", "afvigelse")["front"]
    assert [p["antal"] for p in punkter] == sorted({p["antal"] for p in punkter})
    vaerdier = [p["vaerdi"] for p in punkter]
    assert vaerdier == sorted(vaerdier, reverse=True)
    assert all(p["bevist"] for p in punkter)


def test_in_words_it_says_who_and_that_fewer_will_not_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["forslag", "--tolerance", "15"]) == 0
    ud = capsys.readouterr().out
    assert "6 flytninger" in ud and "færre kan ikke gøre det" in ud
    assert "Læsø" in ud.splitlines()[0]
    assert "Regionsrådet" in ud and "Thisted" in ud


@pytest.mark.parametrize(
    "argumenter",
    [
        ["--tolerance", "0"],
        ["--tolerance", "mange"],
        ["--undtag", "Kolding"],
        ["--undtag", "Læsø", "--alle"],
        ["--behold", "3"],
        ["--vaegt", "katte"],
        ["--hensyn", "alt"],
        ["--front", "alt"],
        ["--slags", "beloeb_kr"],
        ["--laas", "ukendt"],
        ["--fag", "kiropraktik"],
    ],
)
def test_what_cannot_be_asked_is_said(
    argumenter: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence, and no answer."""
    assert cli.main(["forslag", *argumenter]) == 2
    ud, fejl = capsys.readouterr()
    assert not ud
    assert fejl.strip() and "Traceback" not in fejl
