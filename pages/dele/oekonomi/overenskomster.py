"""Økonomi, what is in force: the agreements and the rules capacity is used by, with sources."""

from __future__ import annotations

import streamlit as st

from pages.dele.tekst import ren
from planning.overenskomst import OVERENSKOMSTER
from planning.plan import Plan
from planning.regler import LAESES, REGLER, har_regler
from saetninger.overenskomst import overenskomstkilde, overenskomstnavn, overenskomsttekst
from saetninger.regler import REGELTEKSTER, RESTEN_AF_REGLERNE, regelkilde


def vis(plan: Plan) -> None:
    """Draw each agreement and each rule in sentences, and where it is written."""
    for aftale in OVERENSKOMSTER:
        st.markdown(f"**{overenskomstnavn(aftale)}**")
        st.markdown(ren(overenskomsttekst(aftale, plan.fag)))
        st.caption(overenskomstkilde(aftale))
    if not har_regler(plan.fag):
        return
    st.subheader("Sådan må en kapacitet bruges")
    for noegle in LAESES:
        navn, tekst = REGELTEKSTER[noegle]
        st.markdown(f"**{navn}**")
        st.markdown(ren(tekst))
        st.caption(ren(regelkilde(REGLER[noegle])))
    st.caption(ren(RESTEN_AF_REGLERNE))
