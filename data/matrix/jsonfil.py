"""A JSON document, and the grids of numbers in the answers of routing engines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dansk import Inputfejl
from data.fremmedfil import laesefejl

JSON = ".json"


def laes_json(sti: Path) -> Any:
    """Return a JSON document; raise Inputfejl when it is not UTF-8 or not JSON."""
    with laesefejl(sti), sti.open(encoding="utf-8-sig") as fil:
        return json.load(fil)


def gitter(raa: object, hvad: str) -> NDArray[np.float64]:
    """Return rows of numbers as an array, null as NaN.

    Raises Inputfejl for no rows, rows of different length and anything that is no number.
    """
    if not isinstance(raa, list) or not raa or not all(isinstance(r, list) for r in raa):
        raise Inputfejl(f"{hvad} er ikke rækker af tal. Hent svaret igen.")
    laengder = {len(r) for r in raa}
    if len(laengder) > 1 or laengder == {0}:
        raise Inputfejl(
            f"{hvad} har rækker med fra {min(laengder)} til {max(laengder)} tal. Alle skal have "
            "lige mange. Hent svaret igen."
        )
    tal = {int, float, type(None)}
    for nr, raekke in enumerate(raa, start=1):
        if not tal.issuperset(map(type, raekke)):
            raise Inputfejl(f"{hvad}, række {nr}: der står andet end tal. Hent svaret igen.")
    try:
        return np.array(raa, dtype=float)
    except OverflowError:
        raise Inputfejl(f"{hvad} har tal, der er for store. Hent svaret igen.") from None
