"""The omsætningsloft: the most a capacity that is split, or shared, may turn over in a year.

When one is set: at a deling, so that the two parts together have no more activity than the one
before (Praksisplan for fysioterapi 2020, 2.1.9, p. 10); at employment by § 24 stk. 3 of more
physiotherapists than capacities (2.1.10, p. 10); and with a vikar for partial absence over a year
(2.1.11, p. 10). How it is reckoned stands in bilag 3 of the agreement, which is not among the
sources, nor does any say what happens above it. So a loft is entered; that of a deling has a model
here: the subsidies of the 12 months before, even over the clinic's capacities.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

import pandas as pd

from dansk import Inputfejl, opremsning
from planning.kapacitet import klinikkapacitet
from planning.overenskomst import halvt_op
from planning.plan import Plan

Anledning = Literal["deling", "paragraf_24", "vikar"]
ANLEDNINGER: tuple[Anledning, ...] = get_args(Anledning)
AARETS_MAANEDER = 12


@dataclass(frozen=True)
class Loftsforbrug:
    """How much of a loft is used in a year, in oere, and the month it goes.

    `maaneder`: months known, from January. `ventet`: the month the loft will be passed in, if the
    rest of the year goes as those known (a model); None where it is passed, or will not be.
    `aaret`: what the year then is, rounded half up.
    """

    loft: int
    brugt: int
    maaneder: int
    ventet: int | None
    aaret: int

    @property
    def rest(self) -> int:
        """What is left of the loft; 0 where it is passed."""
        return max(0, self.loft - self.brugt)

    @property
    def over(self) -> int:
        """What is above the loft."""
        return max(0, self.brugt - self.loft)

    @property
    def ventet_over(self) -> int:
        """What the year is above the loft, if it goes as the months known."""
        return max(0, self.aaret - self.loft)


def loftsforbrug(loft: int, brugt: int, maaneder: int) -> Loftsforbrug:
    """Return how a loft is used by the turnover of the first months of a year, in oere.

    At the loft it is kept. Raises Inputfejl for a loft of nothing, for no month or more than 12,
    and a turnover below 0.
    """
    if loft <= 0:
        raise Inputfejl("Omsætningsloftet skal være et beløb over 0 kr.")
    if not 1 <= maaneder <= AARETS_MAANEDER:
        raise Inputfejl("Angiv omsætningen for 1 til 12 måneder fra januar.")
    if brugt < 0:
        raise Inputfejl("Omsætningen er under 0 kr. Ret den.")
    aaret = Fraction(brugt * AARETS_MAANEDER, maaneder)
    ventet = None
    if brugt <= loft < aaret:
        ventet = maaneder + math.floor((loft - brugt) / Fraction(brugt, maaneder)) + 1
    return Loftsforbrug(loft, brugt, maaneder, ventet, halvt_op(aaret))


@dataclass(frozen=True)
class Delingsloft:
    """What one capacity of a clinic turned over in the 12 months before it is split, as a model.

    In oere: `omsaetning` of the whole clinic in the speciale, `loft` one capacity's part of it,
    rounded down. `fra` and `til`: the first and last month (year, month).
    """

    omsaetning: int
    loft: int
    fra: tuple[int, int]
    til: tuple[int, int]


def delingsloft(plan: Plan, klinik_id: str, speciale: str, fra: tuple[int, int]) -> Delingsloft:
    """Return the loft of one capacity of a clinic that is split from a month (year, month).

    Each of the 12 months before counts with its subsidies over the capacities the clinic had then:
    those of the subsidies, else of a plan that counts in amounts. Raises Inputfejl for a month
    without subsidies, or with less than one capacity.
    """
    nr = [fra[0] * AARETS_MAANEDER + fra[1] - 1 - foer for foer in range(AARETS_MAANEDER, 0, -1)]
    maaneder = [_maaned(n) for n in nr]
    egne = plan.tilskud[
        (plan.tilskud["klinik_id"] == klinik_id) & (plan.tilskud["speciale"] == speciale)
    ]
    kendte = {(int(r.aar), int(r.maaned)): r for r in egne.itertuples()}
    if mangler := [f"{aar}-{maaned:02}" for aar, maaned in maaneder if (aar, maaned) not in kendte]:
        raise Inputfejl(
            f"De 12 måneder før delingen skal være kendt. Der er intet tilskud for "
            f"{opremsning(mangler, hoejst=3)}; importér det, eller vælg en anden måned."
        )
    dele = []
    for maaned in maaneder:
        antal = _kapaciteter(plan, klinik_id, speciale, kendte[maaned].kapaciteter)
        if antal < 1:
            raise Inputfejl(
                "Klinikken har mindre end én kapacitet i de 12 måneder før, og kun en kapacitet "
                "over 30 timer kan deles. Vælg en anden klinik."
            )
        dele.append(Fraction(int(kendte[maaned].oere)) / antal)
    omsaetning = sum(int(kendte[m].oere) for m in maaneder)
    # Down, so that the parts get no more than the one had.
    return Delingsloft(omsaetning, math.floor(sum(dele, Fraction())), maaneder[0], maaneder[-1])


def _kapaciteter(plan: Plan, klinik_id: str, speciale: str, fortalt: float) -> Fraction:
    if not pd.isna(fortalt):
        return Fraction(str(fortalt))
    if plan.opgoerelse.hele:
        raise Inputfejl(
            f"Tilskuddet er uden kapacitet, og datasættets er opgjort {plan.opgoerelse.navn}. "
            "Importér det igen med en kolonne med kapaciteter."
        )
    return Fraction(str(float(klinikkapacitet(plan, speciale)["kapacitet"].get(klinik_id, 0.0))))


def kan_faa_loft(fysioterapeuter: int, kapaciteter: int, har_loft: bool) -> bool:
    """Say whether employment by § 24 lets a new loft be set on a ydernummer.

    It does with more physiotherapists than capacities, unless there is one already (»Vejledning om
    brug af kapacitet«). Raises Inputfejl for counts below 1.
    """
    if fysioterapeuter < 1 or kapaciteter < 1:
        raise Inputfejl("Der skal være mindst én fysioterapeut og én kapacitet.")
    return fysioterapeuter > kapaciteter and not har_loft


def delingsmaaneder(plan: Plan) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """Return the clinics and specialer that have 12 months of subsidies, each with the months.

    A month is (year, month) that a capacity can be split from, the last first: those right after
    12 known ones.
    """
    ud: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for (klinik_id, speciale), del_ in plan.tilskud.groupby(["klinik_id", "speciale"]):
        kendte = {int(n) for n in del_["aar"] * AARETS_MAANEDER + del_["maaned"] - 1}
        fra = [n + 1 for n in kendte if kendte.issuperset(range(n - AARETS_MAANEDER + 1, n))]
        if fra:
            ud[str(klinik_id), str(speciale)] = [_maaned(n) for n in sorted(fra, reverse=True)]
    return ud


def _maaned(nr: int) -> tuple[int, int]:
    return nr // AARETS_MAANEDER, nr % AARETS_MAANEDER + 1
