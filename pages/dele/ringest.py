"""Who is worst off by each measure, and why the measures do not agree."""

from __future__ import annotations

from pages.dele.laesning import Valg
from pages.dele.laesninger import GRAENSE_MIN
from planning.adgang import adgang, adgangsspaend
from planning.daekningsbillede import daekningsbillede
from planning.plan import Plan
from planning.status import status
from planning.ventetid import ventetid
from saetninger.laesninger import ringest
from saetninger.ventetid import laengste_ventetid
from tabeller.daekning import laesningstabel
from tabeller.tabel import Tabel


def sammen(plan: Plan, valg: Valg) -> Tabel:
    """Return the three readings of capacity side by side (`tabeller.daekning.laesningstabel`)."""
    return laesningstabel(
        plan,
        status(plan, valg.grundlag),
        daekningsbillede(plan, "minutter", GRAENSE_MIN),
        adgang(plan, valg.aftagen),
        adgangsspaend(plan, valg.aftagen),
    )


def ringest_stillet(plan: Plan, valg: Valg) -> str:
    """Return who is worst off by each measure, and why these do not agree."""
    typer = [v for v in plan.fag.ventetyper if v.speciale == valg.speciale]
    vente = [laengste_ventetid(ventetid(plan), v.noegle, v.i_saetning) for v in typer[:1]]
    return " ".join([ringest(sammen(plan, valg).ramme), *vente]).strip()
