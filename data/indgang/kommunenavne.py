"""The kommuner of a dataset as files call them: by code or by name, in several ways each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import pandas as pd

from data.indgang.kolonner import ens
from data.skema import laes_skema
from data.tabelfil import laes

#: What is added to a name without changing whose it is.
TILFOEJELSE = re.compile(r"\b(kommunes?|kom)\b")


def kommunekoder(raa: pd.Series, kommuner: pd.DataFrame) -> pd.Series:
    """Return the code of each cell, "" where it is no kommune of the dataset.

    `kommuner`: index kode; kommune. A code may have lost its leading zero (810), and a name may
    have the genitive (Vesthimmerlands) or `Kommune` after it.
    """
    efter_navn = {_kerne(navn): str(kode) for kode, navn in kommuner["kommune"].items()}
    koder = {str(int(kode)): str(kode) for kode in kommuner.index}

    def kode_af(celle: object) -> str:
        tekst = _tekst(celle)
        if re.fullmatch(r"[0-9]{1,4}", tekst):
            return koder.get(str(int(tekst)), "")
        # »0810 Brønderslev« and »Brønderslev (810)« are both.
        uden_kode = re.sub(r"^[0-9]{3,4}\s+|\s*\([0-9]{3,4}\)$", "", tekst)
        return efter_navn.get(_kerne(uden_kode), "")

    unikke = {celle: kode_af(celle) for celle in pd.unique(raa.astype(object))}
    return raa.astype(object).map(unikke).fillna("").astype(str)


@cache
def _regionen() -> pd.DataFrame:
    ressource = laes_skema().ressourcer["kommuner"]
    return laes(ressource.fil, ressource)[0].set_index("kode")


def regionens_kommuner(navne: Sequence[str]) -> list[bool]:
    """Return which of some headings are the names, and not the codes, of the region's kommuner."""
    koder = kommunekoder(pd.Series(list(navne)), _regionen())
    return [bool(kode) and not n.strip().isdigit() for kode, n in zip(koder, navne, strict=True)]


def _tekst(celle: object) -> str:
    if celle is None or celle != celle:
        return ""
    if isinstance(celle, float) and celle.is_integer():
        return str(int(celle))
    return str(celle).strip()


def _kerne(navn: str) -> str:
    """A name without `Kommune` and without the s of the genitive, which some have of their own."""
    tekst = TILFOEJELSE.sub("", ens(navn)).strip()
    return tekst.removesuffix("s")
