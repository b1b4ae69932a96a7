"""The distance tariffs of chiropractors who meet others about a patient: kroner by kilometre.

Aftale om kiropraktik 2025, p. 5, the table of tariffs for the distance from the
clinic to where the conference is held; the region pays. The table goes by tenths of a kilometre.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dansk import Inputfejl

#: So far is no way to a conference: longer than the country.
HOEJST_KM = 1_000


@dataclass(frozen=True)
class Takst:
    """One row of the table: from and to (km, both in it; None for no end) and oere."""

    fra: Decimal
    til: Decimal | None
    oere: int


#: As printed. »Over 20,1« has the tariff of the row before; what is more is the last row's.
TAKSTER: Sequence[Takst] = (
    Takst(Decimal("0"), Decimal("4"), 165_83),
    Takst(Decimal("4.1"), Decimal("8"), 238_74),
    Takst(Decimal("8.1"), Decimal("12"), 316_36),
    Takst(Decimal("12.1"), Decimal("16"), 389_28),
    Takst(Decimal("16.1"), Decimal("20"), 464_55),
    Takst(Decimal("20.1"), None, 464_55),
)
#: Each begun kilometre beyond where the last row begins.
PR_KM_OERE = 11_76


def afstandstakst(km: Decimal) -> int:
    """Return what a distance is paid with, in oere.

    20.1 km itself is in no printed row, and has what the rows on both sides have. Raises Inputfejl
    for a distance below 0, above `HOEJST_KM`, or with more than one decimal, which the table does
    not have.
    """
    if not km.is_finite() or not 0 <= km <= HOEJST_KM:
        raise Inputfejl(f"Afstanden skal være fra 0 til {HOEJST_KM} km.")
    if km != round(km, 1):
        raise Inputfejl("Taksterne går i hele hundrede meter. Skriv afstanden med én decimal.")
    takst = next(t for t in reversed(TAKSTER) if t.fra <= km)
    over = math.ceil(km - takst.fra) if takst.til is None else 0
    return takst.oere + over * PR_KM_OERE
