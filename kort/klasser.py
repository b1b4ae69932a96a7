"""Classes of a map: natural breaks, quantiles or equal steps, which a reader can say aloud."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal
from typing import Literal, get_args

import numpy as np
import pandas as pd
from jenkspy import jenks_breaks  # type: ignore[import-untyped]
from numpy.typing import NDArray

from dansk import Inputfejl, tal
from kort.farver import AFVIGELSE, VENTETID, Klasser

Metode = Literal["naturlige", "kvantiler", "symmetrisk"]
HOEJST_KLASSER = 7
SYMMETRISKE = (3, 5)
#: Where on the scale of scarcity the palest class lies, and the next: the sea is between them, so
#: that no class is the sea in greyscale.
BLEGEST, NAEST_BLEGEST = 0.12, 0.5
#: Weeks that waits are told by, and in how many of the classes there is to be somebody.
UGEGRAENSER, MINDST_UGEKLASSER = (1.0, 2.0, 4.0, 8.0), 3
#: Units that are called something else when there is one.
ENTAL = {"uger": "uge"}


def inddel(
    vaerdier: pd.Series,
    metode: Metode,
    antal: int = 5,
    *,
    middel: float | None = None,
    hoej_er_knap: bool = True,
    enhed: str = "",
) -> Klasser:
    """Return classes with readable breaks: a break belongs to the class above, and moves no value.

    naturlige: Fisher-Jenks, least variance within classes. kvantiler: as many values in each.
    symmetrisk: equal steps to both sides of `middel`, 3 or 5 classes. Orange is scarcity: high
    values, or low ones with `hoej_er_knap=False`. Missing values are in no class; with fewer
    different values than `antal` there are fewer classes. `enhed` follows each class; leave it
    out where the heading says it. Raises Inputfejl for an unknown method or number.
    """
    if metode not in get_args(Metode) or antal not in (
        SYMMETRISKE if metode == "symmetrisk" else range(2, HOEJST_KLASSER + 1)
    ):
        raise Inputfejl(
            f"Klasseinddelingen »{metode}« med {antal} klasser kendes ikke. Vælg naturlige eller "
            f"kvantiler med 2-{HOEJST_KLASSER} klasser, eller symmetrisk med 3 eller 5."
        )
    kendte = np.unique(vaerdier.dropna().to_numpy(float))
    if metode == "symmetrisk":
        if middel is None or not math.isfinite(middel):
            raise Inputfejl("Symmetriske klasser kræver regionens middeltal.")
        kendte = np.unique([*kendte, middel])
    raa = _raa_graenser(vaerdier.dropna().to_numpy(float), metode, antal, middel or 0.0)
    graenser = _laesbare(raa, kendte, metode == "symmetrisk")
    if metode == "symmetrisk":
        trin = {1: (2,), 3: (0, 2, 4), 5: (0, 1, 2, 3, 4)}[len(graenser) + 1]
        farver = tuple(AFVIGELSE.farver[i] for i in trin)
    else:
        farver = trinfarver(len(graenser) + 1)
    return Klasser(graenser, farver if hoej_er_knap else farver[::-1], _navne(graenser, enhed))


def ventetidsinddeling(uger: pd.Series) -> Klasser:
    """Return the classes of waits in weeks: under 1, 2, 4 and 8, as one says them.

    Natural breaks (`inddel`) where so many wait longer that those would leave two classes or fewer.
    """
    kendte = uger.dropna().to_numpy(float)
    brugte = len(np.unique(np.searchsorted(UGEGRAENSER, kendte, side="right")))
    if brugte < MINDST_UGEKLASSER:
        return inddel(uger, "naturlige", enhed="uger")
    return Klasser(UGEGRAENSER, trinfarver(len(UGEGRAENSER) + 1), _navne(UGEGRAENSER, "uger"))


def _raa_graenser(
    kendte: NDArray[np.float64], metode: Metode, antal: int, middel: float
) -> NDArray[np.float64]:
    forskellige = len(np.unique(kendte))
    if metode == "symmetrisk":
        yderst = float(np.abs(kendte - middel).max(initial=0.0))
        lige = np.linspace(middel - yderst, middel + yderst, antal + 1)[1:-1]
        lige = lige if yderst else np.array([])
        return np.nextafter(lige, -math.inf)  # a value at a break is above it
    if forskellige < 2:
        return np.array([])
    antal = min(antal, forskellige)
    if metode == "naturlige":
        raa = np.array(jenks_breaks(kendte, n_classes=antal)[1:])
    else:
        raa = np.quantile(kendte, np.arange(1, antal) / antal)
    # The highest value below each break; quantiles of few values may fall in one gap.
    under = np.unique(np.searchsorted(np.sort(kendte), raa, side="right")) - 1
    return np.sort(kendte)[under[(under >= 0) & (under < len(kendte) - 1)]]


def _laesbare(
    raa: NDArray[np.float64], kendte: NDArray[np.float64], jaevnt: bool
) -> tuple[float, ...]:
    """Breaks made round; `raa` is the highest value below each, or a number between two.

    Evenly spaced breaks may lie between the same two values: there a step is a third of the way
    to the next break, so that neighbours can't meet. Otherwise any number in between will do.
    """
    under = np.array([max(kendte[kendte <= g], default=-math.inf) for g in raa])
    over = np.array([min(kendte[kendte > g], default=math.inf) for g in raa])
    maal = np.where(raa > under, raa, (under + over) / 2)
    naer = np.diff(maal, prepend=-math.inf, append=math.inf)
    trin = np.minimum(naer[:-1], naer[1:]) / 3 if jaevnt else over - under
    return tuple(laesbar_graense(*g) for g in zip(maal, under, over, trin, strict=True))


def laesbar_graense(maal: float, under: float, over: float, hoejst_trin: float) -> float:
    """Return the roundest number near `maal` that is above one value and not above the next.

    Round is a multiple of 5, 2 or 1 times a power of ten, as large as fits and at most
    `hoejst_trin`. Between two values too close for that the break is the upper one.
    """
    stoerst = math.floor(math.log10(hoejst_trin)) if hoejst_trin > 0 else -math.inf
    # Sixteen powers of ten are all the digits of a float.
    potenser = range(int(stoerst), int(stoerst) - 16, -1) if math.isfinite(stoerst) else ()
    for potens, faktor in itertools.product(potenser, (5, 2, 1)):
        trin = Decimal(faktor).scaleb(potens)
        if trin > hoejst_trin:
            continue
        ned = (Decimal(maal) / trin).to_integral_value(ROUND_FLOOR) * trin
        for rund in sorted((ned + trin, ned), key=lambda r: abs(r - Decimal(maal))):
            if under < float(rund) <= over:
                return float(rund)
    return float(over)


def _navne(graenser: Sequence[float], enhed: str) -> tuple[str, ...]:
    def skriv(graense: float) -> str:
        eksponent = Decimal(repr(graense)).normalize().as_tuple().exponent
        return tal(graense, max(0, -int(eksponent)))

    def med_enhed(graense: float) -> str:
        return f"{skriv(graense)} {ENTAL.get(enhed, enhed) if graense == 1 else enhed}".rstrip()

    if not graenser:
        return (f"alle {enhed}".rstrip(),)
    return (
        f"under {med_enhed(graenser[0])}",
        *(f"{skriv(a)} til under {med_enhed(b)}" for a, b in itertools.pairwise(graenser)),
        f"{med_enhed(graenser[-1])} og derover",
    )


def trinfarver(antal: int) -> tuple[str, ...]:
    """Return colours from little to much scarcity, pale to dark orange."""
    steder, farver = zip(*VENTETID, strict=True)
    # From the dark end: two classes are its ends.
    fra_moerk = np.linspace(1.0, NAEST_BLEGEST, antal - 1) if antal > 1 else [NAEST_BLEGEST]
    ved = [*([BLEGEST] if antal > 1 else []), *fra_moerk[::-1]]
    kanaler = np.array([list(bytes.fromhex(f.removeprefix("#"))) for f in farver]).T
    blandet = np.column_stack([np.interp(ved, steder, k) for k in kanaler])
    return tuple(f"#{bytes(rgb).hex()}" for rgb in np.rint(blandet).astype(np.uint8))
