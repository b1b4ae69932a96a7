"""`oekonomi --emne timer`: whether a capacity under 30 hours can be kept under them this year."""

from __future__ import annotations

import argparse
import re

from dansk import Inputfejl
from kommandolinje.emner.emne import Emne, Emnesvar
from kommandolinje.kommando import Valgmulighed
from planning.overenskomst import overenskomster
from planning.plan import Plan
from planning.ugetimer import UGER, som_ugetimer, ugetimer
from saetninger.ugetimer import KILDE, ugenote, ugenyhed


def svar(plan: Plan, valg: argparse.Namespace) -> Emnesvar:
    """Return what is left of the year; raises Inputfejl without hours and where none count."""
    aftale = next((o for o in overenskomster(plan.fag) if o.timeloft is not None), None)
    if aftale is None or aftale.timeloft is None:
        raise Inputfejl(f"Ingen overenskomst for {plan.fag.i_saetning} tæller timer om ugen.")
    if valg.timer is None:
        raise Inputfejl('--emne timer tæller ugernes timer. Skriv dem: --timer "28,5 31 30".')
    if valg.uger is not None and not re.fullmatch("[0-9]{1,3}", valg.uger):
        raise Inputfejl(f"--uger er »{valg.uger[:20]}«. Skriv 52 eller 53.")
    uger = UGER if valg.uger is None else int(valg.uger)
    stand = ugetimer(som_ugetimer(valg.timer), aftale.timeloft, uger)
    return Emnesvar(
        f"{ugenyhed(stand)}\n{ugenote(aftale)}\n{KILDE}",
        [],
        {
            "loft": stand.loft,
            "uger": stand.uger,
            "kendte": stand.kendte,
            "timer": float(stand.timer),
            "snit": None if stand.snit is None else float(stand.snit),
            "tilbage": stand.tilbage,
            "rest": float(stand.rest),
            "hoejst": stand.hoejst,
            "holdes": stand.holdes,
        },
    )


EMNE = Emne(
    "timer",
    "om en kapacitet under 30 timer holdes i året",
    svar,
    (
        Valgmulighed("--timer", "ugernes timer fra årets første, i anførselstegn", "TIMER"),
        Valgmulighed("--uger", "årets uger; ellers 52", "52|53"),
    ),
)
