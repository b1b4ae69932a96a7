"""Ways to Import from where something is missing: each opens it on what is to be imported."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

#: What the address calls the kind (`/indlaes?art=tilskud`), and what the choice is kept as.
ART, NOEGLE = "art", "importart"


def vis_importlink(tekst: str, art: str) -> None:
    """Draw the way to Import, with a kind of input (`data.indgang.art.Art.noegle`) chosen."""
    st.page_link(
        "pages/indlaes.py",
        label=tekst,
        icon=":material/upload:",
        query_params={ART: art},
        width="content",
    )


def vaelg_bedt_art(arter: Collection[str]) -> None:
    """Choose the kind the address asks for, once: what is chosen on the page comes after."""
    bedt = st.query_params.get(ART)
    if bedt is None:
        return
    del st.query_params[ART]
    if bedt in arter:
        st.session_state[NOEGLE] = bedt
