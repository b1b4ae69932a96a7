"""Which clinic of the dataset a row is of: by id, ydernummer, name or address, not by likeness."""

from __future__ import annotations

import re
from itertools import count

import pandas as pd

from dansk import opremsning, tal
from data.fund import Fund
from data.indgang.art import Kilde
from data.indgang.kolonner import ens
from data.indgang.kommunenavne import kommunekoder
from planning.plan import Plan

#: So many clinics of one name are told apart.
VIST_IDER = 4
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


def kend_navn(celler: pd.DataFrame, plan: Plan) -> pd.Series:
    """Return the klinik_id of each row of a file, "" where none is it.

    `celler`: klinik (an id, a ydernummer or a name), and omraade (the kommune) where it has one.
    """
    navn = celler["klinik"].map(tekst_af)
    kender = pd.DataFrame(
        {"klinik_id": navn, "ydernr": celler["klinik"].map(ydernummer), "navn": navn}
    )
    if "omraade" in celler:
        kender["kommune_kode"] = kommunekoder(celler["omraade"], plan.kommuner)
    return kend(kender, kendte_klinikker(plan))


def kendte_klinikker(plan: Plan) -> pd.DataFrame:
    """Return the clinics of a plan with their ydernumre, "" where they are not known."""
    ydernr = plan.klinikoplysninger["ydernr"].reindex(plan.klinikker.index).fillna("")
    return plan.klinikker.rename_axis("klinik_id").assign(ydernr=ydernr)


def ukendte(
    celler: pd.DataFrame, klinik: pd.Series, plan: Plan, kilde: Kilde, kolonne: str
) -> list[Fund]:
    """Return the rows of a file that are no clinic of the dataset, or may be several."""
    navne = plan.klinikker["navn"].str.casefold()
    fund = []
    for nr in klinik.index[klinik == ""]:
        navn = tekst_af(celler.at[nr, "klinik"])
        flere = int((navne == navn.casefold()).sum())
        besked = (
            f"»{navn}« er navnet på {tal(flere)} klinikker. Skriv klinikkens id i stedet: "
            f"{opremsning(_iderne(navn, navne, plan), 'eller', hoejst=VIST_IDER)}. Er de i hver "
            "sin kommune, er det nok med en kolonne med kommunen."
            if flere > 1
            else _ikke_kendt(navn, navne, plan)
        )
        fund.append(kilde.fund(besked, raekke=int(nr), kolonne=kolonne))
    return fund


def _iderne(navn: str, navne: pd.Series, plan: Plan) -> list[str]:
    """The ids of the clinics of a name, each with its street."""
    ider = navne.index[navne == navn.casefold()]
    return [f"{k} ({plan.klinikker.at[k, 'adresse']}, {plan.klinikker.at[k, 'by']})" for k in ider]


def _ikke_kendt(navn: str, navne: pd.Series, plan: Plan) -> str:
    """The sentence on a name that is no clinic's, or one's in another kommune than stands there."""
    samme = navne.index[navne == navn.casefold()]
    if len(samme):
        kommune = plan.kommuner["kommune"][plan.klinikker.at[samme[0], "kommune_kode"]]
        return f"»{navn}« ligger i {kommune} i datasættet. Ret kommunen, eller brug klinikkens id."
    return (
        f"»{navn}« er ikke en klinik i datasættet. Ret navnet, brug klinikkens id, eller importér "
        "først den klinikliste, den står i."
    )


def gentaget(klinik: pd.Series, kilde: Kilde, kolonne: str) -> list[Fund]:
    """Return the rows that are of a clinic which stands above already."""
    igen = (klinik != "") & klinik.duplicated()
    foerste = {str(k): nr for nr, k in klinik[~igen].items()}
    fund = []
    for nr in klinik.index[igen]:
        besked = f"Klinikken står også i række {foerste[klinik[nr]]}. Behold den ene."
        fund.append(kilde.fund(besked, raekke=int(nr), kolonne=kolonne))
    return fund


def gentagne(noegler: pd.DataFrame, kilde: Kilde, kolonne: str, tid: str, raad: str) -> list[Fund]:
    """Return the rows that are of the same clinic, speciale and time as one above.

    `noegler`: what must be unique together, none missing; index the row. `tid`: what the time is
    called; `raad`: the sentence that says what to do.
    """
    foerste = noegler.index.to_series().groupby([noegler[k] for k in noegler]).transform("first")
    return [
        kilde.fund(
            f"Klinikken har samme {tid} og speciale i række {foer}. {raad}",
            raekke=int(str(nr)),
            kolonne=kolonne,
        )
        for nr, foer in foerste.items()
        if nr != foer
    ]


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
