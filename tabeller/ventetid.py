"""The tables of waiting times: as they were reported, with silence told apart from zero."""

from __future__ import annotations

import pandas as pd

from dansk import IKKE_OPLYST, MANGLER
from planning.husket import husket
from planning.plan import Plan
from planning.ventetid import fordeling, laengst_foerst, ventetid
from saetninger.ventetid import uger
from tabeller.felter import KOMMUNE
from tabeller.kilder import kilde, tabelkilde
from tabeller.tabel import Kolonne, Tabel

SPAENDNOTE = (
    "Et spænd er klinikkernes egne svar; et enkelt tal er kommunens gennemsnit eller ens svar. "
    "Ikke oplyst er ikke nul."
)


@husket()
def laengst_ventetid_foerst(plan: Plan) -> Tabel:
    """Return `ventetidstabel` in the order of the grid beside it (`laengst_foerst`)."""
    kode = {navn: k for k, navn in plan.kommuner["kommune"].items()}
    return ventetidstabel(plan).med_raekker([kode[n] for n in laengst_foerst(ventetid(plan))])


def ventetidstabel(plan: Plan) -> Tabel:
    """Return a row a kommune, the wait of each type as it was reported in a column."""
    ramme = _svar(plan)
    bred = ramme.pivot(index="kode", columns="type", values="uger_tekst")
    svar = ramme.pivot(index="kode", columns="type", values="svarende")[plan.fag.ventespeciale]
    bred = bred.assign(kommune=plan.kommuner["kommune"], svar=svar).loc[plan.kommuner.index]
    return Tabel(
        "ventetid",
        "Oplyst ventetid for ikke-akutte patienter, uger",
        bred,
        (
            KOMMUNE,
            *(Kolonne(v.noegle, v.navn, "uger", bredde=1.5) for v in plan.fag.ventetyper),
            Kolonne("svar", "Klinikker, der har svaret", bredde=1.2),
        ),
        kilde(plan, "ventetider"),
        SPAENDNOTE,
    )


def ventetidsdata(plan: Plan) -> Tabel:
    """Return a row a kommune and type: the answers, how they were made up, and what is noted."""
    return Tabel(
        "ventetid-data",
        "Oplyst ventetid: laveste og højeste svar, eller kommunens gennemsnit",
        _svar(plan),
        (
            KOMMUNE,
            Kolonne("typenavn", "Type", bredde=2.0),
            Kolonne("uger_tekst", "Oplyst", "uger", "skrevet"),
            Kolonne("uger_min", "Laveste", "uger", "tal", 2),
            Kolonne("uger_max", "Højeste", "uger", "tal", 2),
            Kolonne("opgoerelse", "Opgørelse"),
            Kolonne("svar", "Svar", "klinikker", "tal"),
            Kolonne("klinikker", "Klinikker", "antal", "tal"),
            Kolonne("note", "Note", bredde=3.0),
        ),
        kilde(plan, "ventetider"),
        SPAENDNOTE,
        i_dokument=False,
    )


def fordelingstabel(plan: Plan, nummer: str) -> Tabel:
    """Return how the clinics are spread over waits, as a printed table has it."""
    return Tabel(
        f"ventetid-tabel-{nummer}",
        f"Klinikkerne fordelt på ventetid, praksisplanens tabel {nummer}: "
        f"{plan.fag.ventefordelinger[nummer]}",
        fordeling(plan, nummer),
        (
            Kolonne("uger", "Ventetid", "uger", bredde=2.0),
            Kolonne("antal_praksis", "Praksis", "antal", "tal"),
        ),
        tabelkilde(plan, str(plan.tabelliste["opgjort"].get(nummer, "")), (nummer,)),
        str(plan.tabelliste["bemaerkning"].get(nummer, "")),
        i_dokument=False,
    )


def ventetidsfelter(plan: Plan) -> tuple[Kolonne, ...]:
    """Return the columns of the lowest, highest and mean wait of each type, for map data."""
    return tuple(
        Kolonne(
            f"ventetid_{v.noegle}_{ende}",
            f"{ord_} oplyste ventetid til {v.i_saetning} ({v.speciale}), uger; kommunens "
            f"gennemsnit, hvor kun det er oplyst; tom er ikke oplyst{hvad}",
        )
        for v in plan.fag.ventetyper
        for ende, ord_, hvad in (
            ("min", "Laveste", ""),
            ("max", "Højeste", ""),
            ("uger", "Middel af den", "; det, kortene er farvet efter"),
        )
    )


def _svar(plan: Plan) -> pd.DataFrame:
    """Return the reported waits with their texts: the weeks, the type, and who answered."""
    ramme = ventetid(plan)
    tekster = [uger(raekke) for _, raekke in ramme.iterrows()]
    return ramme.assign(
        typenavn=[plan.fag.ventetype(t).titel for t in ramme["type"]],
        uger_tekst=[IKKE_OPLYST if t == MANGLER else t for t in tekster],
        svarende=[f"{_helt(r.svar)} af {_helt(r.klinikker)}" for r in ramme.itertuples()],
    )


def _helt(antal: object) -> str:
    return MANGLER if pd.isna(antal) else str(int(antal))  # type: ignore[call-overload]
