"""How a layer of map data is drawn, said once: `eksport.gisqml` and `eksport.gissld` write it.

A style is rules; each has a colour, and all features or those whose field is within two breaks, or
empty. By rules, since a graduated style draws nothing where there is no value, and puts a value at
a break in the class below it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from kort.farver import MANGLER, Klasser

Art = Literal["flade", "punkt", "streg"]
#: A circle: the colour of its edge, empty where it is that of its inside, and its width in mm.
Prik = tuple[str, float]
KANT, SKRAVERING = "#5a6670", "#7d8890"
STREG_MM = 0.8
#: As many signs as a GeoPackage has room for in the name of a style.
HOEJST_NAVN = 30


@dataclass(frozen=True)
class Graense:
    """A break between two classes: a number, and whether it belongs to the class above itself."""

    tal: float
    til_over: bool

    @classmethod
    def af(cls, graense: float) -> Graense:
        """Return a break of `Klasser` as a reader would write it.

        One that is the first number above a round one is that number, which belongs below.
        """
        under = float(np.nextafter(graense, -np.inf))
        rund = len(repr(under)) < len(repr(graense))
        return cls(under, False) if rund else cls(float(graense), True)


@dataclass(frozen=True)
class Regel:
    """A rule: what it is called, its colour, and the breaks its values lie between.

    `mangler` is of what has no value. Without breaks a rule of values is of every value there is,
    and one of a style without a field of every feature.
    """

    navn: str
    farve: str
    fra: Graense | None = None
    til: Graense | None = None
    mangler: bool = False


@dataclass(frozen=True)
class Stil:
    """A style: what files call it, its name where it is chosen, its title, and its rules.

    `felt` is the column its rules are of; empty where all features look alike. `kant` is the colour
    of an edge, empty where it is that of the rule, and `mm` the width of a circle or a line.
    """

    noegle: str
    navn: str
    titel: str
    art: Art
    regler: tuple[Regel, ...]
    felt: str = ""
    kant: str = KANT
    mm: float = 0.0


def klassestil(
    noegle: str,
    navn: str,
    titel: str,
    felt: str,
    klasser: Klasser,
    mangler: str,
    prik: Prik | None = None,
) -> Stil:
    """Return a style by the classes of a field; `mangler` is what it is called to have no value.

    Of areas, or of circles as `prik` has them.
    """
    breaks = [None, *map(Graense.af, klasser.graenser), None]
    regler = tuple(
        Regel(hvad, farve, breaks[nr], breaks[nr + 1])
        for nr, (hvad, farve) in enumerate(zip(klasser.navne, klasser.farver, strict=True))
    )
    return Stil(
        noegle,
        navn[:HOEJST_NAVN],
        titel,
        "punkt" if prik else "flade",
        (*regler, Regel(mangler, MANGLER, mangler=True)),
        felt,
        *(prik or (KANT, 0.0)),
    )


def punkter(navn: str, farve: str, prik: Prik) -> Stil:
    """Return a style of equal circles."""
    return Stil("punkter", navn, navn, "punkt", (Regel(navn, farve),), "", *prik)


def streger(navn: str, farve: str) -> Stil:
    """Return a style of equal lines."""
    return Stil("streger", navn, navn, "streg", (Regel(navn, farve),), mm=STREG_MM)
