"""Præsentation: a map, its legend and one sentence in large type; the arrow keys change step."""

from __future__ import annotations

import streamlit as st

from pages.dele.kortflade import vis_kort
from pages.dele.ramme import VIST_SIDE
from pages.dele.tekst import fejl_vises, nyhed, ren
from pages.dele.trin import alle_trin

#: The style makes it as high as the window leaves it.
KORTHOEJDE = 300
NOEGLE = "praesentationstrin"


def _til(plads: int) -> None:
    st.session_state[NOEGLE] = plads


with fejl_vises():
    trin = alle_trin()
    plads = min(st.session_state.get(NOEGLE, 0), len(trin) - 1)  # layout: the last step
    vist = trin[plads]()
    with st.container(key="praesentation"):
        titel, trinvalg = st.columns([67, 33], vertical_alignment="top")
        titel.title(ren(vist.titel), anchor=False)
        with trinvalg, st.container(key="trinvalg", horizontal=True, horizontal_alignment="right"):
            st.button(
                "Forrige",
                key="forrige",
                shortcut="Left",
                disabled=plads == 0,
                on_click=_til,
                args=(plads - 1,),  # layout: a step back
            )
            st.markdown(f"{plads + 1} af {len(trin)}", width="content")  # layout: counted from 1
            st.button(
                "Næste",
                key="naeste",
                shortcut="Right",
                type="primary",
                disabled=plads == len(trin) - 1,  # layout: the last step
                on_click=_til,
                args=(plads + 1,),  # layout: a step on
            )
            afslut = st.button("Afslut", key="afslut", shortcut="Esc")
        nyhed(vist.saetning)
        vis_kort(vist.lag, "praesentation", KORTHOEJDE, vist.tegn, vist.kilde)
    if afslut:
        _til(0)
        st.switch_page(st.session_state.get(VIST_SIDE, "pages/overblik.py"))
