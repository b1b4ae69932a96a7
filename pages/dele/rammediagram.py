"""The chart of the economic frame: the sum since 1 January, known and expected, and the frame."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dansk import tal
from kort.farver import AFGIVER, BLAEK, MODTAGER
from pages.dele.diagrammer import LAYOUT

#: The end of each quarter, by its last month.
KVARTALSSLUT = {0: "1. jan.", 3: "31. marts", 6: "30. juni", 9: "30. sep.", 12: "31. dec."}
SPAENDFARVE, JAEVNFARVE, GITTER = "rgba(43,92,138,0.18)", "#9aa4ad", "#eef1f3"
#: A figure in the chart: to the right of the year's end, unless another place is given.
MAERKE = {"showarrow": False, "xanchor": "left", "yanchor": "middle", "xshift": 8, "align": "left"}
VIST = "%{y:,.1f} mio. kr.<extra>"


def rammediagram(forloeb: pd.DataFrame, hoejde: int) -> go.Figure:
    """Return the use since 1 January as a line, known and expected with its range, and the frame.

    `forloeb` as `planning.rammestilling.forloeb` returns it; without a frame it has none. What is
    expected goes on from the last that is known.
    """
    kendt = forloeb[forloeb["kendt"]]
    sidst = kendt.index[-1]
    ventet = forloeb.loc[sidst:]
    figur = go.Figure()
    if len(ventet) > 1 and ventet["lav"].notna().all():
        figur.add_scatter(
            x=[*ventet["maaned"], *ventet["maaned"][::-1]],
            y=[*ventet["hoej"], *ventet["lav"][::-1]],
            mode="lines",
            fill="toself",
            fillcolor=SPAENDFARVE,
            line={"width": 0},
            hoverinfo="skip",
            name="Spændet",
        )
    rammen = forloeb["jaevnt"].iloc[-1]
    if pd.notna(rammen):
        figur.add_scatter(
            x=forloeb["maaned"],
            y=forloeb["jaevnt"],
            mode="lines",
            line={"color": JAEVNFARVE, "width": 1},
            hoverinfo="skip",
            name="Rammen brugt jævnt",
        )
        figur.add_scatter(
            x=[0, 12],
            y=[rammen, rammen],
            mode="lines",
            line={"color": AFGIVER, "width": 2},
            hovertemplate=f"{VIST}Rammen</extra>",
            name="Rammen",
        )
        figur.add_annotation(
            **MAERKE | {"yanchor": "bottom", "xanchor": "left", "font": {"color": AFGIVER}},
            x=0,
            y=rammen,
            text=f"<b>Rammen {tal(rammen, 1)}</b>",
        )
    if len(ventet) > 1:
        figur.add_scatter(
            x=ventet["maaned"],
            y=ventet["i_alt"],
            mode="lines+markers",
            line={"color": MODTAGER, "width": 2, "dash": "dot"},
            marker={"symbol": "circle-open", "size": 7},
            hovertemplate=f"{VIST}Ventet</extra>",
            name="Ventet",
        )
    figur.add_scatter(
        x=kendt["maaned"],
        y=kendt["i_alt"],
        mode="lines+markers",
        line={"color": BLAEK, "width": 3},
        marker={"size": 7},
        hovertemplate=f"{VIST}Brugt</extra>",
        name="Brugt",
    )
    sidste = forloeb.iloc[-1]
    med_spaend = not sidste["kendt"] and pd.notna(sidste["lav"])
    spaend = f"<br>({tal(sidste['lav'], 1)} til {tal(sidste['hoej'], 1)})" if med_spaend else ""
    figur.add_annotation(
        **MAERKE, x=12, y=sidste["i_alt"], text=f"<b>{tal(sidste['i_alt'], 1)}</b>{spaend}"
    )
    figur.update_layout(
        **LAYOUT,
        height=hoejde,
        legend={"orientation": "h", "y": 1.12, "x": 0, "traceorder": "normal"},
    )
    figur.update_xaxes(
        title={"text": "til og med", "standoff": 10},
        tickvals=list(KVARTALSSLUT),
        ticktext=list(KVARTALSSLUT.values()),
        range=[-0.2, 14.2],
        automargin=True,
        gridcolor=GITTER,
        zeroline=False,
        fixedrange=True,
    )
    figur.update_yaxes(
        title={"text": "mio. kr. siden 1. januar", "standoff": 16},
        rangemode="tozero",
        tickformat=",",
        automargin=True,
        gridcolor=GITTER,
        fixedrange=True,
    )
    return figur
