"""`oekonomi --emne betaling`: who pays, what flows between the kommuner, and what it costs them."""

from __future__ import annotations

import argparse

import pandas as pd

from kommandolinje.emner.emne import AAR, SPECIALE, Emne, Emnesvar
from kommandolinje.terminal import raekker
from kommandolinje.valg import som_aarstal
from planning.aktivitet import nettostroem
from planning.betaling import betalte, budget, udgifter, udgiftskontrol
from planning.plan import Plan
from saetninger.betaling import betalerkilder, betalingssvar
from tabeller.betaling import budgettabel, kontroltabel, nettotabel, udgiftstabel


def svar(plan: Plan, valg: argparse.Namespace) -> Emnesvar:
    """Return who pays in a year of the tables; raises as `planning.aktivitet.nettostroem`."""
    kode = plan.fag.ventespeciale if valg.speciale is None else valg.speciale
    speciale, aar = plan.fag.speciale(kode), som_aarstal(valg.aar)
    stroem = nettostroem(plan, kode, aar)
    aar = plan.fag.aktivitetsaar[-1] if aar is None else aar
    penge, betalt, udgift = budget(plan), list(betalte(plan)), udgiftstabel(plan, aar)
    return Emnesvar(
        f"{betalingssvar(plan, speciale, aar)} {betalerkilder(plan.fag, speciale)}",
        [
            nettotabel(plan, speciale, aar),
            *([udgift] if udgift else []),
            *(kontroltabel(plan, k) for k in betalt),
            *([budgettabel(plan, penge)] if penge else []),
        ],
        {
            "speciale": kode,
            "aar": aar,
            "betaler": speciale.betaler,
            "tilskud_pct": speciale.tilskud_pct or None,
            "betalingskilde": speciale.betalingskilde,
            "stroemme": _med_kode(stroem),
            "udgifter": {k: _med_kode(udgifter(plan, k, aar)) for k in betalt},
            "udgiftskontrol": {k: raekker(udgiftskontrol(plan, k).reset_index()) for k in betalt},
            "budget": _med_kode(penge.kommuner) if penge else [],
        },
    )


def _med_kode(ramme: pd.DataFrame) -> list[dict[str, object]]:
    return raekker(ramme.rename_axis("kode").reset_index())


EMNE = Emne(
    "betaling",
    "hvem der betaler, og hvad det koster",
    svar,
    (
        AAR,
        SPECIALE,
    ),
)
