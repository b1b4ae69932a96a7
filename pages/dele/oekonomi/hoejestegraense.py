"""Økonomi, a højestegrænse: what a clinic pays back, and whether the limit lapses."""

from __future__ import annotations

import streamlit as st

from pages.dele.felter import antalfelt, beloebfelt, datofelt, er_afvist
from pages.dele.tekst import fejl_vises, nyhed, vis_tabel
from planning.hoejestegraense import LOEBER_AAR, hoejestegraense
from saetninger.hoejestegraense import UDFYLD, hoejestenyhed
from tabeller.kontrolstatistik import hoejestegraensetabel


def vis() -> None:
    """Draw the limit and its two years, and what is paid back."""
    with st.container(horizontal=True, vertical_alignment="top"):
        graense = beloebfelt("Højestegrænse i kr. pr. patient", "hoejeste_kr")
        fra = datofelt("Gælder fra", "hoejeste_fra")
    aarene, noegler = [], []
    for nr in range(1, LOEBER_AAR + 1):  # layout: a line of fields for each year
        with st.container(horizontal=True, vertical_alignment="top"):
            par = (f"hoejeste_patienter_{nr}", f"hoejeste_beloeb_{nr}")
            patienter = antalfelt(f"{nr}. år: patienter", par[0])
            oere = beloebfelt(f"{nr}. år: beløb i kr.", par[1])
        aarene.append((patienter, oere))
        noegler.extend(par)
    if graense is None or fra is None:
        st.caption(UDFYLD)
        return
    if er_afvist(*noegler):
        return
    with fejl_vises():
        svar = hoejestegraense(graense, fra, aarene)
        nyhed(hoejestenyhed(svar))
        vis_tabel(hoejestegraensetabel(svar))
