"""`oekonomi --emne ramme`: whether the economic frames hold, and the frame of kiropraktik."""

from __future__ import annotations

import argparse
from typing import Any

from dansk import Inputfejl
from kommandolinje.emner.emne import AAR, Emne, Emnesvar
from kommandolinje.kommando import Valgmulighed
from kommandolinje.terminal import raekker
from kommandolinje.valg import som_aarstal, som_antal, som_kroner, som_tal
from planning.kiropraktikramme import (
    INDEKS,
    kiropraktikkvartaler,
    kiropraktikopgoerelse_kr,
    kiropraktikramme,
)
from planning.plan import Plan
from planning.ramme import aar_med_forbrug, aarets_rammer
from planning.rammestilling import kvartaler
from saetninger.kiropraktikramme import kiropraktiknyhed, kvartalsnyhed, opgoerelsesnyhed
from saetninger.ramme import rammenyhed, takstnyhed
from tabeller.ramme import kiropraktiktabel, kvartalstabel, rammetabel
from tabeller.tabel import Tabel


def svar(plan: Plan, valg: argparse.Namespace) -> Emnesvar:
    """Return the frames of a year, and that of kiropraktik where its patients are given.

    Raises Inputfejl with neither.
    """
    nyheder: list[str] = []
    tabeller: list[Tabel] = []
    indhold: dict[str, Any] = {}
    if valg.patienter is not None:
        _kiropraktik(valg, nyheder, tabeller, indhold)
    elif any(v is not None for v in (valg.indeks, valg.udgift, valg.kvartaler)):
        raise Inputfejl(
            "--indeks, --udgift og --kvartaler hører til kiropraktik. Skriv også --patienter ANTAL."
        )
    aar, aarene = som_aarstal(valg.aar), aar_med_forbrug(plan)
    if aarene or aar is not None:
        rammer = aarets_rammer(plan, aarene[0] if aar is None else aar)
        takster = [takstnyhed(rammer, hvem) for hvem in rammer.stillinger]
        nyheder[:0] = [rammenyhed(rammer), *(t for t in takster if t)]
        kvartalerne = [kvartalstabel(plan, rammer, hvem) for hvem in rammer.stillinger]
        tabeller[:0] = [rammetabel(plan, rammer), *kvartalerne]
        indhold |= {
            "aar": rammer.aar,
            "rammer": raekker(rammer.oversigt().reset_index()),
            "kvartaler": [
                {"niveau": niveau, "speciale": speciale, **raekke}
                for (niveau, speciale), s in rammer.stillinger.items()
                for raekke in raekker(kvartaler(s).reset_index())
            ],
            "regionens_klinikker": dict(rammer.klinikker),
        }
    elif not indhold:
        raise Inputfejl(
            "Datasættet har intet forbrug af den økonomiske ramme. Importér det: indlaes FIL --art "
            "ramme. Rammen for kiropraktik regnes med --patienter ANTAL."
        )
    return Emnesvar("\n".join(nyheder), tabeller, indhold)


def _kiropraktik(
    valg: argparse.Namespace, nyheder: list[str], tabeller: list[Tabel], indhold: dict[str, Any]
) -> None:
    indeks = float(INDEKS) if valg.indeks is None else som_tal(valg.indeks, "--indeks")
    ramme = kiropraktikramme(som_antal(valg.patienter, "--patienter"), indeks)
    nyheder.append(kiropraktiknyhed(ramme))
    tabeller.append(kiropraktiktabel(ramme))
    indhold["kiropraktik"] = {
        "patienter": ramme.patienter,
        "indeks": ramme.indeks,
        **ramme.dele_kr,
        "i_alt": ramme.i_alt_kr,
    }
    if valg.kvartaler is not None:
        kr = [som_kroner(v, "--kvartaler") for v in valg.kvartaler.split()]
        stilling = kiropraktikkvartaler(ramme, kr)
        nyheder.append(kvartalsnyhed(stilling))
        indhold["kiropraktik"]["kvartaler"] = raekker(kvartaler(stilling).reset_index())
    if valg.udgift is None:
        return
    o = kiropraktikopgoerelse_kr(ramme, som_kroner(valg.udgift, "--udgift"))
    nyheder.append(opgoerelsesnyhed(o))
    indhold["kiropraktik"] |= {
        "over": o.over_kr,
        "under": o.under_kr,
        "til_fonden": o.til_fonden_kr,
        "fald_pct": o.fald_pct,
    }


EMNE = Emne(
    "ramme",
    "om den økonomiske ramme holder",
    svar,
    (
        AAR,
        Valgmulighed(
            "--patienter", "patienter på speciale 64 i året: rammen for kiropraktik", "ANTAL"
        ),
        Valgmulighed("--indeks", "prisindeks for kiropraktik; oktober 2024 er 100", "TAL"),
        Valgmulighed("--kvartaler", "udgiften i hvert kendt kvartal, i anførselstegn", "KR"),
        Valgmulighed("--udgift", "årets udgift til kiropraktik", "KR"),
    ),
)
