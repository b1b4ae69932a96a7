"""Charts in plotly, in the house's colours and Danish number format."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dansk import fortegn, tal
from kort.farver import AFGIVER, BAAND, BLAEK, Klasser

#: A bar so many times the next is cut, to so many times the next.
AFKORT_FRA, AFKORTET_TIL = 2.0, 1.2
#: Of two bars neither is by far beyond the others.
FAA_SOEJLER = 2
#: A bar is no thicker than this, however few there are.
HOEJST_PX = 56
LAYOUT = {
    "separators": ",.",
    "font": {"family": "Source Sans, system-ui, sans-serif", "color": BLAEK, "size": 13},
    "margin": {"l": 0, "r": 0, "t": 4, "b": 4},
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
}


def mod_regionen(
    kommuner: pd.DataFrame, felt: str, decimaler: int, klasser: Klasser
) -> pd.DataFrame:
    """Return the bars of a measure by its deviation from the region."""
    afvigelse = kommuner["afvigelse_pct"]
    return pd.DataFrame(
        {
            "kommune": kommuner["kommune"],
            "tal": [tal(v, decimaler) for v in kommuner[felt]],
            "vaerdi": afvigelse,
            "ved": ["ingen" if pd.isna(v) else f"{fortegn(v, 0)} %" for v in afvigelse],
            "farve": [klasser.farve(v) for v in afvigelse],
        }
    )


def kommunesoejler(ramme: pd.DataFrame, hoejde: int) -> go.Figure:
    """Return a bar a kommune, in the order of the rows, the first on top.

    `ramme`: kommune, tal (the figure as text, in bold), vaerdi (the length; NaN for none), ved
    (what stands at the end of the bar) and farve. A length beyond the others' by far is cut, and
    it is hatched: Læsø's alone would make all others short. A bar that is chosen gives the name of
    its kommune.
    """
    laengde = ramme["vaerdi"].abs().sort_values()
    yderst = float(laengde.dropna().iloc[-2:].min()) if laengde.notna().any() else 1.0
    afkortet = ramme["vaerdi"].abs() > AFKORT_FRA * yderst  # layout: a bar that is too long
    afkortet &= len(ramme) > FAA_SOEJLER
    laengst = float(laengde.max()) if laengde.notna().any() else 1.0
    hoejst = yderst * AFKORTET_TIL if afkortet.any() else laengst  # layout: the longest
    figur = go.Figure(
        go.Bar(
            y=[f"{r.kommune}  <b>{r.tal}</b>" for r in ramme.itertuples()],
            x=ramme["vaerdi"].clip(-hoejst, hoejst).fillna(0.0),
            orientation="h",
            marker={
                "color": list(ramme["farve"]),
                "line": {"color": "#5a6670", "width": 1},
                "pattern": {"shape": ["/" if a else "" for a in afkortet], "fgcolor": "#ffffff"},
            },
            text=list(ramme["ved"]),
            customdata=[[navn] for navn in ramme["kommune"]],
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
    )
    hoejde = min(hoejde, HOEJST_PX * len(ramme))  # layout: few bars
    figur.update_layout(**LAYOUT, height=hoejde, showlegend=False, bargap=0.28)
    lavest = -hoejst * 1.9 if (ramme["vaerdi"] < 0).any() else 0  # layout: room for the labels
    figur.update_xaxes(
        range=[lavest, hoejst * 1.45],  # layout: room for the labels
        zeroline=True,
        zerolinecolor=BLAEK,
        showgrid=False,
        showticklabels=False,
        fixedrange=True,
    )
    figur.update_yaxes(ticksuffix="  ", automargin=True, autorange="reversed", fixedrange=True)
    return figur


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
