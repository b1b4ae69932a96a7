"""What every shape of a travel matrix is read into: pairs of places as the file has them.

Ids are still text of the file's own, and which side is the clinics is not yet known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dansk import Inputfejl, antal
from data.indgang.spoergsmaal import Svar

#: Minutes in a unit of time, and kilometres in a unit of length.
TIDSENHEDER: Mapping[str, float] = {"minutter": 1.0, "sekunder": 1 / 60, "timer": 60.0}
LAENGDEENHEDER: Mapping[str, float] = {"km": 1.0, "meter": 0.001, "mil": 1.609344}


#: Where the places a matrix is computed between are got, on the page and on the command line.
HENT_STEDER = (
    "Hent punkterne og klinikkerne på siden Import under »Skabeloner og kolonner« (i kommandoen "
    "punkter), og beregn matricen med dem, som de står."
)

#: How a pair is pointed to, by its position; None where it has a row of its own.
Sted = Callable[[int], str] | None


def i_enhed(matrix: NDArray[np.floating], gange: float) -> NDArray[np.float32]:
    """Return times or lengths in another unit, as float32 nearest to the exact figure.

    Multiplied in float32, 900 seconds would be just over 15 minutes, and beyond a limit of 15.
    """
    if gange == 1:
        return matrix.astype(np.float32, copy=False)
    return np.multiply(matrix, gange, dtype=np.float64).astype(np.float32)


@dataclass(frozen=True, eq=False)
class Par:
    """Pairs as a file has them, one an element.

    fra, til: ids as text, numbers or categories. minutter, km: numbers, or text with a decimal
    comma or point; km is None where the file has no lengths. enhed, laengde: their units, keys of
    `TIDSENHEDER` and `LAENGDEENHEDER`. navne: what the file calls the two ids. sted: how a fault
    points to a pair; without it the element `i` is row `i + 2` of the file.
    bemaerkninger: what is told of how it was read.
    """

    fra: pd.Series
    til: pd.Series
    minutter: pd.Series
    km: pd.Series | None = None
    enhed: str = "minutter"
    laengde: str = "km"
    navne: tuple[str, str] = ("klinik_id", "punkt_id")
    sted: Sted = None
    bemaerkninger: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Kendte:
    """The ids a matrix can be of, in the order the program writes them, and the answers given."""

    klinikker: pd.Index
    punkter: pd.Index
    svar: Svar

    @classmethod
    def af(cls, klinikker: Sequence[str], punkter: Sequence[str], svar: Svar) -> Kendte:
        """Return the ids as text."""
        klinik, punkt = (
            pd.Index([str(i) for i in ids], dtype=object) for ids in (klinikker, punkter)
        )
        return cls(klinik, punkt, svar)


def kryds(fra: pd.Index, til: pd.Index) -> tuple[pd.Series, pd.Series]:
    """Return the ids of every pair of a grid, row by row."""
    n, m = len(fra), len(til)
    koder = np.repeat(np.arange(n), m), np.tile(np.arange(m), n)
    side = [
        pd.Series(pd.Categorical.from_codes(kode, ids) if ids.is_unique else ids.to_numpy()[kode])
        for kode, ids in zip(koder, (fra, til), strict=True)
    ]
    return side[0], side[1]


def par_i_orden(
    tider: NDArray[np.float64],
    laengder: NDArray[np.float64] | None,
    kendte: Kendte,
    hvad: str,
    sted: Callable[[int, int], str],
    **andet: Any,
) -> Par:
    """Return the pairs of a grid without ids: its rows and columns are in the program's order.

    Points to clinics or clinics to points, told by the size. `hvad` is what the grid is called and
    `sted` what a row and column of it is, both from 0; `andet` as in `Par`. Raises Inputfejl with
    both sizes for any other.
    """
    for navn, gitter in ((hvad, tider), ("længderne", laengder)):
        if gitter is not None and gitter.shape not in (
            (len(kendte.punkter), len(kendte.klinikker)),
            (len(kendte.klinikker), len(kendte.punkter)),
        ):
            raise Inputfejl(
                f"{navn} har {antal(gitter.shape[0], 'række', 'rækker')} og "
                f"{antal(gitter.shape[1], 'kolonne', 'kolonner')}; planen har "
                f"{antal(len(kendte.punkter), 'punkt', 'punkter')} og "
                f"{antal(len(kendte.klinikker), 'klinik', 'klinikker')}. Et svar uden id'er skal "
                f"have alle, i filernes orden. {HENT_STEDER}"
            )
    if laengder is not None and laengder.shape != tider.shape:
        raise Inputfejl("Tider og længder har rækker og kolonner hver sin vej. Beregn dem sammen.")
    fra_punkter = tider.shape == (len(kendte.punkter), len(kendte.klinikker))
    sider = (kendte.punkter, kendte.klinikker)
    fra, til = kryds(*(sider if fra_punkter else sider[::-1]))
    bredde = tider.shape[1]
    return Par(
        fra,
        til,
        pd.Series(tider.ravel()),
        None if laengder is None else pd.Series(laengder.ravel()),
        sted=lambda i: sted(*divmod(i, bredde)),
        **andet,
    )
