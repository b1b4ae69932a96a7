"""A command declared once: its name, what it does, its choices, and the function that runs it.

The parser, the help, the README's list and the tests are all read from the declaration.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

#: What is written after a choice of a file or folder.
STIER = ("FIL", "MAPPE")


def _sti(tekst: str) -> str:
    # An empty variable of a shell is not a choice left out.
    if not tekst.strip():
        raise argparse.ArgumentTypeError("tom")
    return tekst


@dataclass(frozen=True)
class Valgmulighed:
    """A choice of a command: a word in its place (`fil`), or a name with two dashes.

    form: what is written after it, as the help and the README say it: a word a value, and empty for
    a flag that is only there or not. standard: its value when it is left out. gentages: it may be
    given several times, or for a word in its place any number of times.
    """

    navn: str
    hjaelp: str = ""
    form: str = ""
    standard: str | None = None
    kraevet: bool = False
    gentages: bool = False

    @property
    def paa_plads(self) -> bool:
        """Whether it is a word in its place rather than one with a name."""
        return not self.navn.startswith("--")

    def tilfoej(self, parser: argparse.ArgumentParser) -> None:
        """Add the choice to a parser."""
        igen = self.gentages and not self.paa_plads
        hjaelp = "; ".join(d for d in (self.hjaelp, "kan gentages" if igen else "") if d)
        krav: dict[str, Any] = {"help": hjaelp or None}
        if self.form:
            krav["metavar"] = self.form
        if self.form in STIER:
            krav["type"] = _sti
        if self.paa_plads:
            krav |= {"nargs": "*"} if self.gentages else {}
        elif not self.form:
            krav |= {"action": "store_true"}
        else:
            krav |= {"required": self.kraevet, "default": self.standard}
            if len(ord_ := self.form.split()) > 1:
                krav |= {"nargs": len(ord_), "metavar": tuple(ord_)}
            krav |= {"action": "append", "default": []} if self.gentages else {}
        parser.add_argument(self.navn, **krav)

    def brug(self) -> str:
        """Return how the choice is written in a line of usage."""
        if self.paa_plads:
            return f"[{self.form}...]" if self.gentages else self.form
        tekst = f"{self.navn} {self.form}".rstrip()
        return tekst if self.kraevet else f"[{tekst}]"


JSON = Valgmulighed("--json", "skriv JSON i stedet for en tabel")
FAG = Valgmulighed("--fag", "hvilket fag; det, der sidst blev taget i brug, ellers", "FAG")


@dataclass(frozen=True)
class Kommando:
    """A command: its name, one line of help, what runs it (returns the exit code), its choices.

    fag: whether it reads the dataset of a field, and so asks which.
    """

    navn: str
    hjaelp: str
    koer: Callable[[argparse.Namespace], int]
    valg: tuple[Valgmulighed, ...] = ()
    fag: bool = True

    def tilfoej(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's choices to its parser, `--fag` and `--json` with them."""
        for mulighed in (*self.valg, *([FAG] if self.fag else []), JSON):
            mulighed.tilfoej(parser)
        parser.set_defaults(koer=self.koer)

    def brug(self) -> str:
        """Return the line of usage the README has; `--fag` and `--json` are told once for all."""
        return " ".join(["python cli.py", self.navn, *(v.brug() for v in self.valg)])
