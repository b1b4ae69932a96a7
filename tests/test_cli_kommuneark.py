"""The command `kommuneark`: the figures of one kommune, and its sheet as a file."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import cli
from kommandolinje import valg as kommandovalg
from lager.scenarielager import standardlager
from planning.plan import Plan
from planning.tiltag import Flytning, som_dict

NOEGLER = {
    *("kode", "kommune", "noegletal", "plads", "naboer", "uden_for", "ventetid", "aktivitet"),
    *("klinikker", "tiltag", "mangler", "spoergsmaal", "diskretion"),
}


@pytest.fixture(autouse=True)
def eget(plan: Plan, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Read the embedded dataset once, and scenarios nowhere but here."""
    monkeypatch.setattr(kommandovalg, "indlaes", lambda *_, **__: plan)
    monkeypatch.setenv("PRAKSISKORT_DATA", str(tmp_path / "lager"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    yield


def _json(capsys: pytest.CaptureFixture[str], *argumenter: str) -> Any:
    assert cli.main(["kommuneark", *argumenter, "--json"]) == 0
    ud, fejl = capsys.readouterr()
    assert fejl == ""
    return json.loads(ud, parse_constant=lambda c: pytest.fail(f"{c} is not JSON"))


@pytest.mark.parametrize("kommune", ["0840", "Rebild", "rebild"])
def test_a_kommune_by_code_or_name(capsys: pytest.CaptureFixture[str], kommune: str) -> None:
    (svar,) = _json(capsys, kommune)["kommuner"]
    assert set(svar) == NOEGLER
    assert (svar["kode"], svar["kommune"], svar["tiltag"]) == ("0840", "Rebild", [])
    egen = svar["noegletal"][0]
    # 29,917 residents to 5.5 capacities, not rounded.
    assert egen["indbyggere_pr_kapacitet"] == 29917 / 5.5
    assert [r["kode"] for r in svar["noegletal"]] == ["0840", "0846", "0820", "0851", "region"]


def test_all_of_them_are_the_region(capsys: pytest.CaptureFixture[str]) -> None:
    svar = _json(capsys, "alle")["kommuner"]
    assert len(svar) == 11
    assert sum(s["noegletal"][0]["kapacitet"] for s in svar) == 129


def test_the_text_has_figures_and_questions(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["kommuneark", "Jammerbugt"]) == 0
    ud = capsys.readouterr().out
    assert "5.497" in ud and "ikke oplyst" in ud and "Kilde:" in ud and "Fingeraftryk" in ud
    assert [linje for linje in ud.splitlines() if linje.startswith("- ") and linje.endswith("?")]


def test_an_open_scenario_is_told(capsys: pytest.CaptureFixture[str], plan: Plan) -> None:
    flyt = Flytning("aalborg-fysioterapi", "hjallerup-fys", 0, 1)
    standardlager().opret(
        navn="Prøve", forfatter="M", formaal="", tiltag=[som_dict(flyt)], datasaet="x"
    )
    (svar,) = _json(capsys, "Brønderslev")["kommuner"]
    (tiltag,) = svar["tiltag"]
    assert (tiltag["scenarie"], tiltag["kapacitet"]) == ("Prøve", 0.5)
    assert tiltag["niveau"] == "regionsraad"


def test_the_sheet_as_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    fil = tmp_path / "ark.docx"
    assert cli.main(["kommuneark", "0825", "--ud", str(fil)]) == 0
    assert str(fil) in capsys.readouterr().out
    with zipfile.ZipFile(fil) as arkiv:
        assert "Læsø Kommune" in arkiv.read("word/document.xml").decode()


@pytest.mark.parametrize(
    ("argumenter", "ventet"),
    [(["Rebil"], "Rebild"), (["0999"], "Ukendt kommune"), ([], "mangler")],
)
def test_what_is_no_kommune_is_told(
    capsys: pytest.CaptureFixture[str], argumenter: list[str], ventet: str
) -> None:
    assert cli.main(["kommuneark", *argumenter]) == 2
    assert ventet in capsys.readouterr().err
