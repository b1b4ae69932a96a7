"""Places in other forms than degrees in two columns: metres (EPSG:25832), or points as WKT.

What Danmarks Adresser, QGIS and Google's maps give out becomes the columns lat and lon.
"""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pandas as pd

from data.indgang.graenser import HOEJST_KLINIKRAEKKER
from data.indgang.hoved import fyldt
from data.indgang.kolonner import ens, foreslaa
from data.indgang.overskrift import Raatabel
from data.indgang.tal import tolk_tal
from data.klinikoplysninger import PUNKT
from data.net.graenser import i_rammen
from geo.koordinater import DANMARK, til_grader

#: Headings of metres east and north, as `ens` writes them, and of points as WKT.
OEST = ("x", "easting", "oest", "oestkoordinat", "utm x", "x 25832", "etrs89koordinat oest")
NORD = ("y", "northing", "nord", "nordkoordinat", "utm y", "y 25832", "etrs89koordinat nord")
WKT = ("wkt", "wkt geom", "the geom", "geom", "geometry", "shape")
#: Longitude first.
PUNKTTEKST = re.compile(
    r"\s*(?:SRID=4326;)?POINT ?(?:Z|M|ZM)? ?"
    r"\(\s*(-?[0-9]+(?:\.[0-9]+)?)\s+(-?[0-9]+(?:\.[0-9]+)?)(?:\s+-?[0-9.]+){0,2}\s*\)\s*",
    re.IGNORECASE,
)


def med_grader(tabel: Raatabel) -> Raatabel:
    """Return a table with lat and lon in place of metres or points as WKT, and how it was read.

    A table with degrees of its own, with neither, or with more rows than a list has is as it was.
    A cell that is no place in Denmark stays as it is, to be told where degrees are read.
    """
    if len(tabel.data) > HOEJST_KLINIKRAEKKER or all(
        f.kolonne and f.sikker for f in foreslaa(tabel.kolonner, PUNKT)
    ):
        return tabel
    navne = {ens(k): k for k in tabel.kolonner}
    oest, nord, wkt = (
        next((navne[n] for n in ord_ if n in navne), None) for ord_ in (OEST, NORD, WKT)
    )
    if oest is not None and nord is not None:
        x, y = (tolk_tal(tabel.data[k]).tal for k in (oest, nord))
        inde = i_rammen(np.column_stack([x, y]), DANMARK)
        lat, lon = (tabel.data[k].to_numpy(object, copy=True) for k in (nord, oest))
        lat[inde], lon[inde] = til_grader(x[inde], y[inde]).round(6).T
        hvordan = f"Punkterne er læst af {oest} og {nord} som meter i UTM zone 32 (EPSG:25832)."
        return _med(tabel, [oest, nord], lat, lon, hvordan)
    if wkt is not None:
        celler = tabel.data[wkt].to_numpy(object)
        fundne = [PUNKTTEKST.fullmatch(v) if isinstance(v, str) else None for v in celler]
        if any(fundne):
            lat, lon = (
                np.array(
                    [float(m[k]) if m else v for m, v in zip(fundne, celler, strict=True)], object
                )
                for k in (2, 1)
            )
            return _med(tabel, [wkt], lat, lon, f"Punkterne er læst af {wkt} som længde og bredde.")
    return tabel


def _med(
    tabel: Raatabel, fra: list[str], lat: np.ndarray, lon: np.ndarray, hvordan: str
) -> Raatabel:
    andre = [k for k in tabel.kolonner if k not in (*fra, "lat", "lon")]
    bogstaver = dict(zip(tabel.kolonner, tabel.kolonnebogstaver, strict=True))
    data = tabel.data[andre].assign(
        lat=pd.Series(lat, tabel.data.index, object), lon=pd.Series(lon, tabel.data.index, object)
    )
    return replace(
        tabel,
        kolonner=[*andre, "lat", "lon"],
        data=data.map(lambda v: v if fyldt(v) else None),
        totaler=tabel.totaler[andre].assign(lat=None, lon=None),
        kolonnebogstaver=[*(bogstaver[k] for k in andre), "", ""],
        bemaerkninger=[*tabel.bemaerkninger, hvordan],
    )
