"""Which moves of a proposal are found again among the shortest proposals of another programme.

A move is so many of a kind from one kommune to another. Capacities of a kind are alike, so a
proposal contains it where the one kommune gives as many and the other gets as many; of new ones,
where as many more are got than given. All that is told is proven, and hangs on no choice among
equals: the fewest moves, whether any proposal as short contains a move, and the most moves that
one of them contains together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from planning.forslagskrav import Rammer
from planning.forslagsmodel import Forslagsmodel, Led
from planning.lige_gode import kommunernes
from planning.plan import Plan, Sted
from planning.planomraade import omraade
from planning.tiltag import AfMaengde, afgiver, modtager

#: In place of the kommune that gives, of what is new.
NYT = -1
#: The kind, whether it is given (0) or got (1), and the kommune.
Ende = tuple[int, int, int]


@dataclass(frozen=True)
class Vej:
    """So many of a kind from one kommune (`NYT` for none) to another, by their numbers."""

    fra: int
    til: int
    art: int
    antal: int


@dataclass(frozen=True)
class Genfundet:
    """The fewest moves (None where nothing will do), and what is found again of some.

    findes: of each whether a proposal as short contains it. sammen: the most capacities moved of
    them that one contains. afklaret: False where a limit of time stopped the search.
    """

    antal: int | None
    findes: tuple[bool, ...]
    sammen: int
    afklaret: bool = True


def veje(plan: Plan, r: Rammer, tiltag: Sequence[AfMaengde]) -> tuple[Vej, ...]:
    """Return the moves between kommuner that tiltag of a proposal come to, each once."""
    noegler = [a.noegle for a in plan.opgoerelse.arter if a.taeller]
    antal: Counter[tuple[int, int, int]] = Counter()
    for t in tiltag:
        fra, til = (_kommune(plan, r, sted) for sted in (afgiver(t), modtager(t)))
        for noegle, hvor_mange in t.maengde.items():
            antal[fra, til, noegler.index(noegle)] += int(hvor_mange)
    return tuple(Vej(*hvor, n) for hvor, n in sorted(antal.items()))


def _kommune(plan: Plan, r: Rammer, sted: str | Sted | None) -> int:
    if sted is None:
        return NYT
    if isinstance(sted, Sted):
        return r.koder.index(omraade(plan, sted))
    return int(r.kommune[plan.klinikker.index.get_loc(sted)])


def genfind(model: Forslagsmodel, tolerance_pct: float, hvad: Sequence[Vej]) -> Genfundet:
    """Return what is found again of some moves among the shortest proposals of a programme."""
    faerrest = model.loes(model.antal(), tolerance_pct)
    ingen = (False,) * len(hvad)
    if faerrest.status != "bevist":
        return Genfundet(None, ingen, 0, faerrest.status == "kan_ikke")
    antal = round(faerrest.vaerdi)
    if not antal or not hvad:
        return Genfundet(antal, ingen, 0)
    flest = model.loes(flest_sammen(model, hvad), tolerance_pct, antal)
    sammen, afklaret = round(-flest.vaerdi), flest.status == "bevist"
    if sammen == sum(v.antal for v in hvad):
        return Genfundet(antal, (True,) * len(hvad), sammen, afklaret)
    findes = [model.loes(som_har(model, v), tolerance_pct, antal) for v in hvad]
    return Genfundet(
        antal,
        tuple(f.fundet for f in findes),
        sammen,
        afklaret and all(f.status in ("bevist", "kan_ikke") for f in findes),
    )


def som_har(model: Forslagsmodel, vej: Vej) -> Led:
    """Return no cost, and the rows of the proposals that contain a move."""
    raekker = _mindst(model, [(ende, vej.antal) for ende in _ender(vej)], csr_array((2, 0)))
    return replace(model.uden_led(model.ingen), **raekker)


def flest_sammen(model: Forslagsmodel, hvad: Sequence[Vej]) -> Led:
    """Return the cost whose least is minus the most capacities moved of some moves together."""
    # Moves that share an end share what is given or got there.
    ender = sorted({ende for vej in hvad for ende in _ender(vej)})
    af_nye = np.array([[-1.0 * (ende in _ender(vej)) for vej in hvad] for ende in ender])
    return replace(
        model.uden_led(model.ingen),
        **_mindst(model, [(ende, 0) for ende in ender], csr_array(af_nye)),
        pris=-np.ones(len(hvad)),
        hele=np.ones(len(hvad), bool),
        loft=np.array([float(vej.antal) for vej in hvad]),
    )


def _ender(vej: Vej) -> tuple[Ende, Ende]:
    return (vej.art, 0, vej.fra), (vej.art, 1, vej.til)


def _mindst(
    model: Forslagsmodel, krav: Sequence[tuple[Ende, int]], af_nye: csr_array
) -> dict[str, Any]:
    """Return the rows of a `Led` that ask for as many at some ends, of base and new columns."""
    kommuner, arter, samlet = len(model.rammer.koder), model.arter, kommunernes(model)
    raekker = []
    for (art, retning, kommune), _ in krav:
        vaegt = np.zeros((2, kommuner, arter))
        if kommune == NYT:
            vaegt[:, :, art] = [[-1.0], [1.0]]
        else:
            vaegt[retning, kommune, art] = 1.0
        raekker.append(vaegt.ravel())
    return {
        "af_base": csr_array(csr_array(np.array(raekker)) @ samlet),
        "af_nye": af_nye,
        "mindst": np.array([float(antal) for _, antal in krav]),
        "hoejst": np.full(len(krav), np.inf),
    }
