"""The distances of a plan, each measure computed or read from disk when it is first asked for.

Capacity alone never needs a travel time, so a table of indbyggere pr. kapacitet does not wait
for one. A travel matrix is made once from the same ground and places and then read from the
cache in under a tenth of a second.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.rejsetidslager import fingeraftryk, hent, hent_eller_byg
from geo.luftlinje import luftlinje_km
from geo.rejsetid import Fremdrift, Rejsetid, beregn
from geo.terraen import Parametre, Terraen, byg_terraen
from planning.plan import Sted

#: Where travel matrices are kept between starts; named by the environment, else beside the code.
MAPPE_VARIABEL = "PRAKSISKORT_CACHE"
STANDARDMAPPE = Path(__file__).resolve().parent.parent / ".cache"
MAAL = ("luftlinje", "km", "minutter")
#: New addresses whose columns are kept, the last used; one takes some 140 kB.
HOEJST_ADRESSER = 50

Matrix = NDArray[np.floating]


def cachemappe() -> Path:
    """Return the folder of the disk cache."""
    return Path(os.environ.get(MAPPE_VARIABEL) or STANDARDMAPPE)


@dataclass(frozen=True, eq=False)
class Landskab:
    """What the ground is made of: outlines in EPSG:25832 and the tables of the dataset."""

    omrids: gpd.GeoDataFrame
    byer: pd.DataFrame
    hovedveje: pd.DataFrame
    fjordforbindelser: pd.DataFrame
    rejseparametre: pd.DataFrame
    faerger: bool

    @property
    def forbindelser(self) -> pd.DataFrame:
        """Bridges, tunnels and, where one may go by them, ferries."""
        alle = self.fjordforbindelser
        return alle if self.faerger else alle[alle["type"] != "færge"]

    @cached_property
    def terraen(self) -> Terraen:
        """The cost surface, made when first needed."""
        return byg_terraen(
            self.omrids,
            self.byer,
            self.hovedveje,
            self.fjordforbindelser,
            Parametre.fra_tabel(self.rejseparametre),
            faerger=self.faerger,
        )

    def noegle(self, *steder: NDArray[np.float64]) -> str:
        """Return the fingerprint of the ground and of places on it."""
        return fingeraftryk(
            self.omrids,
            self.byer,
            self.hovedveje,
            self.fjordforbindelser,
            self.rejseparametre,
            self.faerger,
            *steder,
        )


class Afstande(Mapping[str, Matrix]):
    """Measure -> matrix (points x clinics): luftlinje and km in km, minutter in minutes.

    `punkter_xy` (n, 2) and `klinikker_xy` (m, 2) in EPSG:25832. With `importeret` the travel
    times are those, computed elsewhere, and a new address still gets the model's: `kolonner` gives
    the column of each measure (n,) for one, the last HOEJST_ADRESSER of them kept. `maal` are the
    measures there are, and luftlinje is worked out as often as it is asked for: a matrix is some
    megabytes.
    """

    def __init__(
        self,
        landskab: Landskab,
        punkter_xy: NDArray[np.float64],
        klinikker_xy: NDArray[np.float64],
        importeret: Rejsetid | None = None,
        maal: Sequence[str] = MAAL,
    ) -> None:
        self.landskab = landskab
        self._maal = tuple(maal)
        self._punkter_xy = punkter_xy
        self._klinikker_xy = klinikker_xy
        self._rejsetid = importeret
        self._laas = threading.Lock()
        # lru_cache is safe for the threads of several sessions.
        self.kolonner = lru_cache(maxsize=HOEJST_ADRESSER)(self._beregn_kolonner)

    def __getitem__(self, maal: str) -> Matrix:
        """Return the matrix of one measure."""
        if maal not in self._maal:
            raise KeyError(maal)
        if maal == "luftlinje":
            return luftlinje_km(self._punkter_xy, self._klinikker_xy)
        return getattr(self.rejsetid, maal)

    def __iter__(self) -> Iterator[str]:
        """Iterate over the measures without computing any."""
        return iter(self._maal)

    def __len__(self) -> int:
        """Return the number of measures."""
        return len(self._maal)

    def __contains__(self, maal: object) -> bool:
        """Say whether a measure is known without computing it."""
        return maal in self._maal

    @property
    def klar(self) -> bool:
        """Whether the travel times are in memory."""
        return self._rejsetid is not None

    @property
    def rejsetid(self) -> Rejsetid:
        """The travel matrix, read from the cache or made."""
        return self.forbered()

    def laes_gemt(self) -> bool:
        """Read the travel times where they are stored, and say whether they are in memory."""
        with self._laas:
            if self._rejsetid is None:
                gemt = hent(*self._gemt_som(), self._form)
                self._rejsetid = gemt and self._behold(gemt)
            return self.klar

    def forbered(self, fremdrift: Fremdrift | None = None) -> Rejsetid:
        """Return the travel matrix, made once even when many ask at a time.

        `fremdrift` is told the share done, 0 to 1, when it is made.
        """
        with self._laas:
            if self._rejsetid is None:
                noegle, mappe = self._gemt_som()
                self._rejsetid = self._behold(
                    hent_eller_byg(noegle, self._byg, mappe, fremdrift, form=self._form)
                )
            return self._rejsetid

    def _behold(self, tid: Rejsetid) -> Rejsetid:
        """What is kept of the times: not km that nobody asks for."""
        return tid if "km" in self._maal else replace(tid, km=np.empty((0, 0), np.float32))

    def _gemt_som(self) -> tuple[str, Path]:
        return self.landskab.noegle(self._punkter_xy, self._klinikker_xy), cachemappe()

    @property
    def _form(self) -> tuple[int, int]:
        return len(self._punkter_xy), len(self._klinikker_xy)

    def _byg(self, fremdrift: Callable[[float], None]) -> Rejsetid:
        return beregn(self.landskab.terraen, self._punkter_xy, self._klinikker_xy, fremdrift)

    def _beregn_kolonner(self, sted: Sted) -> Mapping[str, Matrix]:
        """Return the column of each measure (n,) for a new address."""
        xy = np.array([[sted.x, sted.y]])
        tid = beregn(self.landskab.terraen, self._punkter_xy, xy)
        return {
            "luftlinje": luftlinje_km(self._punkter_xy, xy)[:, 0],
            "km": tid.km[:, 0],
            "minutter": tid.minutter[:, 0],
        }
