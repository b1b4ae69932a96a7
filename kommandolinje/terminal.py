"""What the command line prints: tables for people, JSON for machines."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable
from typing import Any, NoReturn

import pandas as pd

from dansk import Inputfejl
from planning.plan import Plan
from saetninger.kilde import kildelinje

#: argparse's messages, in Danish.
PARSERFEJL = {
    r"the following arguments are required: (.*)": r"Der mangler: \1",
    r"argument KOMMANDO: invalid choice: (\S+) \(choose from (.*)\)": (
        r"Ukendt kommando: \1. Vælg \2"
    ),
    r"unrecognized arguments: (.*)": r"Ukendt: \1",
    r"argument (\S+): expected one argument": r"\1 mangler en værdi",
    r"argument (\S+): ignored explicit argument (.*)": r"\1 tager ingen værdi, men fik \2",
}


class _DanskHjaelp(argparse.HelpFormatter):
    """Help whose first word is Danish."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Write the line of usage after `brug:`."""
        super().add_usage(usage, actions, groups, "brug: " if prefix is None else prefix)


class DanskParser(argparse.ArgumentParser):
    """A parser that speaks Danish: its help, and what is wrong with what was typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(
            *args, **kwargs, add_help=False, allow_abbrev=False, formatter_class=_DanskHjaelp
        )
        self._positionals.title, self._optionals.title = "angiv", "valg"
        self.add_argument("-h", "--help", action="help", help="vis denne hjælp")

    def error(self, message: str) -> NoReturn:
        """Tell the fault in Danish, so that `main` stops with exit code 2."""
        for moenster, dansk in PARSERFEJL.items():
            message = re.sub(moenster, dansk, message)
        raise Inputfejl(f"{message}. Se: {self.prog} --help")


def raekker(ramme: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a frame as one dict a row, keys the column names."""
    return ramme.to_dict(orient="records")


def skriv_json(indhold: object) -> int:
    """Print content as JSON, numbers unrounded and missing as null; return exit code 0."""
    print(json.dumps(_rens(indhold), ensure_ascii=False, indent=2, allow_nan=False))
    return 0


def skriv_kilde(plan: Plan, *ressourcer: str) -> None:
    """Print where the figures above come from, and the fingerprint of what they were made of."""
    print(kildelinje(*(plan.herkomst[r] for r in ressourcer if r in plan.herkomst)))
    print(f"Fingeraftryk: {plan.fingeraftryk}")


def _rens(del_: Any) -> Any:
    if isinstance(del_, dict):
        return {str(k): _rens(v) for k, v in del_.items()}
    if isinstance(del_, list | tuple):
        return [_rens(v) for v in del_]
    if pd.isna(del_):
        return None
    return del_.item() if hasattr(del_, "item") else del_


def skriv_tabel(
    ramme: pd.DataFrame, felter: dict[str, tuple[str, Callable[[Any], str]]], titel: str = ""
) -> None:
    """Print a frame as a table: column -> (heading, how a value is written)."""
    if titel:
        print(titel)
    kolonner = [[t, *(skriv(v) for v in ramme[navn])] for navn, (t, skriv) in felter.items()]
    bredder = [max(map(len, k)) for k in kolonner]
    tekst = [pd.api.types.is_string_dtype(ramme[navn]) for navn in felter]
    for raekke in zip(*kolonner, strict=True):
        celler = (
            c.ljust(b) if t else c.rjust(b) for c, b, t in zip(raekke, bredder, tekst, strict=True)
        )
        print("  ".join(celler).rstrip())
    print()
