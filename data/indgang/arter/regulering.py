"""Regulation of an agreement's amounts: in percent on top of the year before, or as an index.

A row a year, of one speciale or of all. The printed amounts are those of the agreement's first
year; the file begins with the year after, and no year is missing. An index whose own base is
another year has a row for that first year too, and is held against it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

from dansk import opremsning, procent, tal
from data.fund import Fund
from data.importressource import REGULERING
from data.indgang.art import ADVARSEL, LAEST, Art, Kilde, Tolkning, har_fejl
from data.indgang.klinikkendte import tekst_af
from data.indgang.overskrift import Raatabel
from data.indgang.spoergsmaal import Spoergsmaal, Svar, besvaret
from data.indgang.tal import tolk_tal
from data.indgang.talspoergsmaal import decimalspoergsmaal
from data.skema import Felt
from planning.overenskomst import (
    OERE,
    Overenskomst,
    beloeb_kr,
    kapacitetsbeloeb,
    overenskomster,
)
from planning.plan import Plan
from planning.regulering import indeksgrundlag

FELTER = (
    Felt(
        *("aar", "integer", "År", "året, beløbene reguleres til"),
        kraevet=True,
        eksempel="2025",
        ord=("aar", "kalenderår", "reguleringsår"),
    ),
    Felt(
        *("speciale", "string", "Speciale", "specialets kode; tom: reguleringen gælder dem alle"),
        eksempel="62",
        ord=("specialekode", "spec"),
    ),
    Felt(
        *("pct", "number", "Regulering", "i procent oven i året før"),
        enhed="%",
        eksempel="2,4",
        ord=("regulering i procent", "reguleringsprocent", "procent", "pct", "regulering pct"),
    ),
    Felt(
        *("indeks", "number", "Indeks", "100 i overenskomstens første år"),
        eksempel="102,4",
        ord=("index", "reguleringsindeks", "pristalsindeks"),
    ),
)
TAL = ("pct", "indeks")
#: A year is regulated by less than this; more is asked about. Below the other, all of them, they
#: may be shares of one rather than percentages.
MEGET_PCT, BROEK_PCT = 10.0, 0.2


def tolk(
    kilde: Kilde, tabel: Raatabel, kolonner: Mapping[str, str], plan: Plan, svar: Svar
) -> Tolkning:
    """Return the regulation a file has, in place of the one the dataset may have."""
    aftale = next((o for o in overenskomster(plan.fag) if beloeb_kr(plan.fag, o)), None)
    if aftale is None:
        besked = f"Ingen overenskomst for {plan.fag.i_saetning} har beløb, der kan reguleres."
        return Tolkning(fund=(kilde.fund(besked),))
    celler = pd.DataFrame({felt: tabel.data[k] for felt, k in kolonner.items()})
    aar, fund = _aar(celler["aar"], kilde, kolonner["aar"])
    speciale, fejl = _speciale(celler, plan, kilde, kolonner)
    fund += fejl
    tallene, spoergsmaal, fejl = _tal(celler, kilde, kolonner, svar)
    fund += fejl
    if spoergsmaal or har_fejl(fund):
        return Tolkning(fund=tuple(fund), spoergsmaal=tuple(spoergsmaal))
    ramme = pd.DataFrame({"speciale": speciale, "aar": aar.astype(int), **tallene})
    ramme, fund_ = _i_perioden(ramme, aftale, kilde, kolonner)
    fund += fund_
    alle = ramme["speciale"].map(lambda kode: [kode] if kode else list(plan.fag.koder))
    ramme = ramme.assign(speciale=alle).explode("speciale")
    fund += [*_gentagne(ramme, kilde, kolonner), *_huller(ramme, aftale, kilde, kolonner)]
    if har_fejl(fund):
        return Tolkning(fund=tuple(fund))
    ramme, spoergsmaal, fund_ = _rimelige(ramme, aftale, kilde, kolonner, svar)
    fund += fund_
    if spoergsmaal or har_fejl(fund):
        return Tolkning(fund=tuple(fund), spoergsmaal=tuple(spoergsmaal))
    if len(plan.regulering):
        besked = "Filen træder i stedet for hele den regulering, datasættet havde."
        fund.append(kilde.fund(besked, alvor=ADVARSEL))
    sidste = int(ramme["aar"].max())
    if sidste < aftale.til.year:
        besked = (
            f"Reguleringen går til {sidste}. Senere år i overenskomsten regnes med beløbene fra "
            f"{sidste}, og det står ved dem."
        )
        fund.append(kilde.fund(besked, alvor=ADVARSEL))
    forskel = _forskel(plan, aftale, ramme)
    nye = opremsning([f"{navn}: {tal(r.efter, 2)} kr." for navn, r in forskel.iterrows()])
    besked = f"En kapacitet er herefter, {nye} Beløbene er i hele øre, en halv øre rundet op."
    fund.append(kilde.fund(besked, alvor=LAEST))
    return Tolkning(
        nye={
            REGULERING.navn: REGULERING.nyt(
                ramme.reset_index(drop=True), kilde.nyt(b"", "regulering", str(sidste))
            )
        },
        fund=tuple(fund),
        forskel=forskel,
    )


def _aar(celler: pd.Series, kilde: Kilde, kolonne: str) -> tuple[pd.Series, list[Fund]]:
    tekst = celler.map(tekst_af)
    aar = tekst.map(lambda t: float(t) if re.fullmatch(r"20[0-9]{2}", t) else np.nan)
    return aar, [
        kilde.fund(
            f"»{tekst[nr]}« er ikke et årstal. Skriv fire cifre, fx 2025.",
            raekke=int(str(nr)),
            kolonne=kolonne,
        )
        for nr in aar.index[aar.isna()]
    ]


def _speciale(
    celler: pd.DataFrame, plan: Plan, kilde: Kilde, kolonner: Mapping[str, str]
) -> tuple[pd.Series, list[Fund]]:
    """Return the speciale of each row, "" for all."""
    if "speciale" not in celler:
        return pd.Series("", index=celler.index), []
    speciale = celler["speciale"].map(tekst_af)
    kendte = opremsning(plan.fag.koder, "eller")
    return speciale, [
        kilde.fund(
            f"»{speciale[nr]}« er ikke et speciale. Skriv {kendte}, eller lad cellen være tom.",
            raekke=int(str(nr)),
            kolonne=kolonner["speciale"],
        )
        for nr in speciale.index[~speciale.isin(["", *plan.fag.koder])]
    ]


def _tal(
    celler: pd.DataFrame, kilde: Kilde, kolonner: Mapping[str, str], svar: Svar
) -> tuple[dict[str, pd.Series], list[Spoergsmaal], list[Fund]]:
    """Return percentages and indices, one of the two in each row."""
    ud: dict[str, pd.Series] = {}
    spoergsmaal: dict[str, Spoergsmaal] = {}
    fund: list[Fund] = []
    for navn in TAL:
        ud[navn] = pd.Series(np.nan, index=celler.index)
        if navn not in celler:
            continue
        fundet = tolk_tal(celler[navn], svar.get("decimaltegn"))
        ud[navn] = pd.Series(fundet.tal, index=celler.index)
        spoergsmaal |= {s.noegle: s for s in decimalspoergsmaal(fundet)}
        fund += [
            kilde.fund(
                f"»{tekst_af(celler.at[nr, navn])}« er ikke et tal. Ret det.",
                raekke=int(nr),
                kolonne=kolonner[navn],
            )
            for nr in celler.index[fundet.ulaeselig | fundet.tilbageholdt]
        ]
        lavest = -100 if navn == "pct" else 0
        fund += [
            kilde.fund(
                f"{tal(ud[navn][nr], 3, fast=False)} giver intet beløb. Ret tallet.",
                raekke=int(nr),
                kolonne=kolonner[navn],
            )
            for nr in celler.index[(ud[navn] <= lavest).to_numpy()]
        ]
    if not spoergsmaal and not fund:
        givet = ud["pct"].notna().astype(int) + ud["indeks"].notna()
        for nr in celler.index[givet != 1]:
            hvad = "både procent og indeks" if givet[nr] else "hverken procent eller indeks"
            besked = f"Rækken har {hvad}. Skriv det ene; 0 procent, hvis beløbene ikke ændres."
            kolonne = next((kolonner[navn] for navn in TAL if navn in kolonner), "")
            fund.append(kilde.fund(besked, raekke=int(nr), kolonne=kolonne))
    return ud, list(spoergsmaal.values()), fund


def _i_perioden(
    ramme: pd.DataFrame, aftale: Overenskomst, kilde: Kilde, kolonner: Mapping[str, str]
) -> tuple[pd.DataFrame, list[Fund]]:
    """Return the rows of the agreement's years, and of its first only an index."""
    foerste = aftale.fra.year
    fund = [
        kilde.fund(
            f"De trykte beløb regnes som beløbene i {foerste}, overenskomstens første år, og kan "
            f"ikke lægges til i {foerste}. Begynd med {foerste + 1}, eller skriv et indeks.",
            raekke=int(nr),
            kolonne=kolonner["pct"],
        )
        for nr in ramme.index[(ramme["aar"] == foerste) & ramme["pct"].notna()]
    ]
    inde = ramme["aar"].map(aftale.gaelder)
    if uden := sorted(set(ramme.loc[~inde, "aar"])):
        navne = opremsning([str(a) for a in uden])
        periode = f"{foerste}-{aftale.til.year}"
        besked = f"{navne} er ikke i overenskomstens periode, {periode}, og er ikke læst."
        fund.append(kilde.fund(besked, kolonne=kolonner["aar"], alvor=ADVARSEL))
    if not (inde & (ramme["aar"] > foerste)).any():
        besked = f"Filen har intet år fra {foerste + 1} til {aftale.til.year} at regulere til."
        fund.append(kilde.fund(besked, kolonne=kolonner["aar"]))
    return ramme[inde], fund


def _gentagne(ramme: pd.DataFrame, kilde: Kilde, kolonner: Mapping[str, str]) -> list[Fund]:
    igen = ramme.duplicated(list(REGULERING.noegle))
    return [
        kilde.fund(
            f"{int(r.aar)} står flere gange for speciale {r.speciale}. Skriv året én gang.",
            raekke=int(str(r.Index)),
            kolonne=kolonner["aar"],
        )
        for r in ramme[igen].itertuples()
    ]


def _huller(
    ramme: pd.DataFrame, aftale: Overenskomst, kilde: Kilde, kolonner: Mapping[str, str]
) -> list[Fund]:
    """Return a fault for the years that are missing up to the last one of each speciale."""
    fund = []
    for kode, del_ in ramme.groupby("speciale"):
        aarene = {int(a) for a in del_["aar"]}
        foerste = aftale.fra.year + 1
        if mangler := [str(a) for a in range(foerste, max(aarene)) if a not in aarene]:
            besked = (
                f"Speciale {kode} mangler {opremsning(mangler)}. Beløbene er fra {aftale.fra.year} "
                "og reguleres år for år. Tilføj årene; skriv 0 procent, hvis de ikke blev ændret."
            )
            fund.append(kilde.fund(besked, kolonne=kolonner["aar"]))
    return fund


def _rimelige(
    ramme: pd.DataFrame,
    aftale: Overenskomst,
    kilde: Kilde,
    kolonner: Mapping[str, str],
    svar: Svar,
) -> tuple[pd.DataFrame, list[Spoergsmaal], list[Fund]]:
    """Return percentages as such, with what is asked of those that no year is regulated by."""
    spoergsmaal, fund = [], []
    pct = ramme["pct"].abs()
    if 0 < pct.max() < BROEK_PCT:
        eksempel = float(ramme["pct"][pct == pct.max()].iloc[0])
        som = procent(eksempel, 3), procent(100 * eksempel, 2)
        s = Spoergsmaal(
            "procentform",
            f"Den største regulering er {tal(eksempel, 4, fast=False)}. Er det {som[0]} eller "
            f"{som[1]}?",
            (("broek", som[1]), ("procent", som[0])),
            "broek",
        )
        valgt = besvaret(svar, s)
        spoergsmaal += [s] if valgt is None else []
        if valgt == "broek":
            # As written: 0.0235 is 2.35 to the last digit.
            ramme = ramme.assign(pct=(100 * ramme["pct"]).round(10))
    for nr in dict.fromkeys(ramme.index[(pct > 0) & (pct < BROEK_PCT) & (pct.max() >= BROEK_PCT)]):
        besked = "Reguleringen er meget lille ved siden af de andre. Er den skrevet i procent?"
        fund.append(kilde.fund(besked, raekke=int(nr), kolonne=kolonner["pct"], alvor=ADVARSEL))
    meget = _aendring_pct(ramme, aftale)
    if not spoergsmaal and meget > MEGET_PCT:
        s = Spoergsmaal(
            "stor_regulering",
            f"Et beløb ændres {procent(meget)} på et år. Er det rigtigt?",
            (("nej", "nej, filen skal rettes"), ("ja", "ja, brug tallene")),
            "nej",
        )
        valgt = besvaret(svar, s)
        spoergsmaal += [s] if valgt is None else []
        if valgt == "nej":
            besked = "Tallene er afvist af den, der importerede. Ret dem i filen."
            fund.append(kilde.fund(besked, kolonne=kolonner["aar"]))
    return ramme, spoergsmaal, fund


def _aendring_pct(ramme: pd.DataFrame, aftale: Overenskomst) -> float:
    """Return the largest change of an amount from one year to the next, in percent."""
    stoerst = 0.0
    for _, del_ in ramme.groupby("speciale"):
        foer = indeksgrundlag(del_, aftale.fra.year)
        for r in del_[del_["aar"] > aftale.fra.year].sort_values("aar").itertuples():
            nu = float(r.indeks) if pd.notna(r.indeks) else foer * (1 + float(r.pct) / 100)
            stoerst, foer = max(stoerst, abs(100 * (nu / foer - 1))), nu
    return stoerst


def _forskel(plan: Plan, aftale: Overenskomst, nye: pd.DataFrame) -> pd.DataFrame:
    """Return one capacity's amount in each year that is regulated, before and after, in kr."""
    raekker = []
    for kode in plan.fag.koder:
        aarene = sorted(int(a) for a in nye.loc[nye["speciale"] == kode, "aar"])
        for aar in (a for a in aarene if a > aftale.fra.year):
            foer, efter = (
                kapacitetsbeloeb(plan.fag, kode, aar, r) / OERE for r in (plan.regulering, nye)
            )
            pct = 100 * (efter / foer - 1)
            raekker.append((f"speciale {kode} i {aar}", "kr. for en kapacitet", foer, efter, pct))
    kolonner = ["navn", "hvad", "foer", "efter", "aendring_pct"]
    return pd.DataFrame(raekker, columns=kolonner).set_index("navn")


ART = Art(
    "regulering",
    "regulering af beløb",
    "Hvor meget overenskomstens beløb for en kapacitet reguleres år for år.",
    FELTER,
    tolk,
    en_af=TAL,
    mere_er_knaphed=False,
)
