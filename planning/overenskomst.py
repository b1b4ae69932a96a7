"""The agreements capacity is held under: what a capacity is, and what the knækgrænse does.

Until 2023 a capacity is counted in hours (Praksisplan for fysioterapi 2020, 3.1, p. 13); from 2024
it is an amount per clinic and speciale, which is also its limit (»Overenskomst for vederlagsfri
fysioterapi«, the joint municipal secretariat's slides of November 2023). How much an amount is
stands in the dataset's field (`planning.fag.Opgoerelse`); what is here is what no field has.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from dansk import Inputfejl
from planning.fag import Fag, Opgoerelse

#: Oere to a krone.
OERE = 100


@dataclass(frozen=True)
class Overenskomst:
    """One agreement: the years it is for, how it counts capacity, and what is above the limit.

    `opgoerelse` is the key of the field's definition. `nedsaettelse` is the share of a subsidy that
    is not paid above the knækgrænse; None where there is no such limit.
    """

    noegle: str
    fra: int
    til: int
    opgoerelse: str
    nedsaettelse: Fraction | None

    @property
    def nedsaettelse_pct(self) -> float:
        """The reduction above the limit in percent; NaN without one."""
        return float("nan") if self.nedsaettelse is None else float(100 * self.nedsaettelse)

    def opgoerelse_i(self, fag: Fag) -> Opgoerelse | None:
        """Return the definition in a field; None where the field has no such one."""
        return next((o for o in fag.opgoerelser if o.noegle == self.opgoerelse), None)

    def gaelder(self, aar: int) -> bool:
        """Say whether it is in force in a year."""
        return self.fra <= aar <= self.til


#: In the order of time; `saetninger.overenskomst` names them with their sources.
OVERENSKOMSTER = (
    Overenskomst("timer", 2019, 2023, "timer", None),
    Overenskomst("2024", 2024, 2026, "beloeb", Fraction(40, 100)),
)


def overenskomst(aar: int) -> Overenskomst:
    """Return the agreement of a year; raises Inputfejl where none is known."""
    for en in OVERENSKOMSTER:
        if en.gaelder(aar):
            return en
    foerst, sidst = OVERENSKOMSTER[0].fra, OVERENSKOMSTER[-1].til
    raise Inputfejl(
        f"Der kendes ingen overenskomst for {aar}. Kilderne dækker {foerst} til {sidst}."
    )


def kapacitetsbeloeb(fag: Fag, speciale: str, aar: int) -> int:
    """Return what one capacity of a speciale is a year, in oere.

    Raises Inputfejl for an unknown speciale, and for a year whose agreement has no amounts.
    """
    fag.speciale(speciale)
    beloeb = beloeb_kr(fag, overenskomst(aar))
    if not beloeb:
        raise Inputfejl(f"I {aar} er en kapacitet ikke et beløb, og der er ingen knækgrænse.")
    return round(beloeb[speciale] * OERE)


def beloeb_kr(fag: Fag, aftale: Overenskomst) -> dict[str, float]:
    """Return what one capacity of each speciale is a year under an agreement, in kr.

    Empty where it counts hours, or the field has no such definition.
    """
    opgoerelse = aftale.opgoerelse_i(fag)
    if opgoerelse is None or opgoerelse.hele:
        return {}
    (art,) = opgoerelse.arter
    return {s.kode: art.pr_kapacitet[s.kode] for s in fag.specialer}


def har_graenser(fag: Fag) -> bool:
    """Say whether a capacity of a field is an amount under any agreement, and so has a limit."""
    return any(beloeb_kr(fag, aftale) for aftale in OVERENSKOMSTER)
