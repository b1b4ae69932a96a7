"""A field without clinics in words: what to import, and what is known all the same."""

from __future__ import annotations

from dansk import opremsning, tal
from planning.fag import Fag, Indikator
from planning.grundtal import grundtal, kolonne
from planning.plan import REGIONSRAEKKE, Plan

#: What an indicator is coloured by.
PR_1000 = "Ydelser pr. 1.000 indbyggere"


def uden_klinikker(plan: Plan) -> str:
    """Return that there are no clinics, why, and what a list of them must have."""
    return (
        f"Her er ingen klinikker i {plan.fag.i_saetning}: kilderne har ingen, og intet er gættet. "
        f"Importér en liste med klinik, adresse og {_indhold(plan.fag)}, så regnes kapacitet, "
        "dækning, adgang og flytninger."
    )


def _indhold(fag: Fag) -> str:
    return opremsning([f"antal {art.flertal}" for art in fag.opgoerelser[0].arter])


def indikatornyhed(plan: Plan, indikator: Indikator) -> str:
    """Return where the most and the fewest ydelser per 1,000 inhabitants were, and the region."""
    ramme, felt = grundtal(plan), kolonne(indikator, "pr_1000")
    kommuner = ramme.drop(index=REGIONSRAEKKE).dropna(subset=[felt])
    flest, faerrest = kommuner.loc[kommuner[felt].idxmax()], kommuner.loc[kommuner[felt].idxmin()]
    return (
        f"{indikator.navn} i {indikator.aar}: {flest['kommune']} havde flest ydelser pr. 1.000 "
        f"indbyggere ({tal(flest[felt])}) og {faerrest['kommune']} færrest "
        f"({tal(faerrest[felt])}). Regionen havde {tal(ramme.at[REGIONSRAEKKE, felt])}."
    )
