"""The range of a figure in Danish: what it is when the travel times are shorter and longer."""

from __future__ import annotations

from collections.abc import Callable

from dansk import fortegn, tal
from planning.interval import USIKKERHED_PCT

PROCENT = tal(USIKKERHED_PCT)
#: What a range is of, as the end of a note.
NAAR = f"når alle rejsetider er op til {PROCENT} % længere og kortere"


def spaendtal(lav: float, hoej: float, skriv: Callable[[float], str] = tal) -> str:
    """Return both ends of a range, `92 til 97`, one figure when they are written alike.

    "" where the ends are the same or missing: then there is no range.
    """
    if lav == hoej or lav != lav or hoej != hoej:
        return ""
    return " til ".join(dict.fromkeys((skriv(lav), skriv(hoej))))


def fortegnsspaend(lav: float, hoej: float, decimaler: int = 0) -> str:
    """Return both ends of a range with their signs, `−13 til −2`, as `spaendtal`."""
    return spaendtal(lav, hoej, lambda v: fortegn(v, decimaler))


def i_parentes(spaend: str) -> str:
    """Return a range as it stands after its figure, with a space before; "" for none."""
    return f" ({spaend})" if spaend else ""
