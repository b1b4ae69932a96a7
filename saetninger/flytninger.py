"""Every single flytning there could be, in words: the best, the best of a pair, what weighs."""

from __future__ import annotations

import pandas as pd

from dansk import procent, score, tal
from planning.mulige_flytninger import antal_bedre, som_flytning
from planning.plan import Plan
from saetninger.tiltag import beskriv

#: So many of a list are what a reader sees of it.
FOERSTE = 10


def bedste_flytning(plan: Plan, alle: pd.DataFrame) -> str:
    """Return the best single move in words, the next after it, and how many are better than now.

    `alle` as `mulige_flytninger` returns it.
    """
    kendte = alle.dropna(subset=["samlet"]).sort_values("samlet", ascending=False, kind="stable")
    if kendte.empty:
        return "Der er ingen flytning at regne på."
    bedst, *rest = (kendte.iloc[nr] for nr in range(min(2, len(kendte))))
    led = [
        f"Højest scorer {beskriv(plan, som_flytning(plan, bedst))}: {score(bedst['samlet'])}",
        *(_naest(plan, bedst, naest) for naest in rest),
    ]
    bedre = f"{tal(antal_bedre(kendte))} af {tal(len(kendte))} flytninger er bedre end i dag"
    return f"{'; '.join(led)}. {bedre}."


def _naest(plan: Plan, bedst: pd.Series, naest: pd.Series) -> str:
    """The move that comes second, by the end in which it is another."""
    navne, fra_samme = plan.klinikker["navn"], naest["fra"] == bedst["fra"]
    if fra_samme or naest["til"] == bedst["til"]:
        ende = f"til {navne[naest['til']]}" if fra_samme else f"fra {navne[naest['fra']]}"
        hvad = f"den samme {ende}"
    else:
        hvad = beskriv(plan, som_flytning(plan, naest))
    ens = score(naest["samlet"]) == score(bedst["samlet"])
    return f"lige så højt scorer {hvad}" if ens else f"så {hvad}: {score(naest['samlet'])}"


def vaegttekst(andele: pd.Series) -> str:
    """Return how much each criterion in fact weighs; `andele` as `effektive_vaegte` has them."""
    kendte = andele[andele.round() != 0].sort_values(ascending=False)
    if kendte.isna().all():
        return "Alle flytninger scorer det samme."
    led = [f"{navn} {procent(andel, 0)}" for navn, andel in kendte.items()]
    return (
        f"Så meget af forskellen mellem flytningerne kommer fra hvert kriterium: {'; '.join(led)}."
    )


def ens_ende(plan: Plan, flytninger: pd.DataFrame) -> str:
    """Return which clinic the first of a list all go from or to, where it is one; else "".

    `flytninger`: rows as `mulige_flytninger` returns them, the best first.
    """
    foerste = flytninger.head(FOERSTE)
    led = [
        f"{retning} {plan.klinikker['navn'][foerste[ende].iloc[0]]}"
        for ende, retning in (("fra", "fra"), ("til", "til"))
        if len(foerste) == FOERSTE and foerste[ende].nunique() == 1
    ]
    return f"De {FOERSTE} første er alle {led[0]}." if len(led) == 1 else ""


def scoremaal(skala: pd.Series) -> str:
    """Return how great a score is: what single moves give; "" where there is none.

    `skala` as `planning.mulige_flytninger.skala` returns it.
    """
    if skala.isna().any():
        return ""
    return (
        f"Til sammenligning giver den bedste enkelte flytning {score(skala['bedst'])} og den "
        f"dårligste {score(skala['daarligst'])}; halvdelen af dem ligger mellem "
        f"{score(skala['nedre'])} og {score(skala['oevre'])}."
    )


def parnyhed(plan: Plan, bedst: pd.Series, valgt: bool) -> str:
    """Return which move between two kommuner scores highest, or that it is the one chosen.

    `bedst`: a row as `mulige_flytninger` returns it.
    """
    tallet = score(bedst["samlet"])
    if valgt:
        return f"Ingen flytning mellem klinikker i de to kommuner scorer højere ({tallet})."
    navne = plan.klinikker["navn"]
    return (
        f"Højest mellem de to kommuner scorer {navne[bedst['fra']]} til {navne[bedst['til']]} "
        f"({tallet})."
    )
