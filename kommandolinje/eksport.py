"""The command `eksport`: the plan document with its maps, tables and GIS files in a folder."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path

from dansk import Inputfejl
from eksport.bestilling import AFSNIT, ALLE, KORT, TEKSTBREDDE, Bestilling, NavngivetScenarie, Valg
from eksport.medhjaelper import Medhjaelper
from kommandolinje.kommando import Kommando, Valgmulighed
from kommandolinje.terminal import fremdrift, skriv_json
from kommandolinje.valg import (
    AFTAGEN,
    GRAENSE,
    GRUNDLAG,
    MAALVALG,
    REJSE,
    TOLERANCE,
    TRANSPORT,
    VENTESPECIALE,
    som_dag,
    som_tal,
    valgt_plan,
)
from lager.dokument import Scenarie
from lager.scenarielager import standardlager
from planning.forslagskrav import Krav
from saetninger.plandokument import uden_kort, uden_kortafsnit, uden_scenarie

ZIP = "plandokument.zip"
KORTVALG = Valgmulighed(
    "--kort", f"{', '.join(KORT)}; alle, når intet nævnes", "KORT", gentages=True
)


def koer(valg: argparse.Namespace) -> int:
    """Write the files and print their paths; how far it is goes to standard error."""
    # Imported here: what draws takes a second to load, and no other command draws.
    from eksport.mappe import skriv_til_mappe, tjek_mappe
    from eksport.pakke import filer, pak

    tjek_mappe(Path(valg.ud))
    skabelon = _skabelon(valg.skabelon, ".docx")
    om_skabelonen = _om_skabelonen(skabelon)
    bestilling = Bestilling(
        tuple(NavngivetScenarie.af_gemt(s) for navn in valg.scenarie for s in gemte(navn)),
        tuple(valg.afsnit or ALLE),
        Valg(
            valg.grundlag,
            valg.maal,
            som_tal(valg.graense, "--graense"),
            valg.aftagen,
            dato=som_dag(valg.dato, "--dato") if valg.dato else None,
            speciale=valg.speciale or "",
            krav=Krav(tolerance_pct=som_tal(valg.tolerance, "--tolerance")),
            kort=tuple(k for k in KORT if k in valg.kort) or tuple(valg.kort),
        ),
        skabelon,
        tuple(valg.kortformat or (TEKSTBREDDE,)),
        diasskabelon=_skabelon(valg.diasskabelon, ".potx eller .pptx"),
    )
    _sig_det_der_mangler(bestilling, valg)
    if bestilling.diasskabelon is not None:
        from eksport.dias_skabelon import aabn

        for bemaerkning in aabn(bestilling.diasskabelon).bemaerkninger:
            print(f"Bemærk: {bemaerkning}", file=sys.stderr)
    with Medhjaelper() as hjaelper:
        indhold = filer(valgt_plan(valg), bestilling, fremdrift(), hjaelper=hjaelper)
    if valg.zip:
        indhold = {ZIP: pak(indhold.items())}
    stier = [str(fil) for fil in skriv_til_mappe(Path(valg.ud), indhold)]
    if valg.json:
        return skriv_json({"filer": stier, "skabelon": om_skabelonen} if om_skabelonen else stier)
    print("\n".join(stier))
    return 0


def _sig_det_der_mangler(bestilling: Bestilling, valg: argparse.Namespace) -> None:
    """Say what was typed to no effect; raises Inputfejl where nothing would be left."""
    if valg.afsnit and bestilling.uden_scenarie:
        navne = [s.navn for s in standardlager().find()]
        besked = uden_scenarie("Vælg med --scenarie NAVN.", navne)
        if bestilling.er_tom:
            raise Inputfejl(besked)
        print(f"Bemærk: {besked}", file=sys.stderr)
    if valg.kort and "kort" not in bestilling.afsnit:
        print(f"Bemærk: {uden_kortafsnit('Vælg det med --afsnit kort.')}", file=sys.stderr)
    if valg.kortformat and not bestilling.har_kort:
        besked = uden_kort("Vælg --afsnit kort, eller --afsnit scenarier med --scenarie NAVN.")
        print(f"Bemærk: {besked}", file=sys.stderr)


def gemte(navn: str) -> list[Scenarie]:
    """Return the saved scenarios of a name or id; raises Inputfejl where there is none."""
    fundne = [s for s in standardlager().find() if navn in (s.navn, s.id)]
    if not fundne:
        raise Inputfejl(
            f"Intet gemt scenarie hedder »{navn}«. Se navnene på siden Scenarier, eller brug et id."
        )
    return fundne


def _skabelon(fil: str | None, endelse: str) -> bytes | None:
    try:
        return Path(fil).read_bytes() if fil else None
    except OSError:
        raise Inputfejl(
            f"Skabelonen »{fil}« findes ikke eller kan ikke læses. Skriv stien til en fil, der "
            f"ender på {endelse}."
        ) from None


def _om_skabelonen(skabelon: bytes | None) -> dict[str, object]:
    """Return what of a template is used and missing, which is told on stderr too; empty of none."""
    if skabelon is None:
        return {}
    from eksport.word_skabelon import skabelonsvar

    svar = skabelonsvar(skabelon)
    for saetning in (*svar.brugt, *svar.mangler):
        print(f"Bemærk: {saetning}", file=sys.stderr)
    return asdict(svar)


KOMMANDO = Kommando(
    "eksport",
    "Word, lysbilleder, Excel, GIS og trykkort i en mappe",
    koer,
    (
        Valgmulighed("--ud", form="MAPPE", kraevet=True),
        Valgmulighed("--zip", f"skriv kun {ZIP} med det hele"),
        Valgmulighed("--scenarie", "gemt scenarie, navn eller id", "NAVN", gentages=True),
        Valgmulighed("--afsnit", ", ".join(AFSNIT), "AFSNIT", gentages=True),
        KORTVALG,
        Valgmulighed(
            "--skabelon",
            "Word-dokument at skrive i; ved mærket praksiskort, hvis det har ét",
            "FIL",
        ),
        Valgmulighed("--diasskabelon", "PowerPoint-skabelon (.potx eller .pptx)", "FIL"),
        Valgmulighed(
            "--kortformat",
            "a4_staaende, a4_liggende, a3_staaende, a3_liggende, a4_bredde, spalte, tekstbredde "
            "(standard), tekstside eller lysbillede",
            "FORMAT",
            gentages=True,
        ),
        TOLERANCE,
        Valgmulighed("--dato", "dato på forsiden", "ÅÅÅÅ-MM-DD"),
        GRUNDLAG,
        MAALVALG,
        GRAENSE,
        AFTAGEN,
        VENTESPECIALE,
        *REJSE,
        TRANSPORT,
    ),
)
