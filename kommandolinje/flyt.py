"""`flyt`: what one flytning would do, who decides and what to mind."""

from __future__ import annotations

import argparse
import dataclasses
from typing import Any

from dansk import Inputfejl
from data.steder import destination
from kommandolinje.kommando import Kommando, Valgmulighed
from kommandolinje.status import statusraekker
from kommandolinje.terminal import raekker, skriv_afsnit, skriv_json, skriv_tabel
from kommandolinje.valg import FAG, TRANSPORT, VENTESPECIALE, som_aarstal, som_antal, valgt_plan
from planning.aftalelaesning import Aftalelaesning, aftalelaesning
from planning.plan import Sted
from planning.scenarie import vurder
from planning.tiltag import Flytning
from saetninger.advarsler import advarsler
from saetninger.beslutningsvej import beslutninger
from saetninger.effekt import kriterietabel
from saetninger.nyhed import tiltagsnyhed
from saetninger.overenskomst import aar_uden_overenskomst, scenarieaftale
from saetninger.tiltag import beskriv
from tabeller.aftalelaesning import har_aftalelaesning, laesningstabel, regeltabel
from tabeller.scenarie import effekttabel, foer_efter_tabel


def koer(valg: argparse.Namespace) -> int:
    """Print what one flytning would do: before, after, effect, who decides and warnings."""
    plan, aar = valgt_plan(valg), som_aarstal(valg.aar)
    if ukendt := aar_uden_overenskomst(plan, aar):
        raise Inputfejl(f"--aar er {aar}. {ukendt}")
    til = destination(plan, valg.til)
    if isinstance(til, Sted):
        til = dataclasses.replace(til, handicapadgang=valg.adgang)
    antal = {a.noegle: som_antal(getattr(valg, a.noegle), f"--{a.noegle}") for a in FAG.rettigheder}
    flytning = Flytning(valg.fra, til, **antal)
    vurdering = vurder(plan, [flytning], ventespeciale=valg.speciale)
    vej = beslutninger(vurdering)[0]
    foer, efter = statusraekker(vurdering.foer), statusraekker(vurdering.efter)
    if valg.json:
        return skriv_json(
            {
                "flytning": beskriv(plan, flytning),
                "foer": raekker(foer[0]),
                "efter": raekker(efter[0]),
                "region": {"foer": foer[1], "efter": efter[1]},
                "effekt": {
                    "samlet": vurdering.effekt.samlet,
                    "kriterier": raekker(kriterietabel(vurdering)),
                },
                "beslutningsvej": {
                    "niveau": vurdering.veje[0].niveau,
                    "parter": list(vej.parter),
                    "hjemmel": vej.hjemmel,
                    "begrundelse": vej.begrundelse,
                },
                "advarsler": list(advarsler(vurdering)),
                "overenskomster": [_laest(la) for la in aftalelaesning(plan, flytning, aar)],
            }
        )
    print(tiltagsnyhed(vurdering))
    kommuner = foer_efter_tabel(vurdering)
    if kommuner.fremhaevet:
        skriv_tabel(kommuner.med_raekker(sorted(map(str, kommuner.fremhaevet))))
    else:
        print("Ingen kommunes kapacitet ændres.")
    virkning = effekttabel(vurdering)
    skriv_tabel(virkning.uden("vaegt", "bemaerkning"))
    for kriterium, note in virkning.ramme[["kriterium", "bemaerkning"]].itertuples(index=False):
        if note == note and note:
            print(f"{kriterium}: {note}")
    print(f"Hvem beslutter: {vej.begrundelse} ({vej.hjemmel})")
    for advarsel in advarsler(vurdering):
        print(f"Bemærk: {advarsel}")
    if aftale := scenarieaftale(plan, aar):
        print(aftale)
    if har_aftalelaesning(vurdering):
        for tabel in (laesningstabel, regeltabel):
            skriv_afsnit(tabel(vurdering, aar))
    return 0


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
    "hvad en flytning ville gøre",
    koer,
    (
        Valgmulighed("--fra", form="KLINIK-ID", kraevet=True),
        Valgmulighed("--til", form="KLINIK-ID|KOMMUNE|LAT,LON", kraevet=True),
        *(Valgmulighed(f"--{a.noegle}", f"antal {a.flertal}", "N", "0") for a in FAG.rettigheder),
        Valgmulighed(
            "--adgang",
            "handicapvenlig adgang på en ny adresse",
            "ja|nej|ikke oplyst",
            "ikke oplyst",
        ),
        Valgmulighed("--aar", "året, hvis overenskomst flytningen læses under", "ÅR"),
        VENTESPECIALE,
        TRANSPORT,
    ),
)
