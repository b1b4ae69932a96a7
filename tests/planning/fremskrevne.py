"""Plans with a projection, for tests."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd

from planning.plan import Plan


def med_grupper(plan: Plan, *grupper: tuple[float, ...], aar_: tuple[int, ...]) -> Plan:
    """A plan whose kommuner have a share of their residents in each group, in two years."""
    raekker = [
        (kode, a, fra, til, indbyggere * andel)
        for kode, indbyggere in plan.kommuner["indbyggere"].items()
        for fra, til, *andele in grupper
        for a, andel in zip(aar_, andele, strict=True)
    ]
    kolonner = ["kode", "aar", "alder_fra", "alder_til", "indbyggere"]
    return dataclasses.replace(
        plan, fingeraftryk="fremskrevet", fremskrivning=pd.DataFrame(raekker, columns=kolonner)
    )


def med_aldre(plan: Plan) -> Plan:
    """As many people in both years, all of them 20-29 first, and all 70-79 then."""
    andre = [(0, 15), (16, 19), (30, 39), (40, 49), (50, 59), (60, 69), (80, np.nan)]
    return med_grupper(
        plan,
        (20, 29, 1.0, 0.0),
        (70, 79, 0.0, 1.0),
        *((fra, til, 0.0, 0.0) for fra, til in andre),
        aar_=(2025, 2035),
    )
