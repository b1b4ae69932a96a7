"""Which clinic of the dataset a row is of: by id, ydernummer, name or address, not by likeness."""

from __future__ import annotations

import re
from itertools import count

import pandas as pd

from data.indgang.kolonner import ens

#: How a clinic can be known, the surest first.
VEJE = ("klinik_id", "ydernr", "navn", "adresse")


def tekst_af(celle: object) -> str:
    """Return a cell as one line of text: a whole number without decimals, missing as ""."""
    if celle is None or celle != celle:
        return ""
    if isinstance(celle, float) and celle.is_integer():
        return str(int(celle))
    return " ".join(str(celle).split())


def ydernummer(celle: object) -> str:
    """Return a ydernummer with its six digits; a number may have lost its zeros; "" for none."""
    tekst = tekst_af(celle)
    return tekst.zfill(6) if re.fullmatch(r"[0-9]{1,6}", tekst) else ""


def kend(ramme: pd.DataFrame, klinikker: pd.DataFrame) -> pd.Series:
    """Return the klinik_id of each row, "" where none is it.

    `ramme`: any of klinik_id, ydernr, navn and adresse, and kommune_kode where it is known, all
    text. A name or an address must be one clinic's alone, in the kommune where that is known. Each
    way is tried for the rows the surer ones have not told, among the clinics they have not found;
    an address also only where it is one such row's.
    """
    kendte = klinikker.reset_index()
    fundet = pd.Series("", index=ramme.index)
    for vej in (v for v in VEJE if v in ramme and v in kendte):
        egne = _noegler(ramme, vej, "kommune_kode" in ramme)
        deres = _noegler(kendte, vej, "kommune_kode" in ramme)
        ledige = (fundet == "") & (egne.str[0] != "")
        if vej == "adresse":
            ledige &= ~egne.where(ledige).duplicated(keep=False)
        opslag = pd.Series(kendte["klinik_id"].to_numpy(), index=deres)
        opslag = opslag[~opslag.isin(fundet) & ~opslag.index.duplicated(keep=False)].to_dict()
        fundet[ledige] = [opslag.get(n, "") for n in egne[ledige]]
    return fundet


def _noegler(ramme: pd.DataFrame, vej: str, med_kommune: bool) -> pd.Series:
    """Return what each row is known by: a pair, its first "" where the row does not tell."""
    if vej in ("klinik_id", "ydernr"):
        return pd.Series([(str(v), "") for v in ramme[vej]], index=ramme.index)
    kommuner = ramme["kommune_kode"] if med_kommune else [""] * len(ramme)
    noegler = [(ens(str(v)), str(k)) for v, k in zip(ramme[vej], kommuner, strict=True)]
    return pd.Series(noegler, index=ramme.index)


def ny_id(by: pd.Series, navn: pd.Series, kendt: pd.Series, optaget: pd.Index) -> pd.Series:
    """Return the klinik_id of each row: its own where it is known, else one of town and name.

    As those of the dataset: small letters and digits, with a number where another has it.
    """
    ider, brugte = kendt.copy(), set(optaget)
    for nr in ider.index[ider == ""]:
        stamme = "-".join(f"{ens(by[nr])} {ens(navn[nr])}".split()) or "klinik"
        nye = (stamme if n == 1 else f"{stamme}-{n}" for n in count(1))
        ider[nr] = next(i for i in nye if i not in brugte)
        brugte.add(ider[nr])
    return ider
