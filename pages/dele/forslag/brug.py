"""Using a proposal: its tiltag join the scenario, which is shown on Flytning."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dansk import tal
from pages.dele import tilstand, tiltagsraekke
from pages.dele.tiltagsvalg import LAGT_TIL
from planning.tiltag import Tiltag


def vis_brug(tiltag: Sequence[Tiltag]) -> None:
    """Draw the button that adds some tiltag to the scenario; nothing where there are none."""
    if not tiltag:
        return
    ord_ = "Læg det til scenariet" if tilstand.scenarie() else "Brug forslaget som scenarie"
    if st.button(ord_, key="brug_forslag", type="primary", width="stretch"):
        for ny in tiltag:
            tiltagsraekke.tilfoej(ny)
        # Shown on the page it opens, which knows nothing of proposals.
        st.session_state[LAGT_TIL] = f"Forslaget er lagt i scenariet: {tal(len(tiltag))} tiltag."
        st.switch_page("pages/flytning.py")
