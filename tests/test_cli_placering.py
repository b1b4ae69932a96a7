"""`placering` on the command line: keys, tiltag that can be read, and what cannot be asked."""

from __future__ import annotations

import json
from typing import Any

import pytest

import cli
from planning.daekningsbillede import daekningsbillede
from planning.flytning import anvend
from planning.plan import Plan
from planning.tiltag import fra_dict

NOEGLER = {
    *("maal", "hvem", "graense_min", "kandidater", "status", "vaerdi", "skranke", "gab_pct"),
    *("foer", "steder", "forklaring"),
}
KAPACITETSNOEGLER = {
    *("maal", "status", "skranke", "gab_pct", "foer", "efter", "tiltag", "beskrivelse"),
    "forklaring",
}


def _svar(capsys: pytest.CaptureFixture[str], *argumenter: str) -> Any:
    assert cli.main(["placering", *argumenter, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_new_places_are_those_dækning_counts(
    plan: Plan, capsys: pytest.CaptureFixture[str]
) -> None:
    svar = _svar(capsys, "--nye", "2")
    assert set(svar) == NOEGLER
    assert (svar["status"], svar["gab_pct"]) == ("bevist", 0.0)
    efter = anvend(plan, [fra_dict(s["tiltag"]) for s in svar["steder"]])
    region = daekningsbillede(efter, "minutter", 15).region
    assert svar["steder"][-1]["efter"]["andel_pct"] == pytest.approx(region["andel_pct"])
    assert svar["vaerdi"] == svar["skranke"] > svar["foer"]["inden"]


def test_capacities_to_the_clinics_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    svar = _svar(capsys, "--nye", "3", "--maal", "mangler")
    assert set(svar) == KAPACITETSNOEGLER
    assert len(svar["tiltag"]) == 3 == len(svar["efter"])
    assert svar["efter"] == sorted(svar["efter"], reverse=True)
    assert svar["efter"][0] < svar["foer"]


def test_in_words_it_says_what_is_proven(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["placering", "--maal", "middel"]) == 0
    ud = capsys.readouterr().out
    assert "minutter" in ud and "bevist" in ud.splitlines()[0]


def test_the_curve_rises_and_is_that_of_each_number(capsys: pytest.CaptureFixture[str]) -> None:
    svar = _svar(capsys, "--kurve", "4")["kurve"]
    assert [p["antal"] for p in svar] == [1, 2, 3, 4]
    assert [p["inden"] for p in svar] == sorted(p["inden"] for p in svar)
    assert all(p["status"] == "bevist" and p["andel_pct"] == p["hoejst_pct"] for p in svar)
    to = _svar(capsys, "--nye", "2")
    assert svar[1]["inden"] == to["vaerdi"]


@pytest.mark.parametrize(
    "argumenter",
    [
        ["--nye", "0"],
        ["--nye", "1,5"],
        ["--nye", "mange"],
        ["--maal", "alt"],
        ["--hvem", "katte"],
        ["--graense", "0"],
        ["--fra", "ukendt"],
        ["--slags", "skov"],
        ["--kurve", "0"],
        ["--kurve", "9999"],
        ["--kurve", "3", "--maal", "middel"],
        ["--dask", "tcp://127.0.0.1:1"],
        ["--maal", "mangler", "--fra", "thisted-nordthy-klinik"],
        ["--nye", "9", "--fra", "thisted-nordthy-klinik"],
    ],
)
def test_what_cannot_be_asked_is_said(
    argumenter: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["placering", *argumenter]) == 2
    ud, fejl = capsys.readouterr()
    assert not ud
    assert fejl.strip() and "Traceback" not in fejl
