"""Økonomi: one subject at a time."""

from __future__ import annotations

from functools import partial

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
from planning.knaekgraense import aar_med_tilskud
from tabeller.oekonomiemner import gaelder

plan = tilstand.plan()
st.title("Økonomi")
sig_kommunevis("udgifter og tilskud er efter kommune.")
ALLE = {
    "knaekgraenser": ("Knækgrænser", knaekgraenser.vis),
    "ramme": ("Rammen", ramme.vis),
    "betaling": ("Hvem betaler", betaling.vis),
    "kontrolstatistik": ("Kontrolstatistik", kontrolstatistik.vis),
    "behov": ("Behovet frem", behov.vis),
    "deling": ("Del en udgift", deling.vis),
    "overenskomster": ("Hvad der gælder", overenskomster.vis),
}
emner = {
    noegle: (titel, partial(vis, plan))
    for noegle, (titel, vis) in ALLE.items()
    if gaelder(noegle, plan)
}
vaelg_bedt(emner)
# Without subsidies the kommuner have figures and the clinics none.
vis_afsnit(emner, NOEGLE, "knaekgraenser" if aar_med_tilskud(plan) else "betaling")
