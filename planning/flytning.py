"""Flytning: moving capacities between addresses, as a pure function from Plan to Plan.

A scenario is an ordered list of flytninger and nothing more. Applying it never changes the
plan it is given; the number of capacities of each kind is the same before and after.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dansk import Inputfejl, kapaciteter, tal
from planning.plan import TIMER_SPECIALE, VAERDI_OVER30, VAERDI_UNDER30, Plan, Sted


@dataclass(frozen=True)
class Flytning:
    """So many capacities from one clinic to another, or to a new address.

    over30 and under30 are numbers of capacities: one under 30 hours counts 0.5.
    """

    fra: str
    til: str | Sted
    over30: int = 0
    under30: int = 0

    @property
    def til_id(self) -> str:
        """The clinic id of the destination, also when the address is new."""
        return self.til.sted_id if isinstance(self.til, Sted) else self.til

    @property
    def kapacitet(self) -> float:
        """The capacity moved, in capacities."""
        return self.over30 * VAERDI_OVER30 + self.under30 * VAERDI_UNDER30


def flyt(plan: Plan, flytning: Flytning) -> Plan:
    """Return the plan after one flytning; the plan given is unchanged.

    Raises Inputfejl when the clinic is unknown, the number is not a whole positive number,
    more is moved than the clinic has, or the destination is the clinic itself.
    """
    _kontroller(plan, flytning)
    if isinstance(flytning.til, Sted) and flytning.til_id not in plan.klinikker.index:
        plan = tilfoej_adresse(plan, flytning.til)
    beholdning = plan.kapaciteter.set_index("klinik_id")[["over30", "under30"]].astype(int)
    antal = pd.Series({"over30": flytning.over30, "under30": flytning.under30})
    beholdning.loc[flytning.fra] -= antal
    beholdning.loc[flytning.til_id] += antal
    nye = plan.kapaciteter.assign(
        over30=beholdning["over30"].to_numpy(), under30=beholdning["under30"].to_numpy()
    )
    return dataclasses.replace(plan, kapaciteter=nye)


def anvend(plan: Plan, flytninger: Sequence[Flytning]) -> Plan:
    """Return the plan after a list of flytninger, each checked against the state it meets.

    Raises Inputfejl that names the first one that does not fit, by its number from 1.
    """
    for nummer, flytning in enumerate(flytninger, start=1):
        try:
            plan = flyt(plan, flytning)
        except Inputfejl as fejl:
            raise Inputfejl(f"Flytning {nummer}: {fejl}") from fejl
    return plan


def tilfoej_adresse(plan: Plan, sted: Sted) -> Plan:
    """Return the plan with one new address without capacity: one row and one column more.

    Handicap access of a new address is not known; the distances come from `afstand_til`.
    """
    ny = pd.DataFrame(
        {
            "navn": sted.navn,
            "adresse": "",
            "postnr": "",
            "by": sted.by,
            "kommune_kode": sted.kommune_kode,
            "handicapadgang": "ikke oplyst",
            "bysamfund": sted.bysamfund,
            "lat": sted.lat,
            "lon": sted.lon,
            "x": sted.x,
            "y": sted.y,
            "praecision": "by",
        },
        index=pd.Index([sted.sted_id], name=plan.klinikker.index.name),
    )
    ingen = pd.DataFrame(
        {"klinik_id": [sted.sted_id], "speciale": TIMER_SPECIALE, "under30": 0, "over30": 0}
    )
    kolonner = plan.afstand_til(sted)
    return dataclasses.replace(
        plan,
        klinikker=pd.concat([plan.klinikker, ny.reindex(columns=plan.klinikker.columns)]),
        kapaciteter=pd.concat([plan.kapaciteter, ingen], ignore_index=True),
        afstande={
            maal: np.column_stack([matrix, kolonner[maal]])
            for maal, matrix in plan.afstande.items()
        },
    )


def beholdning(plan: Plan, klinik_id: str) -> tuple[int, int]:
    """Return how many capacities (over 30, under 30) a clinic holds; raises for an unknown one."""
    plan.klinik(klinik_id)
    raekke = plan.kapaciteter.set_index("klinik_id").loc[klinik_id]
    return int(raekke["over30"]), int(raekke["under30"])


def _kontroller(plan: Plan, flytning: Flytning) -> None:
    if plan.definition != "timer":
        raise Inputfejl(
            "Datasættets kapacitet er opgjort som beløb; en flytning i antal over/under 30 timer "
            "passer kun til kapacitet i timer."
        )
    fra = plan.klinik(flytning.fra)
    if not isinstance(flytning.til, Sted):
        plan.klinik(flytning.til)
    if flytning.til_id == flytning.fra:
        raise Inputfejl(f"{fra['navn']} kan ikke flytte til sig selv. Vælg et andet sted.")
    har = dict(zip(("over30", "under30"), beholdning(plan, flytning.fra), strict=True))
    navne = {"over30": "over 30 timer", "under30": "under 30 timer"}
    for felt, navn in navne.items():
        antal = getattr(flytning, felt)
        if isinstance(antal, bool) or not math.isfinite(antal) or antal != int(antal):
            raise Inputfejl(
                f"Antal kapaciteter {navn} skal være et helt tal, ikke "
                f"{tal(antal, 2, fast=False)}. Skal en kapacitet over 30 timer deles i to, er det "
                "en deling, ikke en flytning."
            )
        if antal < 0:
            raise Inputfejl(
                f"Antal kapaciteter {navn} kan ikke være negativt ({tal(antal)}). "
                "Byt om på afgivende og modtagende sted i stedet."
            )
        if antal > har[felt]:
            raise Inputfejl(
                f"{fra['navn']} ({fra['by']}) har {har[felt]} kapaciteter {navn}, og der er bedt "
                f"om at flytte {tal(antal)}. Flyt højst {har[felt]}."
            )
    if flytning.over30 == 0 and flytning.under30 == 0:
        raise Inputfejl(
            f"Der er ikke valgt nogen kapacitet at flytte. {fra['navn']} ({fra['by']}) har "
            f"{har['over30']} over 30 timer og {har['under30']} under 30 timer."
        )


def beskriv(plan: Plan, flytning: Flytning) -> str:
    """Return a flytning in one Danish line: how much, from where, to where."""
    fra = plan.klinik(flytning.fra)
    if isinstance(flytning.til, Sted):
        til_navn, til_by = flytning.til.navn, flytning.til.by
        til_kode = flytning.til.kommune_kode
    else:
        til = plan.klinik(flytning.til)
        til_navn, til_by, til_kode = til["navn"], til["by"], til["kommune_kode"]
    kommuner = plan.kommuner["kommune"]
    antal = [
        f"{antal} {navn}"
        for antal, navn in (
            (flytning.over30, "over 30 timer"),
            (flytning.under30, "under 30 timer"),
        )
        if antal
    ]
    return (
        f"{' og '.join(antal)} ({kapaciteter(flytning.kapacitet)} kapacitet) fra {fra['navn']}, "
        f"{fra['by']} ({kommuner[fra['kommune_kode']]}) til {til_navn}, {til_by} "
        f"({kommuner[til_kode]})"
    )


def beskriv_alle(plan: Plan, flytninger: Sequence[Flytning]) -> list[str]:
    """Return each flytning of a scenario in one line, read against the state it meets."""
    linjer = []
    for flytning in flytninger:
        linjer.append(beskriv(plan, flytning))
        plan = flyt(plan, flytning)
    return linjer
