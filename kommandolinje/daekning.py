"""`daekning`: the share of residents within a limit of a clinic."""

from __future__ import annotations

import argparse

from dansk import Inputfejl, opremsning
from kommandolinje.kommando import Kommando, Valgmulighed
from kommandolinje.terminal import raekker, skriv_fingeraftryk, skriv_json, skriv_tabel
from kommandolinje.valg import GRAENSE, MAALVALG, OMRAADER, REJSE, inddelt, som_tal, valgt_plan
from planning.daekningsbillede import Daekningsbillede, Filter
from planning.diskretion import af_daekkede, antal_skjulte, diskret_adgang, diskret_daekning
from saetninger.daekning import daekningsnyhed, naboregionsnyhed, skjult_nyhed
from saetninger.diskretion import diskretionstekst
from tabeller.daekning import daekningstabel, distriktstabel, udenfortabel

NIVEAUER = ("kommune", "distrikt")


def koer(valg: argparse.Namespace) -> int:
    """Print the share of residents within a limit of a clinic, per kommune or per district."""
    if valg.niveau not in NIVEAUER:
        raise Inputfejl(f"Ukendt niveau: »{valg.niveau}«. Vælg {opremsning(NIVEAUER, 'eller')}.")
    plan = inddelt(valg, valgt_plan(valg))
    filtrering = Filter(valg.handicap, som_tal(valg.mindst, "--mindst"))
    billede = diskret_daekning(plan, valg.maal, som_tal(valg.graense, "--graense"), filtrering)
    ramme = billede.kommuner.rename_axis("kode").reset_index()
    felter = ["kode", "kommune", "andel_pct", "lav_pct", "hoej_pct", "indbyggere", "i_alt"]
    i_distrikter = valg.niveau == "distrikt"
    if valg.json:
        rammer = [billede.uden_for]
        svar: dict[str, object] = {
            "maal": billede.maal,
            "fingeraftryk": plan.fingeraftryk,
            "graense": billede.graense,
            "kommuner": raekker(ramme[felter]),
            "region": billede.region[felter[1:]].to_dict(),
            "naboklinikker": billede.naboer,
            "bemaerkninger": _saetninger(billede),
            "uden_for": raekker(billede.uden_for.rename_axis("kode").reset_index()),
        }
        if i_distrikter:
            tabel = distriktstabel(plan, billede, diskret_adgang(plan))
            # A range is told as its two ends, and not as it is written.
            kolonner = [k.navn for k in tabel.kolonner if k.art != "skrevet"]
            distrikter = tabel.ramme[[*kolonner, "lav_pct", "hoej_pct"]]
            svar["distrikter"] = raekker(distrikter.rename_axis("distrikt").reset_index())
            rammer.append(distrikter)
        svar["diskretion"] = diskretionstekst(
            antal_skjulte(billede.skjult, *rammer)
            + antal_skjulte(af_daekkede(billede.skjult), billede.kommuner)
        )
        return skriv_json(svar)
    print(daekningsnyhed(billede))
    if i_distrikter:
        skriv_tabel(distriktstabel(plan, billede, diskret_adgang(plan)))
    else:
        skriv_tabel(daekningstabel(plan, billede))
        skriv_tabel(udenfortabel(plan, billede))
    for saetning in _saetninger(billede):
        print(saetning)
    skriv_fingeraftryk(plan)
    return 0


def _saetninger(billede: Daekningsbillede) -> list[str]:
    return [s for s in (skjult_nyhed(billede), naboregionsnyhed(billede)) if s]


KOMMANDO = Kommando(
    "daekning",
    "andel af indbyggerne inden for en grænse",
    koer,
    (
        MAALVALG,
        GRAENSE,
        Valgmulighed("--niveau", "hvad dækningen opgøres for", "|".join(NIVEAUER), NIVEAUER[0]),
        Valgmulighed("--handicap", "kun klinikker med handicapvenlig adgang"),
        Valgmulighed("--mindst", "kun klinikker med N kapaciteter", "N", "0"),
        OMRAADER,
        *REJSE,
    ),
)
