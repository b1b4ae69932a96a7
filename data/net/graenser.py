"""The limits of a population grid's file, and what a reader hands over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from dansk import Inputfejl, tal
from data.net.land import Land, land, ved
from geo.befolkning import NAERMESTE_MAX_M

#: By ending, the bytes of a file; a raster or a GeoPackage is only read around the region.
HOEJST_BYTES: Mapping[str, int] = {
    ".csv": 100_000_000,
    ".parquet": 300_000_000,
    ".gpkg": 4_000_000_000,
    ".geojson": 200_000_000,
    ".shp": 1_000_000_000,
    ".zip": 500_000_000,
    ".tif": 4_000_000_000,
    ".tiff": 4_000_000_000,
}
HOEJST_PUNKTER = 300_000  # cells with inhabitants in the region; a 100 m grid has a third of it
HOEJST_UDSNIT = 10_000_000  # rows, or pixels or features around the region, inhabited or not
HOEJST_FELTER = 1_500_000  # pixels with inhabitants around the region
HOEJST_HJOERNER = 60_000_000  # corners of all areas around the region; a square has five
HOEJST_I_CELLE = 1_000_000  # inhabitants; more is a mistake
HOEJST_KOLONNER = 2_000  # of a table; a national grid by sex and year of age has some 250
HOEJST_LAG = 20  # layers of a file that are read to tell them apart
HOEJST_I_ZIP = 1_000  # files in a zip
HOEJST_UDPAKKET = 2_000_000_000  # bytes of the unpacked files of a zip or a Parquet file
HOEJST_UDVIDELSE = 200  # times that the unpacked files may be larger than the file
UDVIDELSE_FRA = 10_000_000  # bytes; below that the ratio harms nobody
JORDEN_RUNDT_M = 4e7  # no coordinate is further away
VIS_HOEJST, VIS_KOLONNER = 5, 30  # cells or layers, and columns, named in a sentence

Ramme = tuple[float, ...]  # west, south, east, north
Sider = tuple[float, float]  # a cell's width and height in metres


@dataclass(frozen=True, eq=False)
class Udsnit:
    """What of a file is read, and what lies there (EPSG:25832).

    The frame around the region, the region's land as places, and the region and the kommuner next
    to it as one area each, prepared.
    """

    ramme: Ramme
    land: Land
    region: BaseGeometry
    naboer: BaseGeometry

    @classmethod
    def om(cls, region: gpd.GeoDataFrame, naboer: gpd.GeoDataFrame) -> Udsnit:
        """Return what is read for outlines (`kode`, polygons, EPSG:25832) and their neighbours."""
        ramme = region.total_bounds + NAERMESTE_MAX_M * np.array([-1, -1, 1, 1])
        flader = region.union_all(), naboer.union_all()
        shapely.prepare(flader)
        return cls(tuple(ramme), land(region), *flader)

    def i_regionen(self, steder: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Return which places (n, 2) are in the region, or near it and in no other kommune."""
        svar = shapely.intersects_xy(self.region, *steder.T)
        ude = np.flatnonzero(~svar & ~shapely.intersects_xy(self.naboer, *steder.T))
        svar[ude] = shapely.dwithin(self.region, shapely.points(steder[ude]), NAERMESTE_MAX_M)
        return np.asarray(svar, dtype=bool)

    def i_vandet(self, steder: NDArray[np.float64], hoejst_m: float) -> NDArray[np.bool_]:
        """Return which places (n, 2) are farther than that from every kommune."""
        svar = ~ved(self.region, steder, hoejst_m)
        svar[svar] = ~ved(self.naboer, steder[svar], hoejst_m)
        return svar


@dataclass(frozen=True, eq=False)
class Raanet:
    """A file's cells as they stand in it.

    `celler`: `navn`, `x`, `y` (EPSG:25832), `indbyggere` (NaN is not told) and `skjult` (bool: it
    is not told because few live there). `hvordan` says how they were read; `sider_m` is the size
    of a cell, None for places that are no squares; `bemaerkninger` is what the reader remarks.
    """

    celler: pd.DataFrame
    hvordan: str
    sider_m: Sider | None = None
    bemaerkninger: tuple[str, ...] = ()


def celler_i_ord(antal: int) -> str:
    """Return a number of cells with its noun."""
    return "1 celle" if antal == 1 else f"{tal(antal)} celler"


def kraev_antal(sti: Path, antal: int, hvad: str, hoejst: int) -> None:
    """Raise Inputfejl unless there is at least one of something, and no more than is allowed."""
    if not 0 < antal <= hoejst:
        raise Inputfejl(
            f"{sti.name} har {tal(antal)} {hvad}; der skal være mellem 1 og {tal(hoejst)}. "
            "Kontrollér udsnit og koordinatsystem, eller brug et grovere net, fx på 1 km."
        )


def kraev_udpakket(sti: Path, udpakket: int) -> None:
    """Raise Inputfejl for a file that unpacks to too much, in all or for its size."""
    fylder = max(sti.stat().st_size, 1)
    for_meget = udpakket > max(UDVIDELSE_FRA, HOEJST_UDVIDELSE * fylder)
    if udpakket > HOEJST_UDPAKKET or for_meget:
        raise Inputfejl(
            f"{sti.name} fylder {tal(udpakket / 1e6)} MB pakket ud, {tal(udpakket / fylder)} gange "
            f"så meget som filen; der læses højst {tal(HOEJST_UDPAKKET / 1e6)} MB og "
            f"{tal(HOEJST_UDVIDELSE)} gange. Klip nettet til regionen, og gem det igen."
        )


def kraev_kolonner(sti: Path, antal: int) -> None:
    """Raise Inputfejl for a table with more columns than are read."""
    if antal > HOEJST_KOLONNER:
        raise Inputfejl(
            f"{sti.name} har {tal(antal)} kolonner; der læses højst {tal(HOEJST_KOLONNER)}. "
            "Behold sted og indbyggere, og prøv igen."
        )


def i_rammen(xy: NDArray[np.float64], ramme: Ramme) -> NDArray[np.bool_]:
    """Return which places (n, 2) lie in a frame; one that is not a number does not."""
    vest, syd, oest, nord = ramme
    x, y = xy[:, 0], xy[:, 1]
    return (x >= vest) & (x <= oest) & (y >= syd) & (y <= nord)
