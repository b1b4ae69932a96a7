"""Checks of the published means and figures per borger against the borgere they imply.

A kommune's mean weighs by its borgere in the region's; an expense in all and a borger's tell how
many borgere there were, and so do ydelser. Source: Praksisplan for fysioterapi 2020, Region
Nordjylland, tables 12-40.
"""

from __future__ import annotations

from collections.abc import Iterator

from dansk import tal
from data.tabelceller import DECIMALER, EPS, NAVNE, Data, Fund, celler, fund, halv, uforenelig, vis
from data.tabelregler import (
    FORHOLD,
    FORHOLD_ANDEL,
    FORHOLD_PERSONER,
    LANDET_TOLERANCE,
    REGIONER,
    VEJEDE,
    Forhold,
    Regioner,
    Vejet,
)
from planning.plan import REGION


def borgerfund(data: Data) -> Iterator[Fund]:
    """Yield the figures of the tables that the borgere of another table contradict."""
    for vejet in VEJEDE:
        yield from _vejet(data, vejet)
    for forhold in FORHOLD:
        yield from _forhold(data, forhold)
    for regioner in REGIONER:
        yield from _regioner(data, regioner)


def _vejet(data: Data, regel: Vejet) -> Iterator[Fund]:
    """Yield the means that the kommuner, weighted by their borgere, cannot give."""
    dele = celler(data, regel.deltabel, regel.maal, "kommune")
    borgere = celler(data, regel.borgere, "antal_borgere", "kommune")
    region = celler(data, regel.borgere, "antal_borgere", "region")
    afrunding = halv(DECIMALER.get(regel.maal, 0))
    for (raekke, aar), udgivet in celler(data, regel.tabel, regel.maal).items():
        af_aaret = {k: v for (k, i_aar), v in dele.items() if i_aar == aar}
        vaegte = {k: v for (k, i_aar), v in borgere.items() if i_aar == aar}
        if raekke != regel.raekke or not vaegte or vaegte.keys() != af_aaret.keys():
            continue
        i_alt = sum(vaegte.values())
        # The region counts a person once: fewer to divide by, the same expense.
        faerrest = min(i_alt, region.get((REGION, aar), i_alt))
        vejet = sum(v * vaegte[k] for k, v in af_aaret.items())
        muligt = (
            (vejet / i_alt - afrunding) * (1 - regel.tolerance),
            (vejet + afrunding * i_alt) / faerrest * (1 + regel.tolerance),
        )
        if uforenelig(udgivet, afrunding, muligt):
            fejl = (
                f"{vis(udgivet, regel.maal)} for {raekke} i {aar} ({NAVNE[regel.maal]}), men "
                f"kommunernes tal i tabel {regel.deltabel}, vejet med borgerne i tabel "
                f"{regel.borgere}, giver {vis(vejet / i_alt, regel.maal)}."
            )
            yield fund(data, regel.tabel, raekke, regel.maal, aar, fejl)


def _forhold(data: Data, regel: Forhold) -> Iterator[Fund]:
    """Yield the figures per borger that imply other borgere than the table that counts them."""
    antal = celler(data, regel.tabel, regel.antal)
    borgere = celler(data, regel.borgere, "antal_borgere")
    for (raekke, aar), udgivet in celler(data, regel.pr_borger, regel.maal).items():
        if raekke != "Nordjylland" or (regel.raekke, aar) not in antal:
            continue
        if (REGION, aar) not in borgere:
            continue
        talt, ialt = borgere[REGION, aar], antal[regel.raekke, aar] * regel.skala
        muligt = ialt / (udgivet + 0.5), ialt / max(udgivet - 0.5, EPS)
        if uforenelig(talt, max(FORHOLD_PERSONER, FORHOLD_ANDEL * talt), muligt):
            fejl = (
                f"{vis(udgivet, regel.maal)} for {raekke} i {aar} ({NAVNE[regel.maal]}), men "
                f"{vis(antal[regel.raekke, aar], regel.antal)} {NAVNE[regel.antal]} (tabel "
                f"{regel.tabel}) og {tal(talt)} borgere (tabel {regel.borgere}) giver "
                f"{vis(ialt / talt, regel.maal)}; det trykte svarer til {tal(ialt / udgivet)} "
                "borgere."
            )
            yield fund(data, regel.pr_borger, raekke, regel.maal, aar, fejl)


def _regioner(data: Data, regel: Regioner) -> Iterator[Fund]:
    """Yield the country's means the regions cannot give, and borgere out of line for one year."""
    udgift = celler(data, regel.udgift, regel.maal, "region")
    pr_borger = celler(data, regel.pr_borger, "udgift_pr_borger_kr", "region")
    borgere = {
        celle: regel.skala * udgift[celle] / pr_borger[celle]
        for celle in udgift
        if pr_borger.get(celle)
    }
    for tabel, maal in (
        (regel.pr_borger, "udgift_pr_borger_kr"),
        (regel.ydelser, "ydelser_pr_borger"),
    ):
        dele = celler(data, tabel, maal, "region")
        for (raekke, aar), udgivet in celler(data, tabel, maal, "land").items():
            af_aaret = {c: v for c, v in dele.items() if c[1] == aar}
            if not af_aaret or not set(af_aaret) <= set(borgere):
                continue
            i_alt = sum(borgere[c] for c in af_aaret)
            middel = sum(v * borgere[c] for c, v in af_aaret.items()) / i_alt
            taalt = LANDET_TOLERANCE * udgivet + 0.5
            if uforenelig(udgivet, taalt, (middel - 0.5, middel + 0.5)):
                fejl = (
                    f"{vis(udgivet, maal)} for {raekke} i {aar} ({NAVNE[maal]}), men regionernes "
                    f"tal, vejet med de borgere som tabel {regel.udgift} og {regel.pr_borger} "
                    f"svarer til, giver {vis(middel, maal)}."
                )
                yield fund(data, tabel, raekke, maal, aar, fejl)
    for (raekke, aar), antal in borgere.items():
        foer, efter = borgere.get((raekke, aar - 1)), borgere.get((raekke, aar + 1))
        if not foer or not efter or not regel.spring:
            continue
        middel = (foer * efter) ** 0.5
        if abs(antal / middel - 1) > regel.spring:
            fejl = (
                f"{vis(pr_borger[raekke, aar], 'udgift_pr_borger_kr')} for {raekke} i {aar} "
                f"({NAVNE['udgift_pr_borger_kr']}), der med udgiften i tabel {regel.udgift} svarer "
                f"til {tal(antal)} borgere; året før og efter svarer til {tal(foer)} og "
                f"{tal(efter)}. Et af tallene er usædvanligt."
            )
            yield fund(data, regel.pr_borger, raekke, "udgift_pr_borger_kr", aar, fejl)
