"""A højestegrænse, read as the most a clinic is paid to a patient, and what is paid back.

The Samarbejdsudvalg can give one to a clinic that has no sufficient reason for a cost per patient
far above the region's mean. What is above it is paid back, and it lapses after two years if it was
kept in both (»Overenskomst for vederlagsfri fysioterapi«, the joint municipal secretariat's slides
of November 2023, »Den årlige kontrolstatistik«). They do not say how a limit and an overrun are
made up, what happens after two years when it was not kept, nor whether a year is one of the
calendar: here it is counted from the day the limit is of. Money is whole oere: the amount less the
limit times the patients is whole as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dansk import Inputfejl

#: A højestegrænse runs so many years.
LOEBER_AAR = 2
#: What comes after two years: it lapses, the sources do not say, or a year is not known yet.
Udfald = Literal["bortfalder", "staar_ikke", "ikke_kendt"]


@dataclass(frozen=True)
class Graenseaar:
    """One year under the limit, its first and last day; what is not known yet is None.

    `beloeb` and `tilbagebetaling` are in oere.
    """

    fra: date
    til: date
    patienter: int | None
    beloeb: int | None
    tilbagebetaling: int | None

    @property
    def pr_patient(self) -> float:
        """The amount to a patient in oere; NaN where it is not known."""
        if self.patienter is None or self.beloeb is None:
            return float("nan")
        return self.beloeb / self.patienter

    @property
    def overholdt(self) -> bool | None:
        """Whether the limit was kept."""
        return None if self.tilbagebetaling is None else self.tilbagebetaling == 0


@dataclass(frozen=True)
class Hoejestegraense:
    """A limit (oere to a patient), its two years, and what comes of it after them."""

    graense: int
    fra: date
    aarene: tuple[Graenseaar, ...]
    udfald: Udfald

    @property
    def til(self) -> date:
        """The last day of the two years."""
        return self.aarene[-1].til

    @property
    def tilbagebetaling(self) -> int:
        """What is paid back of the years known, in oere."""
        return sum(a.tilbagebetaling or 0 for a in self.aarene)


def hoejestegraense(
    graense: int, fra: date, aarene: Sequence[tuple[int | None, int | None]]
) -> Hoejestegraense:
    """Return what is paid back under a limit, and whether it lapses.

    `graense`: oere to a patient. `aarene`: patients and amount in oere of each of the two years;
    None for both where a year is not known yet. A year at the limit has kept it. Raises Inputfejl
    for a limit of nothing, a year with one of the two alone, nobody, or an amount below 0.
    """
    if graense <= 0:
        raise Inputfejl("Højestegrænsen skal være et beløb pr. patient over 0 kr.")
    if len(aarene) != LOEBER_AAR:
        raise Inputfejl(f"En højestegrænse løber i {LOEBER_AAR} år. Angiv begge.")
    ud = []
    for nr, (patienter, beloeb) in enumerate(aarene):
        if (patienter is None) != (beloeb is None):
            raise Inputfejl(f"{nr + 1}. år skal have både patienter og beløb, eller ingen af dem.")
        if patienter is not None and patienter < 1:
            raise Inputfejl(f"{nr + 1}. år skal have mindst 1 patient.")
        if beloeb is not None and beloeb < 0:
            raise Inputfejl(f"{nr + 1}. år har et beløb under 0 kr. Ret det.")
        tilbage = None
        if patienter is not None and beloeb is not None:
            tilbage = max(0, beloeb - graense * patienter)
        til = aarsdag(fra, nr + 1) - timedelta(days=1)
        ud.append(Graenseaar(aarsdag(fra, nr), til, patienter, beloeb, tilbage))
    holdt = [a.overholdt for a in ud]
    udfald: Udfald = "ikke_kendt"
    if False in holdt:
        udfald = "staar_ikke"
    elif None not in holdt:
        udfald = "bortfalder"
    return Hoejestegraense(graense, fra, tuple(ud), udfald)


def aarsdag(dag: date, aar: int) -> date:
    """Return the same day so many years on; 1 March where there is no 29 February.

    Raises Inputfejl beyond the last year of the calendar.
    """
    try:
        return dag.replace(year=dag.year + aar)
    except ValueError:
        if dag.year + aar > date.max.year:
            raise Inputfejl("Datoen ligger for langt ude i fremtiden. Ret året.") from None
        return date(dag.year + aar, 3, 1)
