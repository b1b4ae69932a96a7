"""What only the user can tell of a file: questions, and the error of a file that waits for answers.

A reader takes `svar`, the answers by key, and asks all it must know at once. Page and command line
show the questions and read the file again with the answers; any other reader sees an Inputfejl.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dansk import Inputfejl, linje, tal

#: So many answers are listed in a line, and so many signs of each: a file can have thousands of
#: columns.
VIS_SVAR, VIS_TEGN = 30, 100
#: The answers to questions, by key.
Svar = Mapping[str, str]


class Afhoerte(Mapping[str, str]):
    """Answers that know which of them were asked for."""

    def __init__(self, svar: Svar) -> None:
        self._svar, self._spurgt = svar, set[str]()

    def __getitem__(self, noegle: str) -> str:
        """Return an answer; asked for from now on."""
        self._spurgt.add(noegle)
        return self._svar[noegle]

    def __iter__(self) -> Iterator[str]:
        """Go through the keys of the answers."""
        return iter(self._svar)

    def __len__(self) -> int:
        """Return how many answers there are."""
        return len(self._svar)

    @property
    def ubrugte(self) -> tuple[str, ...]:
        """The keys of the answers that nothing has asked for, in order."""
        return tuple(n for n in self._svar if n not in self._spurgt)


@dataclass(frozen=True)
class Spoergsmaal:
    """One question: its key, the question in Danish, and the answers there are (value, words).

    `forslag` is the answer that is most likely; "" for none. With `punkt` a point is an answer
    too: lat,lon in degrees. Words may cite the file, and are kept as clean lines; values are as the
    file has them.
    """

    noegle: str
    tekst: str
    valg: tuple[tuple[str, str], ...]
    forslag: str = ""
    punkt: bool = False

    def __post_init__(self) -> None:
        """Clean what may come of the file."""
        object.__setattr__(self, "tekst", linje(self.tekst))
        object.__setattr__(self, "valg", tuple((v, linje(ord_)) for v, ord_ in self.valg))

    def linje(self) -> str:
        """Return the question with its answers in one line, as a terminal shows it."""
        vist = [
            f"{self.noegle}={linje(v, VIS_TEGN)} ({linje(ord_, VIS_TEGN)})"
            for v, ord_ in self.valg[:VIS_SVAR]
        ]
        vist += [f"{self.noegle}=lat,lon"] if self.punkt else []
        flere = len(self.valg) - VIS_SVAR
        rest = f"; og {tal(flere)} andre" if flere > 0 else ""
        return f"{self.tekst} Svar med {'; '.join(vist)}{rest}."


class Ubesvaret(Inputfejl):
    """A file that can be used when its questions are answered."""

    def __init__(self, fil: str, spoergsmaal: Sequence[Spoergsmaal]) -> None:
        self.fil, self.spoergsmaal = fil, tuple(spoergsmaal)
        linjer = "\n".join(f"- {s.linje()}" for s in self.spoergsmaal)
        super().__init__(f"{fil} kræver et svar, før den kan bruges.\n{linjer}")


def besvaret(svar: Svar, spoergsmaal: Spoergsmaal) -> str | None:
    """Return the answer to a question, None when it is not answered.

    Raises Inputfejl for an answer that is not among those there are.
    """
    vaerdi = svar.get(spoergsmaal.noegle)
    if vaerdi is None or vaerdi in {v for v, _ in spoergsmaal.valg}:
        return vaerdi
    if spoergsmaal.punkt and punkt_af(vaerdi) is not None:
        return vaerdi
    raise Inputfejl(f"»{vaerdi}« er ikke et svar på {spoergsmaal.noegle}. {spoergsmaal.linje()}")


def punkt_af(svar: str) -> tuple[float, float] | None:
    """Return the degrees (lat, lon) an answer `lat,lon` gives; None for another answer."""
    fundet = re.fullmatch(r"([0-9]{1,2}(?:\.[0-9]+)?), ?([0-9]{1,2}(?:\.[0-9]+)?)", svar)
    return (float(fundet[1]), float(fundet[2])) if fundet else None


def punktsvar(lat: float, lon: float) -> str:
    """Return a point in degrees as the answer that `punkt_af` reads, within some ten metres."""
    return f"{lat:.4f},{lon:.4f}"
