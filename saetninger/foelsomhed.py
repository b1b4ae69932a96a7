"""How much a result rests on times, people and weights, in Danish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dansk import opremsning, procent, score, tal
from planning.effekt import Effekt
from planning.foelsomhed import BEDSTE, Effektspaend
from planning.vaegtninger import robusthed
from planning.varianter import Variant
from saetninger.spaend import PROCENT

#: What is shaken, as the end of a sentence that begins with »når«.
ORD: Mapping[Variant, str] = {
    "kortere": f"alle rejsetider er {PROCENT} % kortere",
    "laengere": f"alle rejsetider er {PROCENT} % længere",
    "optalt": "indbyggerne er afstemningsområdernes og ikke praksisplanens",
}


#: Below this share of weightings with the same sign a total says nothing on its own.
HOLDER_PCT = 70.0


def fortegnstekst(virkning: Effekt) -> str:
    """Return that the sign of a total hangs on the weights, as part of a sentence; "" if not."""
    hvordan = robusthed(virkning)
    if not hvordan.samme_fortegn_pct < HOLDER_PCT:
        return ""
    return (
        f", hvis fortegn kun er det samme ved {procent(hvordan.samme_fortegn_pct)} af tilfældige "
        "vægtninger"
    )


def spaendtekst(spaend: Effektspaend) -> str:
    """Return the range of a total effect, and whether its sign holds; "" for none and for all 0."""
    if not spaend.varianter or spaend.mindst == spaend.hoejst == 0:
        return ""
    holder = "" if spaend.samme_fortegn else ", så fortegnet holder ikke"
    return (
        f"Når {_eller(spaend.varianter)}, er den fra {score(spaend.mindst)} til "
        f"{score(spaend.hoejst)}{holder}."
    )


def effektspaendtal(spaend: Effektspaend) -> str:
    """Return the range of a total effect beside its figure; "" where there is none.

    It says so where the sign does not hold: then the figure alone would be a verdict.
    """
    if not spaend.varianter or spaend.mindst == spaend.hoejst:
        return ""
    ender = f"{score(spaend.mindst)} til {score(spaend.hoejst)}"
    return ender if spaend.samme_fortegn else f"usikkert: {ender}"


def rangnyhed(ramme: pd.DataFrame, varianter: Sequence[Variant]) -> str:
    """Return how many of the best moves stay so; `ramme` as `rangfoelsomhed` returns it."""
    if ramme.empty:
        return ""
    blive = ramme["blandt"].value_counts().get(True, 0)
    andre = ramme.iloc[0][[f"plads_{v}" for v in varianter]]
    pladser = sorted({int(p) for p in andre})
    hvor = opremsning([tal(p) for p in pladser], "eller")
    andre_vaegte = (
        f" Vægtes kriterierne tilfældigt, er den blandt de {BEDSTE} bedste i "
        f"{procent(ramme.iloc[0]['vaegte_pct'], 0)} af tilfældene."
        if "vaegte_pct" in ramme
        else ""
    )
    return (
        f"På andre {opremsning(_grundlag(varianter))} bliver {tal(blive)} af de {tal(len(ramme))} "
        f"bedste flytninger blandt de {BEDSTE} bedste, og den bedste bliver nr. {hvor}."
        f"{andre_vaegte}"
    )


def _grundlag(varianter: Sequence[Variant]) -> list[str]:
    """What is another in the variants, each named once."""
    navne = {"optalt": "indbyggertal"}
    return [*dict.fromkeys(navne.get(v, "rejsetider") for v in varianter)]


def _eller(varianter: Sequence[Variant]) -> str:
    return opremsning([ORD[v] for v in varianter], "eller")
