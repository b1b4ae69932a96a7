"""The agreements capacity is held under: what a capacity is, and what the knækgrænse does.

Until 2023 a physiotherapist's capacity is counted in hours (Praksisplan for fysioterapi 2020, 3.1,
p. 13); from 2024 it is an amount per clinic and speciale, which is also its limit (»Overenskomst
for vederlagsfri fysioterapi«, the joint municipal secretariat's slides of November 2023). How much
an amount is stands in the dataset's field (`planning.fag.Opgoerelse`); what is here is what no
field has. An agreement is of one field, known by its name.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pandas as pd

from dansk import Inputfejl
from planning.fag import Fag, Opgoerelse
from planning.plan import INGEN_REGULERING
from planning.regulering import Niveau, niveau

#: Oere to a krone.
OERE = 100


#: So much is no amount of a clinic's in a year.
HOEJST_KR = 10**9


def som_oere(kr: Decimal | None) -> int | None:
    """Return kroner with two decimals as whole oere, exactly; None for none."""
    return None if kr is None else int(kr * OERE)


def kroner(oere: float | None) -> float:
    """Return whole oere as kroner; NaN for none."""
    return float("nan") if oere is None else oere / OERE


@dataclass(frozen=True)
class Overenskomst:
    """One agreement: its field, the days it is for, how it counts capacity, what is above a limit.

    `fag` is the name of its field. `fra` and `til` are its first and last day; `forhandles` says
    that it goes on after the last one until another takes its place. `opgoerelse` is the key of the
    field's definition, "" where the source has none. `nedsaettelse` is the share of a subsidy that
    is not paid above the knækgrænse; None where there is no such limit. `timeloft`: the hours a
    week that a capacity for fewer stays under on average over the year; None where hours do not
    count.
    """

    noegle: str
    fag: str
    fra: date
    til: date
    opgoerelse: str = ""
    nedsaettelse: Fraction | None = None
    forhandles: bool = False
    timeloft: int | None = None

    @property
    def nedsaettelse_pct(self) -> float:
        """The reduction above the limit in percent; NaN without one."""
        return float("nan") if self.nedsaettelse is None else float(100 * self.nedsaettelse)

    @property
    def naeste(self) -> date:
        """The day after its last one."""
        return self.til + timedelta(days=1)

    @property
    def aarene(self) -> range:
        """The years some of whose days it is for."""
        return range(self.fra.year, self.til.year + 1)

    def opgoerelse_i(self, fag: Fag) -> Opgoerelse | None:
        """Return the definition in a field; None where the field has no such one."""
        return next((o for o in fag.opgoerelser if o.noegle == self.opgoerelse), None)

    def gaelder(self, aar: int) -> bool:
        """Say whether it is in force in some part of a year."""
        return aar in self.aarene


@dataclass(frozen=True)
class Aarsbeloeb:
    """What one capacity of a speciale is in a year, in oere, and the level that is of."""

    speciale: str
    aar: int
    oere: int
    niveau: Niveau

    @property
    def kr(self) -> float:
        """The amount in kr."""
        return self.oere / OERE

    @property
    def reguleret(self) -> bool:
        """Whether the amount is another than the printed by a regulation up to its year."""
        return self.niveau.aar == self.aar and self.niveau.faktor != 1


#: In the order of field and time; `saetninger.overenskomst` names them with their sources.
OVERENSKOMSTER = (
    # Praksisplan 3.1, p. 13; the average over the year by »Vejledning om brug af kapacitet«.
    Overenskomst(
        "timer", "Fysioterapi", date(2019, 1, 1), date(2023, 12, 31), "timer", timeloft=30
    ),
    Overenskomst(
        *("2024", "Fysioterapi", date(2024, 1, 1), date(2026, 12, 31), "beloeb"),
        nedsaettelse=Fraction(40, 100),
    ),
    # In force on 1 April 2025 (p. 24); the next negotiation should be by 1 April 2028 (p. 25).
    Overenskomst(
        "kiropraktik2025", "Kiropraktik", date(2025, 4, 1), date(2028, 3, 31), forhandles=True
    ),
)


def overenskomster(fag: Fag) -> tuple[Overenskomst, ...]:
    """Return the agreements of a field in the order of time; none where no source has one."""
    return tuple(o for o in OVERENSKOMSTER if o.fag == fag.navn)


def overenskomst(fag: Fag, aar: int) -> Overenskomst:
    """Return a field's agreement of a year; raises Inputfejl where none is known."""
    egne = overenskomster(fag)
    for en in egne:
        if en.gaelder(aar):
            return en
    if not egne:
        raise Inputfejl(f"Kilderne har ingen overenskomst for {fag.i_saetning}.")
    raise Inputfejl(
        f"Der kendes ingen overenskomst for {aar}. Kilderne dækker {egne[0].fra.year} til "
        f"{egne[-1].til.year}."
    )


def har_graense(fag: Fag, aar: int) -> bool:
    """Say whether a year has an agreement with a knækgrænse."""
    return any(o.gaelder(aar) and o.nedsaettelse is not None for o in overenskomster(fag))


def planens_overenskomst(fag: Fag, opgoerelse: Opgoerelse) -> Overenskomst | None:
    """Return the first agreement that counts capacity by a definition; None where none does."""
    return next((o for o in overenskomster(fag) if o.opgoerelse == opgoerelse.noegle), None)


def scenariets_overenskomst(
    fag: Fag, opgoerelse: Opgoerelse, aar: int | None
) -> Overenskomst | None:
    """Return the agreement a scenario runs under: that of its year, else of a definition.

    Raises Inputfejl for a year that no agreement is known of.
    """
    return planens_overenskomst(fag, opgoerelse) if aar is None else overenskomst(fag, aar)


def overenskomstaar(fag: Fag, opgoerelse: Opgoerelse, valgt: int | None) -> list[int]:
    """Return the years a scenario can be for, `valgt` among them where an agreement is of it.

    Each year of an agreement with amounts, and one of an agreement that counts hours, which is the
    same in all; none of the definition the dataset has, unless it is chosen. Empty where the field
    has fewer than two agreements.
    """
    egne, aarene = overenskomster(fag), list[int]()
    if len(egne) < 2:
        return aarene
    for en in egne:
        if beloeb_kr(fag, en):
            aarene += en.aarene
        elif valgt is not None and en.gaelder(valgt):
            aarene.append(valgt)
        elif en.opgoerelse != opgoerelse.noegle:
            aarene.append(en.fra.year)
    return aarene


def beloebsaar(aftale: Overenskomst, aar: int | None) -> int:
    """Return the year whose amounts an agreement is read with: `aar` where it is of that one.

    Else its first year, which its printed amounts are of.
    """
    return aar if aar is not None and aftale.gaelder(aar) else aftale.fra.year


def aarsbeloeb(
    fag: Fag, aar: int, regulering: pd.DataFrame = INGEN_REGULERING
) -> tuple[Aarsbeloeb, ...]:
    """Return one capacity's amount in a year, a speciale each in the order of the field.

    It is the printed amount of the agreement's first year times the index of `regulering`
    (`Plan.regulering`), in whole oere, a half up. Raises Inputfejl for a year whose agreement has
    no amounts, or that has none.
    """
    aftale = overenskomst(fag, aar)
    beloeb = beloeb_kr(fag, aftale)
    if not beloeb:
        raise Inputfejl(f"I {aar} er en kapacitet ikke et beløb, og der er ingen knækgrænse.")
    ud = []
    for kode, kr in beloeb.items():
        dets = niveau(regulering, kode, aar, aftale.fra.year)
        ud.append(Aarsbeloeb(kode, aar, halvt_op(Fraction(str(kr)) * OERE * dets.faktor), dets))
    return tuple(ud)


def kapacitetsbeloeb(
    fag: Fag, speciale: str, aar: int, regulering: pd.DataFrame = INGEN_REGULERING
) -> int:
    """Return what one capacity of a speciale is a year, in oere; raises as `aarsbeloeb`.

    And Inputfejl for an unknown speciale.
    """
    kode = fag.speciale(speciale).kode
    return next(b.oere for b in aarsbeloeb(fag, aar, regulering) if b.speciale == kode)


def beloeb_kr(fag: Fag, aftale: Overenskomst) -> dict[str, float]:
    """Return what one capacity of each speciale is a year under an agreement, in kr., as printed.

    Empty where it counts hours, or the field has no such definition.
    """
    opgoerelse = aftale.opgoerelse_i(fag)
    if opgoerelse is None or opgoerelse.hele:
        return {}
    (art,) = opgoerelse.arter
    return {s.kode: art.pr_kapacitet[s.kode] for s in fag.specialer}


def har_graenser(fag: Fag) -> bool:
    """Say whether a capacity of a field is an amount under any agreement, and so has a limit."""
    return any(beloeb_kr(fag, aftale) for aftale in overenskomster(fag))


def halvt_op(broek: Fraction) -> int:
    """Return a fraction of an oere as whole oere, a half up."""
    return math.floor(broek + Fraction(1, 2))
