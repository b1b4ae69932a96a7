"""Waiting times in Danish: the longest, who has told of none, and one answer as it is written."""

from __future__ import annotations

import pandas as pd

from dansk import IKKE_OPLYST, MANGLER, antal, opremsning, tal
from planning.ventetid import hele_dage


def ventetidsnyhed(ramme: pd.DataFrame, type_: str, navn: str) -> str:
    """Return the longest reported wait of one type, and who reported nothing.

    `ramme` as `planning.ventetid.ventetid` returns it; `navn` says the type in a sentence.
    """
    af_typen = ramme[ramme["type"] == type_]
    kendte, tavse = af_typen.dropna(subset=["uger_max"]), af_typen[af_typen["uger_max"].isna()]
    if kendte.empty:
        return f"Ingen kommuner har oplyst ventetid til {navn}."
    saetning = laengste_ventetid(ramme, type_, navn)
    if len(tavse):
        saetning += f" {opremsning(list(tavse['kommune']))} har ikke oplyst ventetid."
    return saetning


def laengste_ventetid(ramme: pd.DataFrame, type_: str, navn: str) -> str:
    """Return where the longest reported wait of one type is, as `ventetidsnyhed`; "" for none."""
    kendte = ramme[ramme["type"] == type_].dropna(subset=["uger_max"])
    if kendte.empty:
        return ""
    laengst = kendte.loc[kendte["uger_max"].idxmax()]
    af = antal(laengst["klinikker"], "klinik", "klinikker")
    kendt = pd.notna(laengst[["svar", "klinikker"]]).all()
    svar = f" (svar fra {tal(laengst['svar'])} af {af})" if kendt else ""
    return (
        f"Længst er den oplyste ventetid til {navn} i {laengst['kommune']}: "
        f"{ventetidstekst(laengst)}{svar}."
    )


def uger(raekke: pd.Series) -> str:
    """Return a waiting time in weeks as written in a cell: `1,3`, `1–12`, or an en dash.

    What was answered in days is written in days: `3 dage`, `0–3 dage`.
    """
    lav, hoej = raekke["uger_min"], raekke["uger_max"]
    if pd.isna(lav):
        return tal(None)
    ender = [lav] if lav == hoej else [lav, hoej]
    skrevet = [
        f"{tal(d)} dage" if (d := hele_dage(ende)) else tal(ende, 2, fast=False) for ende in ender
    ]
    if hele_dage(hoej) and (lav == 0 or hele_dage(lav)):
        skrevet[:-1] = [del_.removesuffix(" dage") for del_ in skrevet[:-1]]
    return "–".join(skrevet)


def ventetidstekst(raekke: pd.Series) -> str:
    """Return a waiting time with its unit: `1,3 uger`, `1 uge`, `3 dage`, or that none is told."""
    skrevet = uger(raekke)
    if skrevet == MANGLER:
        return IKKE_OPLYST
    if skrevet.endswith("dage"):
        return skrevet
    return f"{skrevet} {'uge' if raekke['uger_max'] == 1 else 'uger'}"
