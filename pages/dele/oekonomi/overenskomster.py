"""Økonomi, the agreements: what each says, with its source."""

from __future__ import annotations

import streamlit as st

from pages.dele.oekonomi import timer
from pages.dele.tekst import nyhed, ren
from planning.overenskomst import beloeb_kr, overenskomster
from planning.plan import Plan
from saetninger.overenskomst import (
    overenskomstkilde,
    overenskomstnavn,
    overenskomsttekst,
    uden_overenskomst,
)


def vis(plan: Plan) -> None:
    """Draw each agreement in sentences, and where it is written."""
    egne = overenskomster(plan.fag)
    if not egne:
        nyhed(uden_overenskomst(plan.fag))
    for aftale in egne:
        st.markdown(f"**{overenskomstnavn(aftale)}**")
        st.markdown(ren(overenskomsttekst(aftale, plan.fag, plan.regulering)))
        st.caption(overenskomstkilde(aftale))
    if any(beloeb_kr(plan.fag, o) for o in egne):
        st.page_link("pages/indlaes.py", label="Importér regulering", icon=":material/upload:")
    for aftale in egne:
        if aftale.timeloft is not None:
            timer.vis(aftale, aftale.timeloft)
