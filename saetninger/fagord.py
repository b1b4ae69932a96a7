"""What is said of a plan's field of practice: how its capacity is counted, and for whom."""

from __future__ import annotations

from dansk import opremsning
from planning.fag import Fag
from planning.plan import Plan


def faellestekst(plan: Plan) -> str:
    """Return in a sentence that capacity is joint for the specialer; empty where it is not."""
    if not plan.opgoerelse.faelles or len(plan.fag.koder) < 2:
        return ""
    return f"Kapaciteten er fælles for speciale {opremsning(plan.fag.koder)}."


def opgoerelsestekst(plan: Plan) -> str:
    """Return in sentences how the plan's capacity is counted, with the source."""
    return " ".join(s for s in (plan.opgoerelse.forklaring, faellestekst(plan)) if s)


def opgjorttekst(plan: Plan) -> str:
    """Return the name of a dataset and when it is of, where it is of any time."""
    return f"{plan.navn}, opgjort {plan.opgjort}" if plan.opgjort else plan.navn


def datering(plan: Plan, kapaciteter: str = "kapaciteter") -> str:
    """Return what date the capacities and the inhabitants are of, in a sentence.

    `kapaciteter` is the resource the capacities are read from.
    """
    fra = [plan.herkomst.get(navn) for navn in (kapaciteter, "kommuner")]
    kapacitet, indbyggere = (h.dato if h else plan.opgjort for h in fra)
    return f"Kapaciteten er fra {kapacitet}, indbyggerne fra {indbyggere}."


def rangordning(fag: Fag) -> str:
    """Return in a sentence whose criteria an effect is told by, and that they are not weighted."""
    if fag.afsnit:
        return f"Praksisplanens afsnit {fag.afsnit['flytning']} rangordner kun i ord."
    return f"Effekten måles på {kriteriekilde(fag)}; den rangordner kun i ord."


def kriteriekilde(fag: Fag) -> str:
    """Return where the criteria of an effect are from, for a sentence."""
    if fag.afsnit:
        return f"praksisplanens kriterier ({fag.afsnit['kriterier']})"
    return (
        "de kriterier, praksisplanen for fysioterapi fra 2020 nævner for en flytning (2.1.13), da "
        f"kilderne for {fag.i_saetning} ingen har"
    )
