"""What is said of a plan's field of practice: how its capacity is counted, and for whom."""

from __future__ import annotations

from dansk import opremsning
from planning.plan import Plan


def faellestekst(plan: Plan) -> str:
    """Return in a sentence that capacity is joint for the specialer; empty where it is not."""
    if not plan.opgoerelse.faelles or len(plan.fag.koder) < 2:
        return ""
    return f"Kapaciteten er fælles for speciale {opremsning(plan.fag.koder)}."


def opgoerelsestekst(plan: Plan) -> str:
    """Return in sentences how the plan's capacity is counted, with the source."""
    return " ".join(s for s in (plan.opgoerelse.forklaring, faellestekst(plan)) if s)


def datering(plan: Plan, kapaciteter: str = "kapaciteter") -> str:
    """Return what date the capacities and the inhabitants are of, in a sentence.

    `kapaciteter` is the resource the capacities are read from.
    """
    fra = [plan.herkomst.get(navn) for navn in (kapaciteter, "kommuner")]
    kapacitet, indbyggere = (h.dato if h else plan.opgjort for h in fra)
    return f"Kapaciteten er fra {kapacitet}, indbyggerne fra {indbyggere}."
