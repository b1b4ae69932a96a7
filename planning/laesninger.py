"""Three readings of the same capacity side by side, and where they disagree.

The crude ratio asks what the kommune holds; coverage asks who has a clinic near; access asks
what a resident can share in, across borders. Each is right about its own question.
"""

from __future__ import annotations

import pandas as pd

from dansk import kapaciteter, opremsning, procent, tal
from planning.adgang import Adgang
from planning.daekningsbillede import Daekningsbillede
from planning.status import Status

#: From here a reading says something (percent from the region; percentage points covered).
TYDELIG_PCT = 10.0
TYDELIG_POINT = 10.0


def laesninger(tabel: Status, daekning: Daekningsbillede, adgang: Adgang) -> pd.DataFrame:
    """Return the three readings per kommune, and the region last.

    Index kode and 'region', least access first; kommune, indbyggere_pr_kapacitet (persons),
    afvigelse_pct (of it from the region; positive is scarce), andel_pct (covered, percent),
    kapacitet_pr_10000 (access), adgang_afvigelse_pct (percent; negative is scarce), netto
    (capacities drawn on beyond the kommune's own) and forklaring (a sentence where the readings
    disagree, else empty).
    """
    ramme = adgang.ordnet()[["kommune", "kapacitet_pr_10000", "afvigelse_pct", "netto"]]
    ramme = ramme.rename(columns={"afvigelse_pct": "adgang_afvigelse_pct"})
    raa = tabel.ordnet()[["indbyggere_pr_kapacitet", "afvigelse_pct"]]
    samlet = ramme.join(raa).join(daekning.ordnet()["andel_pct"])
    under = daekning.region["andel_pct"] - samlet["andel_pct"]
    return samlet.assign(
        forklaring=[
            "" if kode == "region" else _forklaring(r, under[kode], daekning.region["andel_pct"])
            for kode, r in samlet.iterrows()
        ]
    )


def _forklaring(r: pd.Series, under: float, region_pct: float) -> str:
    knap = r["afvigelse_pct"] > TYDELIG_PCT
    rigelig = r["afvigelse_pct"] < -TYDELIG_PCT
    ringe_adgang = r["adgang_afvigelse_pct"] < -TYDELIG_PCT
    god_adgang = r["adgang_afvigelse_pct"] > TYDELIG_PCT
    daarligt_daekket = under > TYDELIG_POINT
    led = []
    if knap and not ringe_adgang:
        led.append(
            f"få kapaciteter pr. indbygger, men naboernes er i rækkevidde: borgerne trækker på "
            f"{kapaciteter(round(r['netto'], 1))} kapaciteter mere end kommunens egne"
            if r["netto"] > 0
            else "få kapaciteter pr. indbygger, men de fleste bor tæt på dem"
        )
    if rigelig and not god_adgang:
        led.append(
            f"mange kapaciteter, men de deles med naboerne: {kapaciteter(round(-r['netto'], 1))} "
            "bruges af andre"
            if r["netto"] < 0
            else "mange kapaciteter, men langt væk for mange"
        )
    if daarligt_daekket and not knap:
        led.append(
            f"kun {procent(r['andel_pct'], 0)} har en klinik inden for grænsen mod "
            f"{procent(region_pct, 0)} i regionen, selv om kapaciteten pr. indbygger ikke er knap"
        )
    if ringe_adgang and not knap and not rigelig:
        led.append(f"adgangen er {procent(-r['adgang_afvigelse_pct'], 0)} lavere end regionens")
    if not led:
        return ""
    return f"{r['kommune']}: {opremsning(led)}."


def uenighed(ramme: pd.DataFrame) -> str:
    """Return how many kommuner the readings disagree about, in one sentence."""
    uenige = ramme[ramme["forklaring"] != ""]
    if uenige.empty:
        return "De tre læsninger peger samme vej i alle kommuner."
    return (
        f"De tre læsninger peger hver sin vej i {tal(len(uenige))} kommuner: "
        f"{opremsning(list(uenige['kommune']))}."
    )
