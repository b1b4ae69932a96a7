"""What more a page has to say, one section at a time: the rest is a click from the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st


def vis_afsnit(afsnit: Mapping[str, tuple[str, Callable[[], None]]], noegle: str) -> None:
    """Draw the titles as a choice, and the section that is chosen; the first at first.

    By a name that stays the same: a title changes with what it is of. A section that is gone, as
    with another dataset, gives way to the first.
    """
    navne = list(afsnit)
    if st.session_state.get(noegle, navne[0]) not in navne:
        del st.session_state[noegle]
    # Kept while another page is shown, when Streamlit forgets what is chosen.
    sidst = st.session_state.get(f"{noegle}_husket")
    with st.container(key=f"afsnit_{noegle}"):
        valgt = st.segmented_control(
            "Læs mere",
            navne,
            format_func=lambda navn: afsnit[navn][0],
            default=sidst if sidst in navne else navne[0],
            required=True,
            key=noegle,
            label_visibility="collapsed",
            wrap=True,
        )
    st.session_state[f"{noegle}_husket"] = valgt
    titel, vis = afsnit[valgt]
    st.header(titel)
    vis()
