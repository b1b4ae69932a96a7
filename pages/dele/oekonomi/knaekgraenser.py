"""Økonomi, the knækgrænse of each clinic: when it is passed and what that costs."""

from __future__ import annotations

import streamlit as st

from pages.dele.afsnit import vis_afsnit
from pages.dele.importlink import vis_importlink
from pages.dele.oekonomi import graenseeksempel
from pages.dele.tekst import fejl_vises, noegletal, nyhed, vis_tabel
from pages.dele.valgliste import vaelg_knap
from planning.knaekgraense import aar_med_tilskud, aarets_knaekgraenser
from planning.plan import Plan
from saetninger.knaekgraense import brugt_af_graensen, graensenyhed, uden_graenser
from tabeller.oekonomi import kliniktabel, kommunetabel, regionstabel


def vis(plan: Plan) -> None:
    """Draw the answer, the key figures, and the table that is chosen."""
    aarene = aar_med_tilskud(plan)
    if not aarene:
        nyhed(uden_graenser(plan))
        vis_importlink("Importér tilskud", "tilskud")
        st.subheader("Regneeksempel")
        graenseeksempel.vis(plan)
        return
    with fejl_vises():
        aar = aarene[0]
        if len(aarene) > 1:
            aar = vaelg_knap("År", aarene, "oekonomiaar")
        graenser = aarets_knaekgraenser(plan, aar)
        nyhed(graensenyhed(plan, graenser))
        noegletal(brugt_af_graensen(graenser))
        vis_afsnit(
            {
                "klinikker": ("Klinikkerne", lambda: vis_tabel(kliniktabel(plan, graenser))),
                "kommuner": ("Kommunerne", lambda: vis_tabel(kommunetabel(plan, graenser))),
                "region": ("Klinikkerne i alt", lambda: vis_tabel(regionstabel(plan, graenser))),
                "eksempel": ("Regneeksempel", lambda: graenseeksempel.vis(plan)),
            },
            "oekonomiafsnit",
        )
