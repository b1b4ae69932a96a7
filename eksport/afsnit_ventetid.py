"""The section on waiting times: as reported, with silence told apart from zero."""

from __future__ import annotations

import pandas as pd

from dansk import opremsning
from eksport.bestilling import AFSNIT, Valg
from eksport.bilag import Afsnit, Led, Punkter, Tekst
from eksport.temakort import Temakort, uden_kort
from planning.fag import Fag
from planning.plan import Plan
from planning.ventetid import ventetid
from saetninger.ventetid import ventetidsnyhed
from tabeller.ventetid import fordelingstabel, ventetidsdata, ventetidstabel


def ventetidsafsnit(plan: Plan, kort: Temakort | None = None) -> list[Afsnit]:
    """Return the reported waits per kommune, on maps, and as data with their bounds."""
    ramme, kort = ventetid(plan), kort or uden_kort(plan, Valg())
    kendte = ramme.dropna(subset="uger_max")
    nyheder = [
        Tekst(ventetidsnyhed(kendte, v.noegle, v.i_saetning), "nyhed", v.noegle)
        for v in plan.fag.ventetyper
    ]
    efter: list[Led] = [Tekst(saetning, noegle="tavse") for saetning in _tavse(plan.fag, ramme)]
    efter.append(ventetidstabel(plan))
    if svar := _svar(plan.fag, ramme):
        efter += [Tekst("Hvad klinikkerne har svaret:", noegle="svar"), Punkter(svar)]
    led: list[Led] = [*nyheder[:-1]]
    for sidste in nyheder[-1:]:
        led += kort.ved(sidste, "ventetid", *efter)
    led.append(ventetidsdata(plan).uden("uger_tekst"))
    if "tabel" in plan.tabeller and len(plan.tabeller):
        led += [fordelingstabel(plan, nummer) for nummer in plan.fag.ventefordelinger]
    return [Afsnit("ventetid", AFSNIT["ventetid"], 1, tuple(led))]


def _tavse(fag: Fag, ramme: pd.DataFrame) -> list[str]:
    """Return who has reported nothing: once, where it is the same of every type."""
    typer: dict[tuple[str, ...], list[str]] = {}
    for v in fag.ventetyper:
        af_typen = ramme[ramme["type"] == v.noegle]
        navne = tuple(af_typen.loc[af_typen["uger_max"].isna(), "kommune"])
        if navne and len(navne) < len(af_typen):
            typer.setdefault(navne, []).append(v.i_saetning)
    return [
        f"{opremsning(navne)} har ikke oplyst "
        + (
            "nogen ventetid."
            if len(af) == len(fag.ventetyper)
            else f"ventetid til {opremsning(af)}."
        )
        for navne, af in typer.items()
    ]


def _svar(fag: Fag, ramme: pd.DataFrame) -> tuple[str, ...]:
    """Return what the source says of the answers behind the figures: a point a kommune."""
    noter: dict[str, dict[str, list[str]]] = {}
    for r in ramme[ramme["note"].fillna("") != ""].itertuples():
        om = noter.setdefault(str(r.kommune), {})
        om.setdefault(str(r.note), []).append(fag.ventetype(str(r.type)).i_saetning)
    return tuple(
        f"{kommune}: {' '.join(_om(fag, note, typer) for note, typer in om.items())}"
        for kommune, om in noter.items()
    )


def _om(fag: Fag, note: str, typer: list[str]) -> str:
    """Return a note with the types of wait it is about, unless it says so or is about all."""
    if len(typer) == len(fag.ventetyper) or all(t in note.lower() for t in typer):
        return note
    return f"{note.rstrip('.')} ({opremsning(typer)})."
