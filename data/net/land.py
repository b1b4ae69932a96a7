"""The region's land as a lattice of places, and which of them a grid has cells at."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import scipy
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

TAET_M = 500  # between two places of the lattice
MINDSTE_SIDE_M = (
    1000.0  # a finer grid has cells where people live only, and is looked at so coarsely
)
LUFT = 1.02  # a grid in another projection is a little askew


@dataclass(frozen=True, eq=False)
class Land:
    """Places on land: `xy` (n, 2) in EPSG:25832 and the code of the kommune each is in (n,)."""

    xy: NDArray[np.float64]
    kode: NDArray[np.object_]

    def andel(self, celler: NDArray[np.float64], sider_m: tuple[float, float] | None) -> float:
        """Return the share of the land, 0 to 1, that cells (n, 2) of a size cover."""
        return float(daekket(self.xy, celler, sider_m).mean()) if len(self.xy) else 0.0


def land(omrids: gpd.GeoDataFrame) -> Land:
    """Return the land of outlines (`kode`, polygons, EPSG:25832)."""
    vest, syd, oest, nord = (int(v // TAET_M) for v in omrids.total_bounds)
    x, y = np.meshgrid(np.arange(vest, oest + 1), np.arange(syd, nord + 1))
    xy = (np.column_stack([x.ravel(), y.ravel()]) + 0.5) * TAET_M
    kode = np.full(len(xy), None, dtype=object)
    for egen, flade in zip(omrids["kode"], omrids.geometry, strict=True):
        shapely.prepare(flade)
        kode[shapely.contains_xy(flade, xy)] = egen
    paa_land = kode != np.array(None)
    return Land(xy[paa_land], kode[paa_land])


def ved(flade: BaseGeometry, steder: NDArray[np.float64], hoejst_m: float) -> NDArray[np.bool_]:
    """Return which places (n, 2) lie in an area or so near it; `flade` is prepared."""
    naer = shapely.intersects_xy(flade, *steder.T)
    ude = np.flatnonzero(~naer)
    naer[ude] = shapely.dwithin(flade, shapely.points(steder[ude]), hoejst_m)
    return np.asarray(naer, dtype=bool)


def daekket(
    steder: NDArray[np.float64],
    celler: NDArray[np.float64],
    sider_m: tuple[float, float] | None,
) -> NDArray[np.bool_]:
    """Return which places lie in a cell, given the cells' centres and size.

    Cells smaller than 1 km, and places without a size, count for the square km around them.
    """
    if not len(celler):
        return np.zeros(len(steder), dtype=bool)
    halve = np.maximum(sider_m or (0.0, 0.0), MINDSTE_SIDE_M) / 2
    # Asked once: a tree that is sooner made than balanced.
    trae = scipy.spatial.cKDTree(celler / halve, balanced_tree=False, compact_nodes=False)
    afstand, _ = trae.query(steder / halve, p=np.inf, distance_upper_bound=LUFT)
    inde: NDArray[np.bool_] = np.isfinite(afstand)
    return inde
