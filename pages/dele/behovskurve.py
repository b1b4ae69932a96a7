"""The chart of a projection: indbyggere pr. kapacitet, year by year."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from kort.farver import AFGIVER, BLAEK
from pages.dele.diagrammer import LAYOUT
from planning.plan import REGION, REGIONSRAEKKE


def behovskurve(efter_aar: pd.DataFrame, til: int, kode: str, navn: str, hoejde: int) -> go.Figure:
    """Return the lines of the region and of one kommune, with the year `til` marked.

    `efter_aar` as `planning.fremskrivning.pr_kapacitet_efter_aar`.
    """
    figur = go.Figure(
        [
            _linje(efter_aar[REGIONSRAEKKE], REGION, BLAEK),
            _linje(efter_aar[kode], navn, AFGIVER),
        ]
    )
    figur.add_vline(x=til, line={"color": BLAEK, "dash": "dash", "width": 1})
    figur.update_layout(
        **LAYOUT, height=hoejde, legend={"orientation": "h", "y": 1.12, "x": 0}, hovermode="x"
    )
    akse = {"gridcolor": "#eef1f3", "zeroline": False, "fixedrange": True, "automargin": True}
    figur.update_xaxes(tickformat="d", **akse)
    figur.update_yaxes(tickformat=",d", **akse)
    return figur


def _linje(vaerdier: pd.Series, navn: str, farve: str) -> go.Scatter:
    return go.Scatter(
        x=list(vaerdier.index),
        y=vaerdier,
        name=navn,
        mode="lines",
        line={"color": farve, "width": 3},
        hovertemplate="%{y:,.0f}<extra>" + navn + "</extra>",
    )
