"""Subsidies by clinic, speciale and month: what the knækgrænse is held against.

A row a clinic, speciale and month. Amounts are before any reduction, in kroner. A year that is in
the file takes the place of that year; other years stay.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

from dansk import antal, opremsning, procent, tal
from data.fund import Fund
from data.importressource import TILSKUD
from data.indgang.art import ADVARSEL, LAEST, Art, Kilde, Tolkning, har_fejl
from data.indgang.beloeb import i_kroner, oere_af, tal_af, under_nul
from data.indgang.klinikkapacitet import MANGE
from data.indgang.klinikkendte import gentagne, kend_navn, tekst_af, ukendte
from data.indgang.kommuneforskel import forskel
from data.indgang.listefelter import KLINIK, OMRAADE, SPECIALE
from data.indgang.maaneder import maaned_af, uden_aar
from data.indgang.overskrift import Raatabel
from data.indgang.specialer import ukendte_specialer
from data.indgang.spoergsmaal import Spoergsmaal, Svar, besvaret
from data.skema import Felt
from planning.plan import Plan

FELTER = (
    KLINIK,
    OMRAADE,
    SPECIALE,
    Felt(
        *("aar", "integer", "År", "året, hvor måneden kun er et nummer eller et navn"),
        eksempel="2025",
        ord=("aar", "regnskabsår", "kalenderår"),
    ),
    Felt(
        *("maaned", "string", "Måned", "måneden: 1-12, marts, 2025-03 eller en dato i den"),
        kraevet=True,
        eksempel="2025-03",
        ord=("maaned", "mdr", "periode", "afregningsmåned"),
    ),
    Felt(
        *("tilskud", "number", "Tilskud", "månedens tilskud i kr. før nedsættelse"),
        kraevet=True,
        enhed="kr.",
        eksempel="81.250,00",
        ord=("beløb", "udbetalt", "honorar", "bruttohonorar", "tilskud i kr"),
    ),
    Felt(
        *("kapaciteter", "number", "Kapaciteter", "klinikkens kapaciteter i måneden, fx 0,5"),
        mindst=0,
        eksempel="1,5",
        ord=("kapacitet", "antal kapaciteter"),
    ),
)
#: Subsidies that are in the middle less than this of a month's part of the amounts are asked about,
#: and those that are more are told.
LIDT, MEGET = 0.02, 5.0


def tolk(
    kilde: Kilde, tabel: Raatabel, kolonner: Mapping[str, str], plan: Plan, svar: Svar
) -> Tolkning:
    """Return the subsidies of the dataset with the years of the file in place of its own."""
    celler = pd.DataFrame({felt: tabel.data[k] for felt, k in kolonner.items()})
    klinik = kend_navn(celler, plan)
    fund = ukendte(celler, klinik, plan, kilde, kolonner["klinik"])
    speciale = celler["speciale"].map(tekst_af)
    fund += ukendte_specialer(speciale, plan, kilde, kolonner["speciale"])
    tider, fejl = _maaneder(celler, kilde, kolonner)
    fund += fejl
    oere, spoergsmaal, fejl = oere_af(
        *(celler["tilskud"], kilde, kolonner["tilskud"], svar),
        "Rækken har intet tilskud. Skriv 0, hvis der ikke er noget.",
    )
    fund += fejl
    kapaciteter, flere, fejl = _kapaciteter(celler, plan, kilde, kolonner, svar)
    fund += fejl
    spoergsmaal = list({s.noegle: s for s in (*spoergsmaal, *flere)}.values())
    ramme = pd.DataFrame(
        {
            "klinik_id": klinik,
            "speciale": speciale,
            **tider,
            "oere": oere,
            "kapaciteter": kapaciteter,
        }
    )
    if not spoergsmaal and not har_fejl(fund):
        fund += [*_gentagne(ramme, kilde, kolonner), *_huller(ramme, plan, kilde, kolonner)]
        fund += _uden_ret(ramme, kilde, kolonner)
    if spoergsmaal or har_fejl(fund):
        return Tolkning(fund=tuple(fund), spoergsmaal=tuple(spoergsmaal))
    ramme, fund_, spoergsmaal = _rimelige(ramme, plan, kilde, kolonner, svar)
    fund += fund_
    if spoergsmaal or har_fejl(fund):
        return Tolkning(fund=tuple(fund), spoergsmaal=tuple(spoergsmaal))
    ramme = ramme.astype({"aar": int, "maaned": int, "oere": "int64"})
    aarene = sorted(set(ramme["aar"]))
    foer = plan.tilskud[plan.tilskud["aar"].isin(aarene)]
    nye = pd.concat([plan.tilskud[~plan.tilskud["aar"].isin(aarene)], ramme], ignore_index=True)
    if len(foer):
        navne = opremsning([str(a) for a in aarene])
        besked = f"Filen træder i stedet for det tilskud, datasættet havde for {navne}."
        fund.append(kilde.fund(besked, alvor=ADVARSEL))
    maaneder = sorted({f"{a}-{m:02}" for a, m in zip(ramme["aar"], ramme["maaned"], strict=True)})
    hvem = antal(ramme["klinik_id"].nunique(), "klinik", "klinikker")
    besked = (
        f"Læst er {tal(ramme['oere'].sum() / 100)} kr. til {hvem}, {maaneder[0]} til "
        f"{maaneder[-1]}."
    )
    fund.append(kilde.fund(besked, alvor=LAEST))
    return Tolkning(
        nye={TILSKUD.navn: TILSKUD.nyt(nye, kilde.nyt(b"", "tilskud", maaneder[-1]))},
        fund=tuple(fund),
        forskel=_forskel(plan, foer, ramme),
    )


def _rimelige(
    ramme: pd.DataFrame, plan: Plan, kilde: Kilde, kolonner: Mapping[str, str], svar: Svar
) -> tuple[pd.DataFrame, list[Fund], list[Spoergsmaal]]:
    """Return the rows in oere, with what is asked of amounts and capacities that cannot be so."""
    fund: list[Fund] = []
    spoergsmaal: list[Spoergsmaal] = []
    hoejest = float(ramme["kapaciteter"].max())
    if hoejest > MANGE:
        s = Spoergsmaal(
            "mange_kapaciteter",
            f"En klinik har {tal(hoejest, 2, fast=False)} kapaciteter. Er det antallet?",
            (("ja", "så mange kapaciteter har den"), ("nej", "tallet i filen skal rettes")),
            "nej",
        )
        valgt = besvaret(svar, s)
        spoergsmaal += [s] if valgt is None else []
        if valgt == "nej":
            besked = f"Der er mere end {tal(MANGE)} kapaciteter i en række. Skriv antallet."
            fund.append(kilde.fund(besked, kolonne=kolonner["kapaciteter"]))
    del_ = _del_af_beloebet(ramme, plan)
    if 0 < del_ < LIDT:
        hvad = f"Tilskuddene er i midten {procent(100 * del_, 2)} af klinikkernes beløb."
        oere, flere = i_kroner(ramme["oere"], hvad, svar)
        spoergsmaal += flere
        ramme = ramme.assign(oere=oere)
    elif del_ > MEGET:
        besked = (
            f"Tilskuddene er i midten {tal(del_)} gange klinikkernes beløb. Er de årets i stedet "
            "for månedens, eller er de i øre?"
        )
        fund.append(kilde.fund(besked, kolonne=kolonner["tilskud"], alvor=ADVARSEL))
    fund += under_nul(ramme["oere"], kilde, kolonner["tilskud"])
    return ramme, fund, spoergsmaal


def _del_af_beloebet(ramme: pd.DataFrame, plan: Plan) -> float:
    """Return the median of subsidies to a month's part of the clinics' amounts; NaN unknown."""
    beloeb = next((o for o in plan.fag.opgoerelser if not o.hele), None)
    if beloeb is None:
        return float("nan")
    (art,) = beloeb.arter
    aaret = ramme["speciale"].map(dict(art.pr_kapacitet)) * ramme["kapaciteter"]
    if not plan.opgoerelse.hele:
        noegle = ["klinik_id", "speciale"]
        deres = plan.kapaciteter.groupby(noegle)[art.noegle].sum()
        aaret = aaret.fillna(
            deres.reindex(pd.MultiIndex.from_frame(ramme[noegle])).set_axis(aaret.index)
        )
    pr_maaned = aaret.where(aaret > 0) / 12
    return float((ramme["oere"] / 100 / pr_maaned).median())


def _maaneder(
    celler: pd.DataFrame, kilde: Kilde, kolonner: Mapping[str, str]
) -> tuple[dict[str, list[float]], list[Fund]]:
    fund: list[Fund] = []
    ud: dict[str, list[float]] = {"aar": [], "maaned": []}
    for nr, celle in celler["maaned"].items():
        egen = tekst_af(celler.at[nr, "aar"]) if "aar" in celler else ""
        aar = int(egen) if re.fullmatch(r"[0-9]{4}", egen) else None
        fundet = maaned_af(celle, aar)
        if fundet is None:
            hvad = "har intet år" if aar is None and uden_aar(celle) else "er ikke en måned"
            fund.append(
                kilde.fund(
                    f"»{tekst_af(celle)}« {hvad}. Skriv den som 2025-03.",
                    raekke=int(str(nr)),
                    kolonne=kolonner["maaned"],
                )
            )
        for navn, v in zip(ud, fundet or (np.nan, np.nan), strict=True):
            ud[navn].append(float(v))
    return ud, fund


def _kapaciteter(
    celler: pd.DataFrame, plan: Plan, kilde: Kilde, kolonner: Mapping[str, str], svar: Svar
) -> tuple[pd.Series, list[Spoergsmaal], list[Fund]]:
    """Return the capacities of each row, NaN where those of the dataset count."""
    if "kapaciteter" not in celler:
        tomme = pd.Series(np.nan, index=celler.index)
        if not plan.opgoerelse.hele:
            return tomme, [], []
        besked = (
            f"Datasættets kapacitet er opgjort {plan.opgoerelse.navn} og siger ikke, hvor stort "
            "klinikkens beløb er. Tilføj en kolonne »Kapaciteter« med klinikkens antal."
        )
        return tomme, [], [kilde.fund(besked)]
    kolonne = kolonner["kapaciteter"]
    fundet, spoergsmaal, fund = tal_af(celler["kapaciteter"], kilde, kolonne, svar)
    antal_ = pd.Series(fundet.tal, index=celler.index)
    for nr in celler.index[fundet.mangler | (antal_ < 0).to_numpy()]:
        besked = "Rækken har ingen kapacitet. Skriv klinikkens antal i måneden, fx 1 eller 0,5."
        fund.append(kilde.fund(besked, raekke=int(nr), kolonne=kolonne))
    return antal_, spoergsmaal, fund


def _gentagne(ramme: pd.DataFrame, kilde: Kilde, kolonner: Mapping[str, str]) -> list[Fund]:
    return gentagne(
        *(ramme[list(TILSKUD.noegle)], kilde, kolonner["maaned"], "måned"),
        "Læg beløbene sammen, eller fjern den ene.",
    )


def _uden_ret(ramme: pd.DataFrame, kilde: Kilde, kolonner: Mapping[str, str]) -> list[Fund]:
    """Return the rows that have subsidies and no capacity to get them by."""
    besked = "Rækken har tilskud og 0 kapaciteter. Ret et af tallene."
    return [
        kilde.fund(besked, raekke=int(nr), kolonne=kolonner["kapaciteter"])
        for nr in ramme.index[(ramme["kapaciteter"] == 0) & (ramme["oere"] != 0)]
    ]


def _huller(
    ramme: pd.DataFrame, plan: Plan, kilde: Kilde, kolonner: Mapping[str, str]
) -> list[Fund]:
    """Return a fault for months that are missing between others, and tell of a late beginning."""
    fund, sene = [], 0
    for (klinik, speciale, aar), del_ in ramme.groupby(["klinik_id", "speciale", "aar"]):
        maaneder = {int(m) for m in del_["maaned"]}
        mangler = [str(m) for m in range(min(maaneder), max(maaneder)) if m not in maaneder]
        sene += min(maaneder) > 1
        if mangler:
            navn = plan.klinikker.at[klinik, "navn"]
            besked = (
                f"{navn} mangler måned {opremsning(mangler)} i {int(aar)} på speciale {speciale}. "
                "Tilføj dem; skriv 0, hvor der ikke er tilskud."
            )
            fund.append(kilde.fund(besked, kolonne=kolonner["maaned"]))
    if sene and not fund:
        hvem = antal(sene, "klinik og speciale begynder", "klinikker og specialer begynder")
        besked = f"{hvem} efter januar. Grænsen regnes kun af de måneder, der er fra da af."
        fund.append(kilde.fund(besked, kolonne=kolonner["maaned"], alvor=ADVARSEL))
    return fund


def _forskel(plan: Plan, foer: pd.DataFrame, efter: pd.DataFrame) -> pd.DataFrame:
    """Return the subsidies of each kommune's clinics before and after, in kr."""
    kommune = plan.klinikker["kommune_kode"]
    summer = [
        (r["oere"].groupby(r["klinik_id"].map(kommune).to_numpy()).sum() / 100).reindex(
            plan.kommuner.index, fill_value=0.0
        )
        for r in (foer, efter)
    ]
    return forskel(plan, "Tilskud i kroner", *summer)


ART = Art(
    "tilskud",
    "tilskud efter måned",
    "Hver kliniks tilskud måned for måned, som dens knækgrænse holdes op mod.",
    FELTER,
    tolk,
    mere_er_knaphed=False,
)
