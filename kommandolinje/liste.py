"""Every command, in the order the help and the README have them.

A command is the module of its name, which is loaded when it is asked for: one that draws and one
that solves take half a second each, and who runs the one need not wait for the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from kommandolinje.kommando import Kommando

NAVNE = (
    *("status", "daekning", "rejsetid", "tilgaengelighed", "ventetid", "oekonomi", "kommuneark"),
    *("klinikker", "flyt", "forslag", "placering", "eksport", "opfrisk", "punkter", "skabelon"),
    *("indlaes", "datasaet", "befolkning", "kontrol"),
)


def kommandoer(argumenter: Sequence[str] = ()) -> tuple[Kommando, ...]:
    """Return the command that what is typed begins with; all of them where it begins with none."""
    navne = [navn for navn in argumenter[:1] if navn in NAVNE] or NAVNE
    return tuple(import_module(f"kommandolinje.{navn}").KOMMANDO for navn in navne)
