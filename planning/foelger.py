"""What a scenario does to the region as a whole, and to whom it is further afterwards.

The plain counts a reader needs before any measure of spread: how much capacity there is, who is
beyond the limit, whose way to the nearest clinic grew, and who is left with nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planning.daekning import tjek_graense
from planning.daekningsbillede import Daekningsbillede
from planning.egn import stand
from planning.interval import TRIN, usikkerhed
from planning.plan import Plan

#: A way that grew by less than this is the same way: minutes are stored as float32.
KENDELIG_MIN = 0.01


@dataclass(frozen=True)
class Foelger:
    """Before and after of the region.

    kapacitet_*: capacities. uden_for_*: residents with more than `graense` minutes to the nearest
    clinic with capacity, or no way at all; `indbyggere` is all of them. laengere and kortere:
    residents whose way to the nearest one grew and shrank, laengst the greatest growth in minutes
    of those (inf where the way is gone). All by the plan's travel times, a model unless imported:
    `flere_mindst` and `flere_hoejst` are the ends of `flere_uden_for` when all ways are shorter and
    longer by what they may be off (`planning.interval`), and `usikker` is that, a share.
    uden_kapacitet: kommuner (codes) and lukkede: clinics (ids) that had capacity and have none.
    """

    graense: float
    indbyggere: float
    kapacitet_foer: float
    kapacitet_efter: float
    uden_for_foer: float
    uden_for_efter: float
    laengere: float
    kortere: float
    laengst: float
    uden_kapacitet: tuple[str, ...]
    lukkede: tuple[str, ...]
    flere_mindst: float
    flere_hoejst: float
    usikker: float

    @property
    def flere_uden_for(self) -> float:
        """How many more residents are beyond the limit; negative when they are fewer."""
        return self.uden_for_efter - self.uden_for_foer

    @property
    def kapacitet_forskel(self) -> float:
        """How much capacity the region gains; negative when it loses some."""
        return self.kapacitet_efter - self.kapacitet_foer

    @property
    def aendrer_veje(self) -> bool:
        """Whether anybody has longer or shorter to the nearest clinic than before."""
        return bool(self.laengere or self.kortere)

    @property
    def inden_for_foer_pct(self) -> float:
        """Percent of residents within the limit before."""
        return 100 * (1 - self.uden_for_foer / self.indbyggere)

    @property
    def inden_for_efter_pct(self) -> float:
        """Percent of residents within the limit after."""
        return 100 * (1 - self.uden_for_efter / self.indbyggere)


def foelger(foer: Plan, efter: Plan, graense: float, speciale: str | None = None) -> Foelger:
    """Return what going from one plan to another does to the region.

    `graense` in minutes; raises Inputfejl when it is not a number above 0. `speciale` is whose
    capacity counts where each speciale has its own.
    """
    graense = tjek_graense(graense)
    a, b = stand(foer, speciale), stand(efter, speciale)
    personer, (vej_a,), (vej_b,) = a.egn.personer, a.naermeste, b.naermeste
    with np.errstate(invalid="ignore"):
        forskel = vej_b - vej_a  # NaN where there is no way before or after
    laengere = forskel > KENDELIG_MIN
    usikker = usikkerhed(foer, "minutter")
    # Nearest ways are never missing, only without end.
    trin = np.array([1.0, *(TRIN if usikker else ())], dtype=vej_a.dtype)[:, None]
    ude_foer, ude_efter = ((trin * vej > graense) @ personer for vej in (vej_a, vej_b))
    flere = (ude_efter - ude_foer).tolist()
    koder, ider = foer.kommuner.index, foer.klinikker.index
    (mistet,) = (a.kommunekapacitet > 0) & (b.kommunekapacitet == 0)
    (lukket,) = (a.kapacitet > 0) & (b.kapacitet[:, : len(ider)] == 0)
    return Foelger(
        graense=graense,
        indbyggere=float(personer.sum()),
        kapacitet_foer=float(a.kapacitet.sum()),
        kapacitet_efter=float(b.kapacitet.sum()),
        uden_for_foer=float(personer[~(vej_a <= graense)].sum()),
        uden_for_efter=float(personer[~(vej_b <= graense)].sum()),
        laengere=float(personer[laengere].sum()),
        kortere=float(personer[forskel < -KENDELIG_MIN].sum()),
        laengst=float(forskel[laengere].max()) if laengere.any() else 0.0,
        uden_kapacitet=tuple(str(k) for k in koder[mistet]),
        lukkede=tuple(str(k) for k in ider[lukket]),
        flere_mindst=min(flere),
        flere_hoejst=max(flere),
        usikker=usikker,
    )


def vejforskel(foer: Daekningsbillede, efter: Daekningsbillede) -> NDArray[np.float64]:
    """Return how much further each demand point has to its nearest clinic, (n,) in minutes.

    Of `plan.punkter`, the same in both; infinite where there is no way any more, 0 where there was
    none before either.
    """
    vej_a, vej_b = (
        np.nan_to_num(b.naermeste.afstand.astype(float), nan=np.inf) for b in (foer, efter)
    )
    with np.errstate(invalid="ignore"):
        return np.nan_to_num(vej_b - vej_a, nan=0.0, posinf=np.inf, neginf=-np.inf)
