"""`placering`: where the next clinics or capacities go, with the proof or the gap."""

from __future__ import annotations

import argparse
import dataclasses
from typing import Any, get_args

from dansk import Inputfejl, opremsning, tal
from fordelt import i_dele
from kommandolinje.kommando import Kommando, Valgmulighed
from kommandolinje.terminal import fremdrift_i_dele, raekker, skriv_afsnit, skriv_json, skriv_tabel
from kommandolinje.valg import GRAENSE, VENTESPECIALE, som_antal, som_heltal, som_tal, valgt_plan
from planning.kapacitetsforslag import Kapacitetsforslag, kapacitetsforslag
from planning.kapacitetsforslag import Maal as Kapacitetsmaal
from planning.placeringsforslag import HVEM, MAAL, SLAGS, Placeringsforslag, placeringsforslag
from planning.placeringskurve import bedste_af, daekningssag, kurve
from planning.plan import Plan
from planning.tiltag import som_dict
from saetninger.placeringsforslag import hvorfra, kapacitetsnyhed, placeringsnyhed
from saetninger.tiltag import beskriv
from tabeller.placeringsforslag import kapacitetstabel, kurvetabel, placeringstabel

KAPACITETSMAAL = get_args(Kapacitetsmaal)
#: What goes to new places, and what to the clinics there are.
ALLE_MAAL = (*MAAL, *KAPACITETSMAAL)


def koer(valg: argparse.Namespace) -> int:
    """Print where the next go, what that does, and what is proven of it."""
    plan = valgt_plan(valg)
    nye = som_antal(valg.nye, "--nye")
    if not isinstance(nye, int):
        raise Inputfejl(f"--nye skal være et helt tal, ikke {valg.nye}. Skriv fx 2.")
    if valg.maal not in ALLE_MAAL:
        raise Inputfejl(f"--maal er »{valg.maal}«. Vælg {opremsning(list(ALLE_MAAL), 'eller')}.")
    if valg.maal in KAPACITETSMAAL:
        if valg.fra or valg.slags:
            raise Inputfejl(f"--fra og --slags hører til --maal {opremsning(list(MAAL), 'eller')}.")
        kapacitet = kapacitetsforslag(plan, valg.maal, nye, valg.speciale)
        if valg.json:
            return skriv_json(_kapacitetsjson(plan, kapacitet))
        print(kapacitetsnyhed(plan, kapacitet))
        skriv_afsnit(kapacitetstabel(plan, kapacitet))
        return 0
    if valg.kurve is not None:
        return _kurve(plan, valg)
    if valg.dask:
        raise Inputfejl("--dask gælder --kurve: hvert antal regnes for sig. Skriv fx --kurve 10.")
    svar = placeringsforslag(
        *(plan, valg.maal, nye, valg.hvem, som_tal(valg.graense, "--graense")),
        fra=valg.fra,
        slags=tuple(valg.slags) or SLAGS,
        speciale=valg.speciale,
    )
    if valg.json:
        return skriv_json(_json(plan, svar))
    print(placeringsnyhed(plan, svar))
    if svar.valg:
        print(hvorfra(plan, valg.fra))
    skriv_afsnit(placeringstabel(plan, svar))
    return 0


def _kurve(plan: Plan, valg: argparse.Namespace) -> int:
    """Print what each further clinic gives, each number worked out by itself."""
    hoejst = som_heltal(valg.kurve, "--kurve")
    if valg.maal != "flest" or valg.fra:
        raise Inputfejl("--kurve er af flest inden for grænsen med ny kapacitet: --maal flest.")
    graense, slags = som_tal(valg.graense, "--graense"), tuple(valg.slags) or SLAGS
    sag = daekningssag(plan, valg.hvem, graense, slags, valg.speciale)
    steder = sag.inden.shape[1] - len(sag.kendte)
    if not 1 <= hoejst <= steder:
        raise Inputfejl(f"--kurve skal være fra 1 til {tal(steder)}, som er de steder, der er.")
    antal = range(1, hoejst + 1)
    udfald = i_dele(bedste_af, sag, antal, valg.dask, fremdrift_i_dele("nye klinikker"))
    punkter = kurve(sag, antal, udfald.svar)
    if valg.json:
        return skriv_json({"hvem": valg.hvem, "graense_min": graense, "kurve": raekker(punkter)})
    skriv_tabel(kurvetabel(plan, valg.hvem, graense, punkter))
    return 0


def _json(plan: Plan, svar: Placeringsforslag) -> dict[str, Any]:
    return {
        "maal": svar.maal,
        "hvem": svar.hvem,
        "graense_min": svar.graense,
        "kandidater": svar.kandidater,
        "status": svar.status,
        "vaerdi": svar.vaerdi,
        "skranke": svar.skranke,
        "gab_pct": svar.gab_pct,
        "foer": _stilling(svar.foer),
        "steder": [
            {
                "slags": v.kandidat.slags,
                "sted": dataclasses.asdict(v.kandidat.sted),
                "tiltag": som_dict(v.tiltag),
                "efter": _stilling(v.efter),
            }
            for v in svar.valg
        ],
        "forklaring": placeringsnyhed(plan, svar),
    }


def _stilling(stilling: Any) -> dict[str, Any]:
    return dataclasses.asdict(stilling) | {"andel_pct": stilling.andel_pct}


def _kapacitetsjson(plan: Plan, svar: Kapacitetsforslag) -> dict[str, Any]:
    return {
        "maal": svar.maal,
        "status": svar.status,
        "skranke": svar.skranke,
        "gab_pct": svar.gab_pct,
        "foer": svar.foer,
        "efter": list(svar.efter),
        "tiltag": [som_dict(t) for t in svar.tiltag],
        "beskrivelse": [beskriv(plan, t) for t in svar.tiltag],
        "forklaring": kapacitetsnyhed(plan, svar),
    }


KOMMANDO = Kommando(
    "placering",
    "hvor de næste klinikker eller kapaciteter gør mest, med bevis eller gab",
    koer,
    (
        Valgmulighed("--nye", "hvor mange", "N", "1"),
        Valgmulighed(
            "--maal",
            "nye steder: flest inden for grænsen, kortest i gennemsnit eller for dem med længst; "
            "klinikker, der er: mindst mangel eller bedst adgang",
            "|".join(ALLE_MAAL),
            "flest",
        ),
        Valgmulighed("--hvem", "hvem der skal have kort vej", "|".join(HVEM), "indbyggere"),
        GRAENSE,
        Valgmulighed("--fra", "klinik, der afgiver kapaciteten; ellers er den ny", "KLINIK-ID"),
        Valgmulighed("--slags", "kun steder af den slags", "|".join(SLAGS), gentages=True),
        Valgmulighed("--kurve", "vis, hvad hvert antal op til så mange giver", "N"),
        Valgmulighed("--dask", "regn dem hos arbejdere: adressen på en Dask-scheduler", "ADRESSE"),
        VENTESPECIALE,
    ),
)
