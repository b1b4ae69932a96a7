"""Areas: the outlines of the kommuner and of their neighbours, for measuring and for drawing.

The outlines are indicative: about 100 m wrong at the median and without small islands. Every
map says so until official ones (DAGI) are imported.
"""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd

from geo.koordinater import MAALE_CRS, TEGNE_CRS, kraev_meter

LAG = "kommuner"
TOLERANCE_M = 150.0
DECIMALER_GRADER = 4
FORBEHOLD = "Vejledende kommunegrænser og klinikpunkter"


def laes_omrids(sti: Path) -> gpd.GeoDataFrame:
    """Return the outlines of a GeoPackage in EPSG:25832: kode, navn, i_region, geometry.

    Raises ValueError when the layer has no projected CRS.
    """
    ramme = gpd.read_file(sti, layer=LAG)
    kraev_meter(ramme.crs)
    return ramme.to_crs(MAALE_CRS)


def tegneomrids(omrids: gpd.GeoDataFrame, tolerance_m: float = TOLERANCE_M) -> gpd.GeoDataFrame:
    """Return the outlines simplified for drawing, in EPSG:4326, rounded to about 10 m.

    Simplified as a coverage: a shared border stays one line, without gaps or overlaps.
    """
    kraev_meter(omrids.crs)
    enkel = omrids.set_geometry(omrids.geometry.simplify_coverage(tolerance_m))
    grader = enkel.to_crs(TEGNE_CRS)
    return grader.set_geometry(grader.geometry.set_precision(10.0**-DECIMALER_GRADER))


def midtpunkter(omrids: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """Return a point inside each outline, where its name can stand, in EPSG:4326."""
    kraev_meter(omrids.crs)
    return omrids.geometry.representative_point().to_crs(TEGNE_CRS)
