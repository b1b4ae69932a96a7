"""Charts beside the maps: the grid of moves, and how many are covered within each distance."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dansk import tal
from kort.farver import AFGIVER, BAAND, BLAEK

LAYOUT = {
    "separators": ",.",
    "font": {"family": "Source Sans, system-ui, sans-serif", "color": BLAEK, "size": 13},
    "margin": {"l": 0, "r": 0, "t": 4, "b": 4},
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
}


def flyttegitter(gitter: pd.DataFrame, kommuner: pd.Series, hoejde: int) -> go.Figure:
    """Return the best score from each kommune (row) to each other (column).

    `gitter` as `planning.mulige_flytninger.gitter` returns it; blue is better, orange worse. A
    point in each cell, which is not seen, has its two codes: cells themselves cannot be chosen.
    """
    raekker = gitter.rename(index=kommuner, columns=kommuner)
    # Without a plus: a cell is narrow, and its colour says which way.
    tekst = [[tal(v, 2) for v in raekke] for raekke in raekker.to_numpy()]
    figur = go.Figure(
        go.Heatmap(
            z=raekker,
            x=list(raekker.columns),
            y=list(raekker.index),
            colorscale=[
                (0, BAAND[3]),
                (0.25, BAAND[2]),
                (0.5, "#f1efe8"),
                (0.75, BAAND[1]),
                (1, BAAND[0]),
            ],
            zmid=0,
            xgap=2,
            ygap=2,
            text=tekst,
            texttemplate="%{text}",
            textfont={"size": 10},
            hoverinfo="skip",
            showscale=False,
        )
    )
    celler = [(fra, til) for fra in gitter.index for til in gitter.columns]
    figur.add_scatter(
        x=[kommuner[til] for _, til in celler],
        y=[kommuner[fra] for fra, _ in celler],
        customdata=celler,
        text=[t for raekke in tekst for t in raekke],
        mode="markers",
        marker={"symbol": "square", "size": 30, "opacity": 0},
        selected={"marker": {"opacity": 0}},
        unselected={"marker": {"opacity": 0}},
        hoverlabel={"bgcolor": "#ffffff", "font": {"color": BLAEK}},
        hovertemplate="Fra %{y} til %{x}: %{text}<extra></extra>",
        showlegend=False,
    )
    figur.update_layout(**LAYOUT | {"margin": {"l": 0, "r": 40, "t": 4, "b": 4}}, height=hoejde)
    # Every kommune is named, however narrow the screen: plotly would drop every second.
    figur.update_xaxes(
        side="top", tickangle=-45, dtick=1, tickfont_size=11, fixedrange=True, automargin=True
    )
    figur.update_yaxes(fixedrange=True, automargin=True, ticksuffix="  ")
    # Half a cell beyond the first and the last: the points would have a margin of their own.
    figur.update_xaxes(range=[-0.5, len(gitter.columns) - 0.5], showgrid=False)  # layout: cells
    figur.update_yaxes(range=[len(gitter.index) - 0.5, -0.5], showgrid=False)  # layout: cells
    return figur


#: What the others are called where only one is told of.
ANDRE = "Andre"


def daekningskurve(
    kurve: pd.DataFrame, graense: float, enhed: str, navn: str, kode: str, hoejde: int
) -> go.Figure:
    """Return the coverage curve of the region and of one kommune, the others in grey.

    `kurve`: index distance, columns kode and 'region', percent. The limit is a vertical line.
    """
    figur = go.Figure()
    for kolonne in kurve.columns:
        if kolonne not in ("region", kode):
            figur.add_trace(_kurve(kurve, kolonne, "#c3cbd1", 1, ANDRE))
    figur.add_trace(_kurve(kurve, "region", BLAEK, 3, "Regionen"))
    if kode in kurve.columns:
        figur.add_trace(_kurve(kurve, kode, AFGIVER, 3, navn))
    figur.add_vline(x=graense, line={"color": BLAEK, "dash": "dash", "width": 1})
    figur.update_layout(
        **LAYOUT,
        height=hoejde,
        legend={"orientation": "h", "y": 1.08, "x": 0},
        hovermode="x",
    )
    figur.update_xaxes(
        title={"text": f"{enhed} til nærmeste klinik", "standoff": 14},
        automargin=True,
        gridcolor="#eef1f3",
        zeroline=False,
    )
    figur.update_yaxes(
        title="% af indbyggerne", range=[0, 101], automargin=True, gridcolor="#eef1f3"
    )
    return figur


def _kurve(kurve: pd.DataFrame, kolonne: str, farve: str, bredde: float, navn: str) -> go.Scatter:
    graa = navn == ANDRE
    return go.Scatter(
        x=kurve.index,
        y=kurve[kolonne],
        name=navn,
        legendgroup=navn,
        showlegend=not graa,
        line={"color": farve, "width": bredde},
        hoverinfo="skip" if graa else None,
        hovertemplate=None if graa else "%{y:.1f} %<extra>" + navn + "</extra>",
    )
