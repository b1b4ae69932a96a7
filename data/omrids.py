"""Reading outlines: the areas everything is measured against and drawn on."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd

from geo.koordinater import MAALE_CRS, kraev_meter

LAG = "kommuner"


def laes_omrids(sti: Path) -> gpd.GeoDataFrame:
    """Return the outlines of a GeoPackage in EPSG:25832.

    Columns kode, navn, i_region, geometry. Raises ValueError when the layer has no projected CRS.
    """
    ramme = gpd.read_file(sti, layer=LAG)
    kraev_meter(ramme.crs)
    return ramme.to_crs(MAALE_CRS)
