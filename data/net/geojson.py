"""What GDAL leaves out of a GeoJSON without a word: members of it that are no features."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data.fremmedfil import afvis, raekkefejl

_OBJEKT = object()


class _Samling(list[int]):
    """The numbers, from 1, of the members of a collection that are no features."""


def _led(par: dict[str, Any]) -> object:
    """Return what is remembered of an object once it is read, which is next to nothing."""
    if isinstance(par.get("features"), list):
        return _Samling(nr for nr, led in enumerate(par["features"], 1) if led is not _OBJEKT)
    return _OBJEKT if par.get("type") == "Feature" else None


def _flade(par: dict[str, Any]) -> object:
    """Return what is remembered of an object whose areas count: None for one with a bad place."""
    if par.get("type") in ("Polygon", "MultiPolygon"):
        return _OBJEKT if _er_steder(par.get("coordinates")) else None
    if par.get("type") == "Feature":
        return _OBJEKT if par.get("geometry", _OBJEKT) is not None else None
    return _led(par)


def _er_steder(led: object) -> bool:
    """Whether nested lists end in places: two numbers or three each."""
    if not isinstance(led, list) or not led:
        return False
    if isinstance(led[0], list):
        return all(map(_er_steder, led))
    return len(led) in (2, 3) and all(type(tal) in (int, float) for tal in led)


def kraev_flader(sti: Path) -> None:
    """Raise Inputfejl as `kraev_objekter`, and with the features whose area is not told in full.

    GDAL leaves out a ring with a corner that is no place.
    """
    _kraev(sti, _flade, "er ikke et »Feature« med hele sin flade")


def kraev_objekter(sti: Path) -> None:
    """Raise Inputfejl with the members of a feature collection that are no features."""
    _kraev(sti, _led, "er ikke et »Feature«")


def _kraev(sti: Path, led: Callable[[dict[str, Any]], object], hvad: str) -> None:
    with sti.open(encoding="utf-8-sig") as fil:
        laest = json.load(fil, object_hook=led)
    if isinstance(laest, _Samling):
        afvis(sti, raekkefejl(laest, hvad, "Gem filen igen", "Objekt"))
