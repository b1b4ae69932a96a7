"""What a page is told of a click on its map, and which state each of two maps shows."""

from __future__ import annotations

from typing import Any

import pytest
import streamlit as st

from pages.dele import kortflade, scenarielag, vurderingsvisning
from pages.dele.scenarielag import Kortvalg


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
