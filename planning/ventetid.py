"""Waiting times as reported: an interval stays an interval, and silence is not zero.

Source: Praksisplan for fysioterapi 2020, bilag 4 (pp. 49-66), questionnaires of October and
November 2019; the distributions are tabel 5 (p. 16), 6 and 7 (p. 17).
"""

from __future__ import annotations

import pandas as pd

from planning.husket import husket
from planning.plan import Plan

DAGE_PR_UGE = 7
#: Days closer than this to a whole number are that: weeks have been written with two decimals.
HEL_DAG = 0.05
I_DAGE_UNDER_UGER = 2


@husket()
def ventetid(plan: Plan) -> pd.DataFrame:
    """Return one row per kommune and type, every pair present; of a plan by areas too.

    Columns kode, kommune, type (of the field's ventetyper), uger_min, uger_max (weeks; NaN
    when nothing is reported), uger (the mean to compare by: of the clinics' answers where each is
    known, an answer that is an interval with its middle; else the figure the source has),
    opgoerelse (gennemsnit or angivelser), svar and klinikker (clinics), note.
    """
    plan = plan.efter_kommune
    typer = [v.noegle for v in plan.fag.ventetyper]
    alle = pd.MultiIndex.from_product([plan.kommuner.index, typer], names=["kode", "type"])
    ramme = plan.ventetider.set_index(["kode", "type"]).reindex(alle).reset_index()
    ramme = ramme.assign(
        kommune=ramme["kode"].map(plan.kommuner["kommune"]),
        uger=[
            middel(svar) if isinstance(svar, str) and svar else (lav + hoej) / 2
            for svar, lav, hoej in zip(
                ramme["svar_uger"], ramme["uger_min"], ramme["uger_max"], strict=True
            )
        ],
    )
    kolonner = ["kode", "kommune", "type", "uger_min", "uger_max", "uger"]
    return ramme[[*kolonner, "opgoerelse", "svar", "klinikker", "note"]]


def middel(svar: str) -> float:
    """Return the mean of clinics' answers in weeks: "1-3 1-3 12" is (2 + 2 + 12) / 3."""
    midter = [sum(map(float, led)) / len(led) for led in (s.split("-") for s in svar.split())]
    return sum(midter) / len(midter)


def laengst_foerst(ramme: pd.DataFrame) -> list[str]:
    """Return the kommuner by the mean of their types' waits, longest first, the silent last."""
    alle = ramme.groupby("kommune")["uger"].mean()
    return list(alle.sort_values(ascending=False, na_position="last").index)


def fordeling(plan: Plan, tabel: str) -> pd.DataFrame:
    """Return a published distribution of waiting times, by the number of its table.

    Columns uger (the printed category: weeks or not reported) and antal_praksis (clinics).
    """
    raekker = plan.tabeller[
        (plan.tabeller["tabel"] == tabel) & (plan.tabeller["maal"] == "antal_praksis")
    ]
    return pd.DataFrame(
        {"uger": raekker["raekke"], "antal_praksis": raekker["vaerdi"].astype(int)}
    ).reset_index(drop=True)


def hele_dage(uger: float) -> int:
    """Return the days of a wait of so many weeks, where it is whole days and not weeks; else 0.

    Only under two weeks: who waits longer is told so in weeks.
    """
    dage = round(uger * DAGE_PR_UGE)
    i_dage = dage % DAGE_PR_UGE and uger < I_DAGE_UNDER_UGER
    return dage if i_dage and abs(uger * DAGE_PR_UGE - dage) < HEL_DAG else 0
