"""Residents by age, and by age and year: imported, since the sources have none.

Both are kept as the file has its ages, and put together to the groups of a table where they are
used (`planning.aldre`). A file of one's own (`--alder`) has the groups of tabel 11 and 19
(praksisplan bilag 1, pp. 30 and 33) by name.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from dansk import citat, fortegn, opremsning, tal
from data.datapakke import Nyt, csv_erklaering
from data.fund import Datafejl, Fund
from data.skema import Felt, Ressource
from data.tabelfil import laes
from planning.plan import FREMSKRIVNINGSFELTER, IMPORTERET, Herkomst, Plan

ALDERSFORDELING, FREMSKRIVNING = "aldersfordeling", "fremskrivning"
KOLONNER: Mapping[str, list[str]] = {
    ALDERSFORDELING: [k for k in FREMSKRIVNINGSFELTER if k != "aar"],
    FREMSKRIVNING: list(FREMSKRIVNINGSFELTER),
}
TITLER = {
    ALDERSFORDELING: "Indbyggere efter kommune og alder",
    FREMSKRIVNING: "Fremskrevet folketal efter kommune, år og alder",
}
#: So far may the ages of a kommune be from its residents in the dataset, which is of another year.
HOEJST_AFVIGELSE_PCT = 20.0


def erklaering(navn: str) -> Mapping[str, Any]:
    """Return how a package declares one of the two."""
    felter = {
        "kode": ("string", "Kommunekode", {"required": True}),
        "aar": ("integer", "År", {"required": True, "minimum": 1900, "maximum": 2200}),
        "alder_fra": ("integer", "Fra alder", {"required": True, "minimum": 0}),
        "alder_til": ("integer", "Til og med alder; tom når gruppen er åben", {"minimum": 0}),
        "indbyggere": ("number", "Personer", {"required": True, "minimum": 0}),
    }
    kolonner = KOLONNER[navn]
    return csv_erklaering(
        navn,
        TITLER[navn],
        [
            {"name": k, "type": t, "title": titel, "description": titel, "constraints": krav}
            for k, (t, titel, krav) in felter.items()
            if k in kolonner
        ],
        [k for k in kolonner if k not in ("alder_til", "indbyggere")],
        "kommuner",
    )


def nyt(navn: str, ramme: pd.DataFrame, et: Nyt) -> Nyt:
    """Return a frame as the resource, with the source of another of the same file."""
    hvem = [k for k in KOLONNER[navn] if k != "indbyggere"]
    # Of the highest ages a file may have several rows, which are one open group here.
    ud = ramme.groupby(hvem, dropna=False, as_index=False)["indbyggere"].sum()
    ud = ud[KOLONNER[navn]].astype({"alder_til": "Int64"})
    indhold = ud.to_csv(index=False, lineterminator="\n").encode("utf-8")
    return dataclasses.replace(et, indhold=indhold, erklaering=erklaering(navn))


def _felt(navn: str, type_: str, titel: str, beskrivelse: str, mindst: float | None = None) -> Felt:
    return Felt(navn, type_, titel, beskrivelse, "", True, False, mindst, None, None, ())


EGEN_FIL = Ressource(
    navn=ALDERSFORDELING,
    sti="aldersfordeling.csv",
    titel=TITLER[ALDERSFORDELING],
    felter=(
        _felt("kode", "string", "Kommunekode", "kommunens firecifrede kode"),
        _felt("aldersgruppe", "string", "Aldersgruppe", "som i tabel 11 og 19, fx 0-15 år"),
        _felt("indbyggere", "integer", "Indbyggere", "personer", 0),
    ),
    noegle=("kode", "aldersgruppe"),
    henvisninger={},
    herkomst=Herkomst(f"{IMPORTERET} aldersfordeling", "", "", "", ""),
)


def laes_aldersfordeling(sti: Path, plan: Plan) -> pd.DataFrame:
    """Return residents by kommune and age group: index kode, a column per group of tabel 11.

    CSV with the columns kode, aldersgruppe and indbyggere. Raises Datafejl with every fault:
    unknown kommuner and groups, those that are missing, and ages that sum to more than 20 %
    from the kommune's residents.
    """
    ramme, fund = laes(sti, EGEN_FIL)
    tabel = plan.tabeller
    grupper = list(dict.fromkeys(tabel.loc[tabel["tabel"] == "11", "raekke"]))
    fund = fund or _fund(sti.name, ramme, grupper, plan.kommuner["indbyggere"])
    if fund:
        raise Datafejl(fund)
    return ramme.pivot(index="kode", columns="aldersgruppe", values="indbyggere")[grupper]


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
