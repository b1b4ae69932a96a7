"""Forslag: what the program can propose, from the scenario as it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from pages.dele import tilstand
from pages.dele.forslag.enkelte import vis_enkelte
from pages.dele.forslag.faerrest import vis_faerrest
from pages.dele.forslag.naeste import vis_naeste
from pages.dele.tekst import fejl_vises, nyhed
from pages.dele.valgliste import vaelg_knap
from planning.egn import stand
from planning.plan import Plan
from saetninger.forslag import INGEN_KAPACITET

#: What can be asked: its name, the question, and what draws it.
VISNINGER: Mapping[str, tuple[str, str, Callable[[Plan], None]]] = {
    "faerrest": (
        "Færrest flytninger",
        "Hvor få flytninger gør kommunerne nogenlunde lige?",
        vis_faerrest,
    ),
    "enkelte": ("Hver enkelt flytning", "Hvilken ene flytning gavner mest?", vis_enkelte),
    "naeste": (
        "Den næste klinik",
        "Hvor gør en ny klinik eller kapacitet vejen kortere for flest?",
        vis_naeste,
    ),
}

plan = tilstand.inddelt(tilstand.scenarieplan())
with fejl_vises():
    if stand(plan).noget.item():
        with st.container(key="forslagsvalg", horizontal=True, vertical_alignment="center"):
            visning = vaelg_knap(
                "Forslag",
                list(VISNINGER),
                "forslag_visning",
                lambda v: VISNINGER[v][0],
                skjul_etiket=True,
            )
            _, spoergsmaal, vis = VISNINGER[visning]
            st.caption(spoergsmaal)
        vis(plan)
    else:
        st.title("Forslag")
        nyhed(INGEN_KAPACITET)
