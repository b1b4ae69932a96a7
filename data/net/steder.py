"""Where the cells of a grid lie: names and coordinates as places, and how else they may be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyproj import Transformer

from dansk import opremsning, tal
from data.indgang.spoergsmaal import Spoergsmaal
from data.net.graenser import VIS_HOEJST, Ramme, i_rammen
from geo.befolkning import kvadratnet_punkter
from geo.koordinater import DANMARK, MAALE_CRS

OMBYTTET = "ombyttet"
#: What coordinates of Danish cells are given in, and what it is called.
KANDIDATER = {
    "EPSG:25832": "meter i EPSG:25832 (UTM zone 32)",
    "EPSG:4326": "grader i EPSG:4326 (WGS84)",
    "EPSG:3035": "meter i EPSG:3035 (Eurostat)",
    "EPSG:25833": "meter i EPSG:25833 (UTM zone 33)",
    "EPSG:3857": "meter i EPSG:3857 (webkort)",
}
_DDKN = r"^(?P<side>[0-9]{1,5}k?m)_(?P<n>[0-9]{1,6})_(?P<e>[0-9]{1,6})$"
I_DANMARK = 0.9  # of the places, for a reading that may be meant


def til_maale_crs(xy: NDArray[np.float64], fra: str) -> NDArray[np.float64]:
    """Return places (n, 2: east, north) of another CRS in EPSG:25832."""
    if fra == MAALE_CRS:
        return xy
    return np.column_stack(Transformer.from_crs(fra, MAALE_CRS, always_xy=True).transform(*xy.T))


def tolkninger(
    xy: NDArray[np.float64], crs: str | None, ramme: Ramme
) -> tuple[tuple[str, str], ...]:
    """Return the other ways to read places that put them in Denmark: value and words.

    `xy` (n, 2) is east and north as the file has them, `crs` what it says they are in. Where some
    ways put places around the region, only those are returned.
    """
    fundet = []
    for andet, ord_ in KANDIDATER.items():
        for byt in (False, True):
            if (andet == crs) is not byt:
                continue  # as it is, or swapped in yet another CRS
            steder = til_maale_crs(xy[:, ::-1] if byt else xy, andet)
            if i_rammen(steder, DANMARK).mean() >= I_DANMARK:
                valg = (OMBYTTET, "byt om på de to kolonner") if byt else (andet, f"det er {ord_}")
                fundet.append((valg, i_rammen(steder, ramme).any()))
    naer = any(inde for _, inde in fundet)
    return tuple(valg for valg, inde in fundet if inde or not naer)


def spoerg_om_tolkning(tekst: str, valg: tuple[tuple[str, str], ...]) -> Spoergsmaal:
    """Return the question how coordinates are to be read."""
    return Spoergsmaal("koordinater", f"{tekst} Hvordan skal koordinaterne læses?", valg)


def steder_af_navne(
    navne: pd.Series, numre: NDArray[np.int64], fejl: list[str]
) -> tuple[NDArray[np.float64], float | None]:
    """Return the centres of named cells (NaN if one is unreadable) and their side, add the faults.

    `numre` are the rows the names stand in.
    """
    if (danske := _danske_navne(navne)) is not None:
        return danske
    alle = navne.tolist()
    try:
        punkter = kvadratnet_punkter(alle)
    except (ValueError, OverflowError):
        vist = opremsning(
            [
                f"»{alle[i][:40]}« i række {tal(int(numre[i]))}"
                for i in islice(_ulaeselige(alle), VIS_HOEJST)
            ]
        )
        fejl.append(
            f"Ikke et dansk kvadratnet, først {vist}. Brug navne som 1km_6320_553 eller "
            "CRS3035RES1000mN3770000E4320000, og kun celler i Danmark."
        )
        return np.full((len(navne), 2), np.nan), None
    if len(sider := sorted(punkter["side_m"].unique())) > 1:
        vist = opremsning([f"{tal(int(side))} m" for side in sider])
        fejl.append(f"Cellerne er af forskellig størrelse ({vist}). Behold ét net.")
    return punkter[["x", "y"]].to_numpy(), float(sider[0]) if sider else None


def _danske_navne(navne: pd.Series) -> tuple[NDArray[np.float64], float] | None:
    """Return what `kvadratnet_punkter` does; None unless all are Danish cells of one size."""
    dele = pc.extract_regex(pa.array(navne, pa.large_string()), _DDKN)
    if not len(dele) or dele.null_count:
        return None
    side, n, e = (pc.struct_field(dele, led) for led in ("side", "n", "e"))
    if len(sider := pc.unique(side)) != 1:
        return None
    maal = sider[0].as_py()
    meter = int(maal.removesuffix("km")) * 1000 if maal.endswith("km") else int(maal[:-1])
    xy = np.column_stack([pc.cast(led, pa.int64()).to_numpy() for led in (e, n)])
    xy = (xy + 0.5) * meter
    return (xy, float(meter)) if i_rammen(xy, DANMARK).all() else None


def _ulaeselige(navne: Sequence[str], foerste: int = 0) -> Iterator[int]:
    """Yield the positions of names that are no Danish cell, by halving."""
    try:
        kvadratnet_punkter(navne)
    except (ValueError, OverflowError):
        if not (midt := len(navne) // 2):
            yield foerste
            return
        yield from _ulaeselige(navne[:midt], foerste)
        yield from _ulaeselige(navne[midt:], foerste + midt)
