"""Activity: patients and ydelser to a capacity, and forbrug beside produktion.

Produktion is what the clinics in a kommune delivered (tabel 14 for speciale 51, 24 for 62);
forbrug is what its residents received, wherever (tabel 16 and 26), and the kommune where the
patient lives pays for speciale 62. Praksisplan for fysioterapi 2020, bilag 1, pp. 31-36.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dansk import Inputfejl
from planning.kapacitet import SPECIALER
from planning.plan import Plan
from planning.status import Grundlag, status

PRODUKTION: Mapping[str, str] = {"51": "14", "62": "24"}
FORBRUG: Mapping[str, str] = {"51": "16", "62": "26"}
AAR = (2015, 2016, 2017, 2018)


def aktivitet(
    plan: Plan, speciale: str, grundlag: Grundlag = "klinikliste", aar: int = 2018
) -> pd.DataFrame:
    """Return activity per kommune, with the region as the last row.

    Index kode and 'region'; kommune, kapacitet (capacities), patienter (residents treated:
    forbrug), ydelser (delivered in the kommune: produktion), patienter_pr_kapacitet,
    ydelser_pr_kapacitet, patienter_pr_1000 (of the inhabitants), andel_produktion_pct and
    andel_forbrug_pct (the kommune's share of the region's, percent). NaN without capacity.
    The capacity is joint for both specialer and of 2019, the activity of `aar`. Raises
    Inputfejl for an unknown speciale or a year the tables do not have.
    """
    if speciale not in SPECIALER:
        raise Inputfejl(f"Ukendt speciale: »{speciale}«. Vælg 51 eller 62.")
    if aar not in AAR:
        raise Inputfejl(f"Tabellerne har årene {AAR[0]}-{AAR[-1]}, ikke {aar}.")
    tabel = status(plan, grundlag, speciale)
    region = pd.DataFrame([tabel.region], index=["region"])
    ramme = pd.concat([tabel.kommuner, region])[["kommune", "kapacitet", "indbyggere"]]
    patienter = _tal(plan, FORBRUG[speciale], "antal_borgere", aar, ramme["kommune"])
    ydelser = _tal(plan, PRODUKTION[speciale], "antal_ydelser", aar, ramme["kommune"])
    kapacitet = ramme["kapacitet"].where(ramme["kapacitet"] > 0)
    return ramme.assign(
        patienter=patienter,
        ydelser=ydelser,
        patienter_pr_kapacitet=patienter / kapacitet,
        ydelser_pr_kapacitet=ydelser / kapacitet,
        patienter_pr_1000=1000 * patienter / ramme["indbyggere"],
        andel_produktion_pct=100 * ydelser / ydelser["region"],
        andel_forbrug_pct=100 * patienter / patienter["region"],
    )


def _tal(plan: Plan, tabel: str, maal: str, aar: int, navne: pd.Series) -> pd.Series:
    t = plan.tabeller
    raekker = t[(t["tabel"] == tabel) & (t["maal"] == maal) & (t["aar"] == aar)]
    vaerdi = navne.map(raekker.set_index("raekke")["vaerdi"])
    if vaerdi.isna().any():
        raise ValueError(f"tabel {tabel}, {maal}, {aar} lacks {list(navne[vaerdi.isna()])}")
    return vaerdi
