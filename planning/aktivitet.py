"""Activity: patients and ydelser to a capacity, and forbrug beside produktion.

Produktion is what the clinics in a kommune delivered; forbrug is what its residents received,
wherever. The tables are those the field names for each speciale; in physiotherapy 14 and 16 for
51, 24 and 26 for 62 (Praksisplan for fysioterapi 2020, bilag 1, pp. 31-36).
"""

from __future__ import annotations

import pandas as pd

from dansk import Inputfejl
from planning.fag import Speciale
from planning.husket import husket
from planning.plan import REGION, REGIONSRAEKKE, Plan
from planning.status import Grundlag, status


def med_aktivitet(plan: Plan) -> tuple[Speciale, ...]:
    """Return the specialer whose activity is published."""
    return tuple(s for s in plan.fag.specialer if s.forbrug and s.produktion)


@husket()
def aktivitet(
    plan: Plan, speciale: str, grundlag: Grundlag = "klinikliste", aar: int | None = None
) -> pd.DataFrame:
    """Return activity per kommune, with the region as the last row.

    Index kode and 'region'; kommune, kapacitet (capacities), patienter (residents treated:
    forbrug), ydelser (delivered in the kommune: produktion), patienter_pr_kapacitet,
    ydelser_pr_kapacitet, patienter_pr_1000 (of the inhabitants), andel_produktion_pct and
    andel_forbrug_pct (the kommune's share of the region's, percent). NaN without capacity.
    `aar` is the last year of the tables unless given. Raises Inputfejl for an unknown speciale,
    one without tables, or a year the tables do not have.
    """
    af, alle_aar = plan.fag.speciale(speciale), plan.fag.aktivitetsaar
    if af not in med_aktivitet(plan):
        raise Inputfejl(f"Datasættet har ingen aktivitet for {af.titel}.")
    aar = alle_aar[-1] if aar is None else aar
    if aar not in alle_aar:
        raise Inputfejl(f"Tabellerne har årene {alle_aar[0]}-{alle_aar[-1]}, ikke {aar}.")
    tabel = status(plan, grundlag, speciale)
    region = pd.DataFrame([tabel.region], index=["region"])
    ramme = pd.concat([tabel.kommuner, region])[["kommune", "kapacitet", "indbyggere"]]
    patienter = _tal(plan, af.forbrug, "antal_borgere", aar, ramme["kommune"])
    ydelser = _tal(plan, af.produktion, "antal_ydelser", aar, ramme["kommune"])
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


def udgift_pr_borger(plan: Plan, speciale: str) -> pd.DataFrame:
    """Return what was paid for each resident treated, per kommune, with the region as the last row.

    Index kode and 'region'; kommune, kr (the last year of the tables, NaN where none is printed)
    and tabel (the number of the table, "" for none). In physiotherapy tabel 23 and, for the
    region, 22 (speciale 62) and 13 (speciale 51, no kommuner; Praksisplan for fysioterapi 2020,
    bilag 1). Raises Inputfejl for an unknown speciale.
    """
    plan.fag.speciale(speciale)
    navne = pd.Series([*plan.kommuner["kommune"], REGION], [*plan.kommuner.index, REGIONSRAEKKE])
    tom = pd.DataFrame({"kommune": navne, "kr": float("nan"), "tabel": ""})
    if plan.tabeller.empty or not plan.fag.aktivitetsaar:
        return tom
    t = plan.tabeller
    valgt = t[
        (t["maal"] == "udgift_pr_borger_kr")
        & (t["speciale"] == speciale)
        & (t["aar"] == plan.fag.aktivitetsaar[-1])
    ]
    # A table by region calls it by its name alone.
    navn = valgt["raekke"].replace(REGION.removeprefix("Region "), REGION)
    hver = valgt.assign(navn=navn).drop_duplicates("navn").set_index("navn")
    return tom.assign(
        kr=navne.map(hver["vaerdi"]).astype(float), tabel=navne.map(hver["tabel"]).fillna("")
    )
