"""The warnings a planner expects of a flytning, each a Danish sentence read from the figures."""

from __future__ import annotations

from collections.abc import Iterator

from dansk import procent, tal
from planning.flytning import Flytning, beholdning
from planning.plan import LAESOE, Plan
from planning.status import status

#: Fewer capacities than this at one address leave nobody to spar with (praksisplan 2.1.13).
MINDST_TIL_SPARRING = 2


def advarsler(foer: Plan, efter: Plan, flytning: Flytning) -> tuple[str, ...]:
    """Return the warnings of going from one plan to another by one flytning, most serious first."""
    return tuple(_advarsler(foer, efter, flytning))


def _advarsler(foer: Plan, efter: Plan, flytning: Flytning) -> Iterator[str]:
    fra = efter.klinik(flytning.fra)
    til = efter.klinik(flytning.til_id)
    kommune = efter.kommuner["kommune"]
    fra_kode, til_kode = str(fra["kommune_kode"]), str(til["kommune_kode"])
    tabel_foer, tabel_efter = status(foer).kommuner, status(efter).kommuner
    if fra_kode != til_kode and LAESOE in (fra_kode, til_kode):
        yield (
            "Læsø nås kun med færge: øens beboere kan ikke betjenes fra en nabokommune, og en "
            "kapacitet på øen betjener ingen andre."
        )
    if tabel_efter.loc[fra_kode, "kapacitet"] == 0:
        yield f"{kommune[fra_kode]} Kommune står tilbage uden kapacitet."
    if _tilgaengelige(foer, fra_kode) and not _tilgaengelige(efter, fra_kode):
        yield f"{kommune[fra_kode]} Kommune står tilbage uden klinik med handicapvenlig adgang."
    tilbage = sum(beholdning(efter, flytning.fra))
    if tilbage == 0:
        yield f"{fra['navn']} ({fra['by']}) står tilbage uden kapacitet."
    elif tilbage < MINDST_TIL_SPARRING:
        yield (
            f"{fra['navn']} ({fra['by']}) har kun {tilbage} kapacitet tilbage: ingen at sparre "
            "fagligt med."
        )
    if sum(beholdning(efter, flytning.til_id)) < MINDST_TIL_SPARRING:
        yield f"{til['navn']} ({til['by']}) får kun 1 kapacitet: ingen at sparre fagligt med."
    if til["handicapadgang"] == "nej":
        yield f"{til['navn']} ({til['by']}) har ikke handicapvenlig adgang."
    elif til["handicapadgang"] != "ja":
        yield f"Handicapvenlig adgang er ikke oplyst for {til['navn']} ({til['by']})."
    for kode in dict.fromkeys((fra_kode, til_kode)):
        a = tabel_foer.loc[kode, "afvigelse_pct"]
        b = tabel_efter.loc[kode, "afvigelse_pct"]
        if abs(b) > abs(a) + 1e-9:
            yield (
                f"{kommune[kode]} kommer længere fra regionens gennemsnit: fra {procent(a)} til "
                f"{procent(b)} ({tal(tabel_efter.loc[kode, 'indbyggere_pr_kapacitet'])} indbyggere "
                "pr. kapacitet)."
            )


def _tilgaengelige(plan: Plan, kode: str) -> bool:
    i_kommunen = plan.klinikker.index[
        (plan.klinikker["kommune_kode"] == kode) & (plan.klinikker["handicapadgang"] == "ja")
    ]
    return any(sum(beholdning(plan, k)) > 0 for k in i_kommunen)
