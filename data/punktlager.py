"""A disk cache of the model's demand points: made once of the same districts, then only read.

To part the land in cells, share them among the districts and spread the residents is half of what a
dataset takes to read. A file is believed as one of travel times is (`data.rejsetidslager`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

import geo
from data.rejsetidslager import fingeraftryk, laes_felter, skriv_felter
from geo.koordinater import til_grader
from geo.omraader import afstand_til

INDEKS = "punkt_id"


def hent_eller_byg(byg: Callable[[], pd.DataFrame], mappe: Path, *lavet_af: object) -> pd.DataFrame:
    """Return the demand points that are made of `lavet_af`, read from the disk or made and stored.

    `byg` gives a frame of text (object) and numbers with the index `punkt_id`; what is read has
    the same values and types. `lavet_af` are what `fingeraftryk` takes.
    """
    noegle = fingeraftryk(_modellen(), *lavet_af)
    fil = mappe / f"punkter-{noegle}.npz"
    if felter := laes_felter(fil, noegle):
        indeks = pd.Index(felter.pop(INDEKS).tolist(), name=INDEKS)
        kolonner = {
            navn: pd.Series(v.tolist(), indeks, dtype=object) if v.dtype.kind == "U" else v
            for navn, v in felter.items()
        }
        return pd.DataFrame(kolonner, indeks)
    ramme = byg()
    ud = {INDEKS: ramme.index.to_numpy(dtype=str)}
    for navn, kolonne in ramme.items():
        vaerdier = kolonne.to_numpy()
        ud[str(navn)] = vaerdier.astype(str) if vaerdier.dtype == object else vaerdier
    skriv_felter(fil, noegle, ud)
    return ramme


def punkter_af(lag: gpd.GeoDataFrame, omrids: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return a layer of points as a Plan has them: x, y (EPSG:25832), lat, lon and til_nabo_km.

    `lag` and `omrids` in EPSG:25832; `til_nabo_km` is to the nearest outline that is not
    `i_region`.
    """
    x, y = lag.geometry.x.to_numpy(), lag.geometry.y.to_numpy()
    grader = til_grader(x, y)
    ramme = pd.DataFrame(lag.drop(columns="geometry"))
    # Text as plain objects: grouped by in every rerun, which Arrow's strings are slow at.
    ramme = ramme.astype({"kommune_kode": object, "distrikt": object})
    naboer = omrids[~omrids["i_region"].astype(bool)].union_all()
    til_nabo = afstand_til(naboer, lag.geometry.to_numpy()) / 1000
    return ramme.assign(x=x, y=y, lat=grader[:, 0], lon=grader[:, 1], til_nabo_km=til_nabo)


@cache
def _modellen() -> list[object]:
    """Return what the points are made by: the model's own code, and the libraries beneath it."""
    koden = [Path(__file__), *sorted(Path(geo.__path__[0]).glob("*.py"))]
    return [shapely.geos_version_string, np.__version__, *(fil.read_bytes() for fil in koden)]
