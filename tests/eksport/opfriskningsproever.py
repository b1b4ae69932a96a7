"""What the tests of refreshing share: next year's figures, and what a document says."""

from __future__ import annotations

import dataclasses

from planning.husket import husket
from planning.plan import Plan
from tests.eksport.worddokument import laes

#: What is in the bilag that is refreshed.
AFSNIT = ("status", "kort", "daekning", "scenarier", "kilder")


@husket()  # the same one each time, so that what is worked out of it is too
def aarets_plan(plan: Plan) -> Plan:
    """Return a plan where a clinic of Aalborg has two capacities over 30 hours more."""
    klinik = plan.klinikker.index[plan.klinikker["kommune_kode"] == "0851"][0]
    kapaciteter = plan.kapaciteter.copy()
    kapaciteter.loc[kapaciteter["klinik_id"] == klinik, "over30"] += 2
    return dataclasses.replace(plan, kapaciteter=kapaciteter, fingeraftryk="f" * 16)


def alt_i(fil: bytes) -> list[str]:
    """Return every paragraph of a document, then every row of its tables, as text."""
    dok = laes(fil)
    raekker = [" | ".join(r) for t in tabeller_i(fil) for r in t]
    return [*(p.text for p in dok.paragraphs if p.text.strip()), *raekker]


def tabeller_i(fil: bytes) -> list[list[list[str]]]:
    """Return the tables of a document as text: table, row, cell."""
    return [[[c.text for c in r.cells] for r in t.rows] for t in laes(fil).tables]
