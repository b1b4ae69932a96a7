"""Sharing a cost among the kommuner by a key: whole kroner that sum to the cost, to the last one.

The DUT key of 2015 is as printed in bilag 1 of the background note to the praksisplan for almen
praksis 2015 (percent of the country; the region's kommuner are 10.178).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal, get_args

import pandas as pd

from dansk import Inputfejl
from planning.grundtal import kraev_klinikker
from planning.plan import Plan
from planning.status import status

Noegle = Literal["indbyggere", "kapacitet", "dut"]
NOEGLER: tuple[Noegle, ...] = get_args(Noegle)
DUT_2015: Mapping[str, Decimal] = {
    kode: Decimal(pct)
    for kode, pct in (
        *(("0810", "0.621"), ("0813", "1.085"), ("0860", "1.158"), ("0849", "0.666")),
        *(("0825", "0.035"), ("0846", "0.734"), ("0773", "0.395"), ("0840", "0.483")),
        *(("0787", "0.796"), ("0820", "0.684"), ("0851", "3.521")),
    )
}
#: So much can be shared: a krone more is no cost of the kommuner's together.
HOEJST_KR = 10**12


def omkostningsdeling(plan: Plan, kr: int, noegle: Noegle) -> pd.DataFrame:
    """Return what each kommune pays of a cost in whole kroner.

    Index kode; kommune, noegletal (residents, capacities, or percent of the country), andel_pct and
    kr. What is left by rounding down goes krone by krone to those with the largest part left, the
    first by code of those that are equal. Raises Inputfejl for an unknown key, a cost below 0, and
    kommuner the key does not know or that have nothing of it.
    """
    if noegle not in NOEGLER:
        raise Inputfejl(f"Ukendt nøgle: »{noegle}«. Vælg indbyggere, kapacitet eller dut.")
    if not 0 <= kr <= HOEJST_KR:
        raise Inputfejl("Beløbet skal være hele kroner fra 0 til 1.000 mia.")
    tal = _noegletal(plan, noegle)
    i_alt = sum(tal.values(), Fraction())
    if not i_alt:
        raise Inputfejl("Ingen kommune har noget af det, der skal deles efter.")
    dele = {kode: kr * v / i_alt for kode, v in tal.items()}
    hele = {kode: int(v) for kode, v in dele.items()}
    rest = kr - sum(hele.values())
    for kode in sorted(dele, key=lambda k: (hele[k] - dele[k], k))[:rest]:
        hele[kode] += 1
    return pd.DataFrame(
        {
            "kommune": plan.kommuner["kommune"],
            "noegletal": {kode: float(v) for kode, v in tal.items()},
            "andel_pct": {kode: float(100 * v / i_alt) for kode, v in tal.items()},
            "kr": pd.Series(hele, dtype="int64"),
        }
    ).loc[plan.kommuner.index]


def _noegletal(plan: Plan, noegle: Noegle) -> dict[str, Fraction]:
    koder = [str(k) for k in plan.kommuner.index]
    if noegle == "dut":
        if ukendte := [k for k in koder if k not in DUT_2015]:
            raise Inputfejl(
                f"DUT-nøglen for 2015 har ikke kommune {ukendte[0]}. Vælg en anden nøgle."
            )
        return {k: Fraction(DUT_2015[k]) for k in koder}
    if noegle == "indbyggere":
        return {k: Fraction(int(plan.kommuner.at[k, "indbyggere"])) for k in koder}
    kraev_klinikker(plan)
    kapacitet = status(plan).kommuner["kapacitet"]
    return {k: Fraction(str(kapacitet[k])) for k in koder}
