"""Reading outlines: the areas everything is measured against and drawn on."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import shapely

from dansk import Inputfejl, tal
from data.fremmedfil import laesefejl
from geo.koordinater import MAALE_CRS, kraev_meter

LAG = "kommuner"
#: The columns of the layer as the house writes it, by name and type.
KOLONNER = {"fid": "INTEGER", "geom": "MULTIPOLYGON", "kode": "TEXT", "navn": "TEXT"} | {
    "i_region": "BOOLEAN"
}
#: Bytes of a GeoPackage's box around a geometry, by the bits of its flags that say which it has.
BYTES_RAMME = (0, 32, 48, 48, 64)
#: Corners of all outlines together; those of the embedded dataset have some 10,000. With
#: 400,000 a file of them is tried in some 3 s, and the dataset read in 8.
HOEJST_HJOERNER = 500_000


def laes_omrids(sti: Path) -> gpd.GeoDataFrame:
    """Return the outlines of a GeoPackage in EPSG:25832.

    Columns kode, navn, i_region, geometry. Raises Inputfejl for a file that cannot be read, without
    these columns or a projected CRS, with something else than areas, or with too many corners.
    """
    with laesefejl(sti):
        ramme = _som_huset_skriver(sti)
        if ramme is None:
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


def _som_huset_skriver(sti: Path) -> gpd.GeoDataFrame | None:
    """Return the layer of a file that is just as the house writes it, else None: GDAL reads any.

    GDAL would take a tenth of a second and 30 MB of every start, for one table of SQLite.
    """
    try:
        with closing(sqlite3.connect(f"{sti.absolute().as_uri()}?mode=ro", uri=True)) as base:
            kolonner = dict(base.execute("SELECT name, type FROM pragma_table_info(?)", (LAG,)))
            srs = base.execute(
                "SELECT organization || ':' || organization_coordsys_id"
                " FROM gpkg_geometry_columns JOIN gpkg_spatial_ref_sys USING (srs_id)"
                " WHERE table_name = ?",
                (LAG,),
            ).fetchall()
            if kolonner != KOLONNER or srs != [(MAALE_CRS,)]:
                return None
            raekker = base.execute(
                f"SELECT kode, navn, i_region, geom FROM {LAG} ORDER BY fid"
            ).fetchall()
        koder, navne, regioner, geometrier = zip(*raekker, strict=True)
        if not all(type(t) is str for t in koder + navne) or not {*regioner} <= {0, 1}:
            return None
        return gpd.GeoDataFrame(
            {"kode": koder, "navn": navne, "i_region": [bool(i) for i in regioner]},
            geometry=shapely.from_wkb([_wkb(g) for g in geometrier]),
            crs=MAALE_CRS,
        )
    except (sqlite3.Error, shapely.errors.GEOSException, ValueError, TypeError, IndexError):
        return None


def _wkb(geometri: bytes) -> bytes:
    """Return a geometry without what a GeoPackage has in front; ValueError for an odd one."""
    flag = geometri[3]
    if geometri[:2] != b"GP" or flag & 0b110000:  # extended, or empty
        raise ValueError("not a plain geometry of a GeoPackage")
    return geometri[8 + BYTES_RAMME[flag >> 1 & 0b111] :]
