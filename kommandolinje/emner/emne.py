"""What a subject of `oekonomi` answers: one sentence, its tables, and the same as JSON."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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
    """A subject: its key, what it tells, the choices that are its own, and who answers.

    `valg`: the names of the attributes of the command's choices; another subject refuses them.
    """

    noegle: str
    hvad: str
    svar: Callable[[Plan, argparse.Namespace], Emnesvar]
    valg: tuple[str, ...] = ()
