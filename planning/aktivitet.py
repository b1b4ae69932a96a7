"""Activity: patients and ydelser to a capacity, and forbrug beside produktion.

Produktion is what the clinics in a kommune delivered; forbrug is what its residents received,
wherever. The tables are those the field names for each speciale; in physiotherapy 14 and 16 for
51, 24 and 26 for 62 (Praksisplan for fysioterapi 2020, bilag 1, pp. 31-36). Who went where is in no
table: what is said of two kommuner together is a comparison of two sums, and patients may cross
both ways.
"""

from __future__ import annotations

import numpy as np
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
    trykt = forbrug_og_produktion(plan, speciale, aar)
    if trykt[["patienter", "ydelser"]].isna().any(axis=None):
        raise ValueError(f"the tables of {speciale} lack a kommune")
    tabel = status(plan, grundlag, speciale)
    region = pd.DataFrame([tabel.region], index=[REGIONSRAEKKE])
    ramme = pd.concat([tabel.kommuner, region])[["kommune", "kapacitet", "indbyggere"]]
    patienter, ydelser = trykt["patienter"], trykt["ydelser"]
    kapacitet = ramme["kapacitet"].where(ramme["kapacitet"] > 0)
    return ramme.assign(
        patienter=patienter,
        ydelser=ydelser,
        patienter_pr_kapacitet=patienter / kapacitet,
        ydelser_pr_kapacitet=ydelser / kapacitet,
        patienter_pr_1000=1000 * patienter / ramme["indbyggere"],
        andel_produktion_pct=100 * ydelser / ydelser[REGIONSRAEKKE],
        andel_forbrug_pct=100 * patienter / patienter[REGIONSRAEKKE],
    )


@husket()
def forbrug_og_produktion(plan: Plan, speciale: str, aar: int | None = None) -> pd.DataFrame:
    """Return patients and ydelser as printed, per kommune with the region as the last row.

    Index kode and 'region'; kommune, patienter (residents treated: forbrug) and ydelser (delivered
    in the kommune: produktion); NaN where a table has no such row. `aar` and what raises as
    `aktivitet`.
    """
    af, alle_aar = plan.fag.speciale(speciale), plan.fag.aktivitetsaar
    if af not in med_aktivitet(plan):
        raise Inputfejl(f"Datasættet har ingen aktivitet for {af.titel}.")
    aar = alle_aar[-1] if aar is None else aar
    if aar not in alle_aar:
        raise Inputfejl(f"Tabellerne har årene {alle_aar[0]}-{alle_aar[-1]}, ikke {aar}.")
    navne = raekkenavne(plan)
    return pd.DataFrame(
        {
            "kommune": navne,
            "patienter": _tal(plan, af.forbrug, "antal_borgere", aar, navne),
            "ydelser": _tal(plan, af.produktion, "antal_ydelser", aar, navne),
        }
    )


@husket()
def nettostroem(plan: Plan, speciale: str, aar: int | None = None) -> pd.DataFrame:
    """Return each kommune's share of forbrug beside its share of produktion, the region last.

    The columns of `forbrug_og_produktion`, and forbrug_pct and produktion_pct, percent of the sum
    of the kommuner that have both: who was treated in two of them is in both, and in the region's
    printed figure once. netto_point: forbrug_pct less produktion_pct, in percentage points; plus is
    more used than delivered, got from the clinics of others; the kommuner sum to 0. netto_patienter
    and netto_ydelser are that share of the two sums. selvforsyning_pct: produktion_pct of
    forbrug_pct; selvforsyning_hoejst_pct the same, never above 100, and in the region the part of
    forbrug that could be at home (the sum of the lesser share of each). All of it takes patients
    everywhere to get equally many ydelser. NaN for a kommune without either. Raises as
    `forbrug_og_produktion`.
    """
    ramme = forbrug_og_produktion(plan, speciale, aar)
    tal = ramme.drop(index=REGIONSRAEKKE)[["patienter", "ydelser"]].dropna()
    forbrug, produktion = (100 * tal[k] / tal[k].sum() for k in ("patienter", "ydelser"))
    netto = forbrug - produktion
    egne = pd.DataFrame(
        {
            "forbrug_pct": forbrug,
            "produktion_pct": produktion,
            "netto_point": netto,
            "netto_patienter": netto * tal["patienter"].sum() / 100,
            "netto_ydelser": netto * tal["ydelser"].sum() / 100,
            "selvforsyning_pct": 100 * produktion / forbrug.where(forbrug > 0),
        }
    )
    egne["selvforsyning_hoejst_pct"] = egne["selvforsyning_pct"].clip(upper=100.0)
    egne.loc[REGIONSRAEKKE] = [
        100.0,
        100.0,
        0.0,
        0.0,
        0.0,
        100.0,
        np.minimum(forbrug, produktion).sum(),
    ]
    return ramme.join(egne)


def raekkenavne(plan: Plan) -> pd.Series:
    """Return what each kommune, and the region last, is called in the tables, by kode."""
    return pd.Series([*plan.kommuner["kommune"], REGION], [*plan.kommuner.index, REGIONSRAEKKE])


def _tal(plan: Plan, tabel: str, maal: str, aar: int, navne: pd.Series) -> pd.Series:
    t = plan.tabeller
    raekker = t[(t["tabel"] == tabel) & (t["maal"] == maal) & (t["aar"] == aar)]
    return navne.map(raekker.set_index("raekke")["vaerdi"]).astype(float)


@husket()
def udgift_pr_borger(plan: Plan, speciale: str, aar: int | None = None) -> pd.DataFrame:
    """Return what was paid for each resident treated, per kommune, with the region as the last row.

    Index kode and 'region'; kommune, kr (the last year of the tables unless given; NaN where none
    is printed) and tabel (the number of the table, "" for none). Of any speciale the tables have:
    in physiotherapy tabel 23 and, for the region, 22 (speciale 62), 34 (65) and 13 (51, no
    kommuner; Praksisplan for fysioterapi 2020, bilag 1). Raises Inputfejl for a speciale neither
    field nor tables know.
    """
    t = plan.tabeller
    if t.empty or speciale not in set(t["speciale"]):
        plan.fag.speciale(speciale)
    navne = raekkenavne(plan)
    tom = pd.DataFrame({"kommune": navne, "kr": float("nan"), "tabel": ""})
    if t.empty or not plan.fag.aktivitetsaar:
        return tom
    valgt = t[
        (t["maal"] == "udgift_pr_borger_kr")
        & (t["speciale"] == speciale)
        & (t["aar"] == (plan.fag.aktivitetsaar[-1] if aar is None else aar))
    ]
    # The region is told beside its kommuner before it is told beside other regions.
    med_kommuner = valgt["tabel"].isin(
        valgt.loc[valgt["raekke"].isin(plan.kommuner["kommune"]), "tabel"]
    )
    # A table by region calls it by its name alone.
    navn = valgt["raekke"].replace(REGION.removeprefix("Region "), REGION)
    hver = valgt.assign(navn=navn, sidst=~med_kommuner).sort_values("sidst", kind="stable")
    hver = hver.drop_duplicates("navn").set_index("navn")
    return tom.assign(
        kr=navne.map(hver["vaerdi"]).astype(float), tabel=navne.map(hver["tabel"]).fillna("")
    )
