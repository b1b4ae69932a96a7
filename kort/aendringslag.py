"""A map of what changes: the kommuner by percent, alike to both sides of no change."""

from __future__ import annotations

import folium
import geopandas as gpd
import pandas as pd

from dansk import IKKE_OPLYST, fortegn, tal
from kort.farver import Klasser
from kort.klasser import inddel
from kort.lag import tip
from kort.web import kommunelag


def aendringsklasser(aendring_pct: pd.Series, *, mere_er_knaphed: bool = True) -> Klasser:
    """Return classes for changes in percent, alike to both sides of no change; NaN is in none."""
    return inddel(
        aendring_pct,
        "symmetrisk",
        5,
        middel=0.0,
        hoej_er_knap=mere_er_knaphed,
        enhed="%",
    )


def aendring(
    ramme: pd.DataFrame, klasser: Klasser, omrids: gpd.GeoDataFrame, hvad: str
) -> folium.FeatureGroup:
    """Return the kommuner coloured by what changes; `omrids` as drawn (EPSG:4326).

    `ramme`: index kode; kommune, foer, efter (in the figure's own unit), aendring_pct. A kommune
    that is not in it, or where the change cannot be told, has the colour for missing.
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
    return kommunelag(omrids, farver, tips)


def procentaendring(pct: float) -> str:
    """Return a change as a tooltip has it: with its sign, or that it cannot be told."""
    return f"{fortegn(pct)} %" if pct == pct else IKKE_OPLYST
