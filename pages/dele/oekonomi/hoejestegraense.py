"""Økonomi, a højestegrænse: what a clinic pays back, and whether the limit lapses."""

from __future__ import annotations

import streamlit as st

from pages.dele.felter import datofelt, talfelt
from pages.dele.tekst import fejl_vises, nyhed, vis_tabel
from planning.hoejestegraense import LOEBER_AAR, hoejestegraense
from planning.overenskomst import HOEJST_KR, som_oere
from saetninger.hoejestegraense import UDFYLD, hoejestenyhed
from tabeller.kontrolstatistik import hoejestegraensetabel

KRONER = {"min_value": 0.0, "max_value": float(HOEJST_KR), "step": 1000.0, "format": "%.2f"}


def vis() -> None:
    """Draw the limit and its two years, and what is paid back."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        graense = talfelt("Højestegrænse i kr. pr. patient", "hoejeste_kr", **KRONER)
        fra = datofelt("Gælder fra", "hoejeste_fra")
    aarene = []
    for nr in range(1, LOEBER_AAR + 1):  # layout: a line of fields for each year
        with st.container(horizontal=True, vertical_alignment="bottom"):
            patienter = talfelt(
                f"{nr}. år: patienter", f"hoejeste_patienter_{nr}", min_value=0, step=1
            )
            kr = talfelt(f"{nr}. år: beløb i kr.", f"hoejeste_beloeb_{nr}", **KRONER)
        aarene.append((patienter, som_oere(kr)))
    oere = som_oere(graense)
    if oere is None or fra is None:
        st.caption(UDFYLD)
        return
    with fejl_vises():
        svar = hoejestegraense(oere, fra, aarene)
        nyhed(hoejestenyhed(svar))
        vis_tabel(hoejestegraensetabel(svar))
