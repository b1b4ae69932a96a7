"""The front as a curve: what each number of moves gives, and a click that asks for it."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from dansk import rundet_op
from kort.farver import AFGIVER, BLAEK
from pages.dele.diagrammer import LAYOUT
from pages.dele.diagramvisning import vis_diagram
from pages.dele.forslag.krav import TOLERANCE
from pages.dele.tekst import smaat
from planning.forslagsfront import Front
from saetninger.forslag import AKSENAVNE, vaerdi

KURVE, PUNKT = "forslagskurve", "forslagspunkt"


def vis_kurve(front: Front, antal: int | None, hoejde: int) -> None:
    """Draw a front with the number of moves shown marked; a click on a point asks for it."""
    smaat(f"{AKSENAVNE[front.akse]}, efter antal flytninger")
    vis_diagram(
        _kurve(front, antal, hoejde),
        key=KURVE,
        on_select=_vaelg_punkt,
        selection_mode="points",
    )


def _vaelg_punkt() -> None:
    """Ask for the point that was clicked; before the page is drawn again."""
    valgt = st.session_state[KURVE].selection.points
    if valgt:
        tolerance, antal, hvad = valgt[0]["customdata"]
        st.session_state[TOLERANCE], st.session_state[PUNKT] = tolerance, (hvad, antal)


def valgt_antal(front: Front) -> int | None:
    """Return how many moves the point has that was clicked last; None for none of this front."""
    hvad, antal = st.session_state.get(PUNKT, ("", 0))
    er_af = hvad == front.akse != "afvigelse" and antal in set(front.punkter["antal"])
    return int(antal) if er_af else None


def _kurve(front: Front, antal: int | None, hoejde: int) -> go.Figure:
    p = front.punkter
    vist = [vaerdi(front.akse, v) for v in p["vaerdi"]]
    figur = go.Figure(
        go.Scatter(
            x=p["antal"],
            y=p["vaerdi"],
            customdata=[
                [rundet_op(t, 1), n, front.akse]
                for n, t in p[["antal", "tolerance_pct"]].itertuples(index=False)
            ],
            text=vist,
            mode="lines+markers",
            line={"color": BLAEK, "width": 1.5, "shape": "hv"},
            marker={
                "color": [AFGIVER if n == antal else "#ffffff" for n in p["antal"]],
                "line": {"color": BLAEK, "width": 1.5},
                "size": 13,
            },
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
            hovertemplate="%{x} flytninger: %{text}<extra></extra>",
        )
    )
    figur.update_layout(**LAYOUT, height=hoejde, showlegend=False)
    akse = {"gridcolor": "#eef1f3", "zeroline": False, "fixedrange": True, "automargin": True}
    under = {"text": "flytninger", "font": {"size": 12}, "standoff": 4}
    figur.update_xaxes(title=under, tickformat="d", **akse)
    enhed = " %" if front.akse == "afvigelse" else ""
    figur.update_yaxes(rangemode="tozero", ticksuffix=enhed, tickformat=",", **akse)
    return figur
