"""Choosing how far is far: measure, limit and how access fades, remembered across pages."""

from __future__ import annotations

import streamlit as st

from pages.dele import tilstand
from planning.plan import MAAL
from saetninger.maal import AFTAGENAVNE

#: Measure: its name on the page, and the limit's lowest, highest and first value.
VALG = {
    "minutter": ("Minutters kørsel", (5, 60, 15)),
    "km": ("Km ad vej", (2, 60, 15)),
    "luftlinje": ("Km i luftlinje", (1, 40, 10)),
}


def vaelg_maal() -> str:
    """Draw the choice of measure and return it."""
    maal = st.segmented_control(
        "Afstand målt i",
        list(VALG),
        format_func=lambda m: VALG[m][0],
        default=st.session_state.get("husket_maal", "minutter"),
        required=True,
        key="maal",
        wrap=True,
        label_visibility="collapsed",
    )
    # A widget that is not drawn is forgotten; what was chosen is not.
    st.session_state["husket_maal"] = maal
    return maal


def vaelg_graense(maal: str) -> int:
    """Draw the choice of limit, in the unit of the measure, and return it."""
    mindst, hoejst, foerst = VALG[maal][1]
    graense = st.slider(
        f"Grænse, {MAAL[maal]} (grænsen tæller med)",
        mindst,
        hoejst,
        st.session_state.get(f"husket_{maal}", foerst),
        format=f"%d {MAAL[maal]}",
        key=f"graense_{maal}",
        label_visibility="collapsed",
    )
    st.session_state[f"husket_{maal}"] = graense
    return graense


def vaelg_aftagen() -> None:
    """Draw the choice of how access fades with distance; `tilstand.aftagen` gives it."""

    def husk() -> None:
        st.session_state["husket_aftagen"] = st.session_state["aftagen"]

    st.selectbox(
        "En klinik tæller",
        list(AFTAGENAVNE),
        format_func=AFTAGENAVNE.get,
        index=list(AFTAGENAVNE).index(tilstand.aftagen()),
        key="aftagen",
        on_change=husk,
    )
