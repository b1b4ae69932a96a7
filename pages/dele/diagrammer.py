"""Charts in plotly, in the house's colours and Danish number format."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dansk import fortegn, tal
from kort.farver import AFGIVER, AFVIGELSE, BAAND, BLAEK

OPSAETNING = {"displayModeBar": False, "locale": "da"}
LAYOUT = {
    "separators": ",.",
    "font": {"family": "Source Sans, system-ui, sans-serif", "color": BLAEK, "size": 13},
    "margin": {"l": 0, "r": 0, "t": 4, "b": 4},
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
}


def afvigelsessoejler(kommuner: pd.DataFrame, hoejde: int) -> go.Figure:
    """Return bars of deviation from the region in percent, the scarcest on top.

    `kommuner`: kommune, afvigelse_pct, indbyggere_pr_kapacitet.
    """
    ramme = kommuner.sort_values("afvigelse_pct", na_position="first")
    tekst = ["ingen" if pd.isna(a) else f"{fortegn(a, 0)} %" for a in ramme["afvigelse_pct"]]
    figur = go.Figure(
        go.Bar(
            y=[
                f"{kommune}  <b>{tal(q)}</b>"
                for kommune, q in zip(
                    ramme["kommune"], ramme["indbyggere_pr_kapacitet"], strict=True
                )
            ],
            x=ramme["afvigelse_pct"].fillna(0.0),
            orientation="h",
            marker={
                "color": [AFVIGELSE.farve(a) for a in ramme["afvigelse_pct"]],
                "line": {"color": "#5a6670", "width": 1},
            },
            text=tekst,
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
    )
    stoerst = float(ramme["afvigelse_pct"].abs().max(skipna=True))
    figur.update_layout(**LAYOUT, height=hoejde, showlegend=False, bargap=0.28)
    figur.update_xaxes(
        range=[-stoerst * 1.9, stoerst * 1.25],  # layout: room for the labels
        zeroline=True,
        zerolinecolor=BLAEK,
        showgrid=False,
        showticklabels=False,
    )
    figur.update_yaxes(ticksuffix="  ", automargin=True)
    return figur


def flyttegitter(gitter: pd.DataFrame, kommuner: pd.Series, hoejde: int) -> go.Figure:
    """Return the best score from each kommune (row) to each other (column).

    `gitter` as `planning.mulige_flytninger.gitter` returns it; blue is better, orange worse.
    """
    raekker = gitter.rename(index=kommuner, columns=kommuner)
    # In hundredths and without a plus: a cell is too narrow for "+0,45".
    hundrededele = 100 * raekker.to_numpy()  # layout: fits the cell
    tekst = [[tal(v) for v in raekke] for raekke in hundrededele]
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
            hovertemplate="Fra %{y} til %{x}: %{text} hundrededele<extra></extra>",
            showscale=False,
        )
    )
    figur.update_layout(**LAYOUT | {"margin": {"l": 0, "r": 40, "t": 4, "b": 4}}, height=hoejde)
    # Every kommune is named, however narrow the screen: plotly would drop every second.
    figur.update_xaxes(
        side="top", tickangle=-45, dtick=1, tickfont_size=11, fixedrange=True, automargin=True
    )
    figur.update_yaxes(autorange="reversed", fixedrange=True, automargin=True, ticksuffix="  ")
    return figur


def daekningskurve(
    kurve: pd.DataFrame, graense: float, enhed: str, navn: str, kode: str, hoejde: int
) -> go.Figure:
    """Return the coverage curve of the region and of one kommune, the others in grey.

    `kurve`: index distance, columns kode and 'region', percent. The limit is a vertical line.
    """
    figur = go.Figure()
    for kolonne in kurve.columns:
        if kolonne not in ("region", kode):
            figur.add_trace(_kurve(kurve, kolonne, "#c3cbd1", 1, "Andre kommuner"))
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
    graa = navn == "Andre kommuner"
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
