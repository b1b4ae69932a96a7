"""Whether a capacity for fewer hours keeps under its limit on average over the year.

»Vejledning om brug af kapacitet«: with a capacity under 30 hours the hours of treatment stay under
30 a week on average over the year, and are best counted week by week. A week without treatment is
one of 0 hours; the guide does not say whether weeks of holiday count, and here every week does.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from dansk import Inputfejl, citat, tal

#: Weeks a year can be counted in (ISO 8601), and the hours there are in one.
UGER, FLEST_UGER, TIMER_I_UGEN = 52, 53, 168
#: Hours a week are told in steps of a hundredth.
TRIN = 100


@dataclass(frozen=True)
class Ugetimer:
    """The hours of a year so far, and what is left of it.

    `loft`: the weekly hours its average must stay under, in a year of `uger` weeks. `kendte` weeks
    have `timer` hours together.
    """

    loft: int
    uger: int
    kendte: int
    timer: Fraction

    @property
    def tilbage(self) -> int:
        """The weeks that are left."""
        return self.uger - self.kendte

    @property
    def snit(self) -> Fraction | None:
        """The average of the weeks known, in hours."""
        return self.timer / self.kendte if self.kendte else None

    @property
    def aarets(self) -> int:
        """The hours of a whole year, which it must stay under."""
        return self.loft * self.uger

    @property
    def rest(self) -> Fraction:
        """The hours that are left of the year's; 0 or less where they are used."""
        return self.aarets - self.timer

    @property
    def holdes(self) -> bool:
        """Whether the year can be, or was, kept under the limit."""
        return self.rest > 0

    @property
    def pr_uge(self) -> Fraction | None:
        """What the rest is for each week left, which they must stay under; None where none can."""
        return self.rest / self.tilbage if self.holdes and self.tilbage else None

    @property
    def hoejst(self) -> float | None:
        """The most hours a week, in hundredths, that keep the year under; None where none do."""
        if self.pr_uge is None:
            return None
        # Just under: a whole number of hundredths is one too many.
        return min(float(TIMER_I_UGEN), (math.ceil(self.pr_uge * TRIN) - 1) / TRIN)


def som_ugetimer(tekst: str) -> list[float]:
    """Return the hours of each week as they are typed: `28,5 31 30`, parted by blanks or lines.

    A decimal is a comma or a point. Raises Inputfejl for what is no number of hours.
    """
    ord_ = [o.rstrip(",") for o in re.split(r"[\s;]+", tekst.strip()) if o.rstrip(",")]
    for nr, et in enumerate(ord_, start=1):
        if not re.fullmatch(r"[0-9]{1,3}([,.][0-9]{1,2})?", et):
            raise Inputfejl(
                f"Uge {tal(nr)} er {citat(et, 20)}, som ikke er et tal af timer. Skriv et tal for "
                "hver uge med mellemrum imellem, fx 28,5 31 30."
            )
    return [float(o.replace(",", ".")) for o in ord_]


def ugetimer(timer: Sequence[float], loft: int, uger: int = UGER) -> Ugetimer:
    """Return where a year is by its weekly hours, in order from the first week.

    Raises Inputfejl for a number of weeks that no year has, more weeks than it has, and a week of
    less than 0 or more than 168 hours.
    """
    if uger not in (UGER, FLEST_UGER):
        raise Inputfejl(f"Et år har {UGER} eller {FLEST_UGER} uger, ikke {tal(uger)}.")
    if len(timer) > uger:
        raise Inputfejl(
            f"Der er timer for {tal(len(timer))} uger, og året har {tal(uger)}. Skriv et tal for "
            "hver uge, fra årets første."
        )
    for nr, antal in enumerate(timer, start=1):
        if not 0 <= antal <= TIMER_I_UGEN:
            raise Inputfejl(
                f"Uge {nr} har {tal(antal, 2, fast=False)} timer. En uge har fra 0 til "
                f"{TIMER_I_UGEN} timer; ret tallet."
            )
    return Ugetimer(loft, uger, len(timer), sum((Fraction(str(t)) for t in timer), Fraction()))
