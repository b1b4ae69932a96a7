"""An age distribution by kommune, imported: the sources have none.

CSV with the columns kode, aldersgruppe and indbyggere, a row for each kommune and each age group
of tabel 11 and 19 (praksisplan bilag 1, pp. 30 and 33).
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from dansk import citat, fortegn, opremsning, tal
from data.fund import Datafejl, Fund
from data.skema import Felt, Ressource
from data.tabelfil import laes
from planning.plan import Herkomst, Plan

#: So far may the ages of a kommune be from its residents in the dataset, which is of another year.
HOEJST_AFVIGELSE_PCT = 20.0


def _felt(navn: str, type_: str, titel: str, beskrivelse: str, mindst: float | None = None) -> Felt:
    return Felt(navn, type_, titel, beskrivelse, "", True, False, mindst, None, None, ())


RESSOURCE = Ressource(
    navn="aldersfordeling",
    sti="aldersfordeling.csv",
    titel="Indbyggere efter kommune og aldersgruppe",
    felter=(
        _felt("kode", "string", "Kommunekode", "kommunens firecifrede kode"),
        _felt("aldersgruppe", "string", "Aldersgruppe", "som i tabel 11 og 19, fx 0-15 år"),
        _felt("indbyggere", "integer", "Indbyggere", "personer", 0),
    ),
    noegle=("kode", "aldersgruppe"),
    henvisninger={},
    herkomst=Herkomst("Importeret aldersfordeling", "", "", "", ""),
)


def laes_aldersfordeling(sti: Path, plan: Plan) -> pd.DataFrame:
    """Return residents per demand point and age group, from the shares of each kommune.

    Index punkt_id, a column per age group of tabel 11. Every point of a kommune has the
    kommune's shares: within a kommune the ages are not known. Raises Datafejl with every fault:
    unknown kommuner and groups, those that are missing, and ages that sum to more than 20 %
    from the kommune's residents.
    """
    ramme, fund = laes(sti, RESSOURCE)
    tabel = plan.tabeller
    grupper = list(dict.fromkeys(tabel.loc[tabel["tabel"] == "11", "raekke"]))
    fund = fund or _fund(sti.name, ramme, grupper, plan.kommuner["indbyggere"])
    if fund:
        raise Datafejl(fund)
    bred = ramme.pivot(index="kode", columns="aldersgruppe", values="indbyggere")[grupper]
    andele = bred.div(bred.sum(axis=1), axis=0)
    punkter = plan.punkter
    fordelt = andele.loc[punkter["kommune_kode"]].to_numpy() * punkter[["indbyggere"]].to_numpy()
    return pd.DataFrame(fordelt, index=punkter.index, columns=grupper)


def _fund(fil: str, ramme: pd.DataFrame, grupper: list[str], indbyggere: pd.Series) -> list[Fund]:
    fund, koder = [], list(indbyggere.index)
    i_alt = ramme.groupby("kode")["indbyggere"].sum()
    for felt, kendte in (("kode", koder), ("aldersgruppe", grupper)):
        for nr, vaerdi in ramme[felt].items():
            if vaerdi not in kendte:
                besked = f"{citat(vaerdi)} er ukendt. Kendte er {opremsning(kendte)}."
                fund.append(Fund(fil, "", int(nr), felt, besked))
    har = set(zip(ramme["kode"], ramme["aldersgruppe"], strict=True))
    for kode in koder:
        if mangler := [g for g in grupper if (kode, g) not in har]:
            besked = f"Kommune {kode} mangler {opremsning(mangler)}."
            fund.append(Fund(fil, "", "", "aldersgruppe", besked))
        elif besked := _forkert_sum(kode, i_alt.get(kode, 0), indbyggere[kode]):
            fund.append(Fund(fil, "", "", "indbyggere", besked))
    return fund


def _forkert_sum(kode: str, i_filen: float, indbyggere: float) -> str:
    """Return the sentence on ages that cannot be those of a kommune, as of a wrong unit."""
    if not i_filen > 0:
        return f"Kommune {kode} har ingen indbyggere."
    afvigelse = 100 * (i_filen / indbyggere - 1)
    if abs(afvigelse) <= HOEJST_AFVIGELSE_PCT:
        return ""
    return (
        f"Kommune {kode} har {tal(i_filen)} indbyggere i filen og {tal(indbyggere)} i datasættet, "
        f"{fortegn(afvigelse, 0)} %. Alle aldre skal være der én gang, som antal personer."
    )
