"""Three readings of the same capacity side by side, and where they disagree.

The crude ratio asks what the kommune holds; coverage asks who has a clinic near; access asks
what a resident can share in, across borders. Each is right about its own question.
`saetninger.laesninger` says where they disagree.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pandas as pd

from planning.adgang import Adgang
from planning.daekningsbillede import Daekningsbillede
from planning.interval import TRIN
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


def laesninger(
    tabel: Status, daekning: Daekningsbillede, adgang: Adgang, spaend: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the three readings per kommune, and the region last.

    `spaend` as `planning.adgang.adgangsspaend` returns it. Index kode and 'region', least access
    first; kommune, indbyggere_pr_kapacitet (persons), afvigelse_pct (of it from the region;
    positive is scarce), andel_pct (covered, percent), kapacitet_pr_10000 (access),
    adgang_afvigelse_pct (percent; negative is scarce), netto (capacities drawn on beyond the
    kommune's own), both with `_mindst` and `_hoejst` (their ends, where travel times are a
    model), uenigheder (a tuple of `Uenighed`, empty where the readings agree): those
    that hold however long the ways may be, and usikre: those that do not.
    """
    ramme = adgang.ordnet()[["kommune", "kapacitet_pr_10000", "afvigelse_pct", "netto"]]
    ramme = ramme.rename(columns={"afvigelse_pct": "adgang_afvigelse_pct"})
    raa = tabel.ordnet()[["indbyggere_pr_kapacitet", "afvigelse_pct"]]
    dele = daekning.ordnet()
    samlet = ramme.join(raa).join(dele["andel_pct"])
    her = _paa(samlet, samlet["adgang_afvigelse_pct"], samlet["netto"], dele["andel_pct"])
    holder = her
    if spaend is not None and not spaend.empty:
        for faktor in TRIN:
            # Coverage falls as ways get longer, so its own ends are enough.
            andel_pct = dele["lav_pct"] if faktor > 1 else dele["hoej_pct"]
            adgang_pct, netto = (spaend[f"{n}_{faktor}"] for n in ("afvigelse_pct", "netto"))
            andre = _paa(samlet, adgang_pct, netto, andel_pct)
            holder = [tuple(u for u in a if u in b) for a, b in zip(holder, andre, strict=True)]
        for navn in ("adgang_afvigelse_pct", "netto"):
            ender = spaend.filter(like=navn.removeprefix("adgang_")).reindex(samlet.index)
            ender = ender.assign(her=samlet[navn])
            samlet[f"{navn}_mindst"] = ender.min(axis=1)
            samlet[f"{navn}_hoejst"] = ender.max(axis=1)
    usikre = [tuple(u for u in a if u not in b) for a, b in zip(her, holder, strict=True)]
    return samlet.assign(uenigheder=holder, usikre=usikre)


def _paa(
    samlet: pd.DataFrame, adgang_pct: pd.Series, netto: pd.Series, andel_pct: pd.Series
) -> list[tuple[Uenighed, ...]]:
    """Return where the readings disagree on one ground, in the order of `samlet`."""
    her = samlet.assign(adgang_afvigelse_pct=adgang_pct, netto=netto, andel_pct=andel_pct)
    under = her.loc["region", "andel_pct"] - her["andel_pct"]
    # The region is what is deviated from.
    return [tuple(_uenigheder(r, under[k])) if k != "region" else () for k, r in her.iterrows()]


def _uenigheder(r: pd.Series, under: float) -> Iterator[Uenighed]:
    knap = r["afvigelse_pct"] > TYDELIG_PCT
    rigelig = r["afvigelse_pct"] < -TYDELIG_PCT
    ringe_adgang = r["adgang_afvigelse_pct"] < -TYDELIG_PCT
    god_adgang = r["adgang_afvigelse_pct"] > TYDELIG_PCT
    if knap and not ringe_adgang:
        yield "knap_men_naboer" if r["netto"] > 0 else "knap_men_naer"
    if rigelig and not god_adgang:
        yield "rigelig_men_delt" if r["netto"] < 0 else "rigelig_men_fjern"
    if under > TYDELIG_POINT and not knap:
        yield "faerre_daekket"
    if ringe_adgang and not knap and not rigelig:
        yield "ringe_adgang"
