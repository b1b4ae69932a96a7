"""Bands: the land coloured by how far its residents have, as few polygons as it takes.

Each 1-km square of the region takes the value of the demand point nearest to its centre, so a
town's squares show the town. Squares of one band are joined and cut along the coast: a map of a
few hundred shapes instead of eight thousand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from affine import Affine
from numpy.typing import NDArray
from rasterio.features import rasterize, shapes
from scipy.spatial import cKDTree
from shapely.geometry import shape

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
    inde = rasterize([land], out_shape=form, transform=transform, all_touched=True) > 0
    raekke, kolonne = np.nonzero(inde)
    midte = np.column_stack([vest + (kolonne + 0.5) * CELLE_M, nord - (raekke + 0.5) * CELLE_M])
    punkt = np.full(form, -1, dtype=np.int64)
    punkt[inde] = cKDTree(punkter_xy).query(midte)[1]
    return Gitter(punkt, transform, land)


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
    dele: dict[int, list[shapely.Geometry]] = {}
    for geometri, baand in shapes(billede, mask=billede >= 0, transform=gitter.transform):
        dele.setdefault(int(baand), []).append(shape(geometri))
    flader = {
        b: shapely.intersection(shapely.multipolygons(d), gitter.land) for b, d in dele.items()
    }
    ramme = gpd.GeoDataFrame({"baand": list(flader)}, geometry=list(flader.values()), crs=MAALE_CRS)
    return ramme.set_index("baand").sort_index().to_crs(TEGNE_CRS)
