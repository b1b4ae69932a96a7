"""What GDAL leaves out of a GeoJSON without a word: members of it that are no features."""

from __future__ import annotations

import json
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


def kraev_objekter(sti: Path) -> None:
    """Raise Inputfejl with the members of a feature collection that are no features."""
    with sti.open(encoding="utf-8-sig") as fil:
        laest = json.load(fil, object_hook=_led)
    if isinstance(laest, _Samling):
        afvis(sti, raekkefejl(laest, "er ikke et »Feature«", "Gem filen igen", "Objekt"))
