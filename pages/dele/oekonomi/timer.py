"""Økonomi, a capacity under 30 hours: whether the year can be kept under them on average."""

from __future__ import annotations

import streamlit as st

from pages.dele.tekst import fejl_vises, nyhed, ren, smaat
from pages.dele.valgliste import vaelg_knap
from planning.overenskomst import Overenskomst
from planning.ugetimer import FLEST_UGER, UGER, som_ugetimer, ugetimer
from saetninger.ugetimer import KILDE, ugenote, ugenyhed


def vis(aftale: Overenskomst, loft: int) -> None:
    """Draw the weeks to fill in, and what is left of the year."""
    st.subheader(f"Kan {loft} timer om ugen holdes?")
    st.write(ren(ugenote(aftale)))
    # Kept while another page is shown, when Streamlit forgets what is typed.
    skrevet = st.text_area(
        "Timer i hver uge fra årets første, med mellemrum imellem",
        value=st.session_state.get("ugetimer_husket", ""),
        placeholder="28,5 31 30",
        key="ugetimer",
        height=80,
    )
    st.session_state["ugetimer_husket"] = skrevet
    uger = vaelg_knap("Uger i året", [UGER, FLEST_UGER], "ugetal")
    with fejl_vises():
        if skrevet.strip():
            nyhed(ugenyhed(ugetimer(som_ugetimer(skrevet), loft, uger)))
    smaat(KILDE)
