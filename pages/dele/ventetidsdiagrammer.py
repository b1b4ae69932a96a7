"""Charts of waiting times: the grid of kommune by type, and the published distributions."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from dansk import tal
from kort.farver import BLAEK, MANGLER, VENTETID
from pages.dele.diagrammer import LAYOUT
from planning.ventetid import laengst_foerst
from saetninger.nyhed import uger


def ventetidsgitter(ramme: pd.DataFrame, typenavne: Mapping[str, str], hoejde: int) -> go.Figure:
    """Return kommune by type, coloured by the mean of the answers, with it written out.

    `ramme` as `planning.ventetid.ventetid` returns it, `typenavne` what each type is headed.
    Missing is pale and says so. Colour runs to 6 weeks, so that one clinic's 30 weeks does not
    drown the rest.
    """
    raekkefoelge = laengst_foerst(ramme)[::-1]
    typer = list(typenavne)
    bredt = ramme.assign(tekst=[_celle(r) for _, r in ramme.iterrows()]).pivot(
        index="kommune", columns="type", values=["uger", "note", "tekst"]
    )
    z, noter, tekst = (bredt[f].loc[raekkefoelge, typer] for f in ("uger", "note", "tekst"))
    z = z.astype(float)
    figur = go.Figure()
    figur.add_trace(
        go.Heatmap(
            z=z.isna().astype(float).where(z.isna()),
            x=[typenavne[t] for t in typer],
            y=list(raekkefoelge),
            colorscale=[(0, MANGLER), (1, MANGLER)],
            showscale=False,
            hoverinfo="skip",
            xgap=3,
            ygap=3,
        )
    )
    figur.add_trace(
        go.Heatmap(
            z=z,
            x=[typenavne[t] for t in typer],
            y=list(raekkefoelge),
            colorscale=list(VENTETID),
            zmin=0,
            zmax=6,
            xgap=3,
            ygap=3,
            customdata=noter,
            hovertemplate="%{y}, %{x}: %{z:.2f} uger (midten)<br>%{customdata}<extra></extra>",
            showscale=False,
        )
    )
    for kommune in raekkefoelge:
        for type_ in typer:
            midt = z.loc[kommune, type_]
            figur.add_annotation(
                x=typenavne[type_],
                y=kommune,
                text=tekst.loc[kommune, type_],
                showarrow=False,
                font={"size": 13, "color": "#ffffff" if midt >= 4 else BLAEK},
            )
    figur.update_layout(**LAYOUT, height=hoejde)
    figur.update_xaxes(side="top", fixedrange=True, automargin=True, tickangle=-20)
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
                "pattern": {"shape": ["/" if m else "" for m in ukendt], "fgcolor": "#9aa4ad"},
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
