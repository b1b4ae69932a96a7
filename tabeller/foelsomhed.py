"""The table of the best moves: where they stand when times, people and weights are shaken."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from planning.foelsomhed import BEDSTE, RANGVAEGTNINGER
from planning.plan import Plan
from planning.varianter import Variant, varianter
from saetninger.flytninger import endenavn
from saetninger.spaend import PROCENT
from tabeller.daekning import ADGANGSRESSOURCER
from tabeller.kilder import kilde
from tabeller.tabel import Kolonne, Tabel

TITLER: Mapping[Variant, str] = {
    "kortere": f"Plads, tider {PROCENT} % kortere",
    "laengere": f"Plads, tider {PROCENT} % længere",
    "optalt": "Plads, distrikternes indbyggere",
}


def rangtabel(plan: Plan, ramme: pd.DataFrame) -> Tabel:
    """Return the best moves with their places in each variant, as `rangfoelsomhed` has them."""
    vist = ramme.assign(
        fra_navn=[endenavn(plan, fra) for fra in ramme["fra"]],
        til_navn=[endenavn(plan, til) for til in ramme["til"]],
        holder=ramme["blandt"].map({True: "ja", False: "nej"}),
    )
    return Tabel(
        "foelsomhed",
        "Holder de bedste flytninger",
        vist,
        (
            Kolonne("plads", "Plads", "", "tal"),
            Kolonne("fra_navn", "Fra", bredde=2.4),
            Kolonne("til_navn", "Til", bredde=2.4),
            *(Kolonne(f"plads_{v}", TITLER[v], "", "tal", bredde=1.2) for v in varianter(plan)),
            Kolonne("vaegte_pct", f"Blandt de {BEDSTE} bedste", "% af vægtninger", "tal", 0, 1.3),
            Kolonne("holder", "Holder på andre tider og indbyggertal", bredde=1.3),
        ),
        kilde(plan, *ADGANGSRESSOURCER, "ventetider"),
        f"»Holder« er blandt de {BEDSTE} bedste på alle grundlag, med vægtene som de er valgt. "
        f"Vægtningerne er {RANGVAEGTNINGER} tilfældige blandinger af kriterierne.",
    )
