"""`rejsetid`: the trip between two points."""

from __future__ import annotations

import argparse
import math

from dansk import tal
from data.datasaet import rejse
from geo.koordinater import punkt_fra_tekst
from kommandolinje.kommando import Kommando, Valgmulighed
from kommandolinje.terminal import skriv_json
from kommandolinje.valg import UDEN_FAERGER


def koer(valg: argparse.Namespace) -> int:
    """Print the trip between two points: minutes, km by road and the straight line."""
    tur = rejse(punkt_fra_tekst(valg.fra), punkt_fra_tekst(valg.til), faerger=not valg.uden_faerger)
    if valg.json:
        return skriv_json(tur._asdict())
    if math.isnan(tur.minutter):
        print(f"Der er ingen vej. I luftlinje er der {tal(tur.luftlinje_km, 1)} km.")
    else:
        print(
            f"{tal(tur.minutter)} minutter, {tal(tur.km, 1)} km ad vej, "
            f"{tal(tur.luftlinje_km, 1)} km i luftlinje (model)."
        )
    return 0


KOMMANDO = Kommando(
    "rejsetid",
    "køretid mellem to punkter",
    koer,
    (
        Valgmulighed("--fra", form="LAT,LON", kraevet=True),
        Valgmulighed("--til", form="LAT,LON", kraevet=True),
        UDEN_FAERGER,
    ),
    fag=False,
)
