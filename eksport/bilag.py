"""Bilaget as a value: sections of text, tables and figures, the same for every file made of it.

Text may come from a user or a file: `dansk.rens` takes out what no document can hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from eksport.bestilling import TEKSTBREDDE
from eksport.ophav import Ophav
from tabeller.tabel import Tabel

if TYPE_CHECKING:  # what has no map needs no matplotlib
    from kort.tryk.fil import Filtype


@dataclass(frozen=True)
class Tekst:
    """A paragraph: the news, plain text, or a note in small print.

    `noegle` is what it is called among those of its kind in the section, from year to year; empty
    where it is the only one that may stand there. `figur` is the key of the figure that shows what
    it says, which it refers to by number.
    """

    tekst: str
    art: Literal["nyhed", "broed", "note"] = "broed"
    noegle: str = ""
    figur: str = ""


@dataclass(frozen=True)
class Punkter:
    """A list of points; `noegle` as of `Tekst`."""

    punkter: tuple[str, ...]
    noegle: str = ""


@dataclass(frozen=True, eq=False)
class Figur:
    """A map: `noegle` names its files, `nyhed` opens its slide, `alt` is for who cannot see it.

    `tegner` draws it as the file types asked for, in a format (`kort.tryk.trykkort`); `format` is
    the one it has in a document. `dele`: the maps that stand in it side by side, each of which is a
    slide and files of its own.
    """

    noegle: str
    titel: str
    nyhed: str
    alt: str
    kilde: str
    tegner: Callable[[tuple[Filtype, ...], str], Mapping[Filtype, bytes]]
    format: str = TEKSTBREDDE
    dele: tuple[Figur, ...] = ()

    @property
    def enkelte(self) -> tuple[Figur, ...]:
        """The maps one by one."""
        return self.dele or (self,)

    def tegn(self, filtype: Filtype, format: str) -> bytes:
        """Return one file."""
        return self.tegner((filtype,), format)[filtype]


#: What stands before the sentences of `Bilag.udeladt`.
IKKE_MED = "Ikke med, fordi datasættet mangler tallene:"

Led = Tekst | Punkter | Tabel | Figur


@dataclass(frozen=True, eq=False)
class Afsnit:
    """A section: its id, heading, level (1 or 2) and what stands in it, in order."""

    id: str
    overskrift: str
    niveau: int
    led: tuple[Led, ...]

    @property
    def nyheder(self) -> tuple[str, ...]:
        """The sentences that say the news."""
        return tuple(d.tekst for d in self.led if isinstance(d, Tekst) and d.art == "nyhed")


def staar_ved(led: Led, naeste: Led | None) -> bool:
    """Say whether a part of a section stands on the page of the next: a text, of its map."""
    return isinstance(led, Tekst) and bool(led.figur) and isinstance(naeste, Figur)


@dataclass(frozen=True, eq=False)
class Bilag:
    """A whole bilag: title, what it is about, its dataset and the scenarios in it.

    `udeladt`: what of the sections asked for is left out, each in a sentence with what to import.
    `ophav`: what it is made of, so that a document can be refreshed from a dataset of later.
    """

    titel: str
    undertitel: str
    datasaet: str
    afsnit: tuple[Afsnit, ...]
    udeladt: tuple[str, ...] = ()
    ophav: Ophav | None = None

    def tabeller(self) -> list[Tabel]:
        """Return every table in order."""
        return [d for a in self.afsnit for d in a.led if isinstance(d, Tabel)]

    def figurer(self) -> list[Figur]:
        """Return every figure in order."""
        return [d for a in self.afsnit for d in a.led if isinstance(d, Figur)]

    def figurnumre(self) -> dict[str, int]:
        """Return the number of each figure by its key, as the documents count them."""
        return {figur.noegle: nr for nr, figur in enumerate(self.figurer(), start=1)}
