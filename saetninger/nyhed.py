"""The news of a status: where capacity is scarce, and where the basis turns the verdict."""

from __future__ import annotations

import pandas as pd

from dansk import (
    fortegn,
    kapaciteter,
    opremsning,
    tal,
)
from planning.fag import Fag
from planning.plan import LAESOE, Plan
from planning.status import (
    Status,
    grundlagsforskelle,
    knappest_og_rigest,
    samme_sum,
    skifter_med_grundlaget,
    status,
)
from saetninger.maal import mod_regionen

#: From here a kommune is said to stand out (percent from the region).
TYDELIG_PCT = 15.0


def statusnyhed(tabel: Status) -> str:
    """Return where capacity is scarcest and where it is most plentiful, in two sentences.

    Læsø is left out of the second: an island with 1,5 capacities is no yardstick.
    """
    ramme = tabel.kommuner
    uden = ramme[ramme["kapacitet"] == 0]
    med = ramme[ramme["kapacitet"] > 0]
    if med.empty:
        return "Der er ingen kapacitet i regionen."
    yderst = knappest_og_rigest(tabel)
    if yderst is None:
        return "Der er kun kapacitet på Læsø."
    knappest, rigest = ramme.loc[yderst[0]], ramme.loc[yderst[1]]
    foerst = (
        f"{knappest['kommune']} har {tal(knappest['indbyggere_pr_kapacitet'])} indbyggere pr. "
        f"kapacitet, {mod_regionen(knappest['afvigelse_pct'], ('flere', 'færre'))}"
    )
    andre = med[med["afvigelse_pct"] > TYDELIG_PCT].drop(index=knappest.name, errors="ignore")
    if len(andre):
        navne = andre.sort_values("afvigelse_pct", ascending=False)["kommune"]
        foerst += f"; også {opremsning(list(navne))} ligger tydeligt over"
    hvor = " uden for Læsø" if LAESOE in ramme.index else ""
    saetning = (
        f"{foerst}. Færrest indbyggere pr. kapacitet{hvor} har {rigest['kommune']} "
        f"({tal(rigest['indbyggere_pr_kapacitet'])})."
    )
    if len(uden):
        saetning += f" {opremsning(list(uden['kommune']))} er uden kapacitet."
    return saetning


def grundlagsdom(plan: Plan) -> str:
    """Return which kommuner stand out by one basis only, since that turns the verdict; or ""."""
    led = [
        f"{r.kommune} er {fortegn(r.afvigelse_pct_klinikliste, 0)} % efter {plan.fag.klinikliste} "
        f"og {fortegn(r.afvigelse_pct_tabel1, 0)} % efter praksisplanens tabel 1"
        for r in skifter_med_grundlaget(plan, TYDELIG_PCT).itertuples()
    ]
    return f"Grundlaget afgør: {'; '.join(led)}." if led else ""


def statusdom(plan: Plan, tabel: Status) -> str:
    """Return the news of a status, and where the verdict turns with the basis."""
    return f"{statusnyhed(tabel)} {grundlagsdom(plan)}".strip()


def hvorfor_klinikliste(plan: Plan) -> str:
    """Return why a tiltag is counted on the clinic list though tabel 1 is chosen."""
    return (
        f"Tallene her er efter {plan.fag.klinikliste}, også når praksisplanens tabel 1 er "
        "valgt: en flytning går fra en klinik til en anden, og tabellen har ingen klinikker."
    )


def grundlag_for_flytning(plan: Plan) -> str:
    """Return why a flytning is counted on the clinic list, and where that gives another figure."""
    forskelle = grundlagsforskelle(plan)
    ramme = forskelle[forskelle["forskel"] != 0].join(
        status(plan, "tabel1").kommuner["indbyggere_pr_kapacitet"].rename("trykt")
    )
    her = status(plan).kommuner["indbyggere_pr_kapacitet"]
    led = [f"{r.kommune} {tal(her[r.Index])} mod {tal(r.trykt)}" for r in ramme.itertuples()]
    return (
        f"{hvorfor_klinikliste(plan)} Indbyggere pr. kapacitet er derfor et andet tal end i "
        f"tabel 1 i {opremsning(led)}."
    )


def grundlagsnyhed(fag: Fag, forskelle: pd.DataFrame) -> str:
    """Return in one sentence where the clinic list and tabel 1 differ in total capacity."""
    i_alt = forskelle[forskelle["forskel"] != 0]
    led = [
        f"{r.kommune} ({kapaciteter(r.kapacitet_klinikliste)} mod "
        f"{kapaciteter(r.kapacitet_tabel1)})"
        for r in i_alt.itertuples()
    ]
    listen = fag.klinikliste_foerst
    if not led:
        return f"{listen} og praksisplanens tabel 1 har samme kapacitet alle steder."
    samme = "har samme sum, men" if samme_sum(forskelle) else "har"
    return (
        f"{listen} og praksisplanens tabel 1 {samme} forskellig kapacitet i {opremsning(led)}; "
        "første tal er kliniklisten."
    )
