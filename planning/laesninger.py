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


def laesninger(tabel: Status, daekning: Daekningsbillede, adgang: Adgang) -> pd.DataFrame:
    """Return the three readings per kommune, and the region last.

    Index kode and 'region', least access first; kommune, indbyggere_pr_kapacitet (persons),
    afvigelse_pct (of it from the region; positive is scarce), andel_pct (covered, percent),
    kapacitet_pr_10000 (access), adgang_afvigelse_pct (percent; negative is scarce), netto
    (capacities drawn on beyond the kommune's own) and uenigheder (a tuple of `Uenighed`, empty
    where the readings agree).
    """
    ramme = adgang.ordnet()[["kommune", "kapacitet_pr_10000", "afvigelse_pct", "netto"]]
    ramme = ramme.rename(columns={"afvigelse_pct": "adgang_afvigelse_pct"})
    raa = tabel.ordnet()[["indbyggere_pr_kapacitet", "afvigelse_pct"]]
    samlet = ramme.join(raa).join(daekning.ordnet()["andel_pct"])
    under = daekning.region["andel_pct"] - samlet["andel_pct"]
    # The region is what is deviated from.
    fundet = [
        tuple(_uenigheder(r, under[k])) if k != "region" else () for k, r in samlet.iterrows()
    ]
    return samlet.assign(uenigheder=fundet)


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
