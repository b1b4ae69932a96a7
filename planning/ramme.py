"""The economic frame: how much of it is used, whether it holds, and what an overrun costs.

Beside the clinics' knækgrænser there is a frame of the whole country on each of the two specialer;
an overrun can be repaid by a lower rate from 1 April to 31 March of the year after (»Overenskomst
for vederlagsfri fysioterapi«, the joint municipal secretariat's slides of November 2023). What is
cut above a knækgrænse is not paid out, and is no expenditure. The sources have no use and no frame
in kroner: both are imported. Of the region, which has no frame in the sources, use may be what its
clinics are paid.

What is to come is a model (`planning.prognose`). Money is whole oere; a forecast is rounded to
whole oere before it is held against a frame.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dansk import Inputfejl
from planning.husket import husket
from planning.knaekgraense import (
    Knaekgraenser,
    aar_med_tilskud,
    aarets_knaekgraenser,
    halvt_op,
)
from planning.overenskomst import OERE, OVERENSKOMSTER, overenskomst
from planning.plan import LANDET, REGIONEN, Plan
from planning.prognose import MAANEDER, aarsprognose, fordelt, passeret

#: What a use is of: a level and a speciale.
Hvem = tuple[str, str]
KVARTAL = 3


@dataclass(frozen=True, eq=False)
class Rammestilling:
    """Where a year's use is to its frame; money in oere.

    `ramme` is None where it is not known. `prognose` is the year's sum, `lav` and `hoej` its range
    (NaN with one known period). `perioder`: a row each quarter or month of the year in order;
    fra_maaned, maaneder (1 or 3), oere (known, else as the forecast has it), kendt, i_alt (since 1
    January) and the range of it, lav and hoej. `passeret` is the row the frame goes in, None where
    it holds. `med_saeson`: with the shares of the year before. `takstfald` is the share the rate
    must fall, 1 April to 31 March, for an overrun to be repaid, as a model: that the activity is
    that of this year; None where no agreement says so, or there is no frame. `takstfald_lav` and
    `_hoej` at the ends of the range, None without one.
    """

    ramme: int | None
    brugt: int
    maaneder: int
    prognose: float
    lav: float
    hoej: float
    perioder: pd.DataFrame = field(repr=False)
    passeret: int | None
    med_saeson: bool
    takstfald: Fraction | None
    takstfald_lav: Fraction | None
    takstfald_hoej: Fraction | None

    @property
    def brugt_pct(self) -> float:
        """What of the frame is used, percent; NaN without one."""
        return self.af_rammen(self.brugt)

    @property
    def gaaet_pct(self) -> float:
        """What of the year the known months are, percent."""
        return 100 * self.maaneder / len(MAANEDER)

    @property
    def er_prognose(self) -> bool:
        """Whether there are months of the year that are not known."""
        return self.maaneder < len(MAANEDER)

    @property
    def er_gaaet(self) -> bool:
        """Whether the frame has gone in what is known."""
        return self.ramme is not None and self.brugt > self.ramme

    @property
    def over(self) -> tuple[float, float, float]:
        """What the year is above the frame, as the forecast and its ends have it, in oere.

        NaN where they are not known.
        """
        if self.ramme is None:
            return math.nan, math.nan, math.nan
        ud = [_over(v, self.ramme) for v in (self.prognose, self.lav, self.hoej)]
        return ud[0], ud[1], ud[2]

    def af_rammen(self, oere: float) -> float:
        """Return an amount of the frame, percent; NaN without a frame."""
        return 100 * oere / self.ramme if self.ramme else math.nan


@dataclass(frozen=True, eq=False)
class Rammer:
    """The frames of a year by level and speciale, the country first.

    `klinikker` is how many clinics the region's use is the payments to, by speciale; none where it
    is imported. `klinikfejl` is why they cannot be counted, "" where they can.
    """

    aar: int
    stillinger: Mapping[Hvem, Rammestilling]
    klinikker: Mapping[str, int]
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


def _over(sum_: float, ramme: int) -> float:
    return float(max(0, round(sum_) - ramme)) if math.isfinite(sum_) else math.nan


def _pct(andel: Fraction | None) -> float:
    return math.nan if andel is None else float(100 * andel)


def takstfald(over: float, aktivitet: float) -> Fraction | None:
    """Return the share a rate must fall for an overrun to be repaid by so much activity (oere).

    The activity is what is paid at the rate unchanged. None where either is not known, or there is
    no activity to repay it by.
    """
    if not (math.isfinite(over) and math.isfinite(aktivitet) and round(aktivitet)):
        return None
    return Fraction(round(over), round(aktivitet))


def rammestilling(
    aar: int,
    forbrug: pd.DataFrame,
    ramme: int | None = None,
    saeson: NDArray[np.float64] | None = None,
    prognose: tuple[float, float, float] | None = None,
    *,
    nedsaetter: bool = True,
) -> Rammestilling:
    """Return where a year's use is to its frame.

    `forbrug`: fra_maaned, maaneder (1 or 3) and oere of each known period. `saeson`: share of a
    year in each of twelve months; else all are alike. `prognose`: the year and its range where it
    is known of other things than the periods. `nedsaetter`: whether an overrun lowers the rate.
    Raises Inputfejl where the periods are not one after the other from January.
    """
    kendt = forbrug.sort_values("fra_maaned", kind="stable")
    _i_raekke(aar, kendt)
    naeste = int(kendt["maaneder"].sum()) + 1
    trin = int(kendt["maaneder"].iloc[-1])
    fra = [*map(int, kendt["fra_maaned"]), *range(naeste, 13, trin)]
    laengder = [til - f for f, til in pairwise([*fra, 13])]
    maanedernes = np.full(12, 1 / 12) if saeson is None else saeson
    andele = np.array(
        [maanedernes[f - 1 : f - 1 + n].sum() for f, n in zip(fra, laengder, strict=True)]
    )
    beloeb, deres = kendt["oere"].to_numpy(float), andele[: len(kendt)]
    aaret, lav, hoej = aarsprognose(beloeb, deres) if prognose is None else prognose
    brugt = int(kendt["oere"].sum())
    resten = fordelt(aaret - brugt, andele[len(kendt) :])
    oere = [*beloeb, *map(float, resten)]
    perioder = pd.DataFrame(
        {
            "fra_maaned": fra,
            "maaneder": laengder,
            "oere": oere,
            "kendt": [nr < len(kendt) for nr in range(len(fra))],
            "i_alt": np.cumsum(oere),
        }
    )
    bredde = _bredde(andele, len(kendt))
    i_alt = perioder["i_alt"]
    perioder["lav"] = np.where(
        perioder["kendt"], i_alt, np.maximum(i_alt - (aaret - lav) * bredde, brugt)
    )
    perioder["hoej"] = np.where(perioder["kendt"], i_alt, i_alt + (hoej - aaret) * bredde)
    fald: list[Fraction | None] = [None] * 3
    if ramme is not None and nedsaetter and any(o.gaelder(aar) for o in OVERENSKOMSTER):
        fald = [takstfald(_over(v, ramme), v) for v in (aaret, lav, hoej)]
    return Rammestilling(
        ramme,
        brugt,
        naeste - 1,
        aaret,
        lav,
        hoej,
        perioder,
        None if ramme is None else passeret(oere, ramme),
        saeson is not None,
        *fald,
    )


def _i_raekke(aar: int, kendt: pd.DataFrame) -> None:
    naeste = 1
    for fra, maaneder in zip(kendt["fra_maaned"], kendt["maaneder"], strict=True):
        if int(fra) != naeste:
            raise Inputfejl(
                f"Forbruget i {aar} skal begynde i januar og være uden huller og gentagelser: "
                f"måned {naeste} ventes, og den næste er {int(fra)}."
            )
        naeste += int(maaneder)
    if naeste == 1:
        raise Inputfejl(f"Der er intet forbrug i {aar}.")


def _bredde(andele: NDArray[np.float64], kendte: int) -> NDArray[np.float64]:
    """Return how wide the range is at the end of each period, of what it is at the year's end.

    As `aarsprognose` has it for a shorter year: nothing at what is known, and 1 at the end.
    """
    kendt = float(andele[:kendte].sum())
    til_kommer = np.clip(np.cumsum(andele) - kendt, 0, None)
    rod = np.sqrt(til_kommer * (kendt + til_kommer))
    return rod / rod[-1] if rod[-1] > 0 else np.zeros_like(rod)


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
    for (niveau, speciale), egne in alle[alle["aar"] == aar].groupby(["niveau", "speciale"]):
        hvem = str(niveau), str(speciale)
        stillinger[hvem] = rammestilling(
            aar,
            egne,
            _rammen(egne, hvem, aar),
            _saeson(alle, hvem, aar - 1),
            nedsaetter=hvem[0] == LANDET,
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
    return Rammer(aar, {n: stillinger[n] for n in orden}, klinikker, fejlen)


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
    nedsaettelse = overenskomst(graenser.aar).nedsaettelse or Fraction(0)
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


def kvartaler(stilling: Rammestilling) -> pd.DataFrame:
    """Return a year's use by quarter, in kr.

    Index 1 to 4; maaneder (known, 0 to 3), brugt (of the known; NaN with none), i_alt (since 1
    January to the quarter's end, known or as the forecast has it), lav and hoej (its range),
    af_rammen_pct (of i_alt, NaN without a frame), gaaet_pct (of the year).
    """
    p = stilling.perioder
    nr = (p["fra_maaned"] - 1) // KVARTAL + 1
    kendt = p[p["kendt"]]
    sidste = p.groupby(nr)[["i_alt", "lav", "hoej"]].last() / OERE
    hvor = (kendt["fra_maaned"] - 1) // KVARTAL + 1
    maaneder = kendt.groupby(hvor)["maaneder"].sum().reindex(sidste.index, fill_value=0)
    return sidste.assign(
        maaneder=maaneder,
        brugt=kendt.groupby(hvor)["oere"].sum().reindex(sidste.index) / OERE,
        af_rammen_pct=[stilling.af_rammen(OERE * v) for v in sidste["i_alt"]],
        gaaet_pct=100 * KVARTAL * sidste.index / len(MAANEDER),
    ).rename_axis("kvartal")


def forloeb(stilling: Rammestilling) -> pd.DataFrame:
    """Return the sum since 1 January at the end of each period, for a chart, in mio. kr.

    A first row of nothing, then one a period: maaned (0 to 12, the last of the period), kendt,
    i_alt, lav, hoej and jaevnt (the frame used evenly; NaN without one).
    """
    p, mio = stilling.perioder, 1_000_000 * OERE
    maaned = np.array([0, *(p["fra_maaned"] + p["maaneder"] - 1)])
    rammen = math.nan if stilling.ramme is None else stilling.ramme / mio
    return pd.DataFrame(
        {
            "maaned": maaned,
            "kendt": [True, *p["kendt"]],
            **{k: np.array([0.0, *p[k]]) / mio for k in ("i_alt", "lav", "hoej")},
            "jaevnt": rammen * maaned / len(MAANEDER),
        }
    )
