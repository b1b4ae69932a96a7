"""What the command line prints: tables for people, JSON for machines."""

from __future__ import annotations

import argparse
import json
import re
import sys
import textwrap
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import pandas as pd

from dansk import Inputfejl
from planning.plan import Plan
from tabeller.tabel import Tabel

LINJEBREDDE = 100

#: argparse's messages, in Danish.
PARSERFEJL = {
    r"the following arguments are required: (.*)": r"Der mangler: \1",
    r"argument KOMMANDO: invalid choice: (\S+) \(choose from (.*)\)": (
        r"Ukendt kommando: \1. Vælg \2"
    ),
    r"unrecognized arguments: (.*)": r"Ukendt: \1",
    r"argument (\S+): tom": r"\1 er tom. Angiv en fil eller mappe, eller udelad valget",
    r"argument (\S+): expected one argument": r"\1 mangler en værdi",
    r"argument (\S+): expected (\d+) arguments": r"\1 skal have \2 værdier",
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
    """Print content as JSON and return exit code 0.

    Numbers are unrounded, days as ISO 8601, and what is missing null.
    """
    print(json.dumps(_rens(indhold), ensure_ascii=False, indent=2, allow_nan=False))
    return 0


def gem_fil(sti: Path, indhold: bytes) -> None:
    """Write a file; raises Inputfejl where it cannot be."""
    try:
        sti.write_bytes(indhold)
    except OSError as fejl:
        raise Inputfejl(
            f"»{sti}« kan ikke skrives. Vælg en fil i en mappe, der findes, og som du må skrive i."
        ) from fejl


def fremdrift() -> Callable[[float, str], None] | None:
    """Return what tells a terminal on stderr how far it is, a share and a text; None for none."""
    return _fremdrift if sys.stderr.isatty() else None


def fremdrift_i_dele(hvad: str) -> Callable[[int, int], None] | None:
    """Return what tells a terminal on stderr how many parts are done, of so many; None for none."""
    vis = fremdrift()
    return vis and (lambda faerdige, i_alt: vis(faerdige / i_alt, hvad))


def _fremdrift(del_: float, tekst: str) -> None:
    # \x1b[K clears what a longer line left behind.
    print(
        f"\r{del_:4.0%} {tekst}\x1b[K", end="\n" if del_ == 1 else "", file=sys.stderr, flush=True
    )


def skriv_fingeraftryk(plan: Plan) -> None:
    """Print the fingerprint of what the figures above were made of."""
    print(f"Fingeraftryk: {plan.fingeraftryk}")


def _rens(del_: Any) -> Any:
    if isinstance(del_, dict):
        return {str(k): _rens(v) for k, v in del_.items()}
    if isinstance(del_, list | tuple):
        return [_rens(v) for v in del_]
    if pd.isna(del_):
        return None
    if isinstance(del_, date):
        return del_.isoformat()
    return del_.item() if hasattr(del_, "item") else del_


def skriv_tabel(tabel: Tabel) -> None:
    """Print a table: its title, the columns under headings on as few lines as fit, its source."""
    print(tabel.titel)
    kolonner = [_som_linjer(k.overskrift, tabel.skrevne(k, faerrest=True)) for k in tabel.kolonner]
    hoejde = max(len(hoved) for hoved, _ in kolonner)
    ud = [
        ["", *[""] * (hoejde - len(hoved) - 1), *hoved, *celler][-(hoejde + len(celler)) :]
        for hoved, celler in kolonner
    ]
    bredder = [max(map(len, k)) for k in ud]
    for raekke in zip(*ud, strict=True):
        print(
            "  ".join(
                celle.rjust(bredde) if kolonne.til_hoejre else celle.ljust(bredde)
                for celle, bredde, kolonne in zip(raekke, bredder, tabel.kolonner, strict=True)
            ).rstrip()
        )
    for afsnit in (tabel.kilde, tabel.note):
        if afsnit:
            print(textwrap.fill(afsnit, LINJEBREDDE))
    print()


def skriv_afsnit(tabel: Tabel) -> None:
    """Print a table whose cells are sentences: each under its heading, a row at a time."""
    print(tabel.titel)
    foerste, *andre = [(k.overskrift, tabel.skrevne(k)) for k in tabel.kolonner]
    for nr, titel in enumerate(foerste[1]):
        print(textwrap.fill(titel, LINJEBREDDE))
        for overskrift, celler in andre:
            tekst = f"{overskrift}: {celler[nr]}"
            print(textwrap.fill(tekst, LINJEBREDDE, initial_indent="  ", subsequent_indent="    "))
    for afsnit in (tabel.kilde, tabel.note):
        if afsnit:
            print(textwrap.fill(afsnit, LINJEBREDDE))
    print()


def _som_linjer(overskrift: str, celler: list[str]) -> tuple[list[str], list[str]]:
    """Return a heading broken to about the width of what stands under it, and the cells."""
    bredde = max(map(len, [*celler, *overskrift.split()]))
    return textwrap.wrap(overskrift, bredde), celler
