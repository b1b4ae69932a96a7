"""Choosing what Dækning is of: the measure and its limit, which clinics, and the map's theme."""

from __future__ import annotations

import streamlit as st

from dansk import kapaciteter
from kort import daekningslag
from pages.dele.afstandsvalg import vaelg_graense, vaelg_maal
from pages.dele.kommunenavne import kommunenavne
from pages.dele.valgliste import af_dem
from planning.daekningsbillede import Daekningsbillede, Filter, daekningsbillede
from planning.plan import Plan
from saetninger.omraadeord import omraadeord

ALLE = "alle"
#: What the map shows: bands of distance, or the districts by one of their themes.
BAND = "baand"
KORTTEMAER = {
    BAND: "Afstand til nærmeste klinik",
    **{t: f"Distrikter: {navn}" for t, navn in daekningslag.DISTRIKTSTEMAER.items()},
}
TEMABREDDE = 210
STOERRELSER = {kapaciteter(v): v for v in (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0)}


def vaelg_daekning(plan: Plan) -> tuple[Daekningsbillede, str]:
    """Draw the choices by the map and return the coverage they describe, and the map's theme."""
    navne = kommunenavne(plan)
    with st.container(key="kortvalg", horizontal=True, vertical_alignment="bottom"):
        maal = vaelg_maal()
        graense = vaelg_graense(maal)
        tema = st.selectbox(
            "Kortet viser",
            list(KORTTEMAER),
            format_func=KORTTEMAER.get,
            key="daekningskort",
            label_visibility="collapsed",
            width=TEMABREDDE,
        )
        with st.popover("Hvilke klinikker", width="content"):
            kun_handicap = st.checkbox("Kun handicapvenlig adgang", key="kun_handicap")
            stoerrelse = st.select_slider(
                "Mindst så mange kapaciteter", list(STOERRELSER), key="mindst"
            )
            kode = st.selectbox(
                "Kun klinikker i",
                af_dem([ALLE, *navne.index], "klinikkommune"),
                format_func=lambda k: navne.get(k, f"Alle {omraadeord(plan).flertal}"),
                key="klinikkommune",
            )
    filtrering = Filter(kun_handicap, STOERRELSER[stoerrelse], None if kode == ALLE else kode)
    return daekningsbillede(plan, maal, graense, filtrering), tema
