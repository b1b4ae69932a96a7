"""The places a routing engine wants as input: demand points and clinics, in the plan's order.

Two CSV files (id, lat, lon; WGS84 degrees) and one GeoPackage with both as layers (EPSG:4326). Ids
are text. An answer without ids, as OSRM and Valhalla give it, is read back in this order.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio

from dansk import tal
from eksport.uforanderlig import gdal_tid
from geo.koordinater import TEGNE_CRS
from planning.plan import Plan

DECIMALER = 7  # of a degree: 1 cm
GEOPAKKE = "rutepunkter.gpkg"


def rutepunkter(plan: Plan) -> dict[str, bytes]:
    """Return the files by name: punkter.csv, klinikker.csv and the GeoPackage."""
    lag = {"punkter": _steder(plan.punkter), "klinikker": _steder(plan.klinikker)}
    ud = {
        f"{navn}.csv": ramme.to_csv(index=False, lineterminator="\n").encode()
        for navn, ramme in lag.items()
    }
    with tempfile.TemporaryDirectory() as mappe, gdal_tid():
        fil = Path(mappe) / GEOPAKKE
        for nr, (navn, ramme) in enumerate(lag.items()):
            punkter = gpd.points_from_xy(ramme["lon"], ramme["lat"], crs=TEGNE_CRS)
            pyogrio.write_dataframe(
                gpd.GeoDataFrame(ramme, geometry=punkter),
                fil,
                layer=navn,
                driver="GPKG",
                append=nr > 0,
            )
        ud[GEOPAKKE] = fil.read_bytes()
    return ud


def ordenstekst(plan: Plan) -> str:
    """Return what whoever computes a matrix must know of the order."""
    return (
        f"{tal(len(plan.punkter))} punkter og {tal(len(plan.klinikker))} klinikker. OSRM og "
        "Valhalla svarer uden id'er: rækker og kolonner skal have alle i filernes orden, punkter "
        "til klinikker eller omvendt. Andre svar kendes på id'erne, som er tekst."
    )


def _steder(ramme: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "id": ramme.index.astype(str),
            "lat": ramme["lat"].to_numpy(float).round(DECIMALER),
            "lon": ramme["lon"].to_numpy(float).round(DECIMALER),
        }
    )
