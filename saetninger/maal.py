"""What is measured, in words: units of distance, the bands of a map, and how access fades."""

from __future__ import annotations

from collections.abc import Mapping

from dansk import opremsning, procent, tal
from planning.adgang import AFTAGEN
from planning.daekningsbillede import Daekningsbillede
from planning.plan import MAAL

MAALNAVNE: Mapping[str, str] = {
    "luftlinje": "km i luftlinje",
    "km": "km ad vej",
    "minutter": "minutters kørsel",
}
AFTAGENAVNE: Mapping[str, str] = {
    "trin20": "Trin 10/15/20 min: 1; 0,68; 0,22",
    "gauss20": "Jævnt aftagende til 0 ved 20 min",
    "trin": "Trin 10/20/30 min: 1; 0,68; 0,22",
    "gauss": "Jævnt aftagende til 0 ved 30 min",
    "apl": "Trin 5/10/15 min: 1; 0,3; 0,1 (fransk)",
}
#: What a distance is to, by its measure.
TIL_NAERMESTE = {
    "minutter": "Køretid til nærmeste klinik",
    "km": "Afstand ad vej til nærmeste klinik",
    "luftlinje": "Luftlinje til nærmeste klinik",
}


def baandnavne(billede: Daekningsbillede) -> tuple[str, ...]:
    """Return what the bands of a map are called, the nearest first."""
    enhed = MAAL[billede.maal]
    halv, hel, halvanden = (tal(g, 1, fast=False) for g in billede.baandgraenser)
    return (
        f"højst {halv} {enhed}",
        f"{halv}-{hel} {enhed}",
        f"uden for grænsen: {hel}-{halvanden} {enhed}",
        f"over {halvanden} {enhed}",
    )


def aftagentekst(aftagen: str) -> str:
    """Return in words how much a clinic counts by the time it takes to reach it."""
    model = AFTAGEN[aftagen]
    if not model.trin:
        graense = tal(model.graense)
        return f"en klinik tæller mindre, jo længere der er til den, og intet fra {graense} min"
    led = [f"{tal(v, 2, fast=False)} inden for {tal(g)} min" for g, v in model.trin]
    return f"en klinik tæller {opremsning(led)}"


def graensetekst(maal: str, graense: float) -> str:
    """Return a limit in words: `15 minutters kørsel`, `10 km i luftlinje`."""
    navn = MAALNAVNE[maal]
    if graense == 1:
        navn = navn.replace("minutters", "minuts")
    return f"{tal(graense, 2, fast=False)} {navn}"


def mod_regionen(afvigelse_pct: float, ord_: tuple[str, str]) -> str:
    """Return how far a kommune is from the region, with the words for above and below it."""
    if round(afvigelse_pct) == 0:
        return "som regionen som helhed"
    over, under = ord_
    retning = over if afvigelse_pct > 0 else under
    return f"{procent(abs(afvigelse_pct), 0)} {retning} end regionen som helhed"
