"""A proposal as a value: the fewest moves and what proves it, or what is in the way.

`planning.forslag` makes it of whole capacities, `planning.beloebsforslag` of amounts.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import pandas as pd

from planning.forslagshindring import Hindring
from planning.forslagskrav import Krav, Rammer
from planning.forslagsmaal import Maal
from planning.forslagsmodel import GAB, Status, Svar
from planning.tiltag import AfMaengde

#: What a kommune can do of each kind of capacity, in the order of a `Fordeling`.
RETNINGER = ("giver", "faar")


@dataclass(frozen=True, eq=False)
class Udkast:
    """One proposal: its tiltag in order, and how even it is before and after each (`trin`).

    `fordeling`: index kode; kommune, and for each kind of capacity <key>_giver and <key>_faar.
    `hensyn` is its figure by the second aim, `hensyn_bevist` whether none as short has a lower.
    """

    tiltag: tuple[AfMaengde, ...]
    trin: pd.DataFrame = field(repr=False)
    fordeling: pd.DataFrame = field(repr=False)
    hensyn: float
    hensyn_bevist: bool


@dataclass(frozen=True, eq=False)
class Forslag:
    """The fewest moves that meet `krav`, or what is in the way.

    hele: whether a move is of one whole capacity; else of an amount. antal: moves; None where there
    is none. status: "bevist" where fewer will not do, "tidsgraense" where the search was stopped
    and `graense` moves are what is known to be needed, "kan_ikke" where nothing will do and
    "intet_fundet" where it was stopped with nothing.
    lige_gode: distributions between the kommuner that are as short, None where they are not
    counted. udkast: the best by `maal`, and then those as short that differ most from it and each
    other. hindring: only where nothing will do.
    """

    krav: Krav
    maal: Maal
    hele: bool
    status: Status
    antal: int | None
    graense: float
    gab_pct: float
    middel: float
    lige_gode: int | None
    udkast: tuple[Udkast, ...]
    hindring: Hindring | None = None

    @property
    def mindst(self) -> int:
        """How many moves are known to be needed."""
        return math.ceil(self.graense - GAB)

    @property
    def tiltag(self) -> tuple[AfMaengde, ...]:
        """The tiltag of the best one, in order."""
        return self.udkast[0].tiltag if self.udkast else ()


def uden_udkast(r: Rammer, maal: Maal, faerrest: Svar) -> Forslag:
    """Return what the search for the fewest moves came to, before there is anything to propose."""
    return Forslag(
        krav=r.krav,
        maal=maal,
        hele=r.hele,
        status=faerrest.status,
        antal=None,
        graense=faerrest.graense,
        gab_pct=0.0,
        middel=r.middel,
        lige_gode=None,
        udkast=(),
    )


def hver(udkast: Udkast, retning: str) -> list[tuple[str, float]]:
    """Return the kommuner that give ("giver") or get ("faar") in a proposal, by name, and how much.

    Moves of one capacity, of every kind alike, or kr.; most first.
    """
    ramme = udkast.fordeling
    antal = ramme[[k for k in ramme if str(k).endswith(f"_{retning}")]].sum(axis=1)
    antal = antal[antal > 0].sort_values(ascending=False, kind="stable")
    return [(str(ramme["kommune"][kode]), float(n)) for kode, n in antal.items()]
