"""A click on the map of Flytning: a clinic; or a kommune that gives, or a new address in one."""

from __future__ import annotations

import streamlit as st

from pages.dele import tilstand
from pages.dele.kommunevalg import klikket_kommune
from pages.dele.tiltagssteder import PUNKT, TIL_NY

KLIKVALG = {"fra": "klik vælger, hvem der afgiver", "til": "hvem der modtager"}


def ved_klik(ramt: str, lat: float, lon: float) -> None:
    """Let a click on the map set what the lists would.

    That is a clinic; or, where a kommune is clicked, who gives, or a new address there.
    """
    plan = tilstand.scenarieplan()
    hvad = st.session_state.get("klikvalg", "fra")
    if ramt in plan.klinikker.index:
        st.session_state[f"{hvad}_kode"] = str(plan.klinik(ramt)["kommune_kode"])
        st.session_state[hvad] = ramt
        return
    kode = klikket_kommune(plan, ramt, lat, lon)
    if kode is None:
        return
    st.session_state[f"{hvad}_kode"] = kode
    if hvad == "til":
        for noegle in ("til", TIL_NY):
            st.session_state[noegle] = f"{PUNKT}{lat:.4f},{lon:.4f}"
