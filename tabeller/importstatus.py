"""What a dataset has of each kind of figure that can be imported, and from where; or that it lacks.

The way in to the import: each is told by the question it answers, and on which page.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import pandas as pd

from dansk import linje, tal
from data.indgang.art import Art
from planning.plan import Herkomst, Plan
from saetninger.importen import SVARER
from tabeller.kilder import kilde
from tabeller.tabel import Kolonne, Tabel

#: The resource a kind of input fills, by its key, where that has another name; the first there is.
RESSOURCER: Mapping[str, tuple[str, ...]] = {
    "klinikker": ("kapaciteter",),
    "folketal": ("kommuner",),
    "ramme": ("rammeforbrug",),
    "tilgaengelighed": ("klinikoplysninger", "klinikker"),
    "klinikpunkter": ("klinikker",),
    "matrix": ("rejsetid",),
}
MANGLER = "mangler"
MODEL = "Praksiskorts model"
VED_BYEN = "{} af {} står i byens eller bydelens midte"
VEJLEDENDE = "vejledende omrids"


def importstatus(plan: Plan, arter: Sequence[Art]) -> Tabel:
    """Return a row a kind of input: what of it the dataset has, and what it answers and where."""
    raekker = [
        {
            "tal": f"{art.titel[:1].upper()}{art.titel[1:]}",
            "svar": SVARER[art.noegle][1],
            "side": SVARER[art.noegle][0],
            "nu": _har(plan, art.noegle),
        }
        for art in arter
    ]
    ramme = pd.DataFrame(raekker, index=[art.noegle for art in arter])
    return Tabel(
        "importstatus",
        "Hvad datasættet har, og hvad der kan importeres",
        ramme,
        (
            Kolonne("tal", "Tal", bredde=1.4),
            Kolonne("svar", "Giver svar på", bredde=2.4),
            Kolonne("side", "Svaret står på", bredde=1.3),
            Kolonne("nu", "I datasættet nu", art="note", bredde=1.7),
        ),
        kilde(plan, *_ressourcer(plan, arter)),
    )


def kan_tilfoejes(status: Tabel) -> Tabel:
    """Return those of `importstatus` that the dataset has nothing of."""
    mangler = status.ramme.index[status.ramme["nu"] == MANGLER]
    return dataclasses.replace(
        status.med_raekker(mangler).uden("nu"), titel="Det kan I tilføje", kilde=""
    )


def kan_erstattes(status: Tabel) -> Tabel:
    """Return those of `importstatus` that the dataset has, and a newer file takes the place of."""
    har = status.ramme.index[status.ramme["nu"] != MANGLER]
    return dataclasses.replace(
        status.med_raekker(har), titel="Det har datasættet, og nyere tal kan træde i stedet"
    )


def _ressource(plan: Plan, noegle: str) -> str | None:
    """The resource that a kind of input fills, where the dataset has it."""
    return next((n for n in RESSOURCER.get(noegle, (noegle,)) if n in plan.herkomst), None)


def _ressourcer(plan: Plan, arter: Sequence[Art]) -> list[str]:
    """Those of them that are printed somewhere: what is told of the others is where they are."""
    navne = (_ressource(plan, art.noegle) for art in arter)
    return [n for n in navne if n and n not in plan.model and n != "omrids"]


def _har(plan: Plan, noegle: str) -> str:
    ved_byen = int((plan.klinikker["praecision"] != "adresse").sum())
    if noegle == "klinikpunkter" and ved_byen:
        return VED_BYEN.format(tal(ved_byen), tal(len(plan.klinikker)))
    navn = _ressource(plan, noegle)
    if navn is None:
        return MANGLER
    if navn in plan.model:
        return MODEL
    herkomst = plan.herkomst[navn]
    if herkomst.importeret:
        return _importeret(herkomst)
    return VEJLEDENDE if navn == "omrids" else _kilde(herkomst)


def _importeret(herkomst: Herkomst) -> str:
    return linje(f"{herkomst.kilde}{f', {herkomst.dato}' if herkomst.dato else ''}")


def _kilde(herkomst: Herkomst) -> str:
    sted = (herkomst.tabel, f"s. {herkomst.side}" if herkomst.side else "", herkomst.dato)
    return linje(", ".join(led for led in sted if led))
