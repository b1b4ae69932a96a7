"""The limits of the door as docs/robusthed.md lists them: each a constant, with its own comment.

python -m tests.robusthed.graenser      the table, to put between the marks of the page
"""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROD = Path(__file__).resolve().parents[2]
RUM = ("arkiv", "data", "lager")
#: How a limit is called.
NAVN = re.compile(r"HOEJST_\w+|UDVIDELSE_FRA")
MAERKER = "<!-- graenser -->", "<!-- slut -->"


@dataclass(frozen=True)
class Graense:
    """A limit: its module and name, its value in words, and why it is so."""

    modul: str
    navn: str
    vaerdi: str
    grund: str


def graenser() -> Iterator[Graense]:
    """Yield the limits of the door, module by module, in the order they stand."""
    for fil in sorted(sti for rum in RUM for sti in (ROD / rum).rglob("*.py")):
        modul = ".".join(fil.relative_to(ROD).with_suffix("").parts)
        linjer = fil.read_text(encoding="utf-8").splitlines()
        for knude in ast.parse("\n".join(linjer)).body:
            maal = (
                knude.targets if isinstance(knude, ast.Assign) else [getattr(knude, "target", None)]
            )
            navne = [n.id for m in maal for n in getattr(m, "elts", [m]) if isinstance(n, ast.Name)]
            for navn in filter(NAVN.fullmatch, navne):
                vaerdi = getattr(importlib.import_module(modul), navn)
                yield Graense(modul, navn, _skrevet(vaerdi), _grund(linjer, knude))


def _skrevet(vaerdi: object) -> str:
    if isinstance(vaerdi, Mapping):
        return ", ".join(f"{noegle} {_skrevet(v)}" for noegle, v in vaerdi.items())
    return f"{vaerdi:,}"


def _grund(linjer: list[str], knude: ast.stmt) -> str:
    """Return the comment after a constant, or the one over it."""
    linje = linjer[knude.lineno - 1]
    if "#" in linje:
        return linje.split("#", 1)[1].strip()
    over = []
    for tekst in reversed(linjer[: knude.lineno - 1]):
        if not tekst.startswith("#"):
            break
        over.insert(0, tekst.lstrip("#: ").strip())
    return " ".join(over)


def tabel() -> str:
    """Return the limits as a table in Markdown."""
    raekker = [f"| `{g.modul}.{g.navn}` | {g.vaerdi} | {g.grund} |" for g in graenser()]
    return "\n".join(["| limit | at most | why |", "|---|---|---|", *raekker])


if __name__ == "__main__":
    print(tabel())
