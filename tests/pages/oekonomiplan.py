"""A plan with subsidies of two clinics, for what Økonomi shows of them."""

from __future__ import annotations

import dataclasses

import pandas as pd

from planning.plan import TILSKUDSFELTER, Plan

A, B = "aars-fysiodanmark", "hobro-benefit"


def med_tilskud(plan: Plan, aar: int = 2025) -> Plan:
    """Return a plan with one capacity each: A 60,000 kr. a month to August, B 10,000; on 51."""
    raekker = [
        (klinik, "51", aar, maaned, oere, 1.0)
        for klinik, oere in ((A, 6_000_000), (B, 1_000_000))
        for maaned in range(1, 9)
    ]
    return dataclasses.replace(plan, tilskud=pd.DataFrame(raekker, columns=list(TILSKUDSFELTER)))
