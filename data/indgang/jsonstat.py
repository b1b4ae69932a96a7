"""JSON-stat, as StatBank's and other statistical offices' interfaces answer: a cube as one sheet.

Version 1 has a cube within each of some names, with its dimensions' order beside them; version 2
is a cube itself. Both are read to a row a cell, a column a dimension, the figure last.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from dansk import Inputfejl, linje, opremsning, tal
from data.indgang import graenser
from data.indgang.celler import Ark

#: So much of a file tells whether it is a cube of statistics.
BEGYNDELSE = 4096
KENDETEGN = re.compile(rb'"class"\s*:\s*"dataset"|"dataset"\s*:|"dimension"\s*:')
VAERDI = "indhold"
VIST_MAAL = 60
JSON = ".json"


def er_jsonstat(sti: Path) -> bool:
    """Return whether a file begins as JSON-stat does."""
    try:
        with sti.open("rb") as fil:
            return KENDETEGN.search(fil.read(BEGYNDELSE)) is not None
    except OSError:
        return False


def laes_jsonstat(sti: Path) -> Ark:
    """Return the cube of a file as a sheet; raises Inputfejl for what is none, or too large."""
    if sti.stat().st_size > graenser.HOEJST_BYTES:
        raise Inputfejl(
            f"{sti.name} er større end {tal(graenser.HOEJST_BYTES / 1e6)} MB. Vælg færre rækker i "
            "udtrækket."
        )
    try:
        svar = json.loads(sti.read_bytes().decode("utf-8-sig"))
        navne, kategorier, vaerdier, maalt = _terning(svar)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as fejl:
        raise Inputfejl(
            f"{sti.name} kan ikke læses som JSON-stat. Hent den igen, eller hent den som CSV."
        ) from fejl
    antal = math.prod(map(len, kategorier))
    if antal > graenser.HOEJST_RAEKKER:
        raise Inputfejl(
            f"{sti.name} har {tal(antal)} tal; der læses højst {tal(graenser.HOEJST_RAEKKER)}. "
            "Vælg færre i udtrækket."
        )
    rum = zip(product(*kategorier), vaerdier, strict=True)
    raekker = [[*navne, VAERDI], *([*sted, v] for sted, v in rum)]
    celler = pd.DataFrame(raekker, dtype=object)
    uden = sum(v is None for v in vaerdier)
    fortalt = [f"{tal(uden)} tal er ikke oplyst i filen."] if uden else []
    fortalt += [f"Filens tal er »{linje(hvad, VIST_MAAL)}«." for hvad in maalt]
    return Ark(
        "",
        celler,
        np.arange(1, len(celler) + 1),
        f"JSON-stat ({opremsning(navne)})",
        bemaerkninger=tuple(fortalt),
        tekstfil=True,
    )


def _terning(svar: Any) -> tuple[list[str], list[list[str]], list[object], list[str]]:
    """Return the names of the dimensions, their categories, the figures in order, and of what.

    What is counted may be a dimension too; of one category it is no column.
    """
    terning = svar
    if svar.get("class") != "dataset" and "value" not in svar:
        # Version 1: the cube is what stands under its name; the first, as its only one.
        (terning, *_) = (v for v in svar.values() if isinstance(v, Mapping) and "value" in v)
    dimensioner = terning["dimension"]
    ider = terning.get("id") or dimensioner["id"]
    stoerrelser = terning.get("size") or dimensioner["size"]
    kategorier = [_kategorier(dimensioner[i]["category"]) for i in ider]
    if [len(k) for k in kategorier] != [int(s) for s in stoerrelser]:
        raise ValueError("the sizes are not those of the categories")
    antal = math.prod(map(len, kategorier))
    if isinstance(terning["value"], str):
        raise TypeError("the figures are a text")
    vaerdier, status = _hver(terning["value"], antal), _hver(terning.get("status"), antal)
    # A figure that is withheld has none, and its status says why: two points, as in other files.
    vaerdier = [s if v is None and s else v for v, s in zip(vaerdier, status, strict=True)]
    roller = terning.get("role") or dimensioner.get("role") or {}
    hver = [*zip(ider, kategorier, strict=True)]
    maalt = {i: k[0] for i, k in hver if i in roller.get("metric", ()) and len(k) == 1}
    navne = [str(dimensioner[i].get("label") or i) for i in ider if i not in maalt]
    return navne, [k for i, k in hver if i not in maalt], vaerdier, [*maalt.values()]


def _hver(givet: Any, antal: int) -> list[object]:
    """Return what is told of each cell; it may be told of some by position, or of all at once."""
    if givet is None or isinstance(givet, str):
        return [givet] * antal
    if isinstance(givet, Mapping):
        return [givet.get(str(n)) for n in range(antal)]
    if len(givet) != antal:
        raise ValueError("there are not as many as cells")
    return list(givet)


def _kategorier(kategori: Mapping[str, Any]) -> list[str]:
    """Return what each category is called, in order: its label, else its id."""
    ord_, indeks = kategori.get("label") or {}, kategori.get("index")
    if indeks is None:
        ider = list(ord_)
    elif isinstance(indeks, Mapping):
        ider = sorted(indeks, key=lambda i: int(indeks[i]))
    else:
        ider = list(indeks)
    return [str(ord_.get(i, i)) for i in ider]
