"""Choosing a kommune: the choice and the address follow each other, so that a link opens one."""

from __future__ import annotations

from contextlib import suppress

import streamlit as st

from dansk import Inputfejl
from data.steder import ny_adresse_i_punkt
from pages.dele import tilstand
from pages.dele.kommunenavne import kommunenavne
from pages.dele.tekst import ren
from planning.kommuneark import find_kommune
from planning.plan import Plan

#: What the address calls it: `/kommuneark?kommune=0840`.
LINK = "kommune"
SIDE = "pages/kommuneark.py"
#: The kommune whose ark is asked for by a click, until the page is drawn again.
KLIKKET = "klikket_kommune"
#: What a legend says of `husk_klik`.
AABNER = "klik på en kommune for at se dens ark"
BREDDE = 190


def vaelg_kommune(plan: Plan) -> str:
    """Draw the choice and return the code of the kommune chosen, or asked for by the address."""
    navne = kommunenavne(plan)
    koder = list(navne.index)
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


def klikket_kommune(plan: Plan, ramt: str, lat: float, lon: float) -> str | None:
    """Return the kommune that was clicked on a map, itself or in it; None outside of them all."""
    if ramt in plan.kommuner.index:
        return ramt
    if ramt in plan.klinikker.index:
        return str(plan.klinik(ramt)["kommune_kode"])
    with suppress(Inputfejl):  # a click at the very coast
        return ny_adresse_i_punkt(plan, lat, lon).kommune_kode
    return None


def husk_klik(ramt: str, lat: float, lon: float) -> None:
    """Remember the kommune that was clicked on a map, until the page can open its ark."""
    st.session_state[KLIKKET] = klikket_kommune(tilstand.plan(), ramt, lat, lon)


def husk_soejle(noegle: str) -> None:
    """Remember whose bar was clicked in the chart of that key, as `husk_klik` does."""
    navne = tilstand.plan().kommuner["kommune"]
    for punkt in st.session_state[noegle].selection.points:
        for kode in navne.index[navne == punkt["customdata"][0]]:
            st.session_state[KLIKKET] = kode


def aabn_klikket() -> None:
    """Open the ark of the kommune that was clicked; nothing where none was."""
    if kode := st.session_state.pop(KLIKKET, None):
        st.switch_page(SIDE, query_params={LINK: kode})


def vis_links(plan: Plan) -> None:
    """Draw a link to the ark of each kommune."""
    with st.container(key="kommunelinks", horizontal=True, vertical_alignment="center"):
        soejler = "" if tilstand.inddelt(plan).inddeling else ", på en søjle"
        st.caption(
            f"Åbn en kommunes ark med et klik på kortet{soejler} eller her:", width="content"
        )
        for kode, navn in kommunenavne(plan).items():
            st.page_link(SIDE, label=ren(navn), query_params={LINK: str(kode)}, width="content")
