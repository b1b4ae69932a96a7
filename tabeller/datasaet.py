"""The tables of the dataset itself: what is wrong in its sources, and a printed table looked up."""

from __future__ import annotations

import pandas as pd

from data.fund import Fund
from data.skema import laes_skema
from planning.plan import Plan
from tabeller.kilder import tabelkilde
from tabeller.tabel import Kolonne, Tabel


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


def trykt_tabel(plan: Plan, nummer: str) -> Tabel:
    """Return a table of the praksisplan by its number, as it is printed."""
    om = plan.tabelliste.loc[nummer]
    return Tabel(
        f"tabel-{nummer}",
        f"Tabel {nummer}: {om['titel']}",
        plan.tabeller[plan.tabeller["tabel"] == nummer],
        (
            Kolonne("raekke", "Række", bredde=2.0),
            Kolonne("aar", "År"),
            Kolonne("maal", "Mål", bredde=2.0),
            Kolonne("vaerdi", "Værdi", art="maalt"),
            Kolonne("enhed", "Enhed"),
            Kolonne("note", "Note", bredde=2.0),
        ),
        tabelkilde(plan, str(om["opgjort"]), (nummer,)),
        f"{om['kilde']}. {om['bemaerkning']}".strip(),
    )
