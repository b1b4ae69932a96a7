"""What is measured, in words: units of distance, the bands of a map, and how access fades."""

from __future__ import annotations

from collections.abc import Mapping

from dansk import tal
from planning.daekningsbillede import Daekningsbillede
from planning.plan import MAAL

MAALNAVNE: Mapping[str, str] = {
    "luftlinje": "km i luftlinje",
    "km": "km ad vej",
    "minutter": "minutters kørsel",
}
AFTAGENAVNE: Mapping[str, str] = {
    "trin": "Trin 10/20/30 min: 1; 0,68; 0,22",
    "gauss": "Jævnt aftagende til 0 ved 30 min",
    "apl": "Trin 5/10/15 min: 1; 0,3; 0,1 (fransk)",
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
