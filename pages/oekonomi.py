"""Økonomi: one subject at a time; the knækgrænse of each clinic is the first."""

from __future__ import annotations

import streamlit as st

from pages.dele import tilstand
from pages.dele.afsnit import vis_afsnit
from pages.dele.inddelingsvalg import sig_kommunevis
from pages.dele.oekonomi import deling, knaekgraenser, overenskomster

plan = tilstand.plan()
st.title("Økonomi")
sig_kommunevis("udgifter deles mellem kommuner.")
vis_afsnit(
    {
        "knaekgraenser": ("Knækgrænser", lambda: knaekgraenser.vis(plan)),
        "deling": ("Del en udgift", lambda: deling.vis(plan)),
        "overenskomster": ("Hvad der gælder", lambda: overenskomster.vis(plan)),
    },
    "oekonomiemne",
)
