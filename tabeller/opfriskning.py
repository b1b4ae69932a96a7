"""What refreshing a bilag changed, as a table: the same for page and terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from saetninger.opfriskning import SLAGSNAVNE
from tabeller.tabel import Kolonne, Tabel

KOLONNER = (
    Kolonne("slags", "Hvad der er sket", bredde=1.5),
    Kolonne("sted", "Sted", bredde=2),
    Kolonne("hvor", "Under overskriften", bredde=1.5),
    Kolonne("foer", "Før", bredde=2),
    Kolonne("nu", "Nu", bredde=2),
)


def opfriskningstabel(raekker: Sequence[Mapping[str, Any]]) -> Tabel:
    """Return the list of a refreshing, what is to be looked at first.

    `raekker` have slags, navn, hvad, hvor, foer and nu (`eksport.opfriskningsgang.Aendring`).
    """
    orden = list(SLAGSNAVNE)
    ordnet = sorted(raekker, key=lambda r: orden.index(r["slags"]))
    ramme = pd.DataFrame(
        [
            {
                "slags": SLAGSNAVNE[r["slags"]],
                "sted": ": ".join(d for d in (r["navn"], r["hvad"]) if d),
                "hvor": r["hvor"],
                "foer": r["foer"],
                "nu": r["nu"],
            }
            for r in ordnet
        ],
        columns=[k.navn for k in KOLONNER],
    )
    return Tabel("opfriskning", "Hvad der er ændret i bilaget", ramme, KOLONNER, "")
