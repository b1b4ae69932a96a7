"""The economic frame of kiropraktik: its parts, what of it goes to the fund, and the set-off.

»Aftale om kiropraktik 2025«, Økonomiprotokollat, pp. 21-22. The frame is of the whole country and
the calendar year. Money is whole oere; each part is rounded a half up and the frame is their sum.
Only the frame itself is regulated by the index: the agreement says of neither addition that it is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from dansk import Inputfejl, tal
from planning.fag import Fag
from planning.overenskomst import OERE, halvt_op
from planning.rammestilling import KVARTAL, Rammestilling, rammestilling

#: The field it is of, by its name as the agreement's (`planning.overenskomst`).
FAGNAVN = "Kiropraktik"
#: The frame in the level of October 2024, in oere: 146.52 mio. kr.
GRUNDRAMME = 14_652_000_000
#: Money used again, 1.351 mio. kr.: an underspend up to as much goes to the fund.
GENANVENDELSE = 135_100_000
#: For the courses of treatment on speciale 64, 6.1 mio. kr. when so many patients are treated.
FORLOEB, FORUDSATTE_PATIENTER = 610_000_000, 15_000
#: The first year with the frame, and the quarters of a year.
FOERSTE_AAR, KVARTALER = 2025, (1, 2, 3, 4)
#: The price index of October 2024, the level the frame is given in.
INDEKS = 100
#: More is no number of patients, no index and no year's expenditure in kr.
HOEJST_PATIENTER, HOEJST_INDEKS, HOEJST_UDGIFT_KR = 10_000_000, 1_000, 1_000_000_000_000


def er_kiropraktik(fag: Fag) -> bool:
    """Say whether a field is the one the frame is of."""
    return fag.navn == FAGNAVN


@dataclass(frozen=True)
class Kiropraktikramme:
    """The frame of a year by its parts, in oere: grund (regulated), genanvendelse, forloeb."""

    patienter: int
    indeks: float
    grund: int
    genanvendelse: int
    forloeb: int

    @property
    def i_alt(self) -> int:
        """The whole frame."""
        return self.grund + self.genanvendelse + self.forloeb

    @property
    def i_alt_kr(self) -> float:
        """The whole frame in kr."""
        return self.i_alt / OERE

    @property
    def dele_kr(self) -> Mapping[str, float]:
        """Each part in kr."""
        return {d: getattr(self, d) / OERE for d in ("grund", "genanvendelse", "forloeb")}


@dataclass(frozen=True)
class Kiropraktikopgoerelse:
    """A year's expenditure against the frame, in oere.

    over (above the frame), under (below it), til_fonden (what of `under` goes to the fund), fald:
    the share that subsidies must fall by in one half-year for `over` to be repaid, a model: that
    the half-year costs half of the year when nothing falls. `fald` is above 1 where a half-year is
    not enough.
    """

    ramme: int
    udgift: int
    over: int
    under: int
    til_fonden: int
    fald: Fraction

    @property
    def over_kr(self) -> float:
        """What is above the frame, in kr."""
        return self.over / OERE

    @property
    def under_kr(self) -> float:
        """What is below the frame, in kr."""
        return self.under / OERE

    @property
    def til_fonden_kr(self) -> float:
        """What goes to the fund, in kr."""
        return self.til_fonden / OERE

    @property
    def fald_pct(self) -> float:
        """The fall in percent."""
        return float(100 * self.fald)


def kiropraktikramme(patienter: int, indeks: float = INDEKS) -> Kiropraktikramme:
    """Return the frame for so many patients on speciale 64 and a price index (October 2024 = 100).

    The addition for speciale 64 is in proportion below 15,000 patients and never above 6.1 mio. kr.
    Raises Inputfejl for patients that are no whole number from 0, and an index not above 0.
    """
    if isinstance(patienter, float) or not 0 <= patienter <= HOEJST_PATIENTER:
        raise Inputfejl(
            f"Patienter på speciale 64 skal være et helt tal fra 0 til {tal(HOEJST_PATIENTER)}."
        )
    if not (math.isfinite(indeks) and 0 < indeks <= HOEJST_INDEKS):
        raise Inputfejl(
            f"Prisindekset skal være over 0 og højst {tal(HOEJST_INDEKS)}. Oktober 2024 er 100."
        )
    regulering = Fraction(str(indeks)) / INDEKS
    behandlet = Fraction(min(patienter, FORUDSATTE_PATIENTER), FORUDSATTE_PATIENTER)
    return Kiropraktikramme(
        patienter,
        indeks,
        halvt_op(GRUNDRAMME * regulering),
        GENANVENDELSE,
        halvt_op(FORLOEB * behandlet),
    )


def kiropraktikopgoerelse(ramme: Kiropraktikramme, udgift: int) -> Kiropraktikopgoerelse:
    """Return a year's expenditure (oere) against the frame; raises Inputfejl for one below 0."""
    if udgift < 0:
        raise Inputfejl("Årets udgift skal være 0 eller mere.")
    over, under = max(0, udgift - ramme.i_alt), max(0, ramme.i_alt - udgift)
    fald = Fraction(2 * over, udgift) if udgift else Fraction(0)
    return Kiropraktikopgoerelse(
        ramme.i_alt, udgift, over, under, min(under, ramme.genanvendelse), fald
    )


def kiropraktikopgoerelse_kr(ramme: Kiropraktikramme, kr: int) -> Kiropraktikopgoerelse:
    """Return a year's expenditure in whole kr. against the frame; raises as the one in oere."""
    if kr > HOEJST_UDGIFT_KR:
        raise Inputfejl(f"Årets udgift kan højst være {tal(HOEJST_UDGIFT_KR)} kr.")
    return kiropraktikopgoerelse(ramme, OERE * kr)


def kiropraktikkvartaler(ramme: Kiropraktikramme, kr: Sequence[int | None]) -> Rammestilling:
    """Return where a calendar year is to the frame, by its quarters in whole kr. from the first.

    None is a quarter that is not known. What is to come is the model of all frames, and no rate
    falls from April: this agreement takes an overrun back in one half-year. Raises Inputfejl for no
    quarter, one that is missing before another, more than four, and one out of bounds.
    """
    kendte = [v for v in kr if v is not None]
    if not kendte or len(kr) > len(KVARTALER) or list(kr[: len(kendte)]) != kendte:
        raise Inputfejl("Skriv kvartalernes udgift fra 1. kvartal og uden huller, højst fire.")
    if not all(0 <= v <= HOEJST_UDGIFT_KR for v in kendte):
        raise Inputfejl(f"Et kvartals udgift skal være fra 0 til {tal(HOEJST_UDGIFT_KR)} kr.")
    forbrug = pd.DataFrame(
        [
            {"fra_maaned": 1 + KVARTAL * nr, "maaneder": KVARTAL, "oere": OERE * v}
            for nr, v in enumerate(kendte)
        ]
    )
    return rammestilling(FOERSTE_AAR, forbrug, ramme.i_alt, nedsaetter=False)
