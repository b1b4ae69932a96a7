"""The table of who takes part in quality clusters."""

from __future__ import annotations

from planning.fag import Fag, Klynger
from planning.klynger import klyngedeltagelse, klynger_efter_sundhedsraad
from planning.plan import Plan
from saetninger.klynger import klyngenote, raadsnote
from tabeller.felter import KOMMUNE, NAVN
from tabeller.kilder import kilde
from tabeller.tabel import Kolonne, Tabel


def klyngetabel(plan: Plan, regel: Klynger) -> Tabel:
    """Return how many of each clinic take part, the largest clinics first."""
    ramme = klyngedeltagelse(plan).sort_values(
        ["deltagere", "i_alt", "navn"], ascending=[False, False, True]
    )
    return Tabel(
        "klynger",
        "Deltagelse i kvalitetsklynger",
        ramme,
        (
            NAVN,
            KOMMUNE,
            *_arter(plan.fag, regel),
            Kolonne("i_alt", "Tæller i alt", "antal", "tal"),
            Kolonne("deltagere", "Deltager i klyngen", "antal", "tal"),
        ),
        kilde(plan, "kapaciteter"),
        klyngenote(plan, regel),
    )


def klyngeraadstabel(plan: Plan, regel: Klynger) -> Tabel:
    """Return what a cluster of each sundhedsråd's clinics would be; no rows without sundhedsråd."""
    ramme = klynger_efter_sundhedsraad(plan).reset_index()
    ramme = ramme.assign(stor_nok=ramme["stor_nok"].map({True: "ja", False: "nej"}))
    return Tabel(
        "klynger_sundhedsraad",
        "En klynge af hvert sundhedsråds klinikker",
        ramme,
        (
            Kolonne("sundhedsraad", "Sundhedsråd"),
            Kolonne("klinikker", "Klinikker", "antal", "tal"),
            Kolonne("i_alt", "Tæller i alt", "antal", "tal"),
            Kolonne("deltagere", "Deltager", "antal", "tal"),
            Kolonne("stor_nok", f"Over {regel.stoerre_end} af begge"),
        ),
        kilde(plan, "kapaciteter", "sundhedsraad"),
        raadsnote(regel),
    )


def _arter(fag: Fag, regel: Klynger) -> tuple[Kolonne, ...]:
    return tuple(
        Kolonne(a.noegle, a.kolonne, "antal", "tal") for a in fag.arter if a.noegle in regel.arter
    )
