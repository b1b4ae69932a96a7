"""The warnings of a scenario, each in a Danish sentence."""

from __future__ import annotations

from dansk import antal_kapaciteter, fortegn, tal
from planning.advarsler import Advarsel
from planning.plan import Plan
from planning.scenarie import Vurdering


def advarsler(vurdering: Vurdering) -> tuple[str, ...]:
    """Return what to be warned of in a scenario, most serious first, each sentence once."""
    return tuple(dict.fromkeys(advarsel(vurdering.plan_efter, a) for a in vurdering.advarsler))


def advarsel(efter: Plan, a: Advarsel) -> str:
    """Return one warning as a sentence; `efter` is the plan it is of. It is of a kommune."""
    efter = efter.efter_kommune
    kommune = str(efter.kommuner["kommune"].get(a.kode, ""))
    hvem = _klinik(efter, a.klinik_id) if a.klinik_id else ""
    match a.slags:
        case "kommune_uden_kapacitet":
            return f"{kommune} Kommune står tilbage uden kapacitet."
        case "kommune_uden_adgang":
            return f"{kommune} Kommune står tilbage uden klinik med handicapvenlig adgang."
        case "faerge":
            return (
                f"{kommune} nås kun med færge: øens beboere kan ikke betjenes fra en nabokommune, "
                "og en kapacitet på øen betjener ingen andre."
            )
        case "klinik_uden_kapacitet":
            return f"{hvem} står tilbage uden kapacitet."
        case "alene_tilbage":
            return (
                f"{hvem} har {antal_kapaciteter(a.efter)} tilbage, hos én person: ingen at sparre "
                "fagligt med."
            )
        case "alene_modtager":
            return (
                f"{hvem} får {antal_kapaciteter(a.efter)} i alt, hos én person: ingen at sparre "
                "fagligt med."
            )
        case "modtager_uden_adgang":
            return f"{hvem} har ikke handicapvenlig adgang."
        case "modtagers_adgang_uoplyst":
            return f"Handicapvenlig adgang er ikke oplyst for {hvem}."
        case "laengere_fra_regionen":
            return (
                f"{kommune} kommer længere fra regionens gennemsnit før: fra {fortegn(a.foer)} % "
                f"til {fortegn(a.efter)} % ({tal(a.indbyggere_pr_kapacitet)} indbyggere pr. "
                "kapacitet)."
            )


def _klinik(plan: Plan, klinik_id: str) -> str:
    klinik = plan.klinik(klinik_id)
    return f"{klinik['navn']} ({klinik['by']})"
