"""Økonomi, the kontrolstatistik: who is above the hearing limit, and what follows of it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.dele.afsnit import vis_afsnit
from pages.dele.felter import talfelt
from pages.dele.importlink import vis_importlink
from pages.dele.oekonomi import afstandstakster, hoejestegraense, omsaetningsloft
from pages.dele.tekst import fejl_vises, noegletal, nyhed, vis_tabel
from pages.dele.valgliste import vaelg_en
from planning.kontrolstatistik import (
    HOEJST_PCT,
    Kontrolstatistik,
    aar_med_patienter,
    kontrolstatistik,
)
from planning.plan import Plan
from saetninger.kontrolstatistik import gennemsnit, kontrolnyhed, uden_patienter
from tabeller.kontrolstatistik import gennemsnitstabel, kontroltabel


def vis(plan: Plan) -> None:
    """Draw the answer and its tables where there are patients, and the three calculators."""
    afsnit: dict[str, tuple[str, Callable[[], None]]] = {}
    if aar_med_patienter(plan):
        with fejl_vises():
            statistik = _svar(plan)
            afsnit = {
                "klinikker": ("Klinikkerne", lambda: vis_tabel(kontroltabel(plan, statistik))),
                "region": (
                    "Regionens gennemsnit",
                    lambda: vis_tabel(gennemsnitstabel(plan, statistik)),
                ),
            }
    else:
        nyhed(uden_patienter())
        vis_importlink("Importér patienter", "patienter")
    vis_afsnit(
        {
            **afsnit,
            "hoejestegraense": ("Højestegrænse", hoejestegraense.vis),
            "omsaetningsloft": ("Omsætningsloft", lambda: omsaetningsloft.vis(plan)),
            "takster": ("Afstandstakster for kiropraktorer", afstandstakster.vis),
        },
        "kontrolafsnit",
    )


def _svar(plan: Plan) -> Kontrolstatistik:
    """Draw the year, the hearing limit and the answer."""
    aarene = aar_med_patienter(plan)
    with st.container(horizontal=True, vertical_alignment="top"):
        aar = aarene[0]
        if len(aarene) > 1:
            aar = vaelg_en("År", aarene, "kontrolaar")
        hoering = talfelt(
            "Høringsgrænse i %",
            "hoeringsgraense",
            decimaler=2,
            hoejst=HOEJST_PCT,
            help="Så meget over regionens gennemsnit pr. patient. Tallet står ikke i kilderne.",
        )
    graense = None if hoering is None else float(hoering)
    statistik = kontrolstatistik(plan, aar, graense)
    nyhed(kontrolnyhed(plan, statistik))
    noegletal(gennemsnit(statistik))
    return statistik
