"""What every shape of a travel matrix is read into: pairs of places as the file has them.

Ids are still text of the file's own, and which side is the clinics is not yet known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dansk import Inputfejl, tal
from data.indgang.spoergsmaal import Svar

#: Minutes in a unit of time, and kilometres in a unit of length.
TIDSENHEDER: Mapping[str, float] = {"minutter": 1.0, "sekunder": 1 / 60, "timer": 60.0}
LAENGDEENHEDER: Mapping[str, float] = {"km": 1.0, "meter": 0.001, "mil": 1.609344}

#: How a pair is pointed to, by its position; None where it has a row of its own.
Sted = Callable[[int], str] | None


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
    minutter: NDArray[np.float64], km: NDArray[np.float64] | None, kendte: Kendte, hvad: str
) -> tuple[pd.Series, pd.Series]:
    """Return the ids of a grid without any: its rows and columns are in the program's order.

    Points to clinics or clinics to points, told by the size. Raises Inputfejl with both sizes for
    any other.
    """
    for navn, gitter in ((hvad, minutter), ("længderne", km)):
        if gitter is not None and gitter.shape not in (
            (len(kendte.punkter), len(kendte.klinikker)),
            (len(kendte.klinikker), len(kendte.punkter)),
        ):
            raise Inputfejl(
                f"{navn} har {_antal(gitter.shape[0], 'række', 'rækker')} og "
                f"{_antal(gitter.shape[1], 'kolonne', 'kolonner')}; planen har "
                f"{_antal(len(kendte.punkter), 'punkt', 'punkter')} og "
                f"{_antal(len(kendte.klinikker), 'klinik', 'klinikker')}. Et svar uden id'er skal "
                "have alle, i den orden »python cli.py punkter« skriver dem. Beregn det igen."
            )
    if km is not None and km.shape != minutter.shape:
        raise Inputfejl("Tider og længder har rækker og kolonner hver sin vej. Beregn dem sammen.")
    fra_punkter = minutter.shape == (len(kendte.punkter), len(kendte.klinikker))
    sider = (kendte.punkter, kendte.klinikker)
    return kryds(*(sider if fra_punkter else sider[::-1]))


def _antal(antal: int, en: str, flere: str) -> str:
    return f"{tal(antal)} {en if antal == 1 else flere}"
