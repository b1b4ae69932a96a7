"""Rules for the rows of a grid's table: totals among them, and the age groups beside the total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dansk import linje, opremsning, procent, tal
from data.fremmedfil import som_tekst
from data.net.celler import antal_af
from data.net.graenser import VIS_HOEJST
from data.net.kolonner import alderskolonner
from data.net.samtale import Samtale

#: A row that is no cell: the sum of the others, or of more than is in the file.
TOTAL = (
    r"(.*\W)?i alt(\W.*)?|total(er)?|sum|(hele )?(landet|danmark|regionen)|alle( celler)?"
    r"|region \w+"
)
AFRUNDING = 1  # person; that far each age group may be rounded
HUNDREDE = 2.0  # percent; so far from 100 do shares that are rounded sum


def er_total(tabel: pd.DataFrame, steder: Sequence[str], indbyggere: str) -> NDArray[np.bool_]:
    """Return which rows are totals: one has such a name for a place, or beside an empty place."""
    navngivet, tomt = np.zeros(len(tabel), dtype=bool), np.ones(len(tabel), dtype=bool)
    har_tal = navngivet.copy()
    for kolonne in steder:
        raa = tabel[kolonne]
        if pd.api.types.is_numeric_dtype(raa):
            tomt &= raa.isna().to_numpy()
            har_tal |= raa.notna().to_numpy()
            continue
        # A cell has a digit in its name or is a number; few rows are left to look at.
        med_tal = raa.str.contains("[0-9]", regex=True, na=False).to_numpy(bool)
        har_tal |= med_tal
        uden_tal = np.flatnonzero(~med_tal)
        tekst = som_tekst(raa.iloc[uden_tal]).str.casefold()
        navngivet[uden_tal] |= tekst.str.fullmatch(TOTAL).to_numpy(bool)
        ikke_tom = np.ones(len(tabel), dtype=bool)
        ikke_tom[uden_tal] = (tekst != "").to_numpy(bool)
        tomt &= ~ikke_tom
    # A word beside a number is a fault in a place, and no name of a total.
    navngivet &= ~har_tal
    uden_sted = np.flatnonzero(tomt & ~navngivet)
    for kolonne in [k for k in tabel if len(uden_sted) and k not in {*steder, indbyggere}]:
        tekst = som_tekst(tabel[kolonne].iloc[uden_sted]).str.casefold()
        navngivet[uden_sted] |= tekst.str.fullmatch(TOTAL).to_numpy(bool)
    return navngivet


def totaler(
    summer: pd.DataFrame,
    steder: Sequence[str],
    indbyggere: str,
    celler: pd.DataFrame,
    samtale: Samtale,
) -> Iterator[str]:
    """Yield what each row that is a total says beside the cells, which alone are counted."""
    if not len(summer):
        return
    talt, skjulte = celler["indbyggere"].sum(), int(celler["indbyggere"].isna().sum())
    antal = antal_af(summer[indbyggere], indbyggere, samtale)
    for (_, raekke), sagt in list(zip(summer.iterrows(), antal, strict=True))[:VIS_HOEJST]:
        navn = next(
            (linje(v, 40) for v in som_tekst(raekke) if v and not v[0].isdigit()), "uden navn"
        )
        uden = f" i dem, der har et tal; {tal(skjulte)} har intet" if skjulte else ""
        yield (
            f"Rækken »{navn}« er ikke en celle og er ikke talt med. Den siger {tal(sagt)} "
            f"indbyggere, cellerne {tal(talt)}{uden}: en forskel på {tal(sagt - talt)}."
        )


def aldre(
    tabel: pd.DataFrame, indbyggere: str, celler: pd.DataFrame, samtale: Samtale
) -> Iterator[str]:
    """Yield what the age groups say of the inhabitants: they are parts of them, and not counted."""
    grupper = [navn for navn in alderskolonner([*tabel]) if navn != indbyggere]
    if len(grupper) < 2:
        return
    dele = np.column_stack([antal_af(tabel[navn], navn, samtale) for navn in grupper])
    i_alt, sum_ = celler["indbyggere"].to_numpy(float), dele.sum(axis=1)
    kendt = np.isfinite(i_alt) & np.isfinite(sum_) & (i_alt > 0)
    if not kendt.any():
        return
    vist, af = opremsning([linje(navn, 30) for navn in grupper[:VIS_HOEJST]]), i_alt[kendt]
    hundrede = np.abs(sum_[kendt] - 100) <= HUNDREDE
    if hundrede.mean() > 0.9 and (np.abs(af - 100) <= HUNDREDE).mean() < 0.5:
        yield f"Aldersgrupperne ({vist}) er procent og ikke personer. De er ikke talt med."
        return
    forkert = np.abs(sum_[kendt] - af) > AFRUNDING * len(grupper)
    afvigelse = 100 * (sum_[kendt].sum() / af.sum() - 1)
    if forkert.any():
        hvor = celler["navn"].to_numpy()[kendt][forkert][:VIS_HOEJST]
        yield (
            f"Aldersgrupperne ({vist}) summer ikke til {indbyggere} i {tal(int(forkert.sum()))} af "
            f"{tal(len(af))} rækker, først {opremsning([str(n) for n in hvor])}; i alt afviger de "
            f"{procent(afvigelse)}. Kun {indbyggere} er talt med."
        )
    else:
        yield (
            f"Aldersgrupperne ({vist}) er dele af {indbyggere} og ikke talt med; de summer til det "
            f"i hver række inden for afrunding, i alt {procent(afvigelse)} fra."
        )
