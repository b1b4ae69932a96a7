"""`flyt`: what one tiltag would do, a flytning unless another is named, who decides, conditions."""

from __future__ import annotations

import argparse
import dataclasses
from typing import Any

import pandas as pd

from dansk import Inputfejl, opremsning
from data.skema import INDBYGGEDE, laes_skema
from data.steder import destination
from kommandolinje.kommando import Kommando, Valgmulighed
from kommandolinje.status import statusraekker
from kommandolinje.terminal import raekker, skriv_afsnit, skriv_json, skriv_tabel
from kommandolinje.valg import (
    OMRAADER,
    TRANSPORT,
    VENTESPECIALE,
    inddelt,
    som_aarstal,
    som_antal,
    valgt_plan,
)
from planning import effekt
from planning.aftalelaesning import Aftalelaesning, aftalelaesning
from planning.flytning import deling
from planning.grundtal import kraev_klinikker
from planning.plan import Plan, Sted
from planning.scenarie import Vurdering, vurder
from planning.tiltag import ARTER, Deling, Flytning, Opslag, Tiltag, har_felt
from saetninger.advarsler import advarsler
from saetninger.beslutningsvej import beslutninger
from saetninger.effekt import kriterietabel
from saetninger.overenskomst import aar_uden_overenskomst, scenarieaftale
from saetninger.scenarienyhed import ingen_aendring, tiltagsnyhed
from saetninger.tiltag import beskriv
from tabeller.aftalelaesning import har_aftalelaesning, laesningstabel, regeltabel
from tabeller.scenarie import effekttabel, foer_efter_tabel

#: What tells one kind of tiltag from another, beside how much.
FELTER = ("fra", "til", "forhaandsgodkendelse")
#: What can be moved, in any of the program's fields.
KAPACITETSARTER = tuple(a for mappe in INDBYGGEDE for a in laes_skema(mappe).fag.rettigheder)


def koer(valg: argparse.Namespace) -> int:
    """Print what one tiltag would do: before, after, effect, who decides, conditions, warnings."""
    plan, aar = valgt_plan(valg), som_aarstal(valg.aar)
    if ukendt := aar_uden_overenskomst(plan, aar):
        raise Inputfejl(f"--aar er {aar}. {ukendt}")
    kraev_klinikker(plan)
    tiltag = _tiltag(plan, valg)
    vurdering = vurder(inddelt(valg, plan), [tiltag], ventespeciale=valg.speciale)
    vej = beslutninger(vurdering)[0]
    foer, efter = statusraekker(vurdering.foer), statusraekker(vurdering.efter)
    if valg.json:
        return skriv_json(
            {
                tiltag.noegle: beskriv(plan, tiltag),
                "foer": raekker(foer[0]),
                "efter": raekker(efter[0]),
                "region": {"foer": foer[1], "efter": efter[1]},
                "effekt": {
                    "samlet": vurdering.effekt.samlet,
                    "kriterier": raekker(_kriterier(vurdering)),
                },
                "beslutningsvej": {
                    "niveau": vurdering.veje[0].niveau,
                    "parter": list(vej.parter),
                    "hjemmel": vej.hjemmel,
                    "begrundelse": vej.begrundelse,
                    "vilkaar": list(vej.vilkaar),
                },
                "advarsler": list(advarsler(vurdering)),
                "overenskomster": [_laest(la) for la in aftalelaesning(plan, tiltag, aar)],
            }
        )
    print(tiltagsnyhed(vurdering))
    kommuner = foer_efter_tabel(vurdering)
    if kommuner.fremhaevet:
        skriv_tabel(kommuner.med_raekker(sorted(map(str, kommuner.fremhaevet))))
    else:
        print(ingen_aendring(vurdering))
    virkning = effekttabel(vurdering)
    skriv_tabel(virkning.uden("vaegt", "bemaerkning"))
    for kriterium, note in virkning.ramme[["kriterium", "bemaerkning"]].itertuples(index=False):
        if note == note and note:
            print(f"{kriterium}: {note}")
    print(f"Hvem beslutter: {vej.begrundelse} ({vej.hjemmel})")
    for vilkaar in vej.vilkaar:
        print(f"Vilkår: {vilkaar}")
    for advarsel in advarsler(vurdering):
        print(f"Bemærk: {advarsel}")
    if aftale := scenarieaftale(plan, aar):
        print(aftale)
    if har_aftalelaesning(vurdering):
        for tabel in (laesningstabel, regeltabel):
            skriv_afsnit(tabel(vurdering, aar))
    return 0


def _kriterier(vurdering: Vurdering) -> pd.DataFrame:
    """The criteria as `kriterietabel`, with the command's own way to a timetable where it lacks."""
    ramme = kriterietabel(vurdering)
    uden = (ramme["kriterium"] == effekt.TRANSPORT) & ramme["foer"].isna()
    return ramme.assign(
        bemaerkning=ramme["bemaerkning"].where(~uden, ramme["bemaerkning"] + " Her: --transport.")
    )


def _tiltag(plan: Plan, valg: argparse.Namespace) -> Tiltag:
    """Return the tiltag typed; Inputfejl for an end it lacks, and for a choice it does not have."""
    art = valg.tiltag
    if art not in ARTER:
        kendte = opremsning(list(ARTER), "eller")
        raise Inputfejl(f"Ukendt tiltag: »{art}«. Vælg {kendte}.")
    skrevet = {felt: v for felt in FELTER if (v := getattr(valg, felt))}
    maa_mangle = {"forhaandsgodkendelse"} | ({"til"} if art == Opslag.noegle else set())
    mangler = [f for f in FELTER if har_felt(art, f) and f not in skrevet.keys() | maa_mangle]
    if mangler:
        raise Inputfejl(f"Der mangler: {', '.join(f'--{felt}' for felt in mangler)}.")
    if andre := [f"--{felt}" for felt in skrevet if not har_felt(art, felt)]:
        raise Inputfejl(f"{opremsning(andre)} hører ikke til --tiltag {art}.")
    if "til" in skrevet:
        til = destination(plan, skrevet["til"])
        ny = isinstance(til, Sted)
        skrevet["til"] = dataclasses.replace(til, handicapadgang=valg.adgang) if ny else til
    antal = _antal(plan, valg)
    if art != Deling.noegle:
        return ARTER[art](**skrevet, **antal)
    hel = deling(plan)[0].noegle
    if andre := [f"--{noegle}" for noegle in antal if antal[noegle] and noegle != hel]:
        raise Inputfejl(f"En deling er af --{hel}, ikke {opremsning(andre)}.")
    return Deling(**skrevet, antal=antal[hel])


def _antal(plan: Plan, valg: argparse.Namespace) -> dict[str, float]:
    """Return how much of each kind of the field; raises Inputfejl for one of another field."""
    antal = {a.noegle: som_antal(getattr(valg, a.noegle), f"--{a.noegle}") for a in KAPACITETSARTER}
    egne = [a.noegle for a in plan.fag.rettigheder]
    if fremmede := [n for n, v in antal.items() if v and n not in egne]:
        raise Inputfejl(
            f"{opremsning([f'--{n}' for n in fremmede])} hører ikke til {plan.fag.i_saetning}. "
            f"Vælg {opremsning([f'--{n}' for n in egne], 'eller')}."
        )
    return {n: v for n, v in antal.items() if n in egne}


def _laest(laesning: Aftalelaesning) -> dict[str, Any]:
    """Return a reading under one agreement as plain values."""
    return {
        "overenskomst": laesning.aftale.noegle,
        "aar": laesning.aar,
        "egen": laesning.egen,
        "kapaciteter": laesning.kapaciteter,
        "maengde": dict(laesning.maengde),
        "speciale": laesning.speciale,
        "hoejst_kr": dict(laesning.hoejst_kr),
        "beloeb": [
            {"speciale": b.speciale, "kr": b.kr, "niveau": b.niveau.aar} for b in laesning.beloeb
        ],
    }


KOMMANDO = Kommando(
    "flyt",
    "hvad en flytning eller et andet tiltag ville gøre",
    koer,
    (
        Valgmulighed("--tiltag", "ellers en flytning", "|".join(ARTER), Flytning.noegle),
        Valgmulighed("--fra", form="KLINIK-ID"),
        Valgmulighed("--til", form="KLINIK-ID|KOMMUNE|LAT,LON"),
        *(Valgmulighed(f"--{a.noegle}", f"antal {a.flertal}", "N", "0") for a in KAPACITETSARTER),
        Valgmulighed(
            "--adgang",
            "handicapvenlig adgang på en ny adresse",
            "ja|nej|ikke oplyst",
            "ikke oplyst",
        ),
        Valgmulighed("--forhaandsgodkendelse", "den søges til flytningen"),
        Valgmulighed("--aar", "året, hvis overenskomst flytningen læses under", "ÅR"),
        VENTESPECIALE,
        TRANSPORT,
        OMRAADER,
    ),
)
