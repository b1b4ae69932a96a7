"""Choosing a kommune: the choice and the address follow each other, so that a link opens one."""

from __future__ import annotations

import streamlit as st

from dansk import Inputfejl, alfabetisk
from pages.dele import tilstand
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
    # The address is what was chosen last, unless somebody has come by another. One that is no
    # kommune stays, so that what is said of it does too when the page is drawn again.
    if bedt and bedt != husket:
        try:
            st.session_state["kommunevalg"] = st.query_params[LINK] = find_kommune(plan, bedt)
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
        on_change=_valgt,
    )
    st.session_state["husket_kommune"] = kode
    return kode


def _valgt() -> None:
    skift(st.session_state["kommunevalg"])


def skift(kode: str) -> None:
    """Choose a kommune, and let the address follow; called before the page is drawn again.

    A page that was come to by the navigation gives its address no kommune of itself: the browser
    may still have that of the last page, and would open it anew with a kommune.
    """
    st.session_state["kommunevalg"] = kode
    st.query_params[LINK] = kode


def husk_soejle(noegle: str) -> None:
    """Remember whose bar was clicked in the chart of that key, until the page can open its ark.

    A bar and not the map: a map that can be clicked says so to the page when it is drawn, and who
    had gone on to another page by then would be taken back.
    """
    navne = tilstand.plan().kommuner["kommune"]
    for punkt in st.session_state[noegle].selection.points:
        for kode in navne.index[navne == punkt["customdata"][0]]:
            st.session_state["klikket_kommune"] = kode


def aabn_klikket() -> None:
    """Open the ark of the kommune that was clicked; nothing where none was."""
    if kode := st.session_state.pop("klikket_kommune", None):
        st.switch_page(SIDE, query_params={LINK: kode})


def vis_links(plan: Plan) -> None:
    """Draw a link to the ark of each kommune."""
    navne = plan.kommuner["kommune"]
    with st.container(key="kommunelinks", horizontal=True, vertical_alignment="center"):
        klik = "" if tilstand.inddelt(plan).inddeling else ", her eller med et klik på en søjle"
        st.caption(f"Åbn en kommunes ark{klik}:", width="content")
        for kode in sorted(navne.index, key=lambda kode: alfabetisk(navne[kode])):
            st.page_link(
                SIDE, label=ren(navne[kode]), query_params={LINK: str(kode)}, width="content"
            )
