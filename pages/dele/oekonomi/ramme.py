"""Økonomi, the economic frame: whether it holds, when it goes, and what an overrun costs."""

from __future__ import annotations

import streamlit as st

from pages.dele.afsnit import vis_afsnit
from pages.dele.diagramvisning import vis_diagram
from pages.dele.importlink import vis_importlink
from pages.dele.oekonomi.kiropraktik import vis_kiropraktik
from pages.dele.rammediagram import rammediagram
from pages.dele.tekst import fejl_vises, noegletal, nyhed, smaat, vis_tabel
from pages.dele.valgliste import vaelg_knap
from planning.plan import LANDET, Plan
from planning.ramme import aar_med_forbrug, aarets_rammer
from planning.rammestilling import forloeb
from saetninger.ramme import rammenavn, rammenyhed, rammetal, takstnyhed, uden_forbrug
from tabeller.ramme import kvartalstabel, rammetabel

HOEJDE = 340


def vis(plan: Plan) -> None:
    """Draw the answer, one frame as figures and a chart, the tables, and that of kiropraktik."""
    aarene = aar_med_forbrug(plan)
    if not aarene:
        nyhed(uden_forbrug())
        vis_importlink("Importér forbruget", "ramme")
        st.subheader("Kiropraktik")
        vis_kiropraktik()
        return
    with fejl_vises():
        _vis_rammer(plan, aarene)


def _vis_rammer(plan: Plan, aarene: list[int]) -> None:
    aar = aarene[0]
    if len(aarene) > 1:
        aar = vaelg_knap("År", aarene, "rammeaar")
    rammer = aarets_rammer(plan, aar)
    nyhed(rammenyhed(rammer))
    if rammer.klinikfejl:
        smaat(rammer.klinikfejl)
    if not any(niveau == LANDET for niveau, _ in rammer.stillinger):
        vis_importlink("Importér forbruget", "ramme")
    navne = {rammenavn(hvem): hvem for hvem in rammer.stillinger}
    if st.session_state.get("rammevalg_af") != list(navne):
        # What was chosen among others gives way to what the answer is of.
        st.session_state.pop("rammevalg", None)
        st.session_state.pop("rammevalg_husket", None)
        st.session_state["rammevalg_af"] = list(navne)
    hvem = rammer.vaerst()
    if len(navne) > 1:
        hvem = navne[vaelg_knap("Ramme", list(navne), "rammevalg", foerst=rammenavn(hvem))]
    noegletal(rammetal(rammer, hvem))
    if takst := takstnyhed(rammer, hvem):
        st.markdown(takst)
    vis_diagram(
        rammediagram(forloeb(rammer.stillinger[hvem]), HOEJDE),
        key="rammediagram",
    )
    vis_afsnit(
        {
            "kvartaler": ("Kvartalerne", lambda: vis_tabel(kvartalstabel(plan, rammer, hvem))),
            "rammer": ("Alle rammer", lambda: vis_tabel(rammetabel(plan, rammer))),
            "kiropraktik": ("Kiropraktik", vis_kiropraktik),
        },
        "rammeafsnit",
    )
