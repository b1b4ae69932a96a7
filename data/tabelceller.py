"""The cells of the praksisplan's published tables, and a finding in one of them."""

from __future__ import annotations

import pandas as pd

from dansk import tal

FIL = "tabeller.csv"
EPS = 1e-9

Interval = tuple[float, float]
Fund = dict[str, str]
Celler = dict[tuple[str, int], float]  # (row, year or 0) -> published value
Data = dict[tuple[str, str, str], Celler]  # (table, measure, type of row) -> cells


NAVNE = {
    "antal_over30": "over 30 timer",
    "antal_under30": "under 30 timer",
    "antal_vikar": "vikarer",
    "antal_par24": "§ 24 stk. 3",
    "antal_ialt": "i alt",
    "antal_ydelser": "ydelser",
    "antal_borgere": "borgere",
    "antal_praksis": "praksis",
    "udgift_mio_kr": "udgift i mio. kr.",
    "udgift_kr": "udgift i kr.",
    "udgift_pr_borger_kr": "udgift i kr. pr. borger",
    "ydelser_pr_borger": "ydelser pr. borger",
    "andel_pct": "andel i procent",
    "sygebesoeg_honorar_kr": "honorar for sygebesøg i kr.",
    "sygebesoeg_ydelser": "sygebesøg",
    "samtaleterapi_honorar_kr": "honorar for samtaleterapi i kr.",
    "samtaleterapi_ydelser": "ydelser i samtaleterapi",
}
DECIMALER = {"udgift_mio_kr": 1, "andel_pct": 1}


def laes(tabeller: pd.DataFrame) -> Data:
    """Return the published values by table, measure and type of row, in the order of the file."""
    aar = pd.to_numeric(tabeller["aar"]).astype("float64").fillna(0).astype(int)
    vaerdi = pd.to_numeric(tabeller["vaerdi"]).astype("float64")
    tekst = tabeller[["tabel", "maal", "raekketype", "raekke"]].astype(str)
    data: Data = {}
    for tabel, maal, raekketype, raekke, i_aar, v in zip(
        *(tekst[kolonne] for kolonne in tekst), aar, vaerdi, strict=True
    ):
        if pd.notna(v):
            data.setdefault((tabel, maal, raekketype), {})[raekke, i_aar] = v
    return data


def celler(data: Data, tabel: str, maal: str, raekketype: str | None = None) -> Celler:
    """Return the cells of one measure of one table, of one type of row where that is given."""
    return {
        celle: vaerdi
        for (t, m, r), celler in data.items()
        if (t, m) == (tabel, maal) and raekketype in (None, r)
        for celle, vaerdi in celler.items()
    }


def fund(
    data: Data, tabel: str, raekke: str, maal: str, aar: int, fejl: str, forklaring: str = ""
) -> Fund:
    """Return a finding; the column is the measure, and the year where the table has several.

    With `forklaring` it is explained, else a contradiction of the source.
    """
    flere = len({i_aar for _, i_aar in celler(data, tabel, maal)}) > 1
    return {
        "fil": FIL,
        "ark": f"tabel {tabel}",
        "raekke": raekke,
        "kolonne": f"{maal} {aar}" if flere else maal,
        "fejl": f"Tabel {tabel} har {fejl}"
        + (f" Kilden forklarer det ikke; det kan være, at {forklaring}." if forklaring else ""),
        "alvor": "forklaret" if forklaring else "kilde",
        "forklaring": forklaring,
    }


def vis(vaerdi: float, maal: str) -> str:
    """Return a published value with the number of decimals its measure is printed with."""
    return tal(vaerdi, DECIMALER.get(maal, 0))


def halv(decimaler: int) -> float:
    """Return half a unit of the last of `decimaler` printed decimals."""
    return 0.5 * 10.0**-decimaler


def uforenelig(udgivet: float, halv: float, muligt: Interval) -> bool:
    """Return whether a published value, give or take `halv`, misses the possible interval."""
    return udgivet + halv < muligt[0] - EPS or udgivet - halv > muligt[1] + EPS
