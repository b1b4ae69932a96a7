"""Økonomi, the agreements: what each says, with its source."""

from __future__ import annotations

import streamlit as st

from pages.dele.tekst import ren
from planning.overenskomst import OVERENSKOMSTER
from planning.plan import Plan
from saetninger.overenskomst import overenskomstkilde, overenskomstnavn, overenskomsttekst


def vis(plan: Plan) -> None:
    """Draw each agreement in sentences, and where it is written."""
    for aftale in OVERENSKOMSTER:
        st.markdown(f"**{overenskomstnavn(aftale)}**")
        st.markdown(ren(overenskomsttekst(aftale, plan.fag)))
        st.caption(overenskomstkilde(aftale))
