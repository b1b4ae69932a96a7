"""Praksiskort from a terminal: the same functions as the pages, as tables or as JSON.

Exit codes: 0 done; 1 `kontrol` found faults; 2 the input cannot be used, told in Danish; 130 it was
stopped from the keyboard.
"""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from dansk import Inputfejl
from kommandolinje.liste import kommandoer
from kommandolinje.terminal import DanskParser


def _parser(argumenter: Sequence[str]) -> DanskParser:
    parser = DanskParser(prog="cli.py", description="Praksiskort: planlægning af kapacitet.")
    under = parser.add_subparsers(title="kommandoer", required=True, metavar="KOMMANDO")
    for kommando in kommandoer(argumenter):
        kommando.tilfoej(
            under.add_parser(kommando.navn, help=kommando.hjaelp, description=kommando.hjaelp)
        )
    return parser


def main(argumenter: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stroem in (sys.stdout, sys.stderr):
        if isinstance(stroem, io.TextIOWrapper):
            # A pipe on a Danish Windows is cp1252, which has no minus sign.
            stroem.reconfigure(encoding="utf-8")
    # What the database says is for a server's log; here the sentence is enough.
    logging.getLogger("lager").addHandler(logging.NullHandler())
    try:
        skrevet = sys.argv[1:] if argumenter is None else argumenter
        valg = _parser(skrevet).parse_args(skrevet)
        return valg.koer(valg)
    except Inputfejl as fejl:
        # No window stands open here: advice on it is for the pages.
        print(str(fejl).removesuffix(fejl.raad).rstrip(), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        # A line that tells how far it was is left standing.
        print("\nAfbrudt, før det var færdigt.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def kun_svaret() -> None:
    """Let nothing but what is printed reach stdout; the rest goes to stderr.

    HiGHS, which finds the proposals, can write a line to it past Python, and who reads the answer
    as JSON would have none.
    """
    with suppress(OSError):
        svar = os.dup(1)
        os.dup2(2, 1)
        linjevis = 1 if os.isatty(svar) else -1
        sys.stdout = os.fdopen(svar, "w", linjevis, encoding="utf-8")


if __name__ == "__main__":
    kun_svaret()
    raise SystemExit(main())
