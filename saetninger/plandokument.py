"""What the plan document holds, in Danish."""

from __future__ import annotations

from planning.plan import Plan

MED_KLINIKKER = (
    "Et Word-bilag med tabeller og kort, en præsentation, Excel, GIS-filer og et kort til nettet, "
    "alle med de samme tal som siderne."
)
UDEN_KLINIKKER = (
    "Et Word-bilag, en præsentation og Excel med det, der er kendt: kommunernes tal og kilderne. "
    "Afsnit, kort og kortdata om klinikker kommer med, når klinikkerne er importeret."
)


def plandokumentnyhed(plan: Plan) -> str:
    """Return what is in the plan document of a plan."""
    return MED_KLINIKKER if plan.har_klinikker else UDEN_KLINIKKER
