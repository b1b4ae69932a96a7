"""What is shaken when a proposal is tried, each within its range, and a draw of all of it.

- befolkning: each kommune anywhere between what tabel 1 says (2019) and what was counted in its
  polling districts (published in 2024), on its own; with `til_aar` also what an imported
  projection says of the years until then. Its points follow.
- vaegte: any mixture of the criteria (`planning.vaegtninger.blandinger`).
- ventetid: each kommune's answers anywhere between the shortest and the longest it told; one
  figure stays that figure, and what was not told stays unknown.
- rejsetid: all ways by one of the factors of `planning.interval`; imported times are not shaken.

Who is counted with another weight (those of 70 years and over, residents treated) has one source,
and no range. Ranges are what the sources leave open, drawn evenly: not probabilities.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planning import effekt as e
from planning.fremskrivning import valgt_aar
from planning.husket import husket
from planning.interval import TRIN, usikkerhed
from planning.plan import Plan
from planning.talraekke import Tal
from planning.vaegtninger import blandinger
from planning.ventetid import ventetid

Rystelse = Literal["befolkning", "vaegte", "ventetid", "rejsetid"]
RYSTELSER: tuple[Rystelse, ...] = get_args(Rystelse)


@dataclass(frozen=True, eq=False)
class Traek:
    """One draw: inhabitants and weeks per kommune, weight per criterion, and a factor of time."""

    indbyggere: NDArray[np.float64]
    uger: NDArray[np.float64]
    vaegte: NDArray[np.float64]
    faktor: float


@husket()
def befolkningsspaend(plan: Plan, til_aar: int | None = None) -> pd.DataFrame:
    """Return the range of inhabitants of each kommune, of a plan by areas too.

    Index kode; kommune, indbyggere (the plan's), optalt (in the polling districts; NaN without),
    fremskrevet_lav and fremskrevet_hoej (of the projection's years until `til_aar`; NaN without),
    lav and hoej (of all of them). Raises Inputfejl for a year that the projection has not.
    """
    plan = plan.efter_kommune
    optalt = plan.distrikter.groupby("kommune_kode")["personer"].sum()
    ramme = plan.kommuner[["kommune", "indbyggere"]].assign(optalt=optalt.where(optalt > 0))
    ramme["fremskrevet_lav"] = ramme["fremskrevet_hoej"] = np.nan
    if til_aar is not None:
        valgt = plan.fremskrivning[plan.fremskrivning["aar"] <= valgt_aar(plan, til_aar)]
        hver = valgt.groupby(["kode", "aar"])["indbyggere"].sum().groupby("kode")
        ramme["fremskrevet_lav"], ramme["fremskrevet_hoej"] = hver.min(), hver.max()
    kilder = ramme[["indbyggere", "optalt", "fremskrevet_lav", "fremskrevet_hoej"]].astype(float)
    return ramme.assign(lav=kilder.min(axis=1), hoej=kilder.max(axis=1))


@husket()
def ventespaend(plan: Plan, speciale: str | None = None) -> pd.DataFrame:
    """Return the range of the wait in each kommune, weeks: kode, kommune, uger, lav and hoej.

    NaN where nothing was told. `speciale` is that of the field unless given.
    """
    vent = ventetid(plan)
    egne = vent[(vent["type"] == (speciale or plan.fag.ventespeciale)).to_numpy()]
    ramme = egne.set_index("kode").reindex(plan.efter_kommune.kommuner.index)
    return ramme[["kommune", "uger"]].assign(lav=ramme["uger_min"], hoej=ramme["uger_max"])


def efter_omraade(plan: Plan, indbyggere: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return inhabitants by what a plan tells by, of those of each kommune."""
    if plan.inddeling is None:
        return indbyggere
    koder = plan.efter_kommune.kommuner.index.map(plan.inddeling.koder)
    samlet = np.bincount(plan.kommuner.index.get_indexer(koder), indbyggere, len(plan.kommuner))
    return samlet.astype(float)


def faktorer(plan: Plan) -> tuple[float, ...]:
    """Return what all ways may be multiplied by: 1 alone where the times are imported."""
    return tuple(sorted({1.0, *TRIN})) if usikkerhed(plan, "minutter") else (1.0,)


def med_spaend(
    plan: Plan, speciale: str | None = None, til_aar: int | None = None
) -> tuple[Rystelse, ...]:
    """Return what the data of a plan leave a range of, and so can be shaken at all."""
    spaend = {
        "befolkning": befolkningsspaend(plan, til_aar),
        "ventetid": ventespaend(plan, speciale),
    }
    uden = {hvad for hvad, r in spaend.items() if not (r["hoej"] > r["lav"]).any()}
    if len(faktorer(plan)) == 1:
        uden.add("rejsetid")
    return tuple(r for r in RYSTELSER if r not in uden)


def traek(
    plan: Plan,
    froe: int,
    nr: int,
    rystes: Collection[Rystelse] = RYSTELSER,
    vaegte: tuple[tuple[str, float], ...] = tuple(e.STANDARDVAEGTE.items()),
    speciale: str | None = None,
    til_aar: int | None = None,
) -> Traek:
    """Return draw number `nr` of a seed: the same whatever was drawn before, and whoever asks.

    What is not in `rystes` is as the plan and `vaegte` have it; the rest is drawn as if it were.
    """
    tilfaeldig = np.random.default_rng((froe, nr))
    folk, vent = befolkningsspaend(plan, til_aar), ventespaend(plan, speciale)
    mellem = tilfaeldig.random((2, len(folk)))
    faktor = tilfaeldig.choice(faktorer(plan))
    (blanding,) = blandinger(len(e.STANDARDVAEGTE), 1, tilfaeldig)
    uger = vent["uger"].to_numpy(float)
    spaend = (vent["hoej"] > vent["lav"]).to_numpy() & ("ventetid" in rystes)
    return Traek(
        indbyggere=_mellem(folk, mellem[0])
        if "befolkning" in rystes
        else folk["indbyggere"].to_numpy(float),
        uger=np.where(spaend, _mellem(vent, mellem[1]), uger),
        vaegte=blanding
        if "vaegte" in rystes
        else np.array(list(e.tjek_vaegte(dict(vaegte)).values())),
        faktor=float(faktor) if "rejsetid" in rystes else 1.0,
    )


def _mellem(ramme: pd.DataFrame, hvor: Tal) -> NDArray[np.float64]:
    lav, hoej = (ramme[ende].to_numpy(float) for ende in ("lav", "hoej"))
    return lav + hvor * (hoej - lav)
