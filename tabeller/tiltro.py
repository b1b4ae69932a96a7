"""Whether a figure can be trusted: the figures most asked for, and what the control says of some.

The two sources of capacity stand beside each other, and what is printed is never corrected.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dansk import kapaciteter
from data.fund import Fund
from planning.husket import husket
from planning.plan import REGIONSRAEKKE, Plan
from planning.status import status
from tabeller.datasaet import sted_i_kilden
from tabeller.felter import INDBYGGERE, KOMMUNE, PR_KAPACITET
from tabeller.kilder import kilde
from tabeller.tabel import MAERKE, Kolonne, Tabel
from tabeller.tabelsoegning import KLINIKLISTEN

ENIGE = "ja"
#: A finding of a whole table, and not of one of its rows.
HELE = "alle rækker"
#: The line of a file's first row: the header is line 1.
FOERSTE_LINJE = 2


@husket()
def hovedtal(plan: Plan) -> Tabel:
    """Return residents and capacity of each kommune by both sources, and whether these agree."""
    liste, trykt = status(plan, "klinikliste"), status(plan, "tabel1")
    alle = pd.concat([liste.kommuner, liste.region.to_frame(REGIONSRAEKKE).T])
    tabel1 = pd.concat([trykt.kommuner, trykt.region.to_frame(REGIONSRAEKKE).T])["kapacitet"]
    forskel = alle["kapacitet"].astype(float) - tabel1.astype(float)
    ramme = alle[["kommune", "indbyggere", "indbyggere_pr_kapacitet"]].assign(
        listen=alle["kapacitet"].astype(float),
        tabel1=tabel1.astype(float),
        enige=[ENIGE if f == 0 else f"nej, {kapaciteter(abs(f))} til forskel" for f in forskel],
    )
    return Tabel(
        "hovedtal",
        "Kommunernes hovedtal",
        ramme,
        (
            KOMMUNE,
            INDBYGGERE,
            Kolonne("listen", "Kapacitet, kliniklisten", "", "kapacitet"),
            Kolonne("tabel1", "Kapacitet, tabel 1", "", "kapacitet"),
            PR_KAPACITET,
            Kolonne("enige", "Enige om kapaciteten?", bredde=1.6),
        ),
        kilde(plan, "kapaciteter", "tabel1", "kommuner"),
        f"Indbyggere pr. kapacitet er regnet på {plan.fag.klinikliste}. "
        f"{MAERKE} har forskellig kapacitet i de to.",
        REGIONSRAEKKE,
        frozenset(ramme.index[ramme["enige"] != ENIGE]) - {REGIONSRAEKKE},
    )


def fund_om(plan: Plan, fund: Sequence[Fund], fundne: pd.DataFrame) -> list[Fund]:
    """Return the findings that are of the same table and row as printed figures.

    `fundne`: columns tabel and raekke (a row's name).
    """
    raekker = {
        f"Tabel {nr}": set(navne.astype(str)) for nr, navne in fundne.groupby("tabel")["raekke"]
    }
    # Where the list differs from tabel 1, the finding is of both.
    raekker.setdefault("Tabel 1", set()).update(raekker.get(f"Tabel {KLINIKLISTEN}", set()))
    linjer: dict[int | str, str] = dict(
        enumerate(plan.tabel1.get("omraade", ()), start=FOERSTE_LINJE)
    )
    return [f for f in fund if _er_om(f, linjer, raekker.get(sted_i_kilden(f), set()))]


def _er_om(fund: Fund, linjer: Mapping[int | str, str], raekker: set[str]) -> bool:
    if not raekker:
        return False
    # Tabel 1 is a file of its own, and its rows are told by their line in it.
    raekke = fund.raekke if fund.ark else linjer.get(fund.raekke)
    return raekke == HELE or str(raekke) in raekker
