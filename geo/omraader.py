"""Areas: the outlines of the kommuner and of their neighbours, for measuring and for drawing.

The outlines are indicative: the coast is real, borders on land are drawn within about 100 m. Every
map says so, of imported ones too: which edition they are is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geo.koordinater import TEGNE_CRS, kraev_meter

#: An island smaller than this has no crossing of the dataset's, and is not driven on.
MINDSTE_LAND_M2 = 10e6
TOLERANCE_M = 150.0
DECIMALER_GRADER = 4


def uden_holme(omrids: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the outlines (metres) without islands smaller than `MINDSTE_LAND_M2`.

    An outline that is only such islands stays as it is.
    """
    dele = shapely.get_parts(shapely.union_all(omrids.geometry.to_numpy()))
    land = shapely.STRtree(dele[shapely.area(dele) >= MINDSTE_LAND_M2])
    flader = []
    for flade in omrids.geometry:
        egne = shapely.get_parts(flade)
        store = egne[np.unique(land.query(egne, predicate="intersects")[0])]
        flader.append(shapely.multipolygons(store) if len(store) else flade)
    return omrids.set_geometry(gpd.GeoSeries(flader, index=omrids.index, crs=omrids.crs))


def afstand_til(flade: shapely.Geometry, punkter: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return how far points (n,) are from an area, in its units: 0 inside, NaN for an empty one.

    As `shapely.distance`, which looks at every corner for each point: an official coast has many.
    """
    ringe = shapely.get_rings(shapely.get_parts(flade))
    if not len(ringe):
        return np.full(len(punkter), np.nan)
    hjoerner, ring = shapely.get_coordinates(ringe, return_index=True)
    kanter = np.stack([hjoerner[:-1], hjoerner[1:]], axis=1)[ring[:-1] == ring[1:]]
    trae = shapely.STRtree(shapely.linestrings(kanter))
    _, afstand = trae.query_nearest(punkter, return_distance=True, all_matches=False)
    shapely.prepare(flade)
    return np.where(shapely.intersects(flade, punkter), 0.0, afstand)


def samlede_omrids(
    omrids: gpd.GeoDataFrame, omraader: Mapping[str, tuple[str, str]]
) -> gpd.GeoDataFrame:
    """Return outlines with those of each area in one, where its first one stood.

    `omraader`: by kode, the code and the name of the area it is in; others are as they were.
    """
    kode = omrids["kode"].map(lambda k: omraader.get(k, (k, ""))[0])
    navn = [
        omraader.get(k, ("", n))[1] for k, n in zip(omrids["kode"], omrids["navn"], strict=True)
    ]
    ens = omrids.assign(kode=kode, navn=navn)
    flader = {
        k: shapely.union_all(g.geometry.to_numpy()) if len(g) > 1 else g.geometry.iat[0]
        for k, g in ens.groupby("kode")
    }
    foerste = ens.drop_duplicates("kode").reset_index(drop=True)
    samlet = gpd.GeoSeries([flader[k] for k in foerste["kode"]], crs=omrids.crs)
    return foerste.set_geometry(samlet)


def tegneomrids(omrids: gpd.GeoDataFrame, tolerance_m: float = TOLERANCE_M) -> gpd.GeoDataFrame:
    """Return the outlines simplified for drawing, in EPSG:4326, rounded to about 10 m.

    Simplified as a coverage: a shared border stays one line, without gaps or overlaps.
    """
    kraev_meter(omrids.crs)
    enkel = omrids.set_geometry(omrids.geometry.simplify_coverage(tolerance_m))
    grader = enkel.to_crs(TEGNE_CRS)
    return grader.set_geometry(grader.geometry.set_precision(10.0**-DECIMALER_GRADER))
