"""`indlaes`: a file of one's own tried, and entered when it is fit to be."""

from __future__ import annotations

import argparse
import getpass
from pathlib import Path

from arkiv.datasaet import i_brug, indfoer, indfoer_pakke, proev_fil, tjek, tjek_pakke
from dansk import Inputfejl, opremsning, rens
from data.datapakke import er_pakke
from data.datasaet import indlaes
from data.indgang.arter.liste import ARTER
from data.indgang.proeve import Proeve, UkendtFil
from kommandolinje.kommando import Kommando, Valgmulighed
from kommandolinje.terminal import gem_fil, raekker, skriv_json, skriv_tabel
from kommandolinje.valg import SVAR, svar_af
from tabeller.importen import forskelstabel, importfund

DATAPAKKE = "datapakke"
KENDTE = (*(art.noegle for art in ARTER), DATAPAKKE)


def koer(valg: argparse.Namespace) -> int:
    """Try a file and enter it, or with `--tjek` only say what there is to say of it.

    Exit code 0 when it was taken or is fit to be, 1 when it needs an answer or was refused.
    """
    sti, svar = Path(valg.fil), svar_af(valg)
    navn, hvem = valg.navn or sti.stem, valg.hvem or getpass.getuser()
    if valg.art == DATAPAKKE or (valg.art is None and er_pakke(sti)):
        return _pakke(sti, navn, hvem, valg)
    fra = i_brug(valg.fag)
    try:
        proeve = proev_fil(sti, lambda: indlaes(fra.mappe), valg.art, svar, fra.mappe)
        _kraev_brugte(proeve)
        if valg.fundark:
            _gem_fundark(proeve, Path(valg.fundark))
        taget = None
        if proeve.kan_tages and valg.tjek:
            tjek(proeve, fra)
        elif proeve.kan_tages:
            taget = indfoer(proeve, fra, navn=navn, hvem=hvem, svar=svar)
    except Inputfejl as fejl:
        afvist = _afvist(fejl)
        if valg.json:
            skriv_json({"kan_tages": False, "taget": None, "afvist": afvist})
            return 1
        print(afvist)
        return 1
    if valg.json:
        skriv_json(_som_json(proeve, taget.nr if taget else None))
    else:
        _skriv(proeve)
        if valg.fundark:
            print(f"{valg.fundark}: tabellen med fundene markeret.")
        if taget:
            print(f"Taget i brug som datasæt nr. {taget.nr}, »{taget.navn}«.")
        elif proeve.kan_tages:
            print("Filen kan tages i brug. Kør uden --tjek.")
    return 0 if proeve.kan_tages else 1


def _afvist(fejl: Inputfejl) -> str:
    """Why a file is refused; of one that is asked about, by the names the command has."""
    if not isinstance(fejl, UkendtFil):
        return str(fejl)
    navne = opremsning([f"{a.titel} ({a.noegle})" for a in fejl.arter], "eller")
    return rens(f"{fejl.hvad} Sig med --art, hvad den er: {navne}.")


def _kraev_brugte(proeve: Proeve) -> None:
    """Raise Inputfejl for answers to what was not asked, when all that was is answered.

    With questions or faults left, what comes after them has not been asked yet.
    """
    if proeve.kan_tages and proeve.ubrugte_svar:
        navne = opremsning([f"»{n}«" for n in proeve.ubrugte_svar])
        raise Inputfejl(f"Filen giver intet spørgsmål om {navne}. Ret eller udelad svaret.")


def _gem_fundark(proeve: Proeve, sti: Path) -> None:
    # Imported here: what writes workbooks takes a while to load.
    from eksport.fundark import fundark

    gem_fil(sti, fundark(proeve))


def _pakke(sti: Path, navn: str, hvem: str, valg: argparse.Namespace) -> int:
    if not sti.is_file():
        raise Inputfejl(f"{sti.name} findes ikke. Kontrollér sti og navn.")
    if valg.fundark or svar_af(valg):
        raise Inputfejl("En datapakke har ingen spørgsmål og intet fundark. Udelad valgene.")
    if valg.tjek:
        tjek_pakke(sti.read_bytes(), sti.name)
        if valg.json:
            return skriv_json({"kan_tages": True, "taget": None, "afvist": None})
        print("Datapakken kan tages i brug. Kør uden --tjek.")
        return 0
    taget = indfoer_pakke(sti.read_bytes(), sti.name, navn=navn, hvem=hvem)
    if valg.json:
        return skriv_json({"kan_tages": True, "taget": taget.nr, "afvist": None})
    print(f"Taget i brug som datasæt nr. {taget.nr}, »{taget.navn}«.")
    return 0


def _som_json(proeve: Proeve, taget: int | None) -> dict[str, object]:
    return {
        "art": proeve.art.noegle,
        "kan_tages": proeve.kan_tages,
        "taget": taget,
        "afvist": None,
        "kolonner": dict(proeve.kolonner),
        "fund": [f.som_dict() for f in proeve.fund],
        "spoergsmaal": [
            {"noegle": s.noegle, "tekst": s.tekst, "svar": [v for v, _ in s.valg]}
            for s in proeve.spoergsmaal
        ],
        "forskel": raekker(proeve.tolkning.forskel.reset_index()),
    }


def _skriv(proeve: Proeve) -> None:
    print(f"{proeve.kilde.fil}: {proeve.art.titel}.")
    if proeve.fund:
        skriv_tabel(importfund(proeve))
    for spoergsmaal in proeve.spoergsmaal:
        print(f"Spørgsmål: {spoergsmaal.linje()}")
    if not proeve.tolkning.forskel.empty:
        skriv_tabel(forskelstabel(proeve))


KOMMANDO = Kommando(
    "indlaes",
    "tjek en fil med egne tal, og tag den i brug",
    koer,
    (
        Valgmulighed("fil", "regneark, CSV eller datapakke", "FIL"),
        Valgmulighed("--art", f"hvad filen er: {opremsning(KENDTE, 'eller')}", "ART"),
        SVAR,
        Valgmulighed("--fundark", "skriv tabellen som xlsx med fundene markeret", "FIL"),
        Valgmulighed("--tjek", "tjek kun; intet tages i brug"),
        Valgmulighed("--navn", "datasættets navn; filens, når intet er valgt", "NAVN"),
        Valgmulighed("--hvem", "hvem der importerer; brugeren, når intet er valgt", "HVEM"),
    ),
)
