"""Three readings of the same capacity side by side, and where they disagree.

The crude ratio asks what the kommune holds; coverage asks who has a clinic near; access asks
what a resident can share in, across borders. Each is right about its own question.
`saetninger.laesninger` says where they disagree.
"""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from planning.adgang import Adgang
from planning.daekningsbillede import Daekningsbillede
from planning.interval import TRIN
from planning.plan import REGIONSRAEKKE
from planning.status import Status

#: From here a reading says something (percent from the region; percentage points covered).
TYDELIG_PCT = 10.0
TYDELIG_POINT = 10.0

#: Scarce by number, yet the neighbours' capacity is drawn on, or residents live near what there
#: is; plentiful, yet others draw on it, or it is far away; fewer covered, though not scarce; poor
#: access and nothing else.
Uenighed = Literal[
    "knap_men_naboer",
    "knap_men_naer",
    "rigelig_men_delt",
    "rigelig_men_fjern",
    "faerre_daekket",
    "ringe_adgang",
]
UENIGHEDER: tuple[Uenighed, ...] = get_args(Uenighed)


def laesninger(
    tabel: Status, daekning: Daekningsbillede, adgang: Adgang, spaend: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the three readings per kommune, and the region last.

    `spaend` as `planning.adgang.adgangsspaend` returns it. Index kode and 'region', least access
    first; kommune, indbyggere_pr_kapacitet (persons), afvigelse_pct (of it from the region;
    positive is scarce), andel_pct (covered, percent), kapacitet_pr_10000 (access),
    adgang_afvigelse_pct (percent; negative is scarce), netto (capacities drawn on beyond the
    kommune's own), adgang_afvigelse_pct_mindst and _hoejst (its ends, where travel times are a
    model), uenigheder (a tuple of `Uenighed`, empty where the readings agree): those
    that hold however long the ways may be, and usikre: those that do not.
    """
    ramme = adgang.ordnet()[["kommune", "kapacitet_pr_10000", "afvigelse_pct", "netto"]]
    ramme = ramme.rename(columns={"afvigelse_pct": "adgang_afvigelse_pct"})
    raa = tabel.ordnet()[["indbyggere_pr_kapacitet", "afvigelse_pct"]]
    dele = daekning.ordnet()
    samlet = ramme.join(raa).join(dele["andel_pct"])
    raa_pct = samlet["afvigelse_pct"].to_numpy(float)
    her = _uenigheder(raa_pct, samlet["adgang_afvigelse_pct"], samlet["netto"], samlet["andel_pct"])
    holder = her
    if spaend is not None and not spaend.empty:
        paa_andet, ender_pct = spaend.reindex(samlet.index), dele.reindex(samlet.index)
        for faktor in TRIN:
            # Coverage falls as ways get longer, so its own ends are enough.
            andel_pct = ender_pct["lav_pct" if faktor > 1 else "hoej_pct"]
            adgang_pct, netto = (paa_andet[f"{n}_{faktor}"] for n in ("afvigelse_pct", "netto"))
            holder = holder & _uenigheder(raa_pct, adgang_pct, netto, andel_pct)
        ender = [samlet["adgang_afvigelse_pct"], *(paa_andet[f"afvigelse_pct_{f}"] for f in TRIN)]
        samlet["adgang_afvigelse_pct_mindst"] = np.min(ender, axis=0)
        samlet["adgang_afvigelse_pct_hoejst"] = np.max(ender, axis=0)
    return samlet.assign(uenigheder=_navne(holder), usikre=_navne(her & ~holder))


def _navne(fundet: NDArray[np.bool_]) -> list[tuple[Uenighed, ...]]:
    return [tuple(u for u, er in zip(UENIGHEDER, raekke, strict=True) if er) for raekke in fundet]


def _uenigheder(
    raa_pct: NDArray[np.float64], adgang_pct: pd.Series, netto: pd.Series, andel_pct: pd.Series
) -> NDArray[np.bool_]:
    """Return where the readings disagree on one ground, kommuner and region x `UENIGHEDER`."""
    knap, rigelig = raa_pct > TYDELIG_PCT, raa_pct < -TYDELIG_PCT
    a, n, andel = (v.to_numpy(float) for v in (adgang_pct, netto, andel_pct))
    region = (adgang_pct.index == REGIONSRAEKKE)[:, None]
    ringe, god = a < -TYDELIG_PCT, a > TYDELIG_PCT
    under = andel[region[:, 0]] - andel > TYDELIG_POINT
    af_navn = {
        "knap_men_naboer": knap & ~ringe & (n > 0),
        "knap_men_naer": knap & ~ringe & ~(n > 0),
        "rigelig_men_delt": rigelig & ~god & (n < 0),
        "rigelig_men_fjern": rigelig & ~god & ~(n < 0),
        "faerre_daekket": under & ~knap,
        "ringe_adgang": ringe & ~knap & ~rigelig,
    }
    # The region is what is deviated from.
    return np.column_stack([af_navn[u] for u in UENIGHEDER]) & ~region
