"""What is known of a field by kommune without any clinic: inhabitants and published indicators.

In almen praksis the indicators are sygebesøg and samtaleterapi in 2013 (baggrundsnotat om
praksisplanen for almen praksis 2015, table 1, p. 8), as printed.
"""

from __future__ import annotations

import pandas as pd

from dansk import Inputfejl, alfabetisk
from planning.fag import Indikator
from planning.husket import husket
from planning.plan import REGION, REGIONSRAEKKE, Plan

#: What is printed of an indicator: ydelser, ydelser per 1,000 inhabitants, and gross fees in kr.
LED = ("ydelser", "pr_1000", "honorar_kr")


def kraev_klinikker(plan: Plan) -> None:
    """Raise Inputfejl, with what to import, for a plan without any clinic."""
    if not plan.har_klinikker:
        raise Inputfejl(
            f"Datasættet har ingen klinikker i {plan.fag.i_saetning}: kilderne har ingen. Importér "
            "klinikker med kapaciteter på siden Import eller med kommandoen indlaes."
        )


@husket()
def grundtal(plan: Plan) -> pd.DataFrame:
    """Return inhabitants and indicators per kommune, with the region as the last row.

    Index kode and 'region'; kommune, indbyggere (persons), and for each indicator of the field a
    column for each of `LED`, as `kolonne` names it (NaN where nothing is printed).
    """
    navne = pd.Series([*plan.kommuner["kommune"], REGION], [*plan.kommuner.index, REGIONSRAEKKE])
    indbyggere = plan.kommuner["indbyggere"]
    ramme = pd.DataFrame(
        {"kommune": navne, "indbyggere": [*indbyggere, int(indbyggere.sum())]}, index=navne.index
    )
    for indikator in plan.fag.indikatorer:
        for led in LED:
            ramme[kolonne(indikator, led)] = navne.map(_trykt(plan, indikator, led)).astype(float)
    return ramme


def kolonne(indikator: Indikator, led: str) -> str:
    """Return the column of a part of an indicator."""
    return f"{indikator.noegle}_{led}"


def _trykt(plan: Plan, indikator: Indikator, led: str) -> pd.Series:
    """Return the printed figures of an indicator by the name of their row."""
    t = plan.tabeller
    egne = t[
        (t["tabel"] == indikator.tabel)
        & (t["maal"] == kolonne(indikator, led))
        & (t["aar"] == indikator.aar)
    ]
    return egne.set_index("raekke")["vaerdi"]


def med_naboer(plan: Plan, kode: str) -> list[str]:
    """Return the rows of `grundtal` a kommune is read beside: itself, neighbours, the region."""
    naboer = plan.naboskab()
    egne = naboer[(naboer["kode"] == kode) & naboer["i_region"].astype(bool)]
    ordnet = sorted(egne["nabo"].astype(str), key=lambda k: alfabetisk(plan.kommuner["kommune"][k]))
    return [kode, *ordnet, REGIONSRAEKKE]
