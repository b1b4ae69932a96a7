"""The tables of a field without clinics: inhabitants and published indicators by kommune."""

from __future__ import annotations

import dataclasses

from dansk import linje
from planning.fag import Indikator
from planning.grundtal import grundtal, kolonne, med_naboer
from planning.plan import REGIONSRAEKKE, Plan
from tabeller.felter import INDBYGGERE, KOMMUNE
from tabeller.kilder import kilde, tabelkilde
from tabeller.tabel import MAERKE, Kolonne, Tabel

NOTE = "Tallene er som trykt, også ydelser pr. 1.000 indbyggere, som kilden har i hele tal."


def indbyggertabel(plan: Plan, kode: str = "") -> Tabel:
    """Return the inhabitants of each kommune; of one alone with its neighbours and the region."""
    hele = Tabel(
        "indbyggere",
        "Kommunernes indbyggere",
        grundtal(plan),
        (KOMMUNE, INDBYGGERE),
        kilde(plan, "kommuner"),
        sum_raekke=REGIONSRAEKKE,
    )
    return _ved(plan, hele, kode)


def indikatortabel(plan: Plan, indikator: Indikator, kode: str = "") -> Tabel:
    """Return an indicator as printed; of one kommune alone with its neighbours and the region."""
    hele = Tabel(
        f"indikator-{indikator.noegle}",
        f"{indikator.navn} i {indikator.aar}",
        grundtal(plan),
        (
            KOMMUNE,
            Kolonne(kolonne(indikator, "ydelser"), "Ydelser", "antal", "tal"),
            Kolonne(kolonne(indikator, "pr_1000"), "Ydelser pr. 1.000 indbyggere", "", "tal"),
            Kolonne(kolonne(indikator, "honorar_kr"), "Bruttohonorar", "kr.", "tal"),
        ),
        tabelkilde(plan, str(indikator.aar), (indikator.tabel,)),
        NOTE,
        REGIONSRAEKKE,
    )
    return _ved(plan, hele, kode)


def grundtabeller(plan: Plan, kode: str = "") -> list[Tabel]:
    """Return all there is of a field without clinics, of every kommune or about one."""
    egne = (indikatortabel(plan, i, kode) for i in plan.fag.indikatorer)
    return [indbyggertabel(plan, kode), *egne]


def _ved(plan: Plan, hele: Tabel, kode: str) -> Tabel:
    if not kode:
        return hele
    delt = hele.med_raekker(med_naboer(plan, kode))
    note = linje(f"{hele.note} {MAERKE} er {plan.kommuner['kommune'][kode]}.")
    return dataclasses.replace(delt, fremhaevet=frozenset({kode}), note=note)
