"""Columns of figures and amounts in kroner of a list of clinics: read, and faulted by their row."""

from __future__ import annotations

import pandas as pd

from dansk import antal
from data.fund import Fund
from data.indgang.art import ADVARSEL, Kilde
from data.indgang.klinikkendte import tekst_af
from data.indgang.spoergsmaal import Spoergsmaal, Svar, besvaret
from data.indgang.tal import Talkolonne, tolk_tal
from data.indgang.talspoergsmaal import decimalspoergsmaal


def tal_af(
    celler: pd.Series, kilde: Kilde, kolonne: str, svar: Svar
) -> tuple[Talkolonne, list[Spoergsmaal], list[Fund]]:
    """Return a column as numbers, what it asks, and a fault for each cell that is no number."""
    fundet = tolk_tal(celler, svar.get("decimaltegn"))
    fund = [
        kilde.fund(
            f"»{tekst_af(celler[nr])}« er ikke et tal. Ret det.", raekke=int(nr), kolonne=kolonne
        )
        for nr in celler.index[fundet.ulaeselig | fundet.tilbageholdt]
    ]
    return fundet, decimalspoergsmaal(fundet), fund


def oere_af(
    celler: pd.Series, kilde: Kilde, kolonne: str, svar: Svar, mangler: str = ""
) -> tuple[pd.Series, list[Spoergsmaal], list[Fund]]:
    """Return amounts in oere, NaN for none; a fault for more than two decimals.

    With the sentence `mangler` an empty cell is a fault too.
    """
    fundet, spoergsmaal, fund = tal_af(celler, kilde, kolonne, svar)
    kr = pd.Series(fundet.tal, index=celler.index)
    oere = (100 * kr).round()
    skaeve = (100 * kr - oere).abs() > 1e-4
    for nr in celler.index[fundet.mangler] if mangler else ():
        fund.append(kilde.fund(mangler, raekke=int(nr), kolonne=kolonne))
    for nr in celler.index[skaeve]:
        besked = f"»{tekst_af(celler[nr])}« har mere end to decimaler. Skriv hele øre."
        fund.append(kilde.fund(besked, raekke=int(nr), kolonne=kolonne))
    return oere, spoergsmaal, fund


def i_kroner(oere: pd.Series, hvad: str, svar: Svar) -> tuple[pd.Series, list[Spoergsmaal]]:
    """Return amounts that seem too small, asked whether they were in thousands of kroner.

    `hvad`: the sentence that says how small they are.
    """
    s = Spoergsmaal(
        "beloebsenhed",
        f"{hvad} Er de i kroner eller i tusinde kroner?",
        (("kr", "kroner"), ("tusinde", "tusinde kroner")),
        "tusinde",
    )
    valgt = besvaret(svar, s)
    return 1000 * oere if valgt == "tusinde" else oere, [s] if valgt is None else []


def under_nul(oere: pd.Series, kilde: Kilde, kolonne: str) -> list[Fund]:
    """Return a warning of the amounts that are taken from the others of their year, if any."""
    if not (under := int((oere < 0).sum())):
        return []
    besked = f"{antal(under, 'række er', 'rækker er')} under 0 og trækkes fra året."
    return [kilde.fund(besked, kolonne=kolonne, alvor=ADVARSEL)]
