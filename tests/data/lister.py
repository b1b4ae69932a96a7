"""A list written as its owner has it, tried at the door and entered."""

from __future__ import annotations

from pathlib import Path

from data.datapakke import ny_pakke
from data.datasaet import indlaes
from data.indgang.arter.liste import arter
from data.indgang.proeve import Proeve, proev
from data.skema import INDBYGGET
from planning.plan import Plan


def proevet(
    fil: str, tmp_path: Path, plan: Plan, /, *linjer: str, hoved: str, **svar: str
) -> Proeve:
    """Return a file of these lines tried, with what is answered of it."""
    sti = tmp_path / fil
    sti.write_text("\n".join([hoved, *linjer]) + "\n", encoding="utf-8")
    return proev(sti, arter(None), lambda: plan, svar)


def taget(tmp_path: Path, proeve: Proeve, fra: Path = INDBYGGET, navn: str = "ny") -> Plan:
    """Return the plan of the dataset a trial becomes, in the folder of that name."""
    assert proeve.kan_tages, (proeve.fejl, proeve.spoergsmaal)
    ny_pakke(fra, tmp_path / navn, proeve.tolkning.nye, proeve.tolkning.uden)
    return indlaes(tmp_path / navn)


def fejl_i(proeve: Proeve) -> str:
    """Return what stops a file, as one text."""
    assert not proeve.kan_tages
    return " ".join(f.fejl for f in proeve.fejl)
