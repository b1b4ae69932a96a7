"""The sections on økonomi: each subject that has figures, and why the others are left out."""

from __future__ import annotations

from eksport.bestilling import AFSNIT
from eksport.bilag import Afsnit, Led, Tekst
from planning.plan import Plan
from tabeller.oekonomiemner import EMNER, Emneindhold, indhold


def oekonomiafsnit(plan: Plan) -> list[Afsnit]:
    """Return a section a subject that has figures, under one heading; none where none has."""
    dele = [d for d in _emner(plan) if not d.udeladt]
    if not dele:
        return []
    return [
        Afsnit("oekonomi", AFSNIT["oekonomi"], 1, ()),
        *(Afsnit("oekonomi", d.titel, 2, _led(d)) for d in dele),
    ]


def udeladt(plan: Plan) -> tuple[str, ...]:
    """Return a sentence for each subject that is left out, and what to import."""
    return tuple(f"{d.titel}: {d.udeladt}" for d in _emner(plan) if d.udeladt)


def _emner(plan: Plan) -> list[Emneindhold]:
    return [indhold(emne, plan) for emne in EMNER if emne.gaelder(plan)]


def _led(del_: Emneindhold) -> tuple[Led, ...]:
    return (*((Tekst(del_.nyhed, "nyhed"),) if del_.nyhed else ()), *del_.tabeller)
