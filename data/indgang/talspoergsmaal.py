"""What a column of numbers does not tell of itself, as a question to whoever imports it."""

from __future__ import annotations

from dansk import tal
from data.indgang.spoergsmaal import Spoergsmaal
from data.indgang.tal import Talkolonne


def decimalspoergsmaal(kolonne: Talkolonne) -> list[Spoergsmaal]:
    """Return the question which decimal sign a column has; none where it is told."""
    s = kolonne.spoergsmaal
    if s is None:
        return []
    laest = tuple(
        (tegn, f"{s.eksempel} er {tal(v, 3, fast=False)}") for tegn, v in s.laesninger.items()
    )
    return [Spoergsmaal("decimaltegn", s.tekst, laest)]
