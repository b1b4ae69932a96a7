"""Økonomi: one subject at a time; the knækgrænse of each clinic is the first."""

from __future__ import annotations

import streamlit as st

from pages.dele import tilstand
from pages.dele.afsnit import vis_afsnit
from pages.dele.inddelingsvalg import sig_kommunevis
from pages.dele.oekonomi import (
    behov,
    betaling,
    deling,
    knaekgraenser,
    kontrolstatistik,
    overenskomster,
    ramme,
)
from pages.dele.oekonomi.emnevalg import NOEGLE, vaelg_bedt

plan = tilstand.plan()
st.title("Økonomi")
sig_kommunevis("udgifter og tilskud er efter kommune.")
emner = {
    "knaekgraenser": ("Knækgrænser", lambda: knaekgraenser.vis(plan)),
    "ramme": ("Rammen", lambda: ramme.vis(plan)),
    "betaling": ("Hvem betaler", lambda: betaling.vis(plan)),
    "kontrolstatistik": ("Kontrolstatistik", lambda: kontrolstatistik.vis(plan)),
    "behov": ("Behovet frem", lambda: behov.vis(plan)),
    "deling": ("Del en udgift", lambda: deling.vis(plan)),
    "overenskomster": ("Hvad der gælder", lambda: overenskomster.vis(plan)),
}
vaelg_bedt(emner)
vis_afsnit(emner, NOEGLE)
