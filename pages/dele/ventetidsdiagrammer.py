"""Pictures of waiting times, kept with the plan: the map, the grid of kommune by type, and the
published distributions.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import folium
import geopandas as gpd
import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dansk import IKKE_OPLYST, tal
from kort import lag as kortlag
from kort.farver import MANGLER, Klasser, paa
from pages.dele.diagrammer import LAYOUT
from planning.husket import husket
from planning.plan import Plan
from planning.ventetid import fordeling, laengst_foerst, ventetid
from saetninger.ventetid import uger


@husket()
def ventetidslagene(
    plan: Plan, noegle: str, omrids: gpd.GeoDataFrame
) -> tuple[list[folium.FeatureGroup], kortlag.Signaturer]:
    """Return the layers and the legend of the wait of a type; `omrids` in EPSG:4326."""
    (typen,) = (v for v in plan.fag.ventetyper if v.noegle == noegle)
    klasser = kortlag.ventetidsklasser(plan)
    lag = [
        kortlag.ventetider(plan, typen, klasser, omrids),
        kortlag.klinikker(plan, prikker=True),
    ]
    return lag, (*kortlag.signaturer(klasser, IKKE_OPLYST), kortlag.KLINIKPRIK)


@husket()
def gitteret(plan: Plan, hoejde: int) -> go.Figure:
    """Return a plan's waiting times, kommune by type (`ventetidsgitter`)."""
    typenavne = {v.noegle: v.kolonne for v in plan.fag.ventetyper}
    return ventetidsgitter(ventetid(plan), typenavne, kortlag.ventetidsklasser(plan), hoejde)


@husket()
def fordelingen(plan: Plan, nummer: int, hoejde: int) -> go.Figure:
    """Return a published table of how many clinics wait how long (`fordelingssoejler`)."""
    return fordelingssoejler(fordeling(plan, nummer), hoejde)


def ventetidsgitter(
    ramme: pd.DataFrame, typenavne: Mapping[str, str], klasser: Klasser, hoejde: int
) -> go.Figure:
    """Return kommune by type, coloured by the class of the mean of the answers, written out.

    `ramme` as `planning.ventetid.ventetid` returns it, `typenavne` what each type is headed,
    `klasser` those of the map beside it. Missing is pale.
    """
    raekkefoelge = laengst_foerst(ramme)[::-1]
    typer = list(typenavne)
    # Its code under the name, so that it stands upright in a narrow column.
    hoveder = {t: navn.replace(" (", "<br>(") for t, navn in typenavne.items()}
    bredt = ramme.assign(
        farve=[klasser.farve(v) for v in ramme["uger"]],
        tekst=[_celle(r) for _, r in ramme.iterrows()],
        om=[f"{tal(r.uger, 2)} uger i midten<br>{r.note}" for r in ramme.itertuples()],
    ).pivot(index="kommune", columns="type", values=["farve", "om", "tekst"])
    farve, om, tekst = (bredt[f].loc[raekkefoelge, typer] for f in ("farve", "om", "tekst"))
    farver = [*klasser.farver, MANGLER]
    trin = np.linspace(0, 1, len(farver) + 1)  # layout: where each colour ends
    figur = go.Figure(
        go.Heatmap(
            z=farve.map(farver.index),
            x=[hoveder[t] for t in typer],
            y=list(raekkefoelge),
            colorscale=[
                (t, f) for f, ender in zip(farver, pairwise(trin), strict=True) for t in ender
            ],
            zmin=-0.5,
            zmax=len(farver) - 0.5,  # layout: a colour a class
            xgap=3,
            ygap=3,
            customdata=om,
            hovertemplate="%{y}, %{x}: %{customdata}<extra></extra>",
            showscale=False,
        )
    )
    # All at once: plotly looks all those there are through again for each that is added.
    skrevet = [
        {
            "x": hoveder[type_],
            "y": kommune,
            "text": tekst.loc[kommune, type_],
            "showarrow": False,
            "font": {"size": 13, "color": paa(farve.loc[kommune, type_])},
        }
        for kommune in raekkefoelge
        for type_ in typer
    ]
    figur.update_layout(**LAYOUT, height=hoejde, annotations=skrevet)
    figur.update_xaxes(side="top", fixedrange=True, automargin=True, autotickangles=[0, 30])
    figur.update_yaxes(ticksuffix="  ", fixedrange=True, automargin=True)
    return figur


def _celle(raekke: pd.Series) -> str:
    svar = f"{raekke['svar']} af {raekke['klinikker']}"
    if pd.isna(raekke["uger_min"]):
        return f"–<br><span style='font-size:10px'>{svar}</span>"
    return f"<b>{uger(raekke)}</b><br><span style='font-size:10px'>{svar}</span>"


def fordelingssoejler(ramme: pd.DataFrame, hoejde: int) -> go.Figure:
    """Return bars of the number of clinics at each waiting time of a published table."""
    ukendt = ramme["uger"] == "ej opgivet"
    figur = go.Figure(
        go.Bar(
            x=[
                f"{u} {'uge' if u == '1' else 'uger'}" if not mangler else u
                for u, mangler in zip(ramme["uger"], ukendt, strict=True)
            ],
            y=ramme["antal_praksis"],
            marker={
                "color": [MANGLER if m else "#8fb8d8" for m in ukendt],
                "line": {"color": "#5a6670", "width": 1},
                "pattern": {"shape": ["/" if m else "" for m in ukendt]},
            },
            text=[tal(n) for n in ramme["antal_praksis"]],
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{x}: %{y} klinikker<extra></extra>",
        )
    )
    figur.update_layout(**LAYOUT, height=hoejde, showlegend=False)
    figur.update_yaxes(visible=False)
    figur.update_xaxes(type="category", tickangle=-35, automargin=True)
    return figur
