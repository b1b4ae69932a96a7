"""Choosing a field of practice: each has its dataset and its work, and none of it is lost."""

from __future__ import annotations

import streamlit as st

from arkiv.datasaet import fagene
from pages.dele import tilstand

#: What of a session is of one field alone, and is there again when the session is back in it.
FAGETS = (
    *("tiltag", "fortrudt", "aabent", "vis_scenarie", "kladde", "kladde_datasaet", "passer_ikke"),
    *("scenarieaar", "speciale", "grundlag", "sammenlign", "plandokument"),
)


def vaelg_fag(fag: str) -> None:
    """Go on in another field: its own work as it was left, and that of the one before is kept."""
    foer = st.session_state.get("fag")
    if fag == foer:
        return
    arbejde = st.session_state.setdefault("fagenes_arbejde", {})
    arbejde[foer] = {n: st.session_state.pop(n) for n in FAGETS if n in st.session_state}
    st.session_state.update(arbejde.pop(fag, {}))
    st.session_state["fag"] = fag
    # The address is of the work of one field.
    st.query_params.pop("kladde", None)
    st.query_params.pop("scenarie", None)
    st.query_params[tilstand.FAG] = fag
    tilstand.find_datasaet()


def vis_fagvalg() -> None:
    """Draw the fields of practice there are a dataset of, and go on in the one that is chosen."""
    fagene_ = fagene()
    nu = tilstand.datasaet().fag
    # The field may also have been changed on the page Import.
    st.session_state["fagvalg"] = nu
    st.radio(
        "Fag",
        fagene_,
        key="fagvalg",
        on_change=lambda: vaelg_fag(st.session_state["fagvalg"]),
        help="Hvert fag har sit eget datasæt og sine egne scenarier. Det, du arbejder på, er der "
        "igen, når du vender tilbage til faget.",
    )
