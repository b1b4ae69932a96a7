"""Participation in quality clusters in words."""

from __future__ import annotations

import pandas as pd

from dansk import antal, opremsning, tal
from planning.fag import Klynger
from planning.klynger import klyngesummer
from planning.plan import Plan


def klyngenyhed(plan: Plan, regel: Klynger, deltagelse: pd.DataFrame) -> str:
    """Return how many take part from how many clinics, and how many clinics send the more."""
    i_alt, flere = klyngesummer(plan, deltagelse)
    hvem = plan.opgoerelse.navn.removeprefix("i ")
    return (
        f"{antal(i_alt, 'deltager', 'deltagere')} i klynger fra "
        f"{antal(len(deltagelse), 'klinik', 'klinikker')}: {tal(regel.deltagere)} fra hver, dog "
        f"{tal(regel.deltagere_flere)} fra {antal(flere, 'klinik', 'klinikker')} med mere end "
        f"{tal(regel.flere_end)} {hvem}."
    )


def klyngenote(plan: Plan, regel: Klynger) -> str:
    """Return the rule with its source, and what it does not say."""
    taeller, andre = (
        opremsning([a.navn for a in plan.fag.arter if (a.noegle in regel.arter) == med])
        for med in (True, False)
    )
    uden = f"; {andre} nævnes ikke" if andre else ""
    return (
        f"Det foreslås i {regel.kilde[:1].lower()}{regel.kilde[1:]}: {taeller} tæller{uden}. "
        "Aftalen siger ikke, hvilken klynge en klinik er i."
    )


def raadsnote(regel: Klynger) -> str:
    """Return what the table of clusters by sundhedsråd is, and what the agreement does not say."""
    return (
        f"Aftalen fordeler klynger med udgangspunkt i sundhedsrådene og vil have mere end "
        f"{tal(regel.stoerre_end)} klinikker og kiropraktorer i hver. Den regner med 18 klynger i "
        "landet og siger ikke hvilke, så tabellen er en læsning: én klynge for hvert sundhedsråd."
    )
