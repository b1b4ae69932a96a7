"""`forslag` on the command line: keys people script against, and what cannot be asked."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import cli
from planning.flytning import anvend
from planning.forslag import forslag
from planning.forslagskrav import Krav
from planning.forslagsrobusthed import optael, proeve, robusthed
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


def test_whether_it_holds_is_told_with_everything(
    plan: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    """The figures are those of planning, and the same seed gives them again."""
    krav = ("--tolerance", "20", "--varianter", "30", "--froe", "4")
    holder = _svar(capsys, *krav)["robusthed"]
    assert set(holder) == {
        *("varianter", "froe", "rystes", "holder_pct", "kommuner", "antal", "sammen"),
        *("flytninger", "klinikker", "hensyn", "uafklaret", "forklaring"),
    }
    assert (holder["varianter"], holder["froe"], holder["hensyn"]) == (30, 4, [])
    p = proeve(plan, Krav(20.0), forslag(plan, Krav(20.0)).tiltag, froe=4)
    svar = robusthed(p, [optael(p, range(30))])
    assert holder["holder_pct"] == svar.holder_pct
    assert [r["pct"] for r in holder["antal"]] == svar.antal["pct"].tolist()
    assert [r["pct"] for r in holder["klinikker"]] == svar.klinikker["pct"].tolist()
    ude = {r["kode"]: (r["uden_for_pct"], r["fjernest_pct"]) for r in holder["kommuner"]}
    assert ude[LAESOE] == (0.0, None)
    assert ude["0851"][1] == svar.kommuner["fjernest_pct"]["0851"]
    assert _svar(capsys, *krav)["robusthed"] == holder


def test_the_second_aim_is_held_against_other_times(capsys: pytest.CaptureFixture[str]) -> None:
    svar = _svar(capsys, "--tolerance", "20", "--hensyn", "uden_bil", "--varianter", "1")
    hensyn = {r["faktor"]: r for r in svar["robusthed"]["hensyn"]}
    assert hensyn[1.0]["bedst"] is True
    assert hensyn[1.0]["hensyn"] == pytest.approx(svar["udkast"][0]["hensyn"])


def test_it_is_told_in_words_with_its_tables(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["forslag", "--tolerance", "20", "--varianter", "20"]) == 0
    ud, fejl = capsys.readouterr()
    assert "20 varianter" in ud and "ikke sandsynligheder" in ud
    assert "Klinikkerne, der er de bedste" in ud
    assert not fejl, "how far it is is for a terminal"


def test_no_moves_are_not_tried(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing can be proposed, and nothing need be: there is no sweep, and no figure of one."""
    for krav in (["--alle"], ["--tolerance", "90"]):
        assert _svar(capsys, *krav, "--varianter", "5")["robusthed"] is None
        assert cli.main(["forslag", *krav, "--varianter", "5"]) == 0
        assert "ingen flytninger at prøve" in capsys.readouterr().out


def test_amounts_are_refused_with_a_sentence(
    plan: Plan, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kapaciteter = pd.DataFrame(
        {"klinik_id": plan.klinikker.index, "speciale": "62", "beloeb_kr": 2_000_000.0}
    ).reindex(columns=[*plan.kapaciteter])
    kr = dataclasses.replace(plan, kapaciteter=kapaciteter, tabel1=plan.tabel1.iloc[:0])
    monkeypatch.setattr("kommandolinje.forslag.valgt_plan", lambda _: kr)
    assert cli.main(["forslag", "--varianter", "5"]) == 2
    ud, fejl = capsys.readouterr()
    assert not ud
    assert "hele kapaciteter" in fejl


def test_the_keyboard_stops_it_with_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def afbryd(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kommandolinje.forslagsproeve.i_dele", afbryd)
    assert cli.main(["forslag", "--varianter", "5"]) == 130
    ud, fejl = capsys.readouterr()
    assert not ud
    assert fejl.strip() == "Afbrudt, før det var færdigt."


@pytest.mark.parametrize(
    "argumenter",
    [
        ["--dask", "tcp://127.0.0.1:8786"],
        ["--froe", "1"],
        ["--varianter", "0"],
        ["--varianter", "mange"],
        ["--varianter", "5", "--froe", "-1"],
        ["--varianter", "5", "--dask", "http://127.0.0.1:8786"],
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
