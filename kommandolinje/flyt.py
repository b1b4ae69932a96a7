"""`flyt`: what one flytning would do, who decides and what to mind."""

from __future__ import annotations

import argparse
import dataclasses

from dansk import Inputfejl, opremsning
from data.skema import INDBYGGEDE, laes_skema
from data.steder import destination
from kommandolinje.kommando import Kommando, Valgmulighed
from kommandolinje.status import statusraekker
from kommandolinje.terminal import raekker, skriv_json, skriv_tabel
from kommandolinje.valg import TRANSPORT, VENTESPECIALE, som_antal, valgt_plan
from planning.plan import Sted
from planning.scenarie import vurder
from planning.tiltag import Flytning
from saetninger.advarsler import advarsler
from saetninger.beslutningsvej import beslutninger
from saetninger.effekt import kriterietabel
from saetninger.nyhed import tiltagsnyhed
from saetninger.tiltag import beskriv
from tabeller.scenarie import effekttabel, foer_efter_tabel

#: What can be moved, in any of the program's fields.
ARTER = tuple(a for mappe in INDBYGGEDE for a in laes_skema(mappe).fag.rettigheder)


def koer(valg: argparse.Namespace) -> int:
    """Print what one flytning would do: before, after, effect, who decides and warnings."""
    plan = valgt_plan(valg)
    til = destination(plan, valg.til)
    if isinstance(til, Sted):
        til = dataclasses.replace(til, handicapadgang=valg.adgang)
    antal = {a.noegle: som_antal(getattr(valg, a.noegle), f"--{a.noegle}") for a in ARTER}
    egne = [a.noegle for a in plan.fag.rettigheder]
    if fremmede := [n for n, v in antal.items() if v and n not in egne]:
        raise Inputfejl(
            f"{opremsning([f'--{n}' for n in fremmede])} hører ikke til {plan.fag.i_saetning}. "
            f"Vælg {opremsning([f'--{n}' for n in egne], 'eller')}."
        )
    antal = {n: v for n, v in antal.items() if n in egne}
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
    return 0


KOMMANDO = Kommando(
    "flyt",
    "hvad en flytning ville gøre",
    koer,
    (
        Valgmulighed("--fra", form="KLINIK-ID", kraevet=True),
        Valgmulighed("--til", form="KLINIK-ID|KOMMUNE|LAT,LON", kraevet=True),
        *(Valgmulighed(f"--{a.noegle}", f"antal {a.flertal}", "N", "0") for a in ARTER),
        Valgmulighed(
            "--adgang",
            "handicapvenlig adgang på en ny adresse",
            "ja|nej|ikke oplyst",
            "ikke oplyst",
        ),
        VENTESPECIALE,
        TRANSPORT,
    ),
)
