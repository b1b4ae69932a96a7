"""Layers of a printed map: what each draws, what its legend says, what names keep clear of.

Positions are metres in EPSG:25832, sizes on the sheet mm. A new kind of map is a new `Lag`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from matplotlib.axes import Axes
from matplotlib.patches import Circle, PathPatch
from matplotlib.path import Path
from numpy.typing import NDArray

from dansk import kapaciteter
from geo.koordinater import MAALE_CRS
from kort.farver import AFGIVER, KLINIK, MANGLER, SKRAVERING, Klasser
from kort.tryk.navne import PRIS_NUMMER, Navn, Sats
from kort.tryk.signatur import Gruppe, Signatur, moenstret
from kort.tryk.udstyr import PAPIR, Boks, Format, ren

#: Hatching as colour and signs. Blue, plenty, is as dark as orange, scarcity, in greyscale:
#: its lines tell them apart. Missing has its own.
MOENSTRE = {farve: f"{streg} ///" for farve, streg in SKRAVERING.items()}
MOENSTRE[MANGLER] = "#7d8890 xxx"
STEDER, KLINIKKER = "Distrikter og klinikker", "Klinikker efter kapacitet"
#: Room for a number in place of a name.
NUMMER = "(88)"
#: What a legend says of signs that are only named where there is room.
NOGLE = " navngivet, hvor der er plads"


@dataclass(frozen=True, eq=False)
class Flade:
    """Where a panel is drawn: axes in metres, and axes in mm over the whole sheet.

    `boks`: the map's place on the sheet, mm. `udsnit`: what it shows, metres. `omrids`: the
    region's kommuner (kode, navn) in EPSG:25832.
    """

    kort: Axes
    ark: Axes
    boks: Boks
    udsnit: Boks
    omrids: gpd.GeoDataFrame
    format: Format

    @property
    def mm_pr_m(self) -> float:
        """The scale of the map: mm on the sheet to a metre."""
        return self.boks.bredde / self.udsnit.bredde

    @property
    def navn_pt(self) -> float:
        """The size of names, points: smaller where the map is much narrower than the sheet."""
        del_ = self.boks.bredde / (self.format.bredde - 2 * self.format.margen)
        return max(self.format.mindste_pt, self.format.navn_pt * del_ ** (1 / 3))

    def lille_pt(self, mindre: float = 1.0) -> float:
        """The size of names of less weight, so many points smaller where that can be read."""
        return max(self.format.mindste_pt, self.navn_pt - mindre)

    def mm(self, xy: Any) -> NDArray[np.float64]:
        """Return positions (n, 2) in metres as mm on the sheet."""
        fra = np.asarray(xy, dtype=float) - np.array(self.udsnit[:2])
        return fra * self.mm_pr_m + np.array(self.boks[:2])

    def viser(self, xy: NDArray[np.float64]) -> bool:
        """Say whether a position in metres is on the map."""
        x, y = xy
        u = self.udsnit
        return bool(u.x0 <= x <= u.x1 and u.y0 <= y <= u.y1)

    def fyld(
        self, geometri: shapely.Geometry, inden_for: PathPatch | None = None, **stil: Any
    ) -> PathPatch:
        """Fill an area given in metres, cut by another, and return what was drawn."""
        ringe = shapely.get_rings(shapely.get_parts(geometri))
        stier = [Path(shapely.get_coordinates(r), closed=True) for r in ringe]
        sti = Path.make_compound_path(*stier) if stier else Path(np.empty((0, 2)))
        lap = PathPatch(sti, **{"linewidth": 0.0, "zorder": 3, **stil})
        self.kort.add_artist(lap)  # not add_patch, which measures every curve for the limits
        if inden_for is not None:
            lap.set_clip_path(inden_for)
        return lap

    def cirkler(self, xy: NDArray[np.float64], radier: Any, **stil: Any) -> list[Boks]:
        """Draw circles (mm), the large ones first, and return what they cover."""
        bokse = []
        for i in np.argsort(-np.asarray(radier), kind="stable"):
            (x, y), r = map(float, xy[i]), float(radier[i])
            self.ark.add_artist(Circle((x, y), r, linewidth=0.5, zorder=16, **stil))
            bokse.append(Boks(x - r - 0.2, y - r - 0.2, x + r + 0.2, y + r + 0.2))
        return bokse


class Lag:
    """A layer of a panel. A new kind of map overrides what it needs."""

    def tegn(self, flade: Flade) -> tuple[list[Boks], list[Navn]]:
        """Draw, and return what names must keep clear of (mm), and names of the layer's own."""
        return [], []

    def forklaring(self, format: Format) -> list[Gruppe]:
        """Return the layer's part of the legend."""
        return []

    def tekster(self) -> Mapping[str, str]:
        """Return what stands under the kommuner's names, by kode."""
        return {}

    def maerker(self) -> Mapping[str, str]:
        """Return the sign by the kommuner's names, by kode: it stands where the name does."""
        return {}


@dataclass(frozen=True, eq=False)
class Kommunelag(Lag):
    """The kommuner by class: `vaerdier` by kode, NaN or absent is missing and hatched.

    `skrevet` is what stands under the kommuner's names, `maerket` the sign by them, by kode.
    """

    vaerdier: pd.Series
    klasser: Klasser
    overskrift: str
    mangler: str = "ikke oplyst"
    note: str = ""
    skrevet: Mapping[str, str] = field(default_factory=dict)
    maerket: Mapping[str, str] = field(default_factory=dict)

    def tegn(self, flade: Flade) -> tuple[list[Boks], list[Navn]]:
        """Fill the kommuner. Raises ValueError unless there is one value for each on the map."""
        if sorted(self.vaerdier.index) != sorted(flade.omrids["kode"]):
            raise ValueError("one value (or NaN) a kommune of the region is needed, by kode")
        for kode, geometri in zip(flade.omrids["kode"], flade.omrids.geometry, strict=True):
            farve = self.klasser.farve(self.vaerdier[kode])
            moenstret(flade.fyld(geometri, facecolor=farve), MOENSTRE.get(farve, ""))
        return [], []

    def forklaring(self, format: Format) -> list[Gruppe]:
        """Return the classes, and missing when a value is."""
        tegn = flader(self.klasser.farver, self.klasser.navne)
        if self.vaerdier.isna().any():
            tegn += flader([MANGLER], [self.mangler])
        return [Gruppe(self.overskrift, tuple(tegn), self.note)]

    def tekster(self) -> Mapping[str, str]:
        """Return what is written, by kode."""
        return self.skrevet

    def maerker(self) -> Mapping[str, str]:
        """Return the signs, by kode."""
        return self.maerket


@dataclass(frozen=True, eq=False)
class Baandlag(Lag):
    """Bands of distance (`geo.baand.baandflader`), a colour and a name each."""

    flader: gpd.GeoDataFrame
    farver: Sequence[str]
    navne: Sequence[str]
    overskrift: str

    def tegn(self, flade: Flade) -> tuple[list[Boks], list[Navn]]:
        """Fill the bands."""
        land = flade.fyld(shapely.union_all(flade.omrids.geometry.to_numpy()), facecolor="none")
        for baand, geometri in self.flader.to_crs(MAALE_CRS).geometry.items():
            farve = self.farver[baand]
            moenstret(flade.fyld(geometri, land, facecolor=farve), MOENSTRE.get(farve, ""))
        return [], []

    def forklaring(self, format: Format) -> list[Gruppe]:
        """Return every band, also one without land; those told alike once."""
        tegn = dict.fromkeys(flader(self.farver, self.navne))
        return [Gruppe(self.overskrift, tuple(tegn))]


@dataclass(frozen=True, eq=False)
class Punktlag(Lag):
    """Points of one kind with their names: `punkter` navn, x, y (metres), most important first.

    A name there is no room for is a number, and told below the map. With `alle` False only those
    are named that there is room for, and the legend says so. `radius` is of a circle of one
    capacity, `gruppe` where in the legend it stands.
    """

    punkter: pd.DataFrame
    overskrift: str
    farve: str = AFGIVER
    radius: float = 0.85
    navngiv: bool = True
    alle: bool = True
    rang: int = 2
    gruppe: str = STEDER

    def tegn(self, flade: Flade) -> tuple[list[Boks], list[Navn]]:
        """Draw the points."""
        paa = [flade.viser(p) for p in self.punkter[["x", "y"]].to_numpy(float)]
        vist = self.punkter.loc[paa]
        xy, radier = flade.mm(vist[["x", "y"]]), [self._mm(flade.format)] * len(vist)
        bokse = flade.cirkler(xy, radier, facecolor=self.farve, edgecolor=PAPIR)
        navne = []
        for nr, (sted, r, navn) in enumerate(zip(xy, radier, vist["navn"], strict=True)):
            satser = (Sats(((ren(navn), flade.lille_pt(), False),)),)
            noegle, punkt = f"{self.overskrift}-{nr}", shapely.Point(sted)
            if self.alle:
                hele = Navn(noegle, punkt, satser, ren(navn), r, self.rang)
                navne.append(eller_nummer(hele))
            else:
                navne.append(Navn(noegle, punkt, satser, "", r, self.rang))
        return bokse, navne if self.navngiv else []

    def forklaring(self, format: Format) -> list[Gruppe]:
        """Return the sign, when there are points."""
        navn = self.overskrift if self.alle or not self.navngiv else f"{self.overskrift},{NOGLE}"
        tegn = Signatur(navn, "cirkel", self.farve, PAPIR, radius=self._mm(format))
        return [Gruppe(self.gruppe, (tegn,))] if len(self.punkter) else []

    def _mm(self, format: Format) -> float:
        return self.radius * format.cirkel


def eller_nummer(navn: Navn) -> Navn:
    """Return a name that is a number where there is no room for it."""
    pt = navn.satser[0].linjer[0][1]
    nummer = Sats(((NUMMER, pt, True),), PRIS_NUMMER, nummer=True)
    return replace(navn, satser=(*navn.satser, nummer))


@dataclass(frozen=True, eq=False)
class UdenForklaring(Lag):
    """Another layer without its part of the legend, for who tells it beside the map."""

    lag: Lag

    def tegn(self, flade: Flade) -> tuple[list[Boks], list[Navn]]:
        """Draw the layer."""
        return self.lag.tegn(flade)

    def tekster(self) -> Mapping[str, str]:
        """Return what the layer writes under the kommuner's names."""
        return self.lag.tekster()

    def maerker(self) -> Mapping[str, str]:
        """Return the signs of the layer by the kommuner's names."""
        return self.lag.maerker()


@dataclass(frozen=True, eq=False)
class Nabonavne(Lag):
    """The names of areas around what the map is of: `omrids` navn, geometry (metres)."""

    omrids: gpd.GeoDataFrame

    def tegn(self, flade: Flade) -> tuple[list[Boks], list[Navn]]:
        """Return a name for each area that is seen."""
        pt, vist = flade.lille_pt(0.5), shapely.box(*flade.udsnit)
        navne = []
        for nr, r in enumerate(self.omrids.itertuples()):
            dele = shapely.get_parts(shapely.intersection(r.geometry, vist))
            if len(dele) and (stoerst := max(dele, key=shapely.area)).area > 0:
                sted, navn = shapely.transform(stoerst, flade.mm), ren(r.navn)
                navne.append(Navn(f"nabo-{nr}", sted, (Sats(((navn, pt, False),)),), navn, rang=3))
        return [], navne


@dataclass(frozen=True, eq=False)
class Kliniklag(Lag):
    """Clinics as circles: `klinikker` x, y (metres) and kapacitet, which the area follows.

    Circles that would hide each other are moved apart, less than they are wide. Without sizes
    they are equal dots, in the `gruppe` of the legend. `luft`: how far apart circles are, mm.
    """

    klinikker: pd.DataFrame
    stoerrelser: bool = True
    farve: str = PAPIR
    kant: str = KLINIK
    overskrift: str = KLINIKKER
    gruppe: str = STEDER
    luft: float = 0.0

    def tegn(self, flade: Flade) -> tuple[list[Boks], list[Navn]]:
        """Draw the clinics; by size, one without capacity has no circle."""
        xy, radier = self.steder(flade)
        return flade.cirkler(xy, radier, facecolor=self.farve, edgecolor=self.kant), []

    def steder(self, flade: Flade) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return where the circles are (mm), and their radii: of those with capacity, by size."""
        vist = self.klinikker
        if self.stoerrelser:
            vist = vist[vist["kapacitet"] > 0]
        xy, radier = flade.mm(vist[["x", "y"]]), self._radius(vist["kapacitet"], flade.format)
        return (spred_cirkler(xy, radier + self.luft / 2) if self.stoerrelser else xy), radier

    def _radius(self, kapacitet: Any, format: Format) -> NDArray[np.float64]:
        maal = np.asarray(kapacitet, dtype=float)
        return format.cirkel * (np.sqrt(maal) if self.stoerrelser else np.full(maal.shape, 0.5))

    def forklaring(self, format: Format) -> list[Gruppe]:
        """Return circles of round sizes up to the largest clinic, or the dot."""
        if not self.stoerrelser:
            return [Gruppe(self.gruppe, (self._tegn("klinik", 1.0, format),))]
        stoerst = self.klinikker["kapacitet"].max()
        trin = [k for k in (0.5, 1, 2, 4, 8, 16, 32) if k <= stoerst]
        tegn = tuple(self._tegn(kapaciteter(k), k, format) for k in trin)
        note = "Tætte cirkler er rykket lidt fra hinanden"
        return [Gruppe(self.overskrift, tegn, note)] if tegn else []

    def _tegn(self, navn: str, kapacitet: float, format: Format) -> Signatur:
        radius = float(self._radius(kapacitet, format))
        return Signatur(navn, "cirkel", self.farve, self.kant, radius=radius)


def flader(farver: Sequence[str], navne: Sequence[str]) -> list[Signatur]:
    """Return areas of a legend, hatched as those of the map are."""
    return [
        Signatur(navn, "flade", farve, moenster=MOENSTRE.get(farve, ""))
        for farve, navn in zip(farver, navne, strict=True)
    ]


def spred_cirkler(xy: NDArray[np.float64], radier: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return circles (mm) pushed apart until they hide at most a little of each other."""
    # Places in a row by the golden angle: circles at one point part, the same way each time.
    vinkel = 2.399963 * np.arange(len(xy))
    ud = xy + 1e-3 * np.column_stack([np.cos(vinkel), np.sin(vinkel)])
    krav = 0.98 * np.add.outer(radier, radier)
    np.fill_diagonal(krav, 0.0)
    for _ in range(400):
        fra = ud[:, None, :] - ud[None, :, :]
        afstand = np.maximum(np.hypot(fra[..., 0], fra[..., 1]), 1e-9)
        mangler = np.maximum(krav - afstand, 0.0)
        if mangler.max(initial=0.0) < 0.02:
            break
        ud = ud + 0.3 * (fra * (mangler / afstand)[..., None]).sum(axis=1)
    return ud
