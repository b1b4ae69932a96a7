"""`klinikker`: the clinics with the ids that `flyt` takes."""

from __future__ import annotations

import argparse

from kommandolinje.kommando import Kommando
from kommandolinje.terminal import raekker, skriv_json, skriv_tabel
from kommandolinje.valg import TRANSPORT, valgt_plan
from planning.grundtal import kraev_klinikker
from planning.klynger import klyngedeltagelse, klynger_efter_sundhedsraad
from tabeller.klynger import klyngeraadstabel, klyngetabel
from tabeller.status import kliniktabel


def koer(valg: argparse.Namespace) -> int:
    """Print the clinics with the ids that `flyt` takes."""
    plan = valgt_plan(valg)
    kraev_klinikker(plan)
    tabel = kliniktabel(plan)
    felter = ["klinik_id", "navn", "by", "kommune", *plan.opgoerelse.noegler, "handicapadgang"]
    felter += [] if plan.transport.empty else plan.transport.columns.to_list()
    regel = plan.fag.klynger
    if valg.json:
        svar = {"klinikker": raekker(tabel.ramme[[*felter, "lat", "lon", "bysamfund"]])}
        if regel:
            svar["klynger"] = raekker(klyngedeltagelse(plan).reset_index())
            svar["sundhedsraad"] = raekker(klynger_efter_sundhedsraad(plan).reset_index())
        return skriv_json(svar)
    skriv_tabel(tabel.kun(*felter))
    if regel:
        skriv_tabel(klyngetabel(plan, regel))
        if not plan.sundhedsraad.empty:
            skriv_tabel(klyngeraadstabel(plan, regel))
    return 0


KOMMANDO = Kommando("klinikker", "klinikkerne og deres id", koer, (TRANSPORT,))
