"""An age distribution by kommune, imported: the sources have none.

CSV with the columns kode, aldersgruppe and indbyggere, a row for each kommune and each age group
of tabel 11 and 19 (praksisplan bilag 1, pp. 30 and 33).
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from dansk import opremsning
from data.fund import Datafejl, Fund
from data.skema import Felt, Ressource
from data.tabelfil import laes
from planning.plan import Herkomst, Plan


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
    unknown kommuner and groups, and those that are missing.
    """
    ramme, fund = laes(sti, RESSOURCE)
    tabel = plan.tabeller
    grupper = list(dict.fromkeys(tabel.loc[tabel["tabel"] == "11", "raekke"]))
    fund = fund or _fund(sti.name, ramme, grupper, list(plan.kommuner.index))
    if fund:
        raise Datafejl(fund)
    bred = ramme.pivot(index="kode", columns="aldersgruppe", values="indbyggere")[grupper]
    andele = bred.div(bred.sum(axis=1), axis=0)
    punkter = plan.punkter
    fordelt = andele.loc[punkter["kommune_kode"]].to_numpy() * punkter[["indbyggere"]].to_numpy()
    return pd.DataFrame(fordelt, index=punkter.index, columns=grupper)


def _fund(fil: str, ramme: pd.DataFrame, grupper: list[str], koder: list[str]) -> list[Fund]:
    fund = []
    for felt, kendte in (("kode", koder), ("aldersgruppe", grupper)):
        for nr, vaerdi in ramme[felt].items():
            if vaerdi not in kendte:
                besked = f"»{vaerdi}« er ukendt. Kendte er {opremsning(kendte)}."
                fund.append(Fund(fil, "", int(nr), felt, besked))
    har = set(zip(ramme["kode"], ramme["aldersgruppe"], strict=True))
    for kode in koder:
        if mangler := [g for g in grupper if (kode, g) not in har]:
            besked = f"Kommune {kode} mangler {opremsning(mangler)}."
            fund.append(Fund(fil, "", "", "aldersgruppe", besked))
        elif not ramme.loc[ramme["kode"] == kode, "indbyggere"].sum() > 0:
            fund.append(Fund(fil, "", "", "indbyggere", f"Kommune {kode} har ingen indbyggere."))
    return fund
