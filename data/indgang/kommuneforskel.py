"""What a file changes in each kommune; and residents far from the dataset's: told, asked about."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dansk import fortegn, opremsning, tal
from data.fund import Fund
from data.indgang.art import ADVARSEL, Kilde
from data.indgang.spoergsmaal import Spoergsmaal
from planning.plan import Plan

#: A kommune this far from the dataset's figure is remarked on, and this far is asked about.
BEMAERK_PCT, SPOERG_PCT = 5.0, 20.0


def forskel(plan: Plan, hvad: str, foer: pd.Series, efter: pd.Series) -> pd.DataFrame:
    """Return a figure of each kommune before and after, as `Tolkning.forskel`.

    `hvad` it is called; `foer` and `efter`: index kode, in any order. The change of what was
    nothing is missing.
    """
    a, b = (s.reindex(plan.kommuner.index) for s in (foer, efter))
    return pd.DataFrame(
        {
            "hvad": hvad,
            "foer": a.to_numpy(),
            "efter": b.to_numpy(),
            "aendring_pct": (100 * (b / a.where(a > 0) - 1)).to_numpy(),
            "kode": plan.kommuner.index,
        },
        index=pd.Index(plan.kommuner["kommune"], name="navn"),
    )


def afvigelser(aendret: pd.DataFrame, kilde: Kilde) -> Iterator[Fund]:
    """Yield which kommuner are further from the dataset than a year or two would take them."""
    langt = aendret[aendret["aendring_pct"].abs() > BEMAERK_PCT]
    if len(langt):
        hver = [f"{navn} ({fortegn(p)} %)" for navn, p in langt["aendring_pct"].items()]
        yield kilde.fund(
            f"Over {tal(BEMAERK_PCT)} % fra datasættets folketal: {opremsning(hver)}.",
            alvor=ADVARSEL,
        )


def rimeligt(aendret: pd.DataFrame, plan: Plan, nye: pd.Series) -> Spoergsmaal | None:
    """Return the question of figures too far from the dataset's to be taken in silence."""
    langt = aendret[aendret["aendring_pct"].abs() > SPOERG_PCT]
    if langt.empty:
        return None
    hver = [
        f"{navn} {tal(r['foer'])} til {tal(r['efter'])}" for navn, r in langt.iloc[:4].iterrows()
    ]
    flere = f" og {len(langt) - 4} til" if len(langt) > 4 else ""
    return Spoergsmaal(
        "folketal",
        f"Folketallet ændrer sig over {tal(SPOERG_PCT)} %: {'; '.join(hver)}{flere}. "
        f"{_hvorfor(plan.kommuner['indbyggere'], nye)}Er det rigtigt?",
        (("nej", "nej, filen skal ikke bruges"), ("ja", "ja, brug tallene")),
        "nej",
    )


def _hvorfor(foer: pd.Series, nye: pd.Series) -> str:
    """Return what the figures look like, "" for nothing that is known."""
    forhold = nye / foer
    for gange in (10, 100, 1000, 0.1, 0.01, 0.001):
        if (forhold / gange - 1).abs().max() < SPOERG_PCT / 100:
            return f"De er alle omkring {tal(gange, 3, fast=False)} gange datasættets. "
    if 0 < nye.sum() <= 100 * len(nye):
        return "De ligner procenter. "
    langt = [k for k in forhold.index if abs(forhold[k] - 1) > SPOERG_PCT / 100]
    if len(langt) == 2:
        a, b = langt
        if max(abs(nye[a] / foer[b] - 1), abs(nye[b] / foer[a] - 1)) < SPOERG_PCT / 100:
            return "De to kommuner ser ud til at være byttet om. "
    return ""
