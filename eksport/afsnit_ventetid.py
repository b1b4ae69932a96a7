"""The section on waiting times: as reported, with silence told apart from zero."""

from __future__ import annotations

import pandas as pd

from dansk import MANGLER
from eksport.afsnit_tal import IKKE_OPLYST, kilde
from eksport.bestilling import AFSNIT
from eksport.bilag import Afsnit, Kolonne, Led, Tabel, Tekst
from planning.nyhed import uger, ventetidsnyhed
from planning.plan import Plan
from planning.ventetid import FORDELINGER, TYPER, fordeling, ventetid

#: How a type of wait is said in a heading and in a sentence.
VENTETYPER = {
    "51": ("Almen fysioterapi (51)", "almen fysioterapi"),
    "62": ("Vederlagsfri fysioterapi (62)", "vederlagsfri fysioterapi"),
    "hjemmebehandling": ("Hjemmebehandling (62)", "hjemmebehandling"),
}


def ventetidsafsnit(plan: Plan) -> list[Afsnit]:
    """Return the reported waits per kommune, and as data with their bounds."""
    ramme = ventetid(plan)
    led: list[Led] = [
        Tekst(ventetidsnyhed(ramme, type_, VENTETYPER[type_][1]), "nyhed") for type_ in TYPER
    ]
    led += [_ventetid_bred(plan, ramme), _ventetid_lang(plan, ramme)]
    if "tabel" in plan.tabeller and len(plan.tabeller):
        led += [_fordeling(plan, nummer) for nummer in FORDELINGER]
    return [Afsnit("ventetid", AFSNIT["ventetid"], 1, tuple(led))]


def _ventetid_bred(plan: Plan, ramme: pd.DataFrame) -> Tabel:
    """Turn the long table into a row a kommune: the wait of each type as it was reported."""
    tekst = ramme.assign(
        uger_tekst=[
            IKKE_OPLYST if (t := uger(raekke)) == MANGLER else t for _, raekke in ramme.iterrows()
        ],
        svarende=[f"{_helt(r.svar)} af {_helt(r.klinikker)}" for r in ramme.itertuples()],
    )
    bred = tekst.pivot(index="kode", columns="type", values="uger_tekst")
    svar = tekst.pivot(index="kode", columns="type", values="svarende")["62"]
    bred = bred.assign(kommune=plan.kommuner["kommune"], svar=svar).loc[plan.kommuner.index]
    return Tabel(
        "ventetid",
        "Oplyst ventetid for ikke-akutte patienter, uger",
        bred,
        (
            Kolonne("kommune", "Kommune", bredde=1.6),
            *(Kolonne(t, VENTETYPER[t][0], "uger", bredde=1.5) for t in TYPER),
            Kolonne("svar", "Klinikker, der har svaret", bredde=1.2),
        ),
        kilde(plan, "ventetider"),
        "Et spænd er klinikkernes egne svar; et enkelt tal er kommunens gennemsnit eller ens svar. "
        "Ikke oplyst er ikke nul.",
    )


def _helt(antal: object) -> str:
    return MANGLER if pd.isna(antal) else str(int(antal))  # type: ignore[call-overload]


def _ventetid_lang(plan: Plan, ramme: pd.DataFrame) -> Tabel:
    return Tabel(
        "ventetid-data",
        "Oplyst ventetid: laveste og højeste svar",
        ramme.assign(typenavn=[VENTETYPER[t][0] for t in ramme["type"]]),
        (
            Kolonne("kommune", "Kommune", bredde=1.5),
            Kolonne("typenavn", "Type", bredde=2.0),
            Kolonne("uger_min", "Laveste", "uger", "tal", 2),
            Kolonne("uger_max", "Højeste", "uger", "tal", 2),
            Kolonne("opgoerelse", "Opgørelse"),
            Kolonne("svar", "Svar", "klinikker", "tal"),
            Kolonne("klinikker", "Klinikker", "antal", "tal"),
            Kolonne("note", "Note", bredde=3.0),
        ),
        kilde(plan, "ventetider"),
        "En tom celle er ikke oplyst; det er ikke nul.",
        i_dokument=False,
    )


def _fordeling(plan: Plan, nummer: str) -> Tabel:
    return Tabel(
        f"ventetid-tabel-{nummer}",
        f"Klinikkerne fordelt på ventetid, tabel {nummer}: {FORDELINGER[nummer]}",
        fordeling(plan, nummer),
        (
            Kolonne("uger", "Ventetid", "uger", bredde=2.0),
            Kolonne("antal_praksis", "Praksis", "antal", "tal"),
        ),
        kilde(plan, "tabeller"),
        i_dokument=False,
    )
