"""What stands in a bilag: the sections the user chose, from the same functions as the pages."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from babel.dates import format_date

from dansk import LOCALE
from data.fund import Fund
from data.kontrol import programmets_fund
from data.skema import fagets_mappe
from eksport.afsnit_kommuneark import kommuneafsnit
from eksport.afsnit_metode import datafejlsafsnit, datasaetlinje, kildeafsnit, metodeafsnit
from eksport.afsnit_oekonomi import oekonomiafsnit, udeladt
from eksport.afsnit_scenarie import Vurderet, scenarieafsnit, vurder_scenarie
from eksport.afsnit_tal import aktivitetsafsnit, daekningsafsnit, grundafsnit, statusafsnit
from eksport.afsnit_ventetid import ventetidsafsnit
from eksport.atlas import atlasafsnit
from eksport.bestilling import (
    AFSNIT,
    ALLE,
    KORT,
    NavngivetScenarie,
    Valg,
    tjek_afsnit,
    tjek_kort,
)
from eksport.bilag import Afsnit, Bilag
from eksport.figurer import Kortgrundlag
from eksport.ophav import Ophav
from eksport.scenariekort import scenariefigurer
from eksport.temakort import Temakort
from planning.plan import Plan
from saetninger.fagord import opgjorttekst

#: The sections that are of clinics; without any, the first of them tells what is known.
AF_KLINIKKER = tuple(a for a in AFSNIT if a not in ("kilder", "datafejl"))


def vurder_alle(
    plan: Plan, scenarier: Sequence[NavngivetScenarie], valg: Valg
) -> tuple[Vurderet, ...]:
    """Return the scenarios assessed, in order; raises Inputfejl naming one that does not fit."""
    return tuple(vurder_scenarie(plan, nr, s, valg) for nr, s in enumerate(scenarier, start=1))


def byg_bilag(
    plan: Plan,
    scenarier: Sequence[NavngivetScenarie] = (),
    afsnit: Collection[str] = ALLE,
    valg: Valg | None = None,
    *,
    grundlag: Kortgrundlag | None = None,
    fund: Sequence[Fund] | None = None,
    vurderede: Sequence[Vurderet] | None = None,
) -> Bilag:
    """Return the bilag of a plan and scenarios: the sections of `AFSNIT` asked for, in order.

    A map stands in the section it is of; what none of those chosen has, in one of maps. It is drawn
    when a file first needs it. `grundlag` is what maps are drawn on, the embedded
    outlines unless given; `fund` the findings of `data.kontrol`, those of the embedded dataset
    unless given; `vurderede` the scenarios already assessed (`vurder_alle`). Raises Inputfejl for
    an unknown section, measure or limit, and names the scenario that does not fit the plan. Of a
    plan without clinics there are inhabitants, indicators and sources.
    """
    valgte, valg = tjek_afsnit(afsnit), (valg or Valg()).paa(plan)
    if vurderede is None:
        vurderede = vurder_alle(plan, scenarier, valg)
    tjek_kort(valg.kort)
    grund = grundlag or Kortgrundlag.af_plan(plan)
    temaer = [k for k in KORT if k in (valg.kort or KORT)] if "kort" in valgte else []
    kort = Temakort(plan, valg, grund, temaer)
    dele: list[Afsnit] = []
    for navn in valgte:
        if not plan.har_klinikker and navn in AF_KLINIKKER:
            dele += grundafsnit(plan) if navn == "status" else []
        elif navn == "status":
            dele += statusafsnit(plan, valg, kort)
        elif navn == "aktivitet":
            dele += aktivitetsafsnit(plan, valg)
        elif navn == "ventetid":
            dele += ventetidsafsnit(plan, kort)
        elif navn == "daekning":
            dele += daekningsafsnit(plan, valg, kort)
        elif navn == "oekonomi":
            dele += oekonomiafsnit(plan)
        elif navn == "kommuneark":
            dele += kommuneafsnit(plan, valg)
        elif navn == "atlas":
            dele += atlasafsnit(plan, valg, grund)
        elif navn == "kort":
            dele += kort.rest()
        elif navn == "forslag":
            # Loaded with the section that is not asked for of itself: solvers take long to load.
            from eksport.afsnit_forslag import forslagsafsnit

            dele += forslagsafsnit(plan, valg)
        elif navn == "scenarier":
            for v in vurderede:
                dele += scenarieafsnit(v, scenariefigurer(v, grund), valg.grundlag)
        elif navn == "metode":
            dele += metodeafsnit(plan, valg)
        elif navn == "kilder":
            dele += kildeafsnit(plan)
        elif navn == "datafejl":
            fundne = programmets_fund(fagets_mappe(plan.fag.navn)) if fund is None else fund
            dele += datafejlsafsnit(fundne)
    dato = f" Dannet {format_date(valg.dato, 'd. MMMM y', LOCALE)}." if valg.dato else ""
    return Bilag(
        titel=f"Kapacitet i {plan.fag.i_saetning}: status og scenarier",
        undertitel=f"Bilag til praksisplanen. {opgjorttekst(plan)}.{dato}",
        datasaet=datasaetlinje(plan),
        afsnit=tuple(dele),
        udeladt=(*(udeladt(plan) if "oekonomi" in valgte else ()), *_uden(plan, valg, valgte)),
        ophav=Ophav.af(plan, valgte, valg, [v.scenarie for v in vurderede]),
    )


def _uden(plan: Plan, valg: Valg, valgte: Sequence[str]) -> tuple[str, ...]:
    """Return that a proposal that was asked for is left out, and why."""
    if "forslag" not in valgte:
        return ()
    from eksport.afsnit_forslag import forslag_udeladt

    hvorfor = forslag_udeladt(plan, valg)
    return (f"{AFSNIT['forslag']}: {hvorfor}",) if hvorfor else ()
