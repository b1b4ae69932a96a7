"""What the praksisplan's running text says in figures, held against its tables.

A statement (udsagn.csv) names the figure, the table, and the way to work it out; the ways are the
functions of REGNINGER. Source: Praksisplan for fysioterapi 2020, Region Nordjylland, chapters
3 and 4 and bilag 1-4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pandas as pd

from dansk import tal
from data.fund import Fund

FIL = "udsagn.csv"
EPS = 1e-9

Rammer = Mapping[str, pd.DataFrame]


def udsagnsfund(rammer: Rammer) -> Iterator[Fund]:
    """Yield the statements of the text that the tables cannot give.

    `rammer` has udsagn (index the row in the file; columns of its schema), tabeller, klinikker and
    ventetider. A statement whose figures the tables lack is told of too: it guards nothing.
    """
    for nr, udsagn in rammer["udsagn"].iterrows():
        regnet = REGNINGER[udsagn["regning"]](rammer, udsagn)
        halv = 0.5 * 10.0 ** -int(udsagn["decimaler"])
        sted = _sted(udsagn["afsnit"])
        if regnet is None:
            fejl = (
                f"Udsagnet om {udsagn['emne']} er ikke regnet efter: tabel {udsagn['tabel']} har "
                f"ikke tallet. Ret tabel ({udsagn['tabel']}), mål ({udsagn['maal']}), række "
                f"({udsagn['raekke']}) eller år, som de står i tabeller.csv."
            )
            yield Fund(FIL, sted, int(nr), "regning", fejl, "kilde")
        elif abs(regnet - udsagn["vaerdi"]) > halv + EPS:
            yield Fund(FIL, sted, int(nr), "vaerdi", _saetning(udsagn, regnet), "kilde")


def _sted(afsnit: str) -> str:
    return afsnit if afsnit.startswith("bilag") else f"afsnit {afsnit}"


def _saetning(udsagn: pd.Series, regnet: float) -> str:
    cifre = int(udsagn["decimaler"])
    enhed = udsagn["enhed"] if udsagn["enhed"].startswith(".") else f" {udsagn['enhed']}".rstrip()
    # A decimal more than was said shows what was rounded; a count has none to show.
    flere = 0 if regnet.is_integer() else cifre + 1
    hvorfra = f"tabel {udsagn['tabel'].replace('|', ' og ')}" if udsagn["tabel"] else "bilag 4"
    sted = _sted(udsagn["afsnit"])
    sagt = f"{tal(udsagn['vaerdi'], cifre)}{enhed} ({udsagn['emne']})"
    saetning = f"{sted[0].upper()}{sted[1:]} siger {sagt}, men {hvorfra} giver {tal(regnet, flere)}"
    return f"{saetning}{enhed.removesuffix('.')}. {udsagn['note']}".strip()


def _celler(rammer: Rammer, tabel: str, maal: str) -> pd.DataFrame:
    ramme = rammer["tabeller"]
    valgt = ramme["tabel"].isin(tabel.split("|")) & ramme["maal"].isin(maal.split("|"))
    return ramme[valgt & ramme["vaerdi"].notna()]


def _aarets(rammer: Rammer, u: pd.Series) -> pd.DataFrame:
    celler = _celler(rammer, u["tabel"], u["maal"])
    return celler[celler["aar"] == u["aar"]]


def _i_celle(rammer: Rammer, u: pd.Series, aar: Any) -> float | None:
    celler = _celler(rammer, u["tabel"], u["maal"])
    i_aar = celler["aar"].isna() if pd.isna(aar) else celler["aar"] == aar
    fundne = celler.loc[i_aar & (celler["raekke"] == u["raekke"]), "vaerdi"]
    return float(fundne.iloc[0]) if len(fundne) else None


def _celle(rammer: Rammer, u: pd.Series) -> float | None:
    return _i_celle(rammer, u, u["aar"])


def _stigning(rammer: Rammer, u: pd.Series) -> float | None:
    fra, til = (_i_celle(rammer, u, aar) for aar in (u["fra_aar"], u["aar"]))
    return None if fra is None or til is None else float(til - fra)


def _sum(rammer: Rammer, u: pd.Series) -> float | None:
    celler = _aarets(rammer, u)
    return float(celler["vaerdi"].sum()) if len(celler) else None


def _plads(rammer: Rammer, u: pd.Series) -> float | None:
    celler = _aarets(rammer, u)
    celler = celler[celler["raekketype"] == "region"]
    egen = _i_celle(rammer, u, u["aar"])
    return None if egen is None else float(1 + (celler["vaerdi"] > egen).sum())


def _plads_blandt_aar(rammer: Rammer, u: pd.Series) -> float | None:
    celler = _celler(rammer, u["tabel"], u["maal"])
    egen = _i_celle(rammer, u, u["aar"])
    return None if egen is None else float(1 + (celler["vaerdi"] > egen).sum())


def _ventetider(rammer: Rammer, u: pd.Series) -> tuple[pd.Series, pd.Series] | None:
    """Return the weeks of a table of waiting times and what stands against each."""
    celler = _aarets(rammer, u)
    uger = pd.to_numeric(celler["raekke"].str.replace(",", "."), errors="coerce")
    talte = uger.notna()  # "ej opgivet" is no number of weeks
    return (uger[talte], celler["vaerdi"].astype(float)[talte]) if talte.any() else None


def _andel_med_ventetid(rammer: Rammer, u: pd.Series) -> float | None:
    if (svar := _ventetider(rammer, u)) is None:
        return None
    uger, antal = svar
    return float(100 * antal[uger > 0].sum() / antal.sum())


def _middelventetid(rammer: Rammer, u: pd.Series) -> float | None:
    if (svar := _ventetider(rammer, u)) is None:
        return None
    uger, antal = svar
    return float((uger * antal).sum() / antal[uger > 0].sum())


def _trykt_andel_over_to_uger(rammer: Rammer, u: pd.Series) -> float | None:
    if (svar := _ventetider(rammer, u)) is None:
        return None
    return float(svar[1][svar[0] > 2].sum())


def _antal_klinikker(rammer: Rammer, u: pd.Series) -> float | None:
    return float(len(rammer["klinikker"]))


def _svar_i_bilag_4(rammer: Rammer, u: pd.Series) -> float | None:
    # A kommune's answers stand once a speciale; the questionnaire is the same.
    return float(rammer["ventetider"].groupby("kode")["svar"].max().sum())


def _kommuner(rammer: Rammer, u: pd.Series) -> float | None:
    return float(len(u["raekke"].split("|")))


def _tabeller_med(rammer: Rammer, u: pd.Series) -> float | None:
    return float(_celler(rammer, u["tabel"], u["maal"])["tabel"].nunique())


REGNINGER: Mapping[str, Callable[[Rammer, pd.Series], float | None]] = {
    "celle": _celle,
    "sum": _sum,
    "stigning": _stigning,
    "plads": _plads,
    "plads_blandt_aar": _plads_blandt_aar,
    "andel_med_ventetid": _andel_med_ventetid,
    "trykt_andel_over_to_uger": _trykt_andel_over_to_uger,
    "middelventetid": _middelventetid,
    "antal_klinikker": _antal_klinikker,
    "svar_i_bilag_4": _svar_i_bilag_4,
    "kommuner": _kommuner,
    "tabeller_med": _tabeller_med,
}
