"""Reading outlines: the areas everything is measured against and drawn on."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import shapely

from dansk import Inputfejl, tal
from data.fremmedfil import laesefejl
from geo.koordinater import MAALE_CRS, kraev_meter

LAG = "kommuner"
#: Corners of all outlines together; those of the embedded dataset have some 10,000. With
#: 400,000 a file of them is tried in some 3 s, and the dataset read in 8.
HOEJST_HJOERNER = 500_000


def laes_omrids(sti: Path) -> gpd.GeoDataFrame:
    """Return the outlines of a GeoPackage in EPSG:25832.

    Columns kode, navn, i_region, geometry. Raises Inputfejl for a file that cannot be read, without
    these columns or a projected CRS, with something else than areas, or with too many corners.
    """
    with laesefejl(sti):
        ramme = gpd.read_file(sti, layer=LAG)
        kraev_meter(ramme.crs)
        hjoerner = int(shapely.get_num_coordinates(ramme.geometry.to_numpy()).sum())
        if hjoerner > HOEJST_HJOERNER:
            raise Inputfejl(
                f"{sti.name} har {tal(hjoerner)} hjørner; der læses højst {tal(HOEJST_HJOERNER)}. "
                "Forenkl omridsene, og gem dem igen."
            )
        flader = ramme.geometry.geom_type.isin(("Polygon", "MultiPolygon")).all()
        if flader and not ramme.geometry.is_valid.all():
            raise Inputfejl(f"{sti.name} har flader, der krydser sig selv. Ret dem, og gem igen.")
        if not flader or not {"kode", "navn", "i_region"} <= set(ramme.columns):
            raise Inputfejl(f"{sti.name} har ikke kode, navn, i_region og en flade i hver række.")
        return ramme.to_crs(MAALE_CRS)
