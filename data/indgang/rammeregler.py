"""What must hold for a use of the economic frame, and what is asked of amounts that seem not to be.

Frames here have niveau, speciale, aar, fra_maaned, maaneder, forbrug and ramme, the amounts as they
stand in the file; the index is the row of it.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from dansk import opremsning, procent, tal
from data.fund import Fund
from data.indgang.art import ADVARSEL, Kilde, har_fejl
from data.indgang.beloeb import under_nul
from data.indgang.spoergsmaal import Spoergsmaal, Svar, besvaret
from planning.plan import REGIONEN, Plan

#: What is imported as one: another use of it takes its place.
AARET = ["niveau", "speciale", "aar"]
#: A year's amount in the middle less than this of what the region's capacities are is asked about,
#: and one that is so many times as much is told.
LIDT, MEGET = 0.02, {REGIONEN: 20.0}
MEGET_I_LANDET = 200.0
#: A use so many times the frame, or as small a part of it, is told.
LANGT_FRA = 3.0
#: What is counted since January grows like this or more: its share of an even growth.
VOKSER = 0.7
#: What an amount can be in: the answer, what it is called, and how many kr.
ENHEDER = {
    "kr": ("kroner", 1),
    "tusinde": ("tusinde kroner", 1_000),
    "mio": ("mio. kroner", 1_000_000),
}
NAVNE = {"forbrug": "Forbruget", "ramme": "Rammen"}


def raekkefund(ramme: pd.DataFrame, kilde: Kilde, kolonner: Mapping[str, str]) -> list[Fund]:
    """Return a fault for periods that are there twice or missing, and for a year of two frames."""
    fund: list[Fund] = []
    for (niveau, speciale, aar), del_ in ramme.groupby(AARET, sort=True):
        hvem = f"{niveau}, speciale {speciale}, {int(aar)}"
        optaget: dict[int, object] = {}
        for nr, fra, n in zip(del_.index, del_["fra_maaned"], del_["maaneder"], strict=True):
            maanederne = range(int(fra), int(fra + n))
            foer = next((optaget[m] for m in maanederne if m in optaget), None)
            if foer is not None:
                besked = (
                    f"Perioden er også i række {foer} ({hvem}). Læg beløbene sammen, eller fjern "
                    "den ene."
                )
                fund.append(kilde.fund(besked, raekke=int(nr), kolonne=kolonner["periode"]))
            optaget.update(dict.fromkeys(maanederne, nr))
        mangler = [str(m) for m in range(1, max(optaget)) if m not in optaget]
        if mangler:
            besked = (
                f"Måned {opremsning(mangler)} mangler ({hvem}). Rammen følger kalenderåret: tilføj "
                "forbruget fra januar og frem uden huller."
            )
            fund.append(kilde.fund(besked, kolonne=kolonner["periode"]))
        beloeb = sorted(set(del_["ramme"].dropna()))
        if len(beloeb) > 1:
            vist = opremsning([tal(v, 2, fast=False) for v in beloeb], hoejst=4)
            nr = del_.index[del_["ramme"] == beloeb[-1]][0]
            besked = f"Rammen er forskellig i samme år ({hvem}): {vist}. Skriv det samme overalt."
            fund.append(kilde.fund(besked, raekke=int(nr), kolonne=kolonner["ramme"]))
    return fund


def rimelige(
    ramme: pd.DataFrame, plan: Plan, kilde: Kilde, kolonner: Mapping[str, str], svar: Svar
) -> tuple[pd.DataFrame, list[Fund], list[Spoergsmaal]]:
    """Return the rows as the dataset has them (oere, ramme on every row of its year), or why not.

    What is asked: whether the amounts are counted since January, and what unit each column is in.
    """
    fund: list[Fund] = []
    spoergsmaal: list[Spoergsmaal] = []
    ramme = ramme.assign(ramme=ramme.groupby(AARET)["ramme"].transform("max"))
    ramme = ramme.sort_values([*AARET, "fra_maaned"], kind="stable")
    if _vokser(ramme):
        s = Spoergsmaal(
            "opgjort",
            "Beløbene vokser hele året. Er de hver periodes for sig, eller i alt siden 1. januar?",
            (("i_alt", "i alt siden 1. januar"), ("hver", "hver periode for sig")),
            "i_alt",
        )
        valgt = besvaret(svar, s)
        spoergsmaal += [s] if valgt is None else []
        if valgt == "i_alt":
            foer = ramme.groupby(AARET)["forbrug"].shift(fill_value=0.0)
            ramme = ramme.assign(forbrug=ramme["forbrug"] - foer)
    for felt in ("forbrug", "ramme"):
        faktor, flere, fejl = _enhed(ramme, felt, plan, kilde, kolonner, svar)
        spoergsmaal += flere
        fund += fejl
        oere, fejl = _oere(faktor * ramme[felt], felt, kilde, kolonner)
        ramme = ramme.assign(**{"oere" if felt == "forbrug" else "ramme": oere})
        fund += fejl if not spoergsmaal else []
    if spoergsmaal or har_fejl(fund):
        return ramme, fund, spoergsmaal
    forhold = (_aaret(ramme, "oere") / _aaret(ramme, "ramme")).median()
    if forhold > LANGT_FRA or forhold < 1 / LANGT_FRA:
        besked = (
            f"Forbruget er på vej mod {procent(100 * forhold, 0)} af rammen. Er de to kolonner i "
            "samme enhed og af samme niveau?"
        )
        fund.append(kilde.fund(besked, kolonne=kolonner["forbrug"], alvor=ADVARSEL))
    fund += under_nul(ramme["oere"], kilde, kolonner["forbrug"])
    hele = dict.fromkeys(("aar", "fra_maaned", "maaneder", "oere"), "int64")
    return ramme.astype(hele | {"ramme": "Int64"}), fund, []


def _vokser(ramme: pd.DataFrame) -> bool:
    """Say whether every year with two periods or more grows as what is counted since January."""
    svar = []
    for _, del_ in ramme.groupby(AARET):
        kr = del_["forbrug"].to_numpy(float)
        gaaet = del_["maaneder"].cumsum().to_numpy(float)
        if len(kr) > 1:
            jaevnt = kr[0] * gaaet / gaaet[0]
            stiger = kr[0] > 0 and (np.diff(kr) >= 0).all()
            svar.append(bool(stiger and (kr >= VOKSER * jaevnt).all()))
    return bool(svar) and all(svar)


def _aaret(ramme: pd.DataFrame, felt: str) -> pd.Series:
    """Return each year's amount: a use as for twelve months, a frame as it is."""
    grupper = ramme.groupby(AARET)
    if felt == "ramme":
        return grupper["ramme"].max().astype(float)
    return 12 * grupper[felt].sum() / grupper["maaneder"].sum()


def _regionens_kr(plan: Plan) -> Mapping[str, float]:
    """Return what the region's capacities of each speciale are a year, in kr.; empty if unknown."""
    beloeb = next((o for o in plan.fag.opgoerelser if not o.hele), None)
    if beloeb is None:
        return {}
    (art,) = beloeb.arter
    ud = {}
    for kode, kr in art.pr_kapacitet.items():
        egne = plan.kapaciteter
        if not plan.opgoerelse.faelles:
            egne = egne[egne["speciale"] == kode]
        ud[kode] = kr * sum(
            float(a.kapaciteter(egne[a.noegle].sum(), kode)) for a in plan.opgoerelse.arter
        )
    return ud


def _enhed(
    ramme: pd.DataFrame,
    felt: str,
    plan: Plan,
    kilde: Kilde,
    kolonner: Mapping[str, str],
    svar: Svar,
) -> tuple[int, list[Spoergsmaal], list[Fund]]:
    """Return how many kr. one of a column is, asked where that cannot be one."""
    aaret = _aaret(ramme, felt)
    deres = aaret.index.get_level_values("speciale").map(_regionens_kr(plan))
    andele = aaret / np.asarray(deres, float)
    andel = float(andele.median())
    if 0 < andel < LIDT:
        forslag = next(
            (n for n, (_, gange) in ENHEDER.items() if gange * andel >= LIDT), list(ENHEDER)[-1]
        )
        s = Spoergsmaal(
            f"{felt}senhed" if felt == "forbrug" else f"{felt}enhed",
            f"{NAVNE[felt]} er i midten {tal(aaret.median(), 2, fast=False)} om året. Hvad er "
            "beløbene i?",
            tuple((n, navn) for n, (navn, _) in ENHEDER.items()),
            forslag,
        )
        valgt = besvaret(svar, s)
        return (1, [s], []) if valgt is None else (ENHEDER[valgt][1], [], [])
    graense = andele.index.get_level_values("niveau").map(lambda n: MEGET.get(n, MEGET_I_LANDET))
    if (andele > np.asarray(graense, float)).any():
        besked = (
            f"{NAVNE[felt]} er op til {tal(float(andele.max()))} gange det, regionens kapaciteter "
            "er om året. Er beløbene i øre?"
        )
        return 1, [], [kilde.fund(besked, kolonne=kolonner[felt], alvor=ADVARSEL)]
    return 1, [], []


def _oere(
    kr: pd.Series, felt: str, kilde: Kilde, kolonner: Mapping[str, str]
) -> tuple[pd.Series, list[Fund]]:
    """Return amounts in whole oere; a fault for what is none."""
    oere = (100 * kr).round()
    skaeve = (100 * kr - oere).abs() > 1e-3
    besked = "Beløbet er ikke hele øre. Skriv højst to decimaler af en krone."
    return oere, [
        kilde.fund(besked, raekke=int(nr), kolonne=kolonner[felt]) for nr in kr.index[skaeve]
    ]
