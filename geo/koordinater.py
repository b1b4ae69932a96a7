"""Coordinates: measured in ETRS89/UTM zone 32N (EPSG:25832), drawn in WGS84 (EPSG:4326)."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pyproj import CRS, Transformer

from dansk import Inputfejl, tal

MAALE_CRS = "EPSG:25832"
TEGNE_CRS = "EPSG:4326"

#: Denmark with its seas, in EPSG:25832: west, south, east, north.
DANMARK = (400_000.0, 6_000_000.0, 920_000.0, 6_450_000.0)
#: Where a point of the region or its neighbours can lie (WGS84, degrees).
BREDDE = (56.0, 58.0)
LAENGDE = (8.0, 11.5)


@cache
def _transformer(fra: str, til: str) -> Transformer:
    return Transformer.from_crs(fra, til, always_xy=True)


def til_meter(lat: ArrayLike, lon: ArrayLike) -> NDArray[np.float64]:
    """Return WGS84 degrees as metres in EPSG:25832, shape (n, 2): easting, northing."""
    x, y = _transformer(TEGNE_CRS, MAALE_CRS).transform(np.asarray(lon), np.asarray(lat))
    return np.column_stack([np.atleast_1d(x), np.atleast_1d(y)])


def til_grader(x: ArrayLike, y: ArrayLike) -> NDArray[np.float64]:
    """Return metres in EPSG:25832 as WGS84 degrees, shape (n, 2): lat, lon."""
    lon, lat = _transformer(MAALE_CRS, TEGNE_CRS).transform(np.asarray(x), np.asarray(y))
    return np.column_stack([np.atleast_1d(lat), np.atleast_1d(lon)])


def kraev_meter(crs: CRS | str | None) -> None:
    """Raise ValueError unless the CRS is projected in metres, so that areas and distances are."""
    if crs is None:
        raise ValueError("a CRS in metres is needed (EPSG:25832), and none is set")
    if not CRS.from_user_input(crs).is_projected:
        raise ValueError(f"a CRS in metres is needed (EPSG:25832), not {crs}")


def punkt_fra_tekst(tekst: str) -> tuple[float, float]:
    """Return (lat, lon) read from the text `57.05,9.92`.

    Raises Inputfejl when it is not two numbers or lies outside the region and its neighbours.
    """
    try:
        lat, lon = (float(del_) for del_ in tekst.split(","))
    except ValueError:
        raise Inputfejl(
            f"»{tekst}« er ikke et punkt. Skriv bredde og længde i grader med punktum som "
            "decimaltegn og komma imellem, fx 57.048,9.919."
        ) from None
    if not (BREDDE[0] <= lat <= BREDDE[1] and LAENGDE[0] <= lon <= LAENGDE[1]):
        raise Inputfejl(
            f"Punktet {tekst} ligger uden for Nordjylland og naboerne: bredden skal være mellem "
            f"{tal(BREDDE[0])} og {tal(BREDDE[1])} grader og længden mellem {tal(LAENGDE[0])} og "
            f"{tal(LAENGDE[1], 1)}. Står de i omvendt rækkefølge?"
        )
    return lat, lon
