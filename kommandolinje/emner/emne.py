"""What a subject of `oekonomi` answers: one sentence, its tables, and the same as JSON."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kommandolinje.kommando import Valgmulighed
from kommandolinje.valg import SPECIALER
from planning.plan import Plan
from tabeller.tabel import Tabel


@dataclass(frozen=True)
class Emnesvar:
    """The answer: `nyhed` is the sentence ("" for none), `indhold` the JSON without its plan."""

    nyhed: str
    tabeller: Sequence[Tabel]
    indhold: Mapping[str, Any]


@dataclass(frozen=True)
class Emne:
    """A subject: its key, what it tells, who answers, and the choices of the command it takes."""

    noegle: str
    hvad: str
    svar: Callable[[Plan, argparse.Namespace], Emnesvar]
    valg: tuple[Valgmulighed, ...] = ()


#: The choices that several subjects take.
AAR = Valgmulighed("--aar", "året; ellers det sidste, der er tal for, og 2035 for behovet", "ÅR")
SPECIALE = Valgmulighed("--speciale", "specialet; ellers fagets eget", SPECIALER)
