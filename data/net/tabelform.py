"""A grid as a table: CSV, or Parquet, with a row a cell and its place as a name or coordinates."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dansk import linje, opremsning
from data.fremmedfil import afvis, raekkefejl, som_tal, som_tekst
from data.net import graenser
from data.net.celler import kontrolleret, navne_af_steder
from data.net.csvfil import laes_csv_tekst
from data.net.graenser import (
    VIS_HOEJST,
    Raanet,
    Sider,
    Udsnit,
    i_rammen,
    kraev_antal,
    kraev_kolonner,
)
from data.net.kolonner import STEDER, vaelg_kolonner
from data.net.raekker import aldre, er_total, totaler
from data.net.samtale import Samtale
from data.net.steder import (
    OMBYTTET,
    spoerg_om_tolkning,
    steder_af_navne,
    til_maale_crs,
    tolkninger,
)
from geo.koordinater import DANMARK

_LAND_FORAN = r"^[A-Z]{2}_(?=CRS)"  # DK_CRS3035RES1000m... in the national census files


def laes_csv_net(sti: Path, udsnit: Udsnit, samtale: Samtale, lag: str | None) -> Raanet:
    """Return the cells of a CSV file; all of them, wherever they lie."""
    del lag  # a CSV file has none, and was refused with one
    return celler_af_tabel(sti, laes_csv_tekst(sti), udsnit, samtale, 2)


def celler_af_tabel(
    sti: Path, tabel: pd.DataFrame, udsnit: Udsnit, samtale: Samtale, foerste: int
) -> Raanet:
    """Return the cells of a table whose first row has the number `foerste`.

    Rows that are totals are kept apart and held against the cells. Raises one Inputfejl with
    every fault of the rows.
    """
    kraev_antal(sti, len(tabel), "rækker", graenser.HOEJST_UDSNIT)
    kraev_kolonner(sti, tabel.shape[1])
    eksempler = {str(navn): _eksempler(tabel.iloc[:, i]) for i, navn in enumerate(tabel)}
    indbyggere, sted = vaelg_kolonner(sti, eksempler, STEDER, samtale)
    total = er_total(tabel, [*sted.values()], indbyggere)
    numre = np.arange(len(tabel)) + foerste
    if len(summer := tabel[total]):
        tabel, numre = tabel[~total], numre[~total]
    kraev_antal(sti, len(tabel), "rækker med celler", graenser.HOEJST_UDSNIT)
    fejl: list[str] = []
    sider: Sider | None = None
    if "cellenavn" in sted:
        navne = som_tekst(tabel[sted["cellenavn"]])
        if navne.str.contains("_CRS", regex=False).any():
            navne = navne.str.replace(_LAND_FORAN, "", regex=True)
        xy, side = steder_af_navne(navne, numre, fejl)
        sider = None if side is None else (side, side)
    else:
        xy = _steder(tabel, sted, numre, udsnit, samtale, fejl)
        navne = navne_af_steder(xy)
    celler = kontrolleret(navne, xy, tabel[indbyggere], numre, "Række", fejl, samtale)
    afvis(sti, fejl)
    bemaerkninger = (
        *totaler(summer, [*sted.values()], indbyggere, celler, samtale),
        *aldre(tabel, indbyggere, celler, samtale),
    )
    hvordan = f"indbyggere af {indbyggere}, sted af {opremsning([*sted.values()])}"
    return Raanet(celler, hvordan, sider, bemaerkninger)


def _steder(
    tabel: pd.DataFrame,
    sted: dict[str, str],
    numre: NDArray[np.int64],
    udsnit: Udsnit,
    samtale: Samtale,
    fejl: list[str],
) -> NDArray[np.float64]:
    """Return the places of coordinates (NaN for one that is none), and add the faults."""
    grader = "lat" in sted
    raa = np.column_stack(
        [som_tal(tabel[sted[led]]) for led in (("lon", "lat") if grader else "xy")]
    )
    crs = "EPSG:4326" if grader else "EPSG:25832"
    enhed = "grader (WGS84)" if grader else "meter (EPSG:25832)"
    hvad = f"{opremsning([*sted.values()])} er ikke et sted i Danmark i {enhed}"
    xy = til_maale_crs(raa, crs)
    ude = _ude(xy)
    tal_ = raa[np.isfinite(raa).all(axis=1)]
    if ude.mean() > 0.5 and len(tal_) and (valg := tolkninger(tal_, crs, udsnit.ramme)):
        spoergsmaal = spoerg_om_tolkning(raekkefejl(numre[ude], hvad, "")[0], valg)
        svar = samtale.spoerg(spoergsmaal, valg[0][0])
        xy = til_maale_crs(*((raa[:, ::-1], crs) if svar == OMBYTTET else (raa, str(svar))))
        ude = _ude(xy)
    fejl += raekkefejl(numre[ude], hvad, "Ret koordinaterne, eller byt om på de to kolonner")
    xy[ude] = np.nan
    return xy


def _ude(xy: NDArray[np.float64]) -> NDArray[np.bool_]:
    return ~i_rammen(xy, DANMARK)


def _eksempler(raa: pd.Series) -> str:
    vist = [linje(v, 20) for v in som_tekst(raa.iloc[:VIS_HOEJST]) if v]
    return f"fx {opremsning(vist[:3])}" if vist else "tom"
