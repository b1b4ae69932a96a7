"""Setting the weights of the criteria, for the session."""

from __future__ import annotations

import streamlit as st

from pages.dele import tilstand
from planning.effekt import MANGLER, STANDARDVAEGTE

HOEJST = 3.0


def vaegtvalg() -> None:
    """Draw a slider a criterion; what has no data takes no weight and has none."""
    with st.popover("Vægt kriterierne", width="content"):
        st.caption(
            "Praksisplanens afsnit 2.1.13 rangordner kun i ord. Standardvægten er 1 for det, der "
            "»lægges vægt på«, og 0,5 for resten."
        )
        valgte = tilstand.vaegte()
        ny = {
            navn: st.slider(navn, 0.0, HOEJST, valgte[navn], 0.5, key=f"vaegt_{navn}")
            for navn in STANDARDVAEGTE
            if navn not in MANGLER or navn in ("Faglig sparring",)
        }
        if st.button("Brug vægtene", key="brug_vaegte"):
            st.session_state["vaegte"] = ny
            st.rerun()
