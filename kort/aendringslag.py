"""A map of what changes: the kommuner by percent, alike to both sides of no change."""

from __future__ import annotations

import math
from collections.abc import Collection

import folium
import geopandas as gpd
import numpy as np
import pandas as pd

from dansk import IKKE_OPLYST, fortegn, tal
from kort.farver import AENDRING, AFVIGELSE, Klasser
from kort.lag import Signaturer, efter, signaturer, tip
from kort.web import kommunelag
from planning.scenarie import Vurdering, kommuneaendring

#: What falls by more is nothing.
HELE_PCT = 100.0


def aendringsklasser(aendring_pct: pd.Series, *, mere_er_knaphed: bool = True) -> Klasser:
    """Return five classes of changes in percent, alike to both sides of none; NaN is in no class.

    The breaks are a round number and twice it, so that the greatest change is beyond them, and
    nothing falls by more than all of it; no change is in the middle itself. Orange is scarcity:
    what grows, or what falls without `mere_er_knaphed`.
    """
    yderst = min(float(aendring_pct.abs().max()), HELE_PCT)
    trin = _rundt(yderst / 2) if yderst > 0 else 1.0
    over = [float(np.nextafter(g, np.inf)) for g in (trin, 2 * trin)]
    lille, stor = (tal(g, 6, fast=False) for g in (trin, 2 * trin))
    return Klasser(
        (-2 * trin, -trin, *over),
        AFVIGELSE.farver if mere_er_knaphed else AFVIGELSE.farver[::-1],
        (
            f"fald over {stor} %",
            f"fald {lille}-{stor} %",
            f"højst {lille} % fra uændret",
            f"stigning {lille}-{stor} %",
            f"stigning over {stor} %",
        ),
    )


def _rundt(hoejst: float) -> float:
    """Return the greatest of 1, 2 and 5 times a power of ten that is below a number."""
    potens = 10.0 ** (math.floor(math.log10(hoejst)) - 1)
    return max(f * potens for f in (1, 2, 5, 10, 20, 50) if f * potens < hoejst)


def aendring(
    ramme: pd.DataFrame,
    klasser: Klasser,
    omrids: gpd.GeoDataFrame,
    hvad: str,
    navngiv: Collection[str] | None = None,
) -> folium.FeatureGroup:
    """Return the kommuner coloured by what changes; `omrids` as drawn (EPSG:4326).

    `ramme`: index kode; kommune, foer, efter (in the figure's own unit), aendring_pct. A kommune
    that is not in it, or where the change cannot be told, has the colour for missing. `navngiv`
    are the codes of those whose name is written; all when left out.
    """
    egne = omrids[omrids["i_region"]].set_index("kode")["navn"]
    alle = ramme.reindex(egne.index)
    decimaler = 0 if ((alle[["foer", "efter"]] % 1).fillna(0) == 0).all(axis=None) else 1
    tips = {
        r.Index: tip(
            egne[r.Index],
            [
                (f"Før, {hvad}", tal(r.foer, decimaler)),
                (f"Efter, {hvad}", tal(r.efter, decimaler)),
                ("Ændring", procentaendring(r.aendring_pct)),
            ],
        )
        for r in alle.itertuples()
    }
    farver = {k: klasser.farve(v) for k, v in alle["aendring_pct"].items()}
    ved = {
        str(k): f"{fortegn(v)} %" if v == v and v != 0 else ""
        for k, v in alle["aendring_pct"].items()
    }
    return kommunelag(omrids, farver, tips, navngiv, ved)


def procentaendring(pct: float) -> str:
    """Return a change as a tooltip has it: with its sign, or that it cannot be told."""
    return f"{fortegn(pct)} %" if pct == pct else IKKE_OPLYST


def aendringstegn(vurdering: Vurdering) -> Signaturer:
    """Return the legend of what a scenario changes, with what cannot be told where there is any."""
    uden = kommuneaendring(vurdering)["aendring_pct"].isna().any()
    return signaturer(AENDRING, "kan ikke siges: ingen kapacitet før eller efter" if uden else "")


def aendret(
    vurdering: Vurdering, omrids: gpd.GeoDataFrame, navngiv: Collection[str] | None = None
) -> list[folium.FeatureGroup]:
    """Return what a scenario changes in each kommune, its moves, and the clinics it touches."""
    flader = aendring(
        kommuneaendring(vurdering), AENDRING, omrids, "indbyggere pr. kapacitet", navngiv
    )
    return [flader, *efter(vurdering, omrids, navngiv)[1:]]
