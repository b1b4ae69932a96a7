"""A grouping of one's own from a file: a row a kommune, with the name of its area."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from dansk import citat, opremsning
from data.fund import Datafejl, Fund
from data.indgang.ark import laes_ark
from data.indgang.klinikkendte import tekst_af
from data.indgang.kolonner import foreslaa
from data.indgang.kommunenavne import kommunekoder
from data.indgang.overskrift import find_tabel
from data.skema import Felt, Ressource
from data.tabelfil import typet
from planning.plan import IMPORTERET, Herkomst, Plan

FELTER = (
    Felt(
        *("kommune", "string", "Kommune", "kommunens navn eller kode"),
        kraevet=True,
        ord=("kommunenavn", "kommunekode", "kode"),
    ),
    Felt(
        *("omraade", "string", "Område", "navnet på kommunens område"),
        kraevet=True,
        ord=("planområde", "sundhedsråd", "klynge", "navn"),
    ),
)
EGEN_FIL = Ressource(
    navn="inddeling",
    sti="inddeling.csv",
    titel="Egen inddeling af kommunerne",
    felter=FELTER,
    noegle=("kommune",),
    henvisninger={},
    herkomst=Herkomst(f"{IMPORTERET} inddeling", "", "", "", ""),
)


def laes_inddeling(sti: Path, plan: Plan) -> dict[str, str]:
    """Return the name of the area of each kommune, by code.

    A table with the columns kommune (name or code) and område. Raises Datafejl with every fault:
    what does not fit the columns, a kommune that is unknown, and one that has two rows.
    """
    ramme, fund = _laest(sti)
    if fund:
        raise Datafejl(fund)
    koder = kommunekoder(ramme["kommune"], plan.kommuner)
    for nr, kode in koder.items():
        navn = citat(ramme.at[nr, "kommune"])
        if not kode:
            besked = f"{navn} er ikke en kommune i datasættet."
            fund.append(Fund(sti.name, "", int(nr), "kommune", besked))
        elif (koder == kode).sum() > 1:
            besked = f"{navn} står flere gange. Giv hver kommune én række."
            fund.append(Fund(sti.name, "", int(nr), "kommune", besked))
    if fund:
        raise Datafejl(fund)
    return dict(zip(koder, ramme["omraade"], strict=True))


def _laest(sti: Path) -> tuple[pd.DataFrame, list[Fund]]:
    """Return the first table of the file that has the columns, or the faults found in it."""
    tabeller = [find_tabel(ark) for ark in laes_ark(sti)]
    tabel = next((t for t in tabeller if len(_kolonner(t.kolonner)) == len(FELTER)), tabeller[0])
    kolonner = _kolonner(tabel.kolonner)
    if mangler := [f.titel for f in FELTER if f.navn not in kolonner]:
        besked = (
            f"Kolonner mangler: {opremsning(mangler)}. Skal være: "
            f"{opremsning([f.titel for f in FELTER])}."
        )
        return pd.DataFrame(), [Fund(sti.name, tabel.navn, tabel.hovedraekke, mangler[0], besked)]
    indhold = {felt: tabel.data[k].map(tekst_af).to_list() for felt, k in kolonner.items()}
    return typet(sti.name, EGEN_FIL, indhold, [int(nr) for nr in tabel.data.index])


def _kolonner(navne: Sequence[str]) -> dict[str, str]:
    return {f.felt.navn: f.kolonne for f in foreslaa(navne, FELTER) if f.kolonne and f.sikker}
