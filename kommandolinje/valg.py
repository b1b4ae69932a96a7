"""Choices that several commands share: how people travel, and numbers as they are typed."""

from __future__ import annotations

import argparse
import math
import re
import sys
from datetime import date
from pathlib import Path

from arkiv.datasaet import i_brug
from dansk import Inputfejl, laes_tal
from data.datasaet import IMPORTERET, indlaes
from data.inddeling import laes_inddeling
from data.skema import laes_skema
from kommandolinje.kommando import Valgmulighed
from planning.adgang import STANDARDAFTAGEN
from planning.kapacitet import for_speciale
from planning.overenskomst import OERE
from planning.plan import MAAL, Plan
from planning.planomraade import efter_planomraade, egen_inddeling, sundhedsraad
from saetninger.maal import AFTAGENAVNE

#: The first of the program's fields, whose specialer stand for those of any.
SPECIALER = "|".join(laes_skema().fag.koder)
UDEN_FAERGER = Valgmulighed("--uden-faerger", "kun broer og tunnel")
SVAR = Valgmulighed("--svar", "svar på et spørgsmål om en fil", "NØGLE=VÆRDI", gentages=True)
BEFOLKNING = Valgmulighed("--befolkning", "befolkningsnet i stedet for modellen", "FIL")
#: How people travel, and who lives where.
REJSE = (
    UDEN_FAERGER,
    BEFOLKNING,
    Valgmulighed("--matrix", "rejsetider fra en anden beregning", "FIL"),
    Valgmulighed("--naboklinikker", "klinikker uden for regionen, der også kan være nær", "FIL"),
    SVAR,
)
#: Where the effect of a move is told: departures near the clinics.
TRANSPORT = Valgmulighed(
    "--transport", "køreplan (GTFS, zip), så afgange nær klinikkerne tæller med i effekten", "FIL"
)
GRUNDLAG = Valgmulighed(
    "--grundlag",
    "kapaciteten efter kliniklisten eller efter tabel 1",
    "klinikliste|tabel1",
    "klinikliste",
)
MAALVALG = Valgmulighed("--maal", "hvad afstand regnes i", "|".join(MAAL), "minutter")
GRAENSE = Valgmulighed("--graense", "grænse i målets enhed; grænsen selv tæller med", "TAL", "15")
TOLERANCE = Valgmulighed(
    "--tolerance", "forslagets grænse i procent fra middel; grænsen selv tæller med", "TAL", "15"
)
AFTAGEN = Valgmulighed(
    "--aftagen", "hvordan adgang aftager med afstand", "|".join(AFTAGENAVNE), STANDARDAFTAGEN
)


OMRAADER = Valgmulighed(
    "--omraader",
    "opgør efter kommuner, sundhedsråd eller en fil (kommune;område)",
    "kommuner|sundhedsraad|FIL",
    "kommuner",
)
#: So much of what was typed stands in a sentence.
VIST = 40
VENTESPECIALE = Valgmulighed(
    "--speciale", "hvis ventetid effekten regner på; fagets eget, når intet er valgt", SPECIALER
)


def valgt_plan(valg: argparse.Namespace) -> Plan:
    """Return the plan a command reads, of the field's dataset in use and the choices of `REJSE`.

    Where each speciale has its own capacities, those of one. That, and what an imported file lacks,
    is told on stderr. Raises Inputfejl for a file of no use or with a
    question that is not answered.
    """
    filer = {hvad: getattr(valg, hvad, None) for hvad in IMPORTERET}
    plan = indlaes(
        i_brug(getattr(valg, "fag", None)).mappe,
        faerger=not getattr(valg, "uden_faerger", False),
        svar=svar_af(valg),
        **{hvad: Path(fil) for hvad, fil in filer.items() if fil},
    )
    for bemaerkning in plan.bemaerkninger:
        print(f"Bemærk: {bemaerkning}", file=sys.stderr)
    speciale = getattr(valg, "speciale", None) or plan.fag.ventespeciale
    if not plan.opgoerelse.faelles:
        navn = plan.fag.speciale(speciale).titel
        besked = f"Kapaciteten er opgjort {plan.opgoerelse.navn}; her er den af {navn}."
        print(f"Bemærk: {besked}", file=sys.stderr)
    return for_speciale(plan, speciale)


def inddelt(valg: argparse.Namespace, plan: Plan) -> Plan:
    """Return a plan told by the areas of `OMRAADER`; raises Inputfejl for no grouping of it."""
    match valg.omraader:
        case "kommuner":
            return plan
        case "sundhedsraad":
            return efter_planomraade(plan, sundhedsraad(plan))
        case fil:
            return efter_planomraade(plan, egen_inddeling(plan, laes_inddeling(Path(fil), plan)))


def svar_af(valg: argparse.Namespace) -> dict[str, str]:
    """Return the answers that were typed, by key; Inputfejl for one that is no key and value."""
    svar: dict[str, str] = {}
    for tekst in getattr(valg, "svar", []):
        noegle, lighed, vaerdi = tekst.partition("=")
        if not (lighed and noegle.strip()):
            raise Inputfejl(
                f"--svar er »{tekst}«. Skriv en nøgle og en værdi, fx --svar enhed=sekunder."
            )
        foer = svar.setdefault(noegle.strip(), vaerdi.strip())
        if foer != vaerdi.strip():
            raise Inputfejl(f"Der er svaret både {foer} og {vaerdi.strip()} på {noegle.strip()}.")
    return svar


def som_tal(tekst: str, navn: str) -> float:
    """Return a number with Danish or English decimals; Inputfejl names the choice it was for.

    The minus sign that Danish figures are printed with is read too. A point before three digits
    may part thousands or begin decimals, and is asked about.
    """
    ren = tekst.strip().replace("−", "-")
    if re.fullmatch(r"[-+]?[1-9][0-9]{0,2}(\.[0-9]{3})+", ren):
        raise Inputfejl(
            f"{navn} er »{tekst}«, og punktummet kan være et tusindtal eller en decimal. Skriv "
            f"{ren.replace('.', '')} eller {ren.replace('.', ',', 1)}."
        )
    try:
        if not ren.isascii() or "_" in ren:
            raise ValueError
        return float(ren.replace(",", "."))
    except ValueError:
        raise Inputfejl(f"{navn} skal være et tal, ikke »{tekst}«. Skriv fx 15.") from None


def som_antal(tekst: str, navn: str) -> float | int:
    """Return a whole number as int, and any other as it is, for who checks it to refuse."""
    vaerdi = som_tal(tekst, navn)
    return int(vaerdi) if math.isfinite(vaerdi) and vaerdi == int(vaerdi) else vaerdi


def som_heltal(tekst: str, navn: str) -> int:
    """Return a whole number of 0 or more, its thousands parted by points or not at all."""
    try:
        return int(laes_tal(tekst))
    except Inputfejl as fejl:
        raise Inputfejl(f"{navn} skal være et helt tal. {fejl}") from None


def som_aarstal(tekst: str | None) -> int | None:
    """Return a year of four digits; None for none."""
    if tekst is None:
        return None
    if not re.fullmatch("[0-9]{4}", tekst.strip()):
        raise Inputfejl(f"»{tekst[:VIST]}« er ikke et årstal. Skriv fire cifre, fx 2025.")
    return int(tekst)


def som_kroner(tekst: str, navn: str) -> int:
    """Return whole kroner, their thousands parted by points or not at all."""
    try:
        return int(laes_tal(tekst))
    except Inputfejl as fejl:
        raise Inputfejl(f"{navn} skal være hele kroner. {fejl}") from None


def som_oerebeloeb(tekst: str, navn: str) -> int:
    """Return kroner with at most two decimals as whole oere; thousands may be parted by points."""
    try:
        return int(laes_tal(tekst, 2) * OERE)
    except Inputfejl as fejl:
        raise Inputfejl(f"{navn} skal være kroner med højst to decimaler. {fejl}") from None


def som_dag(tekst: str, navn: str) -> date:
    """Return a day written as 2026-11-22; Inputfejl names the choice it was for."""
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        raise Inputfejl(f"{navn} skal være som 2026-11-22, ikke »{tekst[:VIST]}«.") from None
