"""Square cells of the kommuner's land, small where many live and large where few do.

Columns, everywhere in this module: index `punkt_id` (str, unique), `kommune_kode` (str), `side_m`
(int), `areal_m2` (float, of the part on land), `x`, `y` (float, metres in EPSG:25832: a point on
that part).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

Taethed = Callable[[NDArray[np.float64]], NDArray[np.float64]]


def inddel(
    omrids: gpd.GeoDataFrame, taethed: Taethed, hoejst: float, sider_m: tuple[int, ...]
) -> pd.DataFrame:
    """Return the cells of each kommune, parted in four while more than `hoejst` live in one.

    `omrids`: `kode`, polygons, EPSG:25832. `taethed` gives residents a km2 at places (n, 2).
    `sider_m` are the sides of the Danish grid to use, each half of the one before; the last is not
    parted. Ids are `celle-<side>-<N>-<E>` with the lower-left corner in units of the side, as in
    `celle-250m-25320-2212`, followed by `-<kode>` in cells that several kommuner share.
    """
    dele = []
    for kode, flade in zip(omrids["kode"], omrids.geometry, strict=True):
        shapely.prepare(flade)
        felter = _felter(flade, sider_m[0])
        for side in sider_m:
            celler = _paa_land(flade, felter, side).assign(kommune_kode=kode, side_m=side)
            folk = taethed(celler[["x", "y"]].to_numpy()) * celler["areal_m2"].to_numpy() / 1e6
            delt = (folk > hoejst) & (side != sider_m[-1])
            dele.append(celler[~delt])
            felter = _kvarter(celler.loc[delt, ["e", "n"]].to_numpy())
    celler = pd.concat(dele, ignore_index=True)
    sted = ["side_m", "n", "e"]
    maal = celler["side_m"].map({side: _maal(side) for side in sider_m})
    navne = "celle-" + maal + "-" + celler["n"].astype(str) + "-" + celler["e"].astype(str)
    faelles = celler.duplicated(sted, keep=False)
    navne = navne.where(~faelles, navne + "-" + celler["kommune_kode"])
    return celler.set_index(pd.Index(navne, name="punkt_id")).drop(columns=["e", "n"]).sort_index()


def _maal(side_m: int) -> str:
    return f"{side_m // 1000}km" if side_m % 1000 == 0 else f"{side_m}m"


def _felter(flade: shapely.Geometry, side: int) -> NDArray[np.int64]:
    """Return every square (east, north, in units of the side) of the area's box."""
    vest, syd, oest, nord = (math.floor(v / side) for v in flade.bounds)
    e, n = np.meshgrid(np.arange(vest, oest + 1), np.arange(syd, nord + 1))
    return np.column_stack([e.ravel(), n.ravel()])


def _kvarter(felter: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the four squares of half the side in each square."""
    return (2 * felter[:, None] + np.array([(0, 0), (1, 0), (0, 1), (1, 1)])).reshape(-1, 2)


def _paa_land(flade: Any, felter: NDArray[np.int64], side: int) -> pd.DataFrame:
    """Return the squares that have land: e, n, areal_m2, x, y of a point on it."""
    e, n = felter.T
    kvadrater = shapely.box(e * side, n * side, (e + 1) * side, (n + 1) * side)
    beroert = shapely.intersects(flade, kvadrater)
    e, n, kvadrater = e[beroert], n[beroert], kvadrater[beroert]
    paa_kanten = ~shapely.contains_properly(flade, kvadrater)
    kvadrater[paa_kanten] = shapely.intersection(flade, kvadrater[paa_kanten])
    areal = shapely.area(kvadrater)
    land = areal > 0
    steder = shapely.point_on_surface(kvadrater[land])
    return pd.DataFrame(
        {
            "e": e[land],
            "n": n[land],
            "areal_m2": areal[land],
            "x": shapely.get_x(steder),
            "y": shapely.get_y(steder),
        }
    )
