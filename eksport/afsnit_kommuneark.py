"""The section that says each kommune in a sentence; its sheet of A4 is a file of its own."""

from __future__ import annotations

from eksport.bestilling import AFSNIT, Valg
from eksport.bilag import Afsnit, Punkter, Tekst
from planning.kommuneark import kommuneark, stand
from planning.plan import Plan
from saetninger.kommuneark import arknyhed

#: The file with every ark, beside the bilag.
ARKFIL = "kommuneark.docx"
HENVISNING = (
    f"Hver kommune har et ark på én A4-side i filen {ARKFIL}: nøgletal mod naboerne og regionen, "
    "kort, hvem der har langt, ventetid, aktivitet, klinikker, tiltag og hvad der skal spørges om."
)


def kommuneafsnit(plan: Plan, valg: Valg) -> list[Afsnit]:
    """Return each kommune in a sentence, and where its ark is."""
    fra = stand(plan, valg.grundlag, valg.aftagen)
    nyheder = tuple(arknyhed(kommuneark(fra, kode)) for kode in plan.kommuner.index)
    led = (Tekst(HENVISNING), Punkter(nyheder))
    return [Afsnit("kommuneark", AFSNIT["kommuneark"], 1, led)]
