"""Charts on a page: each in its place, and sent last, when the page's maps are drawn.

A browser that is sent its first chart reads four megabytes of script, and does nothing else for the
better part of a second, nor draw a map.
"""

from __future__ import annotations

import time
from typing import Any

import plotly.graph_objects as go
import streamlit as st

#: How charts are shown: without a bar of tools, numbers as in Danish.
OPSAETNING = {"displayModeBar": False, "locale": "da"}
#: How long the first chart of a session waits, while the browser draws the map it has been sent.
KORTET_TEGNES_S = 0.8
VENTER, VIST = "diagrammer_venter", "diagrammer_vist"


def begynd_side() -> None:
    """Forget the charts of a run that was broken off."""
    st.session_state[VENTER] = []


def vis_diagram(figur: go.Figure, **valg: Any) -> None:
    """Have a chart drawn here when the page is done; `valg` are those of `st.plotly_chart`."""
    st.session_state.setdefault(VENTER, []).append((st.container(), figur, valg))


def tegn_diagrammer() -> None:
    """Draw the charts that the page has asked for, each where it is to stand."""
    venter = st.session_state.pop(VENTER, [])
    if venter and not st.session_state.get(VIST):
        time.sleep(KORTET_TEGNES_S)
        st.session_state[VIST] = True
    for sted, figur, valg in venter:
        sted.plotly_chart(figur, theme=None, config=OPSAETNING, **valg)
