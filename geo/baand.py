"""Bands: the land coloured by how far its residents have, as few polygons as it takes.

Each 1-km square of the region takes the value of the demand point nearest to its centre, so a
town's squares show the town; of points as near the first in the table. Squares of one band are
joined and cut along the coast: a map of a few hundred shapes instead of eight thousand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from affine import Affine
from numpy.typing import NDArray

from geo.koordinater import MAALE_CRS, TEGNE_CRS, kraev_meter
from geo.omraader import TOLERANCE_M

CELLE_M = 1000


@dataclass(frozen=True, eq=False)
class Gitter:
    """The squares of the region: which demand point each takes its value from.

    `punkt` (rows, columns): position of the point, -1 outside the region. `transform` grid to
    EPSG:25832. `land`: the region's outline, simplified, in EPSG:25832.
    """

    punkt: NDArray[np.int64]
    transform: Affine
    land: shapely.Geometry


def byg_gitter(omrids: gpd.GeoDataFrame, punkter_xy: NDArray[np.float64]) -> Gitter:
    """Return the squares of the region's kommuner.

    `omrids` in EPSG:25832 (i_region); `punkter_xy` (n, 2) in EPSG:25832. Raises ValueError for
    a CRS that is not in metres.
    """
    kraev_meter(omrids.crs)
    enkel = omrids.set_geometry(omrids.geometry.simplify_coverage(TOLERANCE_M))
    land = shapely.union_all(enkel[enkel["i_region"]].geometry.to_numpy())
    vest, syd, oest, nord = land.bounds
    vest, nord = np.floor(vest / CELLE_M) * CELLE_M, np.ceil(nord / CELLE_M) * CELLE_M
    form = (int(np.ceil((nord - syd) / CELLE_M)), int(np.ceil((oest - vest) / CELLE_M)))
    transform = Affine(CELLE_M, 0.0, vest, 0.0, -CELLE_M, nord)
    # A square that the coast only cuts through is in: its residents live on the dry part.
    shapely.prepare(land)
    felter = _felter(transform, *np.indices(form))
    inde = shapely.intersects(land, felter) & ~shapely.touches(land, felter)
    raekke, kolonne = np.nonzero(inde)
    midte = np.column_stack([vest + (kolonne + 0.5) * CELLE_M, nord - (raekke + 0.5) * CELLE_M])
    punkt = np.full(form, -1, dtype=np.int64)
    punkt[inde] = _naermeste(punkter_xy, midte)
    return Gitter(punkt, transform, land)


def _naermeste(punkter_xy: NDArray[np.float64], midte: NDArray[np.float64]) -> NDArray[np.intp]:
    """Return the number of the point nearest to each centre; of those as near the first."""
    trae = shapely.STRtree(shapely.points(punkter_xy))
    nr, punkt = trae.query_nearest(shapely.points(midte), all_matches=True)
    foerste: NDArray[np.intp] = np.minimum.reduceat(punkt, np.flatnonzero(np.diff(nr, prepend=-1)))
    return foerste


def baandflader(
    gitter: Gitter, vaerdi: NDArray[np.floating], graenser: Sequence[float]
) -> gpd.GeoDataFrame:
    """Return one area a band, in EPSG:4326, with `baand` as index: 0 for up to the first limit.

    `vaerdi` (n,) per demand point; a value at a limit belongs to the nearer band. NaN, out of
    reach, is in the farthest band. A band without squares has no row.
    """
    nummer = np.searchsorted(np.asarray(graenser, dtype=vaerdi.dtype), vaerdi, side="left")
    nummer = np.where(np.isnan(vaerdi), len(graenser), nummer)
    billede = np.where(gitter.punkt >= 0, nummer[gitter.punkt], -1).astype(np.int16)
    baand = np.unique(billede[billede >= 0])
    # Simplified by nothing: the corners of squares in the middle of a side go.
    samlet = [
        shapely.simplify(
            shapely.coverage_union_all(_felter(gitter.transform, *np.nonzero(billede == b))), 0.0
        )
        for b in baand
    ]
    flader = shapely.intersection(samlet, gitter.land)
    return gpd.GeoDataFrame(
        index=pd.Index(baand, name="baand"), geometry=flader, crs=MAALE_CRS
    ).to_crs(TEGNE_CRS)


def _felter(
    transform: Affine, raekke: NDArray[np.intp], kolonne: NDArray[np.intp]
) -> NDArray[np.object_]:
    """Return the squares of a grid at rows and columns, in the shape of these."""
    vest, nord = transform.c + kolonne * CELLE_M, transform.f - raekke * CELLE_M
    return shapely.box(vest, nord - CELLE_M, vest + CELLE_M, nord)
