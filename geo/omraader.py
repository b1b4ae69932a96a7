"""Areas: the outlines of the kommuner and of their neighbours, for measuring and for drawing.

The outlines are indicative: the coast is real, borders on land are drawn within about 100 m. Every
map says so until official ones (DAGI) are imported.
"""

from __future__ import annotations

import geopandas as gpd

from geo.koordinater import TEGNE_CRS, kraev_meter

TOLERANCE_M = 150.0
DECIMALER_GRADER = 4
FORBEHOLD = "Vejledende kommunegrænser og klinikpunkter"


def tegneomrids(omrids: gpd.GeoDataFrame, tolerance_m: float = TOLERANCE_M) -> gpd.GeoDataFrame:
    """Return the outlines simplified for drawing, in EPSG:4326, rounded to about 10 m.

    Simplified as a coverage: a shared border stays one line, without gaps or overlaps.
    """
    kraev_meter(omrids.crs)
    enkel = omrids.set_geometry(omrids.geometry.simplify_coverage(tolerance_m))
    grader = enkel.to_crs(TEGNE_CRS)
    return grader.set_geometry(grader.geometry.set_precision(10.0**-DECIMALER_GRADER))
