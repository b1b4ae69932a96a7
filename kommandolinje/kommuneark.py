"""`kommuneark`: everything there is of one kommune, on the screen or on one sheet of A4."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eksport.bestilling import NavngivetScenarie, aabne_scenarier
from kommandolinje.kommando import Kommando, Valgmulighed
from kommandolinje.terminal import gem_fil, raekker, skriv_fingeraftryk, skriv_json, skriv_tabel
from kommandolinje.valg import AFTAGEN, GRUNDLAG, REJSE, valgt_plan
from lager.scenarielager import standardlager
from planning.grundtal import grundtal
from planning.kommuneark import Kommuneark, beroerte, find_kommune, kommuneark, stand
from planning.kommunespoergsmaal import spoergsmaal
from planning.plan import Plan
from planning.tiltag import som_dict
from saetninger.diskretion import diskretionstekst
from saetninger.grundtal import uden_klinikker
from saetninger.kommuneark import arknyhed, beslutter, mangeltekst, nabotekst, pladser
from saetninger.kommunespoergsmaal import spoergsmaalstekster
from tabeller.grundtal import grundtabeller
from tabeller.kommuneark import (
    arkets_aktivitet,
    arkets_klinikker,
    noegletabel,
    tiltagstabel,
    udentabel,
    ventetabel,
)

#: What is written in place of a kommune for all of them.
ALLE = "alle"


def koer(valg: argparse.Namespace) -> int:
    """Print the ark of a kommune or of all, and with `--ud` write it as a Word document."""
    plan = valgt_plan(valg)
    alle = valg.kommune.strip().casefold() == ALLE
    koder = list(plan.kommuner.index) if alle else [find_kommune(plan, valg.kommune)]
    if not plan.har_klinikker:
        return _uden_klinikker(plan, koder, valg)
    arkene = _arkene(plan, valg, koder, aabne_scenarier(standardlager()))
    if valg.ud:
        # Imported here: what draws takes a second to load.
        from eksport.kommuneark import ark_dokument

        gem_fil(Path(valg.ud), ark_dokument(arkene))
    if valg.json:
        ud = [_som_json(ark) for ark in arkene]
        return skriv_json({"fingeraftryk": plan.fingeraftryk, "fil": valg.ud, "kommuner": ud})
    if valg.ud:
        print(f"{valg.ud}: {len(arkene)} kommuneark, en A4-side hver.")
        return 0
    for ark in arkene:
        _skriv(ark)
    skriv_fingeraftryk(plan)
    return 0


def _uden_klinikker(plan: Plan, koder: Sequence[str], valg: argparse.Namespace) -> int:
    """Print what is known of kommuner in a field without clinics, and write it with `--ud`."""
    if valg.ud:
        # Imported here: what draws takes a second to load.
        from eksport.grundark import grunddokument

        gem_fil(Path(valg.ud), grunddokument(plan, koder))
    if valg.json:
        kendt = raekker(grundtal(plan).loc[koder].rename_axis("kode").reset_index())
        return skriv_json({"fingeraftryk": plan.fingeraftryk, "fil": valg.ud, "kommuner": kendt})
    if valg.ud:
        print(f"{valg.ud}: {len(koder)} kommuneark, en side hver.")
        return 0
    print(uden_klinikker(plan))
    for kode in koder:
        print(f"\n{plan.kommuner.at[kode, 'kommune']} Kommune")
        for tabel in grundtabeller(plan, kode):
            skriv_tabel(tabel)
    skriv_fingeraftryk(plan)
    return 0


def _arkene(
    plan: Plan,
    valg: argparse.Namespace,
    koder: Sequence[str],
    scenarier: Sequence[NavngivetScenarie],
) -> list[Kommuneark]:
    fra = stand(plan, valg.grundlag, valg.aftagen)
    egne = [(s.navn, s.tiltag) for s in scenarier]
    return [kommuneark(fra, kode, beroerte(plan, kode, egne)) for kode in koder]


def _skriv(ark: Kommuneark) -> None:
    print(f"{ark.navn} Kommune")
    print(arknyhed(ark))
    if plads := pladser(ark):
        print(plads)
    print(nabotekst(ark), end="\n\n")
    for tabel in (noegletabel, udentabel, ventetabel, arkets_aktivitet, arkets_klinikker):
        skriv_tabel(tabel(ark))
    if ark.tiltag:
        skriv_tabel(tiltagstabel(ark))
    print("Hvad der skal spørges om")
    print("\n".join(f"- {s}" for s in spoergsmaalstekster(ark)))
    print(mangeltekst(ark), end="\n\n")


def _som_json(ark: Kommuneark) -> dict[str, Any]:
    skjulte = sum(len(t(ark).skjult) for t in (noegletabel, udentabel))
    tekster = spoergsmaalstekster(ark)
    return {
        "kode": ark.kode,
        "kommune": ark.navn,
        "noegletal": raekker(ark.noegletal.rename_axis("kode").reset_index()),
        "plads": raekker(ark.plads.rename_axis("laesning").reset_index()),
        "naboer": raekker(ark.naboer.drop(columns="kode")),
        "uden_for": raekker(ark.uden_for.rename_axis("gruppe").reset_index()),
        "ventetid": raekker(ark.ventetid.reset_index().drop(columns=["kode", "kommune"])),
        "aktivitet": [
            {"speciale": kode, **raekke}
            for kode, ramme in ark.aktivitet.items()
            for raekke in raekker(ramme.rename_axis("kode").reset_index())
        ],
        "klinikker": raekker(
            ark.klinikker[["navn", "by", "kapacitet", "handicapadgang"]].reset_index()
        ),
        "tiltag": [
            {
                "scenarie": b.scenarie,
                "nummer": b.nummer,
                "kapacitet": b.kapacitet,
                "tiltag": som_dict(b.tiltagene[b.nummer - 1]),
                "niveau": b.vej.niveau,
                "beslutter": beslutter(b),
            }
            for b in ark.tiltag
        ],
        "mangler": list(ark.mangler),
        "spoergsmaal": [
            {"slags": s.slags, "tekst": tekst}
            for s, tekst in zip(spoergsmaal(ark), tekster, strict=True)
        ],
        "diskretion": diskretionstekst(skjulte),
    }


KOMMANDO = Kommando(
    "kommuneark",
    "alt om én kommune; med --ud på én A4-side",
    koer,
    (
        Valgmulighed("kommune", f"kommunens kode eller navn, eller {ALLE}", "KODE|NAVN"),
        Valgmulighed("--ud", "skriv arket som Word-dokument", "FIL"),
        GRUNDLAG,
        AFTAGEN,
        *REJSE,
    ),
)
