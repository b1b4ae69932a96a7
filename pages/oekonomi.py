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
from tabeller.oekonomiemner import gaelder, mangler_tal

#: Marks a subject that has no figures before some are imported.
KRAEVER = ":material/upload_file:"
ALLE = {
    "knaekgraenser": ("Knækgrænser", knaekgraenser.vis),
    "ramme": ("Rammen", ramme.vis),
    "betaling": ("Hvem betaler", betaling.vis),
    "kontrolstatistik": ("Kontrolstatistik", kontrolstatistik.vis),
    "behov": ("Behovet frem", behov.vis),
    "deling": ("Del en udgift", deling.vis),
    "overenskomster": ("Hvad der gælder", overenskomster.vis),
}

plan = tilstand.plan()
emner = {
    noegle: (titel, partial(vis, plan))
    for noegle, (titel, vis) in ALLE.items()
    if gaelder(noegle, plan)
}
# What there are figures for comes first; the rest is marked, not found by opening it.
mangler = [noegle for noegle in emner if mangler_tal(noegle, plan)]
emner = dict(sorted(emner.items(), key=lambda emne: emne[0] in mangler))
with st.container(horizontal=True, vertical_alignment="center"):
    st.title("Økonomi", width="content")
    if mangler:
        st.caption(f"{KRAEVER} emner, der kræver jeres egne tal", width="content")
sig_kommunevis("udgifter og tilskud er efter kommune.")
vaelg_bedt(emner)
vis_afsnit(emner, NOEGLE, maerker=dict.fromkeys(mangler, KRAEVER))
