"""Layers of a printed map that is close up on a kommune: who lives where, and clinics by name."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from dansk import tal
from kort.farver import AFGIVER, BLAEK
from kort.tryk.lag import NOGLE, Flade, Kliniklag, Lag, eller_nummer
from kort.tryk.navne import PRIS_DELT, Navn, Sats
from kort.tryk.signatur import Gruppe, Signatur
from kort.tryk.udstyr import PAPIR, PT_MM, Boks, Format, ombryd_jaevnt, ren

#: A disc of so many residents is as large as a circle of one capacity.
PERSONER = 1500.0
#: The sizes a legend shows, residents.
TRIN = (1_000, 5_000, 20_000)
FOLK_STIL = {"facecolor": "#c9d0d5", "edgecolor": "#7d8890"}
MANGE_STIL = {"facecolor": AFGIVER, "edgecolor": PAPIR}
FOLKENAVN = "#46525c"
#: How wide the lines of a clinic's name are, of the height of its letters, before it is divided.
NAVNEBREDDE = 12.0
#: How far a clinic's name may be from it, mm: out of a town with many.
LINJER_MM = (2.5, 4.5, 7.0, 10.0, 14.0, 19.0, 25.0, 32.0, 40.0)


@dataclass(frozen=True, eq=False)
class Folkelag(Lag):
    """Where people live, toned down: `steder` navn, x, y (metres), indbyggere, mange (bool).

    A disc a district, with an area that follows its residents. Those with `mange` beyond the limit
    are told by their colour and their name; the others are named where there is room.
    """

    steder: pd.DataFrame
    mange: str

    def tegn(self, flade: Flade) -> tuple[list[Boks], list[Navn]]:
        """Draw the discs; a name may stand on one that is toned down, and a sign over it."""
        steder = self.steder.sort_values("indbyggere", ascending=False)
        xy = flade.mm(steder[["x", "y"]])
        radier = self._radius(steder["indbyggere"], flade.format)
        bokse, navne, pt = [], list[Navn](), flade.lille_pt()
        for nr, (sted, r, raekke) in enumerate(zip(xy, radier, steder.itertuples(), strict=True)):
            stil = MANGE_STIL if raekke.mange else FOLK_STIL
            boks = flade.cirkler(sted[None], [r], **stil)
            farve = BLAEK if raekke.mange else FOLKENAVN
            navn = Navn(
                f"distrikt-{nr}",
                shapely.Point(sted),
                (Sats(((ren(raekke.navn), pt, False),), farve=farve),),
                ren(raekke.navn) if raekke.mange else "",
                float(r if raekke.mange else min(r, 0.4 * pt * PT_MM)),
                rang=2 if raekke.mange else 4,
                linjer=LINJER_MM if raekke.mange else (),
            )
            bokse += boks if raekke.mange else []
            navne.append(eller_nummer(navn) if raekke.mange else navn)
        return bokse, navne

    def forklaring(self, format: Format) -> list[Gruppe]:
        """Return discs of round sizes up to the largest district, and those of a colour."""
        stoerst = self.steder["indbyggere"].max() if len(self.steder) else 0
        vist = [t for t in TRIN if t <= stoerst] or [TRIN[0]]
        tegn = [self._tegn(tal(t), t, FOLK_STIL, format) for t in vist]
        if self.steder["mange"].any():
            tegn.append(self._tegn(self.mange, TRIN[0], MANGE_STIL, format))
        return [Gruppe("Indbyggere i distriktet", tuple(tegn), f"Distrikter er{NOGLE}")]

    def _tegn(self, navn: str, personer: float, stil: dict[str, Any], format: Format) -> Signatur:
        radius = float(self._radius(personer, format))
        return Signatur(navn, "cirkel", stil["facecolor"], stil["edgecolor"], radius=radius)

    def _radius(self, personer: Any, format: Format) -> NDArray[np.float64]:
        return format.cirkel * np.sqrt(np.asarray(personer, dtype=float) / PERSONER)


@dataclass(frozen=True, eq=False)
class Navneklinikker(Kliniklag):
    """Clinics by size with their names: `klinikker` navn, by, x, y (metres), kapacitet.

    A name has the town under it, and is a number with a key where there is no room. Circles leave
    room for a line between them.
    """

    luft: float = 2.0

    def tegn(self, flade: Flade) -> tuple[list[Boks], list[Navn]]:
        """Draw the clinics."""
        bokse, _ = super().tegn(flade)
        vist = self.klinikker[self.klinikker["kapacitet"] > 0]
        xy, radier = self.steder(flade)
        navne = [
            eller_nummer(_navn(nr, flade.navn_pt, r, shapely.Point(sted), float(radius)))
            for nr, (r, sted, radius) in enumerate(zip(vist.itertuples(), xy, radier, strict=True))
        ]
        return bokse, navne


def _navn(nr: int, pt: float, r: Any, punkt: shapely.Point, radius: float) -> Navn:
    navn, by = ren(r.navn), ren(r.by)
    under = [] if by.casefold() in navn.casefold() else [(by, pt, False)]
    delt = dict.fromkeys(
        tuple(ombryd_jaevnt(navn, bredde * pt * PT_MM, pt, True))
        for bredde in (math.inf, 1.5 * NAVNEBREDDE, NAVNEBREDDE)
    )
    satser = [
        Sats((*((li, pt, True) for li in linjer), *under), PRIS_DELT * (len(linjer) - 1))
        for linjer in delt
        if " ".join(linjer) == navn  # no word is broken
    ]
    tekst = f"{navn}, {by}" if under else navn
    return Navn(f"klinik-{nr}", punkt, tuple(satser), tekst, radius, rang=0, linjer=LINJER_MM)
