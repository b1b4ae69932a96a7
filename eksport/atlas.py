"""The atlas: a map a kommune, with its clinics by name, who lives where, and how far they have."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from dansk import slug
from eksport.bestilling import AFSNIT, TEKSTSIDE, Valg
from eksport.bilag import Afsnit, Figur, Led, Tekst
from eksport.figurer import Kortgrundlag, byg_figur, klinikpunkter
from eksport.naerkort import naer_grund, paa_stedet, uden_for_lag
from kort.farver import KLINIK
from kort.tryk.lag import KLINIKKER, Nabonavne, Punktlag
from kort.tryk.naerlag import Folkelag, Navneklinikker
from kort.tryk.trykkort import Panel
from kort.tryk.udstyr import PAPIR
from planning.daekningsbillede import MANGE, Daekningsbillede
from planning.diskretion import diskret_daekning
from planning.plan import Plan
from saetninger.atlas import ANDEN_KLINIK, atlasnyhed
from tabeller.kilder import daekningsressourcer

NOEGLE = "atlas"
#: A clinic of another kommune.
ANDEN = "#8b959d"


def atlasafsnit(plan: Plan, valg: Valg, grund: Kortgrundlag) -> list[Afsnit]:
    """Return the maps of all kommuner, each with its news before it."""
    billede = diskret_daekning(plan, valg.maal, valg.graense)
    led: list[Led] = []
    for kode in plan.kommuner.index:
        figur = _atlaskort(plan, billede, str(kode), grund)
        led += [Tekst(figur.nyhed, noegle=figur.noegle, figur=figur.noegle), figur]
    return [Afsnit(NOEGLE, AFSNIT[NOEGLE], 1, tuple(led))]


def _atlaskort(plan: Plan, billede: Daekningsbillede, kode: str, grund: Kortgrundlag) -> Figur:
    navn = str(plan.kommuner["kommune"][kode])
    naer = naer_grund(grund, kode)
    i_kommunen = billede.distrikter["kommune"] == navn
    steder = paa_stedet(plan, billede.distrikter[i_kommunen], naer)
    steder = steder.assign(mange=steder["indbyggere_uden"] >= MANGE)
    alle = klinikpunkter(plan).join(plan.klinikker[["navn", "by", "kommune_kode"]])
    egne = alle[alle["kommune_kode"] == kode]
    andre = pd.concat([alle[alle["kommune_kode"] != kode], plan.naboklinikker])[["navn", "x", "y"]]
    lag = (
        uden_for_lag(billede, naer),
        Nabonavne(naer.omrids[~naer.omrids["i_region"]]),
        Folkelag(steder, f"mindst {MANGE} uden for grænsen"),
        Navneklinikker(egne.sort_values("kapacitet", ascending=False), farve=KLINIK, kant=PAPIR),
        Punktlag(andre, ANDEN_KLINIK, ANDEN, 0.6, navngiv=False, gruppe=KLINIKKER),
    )
    nyhed = atlasnyhed(billede, kode, len(egne), float(egne["kapacitet"].sum()))
    figur = byg_figur(
        plan,
        naer,
        noegle=f"{NOEGLE}-{slug(navn)}",
        titel=f"{navn} Kommune: klinikker, indbyggere og afstand til nærmeste klinik",
        nyhed=nyhed,
        alt=f"Kort over {navn} Kommune med kommunens klinikker ved navn, indbyggerne efter "
        f"distrikt og afstanden til nærmeste klinik. {nyhed}",
        kilder=("kapaciteter", *daekningsressourcer(billede.maal), "omrids"),
        paneler=(Panel(lag, kommunenavne=False),),
    )
    return replace(figur, format=TEKSTSIDE)
