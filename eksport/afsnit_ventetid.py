"""The section on waiting times: as reported, with silence told apart from zero."""

from __future__ import annotations

import pandas as pd

from dansk import IKKE_OPLYST, MANGLER, opremsning
from eksport.afsnit_tal import kilde, tabelkilde
from eksport.bestilling import AFSNIT
from eksport.bilag import Afsnit, Kolonne, Led, Punkter, Tabel, Tekst
from planning.fag import Fag
from planning.plan import Plan
from planning.ventetid import fordeling, ventetid
from saetninger.nyhed import uger, ventetidsnyhed


def ventetidsafsnit(plan: Plan) -> list[Afsnit]:
    """Return the reported waits per kommune, and as data with their bounds."""
    ramme = ventetid(plan)
    kendte = ramme.dropna(subset="uger_max")
    led: list[Led] = [
        Tekst(ventetidsnyhed(kendte, v.noegle, v.i_saetning), "nyhed") for v in plan.fag.ventetyper
    ]
    led += [Tekst(saetning) for saetning in _tavse(plan.fag, ramme)]
    led.append(_ventetid_bred(plan, ramme))
    if svar := _svar(plan.fag, ramme):
        led += [Tekst("Hvad klinikkerne har svaret:"), Punkter(svar)]
    led.append(_ventetid_lang(plan, ramme))
    if "tabel" in plan.tabeller and len(plan.tabeller):
        led += [_fordeling(plan, nr, navn) for nr, navn in plan.fag.ventefordelinger.items()]
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
    """Return a note with the types of wait it is about, unless it is about all of them."""
    return (
        note if len(typer) == len(fag.ventetyper) else f"{note.rstrip('.')} ({opremsning(typer)})."
    )


def _ventetid_bred(plan: Plan, ramme: pd.DataFrame) -> Tabel:
    """Turn the long table into a row a kommune: the wait of each type as it was reported."""
    tekst = ramme.assign(
        uger_tekst=[
            IKKE_OPLYST if (t := uger(raekke)) == MANGLER else t for _, raekke in ramme.iterrows()
        ],
        svarende=[f"{_helt(r.svar)} af {_helt(r.klinikker)}" for r in ramme.itertuples()],
    )
    bred = tekst.pivot(index="kode", columns="type", values="uger_tekst")
    svar = tekst.pivot(index="kode", columns="type", values="svarende")[plan.fag.ventespeciale]
    bred = bred.assign(kommune=plan.kommuner["kommune"], svar=svar).loc[plan.kommuner.index]
    return Tabel(
        "ventetid",
        "Oplyst ventetid for ikke-akutte patienter, uger",
        bred,
        (
            Kolonne("kommune", "Kommune", bredde=1.6),
            *(Kolonne(v.noegle, v.navn, "uger", bredde=1.5) for v in plan.fag.ventetyper),
            Kolonne("svar", "Klinikker, der har svaret", bredde=1.2),
        ),
        kilde(plan, "ventetider"),
        "Et spænd er klinikkernes egne svar; et enkelt tal er kommunens gennemsnit eller ens svar. "
        "Ikke oplyst er ikke nul.",
    )


def _helt(antal: object) -> str:
    return MANGLER if pd.isna(antal) else str(int(antal))  # type: ignore[call-overload]


def _ventetid_lang(plan: Plan, ramme: pd.DataFrame) -> Tabel:
    return Tabel(
        "ventetid-data",
        "Oplyst ventetid: laveste og højeste svar",
        ramme.assign(typenavn=[plan.fag.ventetype(t).titel for t in ramme["type"]]),
        (
            Kolonne("kommune", "Kommune", bredde=1.5),
            Kolonne("typenavn", "Type", bredde=2.0),
            Kolonne("uger_min", "Laveste", "uger", "tal", 2),
            Kolonne("uger_max", "Højeste", "uger", "tal", 2),
            Kolonne("opgoerelse", "Opgørelse"),
            Kolonne("svar", "Svar", "klinikker", "tal"),
            Kolonne("klinikker", "Klinikker", "antal", "tal"),
            Kolonne("note", "Note", bredde=3.0),
        ),
        kilde(plan, "ventetider"),
        "En tom celle er ikke oplyst; det er ikke nul.",
        i_dokument=False,
    )


def _opgjort(plan: Plan, nummer: str) -> str:
    return str(plan.tabelliste["opgjort"].get(nummer, ""))


def _fordeling(plan: Plan, nummer: str, navn: str) -> Tabel:
    return Tabel(
        f"ventetid-tabel-{nummer}",
        f"Klinikkerne fordelt på ventetid, tabel {nummer}: {navn}",
        fordeling(plan, nummer),
        (
            Kolonne("uger", "Ventetid", "uger", bredde=2.0),
            Kolonne("antal_praksis", "Praksis", "antal", "tal"),
        ),
        tabelkilde(plan, _opgjort(plan, nummer), (nummer,)),
        i_dokument=False,
    )
