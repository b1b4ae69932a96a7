"""The places a capacity can be put: the clinics there are, and where a new address could be.

A new address is the point of a town, the polling place of a district, or a point of the user's.
Each place stands once: where one is nearer another than `planning.plan.SAMME_STED_M`, the first of
clinic, town, district and point is the place. No way is read before it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from planning.husket import husket
from planning.plan import SAMME_STED_M, Plan, Sted

Slags = Literal["klinik", "by", "distrikt", "punkt"]


@dataclass(frozen=True)
class Kandidat:
    """A place a capacity can be put, and what it is.

    `sted.sted_id` of a clinic is its klinik_id, also where it is a new address of a scenario. The
    kommune is a kommune also in a plan by areas.
    """

    slags: Slags
    sted: Sted


def kandidater(plan: Plan, punkter: Sequence[Sted] = ()) -> tuple[Kandidat, ...]:
    """Return the places a capacity can be put: clinics, towns, districts, and points of the user's.

    In the order of `plan.klinikker`, `plan.steder` and `punkter`, each place once.
    """
    klinikker = [Kandidat("klinik", sted) for sted in _klinikker(plan)]
    nye = [Kandidat(_slags(plan, sted), sted) for sted in plan.steder]
    nye += [Kandidat("punkt", sted) for sted in punkter]
    ud, optaget = klinikker, _xy(klinikker)
    for ny, xy in zip(nye, _xy(nye), strict=True):
        if np.hypot(*(optaget - xy).T).min(initial=np.inf) > SAMME_STED_M:
            ud.append(ny)
            optaget = np.vstack([optaget, xy])
    return tuple(ud)


@husket()
def nye_adresser(plan: Plan, punkter: Sequence[Sted] = ()) -> tuple[Sted, ...]:
    """Return the `kandidater` that are no clinic of the plan."""
    return tuple(k.sted for k in kandidater(plan, punkter) if k.slags != "klinik")


def minutter_til(plan: Plan, steder: Sequence[Sted]) -> NDArray[np.floating[Any]]:
    """Return the travel times to some places, points x places: minutes, NaN for no way.

    Of a clinic those of the plan, imported or not; of a new address always the model's, the same as
    `plan.afstand_til` has. The first time those of `plan.steder` are asked for they are made, all
    at once.
    """
    kolonner = list(veje_til(plan, steder))
    return np.column_stack(kolonner) if kolonner else np.empty((len(plan.punkter), 0))


def veje_til(plan: Plan, steder: Sequence[Sted]) -> Iterator[NDArray[np.floating[Any]]]:
    """Yield the travel times to each place, per point, as `minutter_til` has them in its columns.

    One at a time: those to some hundred places are some tens of megabytes.
    """
    pladser = {sted_id: nr for nr, sted_id in enumerate(plan.klinikker.index)}
    kendte = {(sted.x, sted.y): nr for nr, sted in enumerate(plan.steder)}
    # Read once, and not unless it is needed: it may be made, or multiplied, as it is asked for.
    til_steder = cache(lambda: plan.stedafstande["minutter"])
    for sted in steder:
        if sted.sted_id in pladser:
            yield plan.afstande["minutter"][:, pladser[sted.sted_id]]
        elif (sted.x, sted.y) in kendte:
            yield til_steder()[:, kendte[sted.x, sted.y]]
        else:
            yield plan.afstand_til(sted)["minutter"]


def _klinikker(plan: Plan) -> list[Sted]:
    ramme = plan.efter_kommune.klinikker
    felter = [f for f in Sted.__dataclass_fields__ if f != "sted_id"]
    return [
        Sted(str(klinik_id), **raekke)
        for klinik_id, raekke in ramme[felter].to_dict("index").items()
    ]


def _slags(plan: Plan, sted: Sted) -> Slags:
    return "by" if sted.sted_id.removeprefix("ny-") in plan.byer.index else "distrikt"


def _xy(kandidater_: Sequence[Kandidat]) -> NDArray[np.float64]:
    return np.array([(k.sted.x, k.sted.y) for k in kandidater_], float).reshape(-1, 2)
