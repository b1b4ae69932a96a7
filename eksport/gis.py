"""The figures as map data: a GeoPackage with layers, metadata and styles, and GeoJSON.

Metres in EPSG:25832 in the GeoPackage, degrees in EPSG:4326 in GeoJSON; what is missing is empty.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from dansk import rens
from data import gdal
from eksport.afsnit_metode import datasaetlinje
from eksport.gislag import Gislag
from eksport.gisqml import qml
from eksport.gissld import sld
from eksport.gistabeller import kolonne_tabel, stil_tabel
from eksport.uforanderlig import gdal_tid
from geo.koordinater import TEGNE_CRS
from planning.plan import Plan
from saetninger.kilde import kortforbehold

DECIMALER_GRADER = 6


def geopackage(plan: Plan, lag: Sequence[Gislag]) -> bytes:
    """Return the layers as one GeoPackage, with descriptions, metadata and styles for QGIS."""
    with tempfile.TemporaryDirectory() as mappe, gdal_tid():
        fil = Path(mappe) / "praksiskort.gpkg"
        for nr, et in enumerate(lag):
            gdal.write_dataframe(
                _rene(et.ramme),
                fil,
                layer=et.navn,
                driver="GPKG",
                append=nr > 0,
                geometry_type=_geometritype(et),
                layer_options={
                    "IDENTIFIER": et.titel,
                    "DESCRIPTION": f"{et.beskrivelse} {et.kilde} {kortforbehold(plan)}".strip(),
                    "GEOMETRY_NAME": "geom",
                },
                layer_metadata={"KILDE": et.kilde, "DATASAET": datasaetlinje(plan)},
                dataset_metadata={"TITEL": "Praksiskort", "DATASAET": datasaetlinje(plan)}
                if nr == 0
                else None,
            )
        with sqlite3.connect(fil) as base:
            stil_tabel(base, {et.navn: et.stile for et in lag})
            kolonne_tabel(base, {et.navn: et.betydninger for et in lag})
        base.close()
        return fil.read_bytes()


def geojson(et: Gislag, plan: Plan) -> bytes:
    """Return one layer of a plan as GeoJSON in EPSG:4326, with its source."""
    grader = et.ramme.to_crs(TEGNE_CRS)
    paa_net = shapely.set_precision(grader.geometry.to_numpy(), 10.0**-DECIMALER_GRADER)
    skrevne = shapely.to_geojson(shapely.transform(paa_net, lambda xy: xy.round(DECIMALER_GRADER)))
    # All at once: one by one it is half of what the whole layer takes.
    geometrier = json.loads(f"[{','.join(skrevne)}]")
    felter = _rene(et.ramme).drop(columns="geometry")
    navne = felter.columns.tolist()
    raekker = zip(*(_vaerdier(felter[navn]) for navn in navne), strict=True)
    traek = [
        {
            "type": "Feature",
            "id": nr,
            "properties": dict(zip(navne, r, strict=True)),
            "geometry": g if g["coordinates"] else None,
        }
        for nr, (r, g) in enumerate(zip(raekker, geometrier, strict=True), start=1)
    ]
    samling = {
        "type": "FeatureCollection",
        "name": et.navn,
        "title": et.titel,
        "description": f"{et.beskrivelse} {et.kilde} {kortforbehold(plan)}".strip(),
        "kolonner": et.betydninger,
        "features": traek,
    }
    return json.dumps(samling, ensure_ascii=False, allow_nan=False).encode()


def stilfiler(et: Gislag) -> dict[str, bytes]:
    """Return the styles of a layer as files beside its GeoJSON, by path.

    QGIS takes the QML of the layer's own name by itself; the SLD are of each theme.
    """
    alle = {f"stile/{et.navn}-{stil.noegle}.sld": sld(stil, et.navn) for stil in et.stile}
    return {n: t.encode() for n, t in {f"{et.navn}.qml": qml(et.stile[0]), **alle}.items()}


def _vaerdier(kolonne: pd.Series) -> list[Any]:
    """The values of a column as JSON has them, null for missing."""
    return kolonne.astype(object).where(kolonne.notna(), None).tolist()


def _geometritype(et: Gislag) -> str:
    typer = set(et.ramme.geometry.geom_type)
    return "MultiPolygon" if "MultiPolygon" in typer else next(iter(typer), et.tom)


def _rene(ramme: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return a frame with its index as a column, and text that every file can hold."""
    ud = ramme.reset_index()
    for navn in ud.columns.drop("geometry"):
        if pd.api.types.is_string_dtype(ud[navn]) or ud[navn].dtype == object:
            # Each text once: a square's kommune is one of eleven.
            kendte = {v: rens(str(v)) for v in ud[navn].dropna().unique()}
            ud[navn] = pd.Series([kendte.get(v) for v in ud[navn].tolist()], ud.index, dtype=object)
    return ud
