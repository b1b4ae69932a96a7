"""Points of a map file (GeoPackage, GeoJSON) as sheets: a layer each, with lat and lon.

Only what may be a list of places is a table here: points, and no more of them than a list has.
Cells of a population grid are read by `data.net`.
"""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError

from dansk import Inputfejl, antal, tal
from data.fremmedfil import laesefejl
from data.indgang import graenser
from data.indgang.celler import Ark
from data.net.geojson import kraev_objekter

GEOFILER = (".gpkg", ".geojson")
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
        navne = [str(navn) for navn, _ in pyogrio.list_layers(sti)]
        info = {navn: pyogrio.read_info(sti, layer=navn) for navn in navne[: graenser.HOEJST_ARK]}
    except (DataSourceError, DataLayerError, OSError, ValueError, RuntimeError):
        return []
    return [
        navn
        for navn, i in info.items()
        if i["geometry_type"] in PUNKTLAG
        and i["crs"]
        and 0 < i["features"] <= graenser.HOEJST_KLINIKRAEKKER
        and len(i["fields"])
    ]


def laes_geofil(sti: Path) -> list[Ark]:
    """Return the layers of places, each a sheet with its columns, lat and lon (WGS84).

    Raises Inputfejl where there are none, or a layer cannot be read.
    """
    lag = stedlag(sti)
    if not lag:
        raise Inputfejl(
            f"{sti.name} har ingen lag med punkter, der kan læses som en liste (højst "
            f"{tal(graenser.HOEJST_KLINIKRAEKKER)} punkter, med kolonner og koordinatsystem)."
        )
    if sti.suffix.lower() == ".geojson":
        # GDAL leaves out what is no feature.
        with laesefejl(sti):
            kraev_objekter(sti)
    return [_et_lag(sti, navn) for navn in lag]


def _et_lag(sti: Path, navn: str) -> Ark:
    try:
        ramme = pyogrio.read_dataframe(sti, layer=navn).to_crs(4326)
    except (DataSourceError, DataLayerError, OSError, ValueError, RuntimeError) as fejl:
        raise Inputfejl(f"{sti.name}, laget {navn} kan ikke læses. Gem filen igen.") from fejl
    flere = int((ramme.geometry.count_geometries() > 1).sum())
    if flere:
        raise Inputfejl(
            f"{sti.name}, laget {navn}: {antal(flere, 'række har', 'rækker har')} flere punkter. "
            "Del dem i enkelte punkter, behold det rette, og prøv igen."
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
        navn,
        pd.DataFrame(alle, dtype=object),
        np.arange(1, len(alle) + 1),
        f"punkter i laget {navn}",
        advarsler=(f"{antal(int(uden.sum()), 'punkt', 'punkter')} har intet sted.",)
        if uden.any()
        else (),
        tekstfil=True,
    )
