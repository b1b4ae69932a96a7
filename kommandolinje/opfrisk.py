"""The command `opfrisk`: a bilag of last year made new in place, and what that changed."""

from __future__ import annotations

import argparse
import textwrap
from dataclasses import asdict, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from arkiv.datasaet import find_fag
from dansk import Inputfejl
from eksport.bestilling import NavngivetScenarie, Valg
from kommandolinje.eksport import KORTVALG, gemte
from kommandolinje.kommando import Kommando, Valgmulighed
from kommandolinje.terminal import LINJEBREDDE, gem_fil, skriv_json
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
from lager.scenarielager import findes, standardlager
from saetninger.opfriskning import SLAGSNAVNE, opfriskningsnyhed

if TYPE_CHECKING:
    from eksport.opfriskning import Aendring, Opfrisket
    from eksport.ophav import Ophav


def koer(valg: argparse.Namespace) -> int:
    """Write the new document and print what it changed."""
    # Imported here: what draws takes a second to load.
    from eksport.opfriskning import laes_ophav, opfrisk

    raa, ud = _laes(Path(valg.fil)), Path(valg.ud)
    if ud.exists() and ud.samefile(valg.fil):
        raise Inputfejl("--ud er samme fil som --fil. Skriv til en ny fil, så den gamle er der.")
    ophav = _valgt(laes_ophav(raa), valg)
    valg.fag = find_fag(valg.fag) if valg.fag else ophav.fag
    # Another field does not know the bilag's speciale; it is told which field the bilag is of.
    valg.speciale = (ophav.valg.speciale or None) if valg.fag == ophav.fag else None
    valg.uden_faerger = valg.uden_faerger or not ophav.faerger
    svar = opfrisk(raa, valgt_plan(valg), ophav, valg.erstat)
    gem_fil(ud, svar.fil)
    if valg.json:
        return skriv_json(
            {
                "fil": str(ud),
                "uaendrede": svar.uaendrede,
                "bemaerkninger": list(svar.bemaerkninger),
                "aendringer": [asdict(a) for a in svar.aendringer],
            }
        )
    _skriv(svar)
    print(f"{ud}: det opfriskede bilag.")
    return 0


def _laes(fil: Path) -> bytes:
    try:
        return fil.read_bytes()
    except OSError:
        raise Inputfejl(
            f"»{fil}« findes ikke eller kan ikke læses. Skriv stien til et bilag (.docx)."
        ) from None


def _valgt(ophav: Ophav, valg: argparse.Namespace) -> Ophav:
    """Return what the bilag was made of, with what is named instead."""
    from eksport.opfriskning import nyeste_scenarier

    if findes():
        ophav = nyeste_scenarier(ophav, standardlager())
    navngivne = tuple(NavngivetScenarie.af_gemt(s) for navn in valg.scenarie for s in gemte(navn))
    return replace(
        ophav,
        afsnit=tuple(valg.afsnit) or ophav.afsnit,
        scenarier=navngivne or ophav.scenarier,
        valg=_valgene(ophav.valg, valg),
    )


def _valgene(fra: Valg, valg: argparse.Namespace) -> Valg:
    nye = {n: v for n in ("grundlag", "maal", "aftagen", "speciale") if (v := getattr(valg, n))}
    if valg.graense is not None:
        nye["graense"] = som_tal(valg.graense, "--graense")
    if valg.dato is not None:
        nye["dato"] = som_dag(valg.dato, "--dato")
    if valg.kort:
        nye["kort"] = tuple(valg.kort)
    if valg.tolerance is not None:
        tolerance = som_tal(valg.tolerance, "--tolerance")
        nye["krav"] = replace(fra.krav, tolerance_pct=tolerance)
    return replace(fra, **nye)


def _skriv(svar: Opfrisket) -> None:
    for saetning in (opfriskningsnyhed(svar.poster, svar.uaendrede), *svar.bemaerkninger):
        print(textwrap.fill(saetning, LINJEBREDDE))
    orden = list(SLAGSNAVNE)
    ordnet = sorted(svar.aendringer, key=lambda a: orden.index(a.slags))
    for slags, af_slagsen in groupby(ordnet, key=lambda a: a.slags):
        print(f"\n{SLAGSNAVNE[slags]}")
        for (navn, noegle), steder in groupby(af_slagsen, key=lambda a: (a.navn, a.noegle)):
            print(f"  {navn} [{noegle}]")
            for sted in steder:
                print(textwrap.indent(textwrap.fill(_linje(sted), LINJEBREDDE - 4), "    "))


def _linje(a: Aendring) -> str:
    under = f" (under »{a.hvor}«)" if a.hvor else ""
    hvad = f"{a.hvad}: " if a.hvad else ""
    return f"{hvad}{a.foer or '–'} → {a.nu or '–'}{under}"


def _som_i_bilaget(mulighed: Valgmulighed) -> Valgmulighed:
    return replace(mulighed, standard=None)


KOMMANDO = Kommando(
    "opfrisk",
    "et bilag fra sidste år med nye tal; jeres egne ord bliver",
    koer,
    (
        Valgmulighed("--fil", "bilag.docx, som det er nu", "FIL", kraevet=True),
        Valgmulighed("--ud", "det nye dokument", "FIL", kraevet=True),
        Valgmulighed(
            "--erstat", "erstat det, I har rettet; listens nøgle eller alt", "NØGLE", gentages=True
        ),
        Valgmulighed("--scenarie", "i stedet for bilagets, navn eller id", "NAVN", gentages=True),
        Valgmulighed("--afsnit", "i stedet for bilagets", "AFSNIT", gentages=True),
        KORTVALG,
        Valgmulighed("--dato", "ny dato på forsiden", "ÅÅÅÅ-MM-DD"),
        *map(_som_i_bilaget, (GRUNDLAG, MAALVALG, GRAENSE, AFTAGEN, TOLERANCE)),
        VENTESPECIALE,
        *REJSE,
        TRANSPORT,
    ),
)
