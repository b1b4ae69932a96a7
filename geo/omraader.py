"""Areas: the outlines of the kommuner and of their neighbours, for measuring and for drawing.

The outlines are indicative: about 100 m wrong at the median and without small islands. Every
map says so until official ones (DAGI) are imported.
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely

from geo.koordinater import TEGNE_CRS, kraev_meter

#: A hole in the land up to this size is a gap between outlines, not a lake or a fjord.
HUL_M2 = 5e6
TOLERANCE_M = 150.0
DECIMALER_GRADER = 4
FORBEHOLD = "Vejledende kommunegrænser og klinikpunkter"


def taet(omrids: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return outlines for drawing, with the gaps between neighbours closed.

    A gap is a hole in the land of at most `HUL_M2`; it goes to the area it borders on most.
    Indicative outlines have dozens along the borders of kommuner.
    """
    flader = omrids.geometry.to_numpy().copy()
    land = shapely.get_parts(shapely.union_all(flader))
    ringe, nr = shapely.get_rings(land, return_index=True)
    # The first ring of a polygon is its outer one.
    huller = shapely.polygons(ringe[np.diff(nr, prepend=-1) == 0])
    for hul in huller[shapely.area(huller) <= HUL_M2]:
        kant = shapely.length(shapely.intersection(shapely.boundary(flader), hul.exterior))
        flader[int(np.argmax(kant))] = shapely.union(flader[int(np.argmax(kant))], hul)
    return omrids.set_geometry(gpd.GeoSeries(flader, index=omrids.index, crs=omrids.crs))


def tegneomrids(omrids: gpd.GeoDataFrame, tolerance_m: float = TOLERANCE_M) -> gpd.GeoDataFrame:
    """Return the outlines simplified for drawing, in EPSG:4326, rounded to about 10 m.

    Simplified as a coverage: a shared border stays one line, without gaps or overlaps.
    """
    kraev_meter(omrids.crs)
    enkel = omrids.set_geometry(omrids.geometry.simplify_coverage(tolerance_m))
    grader = enkel.to_crs(TEGNE_CRS)
    return grader.set_geometry(grader.geometry.set_precision(10.0**-DECIMALER_GRADER))
