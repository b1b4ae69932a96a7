"""Names on a printed map: how each may be set, and where it came to stand.

Measured in mm on the sheet from its lower left corner, type in points.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

import numpy as np
import shapely

from kort.farver import BLAEK
from kort.tryk.udstyr import MINDSTE_PT, NAVNELINJE_MM, Boks, ren, tekstbredde

#: A longer name is shortened on the map, never in title, legend or source.
LAENGSTE_NAVN = 40
#: Where long names of kommuner may be divided.
BLOED = "\N{SOFT HYPHEN}"
_DELT = ("Brønders|lev", "Frederiks|havn", "Jammer|bugt", "Mariager|fjord", "Vest|himmerland")
DELELIGE = {navn.replace("|", ""): navn.replace("|", BLOED) for navn in _DELT}
#: What a divided name costs, and one of a smaller size, and a number in place of a name: more than
#: any place for the name.
PRIS_DELT, PRIS_MINDRE, PRIS_NUMMER = 0.15, 4.0, 20.0
#: How far from its sign a name may be, mm, with a thin line to it.
LINJER_MM = (2.5, 4.5, 7.0, 10.0, 14.0)
#: How clear a line is held of signs and of other names, mm.
LINJELUFT_MM = 0.2
RUNDT = np.array([-1.0, -1.0, 1.0, 1.0])
Streg = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True)
class Sats:
    """A way to set a name: its lines, each with points and weight; `pris` is what it costs.

    `nummer`: it is room for a number, which a key below the map tells. `farve` is of its letters.
    """

    linjer: tuple[tuple[str, float, bool], ...]
    pris: float = 0.0
    nummer: bool = False
    farve: str = BLAEK

    @property
    def maal(self) -> tuple[float, float]:
        """Width and height in mm."""
        hoejde = sum(pt for _, pt, _ in self.linjer) * NAVNELINJE_MM
        return max(tekstbredde(*linje) for linje in self.linjer), hoejde


@dataclass(frozen=True, eq=False)
class Navn:
    """A name to place in an area, beside a point or beside a line (mm), in one of some ways.

    `tekst` is what is written below the map when there is no room for it, or for more than a
    number; "" when its layer says that only some are named. `radius` is that of the sign at a
    point. Names of a low `rang` are placed first. One with no room by its sign may be so far away,
    mm (`linjer`), with a thin line.
    """

    noegle: str
    sted: shapely.Geometry
    satser: tuple[Sats, ...]
    tekst: str = ""
    radius: float = 0.9
    rang: int = 1
    linjer: tuple[float, ...] = LINJER_MM


@dataclass(frozen=True)
class Placering:
    """Where a name stands, how it is set, and what the place cost.

    `streg`: the two ends (mm) of a line to what it names; None where it stands by it.
    """

    boks: Boks
    sats: Sats
    pris: float
    streg: Streg | None = None

    def bokse(self) -> list[Boks]:
        """What other names keep clear of, mm: the name, and its line."""
        if self.streg is None:
            return [self.boks]
        fra, til = np.array(self.streg)
        t = np.linspace(0.0, 1.0, 2 + math.ceil(np.hypot(*(til - fra))))[:, None]
        langs = (fra * (1 - t) + til * t).tolist()
        r = LINJELUFT_MM
        return [self.boks, *(Boks(x - r, y - r, x + r, y + r) for x, y in langs)]


def navnesatser(
    navn: str, pt: float, vaerdi: str = "", mindste: float = MINDSTE_PT, maerke: str = ""
) -> tuple[Sats, ...]:
    """Return how a name with a value under it may be set: whole, divided, then smaller.

    Never smaller than `mindste` points. `maerke` is a sign after the name.
    """
    navn, vaerdi = ren(navn), ren(vaerdi)
    if len(navn) > LAENGSTE_NAVN:
        navn = f"{navn[: LAENGSTE_NAVN - 1]}…"
    dele = re.split(f"(?<=[ {BLOED}])", DELELIGE.get(navn, navn))
    delt = [d.replace(BLOED, "-").strip() for d in dele]
    navn, delt[-1] = f"{navn} {maerke}".strip(), f"{delt[-1]} {maerke}".strip()
    satser = []
    for grad in dict.fromkeys(max(mindste, del_ * pt) for del_ in (1, 0.9, 0.8)):
        under = [(vaerdi, grad, False)] if vaerdi else []
        for linjer in ([navn], delt)[: len(delt)]:
            pris = PRIS_MINDRE * (1 - grad / pt) + PRIS_DELT * (linjer is delt)
            satser.append(Sats((*((linje, grad, True) for linje in linjer), *under), pris))
    return tuple(satser)
