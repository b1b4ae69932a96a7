"""The atlas in Danish: what a kommune has, and how many of its residents have it near."""

from __future__ import annotations

import pandas as pd

from dansk import antal_kapaciteter, procent, tal
from planning.daekningsbillede import Daekningsbillede
from saetninger.maal import graensetekst

ANDEN_KLINIK = "klinik uden for kommunen"


def atlasnyhed(billede: Daekningsbillede, kode: str, klinikker: int, kapacitet: float) -> str:
    """Return how many clinics a kommune has, of how much, and whom they are near.

    `kapacitet` in capacities.
    """
    egen = billede.kommuner.loc[kode]
    if not klinikker:
        har = f"{egen['kommune']} Kommune har ingen klinik"
    else:
        hvad = "klinik" if klinikker == 1 else "klinikker"
        hvor_meget = antal_kapaciteter(kapacitet)
        har = f"{egen['kommune']} Kommune har {tal(klinikker)} {hvad} med {hvor_meget}"
    graense = graensetekst(billede.maal, billede.graense)
    if pd.isna(egen["andel_pct"]):
        return f"{har}; hvor mange der har en klinik inden for {graense}, er skjult."
    return (
        f"{har}, og {procent(egen['andel_pct'])} af indbyggerne har en klinik inden for {graense}."
    )
