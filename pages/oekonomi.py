"""Økonomi: one subject at a time; the knækgrænse of each clinic is the first."""

from __future__ import annotations

import streamlit as st

from pages.dele import tilstand
from pages.dele.afsnit import vis_afsnit
from pages.dele.oekonomi import (
    betaling,
    deling,
    knaekgraenser,
    kontrolstatistik,
    overenskomster,
    ramme,
)

plan = tilstand.plan()
st.title("Økonomi")
vis_afsnit(
    {
        "knaekgraenser": ("Knækgrænser", lambda: knaekgraenser.vis(plan)),
        "ramme": ("Rammen", lambda: ramme.vis(plan)),
        "betaling": ("Hvem betaler", lambda: betaling.vis(plan)),
        "kontrolstatistik": ("Kontrolstatistik", lambda: kontrolstatistik.vis(plan)),
        "deling": ("Del en udgift", lambda: deling.vis(plan)),
        "overenskomster": ("Hvad der gælder", lambda: overenskomster.vis(plan)),
    },
    "oekonomiemne",
)
