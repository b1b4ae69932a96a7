"""Which subject of Økonomi another page opens: by a link's address, or by a button."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

#: What the address calls the subject (`/oekonomi?emne=behov`), and what the choice is kept as.
EMNE, NOEGLE = "emne", "oekonomiemne"


def vaelg_emne(emne: str) -> None:
    """Choose the subject the page opens with, as `vis_afsnit` keeps what was chosen on it."""
    st.session_state.pop(NOEGLE, None)
    st.session_state[f"{NOEGLE}_husket"] = emne


def vaelg_bedt(emner: Collection[str]) -> None:
    """Choose the subject the address asks for, once: what is chosen on the page comes after."""
    bedt = st.query_params.get(EMNE)
    if bedt is None:
        return
    del st.query_params[EMNE]
    if bedt in emner:
        vaelg_emne(bedt)
