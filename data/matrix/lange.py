"""Long shapes, one row a pair: our own and those of r5py, r5r and Conveyal.

own         klinik_id, punkt_id, minutter and, if known, km
r5py, r5r   from_id, to_id and travel_time, or travel_time_p50 and other percentiles (minutes)
r5r to 0.7  fromId, toId, travel_time
ORS         FROM_ID, TO_ID, DURATION_H and DIST_KM: openrouteservice's plugin to QGIS (hours)
QNEAT3      origin_id, destination_id and total_cost: the other of QGIS (seconds, where by time)
OTP         fromPlace, toPlace and duration: OpenTripPlanner from R (seconds)
Conveyal    origin, destination, time (minutes) and, for several percentiles, percentile: the
            `TIMES` results of a regional analysis

Names are read in any case and order, and other columns are left alone. A pair that was not reached
has no time, or no row. Where there are several times of a pair, which to take is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dansk import Inputfejl, opremsning, tal
from data.fremmedfil import som_tekst
from data.indgang.spoergsmaal import Spoergsmaal, Ubesvaret, besvaret
from data.matrix.par import Kendte, Par
from data.matrix.tabelfil import Tabelfil

KOLONNE, PERCENTIL = "kolonne", "percentil"


@dataclass(frozen=True)
class Lang:
    """One long shape: who writes it, the names of its ids, and patterns of its other columns."""

    navn: str
    fra: str
    til: str
    tid: str
    laengde: str = ""
    percentil: str = ""
    enhed: str = "minutter"

    def kender(self, fil: object, kendte: Kendte) -> bool:
        """Say whether a file has the ids of this shape, and its time where others have its ids."""
        if not (isinstance(fil, Tabelfil) and {self.fra, self.til} <= set(fil.ens)):
            return False
        return self is not ORS or bool(self.kolonner(fil.ens))

    def kolonner(self, navne: Sequence[str]) -> list[str]:
        """Return the headings (small letters) of ids and times; none without them all."""
        tider = [navn for navn in dict.fromkeys(navne) if re.fullmatch(self.tid, navn)]
        return [self.fra, self.til, *tider] if tider and {self.fra, self.til} <= set(navne) else []

    def laes(self, fil: Tabelfil, kendte: Kendte) -> Par:
        """Return the pairs of a file of this shape.

        Raises Ubesvaret when there are several times of a pair, Inputfejl when there are none.
        """
        tider = [navn for navn in dict.fromkeys(fil.ens) if re.fullmatch(self.tid, navn)]
        if not tider:
            fil.hele()
            raise Inputfejl(
                f"{fil.sti.name}: Rejsetidsmatricen mangler {self.tid.split('(')[0]}. Den har "
                f"{opremsning([n for n in fil.hoved if n][:10])}."
            )
        tid = _valgt(fil, KOLONNE, "Hvilken kolonne er rejsetiden?", tider, kendte)
        laengde = [n for n in fil.ens if self.laengde and re.fullmatch(self.laengde, n)][:1]
        percentil = [n for n in fil.ens if self.percentil and n == self.percentil][:1]
        kolonner = fil.kolonner([self.fra, self.til, tid, *laengde, *percentil], {tid, *laengde})
        raekker = np.arange(len(kolonner[0]))
        if percentil:
            raekker = _en_percentil(fil, kolonner.pop(), kendte)
        hele = len(raekker) == len(kolonner[0])
        if not hele:
            kolonner = [k.iloc[raekker].reset_index(drop=True) for k in kolonner]
        return Par(
            fra=kolonner[0],
            til=kolonner[1],
            minutter=kolonner[2],
            km=kolonner[3] if laengde else None,
            enhed=self.enhed,
            navne=(fil.hoved[fil.ens.index(self.fra)], fil.hoved[fil.ens.index(self.til)])
            if self is not EGEN
            else (self.fra, self.til),
            sted=None if hele else lambda i: f"Række {tal(int(raekker[i]) + 2)}",
        )


def _valgt(fil: Tabelfil, noegle: str, tekst: str, muligheder: list[str], kendte: Kendte) -> str:
    """Return the one there is, or that the user has chosen."""
    if len(muligheder) == 1:
        return muligheder[0]
    spoergsmaal = Spoergsmaal(noegle, tekst, tuple((m, m) for m in muligheder))
    svar = besvaret(kendte.svar, spoergsmaal)
    if svar is None:
        raise Ubesvaret(fil.sti.name, [spoergsmaal])
    return svar


def _en_percentil(fil: Tabelfil, kolonne: pd.Series, kendte: Kendte) -> NDArray[np.int64]:
    """Return the positions of the rows of the one percentile there is, or that is chosen."""
    percentiler = som_tekst(kolonne)
    muligheder = list(percentiler.unique()) or [""]
    tekst = "Hvilken percentil af rejsetiden skal bruges?"
    return np.flatnonzero(percentiler == _valgt(fil, PERCENTIL, tekst, muligheder, kendte))


EGEN = Lang("vores egen form", "klinik_id", "punkt_id", "minutter", laengde="km")
R5PY = Lang("r5py og r5r", "from_id", "to_id", r"travel_time(_p[0-9]+)?")
R5R = Lang("r5r før 1.0", "fromid", "toid", r"travel_time(_p[0-9]+)?")
CONVEYAL = Lang("Conveyal", "origin", "destination", "time", percentil="percentile")
ORS = Lang("openrouteservice", "from_id", "to_id", "duration_h", "dist_km", enhed="timer")
QNEAT3 = Lang("QNEAT3", "origin_id", "destination_id", "total_cost", enhed="sekunder")
OTP = Lang("OpenTripPlanner", "fromplace", "toplace", "duration", enhed="sekunder")
#: ORS before r5py, which has the same ids.
LANGE = (EGEN, ORS, R5PY, R5R, CONVEYAL, QNEAT3, OTP)


def matrixkolonner(navne: Sequence[str]) -> set[str]:
    """Return the headings by which a table is known as a long matrix; none where it is not one."""
    ens = {navn.strip().casefold(): navn for navn in navne}
    fundne = next((k for lang in LANGE if (k := lang.kolonner([*ens]))), [])
    return {ens[navn] for navn in fundne}
