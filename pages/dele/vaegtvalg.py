"""Setting the weights of the criteria, for the session."""

from __future__ import annotations

import streamlit as st

from dansk import kapaciteter
from pages.dele import tilstand
from planning.effekt import STANDARDVAEGTE, uden_data
from saetninger.fagord import rangordning
from saetninger.omraadeord import kriterienavn

VAEGTE = {kapaciteter(v): v for v in (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0)}


def vaegtvalg() -> None:
    """Draw a slider a criterion; what has no data takes no weight and has none."""
    with st.popover("Vægt kriterierne", width="content"):
        fag, uden = tilstand.plan().fag, uden_data(tilstand.plan())
        st.caption(
            f"{rangordning(fag)} Standardvægten er 1 for det, der »lægges vægt på«, og 0,5 for "
            "resten."
        )
        valgte = tilstand.vaegte()
        ny = {
            navn: VAEGTE[
                st.select_slider(
                    kriterienavn(tilstand.inddelt(tilstand.plan()), navn),
                    list(VAEGTE),
                    kapaciteter(valgte[navn]),
                    key=f"vaegt_{navn}",
                )
            ]
            for navn in STANDARDVAEGTE
            if navn not in uden and navn not in fag.uden_kriterier
        }
        if st.button("Brug vægtene", key="brug_vaegte"):
            st.session_state["vaegte"] = ny
            st.rerun()
