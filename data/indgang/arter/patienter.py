"""Patients by clinic, speciale and year: what the kontrolstatistik is made of.

A row a clinic, speciale and year, with the year's amount in kroner where it is known; else the
subsidies the dataset has for the year count. A year that is in the file takes the place of that
year; other years stay.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

from dansk import antal, opremsning, tal
from data.fund import Fund
from data.importressource import PATIENTER
from data.indgang.art import ADVARSEL, LAEST, Art, Kilde, Tolkning, har_fejl
from data.indgang.beloeb import i_kroner, oere_af, tal_af
from data.indgang.klinikkendte import gentagne, kend_navn, tekst_af, ukendte
from data.indgang.listefelter import KLINIK, OMRAADE, SPECIALE
from data.indgang.overskrift import Raatabel
from data.indgang.specialer import ukendte_specialer
from data.indgang.spoergsmaal import Spoergsmaal, Svar
from data.skema import Felt
from planning.plan import Plan

FELTER = (
    KLINIK,
    OMRAADE,
    SPECIALE,
    Felt(
        *("aar", "integer", "År", "kalenderåret"),
        kraevet=True,
        eksempel="2025",
        ord=("aar", "regnskabsår", "kalenderår"),
    ),
    Felt(
        *("patienter", "integer", "Patienter", "forskellige patienter i året; også 1-4 skrives"),
        kraevet=True,
        mindst=0,
        eksempel="240",
        ord=("antal patienter", "patientantal", "unikke patienter", "antal cpr-numre"),
    ),
    Felt(
        *("beloeb", "number", "Beløb", "årets beløb i kr.; uden det bruges datasættets tilskud"),
        enhed="kr.",
        mindst=0,
        eksempel="1.250.000,00",
        ord=("beløb i kr", "udgift", "udgifter", "omkostning", "honorar", "tilskud", "udbetalt"),
    ),
)
AARENE = range(2000, 2101)
#: A clinic's amount of a year above so many kroner is none: all of the region's are not as much.
HOEJST_KR = 10**9
#: Kroner to a patient: in the middle under the first and they are asked about, since one treatment
#: costs more; over the other and it is told.
LIDT_KR, MEGET_KR = 20, 50_000
#: A clinic with so many times the patients, or kroner to a patient, of the one in the middle is
#: told, and so are patients so many times those the praksisplan counted.
LANGT_FRA, MANGE = 20, 3


def tolk(
    kilde: Kilde, tabel: Raatabel, kolonner: Mapping[str, str], plan: Plan, svar: Svar
) -> Tolkning:
    """Return the patients of the dataset with the years of the file in place of its own."""
    celler = pd.DataFrame({felt: tabel.data[k] for felt, k in kolonner.items()})
    klinik = kend_navn(celler, plan)
    fund = ukendte(celler, klinik, plan, kilde, kolonner["klinik"])
    speciale = celler["speciale"].map(tekst_af)
    fund += ukendte_specialer(speciale, plan, kilde, kolonner["speciale"])
    aar, fejl = _aar(celler["aar"], kilde, kolonner["aar"])
    fund += fejl
    personer, spoergsmaal, fejl = _personer(celler["patienter"], plan, kilde, kolonner, svar)
    fund += fejl
    oere, flere, fejl = _oere(celler, kilde, kolonner, svar)
    fund += fejl
    spoergsmaal = list({s.noegle: s for s in (*spoergsmaal, *flere)}.values())
    ramme = pd.DataFrame(
        {"klinik_id": klinik, "speciale": speciale, "aar": aar, "patienter": personer, "oere": oere}
    )
    if not spoergsmaal and not har_fejl(fund):
        fund += [*_gentagne(ramme, kilde, kolonner), *_uden_patienter(ramme, kilde, kolonner)]
        ramme, spoergsmaal, fortalt = _rimelige(ramme, kilde, kolonner, svar)
        fund += fortalt
    if spoergsmaal or har_fejl(fund):
        return Tolkning(fund=tuple(fund), spoergsmaal=tuple(spoergsmaal))
    ramme = ramme.astype({"aar": int, "patienter": "int64"})
    aarene = sorted(set(ramme["aar"]))
    fund += [*_andre_klinikker(ramme, plan, kilde), *_uden_beloeb(ramme, kilde)]
    fund += [*_langt_fra(ramme, kilde, kolonner), *_mange(ramme, plan, kilde, kolonner)]
    navne = opremsning([str(a) for a in aarene])
    egne = plan.patienter["aar"].isin(aarene)
    if egne.any():
        besked = f"Filen træder i stedet for de patienter, datasættet havde for {navne}."
        fund.append(kilde.fund(besked, alvor=ADVARSEL))
    # No sum is told: with it, what is hidden of small groups could be reckoned.
    hvem = antal(ramme["klinik_id"].nunique(), "klinik", "klinikker")
    fund.append(kilde.fund(f"Læst er patienter hos {hvem} i {navne}.", alvor=LAEST))
    beholdt = plan.patienter[~egne]
    nye = pd.concat([beholdt, ramme], ignore_index=True) if len(beholdt) else ramme
    et = kilde.nyt(b"", "patienter", str(aarene[-1]))
    return Tolkning(nye={PATIENTER.navn: PATIENTER.nyt(nye, et)}, fund=tuple(fund))


def _aar(celler: pd.Series, kilde: Kilde, kolonne: str) -> tuple[pd.Series, list[Fund]]:
    tekst = celler.map(tekst_af)
    gyldig = tekst.map(lambda t: bool(re.fullmatch("[0-9]{4}", t)) and int(t) in AARENE)
    fund = [
        kilde.fund(
            f"»{tekst[nr]}« er ikke et år. Skriv fire cifre, fx 2025.",
            raekke=int(nr),
            kolonne=kolonne,
        )
        for nr in tekst.index[~gyldig]
    ]
    return tekst.where(gyldig, None).astype(float), fund


def _personer(
    celler: pd.Series, plan: Plan, kilde: Kilde, kolonner: Mapping[str, str], svar: Svar
) -> tuple[pd.Series, list[Spoergsmaal], list[Fund]]:
    """Return the counts, a fault for none and for what cannot be one."""
    kolonne = kolonner["patienter"]
    fundet, spoergsmaal, fund = tal_af(celler, kilde, kolonne, svar)
    talt = pd.Series(fundet.tal, index=celler.index)
    for nr in celler.index[fundet.mangler]:
        besked = "Rækken har intet antal patienter. Skriv 0, hvis der ingen er."
        fund.append(kilde.fund(besked, raekke=int(nr), kolonne=kolonne))
    for nr in talt.index[talt.notna() & ((talt < 0) | (talt != talt.round()))]:
        besked = f"»{tekst_af(celler[nr])}« er ikke et antal patienter. Skriv et helt tal fra 0."
        fund.append(kilde.fund(besked, raekke=int(nr), kolonne=kolonne))
    alle = plan.kommuner["indbyggere"].sum()
    for nr in talt.index[talt > alle]:
        besked = (
            f"Klinikken har flere patienter, end regionen har indbyggere ({tal(alle)}). Ret det."
        )
        fund.append(kilde.fund(besked, raekke=int(nr), kolonne=kolonne))
    return talt, spoergsmaal, fund


def _oere(
    celler: pd.DataFrame, kilde: Kilde, kolonner: Mapping[str, str], svar: Svar
) -> tuple[pd.Series, list[Spoergsmaal], list[Fund]]:
    """Return the amounts in oere, NaN where the row has none; a fault for what cannot be one."""
    if "beloeb" not in celler:
        return pd.Series(np.nan, index=celler.index), [], []
    kolonne = kolonner["beloeb"]
    oere, spoergsmaal, fund = oere_af(celler["beloeb"], kilde, kolonne, svar)
    for nr in oere.index[(oere < 0) | (oere > 100 * HOEJST_KR)]:
        besked = (
            f"»{tekst_af(celler.at[nr, 'beloeb'])}« kan ikke være en kliniks beløb i et år. Skriv "
            "kroner fra 0 til 1 mia."
        )
        fund.append(kilde.fund(besked, raekke=int(nr), kolonne=kolonne))
    return oere, spoergsmaal, fund


def _gentagne(ramme: pd.DataFrame, kilde: Kilde, kolonner: Mapping[str, str]) -> list[Fund]:
    return gentagne(
        *(ramme[list(PATIENTER.noegle)], kilde, kolonner["aar"], "år"),
        "Skriv årets patienter i én række; måneder kan ikke lægges sammen, for samme patient går "
        "igen.",
    )


def _uden_patienter(ramme: pd.DataFrame, kilde: Kilde, kolonner: Mapping[str, str]) -> list[Fund]:
    """Return the rows that have an amount and nobody it is for."""
    return [
        kilde.fund(
            "Rækken har et beløb og 0 patienter. Ret et af tallene.",
            raekke=int(nr),
            kolonne=kolonner["patienter"],
        )
        for nr in ramme.index[(ramme["patienter"] == 0) & (ramme["oere"] > 0)]
    ]


def _rimelige(
    ramme: pd.DataFrame, kilde: Kilde, kolonner: Mapping[str, str], svar: Svar
) -> tuple[pd.DataFrame, list[Spoergsmaal], list[Fund]]:
    """Return the rows in oere, asked where amounts are too small, told where they are large."""
    med = ramme[(ramme["patienter"] > 0) & (ramme["oere"] > 0)]
    i_midten = float((med["oere"] / 100 / med["patienter"]).median())
    if i_midten < LIDT_KR:
        hvad = f"Beløbene er i midten {tal(i_midten, 2)} kr. pr. patient."
        oere, spoergsmaal = i_kroner(ramme["oere"], hvad, svar)
        return ramme.assign(oere=oere), spoergsmaal, []
    if i_midten > MEGET_KR:
        besked = f"Beløbene er i midten {tal(i_midten)} kr. pr. patient. Er de i øre?"
        return ramme, [], [kilde.fund(besked, kolonne=kolonner["beloeb"], alvor=ADVARSEL)]
    return ramme, [], []


def _andre_klinikker(ramme: pd.DataFrame, plan: Plan, kilde: Kilde) -> list[Fund]:
    """Return a warning for each year without some of the dataset's clinics."""
    fund = []
    for aar, del_ in ramme.groupby("aar"):
        if mangler := len(plan.klinikker.index.difference(del_["klinik_id"])):
            hvem = antal(mangler, "klinik er", "klinikker er")
            besked = (
                f"{hvem} ikke i filen for {aar}. Regionens gennemsnit bliver af dem, der er med."
            )
            fund.append(kilde.fund(besked, alvor=ADVARSEL))
    return fund


def _uden_beloeb(ramme: pd.DataFrame, kilde: Kilde) -> list[Fund]:
    if not (uden := int(ramme["oere"].isna().sum())):
        return []
    besked = (
        f"{antal(uden, 'række har', 'rækker har')} intet beløb. Der bruges datasættets tilskud til "
        "klinikken, hvis det er importeret for alle årets 12 måneder."
    )
    return [kilde.fund(besked, alvor=ADVARSEL)]


def _langt_fra(ramme: pd.DataFrame, kilde: Kilde, kolonner: Mapping[str, str]) -> list[Fund]:
    """Return a warning for each row far from the middle of its speciale and year."""
    pr_patient = (ramme["oere"] / ramme["patienter"]).where(ramme["patienter"] > 0)
    fund = []
    for hvad, felt, serie, begge_veje in (
        ("Antallet af patienter", "patienter", ramme["patienter"].astype(float), False),
        ("Beløbet pr. patient", "beloeb", pr_patient, True),
    ):
        midten = (
            serie.where(serie > 0).groupby([ramme["speciale"], ramme["aar"]]).transform("median")
        )
        gange = serie / midten
        langt = gange > LANGT_FRA
        if begge_veje:
            langt |= (gange > 0) & (gange < 1 / LANGT_FRA)
        for nr in ramme.index[langt]:
            besked = (
                f"{hvad} er {tal(gange[nr], 0 if gange[nr] > 1 else 3)} gange filens midterste. "
                "Er tallet rigtigt?"
            )
            fund.append(kilde.fund(besked, raekke=int(nr), kolonne=kolonner[felt], alvor=ADVARSEL))
    return fund


def _mange(
    ramme: pd.DataFrame, plan: Plan, kilde: Kilde, kolonner: Mapping[str, str]
) -> list[Fund]:
    """Return a warning where a file has many times the patients of the praksisplan's table."""
    fund = []
    for (kode, aar), del_ in ramme.groupby(["speciale", "aar"]):
        nr = plan.fag.speciale(str(kode)).forbrug
        tabel = plan.tabeller[
            (plan.tabeller["tabel"] == nr)
            & (plan.tabeller["raekketype"] == "region")
            & (plan.tabeller["maal"] == "antal_borgere")
        ]
        if not nr or tabel.empty:
            continue
        sidste = tabel.loc[tabel["aar"].idxmax()]
        if (gange := del_["patienter"].sum() / sidste["vaerdi"]) > MANGE:
            besked = (
                f"Patienterne på speciale {kode} i {aar} er omkring {tal(gange)} gange dem, tabel "
                f"{nr} har for {int(sidste['aar'])} ({tal(sidste['vaerdi'])}). Er tallene rigtige?"
            )
            fund.append(kilde.fund(besked, kolonne=kolonner["patienter"], alvor=ADVARSEL))
    return fund


ART = Art(
    "patienter",
    "patienter efter år",
    "Hver kliniks patienter år for år, som kontrolstatistikken laves af.",
    FELTER,
    tolk,
    mere_er_knaphed=False,
)
