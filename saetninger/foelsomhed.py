"""How much a result rests on times, people and weights, in Danish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dansk import opremsning, score, tal
from planning.foelsomhed import BEDSTE, Effektspaend
from planning.varianter import Variant
from saetninger.spaend import PROCENT

#: What is shaken, as the end of a sentence that begins with »når«.
ORD: Mapping[Variant, str] = {
    "kortere": f"alle rejsetider er {PROCENT} % kortere",
    "laengere": f"alle rejsetider er {PROCENT} % længere",
    "optalt": "indbyggerne er dem, der blev talt op i juni 2024",
}


def spaendtekst(spaend: Effektspaend) -> str:
    """Return the range of a total effect, and whether its sign holds; "" where there is none."""
    if not spaend.varianter:
        return ""
    holder = "" if spaend.samme_fortegn else ", så fortegnet holder ikke"
    return (
        f"Når {_eller(spaend.varianter)}, er den fra {score(spaend.mindst)} til "
        f"{score(spaend.hoejst)}{holder}."
    )


def rangnyhed(ramme: pd.DataFrame, varianter: Sequence[Variant]) -> str:
    """Return how many of the best moves stay so; `ramme` as `rangfoelsomhed` returns it."""
    if ramme.empty:
        return ""
    blive = ramme["blandt"].value_counts().get(True, 0)
    return (
        f"Af de {tal(len(ramme))} bedste flytninger bliver {tal(blive)} blandt de {BEDSTE} bedste, "
        f"også når {_eller(varianter)}."
    )


def _eller(varianter: Sequence[Variant]) -> str:
    return opremsning([ORD[v] for v in varianter], "eller")
