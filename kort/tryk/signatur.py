"""The signs of a printed map and its legend: areas, arrows, and marks told by their form.

Measured in mm on the sheet from its lower left corner, text in points. A mark of what a scenario
changes has a form of its own, so that it is told in greyscale too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle, FancyArrowPatch, PathPatch, Rectangle, Wedge
from matplotlib.path import Path

from kort.farver import BLAEK
from kort.tryk.udstyr import KANT, LINJE_MM, PAPIR, PT_MM, Boks, ombryd, skriv_linjer, tekstbredde

#: The lines inside a mark, each from and to, in its own radius.
STREGER = {
    "minus": [((-0.55, 0.0), (0.55, 0.0))],
    "plus": [((-0.55, 0.0), (0.55, 0.0)), ((0.0, -0.55), (0.0, 0.55))],
    "kryds": [((-0.45, -0.45), (0.45, 0.45)), ((-0.45, 0.45), (0.45, -0.45))],
}
#: A mark with a ring around it: how far out the ring is, in its radius.
RING = 1.5


@dataclass(frozen=True)
class Signatur:
    """A sign of a legend and what it means: flade, pil, or a form of `maerke`; `radius` in mm."""

    navn: str
    form: str
    farve: str
    kant: str = KANT
    moenster: str = ""
    radius: float = 0.0

    @property
    def halv(self) -> float:
        """Half the height of a mark, mm."""
        return omfang(self.form, self.radius)


@dataclass(frozen=True)
class Gruppe:
    """A part of a legend: heading, signs, and a note under them."""

    overskrift: str
    signaturer: tuple[Signatur, ...]
    note: str = ""

    def tegn(self, ark: Axes | None, x: float, top: float, pt: float, hoejst: float) -> Boks:
        """Draw it from its upper left corner, no wider than `hoejst` mm, and return its place.

        With `ark` None it is only measured.
        """
        y, bredest = top, 0.0
        felt = max([1.9 * pt * PT_MM, *(2 * s.halv for s in self.signaturer)])
        tekst_x = x + felt + 0.6 * pt * PT_MM
        for signatur in (None, *self.signaturer, self.note):
            if signatur is None or isinstance(signatur, str):
                fed, venstre, raa = signatur is None, x, signatur or ""
                raa = self.overskrift if fed else raa
            else:
                fed, venstre, raa = False, tekst_x, signatur.navn
            plads = x + hoejst - venstre
            if signatur == self.note != "":
                plads, y = min(plads, max(bredest, 14 * pt * PT_MM)), y - 0.3 * pt * PT_MM
            linjer = ombryd(raa, plads, pt, fed)
            hoejde = len(linjer) * LINJE_MM * pt
            bredest = max([bredest, *(venstre - x + tekstbredde(li, pt, fed) for li in linjer)])
            if isinstance(signatur, Signatur):
                raekke = max(hoejde, 2 * signatur.halv) + 0.28 * pt * PT_MM
                if ark is not None:
                    _saet_tegn(ark, signatur, x, y - raekke / 2, felt, pt)
                    skriv_linjer(ark, venstre, y - (raekke - hoejde) / 2, linjer, pt)
                y -= raekke
            elif linjer:
                if ark is not None:
                    skriv_linjer(ark, venstre, y, linjer, pt, fed=fed)
                y -= hoejde + 0.35 * pt * PT_MM
        return Boks(x, y, x + bredest, top)


def _saet_tegn(ark: Axes, s: Signatur, x: float, midt: float, felt: float, pt: float) -> None:
    if s.form == "pil":
        ark.add_patch(pil((x, midt), (x + felt, midt), pt))
    elif s.form == "flade":
        halv = 0.48 * pt * PT_MM
        lap = Rectangle((x, midt - halv), felt, 2 * halv, facecolor=s.farve, edgecolor=s.kant)
        lap.set(linewidth=0.5, zorder=15)
        ark.add_patch(moenstret(lap, s.moenster))
    else:
        for del_ in maerke(s.form, x + felt / 2, midt, s.radius, s.farve, s.kant, zorder=15):
            ark.add_artist(del_)


def maerke(
    form: str, x: float, y: float, radius: float, farve: str, kant: str = PAPIR, zorder: float = 16
) -> list[Any]:
    """Return the artists of a mark in mm: a disc of a colour, and what tells its form.

    cirkel: the disc alone. minus, plus, kryds: with that sign in it. ny: plus with a ring around
    it. halv: half of it filled. ring: empty, with a dot in the middle.
    """
    stil: dict[str, Any] = {"linewidth": 0.5, "zorder": zorder, "edgecolor": kant}
    if form in ("halv", "ring"):
        skive = Circle((x, y), radius, facecolor=PAPIR, **stil | {"edgecolor": farve})
        skive.set_linewidth(0.9)
        if form == "halv":
            indre: Any = Wedge((x, y), radius, 90, 270, facecolor=farve, linewidth=0.0)
        else:
            indre = Circle((x, y), 0.45 * radius, facecolor=farve, linewidth=0.0)
        indre.set_zorder(zorder + 0.01)
        return [skive, indre]
    dele: list[Any] = []
    if form == "ny":
        ydre = Circle((x, y), omfang(form, radius), facecolor=PAPIR, **stil | {"edgecolor": farve})
        ydre.set_linewidth(0.9)
        dele.append(ydre)
    dele.append(Circle((x, y), radius, facecolor=farve, **stil))
    for fra, til in STREGER.get("plus" if form == "ny" else form, ()):
        ender = np.array([fra, til]) * radius + [x, y]
        streg = PathPatch(Path(ender), facecolor="none", edgecolor=PAPIR)
        streg.set(linewidth=0.42 * radius / PT_MM, zorder=zorder + 0.01, capstyle="butt")
        dele.append(streg)
    return dele


def omfang(form: str, radius: float) -> float:
    """Return how far from its middle a mark reaches, mm."""
    return radius * (RING if form == "ny" else 1.0)


def moenstret(lap: Any, moenster: str) -> Any:
    """Return a patch with a hatching, written as its colour and its signs: `#ffffff ////`."""
    if moenster:
        farve, tegn = moenster.split()
        lap.set(hatch=tegn, hatchcolor=farve, hatch_linewidth=0.35)
    return lap


def pil(
    fra: tuple[float, float],
    til: tuple[float, float],
    hoved: float,
    bue: float = 0.0,
    luft: float = 0.0,
) -> Any:
    """Return an arrow between two points in mm; `hoved` (its head) and `luft` in points."""
    return FancyArrowPatch(
        fra,
        til,
        connectionstyle=f"arc3,rad={bue}",
        arrowstyle="simple,head_length=0.7,head_width=0.7,tail_width=0.18",
        mutation_scale=hoved,
        shrinkA=luft,
        shrinkB=luft,
        facecolor=BLAEK,
        edgecolor=PAPIR,
        linewidth=0.5,
        zorder=17,
    )
