"""The rows of a grid as cells: names, numbers of people, and every faulty row."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from dansk import opremsning, tal
from data.fremmedfil import raekkefejl, som_tal, som_tekst
from data.indgang.spoergsmaal import Spoergsmaal
from data.net.graenser import HOEJST_I_CELLE, JORDEN_RUNDT_M, VIS_HOEJST
from data.net.samtale import Samtale

#: How a cell whose number is withheld is written: as a number (Eurostat's census grid 2021 has
#: -9999 and -8888) or as text (".." at Danmarks Statistik, "<5").
DISKRETE_TAL = (-1.0, -9999.0, -8888.0)
DISKRET_TEKST = r"|\.\.\.?|na|nan|null|none|<\s*[0-9]+"
#: Of these: few live there, and not nobody.
FAA_TEKST = r"\.\.\.?|<\s*[0-9]+"
TEGN = {"punktum": (".", ","), "komma": (",", ".")}
_TEKST = pa.large_string()


def navne_af_steder(xy: NDArray[np.float64]) -> pd.Series:
    """Return `celle-<N>-<E>` in whole metres; missing where the place is, or out of this world."""
    kendt = (np.abs(xy) < JORDEN_RUNDT_M).all(axis=1)
    e, n = (pc.cast(np.rint(np.where(kendt, led, 0)).astype(np.int64), _TEKST) for led in xy.T)
    navne = pc.binary_join_element_wise(pa.scalar("celle", _TEKST), n, e, pa.scalar("-", _TEKST))
    return pd.Series(pc.if_else(kendt, navne, None), dtype="str")


def kontrolleret(
    navne: pd.Series,
    xy: NDArray[np.float64],
    raa: pd.Series,
    numre: NDArray[np.int64],
    enhed: str,
    fejl: list[str],
    samtale: Samtale,
) -> pd.DataFrame:
    """Return the cells as `Raanet` has them, and add the faults of the rows.

    Each fault is a rule: a number that no cell can have, and a cell that is there twice. A point
    that may part thousands is asked about.
    """
    navne, kolonne = navne.reset_index(drop=True), str(raa.name)
    raa = raa.reset_index(drop=True)
    antal = antal_af(raa, kolonne, samtale)
    diskret, skjult = np.isin(antal, DISKRETE_TAL), np.zeros(len(raa), dtype=bool)
    uden = np.flatnonzero(np.isnan(antal))
    plads, forskellige = pd.factorize(raa.iloc[uden], use_na_sentinel=False)
    tekst = som_tekst(pd.Series(forskellige)).str.casefold()
    diskret[uden] = tekst.str.fullmatch(DISKRET_TEKST).to_numpy(bool)[plads]
    skjult[uden] = tekst.str.fullmatch(FAA_TEKST).to_numpy(bool)[plads]
    antal[diskret] = np.nan
    umulig = ~diskret & ~((antal >= 0) & (antal <= HOEJST_I_CELLE))
    nr_paa_navn, _ = pd.factorize(navne)
    gentaget = pd.Series(nr_paa_navn).duplicated().to_numpy() & (nr_paa_navn >= 0)
    hoejst = f"indbyggertallet er ikke et tal fra 0 til {tal(HOEJST_I_CELLE)}"
    for maske, hvad, goer in (
        (umulig, hoejst, "Ret det; -1 er diskretioneret"),
        (gentaget, "cellen står også længere oppe", "Behold hver celle én gang"),
    ):
        fejl += raekkefejl(numre[maske], hvad, goer, enhed)
    return pd.DataFrame(
        {"navn": navne, "x": xy[:, 0], "y": xy[:, 1], "indbyggere": antal, "skjult": skjult}
    )


def antal_af(raa: pd.Series, kolonne: str, samtale: Samtale) -> NDArray[np.float64]:
    """Return a column's numbers, NaN for what is none; the decimal sign is asked when in doubt.

    In doubt is a column with both point and comma, and one with a number such as 2.971, which is
    three persons or three thousand; that another row has 0.5 does not tell.
    """
    if pd.api.types.is_numeric_dtype(raa):
        return som_tal(raa)
    # People are counted in few different numbers: each is read once.
    plads, forskellige = pd.factorize(raa, use_na_sentinel=False)
    tekst = som_tekst(pd.Series(forskellige))
    delt = tekst[(tekst.str.contains(".", regex=False) | tekst.str.contains(",", regex=False))]
    delt = delt[delt.str.fullmatch(r"[-+]?[0-9]+[.,][0-9]+")]
    tusind = delt[delt.str.fullmatch(r"[-+]?[1-9][0-9]{0,2}[.,][0-9]{3}")]
    begge = delt.str.contains(",", regex=False).nunique() > 1
    if not (len(tusind) or begge):
        tegn = samtale.svar.get("decimaltegn")
        return (_med_tegn(tekst, tegn) if tegn in TEGN else som_tal(tekst))[plads]
    eksempel = tusind.iloc[0] if len(tusind) else delt.iloc[0]
    vist = dict.fromkeys([eksempel, *delt[delt.str.len() != len(eksempel)], *delt])
    ord_ = {"punktum": "punktum er decimaltegn", "komma": "komma er decimaltegn"}
    spoergsmaal = Spoergsmaal(
        "decimaltegn",
        f"I {kolonne} kan tegnet i {tal(int(np.isin(plads, delt.index).sum()))} tal dele "
        f"tusinder eller decimaler, fx {opremsning([*vist][:VIS_HOEJST])}. Hvad er det?",
        tuple(
            (tegn, f"{o}, og {eksempel} er {_laest(eksempel, tegn)}") for tegn, o in ord_.items()
        ),
    )
    svar = samtale.spoerg(spoergsmaal)
    return (_med_tegn(tekst, svar) if svar else som_tal(tekst))[plads]


def _laest(eksempel: str, tegn: str) -> str:
    return tal(float(_med_tegn(pd.Series([eksempel]), tegn)[0]), 3, fast=False)


def _med_tegn(tekst: pd.Series, tegn: str) -> NDArray[np.float64]:
    """Return numbers whose decimal sign is known: the other sign parts thousands, or is a fault."""
    decimal, tusind = TEGN[tegn]
    grupper = tekst.str.fullmatch(rf"[-+]?[0-9]{{1,3}}([{tusind}][0-9]{{3}})+([{decimal}][0-9]+)?")
    hele = tekst.where(~grupper, tekst.str.replace(tusind, "", regex=False))
    return som_tal(hele.where(~hele.str.contains(tusind, regex=False), "?"))
