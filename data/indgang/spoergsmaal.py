"""What only the user can tell of a file: questions, and the error of a file that waits for answers.

A reader takes `svar`, the answers by key, and asks all it must know at once. Page and command line
show the questions and read the file again with the answers; any other reader sees an Inputfejl.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dansk import Inputfejl

#: The answers to questions, by key.
Svar = Mapping[str, str]


@dataclass(frozen=True)
class Spoergsmaal:
    """One question: its key, the question in Danish, and the answers there are (value, words).

    `forslag` is the answer that is most likely; "" for none. With `punkt` a point is an answer
    too: lat,lon in degrees.
    """

    noegle: str
    tekst: str
    valg: tuple[tuple[str, str], ...]
    forslag: str = ""
    punkt: bool = False

    def linje(self) -> str:
        """Return the question with its answers in one line, as a terminal shows it."""
        led = [f"{self.noegle}={vaerdi} ({ord_})" for vaerdi, ord_ in self.valg]
        muligheder = "; ".join([*led, *([f"{self.noegle}=lat,lon"] if self.punkt else [])])
        return f"{self.tekst} Svar med {muligheder}."


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
