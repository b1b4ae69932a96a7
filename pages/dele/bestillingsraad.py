"""What the choices for the plan document lack, told where they are made."""

from __future__ import annotations

import streamlit as st

from eksport.bestilling import Bestilling
from saetninger.plandokument import uden_kort, uden_scenarie

VAELG_SCENARIE = "Vælg et under »Scenarier i dokumentet«."


def sig_det_uden_virkning(bestilling: Bestilling) -> None:
    """Say which choices come to nothing, where others do not."""
    if bestilling.er_tom:
        return
    if bestilling.uden_scenarie:
        st.caption(uden_scenarie(VAELG_SCENARIE))
    if bestilling.kortformater and not bestilling.har_kort:
        st.caption(uden_kort(""))


def sig_tom(bestilling: Bestilling) -> None:
    """Say why there is nothing to make."""
    ingen = "Der er ikke valgt noget afsnit. Vælg mindst ét."
    besked = uden_scenarie(VAELG_SCENARIE) if bestilling.afsnit else ingen
    st.info(besked, icon=":material/article:")
