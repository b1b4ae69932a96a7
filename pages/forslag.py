"""Forslag: what the program can propose, from the scenario as it stands."""

from __future__ import annotations

import streamlit as st

from pages.dele import tilstand
from pages.dele.forslag.faerrest import vis_faerrest
from pages.dele.tekst import fejl_vises, nyhed
from planning.kriterier import stand
from saetninger.forslag import INGEN_KAPACITET

plan = tilstand.inddelt(tilstand.scenarieplan())
with fejl_vises():
    if stand(plan).noget.item():
        vis_faerrest(plan)
    else:
        st.title("Forslag")
        nyhed(INGEN_KAPACITET)
