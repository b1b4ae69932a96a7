"""Using a proposal: its tiltag join the scenario, which is shown on Flytning."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dansk import tal
from pages.dele import tilstand, tiltagsraekke
from planning.tiltag import Tiltag

#: What is said of a proposal on the page it opens, and the scenario and choice it was said of.
LAGT_TIL = "lagt_til"


def vis_brug(tiltag: Sequence[Tiltag]) -> None:
    """Draw the button that adds some tiltag to the scenario; nothing where there are none."""
    if not tiltag:
        return
    ord_ = "Læg det til scenariet" if tilstand.scenarie() else "Brug forslaget som scenarie"
    if st.button(ord_, key="brug_forslag", type="primary", width="stretch"):
        for ny in tiltag:
            tiltagsraekke.tilfoej(ny)
        besked = f"Forslaget er lagt i scenariet: {tal(len(tiltag))} tiltag."
        st.session_state[LAGT_TIL] = besked, None
        st.switch_page("pages/flytning.py")


def vis_lagt_til(hvor: DeltaGenerator, valgt: Tiltag | None) -> None:
    """Say that a proposal has joined the scenario, until that or the tiltag tried is another.

    The map has the page drawn anew when it has come: that is nobody's choice.
    """
    if LAGT_TIL not in st.session_state:
        return
    besked, sagt_af = st.session_state[LAGT_TIL]
    nu = tilstand.scenarie(), valgt
    if sagt_af not in (None, nu):
        del st.session_state[LAGT_TIL]
        return
    st.session_state[LAGT_TIL] = besked, nu
    hvor.success(besked, icon=":material/check:")
