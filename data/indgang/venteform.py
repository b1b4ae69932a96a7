"""Waiting times with a row for each clinic and kind of wait, as one column for each kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from dansk import linje
from data.indgang.celler import kort_liste
from data.indgang.graenser import HOEJST_KLINIKRAEKKER
from data.indgang.hoved import fyldt
from data.indgang.klinikkendte import tekst_af
from data.indgang.kolonner import ens
from data.indgang.overskrift import Raatabel
from planning.fag import Ventetype

#: Headings of the kind of wait, as `ens` writes them.
TYPEKOLONNE = ("speciale", "specialekode", "type", "ventetidstype", "ydelse", "behandling")
ENHEDSKOLONNE = ("enhed", "maaleenhed", "tidsenhed")
BART_TAL = re.compile(r"[0-9][0-9., –-]*")
VENTETID = ("ventetid", "aktuel ventetid", "oplyst ventetid", "uger", "dage")


def en_kolonne_hver(tabel: Raatabel, typer: Sequence[Ventetype]) -> Raatabel:
    """Return a table with a column for each kind of wait in place of one with all of them.

    Each row has its wait in the column of its kind. A table of another shape is as it was; a row
    of a kind that is none is told.
    """
    navne = {ens(k): k for k in tabel.kolonner}
    typen = next((navne[n] for n in TYPEKOLONNE if n in navne), None)
    ventetider = [k for e, k in navne.items() if _uden_enhed(e) in VENTETID]
    if typen is None or len(ventetider) != 1 or len(tabel.data) > HOEJST_KLINIKRAEKKER:
        return tabel
    kendte = {
        ens(ord_): v
        for v in typer
        for ord_ in (v.noegle, v.kort, v.navn, f"speciale {v.noegle}", f"{v.noegle} {v.navn}")
    }
    (vent,) = ventetider
    hver = tabel.data[typen].map(lambda v: kendte.get(ens(tekst_af(v))))
    if hver.isna().all():
        return tabel
    maalt = next((navne[n] for n in ENHEDSKOLONNE if n in navne), None)
    vaerdier = _med_enhed(tabel.data, vent, maalt)
    enhed = next((e for e in ("uger", "dage") if e in ens(vent).split()), "")
    brugte = [typen, vent, *([maalt] if maalt else [])]
    data = tabel.data.drop(columns=brugte)
    totaler = tabel.totaler.drop(columns=brugte)
    for v in {v.noegle: v for v in hver.dropna()}.values():
        navn = f"Ventetid {v.noegle} {enhed}".strip()
        data[navn] = vaerdier.where(hver.map(lambda t, v=v: t is v), None)
        totaler[navn] = None
    bogstaver = dict(zip(tabel.kolonner, tabel.kolonnebogstaver, strict=True))
    ukendte = hver.index[hver.isna() & tabel.data[vent].map(fyldt)]
    advarsel = (
        f"Række {kort_liste(ukendte.tolist())} er ikke læst: "
        f"»{linje(tekst_af(tabel.data.at[ukendte[0], typen]), 40)}« er ingen af de ventetider, der "
        "vises."
        if len(ukendte)
        else ""
    )
    return replace(
        tabel,
        kolonner=list(data.columns),
        data=data,
        totaler=totaler,
        kolonnebogstaver=[bogstaver.get(k, "") for k in data],
        bemaerkninger=[
            *tabel.bemaerkninger,
            f"Hver række er læst som den ventetid, der står i {typen}.",
        ],
        advarsler=(*tabel.advarsler, *([advarsel] if advarsel else [])),
    )


def _med_enhed(data: pd.DataFrame, vent: str, enhed: str | None) -> pd.Series:
    """Return the waits with the unit of their row, where it has a column for it."""
    if enhed is None:
        return data[vent]
    par = zip(data[vent], data[enhed].map(tekst_af), strict=True)
    led = [f"{tekst_af(v)} {e}" if BART_TAL.fullmatch(tekst_af(v)) and e else v for v, e in par]
    return pd.Series(led, index=data.index, dtype=object)


def _uden_enhed(navn: str) -> str:
    """Return a heading without the unit after it: ventetid i uger is ventetid."""
    ord_ = navn.split()
    if len(ord_) > 1 and ord_[-1] in ("uger", "dage"):
        ord_ = ord_[:-2] if ord_[-2] == "i" else ord_[:-1]
    return " ".join(ord_)
