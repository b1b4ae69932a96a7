"""What a trial of broken files is made of: files, ways to change them, and what is right of each.

A file has a naive reading, independent of the program's own, that gives its figures or None where
it says no such thing. A change says which figures a file may be taken with: those of the whole
file, those of the naive reading of the changed one, or either. Anything else is a wrong acceptance.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tests.robusthed.tabeller import Tabel

#: The figures of a file, by what each is of.
Tal = Mapping[str, float]
Slump = random.Random

#: With which figures a changed file may be taken.
SAMME, NY, BEGGE = "samme", "ny", "begge"
#: What comes of a file.
AFVIST, SPURGT, TAGET = "afvist", "spurgt", "taget"


@dataclass(frozen=True)
class Fil:
    """A whole file: its name, bytes and figures, and how it is read naively.

    `svar`: the answers it is read with. `tabel`: what it is a table of, where it is one, and
    `skriv` how that is written; `talkolonner` and `idkolonner` are positions in it.
    """

    navn: str
    indhold: bytes
    naiv: Callable[[bytes], Tal | None]
    svar: Mapping[str, str] = field(default_factory=dict)
    tabel: Tabel | None = None
    skriv: Callable[[Tabel], bytes] = lambda _: b""
    talkolonner: tuple[int, ...] = ()
    idkolonner: tuple[int, ...] = ()
    egne: tuple[Aendring, ...] = ()


@dataclass(frozen=True)
class Aendring:
    """A way to break a file. `besked`: taken, it must be with a warning of its own."""

    navn: str
    goer: Callable[[Slump, Fil], bytes | tuple[str, bytes]]
    facit: str = BEGGE
    besked: bool = False


@dataclass(frozen=True)
class Dom:
    """What came of a trial: `dom`, the figures of what was taken, and all that was said of it.

    `advarsler`: what of it must be looked at before it is taken.
    """

    dom: str
    sagt: tuple[str, ...] = ()
    tal: Tal = field(default_factory=dict)
    advarsler: tuple[str, ...] = ()


@dataclass(frozen=True)
class Slags:
    """A kind of input: its files, and how the door is tried with bytes under a name.

    `proev` raises Inputfejl for what is refused outright. `taerskel`: so far may a figure be from
    the right one. `mangler`: the figure of what is not there. `gemmer`: what is
    taken is in the store and the cache, where nothing else may leave anything.
    """

    navn: str
    filer: Callable[[], Sequence[Fil]]
    proev: Callable[[str, bytes, Fil], Dom]
    taerskel: float = 1e-6
    mangler: float = math.nan
    gemmer: bool = False


def afvigelser(fundet: Tal, ventet: Tal | None, slags: Slags) -> list[str]:
    """Return where figures differ: a key that only one has, and a number that is another."""
    if ventet is None:
        return ["filen siger intet, der kan tages"]
    svar = []
    for noegle in sorted({*fundet, *ventet}):
        a, b = (tal.get(noegle, slags.mangler) for tal in (fundet, ventet))
        ens = a == b or (math.isnan(a) and math.isnan(b))
        if not ens and not abs(a - b) <= slags.taerskel + 1e-5 * abs(b):
            svar.append(f"{noegle}: {a:g} for {b:g}")
    return svar
