"""Where the three readings of capacity disagree, in Danish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dansk import antal, opremsning, procent, tal
from planning.laesninger import TYDELIG_PCT, TYDELIG_POINT, Uenighed
from saetninger.adgang import ADGANG_ER
from saetninger.omraadeord import ORD, Omraadeord

UENIG: Mapping[Uenighed, str] = {
    "knap_men_naboer": (
        "få kapaciteter pr. indbygger, men naboernes er i rækkevidde: borgerne trækker på {netto} "
        "kapaciteter mere end {omraadet}s egne"
    ),
    "knap_men_naer": "få kapaciteter pr. indbygger, men de fleste bor tæt på dem",
    "rigelig_men_delt": "mange kapaciteter, men de deles med naboerne: {netto} bruges af andre",
    "rigelig_men_fjern": "mange kapaciteter, men langt væk for mange",
    "faerre_daekket": (
        "kun {andel} har en klinik inden for grænsen mod {region} i regionen, selv om kapaciteten "
        "pr. indbygger ikke er knap"
    ),
    "ringe_adgang": "adgangen er {lavere} lavere end regionens",
}
#: So many that are worst off alike are named.
FLEST_NAVNE = 3
#: Why the readings may have each their worst.
HVER_SIT = "De måler hver sit"
#: How a kommune stands against the region: more to a capacity or not, and a longer way or not.
STILLINGER: Mapping[tuple[bool, bool], str] = {
    (True, True): "både flere indbyggere om hver kapacitet og længere vej",
    (True, False): "flere indbyggere om hver kapacitet, men ikke længere vej",
    (False, True): "længere vej, men ikke flere indbyggere om hver kapacitet",
    (False, False): "hverken flere indbyggere om hver kapacitet eller længere vej",
}
#: From where readings count as apart.
FRA_HVORNAAR = (
    f"Det tæller fra {tal(TYDELIG_PCT)} %, for vejen fra {tal(TYDELIG_POINT)} procentpoint."
)
#: Where they disagree by the model's times and not by all that may be.
USIKKERT = "{kommune}: for usikkert at sige."


def forklaret(ramme: pd.DataFrame, omraade: Omraadeord = ORD["kommune"]) -> pd.DataFrame:
    """Return the readings with the column forklaring: a sentence, empty where they agree.

    `ramme` as `planning.laesninger.laesninger` returns it.
    """
    region_pct = ramme.loc["region", "andel_pct"]
    return ramme.assign(
        forklaring=[_forklaring(r, region_pct, omraade) for _, r in ramme.iterrows()]
    )


def ringest(ramme: pd.DataFrame) -> str:
    """Return which kommune is worst off by each reading; "" where there is nothing to read."""
    kommuner = ramme.drop(index="region")
    if kommuner[["afvigelse_pct", "andel_pct", "adgang_afvigelse_pct"]].isna().all().any():
        return ""
    # Who has no capacity is worse off than any who has.
    knaphed = kommuner["afvigelse_pct"].fillna(float("inf"))
    hvem = {
        "indbyggere pr. kapacitet": knaphed == knaphed.max(),
        "minutter til en klinik": kommuner["andel_pct"] == kommuner["andel_pct"].min(),
        f"adgang ({ADGANG_ER})": kommuner["adgang_afvigelse_pct"]
        == kommuner["adgang_afvigelse_pct"].min(),
    }
    navne = {hvad: tuple(kommuner["kommune"][vaerst]) for hvad, vaerst in hvem.items()}
    foerste, *andre = navne.values()
    if all(hver == foerste for hver in andre):
        alle = opremsning(foerste, hoejst=FLEST_NAVNE)
        return f"Ringest stillet er {alle} på {opremsning(list(hvem))}."
    led = [f"{opremsning(n, hoejst=FLEST_NAVNE)} på {hvad}" for hvad, n in navne.items()]
    flere = any(len(n) > 1 for n in navne.values())
    dom = f"Ringest stillet er {'; '.join(led) if flere else opremsning(led)}."
    vaerst = pd.concat([kommuner[v] for v in hvem.values()])
    grund = "" if flere else _hvorfor(vaerst.drop_duplicates("kommune"), ramme.loc["region"])
    return f"{dom} {HVER_SIT}{grund}."


def _hvorfor(vaerst: pd.DataFrame, region: pd.Series) -> str:
    """Return how those that are worst off stand by residents to a capacity, and by the way."""
    grupper: dict[tuple[bool, bool], list[str]] = {}
    for r in vaerst.itertuples():
        stilling = (r.afvigelse_pct > 0, r.andel_pct < region["andel_pct"])
        grupper.setdefault(stilling, []).append(r.kommune)
    led = [f"{opremsning(navne)} {STILLINGER[s]}" for s, navne in grupper.items()]
    return f": mod regionen har {'; '.join(led)}"


def uenighed(ramme: pd.DataFrame, omraade: Omraadeord = ORD["kommune"]) -> str:
    """Return how many kommuner the readings disagree about, in one sentence."""
    uenige = ramme.loc[ramme["uenigheder"].map(bool), "kommune"]
    usikre = ramme.loc[ramme["usikre"].map(bool) & ~ramme["uenigheder"].map(bool), "kommune"]
    if ramme["adgang_afvigelse_pct"].isna().all():
        return "Der er ingen kapacitet at læse på tre måder."
    om = f" Om {opremsning(list(usikre))} er det for usikkert at sige." if len(usikre) else ""
    if uenige.empty:
        hvor = f"alle {'andre ' if len(usikre) else ''}{omraade.flertal}"
        return f"De tre læsninger peger samme vej i {hvor}.{om}"
    hvor_mange = antal(len(uenige), omraade.ental, omraade.flertal)
    return (
        f"De tre læsninger peger hver sin vej i {hvor_mange}: {opremsning(list(uenige))}.{om} "
        f"{FRA_HVORNAAR}"
    )


def usikkert(ramme: pd.DataFrame, kode: str) -> str:
    """Return what readings disagree on by the model's times alone, of a kommune with `usikre`."""
    r = ramme.loc[kode]
    led = _grunde(r, r["usikre"], ramme.at["region", "andel_pct"], ORD["kommune"])
    return opremsning(led)


def _forklaring(r: pd.Series, region_pct: float, omraade: Omraadeord) -> str:
    led = _grunde(r, r["uenigheder"], region_pct, omraade)
    if led:
        return f"{r['kommune']}: {opremsning(led)}."
    return USIKKERT.format(kommune=r["kommune"]) if r["usikre"] else ""


def _grunde(
    r: pd.Series, uenigheder: Sequence[Uenighed], region_pct: float, omraade: Omraadeord
) -> list[str]:
    figurer = {
        "omraadet": omraade.bestemt,
        "netto": tal(abs(r["netto"]), 1, fast=False),
        "andel": procent(r["andel_pct"], 0),
        "region": procent(region_pct, 0),
        "lavere": procent(abs(r["adgang_afvigelse_pct"]), 0),
    }
    return [UENIG[u].format(**figurer) for u in uenigheder]
