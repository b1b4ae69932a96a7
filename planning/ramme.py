"""The economic frame: how much of it is used, whether it holds, and what an overrun costs.

Beside the clinics' knækgrænser there is a frame of the whole country on each of the two specialer;
an overrun can be repaid by a lower rate from 1 April to 31 March of the year after (»Overenskomst
for vederlagsfri fysioterapi«, the joint municipal secretariat's slides of November 2023). What is
cut above a knækgrænse is not paid out, and is no expenditure. The sources have no use and no frame
in kroner: both are imported. Of the region, which has no frame in the sources, use may be what its
clinics are paid.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dansk import Inputfejl
from planning.husket import husket
from planning.knaekgraense import Knaekgraenser, aar_med_tilskud, aarets_knaekgraenser
from planning.overenskomst import OERE, halvt_op, overenskomster
from planning.plan import LANDET, REGIONEN, Plan
from planning.rammestilling import Rammestilling, rammestilling

#: What a use is of: a level and a speciale.
Hvem = tuple[str, str]


@dataclass(frozen=True, eq=False)
class Rammer:
    """The frames of a year by level and speciale, the country first.

    `klinikker` is how many clinics the region's use is the payments to, by speciale; none where it
    is imported, of `alle_klinikker` in the region. `klinikfejl` is why they cannot be counted, ""
    where they can.
    """

    aar: int
    stillinger: Mapping[Hvem, Rammestilling]
    klinikker: Mapping[str, int]
    alle_klinikker: int
    klinikfejl: str = ""

    @property
    def takstaar(self) -> tuple[int, int]:
        """The years of the 1 April and the 31 March a rate is lower from and to."""
        return self.aar + 1, self.aar + 2

    def oversigt(self) -> pd.DataFrame:
        """Return a row each level and speciale, in kr. and percent.

        Index niveau, speciale; maaneder, ramme, brugt, brugt_pct, gaaet_pct, prognose, lav, hoej,
        over, over_lav, over_hoej, takstfald_pct, takstfald_lav_pct, takstfald_hoej_pct (as
        `Rammestilling`; NaN where it is not known), fra_maaned and gaar_maaneder (of the period
        the frame goes in; NaN where it does not).
        """
        raekker = []
        for s in self.stillinger.values():
            over, over_lav, over_hoej = s.over
            gaar = None if s.passeret is None else s.perioder.iloc[s.passeret]
            raekker.append(
                {
                    "maaneder": s.maaneder,
                    "ramme": math.nan if s.ramme is None else s.ramme / OERE,
                    "brugt": s.brugt / OERE,
                    "brugt_pct": s.brugt_pct,
                    "gaaet_pct": s.gaaet_pct,
                    "prognose": s.prognose / OERE,
                    "lav": s.lav / OERE,
                    "hoej": s.hoej / OERE,
                    "over": over / OERE,
                    "over_lav": over_lav / OERE,
                    "over_hoej": over_hoej / OERE,
                    "takstfald_pct": _pct(s.takstfald),
                    "takstfald_lav_pct": _pct(s.takstfald_lav),
                    "takstfald_hoej_pct": _pct(s.takstfald_hoej),
                    "fra_maaned": math.nan if gaar is None else gaar["fra_maaned"],
                    "gaar_maaneder": math.nan if gaar is None else gaar["maaneder"],
                }
            )
        indeks = pd.MultiIndex.from_tuples(self.stillinger, names=["niveau", "speciale"])
        return pd.DataFrame(raekker, index=indeks)

    def vaerst(self) -> Hvem:
        """Return whose frame is expected to be used most of; without frames the first."""
        brug = {n: s.af_rammen(s.prognose) for n, s in self.stillinger.items()}
        kendte = {n: v for n, v in brug.items() if math.isfinite(v)}
        return max(kendte, key=lambda n: kendte[n]) if kendte else next(iter(brug))


def _pct(andel: Fraction | None) -> float:
    return math.nan if andel is None else float(100 * andel)


def aar_med_forbrug(plan: Plan) -> list[int]:
    """Return the years a plan has a use of, imported or of its clinics, the last first."""
    importeret = {int(aar) for aar in plan.rammeforbrug["aar"]}
    return sorted(importeret | set(aar_med_tilskud(plan)), reverse=True)


@husket()
def aarets_rammer(plan: Plan, aar: int) -> Rammer:
    """Return the frames of a year: of what is imported, and of the region's clinics beside it.

    The season is that of the year before, where all of it is known. Raises Inputfejl for a year
    without use, and as `rammestilling`.
    """
    stillinger: dict[Hvem, Rammestilling] = {}
    alle = plan.rammeforbrug
    kendt_aftale = any(o.gaelder(aar) for o in overenskomster(plan.fag))
    for (niveau, speciale), egne in alle[alle["aar"] == aar].groupby(["niveau", "speciale"]):
        hvem = str(niveau), str(speciale)
        stillinger[hvem] = rammestilling(
            aar,
            egne,
            _rammen(egne, hvem, aar),
            _saeson(alle, hvem, aar - 1),
            nedsaetter=hvem[0] == LANDET and kendt_aftale,
        )
    klinikker: dict[str, int] = {}
    fejlen = ""
    if aar in aar_med_tilskud(plan):
        try:
            graenser = aarets_knaekgraenser(plan, aar)
        except Inputfejl as fejl:
            fejlen = str(fejl)
        else:
            for speciale in sorted(set(graenser.region.index)):
                betalt = udbetalt(graenser, speciale)
                if (REGIONEN, speciale) not in stillinger and len(betalt):
                    stillinger[REGIONEN, speciale] = _af_klinikker(graenser, speciale, betalt)
                    klinikker[speciale] = len(graenser.klinikker.xs(speciale, level="speciale"))
    if not stillinger:
        raise Inputfejl(fejlen or f"Datasættet har intet forbrug af rammen for {aar}.")
    orden = sorted(stillinger, key=lambda n: (n[0] != LANDET, n[1]))
    return Rammer(aar, {n: stillinger[n] for n in orden}, klinikker, len(plan.klinikker), fejlen)


def _rammen(egne: pd.DataFrame, hvem: Hvem, aar: int) -> int | None:
    kendte = {int(v) for v in egne["ramme"].dropna()}
    if len(kendte) > 1:
        raise Inputfejl(
            f"Der er flere rammer for {hvem[0]}, speciale {hvem[1]}, i {aar}. Importér året igen."
        )
    return kendte.pop() if kendte else None


def _saeson(alle: pd.DataFrame, hvem: Hvem, aar: int) -> NDArray[np.float64] | None:
    """Return the share of each month of a year that is known whole, a quarter's even; else None."""
    egne = alle[(alle["aar"] == aar) & (alle["niveau"] == hvem[0]) & (alle["speciale"] == hvem[1])]
    maanedernes = np.full(12, np.nan)
    for fra, n, oere in zip(egne["fra_maaned"], egne["maaneder"], egne["oere"], strict=True):
        maanedernes[int(fra) - 1 : int(fra) - 1 + int(n)] = float(oere) / int(n)
    if np.isnan(maanedernes).any() or (maanedernes < 0).any() or not maanedernes.sum():
        return None
    return maanedernes / maanedernes.sum()


def udbetalt(graenser: Knaekgraenser, speciale: str) -> pd.DataFrame:
    """Return what the clinics of a speciale are paid each month all of them are known, in oere.

    fra_maaned, maaneder (1), oere: subsidies less what is cut above each clinic's own limit, cut
    as its sum of the year passes it; the cut of the months until then is rounded a half up, so
    that the year's is that of `Knaekgraenser`. A clinic without capacity at first has nothing.
    """
    nedsaettelse = graenser.aftale.nedsaettelse or Fraction(0)
    egne = {n: s for n, s in graenser.maanedsvis.items() if n[1] == speciale}
    sidste = min((max(s.index, default=0) for s in egne.values()), default=0)
    i_alt = np.zeros(sidste, dtype="int64")
    for noegle, oere in egne.items():
        brugt, graense = 0, int(graenser.klinikker.loc[noegle, "graense"])
        for nr in range(sidste):
            brugt += int(oere.get(nr + 1, 0))
            i_alt[nr] += brugt - halvt_op(nedsaettelse * max(0, brugt - graense))
    return pd.DataFrame(
        {"fra_maaned": range(1, sidste + 1), "maaneder": 1, "oere": np.diff(i_alt, prepend=0)}
    )


def _af_klinikker(graenser: Knaekgraenser, speciale: str, betalt: pd.DataFrame) -> Rammestilling:
    """Return the region's use by its clinics; the year is the sum of theirs less what is cut.

    The cut is that of the forecast at both ends of the range, which is then no narrower than with
    the cut of each.
    """
    region = graenser.region.loc[speciale]
    ender = [
        float(region[k]) - int(region["ventet_nedsat"])
        for k in ("prognose", "prognose_lav", "prognose_hoej")
    ]
    brugt = float(betalt["oere"].sum())
    saeson = None if graenser.profil is None else graenser.profil[speciale]
    aaret = ender[0], max(brugt, ender[1]), ender[2]
    return rammestilling(graenser.aar, betalt, None, saeson, aaret, nedsaetter=False)
