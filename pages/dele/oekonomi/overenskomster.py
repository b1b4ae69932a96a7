"""Økonomi, what is in force: the agreements and the rules capacity is used by, with sources."""

from __future__ import annotations

import streamlit as st

from pages.dele.importlink import vis_importlink
from pages.dele.oekonomi import timer
from pages.dele.tekst import nyhed, ren
from planning.betaling import aftale_med_beloeb
from planning.overenskomst import overenskomster
from planning.plan import Plan
from planning.regler import LAESES, REGLER, har_regler
from saetninger.overenskomst import (
    overenskomstkilde,
    overenskomstnavn,
    overenskomsttekst,
    uden_overenskomst,
)
from saetninger.regler import REGELTEKSTER, RESTEN_AF_REGLERNE, regelkilde


def vis(plan: Plan) -> None:
    """Draw each agreement and each rule in sentences, and where it is written."""
    egne = overenskomster(plan.fag)
    if not egne:
        nyhed(uden_overenskomst(plan.fag))
    # The last first: it is the one asked for.
    for aftale in reversed(egne):
        st.markdown(f"**{overenskomstnavn(aftale)}**")
        st.markdown(ren(overenskomsttekst(aftale, plan.fag, plan.regulering)))
        st.caption(overenskomstkilde(aftale))
        if aftale == aftale_med_beloeb(plan):
            vis_importlink("Importér regulering", "regulering")
    if har_regler(plan.fag):
        _vis_reglerne()
    for aftale in egne:
        if aftale.timeloft is not None:
            timer.vis(aftale, aftale.timeloft)


def _vis_reglerne() -> None:
    st.subheader("Sådan må en kapacitet bruges")
    for noegle in LAESES:
        navn, tekst = REGELTEKSTER[noegle]
        st.markdown(f"**{navn}**")
        st.markdown(ren(tekst))
        st.caption(ren(regelkilde(REGLER[noegle])))
    st.caption(ren(RESTEN_AF_REGLERNE))
