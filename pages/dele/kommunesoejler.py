"""A bar a kommune, coloured and hatched as the map beside it."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dansk import fortegn, tal
from kort.farver import BLAEK, SKRAVERING, Klasser
from pages.dele.diagrammer import LAYOUT

#: A bar so many times the next is cut, to so many times the next.
AFKORT_FRA, AFKORTET_TIL = 2.0, 1.2
#: Stands at the end of a bar that is cut, as where an axis is broken.
AFKORTET = "//"
#: Of two bars neither is by far beyond the others.
FAA_SOEJLER = 2
#: A bar is no thicker than this, however few there are.
HOEJST_PX = 56


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


def kommunesoejler(ramme: pd.DataFrame, hoejde: int, *, afkort: bool = True) -> go.Figure:
    """Return a bar a kommune, in the order of the rows, the first on top.

    `ramme`: kommune, tal (the figure as text, in bold), vaerdi (the length; NaN for none), ved
    (what stands at the end of the bar) and farve. Bars are hatched as areas are on the map. A
    length beyond the others' by far is cut, and `AFKORTET` stands at its end: Læsø's alone would
    make all others short; none is where `afkort` is no. A bar that is chosen gives the name of its
    kommune.
    """
    laengde = ramme["vaerdi"].abs().sort_values()
    yderst = float(laengde.dropna().iloc[-2:].min()) if laengde.notna().any() else 1.0
    afkortet = ramme["vaerdi"].abs() > AFKORT_FRA * yderst  # layout: a bar that is too long
    afkortet &= afkort and len(ramme) > FAA_SOEJLER
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
                # White lines on the colour of the class: others are not drawn where each bar has
                # a colour (findings/plotly_pattern_colours_of_coloured_bars.sh).
                "pattern": {
                    "shape": ["/" if f in SKRAVERING else "" for f in ramme["farve"]],
                    "fillmode": "overlay",
                    "size": 6,
                    "solidity": 0.25,
                },
            },
            text=[
                f"{ved} {AFKORTET}" if kort else ved
                for ved, kort in zip(ramme["ved"], afkortet, strict=True)
            ],
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
        range=[lavest, hoejst * (1.75 if afkortet.any() or not afkort else 1.45)],  # layout: labels
        zeroline=True,
        zerolinecolor=BLAEK,
        showgrid=False,
        showticklabels=False,
        fixedrange=True,
    )
    figur.update_yaxes(ticksuffix="  ", automargin=True, autorange="reversed", fixedrange=True)
    return figur
