"""The table of an imported population grid: how it agrees with the official inhabitants."""

from __future__ import annotations

import pandas as pd

from planning.plan import Plan
from tabeller.diskretion import diskret
from tabeller.felter import INDBYGGERE, KODE, KOMMUNE
from tabeller.kilder import kilde
from tabeller.tabel import Kolonne, Tabel


def nettabel(plan: Plan, rapport: pd.DataFrame, fil: str) -> Tabel:
    """Return how the grid of a file agrees: `rapport` as `geo.befolkning.afstem` gives it.

    The last row is what lies outside the region.
    """
    navne = plan.kommuner["kommune"].reindex(rapport.index).fillna("Uden for regionen")
    ramme = rapport.assign(kommune=navne).rename_axis("kode").reset_index()
    vist = Tabel(
        "befolkningsnet",
        f"Befolkningsnettet {fil} afstemt med kommunernes indbyggertal",
        ramme,
        (
            KODE,
            KOMMUNE,
            Kolonne("net_indbyggere", "Indbyggere i nettet", "", "tal"),
            INDBYGGERE.som("indbyggere", titel="Indbyggere officielt"),
            Kolonne("afvigelse", "Nettet mod det officielle", "", "fortegn"),
            Kolonne("afvigelse_pct", "Nettet mod det officielle", "%", "fortegn", 1),
            Kolonne("punkter", "Celler med indbyggere", "", "tal"),
            Kolonne("heraf_naermeste", "heraf uden for omridset", "", "tal"),
        ),
        kilde(plan, "kommuner"),
        "Hver kommunes celler regnes op eller ned til det officielle indbyggertal.",
    )
    return diskret(vist, ramme[["net_indbyggere"]].isna())
