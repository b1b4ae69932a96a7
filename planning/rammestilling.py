"""A year's use of an economic frame: how much is known, what is to come, and when the frame goes.

What is to come is a model (`planning.prognose`). Money is whole oere; a forecast is rounded to
whole oere before it is held against a frame.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dansk import Inputfejl
from planning.overenskomst import OERE
from planning.prognose import MAANEDER, aarsprognose, fordelt, passeret

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


def _over(sum_: float, ramme: int) -> float:
    return float(max(0, round(sum_) - ramme)) if math.isfinite(sum_) else math.nan


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
    if ramme is not None and nedsaetter:
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
