"""The news: the one Danish sentence a page opens with, made from its figures."""

from __future__ import annotations

import pandas as pd

from dansk import fortegn, kapaciteter, omtrent, opremsning, procent, tal
from planning.daekningsbillede import MAALNAVNE, Daekningsbillede, Filter
from planning.flytning import beskriv
from planning.mulige_flytninger import som_flytning
from planning.plan import Plan
from planning.scenarie import Vurdering
from planning.status import Status, knappest_og_rigest

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
        return "Der er ingen kapacitet i nogen af kommunerne."
    yderst = knappest_og_rigest(tabel)
    if yderst is None:
        return "Der er kun kapacitet på Læsø."
    knappest, rigest = ramme.loc[yderst[0]], ramme.loc[yderst[1]]
    foerst = (
        f"{knappest['kommune']} har {tal(knappest['indbyggere_pr_kapacitet'])} indbyggere pr. "
        f"kapacitet, {_mod_regionen(float(knappest['afvigelse_pct']))}"
    )
    andre = med[med["afvigelse_pct"] > TYDELIG_PCT].drop(index=knappest.name, errors="ignore")
    if len(andre):
        navne = andre.sort_values("afvigelse_pct", ascending=False)["kommune"]
        foerst += f"; også {opremsning(list(navne))} ligger tydeligt over"
    saetning = (
        f"{foerst}. Færrest indbyggere pr. kapacitet uden for Læsø har {rigest['kommune']} "
        f"({tal(rigest['indbyggere_pr_kapacitet'])})."
    )
    if len(uden):
        saetning += f" {opremsning(list(uden['kommune']))} er uden kapacitet."
    return saetning


def _mod_regionen(afvigelse_pct: float) -> str:
    if round(afvigelse_pct) == 0:
        return "som regionen som helhed"
    retning = "flere" if afvigelse_pct > 0 else "færre"
    return f"{procent(abs(afvigelse_pct), 0)} {retning} end regionen som helhed"


def ventetidsnyhed(ramme: pd.DataFrame, type_: str, navn: str) -> str:
    """Return the longest reported wait of one type, and who reported nothing.

    `ramme` as `planning.ventetid.ventetid` returns it; `navn` says the type in a sentence.
    """
    af_typen = ramme[ramme["type"] == type_]
    kendte, tavse = af_typen.dropna(subset=["uger_max"]), af_typen[af_typen["uger_max"].isna()]
    if kendte.empty:
        return f"Ingen kommuner har oplyst ventetid til {navn}."
    laengst = kendte.loc[kendte["uger_max"].idxmax()]
    saetning = (
        f"Længst er den oplyste ventetid til {navn} i {laengst['kommune']}: {uger(laengst)} uger."
    )
    if len(tavse):
        saetning += f" {opremsning(list(tavse['kommune']))} har intet oplyst, og det er ikke nul."
    return saetning


def uger(raekke: pd.Series) -> str:
    """Return a waiting time in weeks as written in a cell: `1,3`, `1–12`, or an en dash."""
    lav, hoej = raekke["uger_min"], raekke["uger_max"]
    if pd.isna(lav):
        return tal(None)
    if lav == hoej:
        return tal(lav, 2, fast=False)
    return f"{tal(lav, 2, fast=False)}–{tal(hoej, 2, fast=False)}"


def grundlagsnyhed(forskelle: pd.DataFrame) -> str:
    """Return in one sentence where the clinic list and tabel 1 differ in total capacity."""
    i_alt = forskelle[forskelle["forskel"] != 0]
    led = [
        f"{r.kommune} ({kapaciteter(r.kapacitet_klinikliste)} mod "
        f"{kapaciteter(r.kapacitet_tabel1)})"
        for r in i_alt.itertuples()
    ]
    if not led:
        return "Kliniklisten (bilag 4) og tabel 1 har samme kapacitet i alle kommuner."
    samme = "har samme sum, men" if i_alt["forskel"].sum() == 0 else "har"
    return (
        f"Kliniklisten (bilag 4) og tabel 1 {samme} forskellig kapacitet i {opremsning(led)}; "
        "første tal er kliniklisten."
    )


def daekningsnyhed(billede: Daekningsbillede) -> str:
    """Return how many are covered, and where the fewest are."""
    foerst = (
        f"{procent(billede.region['andel_pct'])} af regionens indbyggere har en klinik inden for "
        f"{graensetekst(billede.maal, billede.graense)}"
    )
    if billede.udaekkede == 0:
        return f"{foerst}: alle, i alle kommuner."
    svagest = billede.kommuner.sort_values("andel_pct").iloc[:2]
    led = [f"{r.kommune} ({procent(r.andel_pct, 0)})" for r in svagest.itertuples()]
    laengere = f"{foerst}; {omtrent(billede.udaekkede)} har længere"
    return f"{laengere}. Færrest er dækket i {opremsning(led)}."


def graensetekst(maal: str, graense: float) -> str:
    """Return a limit in words: `15 minutters kørsel`, `10 km i luftlinje`."""
    return f"{tal(graense, 1, fast=False)} {MAALNAVNE[maal]}"


def tiltagsnyhed(vurdering: Vurdering) -> str:
    """Return in two sentences what a scenario does to the kommuner whose capacity changes."""
    foer, efter = vurdering.foer.kommuner, vurdering.efter.kommuner
    roert = efter.index[foer["kapacitet"] != efter["kapacitet"]]
    if roert.empty:
        return "Ingen kommunes kapacitet ændrer sig."
    led = [_fra_til(foer.loc[kode], efter.loc[kode]) for kode in roert]
    a = vurdering.spredning_foer.variationskoefficient
    b = vurdering.spredning_efter.variationskoefficient
    retning = "mere ens" if b < a else "mere ulige" if b > a else "lige så ens"
    return (
        f"{opremsning(led)} indbyggere pr. kapacitet. Fordelingen mellem kommunerne bliver "
        f"{retning} end før."
    )


def _fra_til(foer: pd.Series, efter: pd.Series) -> str:
    navn, fra, til = (
        foer["kommune"],
        *(
            "ingen kapacitet" if s["kapacitet"] == 0 else tal(s["indbyggere_pr_kapacitet"])
            for s in (foer, efter)
        ),
    )
    return f"{navn} går fra {fra} til {til}"


def bedste_flytning(plan: Plan, alle: pd.DataFrame) -> str:
    """Return the best single move in words; `alle` as `mulige_flytninger` returns it."""
    if alle.empty or alle["samlet"].isna().all():
        return "Der er ingen flytning at regne på."
    bedst = alle.loc[alle["samlet"].idxmax()]
    return f"Højest scorer {beskriv(plan, som_flytning(plan, bedst))}: {fortegn(bedst['samlet'])}."


def filtertekst(plan: Plan, filtrering: Filter, faerger: bool) -> str:
    """Return in words which clinics counted, and whether one may go by ferry."""
    led = []
    if filtrering.kun_handicapadgang:
        led.append("på klinikker med handicapvenlig adgang")
    if filtrering.mindst > 0:
        led.append(f"på klinikker med mindst {kapaciteter(filtrering.mindst)} kapacitet")
    if filtrering.kommune_kode:
        led.append(f"på klinikker i {plan.kommuner.loc[filtrering.kommune_kode, 'kommune']}")
    if not faerger:
        led.append("uden færger")
    return opremsning(led) or "på alle klinikker"
