"""Økonomi: each clinic's knækgrænse, when it is passed and what that costs."""

from __future__ import annotations

import streamlit as st

from pages.dele import tilstand
from pages.dele.afsnit import vis_afsnit
from pages.dele.tekst import fejl_vises, noegletal, nyhed, ren, vis_tabel
from planning.knaekgraense import aar_med_tilskud, aarets_knaekgraenser
from planning.omkostningsdeling import HOEJST_KR
from planning.overenskomst import OVERENSKOMSTER
from saetninger.knaekgraense import brugt_af_graensen, graensenyhed, uden_graenser
from saetninger.overenskomst import overenskomstkilde, overenskomstnavn, overenskomsttekst
from tabeller.oekonomi import (
    NOEGLETAL,
    delingstabel,
    kliniktabel,
    kommunetabel,
    regionstabel,
)

plan = tilstand.plan()
st.title("Økonomi: knækgrænser")
aarene = aar_med_tilskud(plan)
if not aarene:
    nyhed(uden_graenser(plan))
    st.page_link("pages/indlaes.py", label="Importér tilskud", icon=":material/upload:")
else:
    with fejl_vises():
        aar = aarene[0]
        if len(aarene) > 1:
            aar = st.segmented_control("År", aarene, default=aar, required=True, key="oekonomiaar")
        graenser = aarets_knaekgraenser(plan, aar)
        nyhed(graensenyhed(plan, graenser))
        noegletal(brugt_af_graensen(graenser))
        vis_afsnit(
            {
                "klinikker": ("Klinikkerne", lambda: vis_tabel(kliniktabel(plan, graenser))),
                "kommuner": ("Kommunerne", lambda: vis_tabel(kommunetabel(plan, graenser))),
                "region": ("Regionen i alt", lambda: vis_tabel(regionstabel(plan, graenser))),
            },
            "oekonomiafsnit",
        )

st.header("Del en udgift mellem kommunerne")
with fejl_vises(), st.container(horizontal=True, vertical_alignment="bottom"):
    kr = st.number_input("Beløb i kr.", 0, HOEJST_KR, 1_000_000, 10_000, key="deles_kr", width=220)
    noegle = st.segmented_control(
        "Efter",
        list(NOEGLETAL),
        format_func=lambda n: NOEGLETAL[n][0],
        default="indbyggere",
        required=True,
        key="delingsnoegle",
    )
with fejl_vises():
    vis_tabel(delingstabel(plan, int(kr), noegle))

st.header("Hvad der gælder")
for aftale in OVERENSKOMSTER:
    st.markdown(f"**{overenskomstnavn(aftale)}**")
    st.markdown(ren(overenskomsttekst(aftale, plan.fag)))
    st.caption(overenskomstkilde(aftale))
