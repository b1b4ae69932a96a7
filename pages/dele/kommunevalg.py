"""Choosing a kommune: the choice and the address follow each other, so that a link opens one."""

from __future__ import annotations

import streamlit as st

from dansk import Inputfejl, alfabetisk
from pages.dele.tekst import ren
from planning.kommuneark import find_kommune
from planning.plan import Plan

#: What the address calls it: `/kommuneark?kommune=0840`.
LINK = "kommune"
SIDE = "pages/kommuneark.py"
BREDDE = 190


def vaelg_kommune(plan: Plan) -> str:
    """Draw the choice and return the code of the kommune chosen, or asked for by the address."""
    navne = plan.kommuner["kommune"]
    koder = sorted(navne.index, key=lambda kode: alfabetisk(navne[kode]))
    husket = st.session_state.get("husket_kommune")
    bedt = st.query_params.get(LINK)
    # The address is what was chosen last, unless somebody has come by another.
    if bedt and bedt != husket:
        try:
            st.session_state["kommunevalg"] = find_kommune(plan, bedt)
        except Inputfejl as fejl:
            st.warning(ren(str(fejl)), icon=":material/link_off:")
    if st.session_state.get("kommunevalg") not in koder:
        st.session_state["kommunevalg"] = husket if husket in koder else koder[0]
    kode = st.selectbox(
        "Kommune",
        koder,
        format_func=navne.get,
        key="kommunevalg",
        label_visibility="collapsed",
        width=BREDDE,
    )
    st.session_state["husket_kommune"] = kode
    if bedt != kode:
        st.query_params[LINK] = kode
    return kode


def gaa_til(kode: str) -> None:
    """Open the kommuneark of a kommune from another page."""
    st.switch_page(SIDE, query_params={LINK: kode})
