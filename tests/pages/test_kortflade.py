"""What a page is told of a click on its map, and which state each of two maps shows."""

from __future__ import annotations

from typing import Any

import pytest
import streamlit as st

from pages.dele import klikvalg, kortflade, korthentning, scenarielag, vurderingsvisning
from pages.dele.scenarielag import Kortvalg
from planning.plan import Plan


def _klik(monkeypatch: pytest.MonkeyPatch, svar: dict[str, Any]) -> list[tuple[str, float, float]]:
    """Return what a page is told when the browser answers this of its map."""
    ramte: list[tuple[str, float, float]] = []
    kaldt: dict[str, Any] = {}
    monkeypatch.setattr(kortflade, "_grundkort", lambda *_: None)
    monkeypatch.setattr(kortflade, "st_folium", lambda *_, **valg: kaldt.update(valg))
    monkeypatch.setattr(st, "session_state", {"kort": svar})
    monkeypatch.setattr(kortflade, "smaat", lambda _: None)
    kortflade.vis_kort([], "kort", 400, ved_klik=lambda *ramt: ramte.append(ramt))
    kaldt["on_change"]()
    return ramte


def test_a_click_tells_what_was_hit_and_where_latitude_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    svar = {
        "last_active_drawing": {"properties": {"id": "thisted-fys"}},
        "last_object_clicked": {"lat": 56.95, "lng": 8.69},
    }
    assert _klik(monkeypatch, svar) == [("thisted-fys", 56.95, 8.69)]


@pytest.mark.parametrize(
    "svar",
    [
        {},
        {"last_active_drawing": None, "last_object_clicked": None},
        {"last_active_drawing": {"properties": {}}, "last_object_clicked": {"lat": 1, "lng": 2}},
        {"last_active_drawing": {"properties": {"id": "a"}}, "last_object_clicked": None},
    ],
)
def test_a_click_beside_everything_tells_nothing(
    monkeypatch: pytest.MonkeyPatch, svar: dict[str, Any]
) -> None:
    assert _klik(monkeypatch, svar) == []


@pytest.mark.parametrize(
    ("stand", "ventet"),
    [
        ("foer", [("kort_foer", "før")]),
        ("efter", [("kort_efter", "efter")]),
        ("aendring", [("kort_aendring", "ændring")]),
        ("to", [("kort_foer", "før"), ("kort_efter", "efter")]),
    ],
)
def test_the_map_shows_the_state_that_is_chosen(
    monkeypatch: pytest.MonkeyPatch, stand: str, ventet: list[tuple[str, str]]
) -> None:
    vist: list[tuple[str, str]] = []
    navne: list[str] = []
    for hvad, tegnet in {"foer": "før", "efter": "efter", "aendring": "ændring"}.items():
        monkeypatch.setitem(scenarielag.LAG, hvad, lambda *_, tegnet=tegnet: tegnet)
        monkeypatch.setitem(scenarielag.TEGN, hvad, lambda _: ())
    monkeypatch.setattr(vurderingsvisning, "kortomrids", lambda _: None)
    monkeypatch.setattr(vurderingsvisning, "roerte_kommuner", lambda _: ())
    monkeypatch.setattr(scenarielag.kortlag, "roertetegn", lambda _: ())
    monkeypatch.setattr(vurderingsvisning, "maalestok", lambda _: "")
    monkeypatch.setattr(vurderingsvisning, "kilde", lambda *_: "")
    monkeypatch.setattr(vurderingsvisning, "tiltagstitel", lambda _: "")
    monkeypatch.setattr(st, "markdown", navne.append)
    trykt: list[str] = []

    def vis(lag: str, noegle: str, *_: Any, **k: Any) -> None:
        vist.append((noegle, lag))
        trykt.append(k["trykt"].scenarie)

    monkeypatch.setattr(vurderingsvisning, "vis_kort", vis)

    class _Vurdering:
        plan_foer = type("P", (), {"herkomst": {"kapaciteter": "", "kommuner": ""}})
        foer = efter = None
        scenarie = ()

    vurderingsvisning.vis_scenariekort(
        _Vurdering(),  # type: ignore[arg-type]
        Kortvalg(stand),  # type: ignore[arg-type]
        300,
        "Et forslag",
    )
    assert vist == ventet and set(trykt) == {"Et forslag"}
    assert navne == (["**Før**", "**Efter**"] if stand == "to" else [])


def test_a_click_gives_a_clinic_or_the_kommune_that_gives_or_a_new_address(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    valgt: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", valgt)
    monkeypatch.setattr(klikvalg.tilstand, "scenarieplan", lambda: plan)
    klikvalg.ved_klik("hobro-benefit", 56.64, 9.79)
    assert valgt == {"fra_kode": "0846", "fra": "hobro-benefit"}
    valgt.clear()
    klikvalg.ved_klik("0860", 57.4, 10.0)  # Hjørring itself, which is to give
    assert valgt == {"fra_kode": "0860"}
    klikvalg.ved_klik("", 57.9, 8.0)  # the sea
    assert valgt == {"fra_kode": "0860"}
    valgt["klikvalg"] = "til"
    klikvalg.ved_klik("0860", 57.4, 10.0)
    assert valgt["til_kode"] == "0860" and "57.4000,10.0000" in valgt["til"]


def test_a_map_in_print_says_whose_the_tiltag_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proposal or a tiltag that is tried is not the group's scenario."""
    monkeypatch.setattr(korthentning, "scenarienavn", lambda: "A")
    monkeypatch.setattr(korthentning.tilstand, "scenarie", lambda: ())
    assert "A" not in korthentning.forslagsnavn() and "forslag" in korthentning.forslagsnavn()
    assert "A" not in korthentning.proevenavn()
    monkeypatch.setattr(korthentning.tilstand, "scenarie", lambda: ("et tiltag",))
    assert korthentning.forslagsnavn().startswith("A, med")
    assert korthentning.proevenavn().startswith("A, med")
