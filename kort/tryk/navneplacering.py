"""Where names stand on a printed map: clear of each other, of the signs and of the frame.

Measured in mm on the sheet from its lower left corner. Nothing is drawn here, and the same
input gives the same places.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from kort.tryk.navne import LINJELUFT_MM, RUNDT, Navn, Placering
from kort.tryk.navnepladser import Daekket, Muligheder, billede, muligheder
from kort.tryk.udstyr import Boks, krydser, overlapper, skaerer

#: How far two names are from each other in a line, mm.
NAVNELUFT_MM = 1.0
#: In how many random orders names choose.
ORDENER = 60


def placer(navne: Sequence[Navn], ramme: Boks, hindringer: Iterable[Boks]) -> dict[str, Placering]:
    """Return where names stand: inside the frame, clear of each other and of the obstacles.

    Greedy, in many orders: each name takes the cheapest place that is left. Kept is the order
    that leaves the fewest names out, and of those the one with the lowest prices, squared so
    that no name pays for the others. A name there is no room for is not in the answer.
    """
    optaget = np.array(list(hindringer), dtype=float).reshape(-1, 4)
    flader = billede(navne, ramme)
    alle = Daekket.af(flader > 0, ramme)
    valg = {
        n.noegle: muligheder(n, ramme, optaget, egen, alle)
        for nr, n in enumerate(navne, start=1)
        for egen in [Daekket.af(flader == nr, ramme) if n.sted.area > 0 else alle]
    }
    faa_foerst = sorted(valg, key=lambda k: (int((valg[k].pris < 1.0).sum()), k))
    ordener = [faa_foerst, *([n, *(m for m in faa_foerst if m != n)] for n in faa_foerst)]
    tilfaeldig = random.Random(0)
    ordener += [tilfaeldig.sample(faa_foerst, len(valg)) for _ in range(ORDENER)]
    valgte = _Valg(valg)
    bedst: dict[str, int] = {}
    pris = 0.0
    for orden in ordener:
        fundet, ny_pris = valgte.graadigt(orden, pris if len(bedst) == len(valg) else math.inf)
        if (-len(fundet), ny_pris) < (-len(bedst), pris):
            bedst, pris = fundet, ny_pris
    return {noegle: valg[noegle].placering(nr) for noegle, nr in bedst.items()}


class _Valg:
    """Finds places for names in an order, and remembers which places rule each other out."""

    def __init__(self, valg: Mapping[str, Muligheder]) -> None:
        self._priser = {noegle: m.pris.tolist() for noegle, m in valg.items()}
        # The places of all names in one: each is held against all others at once.
        self._bokse = np.vstack([m.bokse for m in valg.values()])
        ingen = np.full((len(self._bokse), 2, 2), np.nan)
        linjer = [ingen[: len(m.pris)] if m.streger is None else m.streger for m in valg.values()]
        self._linjer = np.vstack(linjer)
        self._med_linje = np.flatnonzero(np.isfinite(self._linjer[:, 0, 0]))
        slutter = np.cumsum([len(m.pris) for m in valg.values()]).tolist()
        self._steder = {
            n: slice(b - len(m.pris), b) for (n, m), b in zip(valg.items(), slutter, strict=True)
        }
        self._i_vejen: dict[tuple[str, int], dict[str, int]] = {}

    def graadigt(self, orden: Sequence[str], loft: float) -> tuple[dict[str, int], float]:
        """The places found in an order, by number, and what they cost, squared.

        Not all of them when they cost more than `loft`.
        """
        fundet: dict[str, int] = {}
        optaget: list[dict[str, int]] = []
        samlet = 0.0
        for noegle in orden:
            priser, taget = self._priser[noegle], 0
            for andens in optaget:
                taget |= andens[noegle]
            fri = (~taget & (taget + 1)).bit_length() - 1  # the cheapest come first
            if fri < len(priser):
                fundet[noegle] = fri
                optaget.append(self._taget(noegle, fri))
                samlet += priser[fri] ** 2
                if samlet >= loft:
                    break
        return fundet, samlet

    def _taget(self, noegle: str, nr: int) -> dict[str, int]:
        """Which places of each name one rules out: the bits of a number, the first the least."""
        if (noegle, nr) not in self._i_vejen:
            sted = self._steder[noegle].start + nr
            boks, egen = (
                self._bokse[[sted]] + NAVNELUFT_MM * RUNDT * [1, 0, 1, 0],
                self._linjer[sted],
            )
            i_vejen = overlapper(self._bokse, boks)
            # Nor goes a line through a name, or two across each other.
            med = self._med_linje
            i_vejen[med] |= krydser(self._linjer[med], boks)[:, 0]
            if np.isfinite(egen).all():
                i_vejen |= krydser(egen[None], self._bokse + LINJELUFT_MM * RUNDT)[0]
                i_vejen[med] |= skaerer(self._linjer[med], egen)
            self._i_vejen[noegle, nr] = {
                anden: int.from_bytes(
                    np.packbits(i_vejen[del_], bitorder="little").tobytes(), "little"
                )
                for anden, del_ in self._steder.items()
            }
        return self._i_vejen[noegle, nr]
