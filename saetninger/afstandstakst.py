"""The distance tariffs of chiropractors in words: the table's rows, and what is odd in it."""

from __future__ import annotations

from decimal import Decimal

from dansk import tal
from planning.afstandstakst import TAKSTER, Takst
from planning.overenskomst import kroner

TAKSTKILDE = "Kilde: Aftale om kiropraktik 2025, s. 5, tabellen over takst for afstand."
_SIDSTE = tal(float(TAKSTER[-1].fra), 1)
TAKSTNOTE = (
    "Taksten er for transport, når en konference holdes uden for klinikken; regionen betaler. Som "
    f"trykt: »Over {_SIDSTE} km« har samme takst som rækken før, og tillægget for hver påbegyndt "
    f"km er her lagt oven i den. {_SIDSTE} km selv er i ingen række; den får den takst, rækkerne "
    "på begge sider har. Tabellen går i hele hundrede meter."
)


def taksttekst(takst: Takst) -> str:
    """Return a row's distances as printed: 4,1-8 km."""
    fra = tal(float(takst.fra), 1, fast=False)
    return f"Over {fra} km" if takst.til is None else f"{fra}-{tal(float(takst.til))} km"


def tillaegstekst() -> str:
    """Return what the last row is of."""
    return f"Pr. påbegyndt km udover {_SIDSTE} km"


def takstsvar(km: Decimal, oere: int) -> str:
    """Return what a distance is paid with."""
    return f"{tal(float(km), 1, fast=False)} km: {tal(kroner(oere), 2)} kr."
