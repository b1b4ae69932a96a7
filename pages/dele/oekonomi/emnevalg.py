"""Økonomi by address: a link from another page opens one subject."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

#: What the address calls the subject (`/oekonomi?emne=behov`), and what the choice is kept as.
EMNE, NOEGLE = "emne", "oekonomiemne"


def vaelg_bedt(emner: Collection[str]) -> None:
    """Choose the subject the address asks for, once: what is chosen on the page comes after."""
    bedt = st.query_params.get(EMNE)
    if bedt is None:
        return
    del st.query_params[EMNE]
    if bedt in emner:
        # As `vis_afsnit` keeps what was chosen while another page is shown.
        st.session_state.pop(NOEGLE, None)
        st.session_state[f"{NOEGLE}_husket"] = bedt
