"""Printed maps that are stored: the same bytes, and none of another map, or of a scenario."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest

from dansk import Inputfejl
from eksport import figurer, tegningslager
from eksport.bestilling import Valg
from eksport.figurer import Kortgrundlag, Tegner
from eksport.temakort import TEMAER
from kort.tryk.fil import Filtype, Tryk
from kort.tryk.trykkort import Kortdata
from planning.plan import Plan

PNG_OG_SVG: tuple[tuple[Filtype, ...], str] = (("png", "svg"), "spalte")


class _Pen:
    """Draws in place of `kort.tryk.fil.tegn`, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.bedt: list[Tryk] = []

    def __call__(
        self, kort: Kortdata, omrids: gpd.GeoDataFrame, tryk: Tryk
    ) -> Mapping[Filtype, bytes]:
        self.bedt.append(tryk)
        return {t: f"{kort.titel} {len(omrids)} {t} {tryk.dpi}".encode() for t in tryk.filtyper}


@pytest.fixture
def pen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> _Pen:
    monkeypatch.setenv("PRAKSISKORT_CACHE", str(tmp_path))
    monkeypatch.setenv(tegningslager.MB_VARIABEL, "10")
    pen = _Pen()
    monkeypatch.setattr(figurer, "tegn", pen)
    return pen


@pytest.fixture(scope="module")
def kort(plan: Plan) -> Tegner:
    figur = TEMAER["indbyggere-pr-kapacitet"](plan, Valg().paa(plan), Kortgrundlag.af_plan(plan))
    assert isinstance(figur.tegner, Tegner)
    return figur.tegner


def _ny(kort: Tegner, **andet: Any) -> Tegner:
    """The same map as another process would have it, but for what is said."""
    return Tegner(replace(kort.data, **andet), kort.omrids.copy())


def test_a_map_is_drawn_once_for_all_who_print_it(kort: Tegner, pen: _Pen) -> None:
    foerst = _ny(kort)(*PNG_OG_SVG)
    assert [t.filtyper for t in pen.bedt] == [("png", "svg")]
    assert _ny(kort)(*PNG_OG_SVG) == foerst
    assert _ny(kort)(("svg",), "spalte") == {"svg": foerst["svg"]}
    assert len(pen.bedt) == 1
    # Of what is asked for, only what is not there is drawn.
    _ny(kort)(("png", "pdf"), "spalte")
    assert [t.filtyper for t in pen.bedt[1:]] == [("pdf",)]


@pytest.mark.parametrize(
    "andet",
    [{"titel": "En anden"}, {"skrift": "Georgia"}, {"kilde": "En anden kilde"}, {"paneler": ()}],
    ids=lambda andet: next(iter(andet)),
)
def test_a_map_that_says_something_else_is_another(
    kort: Tegner, pen: _Pen, andet: dict[str, Any]
) -> None:
    _ny(kort)(*PNG_OG_SVG)
    _ny(kort, **andet)(*PNG_OG_SVG)
    assert len(pen.bedt) == 2


def test_as_is_one_on_other_outlines_in_another_format_or_finer(kort: Tegner, pen: _Pen) -> None:
    _ny(kort)(*PNG_OG_SVG)
    Tegner(kort.data, kort.omrids.iloc[1:])(*PNG_OG_SVG)
    _ny(kort)(PNG_OG_SVG[0], "tekstbredde")
    _ny(kort)(("udsnit",), figurer.SLIDE)
    _ny(kort)(("udsnit", "png"), figurer.SLIDE)
    assert [t.dpi for t in pen.bedt] == [300, 300, 300, 200, 300]


def test_and_one_drawn_by_other_code(
    kort: Tegner, pen: _Pen, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ny(kort)(*PNG_OG_SVG)
    monkeypatch.setattr(tegningslager, "_tegnet_med", lambda: ["another"])
    _ny(kort)(*PNG_OG_SVG)
    assert len(pen.bedt) == 2


def test_the_code_that_draws_is_what_is_imported() -> None:
    """What of the house is loaded to draw a map is in its key."""
    spoerg = (
        "import sys, kort.tryk.fil; "
        "print(*{n.partition('.')[0] for n, m in sys.modules.items() "
        f"if (getattr(m, '__file__', None) or '').startswith({str(tegningslager.ROD)!r}) "
        "and '.venv' not in m.__file__})"
    )
    kald = subprocess.run(
        [sys.executable, "-c", spoerg], cwd=tegningslager.ROD, capture_output=True, text=True
    )
    egne = set(kald.stdout.split())
    assert "kort" in egne
    assert egne <= {navn.removesuffix(".py") for navn in tegningslager.KODE}


def test_maps_of_a_scenario_are_not_kept(kort: Tegner, pen: _Pen, tmp_path: Path) -> None:
    for _ in range(2):
        _ny(kort, scenarie="Aases")(*PNG_OG_SVG)
    assert len(pen.bedt) == 2
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_damaged_or_another_s_is_drawn_again(
    kort: Tegner, pen: _Pen, tmp_path: Path
) -> None:
    ventet = _ny(kort)(*PNG_OG_SVG)
    en, anden = tmp_path.iterdir()
    en.write_bytes(anden.read_bytes())
    assert _ny(kort)(*PNG_OG_SVG) == ventet
    anden.write_bytes(anden.read_bytes()[:-20])
    assert _ny(kort)(*PNG_OG_SVG) == ventet
    assert len(pen.bedt) == 3


def test_those_not_used_for_longest_go_first(
    kort: Tegner, pen: _Pen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each map takes 4 of 10 MB."""
    monkeypatch.setattr(figurer, "tegn", lambda k, o, t: {f: bytes(4_000_000) for f in t.filtyper})
    svg = (("svg",), "spalte")
    for titel in ("A", "B", "A", "C"):
        _ny(kort, titel=titel)(*svg)
    assert len(list(tmp_path.iterdir())) == 2
    monkeypatch.setattr(figurer, "tegn", pen)
    for titel in ("A", "C", "B"):
        _ny(kort, titel=titel)(*svg)
    assert len(pen.bedt) == 1  # B


@pytest.mark.parametrize("mb", ["0", "00"])
def test_none_are_kept_where_none_are_wanted(
    kort: Tegner, pen: _Pen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mb: str
) -> None:
    monkeypatch.setenv(tegningslager.MB_VARIABEL, mb)
    for _ in range(2):
        _ny(kort)(*PNG_OG_SVG)
    assert len(pen.bedt) == 2
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_costs_time_alone(
    kort: Tegner, pen: _Pen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fil").touch()
    monkeypatch.setenv("PRAKSISKORT_CACHE", str(tmp_path / "fil"))
    assert set(_ny(kort)(*PNG_OG_SVG)) == {"png", "svg"}


@pytest.mark.parametrize("mb", ["mange", "-1", "0,5", "200 MB"])
def test_a_limit_that_is_no_number_is_told(
    kort: Tegner, pen: _Pen, monkeypatch: pytest.MonkeyPatch, mb: str
) -> None:
    monkeypatch.setenv(tegningslager.MB_VARIABEL, mb)
    with pytest.raises(Inputfejl, match=tegningslager.MB_VARIABEL):
        _ny(kort)(*PNG_OG_SVG)
