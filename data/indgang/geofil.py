"""Points of a map file (GeoPackage, GeoJSON, zipped Shapefile) as sheets, with lat and lon.

Only what may be a list of places is a table here: points, and no more of them than a list has.
Cells of a population grid are read by `data.net`.
"""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from dansk import Inputfejl, antal, tal
from data import gdal
from data.fremmedfil import laesefejl
from data.indgang import graenser
from data.indgang.celler import Ark
from data.net.geojson import kraev_objekter
from data.net.kortlag import Kortlag, kortlag
from data.net.shapefil import kraev_hel, kraev_tal

GEOFILER = (".gpkg", ".geojson", ".zip")
#: What GDAL raises for a file that is not what it seems.
LAES_GDAL = (OSError, ValueError, RuntimeError)
#: QGIS saves points as multipoints of one each.
PUNKTLAG = tuple(
    navn
    for p in ("Point", "MultiPoint")
    for navn in (p, f"{p} Z", f"{p} M", f"{p} ZM", f"2.5D {p}")
)


def stedlag(sti: Path) -> list[str]:
    """Return the layers of a map file that may be lists of places; none for what cannot be read."""
    if not sti.is_file() or sti.stat().st_size > graenser.HOEJST_BYTES:
        return []
    try:
        with kortlag(sti) as lagene, laesefejl(sti):
            return [lag.navn for lag in _med_steder(lagene)]
    except Inputfejl:
        return []


def _med_steder(lagene: list[Kortlag]) -> list[Kortlag]:
    """Return the layers of points, not too many, with columns and a CRS."""
    valgte = []
    for lag in lagene[: graenser.HOEJST_ARK]:
        info = gdal.read_info(lag.sti, layer=lag.lag)
        if (
            info["geometry_type"] in PUNKTLAG
            and info["crs"]
            and 0 < info["features"] <= graenser.HOEJST_KLINIKRAEKKER
            and len(info["fields"])
        ):
            valgte.append(lag)
    return valgte


def laes_geofil(sti: Path) -> list[Ark]:
    """Return the layers of places, each a sheet with its columns, lat and lon (WGS84).

    Raises Inputfejl where there are none, or a layer cannot be read.
    """
    if not stedlag(sti):
        raise Inputfejl(
            f"{sti.name} har ingen lag med punkter, der kan læses som en liste (højst "
            f"{tal(graenser.HOEJST_KLINIKRAEKKER)} punkter, med kolonner og koordinatsystem, som en"
            " Shapefile har i sin .prj)."
        )
    if sti.suffix.lower() == ".geojson":
        # GDAL leaves out what is no feature.
        with laesefejl(sti):
            kraev_objekter(sti)
    with kortlag(sti) as lagene:
        return [_et_lag(lag) for lag in _med_steder(lagene)]


def _et_lag(lag: Kortlag) -> Ark:
    if lag.sti.suffix == ".shp":
        with laesefejl(lag.fil):
            kraev_hel(lag.sti, lag.fil)
            for plads, felt in enumerate(gdal.read_info(lag.sti)["fields"]):
                kraev_tal(lag.sti, lag.fil, plads, str(felt))
    try:
        ramme = gdal.read_dataframe(lag.sti, layer=lag.lag).to_crs(4326)
    except LAES_GDAL as fejl:
        raise Inputfejl(
            f"{lag.fil.name}, laget {lag.navn} kan ikke læses. Gem filen igen."
        ) from fejl
    flere = int((ramme.geometry.count_geometries() > 1).sum())
    if flere:
        raise Inputfejl(
            f"{lag.fil.name}, laget {lag.navn}: {antal(flere, 'række har', 'rækker har')} flere "
            "punkter. Del dem i enkelte punkter, behold det rette, og prøv igen."
        )
    punkter = gpd.GeoSeries(shapely.get_geometry(ramme.geometry.to_numpy(), 0), crs=ramme.crs)
    uden = punkter.isna() | punkter.is_empty
    celler = pd.DataFrame(ramme.drop(columns=ramme.geometry.name)).astype(object)
    # Where the file has columns of its own for the place, its points are what counts.
    celler = celler[[k for k in celler if str(k).casefold() not in ("lat", "lon")]]
    # GeoJSON may have objects and lists as values, which are text here.
    celler = celler.map(lambda v: json.dumps(v) if isinstance(v, (dict, list, tuple)) else v)
    celler = celler.where(celler.notna(), None).assign(
        lat=punkter.y.round(6).astype(object).where(~uden, None),
        lon=punkter.x.round(6).astype(object).where(~uden, None),
    )
    alle = [list(celler.columns), *celler.to_numpy(object).tolist()]
    return Ark(
        lag.navn,
        pd.DataFrame(alle, dtype=object),
        np.arange(1, len(alle) + 1),
        f"punkter i laget {lag.navn}",
        advarsler=(f"{antal(int(uden.sum()), 'punkt', 'punkter')} har intet sted.",)
        if uden.any()
        else (),
        tekstfil=True,
    )
