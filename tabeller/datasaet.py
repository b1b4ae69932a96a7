"""The tables of the dataset itself: what is wrong in its sources, and a printed table looked up."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data.fund import Fund
from data.skema import laes_skema
from planning.plan import Plan
from tabeller.kilder import tabelkilde
from tabeller.tabel import Kolonne, Tabel

_ANSATTE = {
    "over30": "over 30 timer",
    "under30": "under 30 timer",
    "vikar": "vikarer",
    "par24": "ansatte efter § 24 stk. 3",
    "ialt": "i alt",
}
_YDELSER = {"sygebesoeg": "Sygebesøg", "samtaleterapi": "Samtaleterapi"}
#: What the measures of printed tables are called; a measure that is none of them stands as it is.
MAALNAVNE: Mapping[str, str] = {
    **{f"antal_{n}": f"Antal, {navn}" for n, navn in _ANSATTE.items()},
    **{f"udvikling_pct_{n}": f"Udvikling, {navn}" for n, navn in _ANSATTE.items()},
    **{f"{n}_honorar_kr": f"{navn}, honorar" for n, navn in _YDELSER.items()},
    **{f"{n}_ydelser": f"{navn}, ydelser" for n, navn in _YDELSER.items()},
    **{f"{n}_pr_1000": f"{navn} pr. 1.000 indbyggere" for n, navn in _YDELSER.items()},
    "andel_pct": "Andel",
    "antal_aarsvaerk": "Årsværk",
    "antal_borgere": "Borgere",
    "antal_deltid": "Antal på deltid",
    "antal_epikriser": "Epikriser",
    "antal_fuldtid": "Antal på fuld tid",
    "antal_praksis": "Klinikker",
    "antal_udredninger": "Udredninger",
    "antal_utilsigtede_haendelser": "Utilsigtede hændelser",
    "antal_ydelser": "Ydelser",
    "per_1000": "Pr. 1.000 indbyggere",
    "udgift_kr": "Udgift",
    "udgift_mio_kr": "Udgift",
    "udgift_pr_borger_kr": "Udgift pr. borger",
    "udvikling_pct": "Udvikling",
    "udvikling_pctpoint": "Udvikling",
    "ydelser_pr_borger": "Ydelser pr. borger",
}
ENHEDSNAVNE: Mapping[str, str] = {
    "aarsvaerk": "årsværk",
    "pct": "%",
    "pctpoint": "procentpoint",
    "pr. 1000 indbyggere": "pr. 1.000 indbyggere",
}
#: What a printed figure is told with.
TRYKTE_FELTER = (
    Kolonne("raekke", "Række", bredde=2.0),
    Kolonne("aar", "År"),
    Kolonne("maal", "Mål", bredde=2.0),
    Kolonne("vaerdi", "Værdi", art="maalt"),
    Kolonne("enhed", "Enhed"),
)


def fundtabel(fund: list[Fund]) -> Tabel:
    """Return findings: where in the source or the files, and what."""
    return Tabel(
        "datafejl",
        "Fejl og modsigelser, kontrollen har fundet i kilden",
        pd.DataFrame([f.som_dict() | {"sted": sted_i_kilden(f)} for f in fund]),
        (
            Kolonne("sted", "Hvor i kilden", bredde=1.2),
            Kolonne("fil", "Fil", bredde=1.2),
            Kolonne("ark", "Tabel", bredde=0.8),
            Kolonne("raekke", "Række", bredde=1.2),
            Kolonne("kolonne", "Kolonne", bredde=1.4),
            Kolonne("fejl", "Hvad", bredde=5.0),
        ),
        "Kilde: Praksiskorts kontrol af datasættet.",
    )


def sted_i_kilden(fund: Fund) -> str:
    """Return where a finding stands as a reader of the source knows it; else its file."""
    ressource = next((r for r in laes_skema().ressourcer.values() if r.sti == fund.fil), None)
    if fund.ark:
        return f"{fund.ark[0].upper()}{fund.ark[1:]}"
    return ressource.herkomst.tabel if ressource is not None else fund.fil


def med_navne(tabeller: pd.DataFrame) -> pd.DataFrame:
    """Return figures of printed tables with names for the codes of measures and units."""
    return tabeller.assign(
        maal=tabeller["maal"].replace(MAALNAVNE), enhed=tabeller["enhed"].replace(ENHEDSNAVNE)
    )


def trykt_tabel(plan: Plan, nummer: str) -> Tabel:
    """Return a table of the praksisplan by its number, as it is printed."""
    om = plan.tabelliste.loc[nummer]
    return Tabel(
        f"tabel-{nummer}",
        f"Tabel {nummer}: {om['titel']}",
        med_navne(plan.tabeller[plan.tabeller["tabel"] == nummer]),
        (*TRYKTE_FELTER, Kolonne("note", "Note", bredde=2.0)),
        tabelkilde(plan, str(om["opgjort"]), (nummer,)),
        f"{om['kilde']}. {om['bemaerkning']}".strip(),
    )
