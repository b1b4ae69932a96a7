"""What each further clinic gives: the most within a limit by the number of new clinics.

Each number is a problem by itself, so they can be worked out in any order and anywhere
(`fordelt.i_dele`), as for the sites of a whole country.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planning.daekning import tjek_graense
from planning.effekt import STANDARDGRAENSE
from planning.kandidater import Slags
from planning.kapacitet import klinikkapacitet
from planning.placering import SEKUNDER, Inden, Placering, stoerste_daekning
from planning.placeringsforslag import HVEM, SLAGS, Hvem, ledige_steder, tjek_spurgt, veje
from planning.plan import Plan
from planning.talraekke import Tal


@dataclass(frozen=True, eq=False)
class Daekningssag:
    """A problem of most within a limit, to be asked of several numbers. Can be pickled.

    `inden` (points x sites) and `vaegt` as `planning.placering.stoerste_daekning` has them;
    `kendte` are sites that are open.
    """

    inden: Inden
    vaegt: Tal
    kendte: tuple[int, ...] = ()
    sekunder: float = SEKUNDER


def bedste_af(sag: Daekningssag, nye: int) -> Placering:
    """Return the best choice of so many new sites, with its bound."""
    return stoerste_daekning(sag.inden, sag.vaegt, nye, sag.kendte, sag.sekunder)


def daekningssag(
    plan: Plan,
    hvem: Hvem = "indbyggere",
    graense: float = STANDARDGRAENSE,
    slags: Collection[Slags] = SLAGS,
    speciale: str | None = None,
) -> Daekningssag:
    """Return the problem of a plan: site 0 is all that is open, and then each place there is.

    Raises Inputfejl as `planning.placeringsforslag.placeringsforslag`.
    """
    tjek_spurgt(plan, "flest", 1, hvem, slags)
    graense = tjek_graense(graense)
    har = klinikkapacitet(plan, speciale or plan.fag.ventespeciale)["kapacitet"]
    aabne = har.index[har.to_numpy() > 0]
    har_nu, til = veje(plan, aabne, ledige_steder(plan, aabne, slags, ()))
    inden = np.column_stack([har_nu, til]) <= graense
    return Daekningssag(inden, plan.punkter[HVEM[hvem]].to_numpy(), (0,))


def kurve(sag: Daekningssag, antal: Sequence[int], svar: Sequence[Placering]) -> pd.DataFrame:
    """Return the curve: antal, inden (how many), andel_pct, hoejst_pct (the bound) and status."""
    i_alt = float(sag.vaegt.sum())
    return pd.DataFrame(
        {
            "antal": list(antal),
            "inden": [p.vaerdi for p in svar],
            "andel_pct": [100 * p.vaerdi / i_alt for p in svar],
            "hoejst_pct": [100 * p.skranke / i_alt for p in svar],
            "status": [p.status for p in svar],
        }
    )
