"""Checks of the praksisplan's published tables against the rules they ought to obey.

The rules are data (data.tabelregler); the published values are never changed. A value printed
with d decimals stands for an interval of half a unit of its last decimal to each side, and the
numbers a percentage is computed from are intervals as well when they are printed rounded. Only
a difference that no values inside the intervals can explain is reported.

Source: Praksisplan for fysioterapi 2020, Region Nordjylland, tables 2-40.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dansk import fortegn, tal
from data.borgerkontrol import borgerfund
from data.tabelceller import (
    EPS,
    NAVNE,
    Data,
    Fund,
    Interval,
    celler,
    fund,
    halv,
    laes,
    uforenelig,
    vis,
)
from data.tabelregler import (
    ALDERSTABELLER,
    ANDELE,
    BEFOLKNING_TOLERANCE,
    BEFOLKNINGSANDELE,
    FLYTTET,
    GENNEMSNIT,
    INDBYGGERE,
    KOMMUNESUMMER,
    NY_ALDERSGRUPPE,
    RAEKKESUMMER,
    SAMME_TAL,
    TO_STEDER_ANDEL,
    TO_STEDER_PERSONER,
    UDVIKLINGER,
    Andel,
    Gennemsnit,
    Kommunesum,
    Raekkesum,
    Sammetal,
    Udvikling,
)
from planning.plan import REGION


def tabelfund(tabeller: pd.DataFrame) -> list[Fund]:
    """Return one dict (the fields of a data.fund.Fund) per published value out of rule.

    `alvor` is 'kilde', or 'forklaret' where persons counted twice explain the difference.
    `tabeller` has the columns tabel (id as text), raekketype, raekke, aar (year or empty), maal
    and vaerdi (in the unit of `enhed`; empty = not published). Source: the tables 2-40 of the
    praksisplan. Values that are missing are not tested; a sum is taken over those published.
    """
    data = laes(tabeller)
    fundne = [
        *(f for raekkesum in RAEKKESUMMER for f in _raekkesum(data, raekkesum)),
        *(f for kommunesum in KOMMUNESUMMER for f in _kommunesum(data, kommunesum)),
        *(f for udvikling in UDVIKLINGER for f in _udvikling(data, udvikling)),
        *(f for andel in ANDELE for f in _andel(data, andel)),
        *(f for tabel in BEFOLKNINGSANDELE for f in _befolkningsandel(data, tabel)),
        *(f for sammetal in SAMME_TAL for f in _sammetal(data, sammetal)),
        *_aldersgrupper(data),
        *(f for gennemsnit in GENNEMSNIT for f in _gennemsnit(data, gennemsnit)),
        *borgerfund(data),
    ]
    plads = {f"tabel {tabel}": nr for nr, tabel in enumerate(dict.fromkeys(t for t, _, _ in data))}
    return sorted(fundne, key=lambda f: plads[f["ark"]])


def _taalt_to_steder(hver_for_sig: float, region: float) -> bool:
    """Return whether persons counted in two parts explain that the parts exceed the region."""
    return 0 < hver_for_sig - region <= max(TO_STEDER_PERSONER, TO_STEDER_ANDEL * region)


def _raekkesum(data: Data, regel: Raekkesum) -> Iterator[Fund]:
    """Yield the rows whose parts do not add up to the published row total."""
    led = [celler(data, regel.tabel, maal) for maal in regel.led]
    for (raekke, aar), udgivet in celler(data, regel.tabel, regel.ialt).items():
        tallene = [celler[raekke, aar] for celler in led if (raekke, aar) in celler]
        beregnet = sum(tallene)
        if len(tallene) == len(led) and abs(udgivet - beregnet) > EPS:
            fejl = (
                f"{tal(udgivet)} i alt for {raekke} i {aar}, men rækkens tal "
                f"({' + '.join(tal(t) for t in tallene)}) giver {tal(beregnet)}, "
                f"{fortegn(beregnet - udgivet, 0)}."
            )
            yield fund(data, regel.tabel, raekke, regel.ialt, aar, fejl)


def _kommunesum(data: Data, regel: Kommunesum) -> Iterator[Fund]:
    """Yield the years and measures whose kommuner do not add up to the published region."""
    for maal in regel.maal:
        kommuner = celler(data, regel.tabel, maal, "kommune")
        for (raekke, aar), udgivet in celler(data, regel.tabel, maal, "region").items():
            tallene = [vaerdi for (_, i_aar), vaerdi in kommuner.items() if i_aar == aar]
            beregnet = sum(tallene)
            if tallene and abs(beregnet - udgivet) > EPS:
                fejl = (
                    f"{tal(udgivet)} for {raekke} i {aar} ({NAVNE[maal]}), men kommunernes "
                    f"trykte tal giver tilsammen {tal(beregnet)}, "
                    f"{fortegn(beregnet - udgivet, 0)}."
                )
                to_steder = regel.personer and _taalt_to_steder(beregnet, udgivet)
                forklaring = FLYTTET if to_steder else ""
                yield fund(data, regel.tabel, raekke, maal, aar, fejl, forklaring)


def _udvikling(data: Data, regel: Udvikling) -> Iterator[Fund]:
    """Yield the rows whose published change the first and last year cannot give."""
    serie = celler(data, regel.tabel, regel.maal)
    aarene = [aar for _, aar in serie]
    enhed = "procentpoint" if regel.point else "%"
    cifre = regel.decimaler + 1
    for (raekke, _), udgivet in celler(data, regel.tabel, regel.udvikling).items():
        foerste, sidste = min(aarene, default=0), max(aarene, default=0)
        if (raekke, foerste) not in serie or (raekke, sidste) not in serie:
            continue
        fra, til = serie[raekke, foerste], serie[raekke, sidste]
        muligt = _aendring(fra, til, regel.halv, regel.point)
        if uforenelig(udgivet, halv(regel.decimaler), muligt):
            beregnet = _aendring(fra, til, 0, regel.point)[0]
            fejl = (
                f"en udvikling på {fortegn(udgivet, regel.decimaler)} {enhed} for {raekke}, men "
                f"fra {vis(fra, regel.maal)} i {foerste} til {vis(til, regel.maal)} i {sidste} "
                f"({NAVNE[regel.maal]}) er der {fortegn(beregnet, cifre)} {enhed}"
            )
            if regel.halv:
                fejl += (
                    f"; tallenes afrunding tillader {fortegn(muligt[0], cifre)} "
                    f"til {fortegn(muligt[1], cifre)}"
                )
            yield fund(data, regel.tabel, raekke, regel.udvikling, 0, f"{fejl}.")


def _aendring(fra: float, til: float, halv: float, point: bool) -> Interval:
    """Return the least and greatest change, percent or points, of inputs known to within `halv`."""
    if point:
        return til - fra - 2 * halv, til - fra + 2 * halv
    return 100 * ((til - halv) / (fra + halv) - 1), 100 * ((til + halv) / (fra - halv) - 1)


def _andel(data: Data, regel: Andel) -> Iterator[Fund]:
    """Yield the shares that are not count/total, and a column that misses its known total."""
    antal = celler(data, regel.tabel, regel.antal)
    kolonnesum = sum(antal.values())
    i_alt = kolonnesum if regel.i_alt is None else regel.i_alt
    if antal and kolonnesum != i_alt:
        fejl = (
            f"tal for {NAVNE[regel.antal]}, der tilsammen giver {tal(kolonnesum)}, men der er "
            f"{tal(i_alt)} svar."
        )
        yield fund(data, regel.tabel, "alle rækker", regel.antal, 0, fejl)
    for (raekke, aar), udgivet in celler(data, regel.tabel, "andel_pct").items():
        if (raekke, aar) not in antal:
            continue
        beregnet = 100 * antal[raekke, aar] / i_alt
        if uforenelig(udgivet, halv(regel.decimaler), (beregnet, beregnet)):
            fejl = (
                f"{tal(udgivet, regel.decimaler)} % i række {raekke}, men "
                f"{tal(antal[raekke, aar])} af {tal(i_alt)} {NAVNE[regel.antal]} er "
                f"{tal(beregnet, regel.decimaler + 1)} %."
            )
            yield fund(data, regel.tabel, raekke, "andel_pct", aar, fejl)


def _befolkningsandel(data: Data, tabel: str) -> Iterator[Fund]:
    """Yield the shares of the population that no number of inhabitants near table 1's gives."""
    antal = celler(data, tabel, "antal_borgere")
    for (raekke, aar), udgivet in celler(data, tabel, "andel_pct").items():
        if (raekke, aar) not in antal or raekke not in INDBYGGERE:
            continue
        beregnet = 100 * antal[raekke, aar] / INDBYGGERE[raekke]
        muligt = beregnet / (1 + BEFOLKNING_TOLERANCE), beregnet / (1 - BEFOLKNING_TOLERANCE)
        if uforenelig(udgivet, halv(1), muligt):
            fejl = (
                f"{tal(udgivet, 1)} % af befolkningen i {raekke}, men {tal(antal[raekke, aar])} "
                f"borgere i {aar} er {tal(beregnet, 2)} % af de {tal(INDBYGGERE[raekke])} "
                f"indbyggere i tabel 1; den er opgjort et halvt år senere, og op til "
                f"{tal(100 * BEFOLKNING_TOLERANCE)} % forskel i indbyggertallet er regnet med."
            )
            yield fund(data, tabel, raekke, "andel_pct", aar, fejl)


def _sammetal(data: Data, regel: Sammetal) -> Iterator[Fund]:
    """Yield the quantities that two tables publish with different values."""
    anden = celler(data, regel.anden, regel.maal).get((REGION, regel.aar))
    raekketype = "aldersgruppe" if regel.aldersgrupper else "region"
    dele = celler(data, regel.tabel, regel.maal, raekketype).items()
    tallene = [vaerdi for (_, aar), vaerdi in dele if aar == regel.aar]
    if anden is None or not tallene or abs(anden - sum(tallene)) <= EPS:
        return
    foerste, navn = sum(tallene), NAVNE[regel.maal]
    if regel.aldersgrupper:
        fejl = (
            f"{tal(anden)} for {REGION} i {regel.aar} ({navn}), men aldersgrupperne i tabel "
            f"{regel.tabel} giver tilsammen {tal(foerste)}, {fortegn(foerste - anden, 0)}."
        )
        forklaring = NY_ALDERSGRUPPE if _taalt_to_steder(foerste, anden) else ""
        yield fund(data, regel.anden, REGION, regel.maal, regel.aar, fejl, forklaring)
    else:
        fejl = (
            f"{tal(foerste)} for {REGION} i {regel.aar} ({navn}), men tabel {regel.anden} har "
            f"{tal(anden)} for det samme, {fortegn(anden - foerste, 0)}."
        )
        yield fund(data, regel.tabel, REGION, regel.maal, regel.aar, fejl)


def _aldersgrupper(data: Data) -> Iterator[Fund]:
    """Yield the rates per 1000 that imply other inhabitants than the first table with the group."""
    kendt: dict[str, tuple[str, Interval]] = {}
    for tabel in ALDERSTABELLER:
        antal = celler(data, tabel, "antal_borgere")
        for (raekke, aar), rate in celler(data, tabel, "per_1000").items():
            if (raekke, aar) not in antal:
                continue
            borgere = antal[raekke, aar]
            muligt = (
                1000 * borgere / (rate + halv(1)),
                1000 * borgere / max(rate - halv(1), EPS),
            )
            anden, facit = kendt.setdefault(raekke, (tabel, muligt))
            if muligt[1] < facit[0] or muligt[0] > facit[1]:
                fejl = (
                    f"{tal(rate, 1)} pr. 1.000 indbyggere i gruppen {raekke}, men det kræver med "
                    f"{tal(borgere)} borgere {tal(muligt[0])} til {tal(muligt[1])} indbyggere, og "
                    f"tabel {anden} svarer til {tal(facit[0])} til {tal(facit[1])}."
                )
                yield fund(data, tabel, raekke, "per_1000", aar, fejl)


def _gennemsnit(data: Data, regel: Gennemsnit) -> Iterator[Fund]:
    """Yield the means that lie outside the values they are the mean of."""
    dele = celler(data, regel.deltabel, regel.maal, regel.dele)
    for (raekke, aar), udgivet in celler(data, regel.tabel, regel.maal).items():
        spredning = [vaerdi for (_, i_aar), vaerdi in dele.items() if i_aar == aar]
        if raekke != regel.raekke or not spredning:
            continue
        if not min(spredning) <= udgivet <= max(spredning):
            fejl = (
                f"{vis(udgivet, regel.maal)} for {raekke} i {aar} ({NAVNE[regel.maal]}), men det "
                f"er et gennemsnit af tal, der i tabel {regel.deltabel} kun går fra "
                f"{vis(min(spredning), regel.maal)} til {vis(max(spredning), regel.maal)}."
            )
            yield fund(data, regel.tabel, raekke, regel.maal, aar, fejl)
