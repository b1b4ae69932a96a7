"""How much a kapacitet is: two published definitions, and the sum a clinic holds.

Until 2023 a capacity is counted in hours, joint for speciale 51 and 62: over 30 hours a week
is 1, under 30 hours is 0.5 (Praksisplan for fysioterapi 2020, 3.1, p. 13). From 2024 it is an
amount per clinic and speciale: 1,000,000 kr. (62) or 393,000 kr. (51) is one capacity, and a
fraction is allowed (oplæg om overenskomst for vederlagsfri fysioterapi 2024).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from dansk import Inputfejl
from planning.plan import BELOEB_PR_KAPACITET, VAERDI_OVER30, VAERDI_UNDER30, Plan

SPECIALER: Mapping[str, str] = {
    "51": "Almen fysioterapi (speciale 51)",
    "62": "Vederlagsfri fysioterapi (speciale 62)",
}


def klinikkapacitet(plan: Plan, speciale: str | None = None) -> pd.DataFrame:
    """Return the capacity of each clinic, in the order of the clinic list.

    Index klinik_id; columns over30 and under30 (number of capacities; NaN when capacity is an
    amount) and kapacitet (capacities). A clinic without any is 0. In hours the capacity is
    joint, so `speciale` changes nothing; as an amount it must be named. Raises Inputfejl for a
    speciale without capacities of its own.
    """
    if speciale is not None and speciale not in SPECIALER:
        raise Inputfejl(
            f"Ukendt speciale: »{speciale}«. Vælg 51 (almen) eller 62 (vederlagsfri fysioterapi)."
        )
    raekker = plan.kapaciteter
    if plan.definition == "timer":
        # By position: a what-if asks for this twice, and reindexing a frame takes a millisecond.
        plads = plan.klinikker.index.get_indexer(raekker["klinik_id"])
        timer = np.zeros((2, len(plan.klinikker)), dtype=np.int64)
        for antal, felt in zip(timer, ("over30", "under30"), strict=True):
            np.add.at(antal, plads, raekker[felt].to_numpy())
        over30, under30 = timer
        return pd.DataFrame(
            {
                "over30": over30,
                "under30": under30,
                "kapacitet": over30 * VAERDI_OVER30 + under30 * VAERDI_UNDER30,
            },
            index=plan.klinikker.index,
        )
    if speciale is None:
        raise Inputfejl(
            "Datasættets kapacitet er opgjort som beløb pr. speciale. Vælg speciale 51 eller 62."
        )
    beloeb = raekker[raekker["speciale"] == speciale].set_index("klinik_id")["beloeb_kr"]
    vaerdi = beloeb.reindex(plan.klinikker.index, fill_value=0.0) / BELOEB_PR_KAPACITET[speciale]
    return pd.DataFrame({"over30": float("nan"), "under30": float("nan"), "kapacitet": vaerdi})
