"""JSON-stat in both its versions gives the same table, and what is no cube is refused in words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dansk import Inputfejl
from data.indgang.arter.folketal import ART
from data.indgang.arter.hele_filer import ARTER
from data.indgang.jsonstat import er_jsonstat, laes_jsonstat
from data.indgang.proeve import proev
from planning.plan import Plan

OMRAADE = {
    "label": "område",
    "category": {
        "index": {"000": 0, "810": 1, "851": 2},
        "label": {"000": "Hele landet", "810": "Brønderslev", "851": "Aalborg"},
    },
}
TID = {"label": "tid", "category": {"index": ["2025K4", "2026K1"]}}
TAL = [6_000_000, 6_010_000, 36_300, 36_339, 222_000, None]
FOERSTE = {
    "dataset": {
        "dimension": {
            "OMRÅDE": OMRAADE,
            "Tid": TID,
            "id": ["OMRÅDE", "Tid"],
            "size": [3, 2],
            "role": {"time": ["Tid"]},
        },
        "label": "Folketal",
        "value": TAL,
    }
}
ANDEN = {
    "version": "2.0",
    "class": "dataset",
    "id": ["OMRÅDE", "Tid"],
    "size": [3, 2],
    "dimension": {"OMRÅDE": OMRAADE, "Tid": TID},
    "value": {str(n): v for n, v in enumerate(TAL) if v is not None},
}


def _skriv(tmp_path: Path, svar: Any) -> Path:
    sti = tmp_path / "folk1a.json"
    sti.write_text(json.dumps(svar, ensure_ascii=False), encoding="utf-8")
    return sti


@pytest.mark.parametrize("svar", [FOERSTE, ANDEN], ids=["1", "2"])
def test_a_cube_is_a_row_a_figure_in_either_version(svar: Any, tmp_path: Path) -> None:
    sti = _skriv(tmp_path, svar)
    assert er_jsonstat(sti)
    ark = laes_jsonstat(sti)
    assert ark.celler.to_numpy().tolist() == [
        ["område", "tid", "indhold"],
        ["Hele landet", "2025K4", 6_000_000],
        ["Hele landet", "2026K1", 6_010_000],
        ["Brønderslev", "2025K4", 36_300],
        ["Brønderslev", "2026K1", 36_339],
        ["Aalborg", "2025K4", 222_000],
        ["Aalborg", "2026K1", None],
    ]
    assert "1 tal" in ark.bemaerkninger[0]


def test_the_order_of_categories_is_their_index_and_not_the_files(tmp_path: Path) -> None:
    om = {"category": {"index": {"b": 1, "a": 0}, "label": {"b": "B", "a": "A"}}}
    svar = {"class": "dataset", "id": ["x"], "size": [2], "dimension": {"x": om}, "value": [1, 2]}
    ark = laes_jsonstat(_skriv(tmp_path, svar))
    assert ark.celler.to_numpy().tolist() == [["x", "indhold"], ["A", 1], ["B", 2]]


def test_a_withheld_figure_says_so_and_one_that_is_told_stands(tmp_path: Path) -> None:
    for status in ({"5": "..", "0": "a"}, ["a", None, None, None, None, ".."]):
        ark = laes_jsonstat(_skriv(tmp_path, ANDEN | {"status": status}))
        assert ark.celler[2].to_list()[1:] == [*TAL[:5], ".."]


@pytest.mark.parametrize(
    "aendring",
    [
        {"size": [3, 3]},
        {"value": TAL[:-1]},
        {"dimension": {"OMRÅDE": OMRAADE}},
        {"value": "mange"},
        {"id": 3},
    ],
)
def test_a_cube_that_does_not_hold_together_is_refused(aendring: Any, tmp_path: Path) -> None:
    with pytest.raises(Inputfejl, match="JSON-stat"):
        laes_jsonstat(_skriv(tmp_path, ANDEN | aendring))


def test_population_is_read_from_it_and_a_matrix_is_not_taken_for_it(
    plan: Plan, tmp_path: Path
) -> None:
    navne = list(plan.kommuner["kommune"])
    kategori = {"index": list(plan.kommuner.index), "label": plan.kommuner["kommune"].to_dict()}
    svar = {
        "class": "dataset",
        "id": ["OMRÅDE", "TID"],
        "size": [len(navne), 1],
        "dimension": {
            "OMRÅDE": {"label": "område", "category": kategori},
            "TID": {"label": "tid", "category": {"label": {"2026K1": "2026K1"}}},
        },
        "value": [int(v) + 10 for v in plan.kommuner["indbyggere"]],
    }
    proeve = proev(_skriv(tmp_path, svar), [ART, *ARTER], lambda: plan, {})
    assert proeve.art is ART and proeve.kan_tages, [f.fejl for f in proeve.fejl]
    assert (proeve.tolkning.forskel["efter"] - proeve.tolkning.forskel["foer"] == 10).all()
    assert proeve.tolkning.nye["kommuner"].dato == "1. kvartal 2026"
    # Any other JSON is a matrix still.
    osrm = _skriv(tmp_path, {"code": "Ok", "durations": [[1.0]]})
    assert proev(osrm, [ART, *ARTER], lambda: plan, {}).art.noegle == "matrix"
