"""A click on the map of Flytning: a clinic, or a new address where a kommune is clicked."""

from __future__ import annotations

from contextlib import suppress

import streamlit as st

from dansk import Inputfejl
from data.steder import ny_adresse_i_punkt
from pages.dele import tilstand
from pages.dele.tiltagssteder import PUNKT, TIL_NY
from planning.plan import Plan

KLIKVALG = {"fra": "klik vælger, hvem der afgiver", "til": "hvem der modtager"}


def ved_klik(ramt: str, lat: float, lon: float) -> None:
    """Let a click on the map set what the lists would: a clinic, or a new address in a kommune."""
    plan = tilstand.scenarieplan()
    hvad = st.session_state.get("klikvalg", "fra")
    if ramt in plan.klinikker.index:
        st.session_state[f"{hvad}_kode"] = str(plan.klinik(ramt)["kommune_kode"])
        st.session_state[hvad] = ramt
    elif hvad == "til" and (kode := _klikket_kommune(plan, ramt, lat, lon)):
        st.session_state["til_kode"] = kode
        for noegle in ("til", TIL_NY):
            st.session_state[noegle] = f"{PUNKT}{lat:.4f},{lon:.4f}"


def _klikket_kommune(plan: Plan, ramt: str, lat: float, lon: float) -> str | None:
    """The kommune that was clicked, in an area too; None for what is neither."""
    if ramt in plan.kommuner.index:
        return ramt
    if ramt not in tilstand.inddelt(plan).kommuner.index:
        return None
    with suppress(Inputfejl):  # a click at the very coast
        return ny_adresse_i_punkt(plan, lat, lon).kommune_kode
    return None
